"""A press or words about something that waits go in; it is read, put right, kept or discarded, and a screen comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import messages, questions, receipts
from bot.buttons import Act, encode
from bot.desk import MOST_WORDS
from bot.editing import captions, holding, preview, reading, understanding
from bot.messages import Button, of_lines, of_text
from briefs import corrections
from briefs.brief import Choice

if TYPE_CHECKING:
    from bot.desk import Desk, Heard
    from bot.editing.holding import Found, Held
    from bot.editing.reading import Look
    from bot.messages import Screen
    from briefs.model import Document, Reading
    from briefs.store import Added

VALUE = re.compile(r"(?P<number>[0-9]{1,9}) (?P<deed>[a-z]{1,10})(?: (?P<field>date|publisher|title))?")
NOT_FOR_ALL = "Only the owners and editors of this bot may add documents or correct them. You can ask about those I have."
GONE = (
    "I no longer have this text: it was kept, discarded, or waited for more than a day. Please send it again."
)
TOO_OLD = "This button is too old for me. Please send the document again."
SEVERAL = "These are several documents: date and publisher can be corrected for all of them, a title cannot."


def received(desk: Desk, heard: Heard, form: str, found: Found, caption: str = "") -> Screen:
    """What was found in a file or at an address, read and shown; it waits for a word. Raises the errors of reading."""
    documents = captions.overridden(list(found.documents), caption, heard.today)
    came = holding.Came(heard.reader.id, heard.person, form, desk.clock())
    held = holding.put(desk.library.store, came, replace(found, documents=tuple(documents)))
    try:
        return shown(desk, held)
    except Exception:
        holding.drop(desk.library.store, held.chat, held.number)  # what cannot be shown cannot be kept
        raise


def shown(desk: Desk, held: Held, said: str = "") -> Screen:
    """What was read out of what waits. A pasted text is read when all of it is there."""
    if held.form == "text" and not held.documents:
        held = replace(held, documents=reading.text_of(desk, held))
        holding.change(desk.library.store, held)
    return preview.screen(desk, held, reading.all_of(desk, held), said)


def pasted(desk: Desk, held: Held) -> Screen:
    """What answers a pasted text: what was read, or whether more of it is to come."""
    return preview.gathering(desk, held) if held.grows else shown(desk, held)


def pressed(desk: Desk, heard: Heard, value: str) -> Screen | str:
    """What a button under something that waits does."""
    if not desk.edits(heard.person):
        return NOT_FOR_ALL
    match = VALUE.fullmatch(value)
    if match is None:
        return TOO_OLD
    if match["deed"] == "drop":
        holding.drop(desk.library.store, heard.reader.id, int(match["number"]))
        return of_text("Discarded. Nothing of it was kept.")
    held = holding.one(desk.library.store, heard.reader.id, int(match["number"]))
    return GONE if held is None else _done(desk, heard, held, (match["deed"], match["field"] or ""))


def _done(desk: Desk, heard: Heard, held: Held, change: tuple[str, str]) -> Screen | str:
    deed, field = change
    if field:
        return preview.HOW[field] if deed == "w" else preview.asking(desk, held, field)
    if deed == "question":
        return questions.answer(desk, " ".join(held.text.split())[:MOST_WORDS], heard.reader)
    return DEEDS[deed](desk, held) if deed in DEEDS else TOO_OLD


def _anew(desk: Desk, held: Held) -> Screen:
    """What is read in it by the rules as the files have them now; so it will be kept, too."""
    reading.rules(desk, anew=True)  # rules that cannot be used must not stick to it
    held = replace(held, anew=True)
    holding.change(desk.library.store, held)
    return shown(desk, held, "Read again, by the rules as they are now.")


def _unread(desk: Desk, held: Held) -> Screen:
    return preview.not_understood(desk, held, reading.all_of(desk, held).read[0].reading)


def is_anew(value: str) -> bool:
    """Whether what the button shows is a message of its own."""
    return value.endswith(" question")


def answered(desk: Desk, heard: Heard, value: str) -> Screen:
    """What words in answer to a question about something that waits change. Raises BadDate and BadQuestion."""
    match = VALUE.fullmatch(value)
    if not desk.edits(heard.person):
        return of_text(NOT_FOR_ALL)
    held = holding.one(desk.library.store, heard.reader.id, int(match["number"])) if match else None
    if match is None or held is None:
        return of_text(GONE)
    field = match["field"] or ""
    if field == "date":
        held = held.put_right("published_on", understanding.published(heard.words[:60], heard.today))
    elif field == "title" and len(held.documents) > 1:
        return of_text(SEVERAL)
    else:
        held = held.put_right(field, understanding.named(field, heard.words))
    if not holding.change(desk.library.store, held):
        return of_text(GONE)
    return shown(desk, held, f"The {field} is put right.")


def _kept(desk: Desk, held: Held) -> Screen:
    """Everything that was read, kept; and what waited, erased. Pressed twice it is the same document."""
    store = desk.library.store
    if held.form == "text" and not held.documents:
        held = replace(held, documents=reading.text_of(desk, held))
    look = reading.all_of(desk, held)
    read, refused = look.read, look.refused
    kept = _added(desk, held, look)
    holding.drop(store, held.chat, held.number)
    if len(read) == 1 and not refused:
        lines = receipts.receipt(read[0].reading, kept[0], look.lexicon)
        return of_lines(lines, [*_led(desk, kept), _correct(desk, kept[0].number)])
    lines = receipts.several([(each.reading, added) for each, added in zip(read, kept, strict=True)], refused)
    return of_lines(lines, _led(desk, kept))


def _added(desk: Desk, held: Held, look: Look) -> list[Added]:
    """Everything in the store as it was found, and what the editor put right as corrections of it.

    So it holds when the same page is fetched once more and says what it said.
    """
    store, now = desk.library.store, desk.clock()

    def read(document: Document) -> Reading:
        return reading.of(document, look.lexicon)

    pairs = [
        (each.found, each.reading if each.found == each.document else read(each.found)) for each in look.read
    ]
    right = [{name: getattr(each.document, name) for name in each.right} for each in look.read]
    return corrections.add_put_right(store, pairs, right, corrections.Hand(str(held.person), now, read))


def _led(desk: Desk, kept: list[Added]) -> list[tuple[Button, ...]]:
    offered = [Choice(f"📄 Document {each.number}", f"source {each.number}") for each in kept]
    if len(kept) == 1:
        offered.append(Choice("Latest documents", "latest"))
    return messages.choices(offered, desk.keep)


def _correct(desk: Desk, number: int) -> tuple[Button, ...]:
    return (Button("✏️ Correct it", encode(Act("run", f"correct {number}"), desk.keep)),)


DEEDS: Mapping[str, Callable[[Desk, Held], Screen]] = {
    "keep": _kept,
    "anew": _anew,
    "unread": _unread,
    "read": shown,
    "show": shown,
}
"""What a button does with something that waits, by the word in its data."""
