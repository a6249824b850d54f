"""A line and what is wrong with it in, the line corrected or hidden in every answer out; and taken back again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from briefs.corrections import entry
from briefs.corrections.entry import Corrected, Correction
from briefs.errors import BadCorrection, NoSuchThing
from briefs.store import applying, corrected, revisions
from briefs.store.beside import corrections, hidden_lines
from briefs.store.tables import outcomes

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from briefs.corrections.entry import LineField, Value
    from briefs.store import Store


def correct(store: Store, line: int, field: LineField, value: Value, *, by: str, now: datetime) -> Corrected:
    """Puts another kind (a Kind), actors or towards (codes), or period (or None) in the place of what was read.

    Holds for the sentence in every revision of its document. A kind that does not bind takes the strength away.
    Raises NoSuchThing, and BadCorrection for a field or value that cannot be, or that changes nothing.
    """
    return _correct(store, line, field, entry.kept(field, value), by=by, now=now)


def hide(store: Store, line: int, *, by: str, now: datetime) -> Corrected:
    """Takes a line out of every answer. Raises NoSuchThing, and BadCorrection where it is hidden already."""
    return _correct(store, line, corrected.HIDDEN, True, by=by, now=now)


def undo(store: Store, number: int, *, by: str, now: datetime) -> Corrected:
    """Takes a correction of a line back: what was corrected before it holds again, else what was read.

    Raises NoSuchThing where there is no correction of a line of that number, BadCorrection where it was undone.
    """
    with store.changing() as connection:
        row = connection.execute(select(corrections).where(corrections.c.number == number)).first()
        if row is None or row.quote is None:
            raise NoSuchThing(f"There is no correction {number} of a line.")
        if row.undone_at is not None:
            raise BadCorrection(f"Correction {number} was taken back already.")
        reached = _reached(connection, row.root, number)
        mine = update(corrections).where(corrections.c.number == number)
        connection.execute(mine.values(undone_by=by, undone_at=now))
        for document in revisions.lineage(connection, row.root):
            applying.apply(connection, row.root, document)
        return _corrected(connection, number, row.root, reached)


def of_line(store: Store, line: int) -> tuple[Correction, ...]:
    """Every correction of a line, undone ones too, oldest first; also of a hidden line, and none for one unknown."""
    with store.reading() as connection:
        document = _document_of(connection, line)
        if document is None:
            return ()
        root = revisions.lineage(connection, document)[0]
        held = select(corrections).where(corrections.c.root == root, corrections.c.quote.is_not(None))
        rows = connection.execute(held.order_by(corrections.c.number)).all()
        wanted, _ = applying.placed(rows, applying.lines_of(connection, document))
        mine = set(wanted[line].corrections) if line in wanted else set()
        return tuple(entry.of_row(row) for row in rows if row.number in mine)


def hidden_of(store: Store, document: int) -> tuple[tuple[int, str], ...]:
    """The lines of a document that are hidden, by number and headline: for the editors alone."""
    query = select(hidden_lines.c.number, hidden_lines.c.headline)
    query = query.where(hidden_lines.c.document == document).order_by(hidden_lines.c.position)
    with store.reading() as connection:
        return tuple((row[0], row[1]) for row in connection.execute(query))


def _correct(store: Store, line: int, field: str, value: Any, *, by: str, now: datetime) -> Corrected:
    with store.changing() as connection:
        document = _document_of(connection, line)
        if document is None:
            raise NoSuchThing(f"There is no line {line} in the store.")
        known = revisions.lineage(connection, document)
        lines = applying.lines_of(connection, document)
        anchor = lines.anchors[lines.numbers.index(line)]
        old, new = _values(lines, line, field, value)
        row = {
            "root": known[0],
            "line": line,
            **dict(zip(("quote", "paragraph", "kind", "rank"), anchor, strict=True)),
            "field": field,
            "old": json.dumps(old),
            "new": json.dumps(new),
            "corrected_by": by,
            "corrected_at": now,
        }
        key = connection.execute(insert(corrections).values(row)).inserted_primary_key
        for each in known:
            applying.apply(connection, known[0], each)
        number = int(key[0])  # type: ignore[index]
        return _corrected(connection, number, known[0], _reached(connection, known[0], number))


def _values(lines: applying.Lines, line: int, field: str, value: Any) -> tuple[Any, Any]:
    """What a field of a line is and what it becomes. Raises BadCorrection where that is the same."""
    row = lines.stored[line]
    if field == corrected.HIDDEN:
        if line in lines.hidden:
            raise BadCorrection(f"Line {line} is hidden already.")
        return False, True
    old = corrected.value_of(row, field)
    if field == "kind":
        changed = {**row, **corrected.columns_of("kind", [value, row["strength"]])}
        value = corrected.value_of(changed, "kind")
    if old == value or (field == "period" and _same_period(old, value)):
        raise BadCorrection(f"Line {line} says so already; nothing was changed.")
    return old, value


def _same_period(one: list[Any] | None, other: list[Any] | None) -> bool:
    return one is not None and other is not None and one[:3] == other[:3]


def _document_of(connection: Connection, line: int) -> int | None:
    found: int | None = connection.scalar(select(outcomes.c.document).where(outcomes.c.number == line))
    if found is None:
        found = connection.scalar(select(hidden_lines.c.document).where(hidden_lines.c.number == line))
    return found


def _reached(connection: Connection, root: int, number: int) -> tuple[int, ...]:
    """The numbers of the lines in every revision for which a correction holds."""
    found: list[int] = []
    for document in revisions.lineage(connection, root):
        wanted, _ = applying.placed(
            applying.active(connection, root), applying.lines_of(connection, document)
        )
        found += [line for line, each in wanted.items() if number in each.corrections]
    return tuple(sorted(found))


def _corrected(connection: Connection, number: int, root: int, lines: tuple[int, ...]) -> Corrected:
    row = connection.execute(select(corrections).where(corrections.c.number == number)).one()
    return Corrected(entry.of_row(row), revisions.lineage(connection, root)[-1], lines)
