"""A document and what is wrong about it in, the document under its right title, publisher and date out, read anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from briefs.corrections import entry
from briefs.corrections.tables import withdrawn
from briefs.errors import BadCorrection, NoSuchThing
from briefs.model import Document, Reading
from briefs.store import applying, arriving, corrected, rereading, revisions
from briefs.store.beside import corrections
from briefs.store.tables import documents

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from briefs.corrections.entry import Corrected, Correction
    from briefs.store import Added, Store

Read = Callable[[Document], Reading]
"""How a document is read: ``lambda document: parser.read(document, lexicon)``."""


def correct_document(
    store: Store,
    number: int,
    *,
    by: str,
    now: datetime,
    read: Read,
    title: str | None = None,
    publisher: str | None = None,
    published_on: date | None = None,
) -> tuple[Corrected, ...]:
    """Puts what is given in the place of what the document says, and reads it anew: "next year" is another one then.

    Holds for every revision. Lines keep their numbers; those that are read no more are noted as withdrawn. What the
    document says already is confirmed, and holds on when it is read by other rules or comes again. Raises NoSuchThing, and
    BadCorrection where somebody has said all of it before.
    """
    given = {"title": title, "publisher": publisher, "published_on": published_on}
    right = {field: value for field, value in given.items() if value is not None}
    with store.changing() as connection:
        made = _correct(connection, number, right, Hand(by, now, read))
        if not made:
            raise BadCorrection(f"Document {number} says so already; nothing was changed.")
        return made


def add_put_right(
    store: Store,
    found: Sequence[tuple[Document, Reading]],
    right: Sequence[Mapping[str, Any]],
    hand: Hand,
) -> list[Added]:
    """Keeps documents as they were found, with what an editor put right of each as its correction; all of it or nothing.

    Raises BadCorrection for a value that cannot be kept; nothing was added then.
    """
    with store.changing() as connection:
        added, _ = arriving.add_all(connection, found, hand.now)
        for one, values in zip(added, right, strict=True):
            _correct(connection, one.number, values, hand)
        return added


@dataclass(frozen=True, slots=True)
class Hand:
    """Who corrects, when, and how documents are read: ``lambda document: parser.read(document, lexicon)``."""

    by: str
    now: datetime
    read: Read


def _correct(
    connection: Connection, number: int, right: Mapping[str, Any], hand: Hand
) -> tuple[Corrected, ...]:
    """What is made of values for a document: nothing of those that somebody has said before."""
    values = {field: entry.kept(field, value) for field, value in right.items()}
    known = _known(connection, number)
    held, said = _held(connection, number)
    new = {field: value for field, value in values.items() if held[field] != value or field not in said}
    if not new:
        return ()
    common = {"root": known[0], "corrected_by": hand.by, "corrected_at": hand.now}
    made = [_write(connection, field, held[field], new[field], common) for field in new]
    _read_anew(connection, known, hand)
    return tuple(entry.Corrected(_one(connection, each), known[-1]) for each in made)


def undo_document(store: Store, number: int, *, by: str, now: datetime, read: Read) -> Corrected:
    """Takes a correction of a document back and reads it anew. Raises NoSuchThing and BadCorrection."""
    with store.changing() as connection:
        row = connection.execute(select(corrections).where(corrections.c.number == number)).first()
        if row is None or row.quote is not None:
            raise NoSuchThing(f"There is no correction {number} of a document.")
        if row.undone_at is not None:
            raise BadCorrection(f"Correction {number} was taken back already.")
        mine = update(corrections).where(corrections.c.number == number)
        connection.execute(mine.values(undone_by=by, undone_at=now))
        known = _known(connection, row.root)
        _read_anew(connection, known, Hand(by, now, read))
        return entry.Corrected(_one(connection, number), known[-1])


def of_document(store: Store, number: int) -> tuple[Correction, ...]:
    """Every correction of a document itself, undone ones too, oldest first."""
    with store.reading() as connection:
        known = revisions.lineage(connection, number)
        if not known:
            return ()
        mine = (corrections.c.root == known[0]) & corrections.c.quote.is_(None)
        rows = connection.execute(select(corrections).where(mine).order_by(corrections.c.number))
        return tuple(entry.of_row(row) for row in rows)


def _known(connection: Connection, number: int) -> list[int]:
    known = revisions.lineage(connection, number)
    if not known:
        raise NoSuchThing(f"There is no document {number} in the store.")
    return known


def _held(connection: Connection, number: int) -> tuple[Mapping[str, Any], Collection[str]]:
    """What a document says of itself, and what of it editors have said."""
    columns = [documents.c[name] for name in (*corrected.DOCUMENT_FIELDS, "corrected")]
    row = connection.execute(select(*columns).where(documents.c.number == number)).mappings().one()
    day = row["published_on"]
    return {**row, "published_on": day.isoformat() if day else None}, row["corrected"]


def _write(connection: Connection, field: str, old: Any, new: Any, common: Mapping[str, Any]) -> int:
    row = {**common, "field": field, "old": json.dumps(old), "new": json.dumps(new)}
    key = connection.execute(insert(corrections).values(row)).inserted_primary_key
    return int(key[0])  # type: ignore[index]


def _read_anew(connection: Connection, known: list[int], hand: Hand) -> None:
    for each in known:
        document = rereading.document_of(connection, each)
        if document is not None:
            before = applying.lines_of(connection, each)
            told = rereading.reread(connection, each, document, hand.read(document))
            lost = [line.number for line in told.lost] if told else []
            rows = [before.stored[line] for line in lost if line not in before.hidden]
            _withdraw(connection, known[0], rows, hand.now)


def _withdraw(connection: Connection, root: int, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Notes lines that are read no more, as they were answered last."""
    gone = [
        {
            "line": row["number"],
            "root": root,
            "quote": row["quote"],
            "headline": row["headline"],
            "said": json.dumps({field: corrected.value_of(row, field) for field in corrected.LINE_FIELDS}),
            "withdrawn_at": now,
        }
        for row in rows
    ]
    if gone:
        connection.execute(insert(withdrawn), gone)


def _one(connection: Connection, number: int) -> Correction:
    return entry.of_row(connection.execute(select(corrections).where(corrections.c.number == number)).one())
