"""Documents in the order of their arrival in, and what became of each out: those that are plainly new go in together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, select, update

from briefs.store import applying, corrected, fingerprints, keeping, kin, rereading, revisions, writing
from briefs.store.beside import addresses
from briefs.store.tables import documents, outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from briefs.model import Document, Particulars, Reading

Key = revisions.Key


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document: its number, whether it was new, and how many outcomes it brought.

    For "same" the number is that of the revision which stands today, and ``outcomes`` is what it holds.
    """

    number: int
    change: Literal["new", "same", "revised"]
    outcomes: int


@dataclass(frozen=True, slots=True)
class Known:
    """A document to which one that arrives would add nothing: the revision of today, with what it holds."""

    number: int
    title: str
    language: str
    outcomes: int


@dataclass(frozen=True, slots=True)
class _Come:
    """A document that arrived, by its place in the batch."""

    at: int
    document: Document
    reading: Reading
    bands: tuple[int, ...]

    @property
    def keys(self) -> set[Key]:
        found: set[Key] = {("text", self.document.sha256), ("title", keeping.by_title(self.reading.document))}
        if (address := keeping.by_address(self.document.url)) is not None:
            found.add(("address", address))
        return found | {("band", band) for band in self.bands}


def known(connection: Connection, document: Document) -> Known | None:
    """What stands in the store already, so that the document need not be read; None where it is to be read."""
    number = revisions.unchanged(connection, document)
    if number is None:
        return None
    query = select(documents.c.title, documents.c.language).where(documents.c.number == number)
    held: Any = connection.execute(query).one()
    return Known(number, held.title, held.language, revisions.outcomes_of(connection, number))


def standing(connection: Connection, digests: Sequence[str]) -> dict[str, Known]:
    """What stands today under the fingerprints of texts, one's own documents only; one statement for all of them.

    A sample, and the text of an older revision, may be more than known: whoever adds these says something with it.
    """
    held = select(func.count()).where(outcomes.c.document == documents.c.number).scalar_subquery()
    query = select(documents.c.sha256, documents.c.number, documents.c.title, documents.c.language, held)
    query = query.where(documents.c.sha256.in_(digests), documents.c.superseded_by.is_(None))
    rows: Iterable[Any] = connection.execute(query.where(~documents.c.sample))
    return {sha256: Known(number, title, language, count) for sha256, number, title, language, count in rows}


def add_all(
    connection: Connection,
    read: Sequence[tuple[Document, Reading]],
    now: datetime,
    bands: Sequence[tuple[int, ...]] | None = None,
) -> tuple[list[Added], bool]:
    """What became of each, in their order, and whether anything changed. ``bands`` are their fingerprints, if known.

    Such as share nothing with the store or are found to be new wait, and go in together. Before one that shares
    anything with those that wait, or takes the place of another, they are written, so that it is compared with them.
    """
    come = [
        _Come(at, document, reading, bands[at] if bands else fingerprints.bands(reading.paragraphs))
        for at, (document, reading) in enumerate(read)
    ]
    found = _known(connection, {key for each in come for key in each.keys})
    added: dict[int, Added] = {}
    waiting: list[_Come] = []
    pending: set[Key] = set()
    changed = False
    for each in come:
        keys = each.keys
        if not pending.isdisjoint(keys):
            added |= _write(connection, waiting, now)
            found |= pending
            waiting, pending = [], set()
        verdict = revisions.decide(connection, each.document, each.reading, each.bands, found & keys)
        if verdict.old is None and verdict.same is None:
            waiting.append(each)
            pending |= keys
            continue
        if verdict.old is not None:
            added |= _write(connection, waiting, now)
            found |= pending
            waiting, pending = [], set()
        added[each.at], touched = _settle(connection, each, verdict, now)
        found |= keys
        changed = changed or touched
    added |= _write(connection, waiting, now)
    changed = changed or any(one.change != "same" for one in added.values())
    return [added[at] for at in range(len(read))], changed


def _write(connection: Connection, waiting: Sequence[_Come], now: datetime) -> dict[int, Added]:
    """The new ones, all together."""
    if not waiting:
        return {}
    arrivals = [
        writing.Arrival(
            each.document,
            each.reading,
            revisions.place_in_time(each.document, each.reading, now, None),
            each.bands,
        )
        for each in waiting
    ]
    numbers = writing.write(connection, arrivals)
    return {
        each.at: Added(number, "new", len(each.reading.outcomes))
        for each, number in zip(waiting, numbers, strict=True)
    }


def _settle(
    connection: Connection, come: _Come, verdict: revisions.Verdict, now: datetime
) -> tuple[Added, bool]:
    """One that is there already, or takes the place of one that is; and whether anything changed by it."""
    if verdict.old is not None:
        return Added(_revise(connection, come, verdict.old, now), "revised", len(come.reading.outcomes)), True
    number = verdict.same or 0
    touched = revisions.refresh(connection, number, come.document, now)
    return Added(number, "same", revisions.outcomes_of(connection, number)), touched


def _revise(connection: Connection, come: _Come, old: revisions.Standing, now: datetime) -> int:
    """Writes a document in the place of another one, with what editors corrected of that; returns its number."""
    root = revisions.lineage(connection, old.number)[0]
    given = rereading.given_by_editors(connection, root)
    reading = replace(come.reading, document=_corrected(come.reading.document, given))
    place = revisions.place_in_time(come.document, reading, now, old)
    place["corrected"] = tuple(name for name in corrected.DOCUMENT_FIELDS if name in given)
    step = update(documents).where(documents.c.number == old.number)
    # The old revision steps back first: one text may stand only once among the current ones.
    connection.execute(step.values(superseded_by=old.number, known_until=place["known_from"]))
    [number] = writing.write(connection, [writing.Arrival(come.document, reading, place, come.bands)])
    connection.execute(step.values(superseded_by=number))
    applying.apply(connection, root, number)
    return number


def _corrected(particulars: Particulars, given: dict[str, Any]) -> Particulars:
    """What a document says of itself, with what editors say instead; their date is no inference."""
    if "published_on" in given:
        given = {**given, "published_on_inferred": False, "published_on_reason": None}
    return replace(particulars, **given)


def _known(connection: Connection, keys: Iterable[Key]) -> set[Key]:
    """Those of the keys under which something is in the store; six statements."""
    by_sort: dict[str, list[Any]] = {"text": [], "title": [], "address": [], "band": []}
    for sort, value in keys:
        by_sort[sort].append(value)
    found: set[Key] = set()
    for sort, column in (
        ("text", documents.c.sha256),
        ("text", addresses.c.sha256),
        ("title", documents.c.by_title),
        ("address", documents.c.by_address),
        ("address", addresses.c.by_address),
    ):
        found |= {(sort, value) for value in _among(connection, column, by_sort[sort])}
    if by_sort["band"]:
        found |= {("band", band) for band in kin.shared_bands(connection, by_sort["band"])}
    return found


def _among(connection: Connection, column: Any, values: Sequence[Any]) -> set[Any]:
    found: set[Any] = set()
    for start in range(0, len(values), 1000):
        condition: ColumnElement[bool] = column.in_(values[start : start + 1000])
        found.update(connection.scalars(select(column).where(condition).distinct()))
    return found
