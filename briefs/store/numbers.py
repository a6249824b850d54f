"""A table and a count in, numbers that no row ever had out: taken at once for many rows, under the writer's lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Table

_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_NEXT = text("SELECT nextval(CAST(:name AS regclass)) FROM generate_series(1, :count)")


def take(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """So many numbers, rising; the rows must be written in this same transaction, or the numbers are lost.

    SQLite notes the highest number that a row was given, and gives none of these again (its manual, "AUTOINCREMENT").
    """
    if count == 0:
        return ()
    if connection.dialect.name == "postgresql":
        values = {"name": f"{table.name}_number_seq", "count": count}
        return sorted(connection.scalars(_NEXT, values))
    last = None
    if table.dialect_options["sqlite"]["autoincrement"]:
        last = connection.scalar(_LAST, {"name": table.name})
    if last is None:
        last = connection.scalar(select(func.max(table.c.number))) or 0
    return range(last + 1, last + 1 + count)
