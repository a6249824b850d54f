"""Reports go in; editors are written to about new ones, and whoever reported about those that are settled, once each."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.buttons import Ask, encode
from bot.delivery.letters import Post
from bot.delivery.tables import outbox
from bot.editing import lines as line_room
from bot.editing import mending
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, Screen, of_lines
from briefs import corrections
from briefs.corrections import roles
from briefs.corrections.tables import reports

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.editing.lines import Standing
    from briefs.corrections import Report

MOST = 100
"""Reports that are dealt with at a time; the others come a moment later."""
MOST_WAITING = 500
CHAT = re.compile(r"-?[0-9]{1,16}")


def announce(desk: Desk, until: datetime, now: datetime) -> int:
    """Tell owners and editors of reports made up to ``until``, each line once while it waits; gives how many messages."""
    store = desk.library.store
    waiting = [each for each in corrections.open_reports(store, most=MOST_WAITING) if each.at <= until]
    first = {each.line: each for each in reversed(waiting)}
    people = sorted(desk.owners | {each.id for each in roles.editors_of(store)})
    known = _known(desk, [_key(each, people[0]) for each in first.values()]) if people else set()
    fresh = [each for each in first.values() if people and _key(each, people[0]) not in known]
    return sum(_announced(desk, each, people, now) for each in sorted(fresh, key=lambda each: each.number))


def _key(report: Report, person: int) -> str:
    """By what it is known that a person was told of a line: as long as its first report waits, once."""
    return f"report|{report.line}|{report.number}|{person}"


def _known(desk: Desk, keys: list[str]) -> set[str]:
    """Those of the keys under which a message was written."""
    with desk.library.store.reading() as connection:
        return set(connection.scalars(select(outbox.c.key).where(outbox.c.key.in_(keys))))


def _announced(desk: Desk, report: Report, people: list[int], now: datetime) -> int:
    """Write to everybody at once: the first of them is by whom it is known that it was done."""
    held = line_room.standing(desk.library.store, report.line)
    if held is None:
        return 0
    above: tuple[Line, ...] = ((bold("⚠️ A reader reports an error"),), ())
    screen = mending.screen(desk, held, above=above)
    with desk.library.store.writing() as connection:
        post = Post(now)
        return sum(post.write_note(connection, each, screen, _key(report, each)) for each in people)


def answer(desk: Desk, until: datetime, now: datetime) -> int:
    """Tell whoever reported what came of it, where it was settled up to ``until``; who it was is erased with that."""
    settled = (reports.c.state != "open") & (reports.c.reported_by != "") & (reports.c.settled_at <= until)
    query = select(reports.c.number, reports.c.line, reports.c.state, reports.c.reported_by).where(settled)
    with desk.library.store.reading() as connection:
        rows = connection.execute(query.order_by(reports.c.number).limit(MOST)).all()
    count = 0
    for row in rows:
        held = line_room.standing(desk.library.store, row.line)
        screen = _answer(desk, held, corrected=row.state == "corrected")
        with desk.library.store.writing() as connection:
            if CHAT.fullmatch(row.reported_by):
                post = Post(now)
                count += post.write_note(connection, int(row.reported_by), screen, f"settled|{row.number}")
            gone = update(reports).where(reports.c.number == row.number)
            connection.execute(gone.values(reported_by=""))
    return count


def _answer(desk: Desk, held: Standing | None, *, corrected: bool) -> Screen:
    """What somebody who reported an error is told."""
    thanks: list[Line] = [(bold("Thank you for your report"),)]
    if held is None:
        return of_lines([*thanks, (Run("The document has been taken out meanwhile, and the line with it."),)])
    now = short(line_room.told(held.headline, held.values, desk.library.lexicon), 500)
    sentence = (Button("The sentence", encode(Ask(f"line {held.number}"), desk.keep)),)
    if held.hidden:
        said = "You were right: the line should not have been there, and an editor has taken it out."
        return of_lines([*thanks, (Run(said),), (italic(now),)])
    if corrected:
        return of_lines(
            [*thanks, (Run("An editor has corrected the line. It says now:"),), (Run(now),)], [sentence]
        )
    said = "An editor compared the line with its sentence and left it as it is:"
    return of_lines([*thanks, (Run(said),), (Run(now),)], [sentence])
