"""Rows by the hundred go in; one statement writes, changes or erases all of them, without a round trip for each.

SQLite works within this process and takes rows one after the other. To PostgreSQL they go as one array for each column:
a statement that names every value of a thousand rows is longer to read than to carry out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    String,
    Text,
    and_,
    any_,
    bindparam,
    column,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Connection, Table, TableValuedAlias

    from bot.delivery.rows import Row

AT_ONCE = 5000
"""Rows, or numbers, in one statement: SQLite takes 32,766 parameters."""


def by_indexes(connection: Connection) -> None:
    """From now on until the transaction ends, PostgreSQL looks rows up by index however small it thinks a table is.

    What a tick writes may make a table a thousand times as long within a minute. The check of a foreign key is planned
    once for a session; planned on an empty table, it would read all of the rows anew for each row that is added.
    """
    if _is_postgresql(connection):
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")


def among(connection: Connection, of: Column[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """The condition that a column has one of these values, at most ``AT_ONCE`` times five of them."""
    if _is_postgresql(connection):
        return of == any_(bindparam(None, list(values), type_=ARRAY(of.type)))
    return of.in_(list(values))


def insert(
    connection: Connection, table: Table, rows: Sequence[Row], giving: Sequence[Column[Any]] = ()
) -> Sequence[Any]:
    """Insert rows of the same keys and give these columns of those that were new; what is there already stays."""
    if not rows:
        return ()
    if _is_postgresql(connection):
        names, given = list(rows[0]), _arrays(table, rows)
        made: Any = postgresql.insert(table).from_select(names, select(given))
        made = made.on_conflict_do_nothing()
        return connection.execute(made.returning(*giving)).all() if giving else _done(connection, made)
    made = sqlite.insert(table).on_conflict_do_nothing()
    if giving:
        return connection.execute(made.returning(*giving), list(rows)).all()
    return _done(connection, made, rows)


def upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows with the same columns; what is there under the same primary key takes the new values."""
    if not rows:
        return
    keys = [each.name for each in table.primary_key]
    rows = list(
        {tuple(row[key] for key in keys): row for row in rows}.values()
    )  # of two of one key the later
    kind: Any = postgresql if _is_postgresql(connection) else sqlite
    made = kind.insert(table)
    if _is_postgresql(connection):
        made = made.from_select(list(rows[0]), select(_arrays(table, rows)))
    changed = {name: made.excluded[name] for name in rows[0] if name not in keys}
    made = made.on_conflict_do_update(index_elements=keys, set_=changed)
    _done(connection, made, () if _is_postgresql(connection) else rows)


def change(connection: Connection, table: Table, key: str, rows: Sequence[Row], **alike: Any) -> None:
    """Set the columns of each row where ``key`` is its own, and ``alike`` in all of them; the rows have the same keys."""
    if not rows:
        return
    names = [name for name in rows[0] if name != key]
    if _is_postgresql(connection):
        given = _arrays(table, rows)
        values: dict[str, Any] = {name: given.c[name] for name in names}
        _done(connection, update(table).where(table.c[key] == given.c[key]).values(**values, **alike))
        return
    values = {name: bindparam(f"new_{name}") for name in names}
    step = update(table).where(table.c[key] == bindparam("row_key")).values(**values, **alike)
    _done(
        connection,
        step,
        [{"row_key": row[key], **{f"new_{name}": row[name] for name in names}} for row in rows],
    )


def erase(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Delete the rows that have these values in these columns."""
    if not rows:
        return
    if _is_postgresql(connection):
        given = _arrays(table, rows)
        _done(connection, delete(table).where(and_(*(table.c[name] == given.c[name] for name in rows[0]))))
        return
    same = and_(*(table.c[name] == bindparam(f"old_{name}") for name in rows[0]))
    _done(
        connection,
        delete(table).where(same),
        [{f"old_{name}": value for name, value in row.items()} for row in rows],
    )


def _arrays(table: Table, rows: Sequence[Row]) -> TableValuedAlias:
    """The rows as a table of PostgreSQL's: an array of values for each column.

    Words go as text: a cast to their length would cut them without a word, where putting them into a column refuses.
    """
    names = list(rows[0])
    types = {name: Text() if isinstance(table.c[name].type, String) else table.c[name].type for name in names}
    arrays = (bindparam(None, [row[name] for row in rows], type_=ARRAY(types[name])) for name in names)
    columns = (column(name, types[name]) for name in names)
    return func.unnest(*arrays).table_valued(*columns, name="given").render_derived()


def _done(connection: Connection, statement: Any, rows: Sequence[Row] = ()) -> tuple[()]:
    connection.execute(statement, list(rows)) if rows else connection.execute(statement)
    return ()


def _is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
