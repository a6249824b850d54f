"""A document that arrives, and the store as it is: is it new, the same, or a revision of what is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, or_, select, text, update

from briefs.store import keeping, kin
from briefs.store.beside import addresses
from briefs.store.columns import storable
from briefs.store.likeness import Likeness
from briefs.store.tables import documents, outcomes, texts

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import CTE, ColumnElement, Connection

    from briefs.model import Document, Reading

    Row = dict[str, Any]


_KNOWN = text(
    "SELECT 1 FROM documents WHERE sha256 = :sha256 UNION ALL "
    "SELECT 1 FROM addresses WHERE sha256 = :sha256 LIMIT 1"
)
"""Of most texts there is nothing: that is asked first, in a statement that need not be put together each time."""

Key = tuple[str, Any]
"""What a document may be found again by: its text, its address, its title, or a band of its words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A revision that is in the store: what a new one would replace."""

    number: int
    revision: int
    known_from: date
    sha256: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """``same`` is the number of what is there already; ``old`` what is replaced; neither: it is new."""

    same: int | None = None
    old: Standing | None = None


def decide(
    connection: Connection, document: Document, reading: Reading, bands: tuple[int, ...], known: set[Key]
) -> Verdict:
    """Whether a document is new, the same, or a revision; ``known`` are those of its keys that lead anywhere."""
    sorts = {sort for sort, _ in known}
    arriving = kin.Arriving(document, reading, bands)
    verdict = _by_text(connection, document) if "text" in sorts else None
    if verdict is None and "address" in sorts:
        verdict = _by_address(connection, arriving)
    if verdict is None and "title" in sorts:
        verdict = _by_title(connection, arriving)
    if verdict is None and "band" in sorts:
        verdict = _by_likeness(connection, arriving)
    return verdict or Verdict()


def _by_text(connection: Connection, document: Document) -> Verdict | None:
    """The same words again, be it as the document itself or as they stood at another address of it."""
    twin = _standing(connection, documents.c.sha256 == document.sha256)
    if twin is None:
        elsewhere = select(addresses.c.document).where(addresses.c.sha256 == document.sha256).limit(1)
        twin = _standing(connection, documents.c.number.in_(elsewhere))
    if twin is None:
        return None
    number = lineage(connection, twin.number)[-1]
    corrected = twin.number == number and not document.sample and _corrects(connection, number, document)
    return Verdict(old=twin) if corrected else Verdict(same=number)


def _by_address(connection: Connection, arriving: kin.Arriving) -> Verdict | None:
    """What stands at the same address. Of an address that is only one of several the texts must be alike too."""
    document = arriving.document
    key = keeping.by_address(document.url)
    kindred = documents.c.by_address == key
    if document.sample:  # a sample never takes the place of somebody's own document
        kindred &= documents.c.sample
    moved = _standing(connection, kindred & documents.c.superseded_by.is_(None))
    if moved is not None:
        return _changed(connection, arriving, moved)
    other = select(addresses.c.document).where(addresses.c.by_address == key).limit(1)
    once = _standing(connection, kindred | documents.c.number.in_(other))
    if once is None or document.sample:
        return None
    known = lineage(connection, once.number)
    alike = max(arriving.compared(connection, number) for number in known)
    if alike is Likeness.APART:
        return None
    newest = _standing(connection, documents.c.number == known[-1])
    return None if newest is None else _changed(connection, arriving, newest)


def _by_title(connection: Connection, arriving: kin.Arriving) -> Verdict | None:
    """What has the same title, publisher and date, and most words in common; of two addresses not both."""
    document = arriving.document
    kindred: ColumnElement[bool] = documents.c.superseded_by.is_(None)
    kindred &= documents.c.by_title == keeping.by_title(arriving.reading.document)
    if document.sample:
        kindred &= documents.c.sample
    if document.url:
        kindred &= documents.c.url.is_(None)
    alike = _standing(connection, kindred)
    if alike is None:
        return None
    text = connection.scalar(select(texts.c.text).where(texts.c.document == alike.number)) or ""
    return _changed(connection, arriving, alike) if keeping.resembles(text, document.text) else None


def _by_likeness(connection: Connection, arriving: kin.Arriving) -> Verdict:
    """The same release elsewhere, in another dress or with a slip mended; or revised by who published it."""
    for number in kin.candidates(connection, arriving):
        alike = arriving.compared(connection, number)
        if alike is Likeness.APART:
            continue
        newest = _standing(connection, documents.c.number == lineage(connection, number)[-1])
        if newest is None:
            continue
        if alike is Likeness.REVISED:
            if kin.may_revise(connection, arriving, newest.number):
                return Verdict(old=newest)
            continue
        tells_more = len(arriving.reading.outcomes) > outcomes_of(connection, number)
        fuller = tells_more and newest.number == number
        return Verdict(old=newest) if fuller else Verdict(same=newest.number)
    return Verdict()


def _changed(connection: Connection, arriving: kin.Arriving, standing: Standing) -> Verdict:
    """A revision of what stands, unless only its dress is another one: header, footer, line breaks, signs.

    A text that an older revision had is the same too: of two addresses one may lag behind.
    """
    for number in reversed(lineage(connection, standing.number)):
        same = arriving.compared(connection, number) is Likeness.SAME
        if same and len(arriving.reading.outcomes) == outcomes_of(connection, number):
            corrected = not arriving.document.sample and _corrects(
                connection, standing.number, arriving.document
            )
            return Verdict(old=standing) if corrected else Verdict(same=standing.number)
    return Verdict(old=standing)


def unchanged(connection: Connection, document: Document) -> int | None:
    """The number under which a text stands to which this document adds nothing; None where it is to be read."""
    if connection.execute(_KNOWN, {"sha256": document.sha256}).first() is None:
        return None
    verdict = _by_text(connection, document)
    if verdict is None or verdict.same is None or any(_fresh(connection, verdict.same, document)):
        return None
    return verdict.same


def refresh(connection: Connection, number: int, document: Document, now: datetime) -> bool:
    """Takes over what may change without a new revision, an address and that it is no sample: did anything?"""
    changes, elsewhere = _fresh(connection, number, document)
    if changes:
        connection.execute(update(documents).where(documents.c.number == number).values(**changes))
    if elsewhere:
        connection.execute(insert(addresses).values(document=number, seen_at=now, **elsewhere))
    return bool(changes or elsewhere)


def _fresh(connection: Connection, number: int, document: Document) -> tuple[Row, Row]:
    """What would change about a stored document without a new revision, and where else it stands that is not known."""
    columns = documents.c
    query = select(columns.url, columns.sample, columns.sha256, columns.by_address)
    held = connection.execute(query.where(columns.number == number)).one()
    changes: Row = {}
    key = keeping.by_address(document.url)
    if document.url and not held.url:
        changes |= {"url": document.url, "by_address": key}
    if held.sample and not document.sample:
        changes["sample"] = False
    another = bool(document.url) and bool(held.url) and key != held.by_address
    if not another and document.sha256 == held.sha256:
        return changes, {}
    return changes, _elsewhere(connection, number, document)


def _elsewhere(connection: Connection, number: int, document: Document) -> Row:
    """Where else a document stands, or in which other form it came; nothing where that is known."""
    family = lineage(connection, number)
    key = keeping.by_address(document.url)
    known = addresses.c.document.in_(family) & (addresses.c.sha256 == document.sha256)
    known &= addresses.c.by_address.is_(None) if key is None else addresses.c.by_address == key
    first = documents.c.number.in_(family) & (documents.c.sha256 == document.sha256)
    first &= documents.c.by_address.is_(None) if key is None else documents.c.by_address == key
    if connection.scalar(select(addresses.c.number).where(known).limit(1)) is not None:
        return {}
    if connection.scalar(select(documents.c.number).where(first).limit(1)) is not None:
        return {}
    return {"sha256": document.sha256, "url": document.url, "name": document.name, "by_address": key}


def _family() -> CTE:
    """A document with all that came before and after it: each knows the next one, or is known by it."""
    start = select(documents.c.number).where(documents.c.number == bindparam("number"))
    found = start.cte("family", recursive=True)
    beside = or_(documents.c.predecessor == found.c.number, documents.c.superseded_by == found.c.number)
    return found.union(select(documents.c.number).join(found, beside))


FAMILY = _family()
"""The numbers of all revisions of the document whose ``number`` is given."""
_LINEAGE = select(FAMILY.c.number).order_by(FAMILY.c.number)


def lineage(connection: Connection, number: int) -> list[int]:
    """The numbers of all revisions of a document, oldest first; empty where there is none of that number."""
    return list(connection.scalars(_LINEAGE, {"number": number}))


def outcomes_of(connection: Connection, number: int) -> int:
    """How many outcomes a document has."""
    query = select(func.count()).select_from(outcomes).where(outcomes.c.document == number)
    return connection.scalar(query) or 0


def _standing(connection: Connection, condition: ColumnElement[bool]) -> Standing | None:
    """The newest document for which a condition holds; an old text that comes again finds its old revision."""
    columns = documents.c
    query = select(columns.number, columns.revision, columns.known_from, columns.sha256).where(condition)
    row = connection.execute(query.order_by(columns.number.desc()).limit(1)).first()
    return None if row is None else Standing(row.number, row.revision, row.known_from, row.sha256)


def _corrects(connection: Connection, number: int, document: Document) -> bool:
    """Whether what was given from outside says otherwise than what is stored, and no editor said it."""
    columns = documents.c
    names = {"title": document.title, "publisher": document.publisher, "published_on": document.published_on}
    query = select(columns.title, columns.publisher, columns.published_on, columns.corrected)
    held = connection.execute(query.where(columns.number == number)).one()
    return any(
        given is not None
        and name not in held.corrected
        and (storable(given) if isinstance(given, str) else given) != getattr(held, name)
        for name, given in names.items()
    )


def place_in_time(document: Document, reading: Reading, now: datetime, old: Standing | None) -> Row:
    """From which day a revision is what was known.

    A first one: from the day of its publication, or where that is unknown, of its arrival. A later text: from
    its own later date, else from its arrival, for on the days before the old text was what one could know.
    A correction of a date or a title by hand holds from the beginning: the old one was never right.
    """
    arrived = now.date()
    published = reading.document.published_on
    placed: Row = {"added_at": now, "revision": 1, "predecessor": None, "known_from": published or arrived}
    placed["corrected"] = ()
    if old is None:
        return placed
    placed |= {"revision": old.revision + 1, "predecessor": old.number}
    if old.sha256 != document.sha256:
        later = published is not None and published > old.known_from
        placed["known_from"] = published if later else max(arrived, old.known_from)
    return placed
