"""A reader's press or words about an error in a line go in; the report is kept for the editors, and a screen comes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.buttons import Act, encode
from bot.editing import lines as line_room
from bot.editing import mending
from bot.markup import Line, Run, bold, short
from bot.messages import Button, Screen, of_lines, of_text, paired
from briefs import corrections
from briefs.errors import BadQuestion, TooMany

if TYPE_CHECKING:
    from bot.buttons import Keep
    from bot.desk import Desk, Heard
    from bot.editing.lines import Standing

REPORT = "report"
"""The name of the buttons' act: an error that a reader reports."""
LABEL = "⚠️ Report an error"
VALUE = re.compile(r"(?P<number>[0-9]{1,9})(?: (?P<deed>[a-z]{1,10})(?: (?P<what>[a-z]{1,10}))?)?")
WRONG = {
    "kind": "The kind",
    "actors": "Who acts",
    "towards": "Towards whom",
    "period": "The time",
    "outcome": "It is no outcome",
    "other": "Something else",
}
"""What can be wrong with a line, by the word in a button."""
MOST_OPEN = 500
"""Reports that wait at once, of everybody together: more is no help to the editors, but somebody's game."""
LEAST_WORDS = 3
GONE = "This line is gone: its document was taken out, or replaced by a newer revision."
TOO_OLD = "This button is too old for me. Please open the sentence again."
HOW = "Answer this message with a few words: what does the line say, and what should it say?"


def offered(screen: Screen, line: int, keep: Keep) -> Screen:
    """The screen of a sentence with the button by which an error in it is reported."""
    row = (Button(LABEL, encode(Act(REPORT, str(line)), keep)),)
    last = screen.rows[-1:]
    is_back = bool(last) and last[0][0].label.startswith("‹")
    rows = (*screen.rows[:-1], row, *last) if is_back else (*screen.rows, row)
    return Screen(screen.html, rows, screen.file)


def pressed(desk: Desk, heard: Heard, value: str) -> Screen | str:
    """What a button about an error does. Raises BadCorrection where one chat reports too much."""
    match = VALUE.fullmatch(value)
    if match is None:
        return TOO_OLD
    deed, what = match["deed"] or "", match["what"] or ""
    if deed == "no":
        return of_text("Nothing was reported." if what == "other" else "Thank you. The editors look at it.")
    held = line_room.standing(desk.library.store, int(match["number"]))
    if held is None or held.hidden:
        return GONE
    if not deed:
        return mending.screen(desk, held) if desk.edits(heard.person) else choosing(desk, held)
    if what in WRONG and deed in ("is", "more"):
        at_once = deed == "is" and what != "other"
        return _kept(desk, heard, held, what, "") if at_once else _asking(desk, held, what)
    return HOW if deed == "w" else TOO_OLD


def is_anew(value: str) -> bool:
    """Whether what the button shows is a message of its own, so that the sentence stays in sight."""
    return value.isdigit()


def answered(desk: Desk, heard: Heard, value: str) -> Screen:
    """A reader's own words about an error."""
    match = VALUE.fullmatch(value)
    held = line_room.standing(desk.library.store, int(match["number"])) if match else None
    if match is None or held is None or held.hidden:
        return of_text(GONE)
    if len(heard.words.strip()) < LEAST_WORDS:
        raise BadQuestion("Please say in a few words what is wrong.")
    return _kept(desk, heard, held, match["what"] or "other", heard.words)


def choosing(desk: Desk, held: Standing) -> Screen:
    """Asks what is wrong with a line."""
    lines: list[Line] = [
        (bold("What is wrong with this line?"),),
        (Run(short(line_room.told(held.headline, held.values, desk.library.lexicon), 400)),),
    ]
    buttons = [_button(desk, held, label, f"is {what}") for what, label in WRONG.items()]
    return of_lines(lines, [*paired(buttons), (_button(desk, held, "Nothing, go on", "no other"),)])


def _asking(desk: Desk, held: Standing, what: str) -> Screen:
    """Asks for the reader's own words; of anything but "something else" the report itself is made already."""
    lines: list[Line] = [
        (bold("What is wrong with this line?" if what == "other" else "What should it say?"),),
        (Run(short(line_room.told(held.headline, held.values, desk.library.lexicon), 400)),),
        (Run("Write it to me in a few words."),),
    ]
    row = (_button(desk, held, "✍️ How?", f"w {what}"), _button(desk, held, "Nothing, go on", f"no {what}"))
    return of_lines(lines, [row])


def _kept(desk: Desk, heard: Heard, held: Standing, what: str, words: str) -> Screen:
    store, chat = desk.library.store, str(heard.reader.id)
    if len(corrections.open_reports(store, most=MOST_OPEN)) >= MOST_OPEN:
        raise TooMany("Many reports wait for the editors already; please try again in a few days.")
    label = WRONG.get(what, WRONG["other"])
    told = f"{label}: {words.strip()}" if words.strip() else label
    corrections.report(store, held.number, told, by=chat, now=desk.clock())
    lines: list[Line] = [
        (bold("Thank you."),),
        (Run("The editors compare the line with its sentence. You are told here what came of it."),),
    ]
    if words.strip():
        return of_lines(lines)
    return of_lines(lines, [(_button(desk, held, "✍️ Say what it should be", f"more {what}"),)])


def _button(desk: Desk, held: Standing, label: str, deed: str) -> Button:
    return Button(label, encode(Act(REPORT, f"{held.number} {deed}"), desk.keep))
