"""An editor's words or press about a stored document go in; it is put right or read again, and a screen comes out."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.buttons import Act, Ask, encode
from bot.editing import reading, understanding
from bot.editing.editors import name_of
from bot.editing.preview import ASKS, HOW
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, Screen, of_lines, of_text, paired
from briefs import corrections, dates_shown, queries
from briefs.errors import BadQuestion, NoSuchThing
from briefs.shown import counted

if TYPE_CHECKING:
    from bot.desk import Desk, Heard
    from briefs.corrections import Correction
    from briefs.model import Document, Reading, Source
    from briefs.store import Reread

DOCUMENT = "doc"
"""The name of the buttons' act: a stored document that an editor puts right."""
VALUE = re.compile(r"(?P<number>[0-9]{1,9}) (?P<deed>[a-z]{1,10})(?: (?P<rest>[a-z]{1,10}|[0-9]{1,9}))?")
EDITORS_ONLY = "Only the editors of this bot may correct documents."
TOO_OLD = "This button is too old for me. /correct and the number of the document opens it again."
NUMBER = "Write the number of the document, such as /correct 3; /latest shows the numbers."
FIELDS = {"date": "published_on", "publisher": "publisher", "title": "title"}
NAMES = {"published_on": "date", "publisher": "publisher", "title": "title"}
MOST_TOLD = 5
MOST_HIDDEN = 6
MOST_LABEL = 48
MOST_UNDONE = 6


def command(desk: Desk, heard: Heard) -> Screen:
    """/correct N: what a document says of itself, with buttons to put it right."""
    number = heard.words.strip().lstrip("#№")
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004 - a 32-bit number
        raise BadQuestion(NUMBER)
    return screen(desk, _source(desk, int(number)))


def pressed(desk: Desk, heard: Heard, value: str) -> Screen | str:
    """What a button about a document does. Raises BadCorrection and NoSuchThing with the sentence for the editor."""
    if not desk.edits(heard.person):
        return EDITORS_ONLY
    match = VALUE.fullmatch(value)
    if match is None:
        return TOO_OLD
    deed, rest = match["deed"], match["rest"] or ""
    source = _source(desk, int(match["number"]))
    if rest in FIELDS:
        return _asking(desk, source, rest) if deed == "ask" else HOW[rest]
    if deed == "undo" and rest.isdigit():
        return _undone(desk, heard, source, int(rest))
    return {"show": screen, "anew": _read_again}.get(deed, screen)(desk, source)


def answered(desk: Desk, heard: Heard, value: str) -> Screen:
    """What words in answer to a question about a document change: at once, and it can be taken back."""
    match = VALUE.fullmatch(value)
    if not desk.edits(heard.person):
        return of_text(EDITORS_ONLY)
    if match is None or (match["rest"] or "") not in FIELDS:
        return of_text(TOO_OLD)
    number, field = int(match["number"]), match["rest"]
    given: dict[str, Any]
    if field == "date":
        given = {"published_on": understanding.published(heard.words[:60], heard.today)}
    else:
        given = {FIELDS[field]: understanding.named(field, heard.words)}
    corrections.correct_document(
        desk.library.store, number, by=str(heard.person), now=desk.clock(), read=_read(desk), **given
    )
    return screen(
        desk, _source(desk, number), f"The {field} is put right, and the document was read again with it."
    )


def screen(desk: Desk, source: Source, said: str = "") -> Screen:
    """A document as it is known, what was corrected of it, and its hidden lines."""
    store = desk.library.store
    published = dates_shown.shown(source.published) or "not known"
    lines: list[Line] = [(italic(said),), ()] if said else []
    lines += [
        (bold(f"Document {source.number}"),),
        (Run("Title: "), bold(short(source.title, 250))),
        (Run("Date: "), bold(published)),
        (
            Run("Publisher: "),
            bold(short(desk.library.lexicon.party_name(source.publisher or "not known"), 120)),
        ),
    ]
    history = corrections.of_document(store, source.number)
    for each in history[-MOST_UNDONE:]:
        told = short(_change(each), 200)
        by = f" · {name_of(desk, each.by)}, {dates_shown.day(each.at.date())}"
        lines.append((Run(f"✏️ {told}"), Run(by), *((italic(", taken back"),) if each.undone_at else ())))
    hidden = corrections.hidden_of(store, source.number)
    if hidden:
        lines += [
            (),
            (bold("Hidden lines"),),
            *((Run(f"• {short(words, 120)}"),) for _, words in hidden[:MOST_HIDDEN]),
        ]
    lines += [(), (italic("A line is corrected from its sentence: press its number in the document."),)]
    return of_lines(lines, _rows(desk, source, history, hidden[:MOST_HIDDEN]))


def _words(field: str, words: str) -> str:
    """A value in a correction as readers see it: a day written out."""
    try:
        return dates_shown.day(date.fromisoformat(words)) if field == "published_on" else words
    except ValueError:  # there was none
        return words


def _rows(
    desk: Desk, source: Source, history: tuple[Correction, ...], hidden: tuple[tuple[int, str], ...]
) -> list[tuple[Button, ...]]:
    number = source.number
    edits = [
        _button(desk, number, "📅 Date", "ask date"),
        _button(desk, number, "🏛 Publisher", "ask publisher"),
    ]
    edits += [_button(desk, number, "✏️ Title", "ask title"), _button(desk, number, "🔁 Read again", "anew")]
    active = [each for each in history if each.undone_at is None][-MOST_UNDONE:]
    undone = [
        (_button(desk, number, short(f"↩️ Take back: {_to(each)}", MOST_LABEL), f"undo {each.number}"),)
        for each in reversed(active)
    ]
    lines = [
        (Button(f"🙈 {short(words, 34)}", encode(Act("line", f"{line} show"), desk.keep)),)
        for line, words in hidden
    ]
    led = (Button(f"📄 Document {number}", encode(Ask(f"source {number}"), desk.keep)),)
    return [*paired(edits), *undone, *lines, led]


def _change(each: Correction) -> str:
    """What became what: "date: 12 May 2021 → 13 May 2021"; the same is a date that was inferred before."""
    if each.old == each.new:
        return f"{_to(each)}, confirmed"
    return f"{NAMES.get(each.field, each.field)}: {_words(each.field, each.old)} → {_words(each.field, each.new)}"


def _to(each: Correction) -> str:
    return f"{NAMES.get(each.field, each.field)}: {_words(each.field, each.new)}"


def _asking(desk: Desk, source: Source, field: str) -> Screen:
    lines: list[Line] = [(bold(short(source.title, 120)),), (Run(ASKS[field]),)]
    row = (
        _button(desk, source.number, "✍️ How?", f"w {field}"),
        _button(desk, source.number, "‹ Back", "show"),
    )
    return of_lines(lines, [row])


def _undone(desk: Desk, heard: Heard, source: Source, number: int) -> Screen | str:
    store = desk.library.store
    if number not in {each.number for each in corrections.of_document(store, source.number)}:
        return TOO_OLD
    corrections.undo_document(store, number, by=str(heard.person), now=desk.clock(), read=_read(desk))
    return screen(desk, _source(desk, source.number), "Taken back, and the document was read again.")


def _read_again(desk: Desk, source: Source) -> Screen:
    """The document read by the rules as they stand in the files now; what was gained, lost and changed by it."""
    store = desk.library.store
    document = store.document(source.number)
    if document is None:
        raise NoSuchThing(f"There is no document {source.number} (any more).")
    found = reading.of(document, reading.rules(desk, anew=True))
    told = store.reread([(source.number, document, found)])
    if not told or told[0].late:
        return screen(desk, source, "It was changed by somebody else in the meantime. Please try again.")
    lines: list[Line] = [(bold(f"Document {source.number} was read again"),), *_differences(told[0])]
    back = (_button(desk, source.number, "‹ Back", "show"),)
    return of_lines(lines, [back])


def _differences(told: Reread) -> list[Line]:
    if not (told.gained or told.lost or told.changed or told.adrift):
        return [(Run("It says the same as before." if not told.written else "No line is another one."),)]
    lines: list[Line] = []
    for name, found in (("gained", told.gained), ("lost", told.lost), ("changed", told.changed)):
        if found:
            lines += [(), (bold(f"{counted(len(found), 'line', 'lines')} {name}"),)]
            lines += [(Run(f"• {each.kind}: {short(each.headline, 140)}"),) for each in found[:MOST_TOLD]]
        if len(found) > MOST_TOLD:
            lines.append((italic(f"and {len(found) - MOST_TOLD} more"),))
    if told.adrift:
        lines += [
            (),
            (Run(f"{counted(len(told.adrift), 'correction finds', 'corrections find')} no line any more."),),
        ]
    return lines


def _read(desk: Desk) -> Any:
    lexicon = desk.library.lexicon

    def read(document: Document) -> Reading:
        return reading.of(document, lexicon)

    return read


def _source(desk: Desk, number: int) -> Source:
    found = queries.source(desk.library.store, number)
    if found is None:
        raise NoSuchThing(f"There is no document {number} (any more).")
    return found


def _button(desk: Desk, number: int, label: str, deed: str) -> Button:
    return Button(label, encode(Act(DOCUMENT, f"{number} {deed}"), desk.keep))
