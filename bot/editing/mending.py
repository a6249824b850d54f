"""An editor's press or words about one line go in; the line is put right, hidden or shown again, and a screen comes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.buttons import Act, Ask, encode
from bot.editing import lines as line_room
from bot.editing import understanding
from bot.editing.editors import name_of
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, Screen, of_lines, of_text, paired
from briefs import corrections, dates_shown, queries, shown
from briefs.model import Kind

if TYPE_CHECKING:
    from typing import Any

    from bot.desk import Desk, Heard
    from bot.editing.lines import Standing
    from briefs.corrections import Report
    from briefs.corrections.entry import LineField, Value

LINE = "line"
"""The name of the buttons' act: a line that an editor puts right."""
VALUE = re.compile(r"(?P<number>[0-9]{1,9}) (?P<deed>[a-z]{1,10})(?: (?P<rest>.*))?", re.DOTALL)
EDITORS_ONLY = "Only the editors of this bot may correct lines."
TOO_OLD = "This button is too old for me. Please open the line again."
GONE = "This line is gone: its document was taken out, or the sentence is no longer read as an outcome."
SETTLED_GONE = "The report is settled. The line itself is gone: its document was taken out."
TOLD_LATER = "Readers who were sent the line are told in a few minutes."
FIELDS: dict[str, LineField] = {"actors": "actors", "towards": "towards", "period": "period"}
NAMES = {
    "kind": "Kind",
    "actors": "Who acts",
    "towards": "Towards whom",
    "period": "Time",
    "hidden": "In answers",
}
ASKS = {
    "actors": "Who acts here? Write the parties, such as: Japan, Laos and the EU. “none” for nobody.",
    "towards": "Towards whom? Write the parties, such as: Cambodia. “none” for nobody.",
    "period": "For when does it hold, or by when is it due? Write it, such as: by 2025 · 2021–2025 · from May 2021. “none” for no time.",
}
HOW = "Answer this message with the right words. I show what I understood before anything is changed."
MOST_REPORTS = 5
MOST_UNDONE = 6


def pressed(desk: Desk, heard: Heard, value: str) -> Screen | str:
    """What a button about a line does. Raises BadCorrection and NoSuchThing with the sentence for the editor."""
    if not desk.edits(heard.person):
        return EDITORS_ONLY
    match = VALUE.fullmatch(value)
    if match is None:
        return TOO_OLD
    number, deed, rest = int(match["number"]), match["deed"], match["rest"] or ""
    held = line_room.standing(desk.library.store, number)
    if deed == "dismiss":
        return _dismissed(desk, heard, number)
    return GONE if held is None else _on_line(desk, heard, held, (deed, rest))


def _on_line(desk: Desk, heard: Heard, held: Standing, change: tuple[str, str]) -> Screen | str:
    deed, rest = change
    if deed == "show":
        return screen(desk, held)
    if deed in ("ask", "w") and rest in FIELDS:
        return asking(desk, held, rest) if deed == "ask" else HOW
    if deed == "kind":
        return _kinds(desk, held) if not rest else _kind_given(desk, heard, held, rest)
    if deed == "undo":
        return _undone(desk, heard, held, rest)
    return _done(desk, heard, held, change)


def answered(desk: Desk, heard: Heard, value: str) -> Screen:
    """What words in answer to a question about a line mean: shown, and kept only when that is confirmed."""
    match = VALUE.fullmatch(value)
    if not desk.edits(heard.person):
        return of_text(EDITORS_ONLY)
    held = line_room.standing(desk.library.store, int(match["number"])) if match else None
    name = (match["rest"] or "") if match else ""
    if held is None or name not in FIELDS:
        return of_text(GONE)
    lexicon = desk.library.lexicon
    if name == "period":
        source = queries.source(desk.library.store, held.document)
        given = understanding.period(heard.words, source.published.start if source else None)
        words = line_room.period(_kept_period(given)) or "no time"
        return _confirming(desk, held, name, understanding.packed(given), words)
    found = understanding.parties(heard.words, lexicon)
    if found.unknown or (not found.codes and heard.words.strip().casefold() not in understanding.NONE):
        said = understanding.told(found, lexicon) or "I see no party in that."
        return asking(desk, held, name, said)
    words = line_room.named(found.codes, lexicon) or "nobody"
    return _confirming(desk, held, name, ",".join(found.codes), words)


def screen(desk: Desk, held: Standing, said: str = "", above: tuple[Line, ...] = ()) -> Screen:
    """A line with all that can be put right about it."""
    store, values = desk.library.store, held.values
    source = queries.source(store, held.document)
    found = corrections.open_reports(store, line=held.number, most=MOST_REPORTS)
    lines: list[Line] = [(italic(said),), ()] if said else []
    lines += [*above, (bold(f"Line {held.number}"), Run(f" · document {held.document}"))]
    lines += [(Run(short(source.title, 120)),)] if source else []
    lines += [(Run(short(held.quote, 700), ("blockquote",)),)]
    lines += [(Run("⚠️ Hidden: no answer shows it."),)] if held.hidden else []
    lines += [
        (Run(f"{NAMES['kind']}: "), bold(line_room.kind(values["kind"]))),
        (
            Run(f"{NAMES['actors']}: "),
            bold(line_room.named(held.on("actors"), desk.library.lexicon) or "nobody named"),
        ),
        (
            Run(f"{NAMES['towards']}: "),
            bold(line_room.named(held.on("towards"), desk.library.lexicon) or "nobody named"),
        ),
        (Run(f"{NAMES['period']}: "), bold(line_room.period(values["period"]) or "none")),
    ]
    lines += _reported(found)
    history = corrections.of_line(store, held.number)
    lines += _corrected(desk, history)
    return of_lines(lines, _rows(desk, held, history, reported=bool(found)))


def asking(desk: Desk, held: Standing, name: str, said: str = "") -> Screen:
    """Asks for the right parties or time of a line."""
    lines: list[Line] = [(italic(said),), ()] if said else []
    lines += [(Run(short(held.quote, 400), ("blockquote",)),), (Run(ASKS[name]),)]
    row = (_button(desk, held, "✍️ How?", f"w {name}"), _button(desk, held, "‹ Back", "show"))
    return of_lines(lines, [row])


def _done(desk: Desk, heard: Heard, held: Standing, change: tuple[str, str]) -> Screen | str:
    """A correction that is made at once: parties or a time that were confirmed, or a line hidden."""
    deed, rest = change
    store, by, now = desk.library.store, str(heard.person), desk.clock()
    if deed == "set":
        name, _, given = rest.partition(" ")
        if name not in FIELDS:
            return TOO_OLD
        value = _value(desk, name, given)
        if isinstance(value, str):
            return value
        corrections.correct(store, held.number, FIELDS[name], value, by=by, now=now)
        return _after(desk, heard, held.number, f"{NAMES[name]}: put right. {TOLD_LATER}")
    if deed == "hide":
        corrections.hide(store, held.number, by=by, now=now)
        return _after(desk, heard, held.number, f"Hidden from every answer. {TOLD_LATER}")
    return TOO_OLD


def _undone(desk: Desk, heard: Heard, held: Standing, number: str) -> Screen | str:
    """A correction of this line taken back."""
    store = desk.library.store
    mine = {str(each.number): each.number for each in corrections.of_line(store, held.number)}
    if number not in mine:
        return TOO_OLD
    corrections.undo(store, mine[number], by=str(heard.person), now=desk.clock())
    again = line_room.standing(store, held.number)
    return screen(desk, again, "Taken back.") if again else GONE


def _kind_given(desk: Desk, heard: Heard, held: Standing, name: str) -> Screen | str:
    if name not in set(Kind):
        return TOO_OLD
    store = desk.library.store
    corrections.correct(store, held.number, "kind", Kind(name), by=str(heard.person), now=desk.clock())
    return _after(desk, heard, held.number, f"Kind: put right. {TOLD_LATER}")


def _after(desk: Desk, heard: Heard, number: int, said: str) -> Screen | str:
    """The line after a correction; what was reported about it is settled by that."""
    store = desk.library.store
    corrections.settle(store, number, "corrected", by=str(heard.person), now=desk.clock())
    held = line_room.standing(store, number)
    return screen(desk, held, said) if held else GONE


def _dismissed(desk: Desk, heard: Heard, number: int) -> Screen | str:
    """Reports of a line that need no correction."""
    store = desk.library.store
    settled = corrections.settle(store, number, "dismissed", by=str(heard.person), now=desk.clock())
    held = line_room.standing(store, number)
    said = (
        "The report is settled; the line stays as it is."
        if settled
        else "It was settled meanwhile by somebody else."
    )
    return screen(desk, held, said) if held else of_text(SETTLED_GONE)


def _value(desk: Desk, name: str, given: str) -> Value:
    """The value in a button; a sentence that pops up where it is none. Raises BadDate."""
    if name == "period":
        return understanding.unpacked(given)
    codes = tuple(filter(None, given.split(",")))
    if not set(codes) <= set(desk.library.lexicon.parties):
        return TOO_OLD
    return codes


def _kept_period(given: Any) -> Any:
    if given is None:
        return None
    start, end = (each.isoformat() if each else None for each in (given.start, given.end))
    return [start, end, given.precision.value, given.words]


def _confirming(desk: Desk, held: Standing, name: str, value: str, words: str) -> Screen:
    """Shows what was understood before anything is changed."""
    lines: list[Line] = [
        (Run(short(held.quote, 400), ("blockquote",)),),
        (Run(f"{NAMES[name]} would be: "), bold(short(words, 300))),
    ]
    rows = [
        (_button(desk, held, "✅ Yes, correct it", f"set {name} {value}"),),
        (_button(desk, held, "✍️ Something else", f"ask {name}"), _button(desk, held, "‹ Back", "show")),
    ]
    return of_lines(lines, rows)


def _kinds(desk: Desk, held: Standing) -> Screen:
    lines: list[Line] = [
        (Run(short(held.quote, 400), ("blockquote",)),),
        (Run("What kind of outcome is it?"),),
    ]
    now = held.values["kind"][0]
    buttons = [
        _button(desk, held, shown.KIND_NAMES[each].capitalize(), f"kind {each.value}")
        for each in Kind
        if each.value != now
    ]
    return of_lines(lines, [*paired(buttons), (_button(desk, held, "‹ Back", "show"),)])


def _reported(found: tuple[Report, ...]) -> list[Line]:
    lines: list[Line] = []
    for each in found:
        day = dates_shown.day(each.at.date())
        lines.append((Run("⚠️ Reported on "), Run(f"{day}: "), bold(short(each.words, 300) or "no words")))
    return [(), *lines] if lines else []


def _corrected(desk: Desk, history: tuple[corrections.Correction, ...]) -> list[Line]:
    """What was corrected, by whom and when; also what was taken back."""
    lines: list[Line] = []
    for each in history[-MOST_UNDONE:]:
        told = f"{NAMES.get(each.field, each.field)}: {_words(desk, each.field, each.old)} → {_words(desk, each.field, each.new)}"
        by = f" · {name_of(desk, each.by)}, {dates_shown.day(each.at.date())}"
        lines.append(
            (Run(f"✏️ {short(told, 200)}"), Run(by), *((italic(", taken back"),) if each.undone_at else ()))
        )
    return [(), *lines] if lines else []


def _words(desk: Desk, field: str, words: str) -> str:
    if field in ("actors", "towards"):
        return line_room.named(tuple(filter(None, words.split(", "))), desk.library.lexicon) or "nobody"
    return shown.KIND_NAMES[Kind(words)] if field == "kind" and words in set(Kind) else words


def _rows(
    desk: Desk, held: Standing, history: tuple[corrections.Correction, ...], *, reported: bool
) -> list[tuple[Button, ...]]:
    edits = [_button(desk, held, "Kind", "kind"), _button(desk, held, "Who acts", "ask actors")]
    edits += [_button(desk, held, "Towards whom", "ask towards"), _button(desk, held, "Time", "ask period")]
    ends = [] if held.hidden else [_button(desk, held, "🙈 Hide the line", "hide")]
    ends += [_button(desk, held, "👍 It is right as it is", "dismiss")] if reported else []
    active = [each for each in history if each.undone_at is None][-MOST_UNDONE:]
    undone = [
        (_button(desk, held, _undoing(each.field), f"undo {each.number}"),) for each in reversed(active)
    ]
    led = [] if held.hidden else [Button("The sentence", encode(Ask(f"line {held.number}"), desk.keep))]
    led.append(Button(f"📄 Document {held.document}", encode(Ask(f"source {held.document}"), desk.keep)))
    return [*([] if held.hidden else paired(edits)), *paired(ends), *undone, tuple(led)]


def _undoing(field: str) -> str:
    return "↩️ Show it again" if field == "hidden" else f"↩️ Take back: {NAMES.get(field, field).lower()}"


def _button(desk: Desk, held: Standing, label: str, deed: str) -> Button:
    return Button(label, encode(Act(LINE, f"{held.number} {deed}"), desk.keep))
