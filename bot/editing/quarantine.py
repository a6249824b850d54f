"""What could not be read goes in; the list of it with its reasons comes out for editors, who try it again or drop it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import messages, zones
from bot.buttons import Act, encode
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, of_lines, of_text
from briefs import dates_shown
from briefs.brief import Choice
from briefs.shown import counted
from briefs.watching import records

if TYPE_CHECKING:
    from bot.desk import Desk, Heard
    from bot.messages import Screen
    from briefs.watching.looking import Taken, Watch
    from briefs.watching.records import Held

QUARANTINE = "q"
"""The name of the buttons' act."""
VALUE = re.compile(r"(?P<deed>list|again|drop) (?P<number>[0-9]{1,9})")
EDITORS_ONLY = "Only the owners and editors of this bot may do that."
IN_PRIVATE = "I show what could not be read in a private chat only, for it may name mails and files."
TOO_OLD = "This button is too old for me. /quarantine shows what could not be read."
GONE = "It is no longer in quarantine: it was tried again or dropped in the meantime."
EMPTY = "Nothing is in quarantine: everything that was found could be read."
SHOWN = 5
LONGEST_REASON = 300


def command(desk: Desk, heard: Heard) -> Screen:
    """/quarantine: what could not be read, the newest first."""
    if not heard.private:
        return of_text(IN_PRIVATE)
    return listed(desk, heard, 0)


def offered(desk: Desk) -> Button | None:
    """The button that leads to the list; None where there is nothing in it."""
    count = records.count_held(desk.library.store)
    return _button(desk, f"⚠️ {counted(count, 'item', 'items')} in quarantine", "list 0") if count else None


def pressed(desk: Desk, heard: Heard, value: str) -> Screen | str:
    """What a button below the list does."""
    if not (heard.private and desk.edits(heard.person)):
        return IN_PRIVATE if desk.edits(heard.person) else EDITORS_ONLY
    match = VALUE.fullmatch(value)
    if match is None:
        return TOO_OLD
    number = int(match["number"])
    if match["deed"] == "list":
        return listed(desk, heard, number)
    found = records.held(desk.library.store, number)
    if not found:
        return listed(desk, heard, 0, (Run(GONE),))
    if match["deed"] == "drop":
        records.drop(desk.library.store, found[0])
        return listed(desk, heard, 0, (Run("Dropped, and never tried again: "), bold(_name(found[0]))))
    return _again(desk, heard, found[0])


def listed(desk: Desk, heard: Heard, page: int, said: Line = ()) -> Screen:
    """A page of the list, each thing with its reason and two buttons."""
    store = desk.library.store
    count = records.count_held(store)
    pages = max(1, -(-count // SHOWN))
    page = min(page, pages - 1)
    shown = records.held(store, most=(page + 1) * SHOWN)[page * SHOWN :]
    lines: list[Line] = [said, ()] if said else []
    lines.append((bold(f"{counted(count, 'item', 'items')} could not be read" if count else EMPTY),))
    for each in shown:
        lines += [(), *_of(desk, heard, each)]
    rows = [
        (
            _button(desk, f"🔁 Try {each.number} again", f"again {each.number}"),
            _button(desk, f"🗑 Drop {each.number}", f"drop {each.number}"),
        )
        for each in shown
    ]
    turn = [_button(desk, "‹ Newer", f"list {page - 1}")] if page else []
    turn += [_button(desk, "Older ›", f"list {page + 1}")] if page + 1 < pages else []
    return of_lines(lines, [*rows, *([tuple(turn)] if turn else [])])


def _of(desk: Desk, heard: Heard, held: Held) -> list[Line]:
    day = dates_shown.day(held.put_at.astimezone(zones.zone_of(heard.reader.zone, desk.zone)).date())
    lines: list[Line] = [(Run(f"{held.number}. "), bold(_name(held)))]
    lines.append((Run(_reason(held.reason, held.address)),))
    where = held.source or "sent in by hand"
    tried = f", tried {counted(held.tries, 'time', 'times')}" if held.tries > 1 else ""
    lines.append((italic(f"{where} · {day}{tried}"),))
    if held.title:
        lines.append((Run(short(held.address, 150)),))
    return lines


def _again(desk: Desk, heard: Heard, held: Held) -> Screen:
    """Read at once. Mail waits for whoever watches, who alone has the password of the folder."""
    from briefs.watching.sources import Form

    ready = _ready(desk)
    now = desk.clock()
    item = records.again(desk.library.store, held, now)
    source = ready.sources.get(held.source)
    if source is not None and source.form is Form.MAIL:
        words = "It is tried again as soon as the mail folder is looked at; if it fails, it is back here."
        return listed(desk, heard, 0, (Run(words),))
    done = ready.take(item, now)
    if done is None:
        return listed(desk, heard, 0, (Run("It is being read by the watch just now."),))
    return _done(desk, heard, done)


def _done(desk: Desk, heard: Heard, done: Taken) -> Screen:
    if done.added is None:
        what = "It will be tried again later" if done.result == "put off" else "It still cannot be read"
        return listed(desk, heard, 0, (Run(f"{what}. {_reason(done.reason, done.item.address)}"),))
    known = "I had it already" if done.result == "known" else "It is read now"
    outcomes = counted(done.added.outcomes, "outcome", "outcomes")
    said = f"{known}: document {done.added.number}, {outcomes}."
    if done.unread:
        said += f" {counted(done.unread, 'part', 'parts')} of it still not: the list below says why."
    lines = (Run(said),)
    screen = listed(desk, heard, 0, lines)
    led = messages.choices(
        [Choice(f"📄 Document {done.added.number}", f"source {done.added.number}")], desk.keep
    )
    return replace(screen, rows=(*led, *screen.rows))


def _ready(desk: Desk) -> Watch:
    from briefs import watching
    from briefs.lexicon import config_folder
    from briefs.watching import sources

    listed_sources = sources.load(desk.config_folder or config_folder())
    return watching.watch(desk.library, listed_sources, {}, desk.clock())


def _reason(words: str, address: str) -> str:
    """Why it could not be read, without its address, which stands below."""
    rest = words.removeprefix(address[:200])
    inside = rest.removeprefix(": ")  # of a part of it, which is called by its own name
    return short(inside if rest == words or inside != rest else f"It {rest.strip()}", LONGEST_REASON)


def _name(held: Held) -> str:
    return short(held.title or held.address, 120)


def _button(desk: Desk, label: str, value: str) -> Button:
    return Button(label, encode(Act(QUARANTINE, value), desk.keep))
