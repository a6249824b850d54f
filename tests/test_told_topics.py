"""Which line was told in which topic outlives a change of the tables, upwards and downwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fakes import NOW
from sqlalchemy import insert, select, text

from bot.delivery.tables import told_lines
from briefs.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection

FIRST = {"outcome": 1, "told_at": NOW}


def migrated(connection: Connection, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "briefs/migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    (command.downgrade if revision != "head" else command.upgrade)(config, revision)


def told(connection: Connection) -> list[tuple[Any, ...]]:
    columns = told_lines.c
    query = select(columns.outcome, columns.chat, columns.thread).order_by(*told_lines.primary_key)
    return [tuple(row) for row in connection.execute(query)]


def test_a_line_is_told_once_in_each_topic_of_a_chat(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(insert(told_lines), [{**FIRST, "chat": -5, "thread": thread} for thread in (4, 9)])
        connection.execute(insert(told_lines), [{**FIRST, "chat": 7}])
        assert told(connection) == [(1, -5, 4), (1, -5, 9), (1, 7, 0)]


def test_what_was_told_goes_along_when_the_key_changes_and_changes_back(empty_database: str) -> None:
    store = Store.open(empty_database)
    with store.writing() as connection:
        rows = [{**FIRST, "chat": -5, "thread": 4}, {**FIRST, "chat": -5, "thread": 9}]
        connection.execute(insert(told_lines), [*rows, {**FIRST, "chat": 7, "thread": 0}])
        migrated(connection, "0006")
        before = connection.execute(text("SELECT chat, thread FROM told_lines ORDER BY chat")).all()
        assert [tuple(row) for row in before] == [(-5, 4), (7, None)]
        migrated(connection, "head")
        assert told(connection) == [(1, -5, 4), (1, 7, 0)]
        connection.execute(insert(told_lines), [rows[1]])
        migrated(connection, "0006")
        migrated(connection, "head")
        assert told(connection) == [(1, -5, 4), (1, 7, 0)]
    store.close()
