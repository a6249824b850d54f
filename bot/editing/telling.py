"""Corrections and reports go in; everybody who has to hear of them is written to once: readers, reporters, editors.

Nothing is told while a hand is still at work: a correction that is taken back within ``PATIENCE`` was never told of, and
several of one line are told together. What was told is known by the keys of the outbox, so that doing it again, after a
breakdown or in another process, tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import tuple_, update

from bot.buttons import Ask, encode
from bot.delivery import bulk
from bot.delivery.tables import told_lines
from bot.editing import addressees, courses, holding, lines, misdated, reported, withdrawn
from bot.editing.lines import Standing
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, Screen, of_lines
from briefs import shown
from briefs.store.tables import marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from bot.desk import Desk
    from bot.editing.courses import Course

PATIENCE = timedelta(minutes=2)
OVERLAP = timedelta(minutes=1)
"""What was looked at is looked at again for so long: the clocks of two machines do not agree."""
MARK = "corrections told"
LONGEST_LINE = 600


@dataclass(frozen=True, slots=True)
class Told:
    """How many messages were written: to readers of a wrong line, to reporters, to editors; and what was erased."""

    readers: int = 0
    reporters: int = 0
    editors: int = 0
    erased: int = 0

    @property
    def worked(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.readers or self.reporters or self.editors or self.erased)


def tell(desk: Desk, now: datetime) -> Told:
    """Write to everybody who has to hear of something by now."""
    return Told(
        _corrections(desk, now) + withdrawn.tell(desk, now - PATIENCE, now),
        reported.answer(desk, now - PATIENCE, now),
        reported.announce(desk, now - PATIENCE / 2, now),
        holding.purge(desk.library.store, now),
    )


def _corrections(desk: Desk, now: datetime) -> int:
    """Tell the readers of wrong lines; each line in a transaction of its own."""
    store, until = desk.library.store, now - PATIENCE
    said = store.mark(MARK)
    since = datetime.fromisoformat(said) - OVERLAP if said else None
    with store.reading() as connection:
        papers = misdated.papers(connection, since, until)
        found = courses.of_lines(connection, since, until)
    # Documents first: what is told of a line counts as told under the date that its document has by then.
    count = sum(misdated.tell(desk, paper, now) for paper in papers)
    count += sum(_one(desk, course, now) for course in found)
    if papers or found or said is None:
        with store.writing() as connection:
            _note(connection, until)
    return count


@dataclass(frozen=True, slots=True)
class Wrong:
    """A sentence that was corrected: what was done to it, the line as it is now, and the moment it is told."""

    course: Course
    standing: Standing
    now: datetime

    def key(self, chat: int, thread: int = 0) -> str:
        """Unique for sentence, chat, topic and last change: the first of its lines is the same for ever."""
        moment = int(self.course.changed_at.timestamp() * 1000)
        return f"{addressees.PURPOSE}|{min(self.course.lines)}|{addressees.place(chat, thread)}|{moment}"

    def was(self, since: datetime) -> Mapping[str, Any] | None:
        """The line as it stood when it was told; None where what was told then needs no correction."""
        if since > self.course.changed_at:
            return None
        values = self.course.as_of(self.standing.values, since)
        return None if values["hidden"] or values == self.standing.values else values


def _one(desk: Desk, course: Course, now: datetime) -> int:
    """Tell everybody who was sent one of the lines of a sentence and reads something else in it now."""
    with desk.library.store.reading() as connection:
        standing = _newest(connection, course.lines)
    if standing is None:
        return 0
    wrong, count, after = Wrong(course, standing, now), 0, addressees.FIRST
    while True:
        with desk.library.store.writing() as connection:
            read = addressees.read(connection, told_lines.c.outcome.in_(course.lines), after)
            count += _write(desk, connection, wrong, read)
        if len(read) < addressees.AT_ONCE:
            return count
        after = read[-1].chat, read[-1].thread


def _newest(connection: Connection, numbers: Iterable[int]) -> Standing | None:
    """The line as the newest revision has it."""
    found = (lines.standing_in(connection, number) for number in sorted(numbers, reverse=True))
    return next(filter(None, found), None)


def _write(desk: Desk, connection: Connection, wrong: Wrong, read: Sequence[Any]) -> int:
    """A message for each topic of a chat that still receives something; it now counts as told of the line as it is."""

    def said(row: Any, language: str) -> tuple[str, Screen] | None:
        was = wrong.was(row.at)
        if was is None:
            return None
        return wrong.key(row.chat, row.thread), correction(desk, wrong.standing, was, language)

    told, count = addressees.write(connection, read, said, wrong.now)
    places = tuple_(told_lines.c.chat, told_lines.c.thread)
    mine = told_lines.c.outcome.in_(wrong.course.lines) & places.in_(told)
    connection.execute(update(told_lines).where(mine).values(told_at=wrong.now))
    return count


def correction(desk: Desk, standing: Standing, was: Mapping[str, Any], language: str) -> Screen:
    """What a reader of a wrong line is told: the line as it was, and as it is."""
    lexicon = desk.library.lexicon
    before = short(lines.told(standing.headline, was, lexicon, language), LONGEST_LINE)
    said: list[Line] = [
        (bold("A correction"),),
        (Run("A line that I sent you was wrong. It said:"),),
        (italic(before),),
    ]
    document = Button(
        f"📄 Document {standing.document}", encode(Ask(f"source {standing.document}"), desk.keep)
    )
    if standing.hidden:
        said.append((Run("It should not have been there, and an editor has taken it out."),))
        return of_lines(said, [(document,)])
    after = short(lines.told(standing.headline, standing.values, lexicon, language), LONGEST_LINE)
    said += [(Run("An editor has corrected it. It says now:"),), (Run(after),)]
    lost = _lost(standing, was)
    said += [(Run(f"It has no {shown.listed(lost)} any more."),)] if lost else []
    sentence = Button("The sentence", encode(Ask(f"line {standing.number}"), desk.keep))
    return of_lines(said, [(sentence, document)])


def _lost(standing: Standing, was: Mapping[str, Any]) -> list[str]:
    """What the line said of itself before and says nothing about now, which nobody would see by comparing."""
    return ["time"] if was["period"] and not standing.values["period"] else []


def _note(connection: Connection, moment: datetime) -> None:
    """Everything up to this moment was looked at."""
    bulk.upsert(connection, marks, [{"name": MARK, "value": moment.isoformat()}])
