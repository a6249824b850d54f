"""Documents that wait go in; what is read out of each comes out, and whether the store has it already."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from bot.editing.captions import overridden, parted
from briefs.errors import BadQuestion, BadRule, Unreadable

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.editing.holding import Held
    from briefs.lexicon import Lexicon
    from briefs.model import Document, Reading
    from briefs.store import Store


log = logging.getLogger(__name__)
UNFIT = (
    "The rules in the files cannot be used just now; the log says why. Those of the last start stay at work."
)


@dataclass(frozen=True, slots=True)
class Kin:
    """What a document would be in the store: "new", "same" as document ``number``, or a revision of it ("revised")."""

    change: Literal["new", "same", "revised"]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """One document with what was read out of it; ``found`` is the same before an editor put anything of it right.

    ``right`` names what of it an editor has said, be it what the document says itself.
    """

    document: Document
    reading: Reading
    kin: Kin
    found: Document
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What was read out of everything that came together, why the rest could not be read, and by which rules."""

    read: tuple[Read, ...]
    refused: tuple[str, ...]
    lexicon: Lexicon


def rules(desk: Desk, *, anew: bool) -> Lexicon:
    """The rules as they are at work, or as they stand in the files now. Raises BadQuestion where those cannot be used."""
    if not anew:
        return desk.library.lexicon
    from briefs.lexicon import config_folder
    from briefs.opening import rules_for_reading

    try:
        return rules_for_reading(desk.config_folder or config_folder())
    except BadRule as problem:
        log.warning("the rules in the files cannot be used", extra={"reason": str(problem)})
        raise BadQuestion(UNFIT) from problem


def text_of(desk: Desk, held: Held) -> tuple[Document, ...]:
    """The document in a pasted text; lines such as "date: 2021-01-28" before the first empty one count."""
    from briefs import intake

    caption, body = parted(held.text)
    found = intake.from_bytes(body.encode("utf-8", "replace"), "pasted.txt")
    return tuple(overridden([replace(found, name="pasted text")], caption, desk.today()))


def all_of(desk: Desk, held: Held) -> Look:
    """What is read out of each document, and why others could not be read. Raises Unreadable where none can be."""
    lexicon = rules(desk, anew=held.anew)
    read: list[Read] = []
    refused = list(held.refused)
    for at, document in enumerate(held.documents):
        try:
            reading = of(document, lexicon)
            found = held.found(at)
            as_found = reading if found == document else of(found, lexicon)
        except Unreadable as problem:
            refused.append(str(problem))
            continue
        kin = kin_of(desk.library.store, found, as_found)
        read.append(Read(document, reading, kin, found, tuple(held.said_by_itself(at))))
    if not read:
        raise Unreadable(refused[0] if refused else "There is nothing in it to read.")
    return Look(tuple(read), tuple(refused), lexicon)


def of(document: Document, lexicon: Lexicon) -> Reading:
    """What is read out of a document. Raises Unreadable where it has no text."""
    from briefs.parsing import parser

    reading = parser.read(document, lexicon)
    if not reading.paragraphs:
        raise Unreadable(f"{document.name} holds no text that could be read.")
    return reading


def kin_of(store: Store, document: Document, reading: Reading) -> Kin:
    """What the store would make of a document; nothing is written."""
    from briefs.store import fingerprints, revisions

    bands = fingerprints.bands(reading.paragraphs)
    keys: set[revisions.Key] = {("text", ""), ("title", "")}
    keys |= {("address", "")} if document.url else set()
    keys |= {("band", band) for band in bands}
    with store.reading() as connection:
        verdict = revisions.decide(connection, document, reading, bands, keys)
    if verdict.old is not None:
        return Kin("revised", verdict.old.number)
    return Kin("new") if verdict.same is None else Kin("same", verdict.same)
