"""Words that are too long for a button, in a store of before they said when they were needed."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select, text
from test_told_topics import migrated

from briefs.store import Store
from briefs.store.tables import kept_questions


def test_words_of_before_are_kept_and_count_as_needed_on_the_day_of_the_change(empty_database: str) -> None:
    store = Store.open(empty_database)
    with store.writing() as connection:
        migrated(connection, "0007")
        connection.execute(text("INSERT INTO kept_questions (token, words) VALUES ('t', 'old words')"))
        migrated(connection, "head")
        row = connection.execute(select(kept_questions)).one()
        assert (row.token, row.words) == ("t", "old words")
        assert row.used_at.astimezone(UTC) > datetime(2020, 1, 1, tzinfo=UTC)
        migrated(connection, "0007")
        migrated(connection, "head")
    assert store.kept_question("t") == "old words"
    store.close()
