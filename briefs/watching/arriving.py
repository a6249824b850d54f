"""What was found in a file goes in, with what its source says of it; it is read and kept, each document by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from briefs import intake
from briefs.errors import StoreUnavailable, Unreadable
from briefs.intake import recognised
from briefs.model import Document

if TYPE_CHECKING:
    from briefs.library import Library
    from briefs.model import Reading
    from briefs.store import Added


@dataclass(frozen=True, slots=True)
class Hints:
    """What a source says of an item, which counts where the document itself says nothing better."""

    title: str | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Come:
    """A file that came: its bytes, what it is called in messages, and what is known of it from outside."""

    data: bytes
    name: str
    given: intake.Given

    def key(self, hints: Hints) -> str:
        """What it is known by when the same comes from the same place once more."""
        told = replace(
            self.given,
            title=self.given.title or hints.title,
            published_on=self.given.published_on or hints.published_on,
        )
        return recognised.key_of(self.data, told)


@dataclass(frozen=True, slots=True)
class Arrived:
    """The documents that are in the store now, and the reasons for what could not be read."""

    added: tuple[Added, ...]
    complaints: tuple[str, ...] = ()


def keep(library: Library, come: Come, hints: Hints, now: datetime) -> Arrived:
    """Reads every document in a file and keeps it; one that is known by its bytes is not taken apart.

    Raises Unreadable where there is none, StoreUnavailable.
    """
    from briefs.store import Added, filed

    key = come.key(hints)
    known = filed.standing(library.store, [key], recognised.intake()).get(key, ())
    if known:
        return Arrived(tuple(Added(each.number, "same", each.outcomes) for each in known))
    arrived = _all_kept(library, intake.all_from_bytes(come.data, come.name, come.given), hints, now)
    if not arrived.complaints:
        places = {
            filed.Place(key, at, len(arrived.added)): each.number for at, each in enumerate(arrived.added)
        }
        filed.note(library.store, places, recognised.intake())
    return arrived


def _all_kept(
    library: Library, found: Sequence[Document | Unreadable], hints: Hints, now: datetime
) -> Arrived:
    added: list[Added] = []
    complaints: list[str] = []
    for one in found:
        if isinstance(one, Unreadable):
            complaints.append(str(one))
            continue
        try:
            added.append(_kept(library, one, hints if len(found) == 1 else Hints(), now))
        except StoreUnavailable:
            raise
        except Unreadable as problem:
            complaints.append(str(problem))
        except Exception as error:  # noqa: BLE001 - one document must not keep the others from being read
            complaints.append(fault(error))
    if not added:
        raise Unreadable(complaints[0] if complaints else "There is nothing in it to read.")
    return Arrived(tuple(added), tuple(complaints))


def _kept(library: Library, document: Document, hints: Hints, now: datetime) -> Added:
    document = replace(document, title=document.title or hints.title)
    reading = _read(library, document)
    said = reading.document
    if (
        hints.published_on
        and document.published_on is None
        and (said.published_on is None or said.published_on_inferred)
    ):
        # What the text spells out is better evidence than the day on which somebody put it on a list.
        document = replace(document, published_on=hints.published_on)
        reading = _read(library, document)
    return library.store.add(document, reading, now)


def _read(library: Library, document: Document) -> Reading:
    from briefs.parsing import parser

    reading = parser.read(document, library.lexicon)
    if not reading.paragraphs:
        raise Unreadable(f"{document.name} holds no text that could be read.")
    return reading


def fault(error: Exception) -> str:
    """A fault of our own, by its kind and place; its words could be those of the document."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "an unknown place"
    return f"A fault of the program: {type(error).__name__} in {place}. Please report it."
