"""Rows go into tables by the hundred, out of them and over them, and the two databases agree on what is there then."""

from __future__ import annotations

from datetime import date

import pytest
from delivering import DUE, Room
from sqlalchemy import event, select

from bot.delivery import bulk
from bot.delivery.tables import letters, matches, subscriptions, told_events
from briefs.library import Library


@pytest.fixture
def room(store, lexicon):
    return Room(Library(store, lexicon))


def written(room, table, *order):
    with room.store.reading() as connection:
        return [
            tuple(row) for row in connection.execute(select(*order).select_from(table).order_by(order[0]))
        ]


def letter(words):
    return {"html": words, "buttons": "[]", "made_at": DUE}


def test_rows_go_in_in_their_order_and_are_given_back_with_their_numbers(room):
    rows = [letter(f"text {n} – “{n}”") for n in range(2500)]
    with room.store.writing() as connection:
        given = bulk.insert(connection, letters, rows, (letters.c.number, letters.c.html))
    by_number = [html for _, html in sorted(tuple(row) for row in given)]
    assert by_number == [row["html"] for row in rows]


def test_what_is_there_already_stays_and_is_not_given_back(room):
    to, paper = room.watch().number, room.arrives()
    other = room.arrives()
    with room.store.writing() as connection:
        bulk.insert(connection, matches, [{"subscription": to, "document": paper}])
        both = [{"subscription": to, "document": number} for number in (paper, other)]
        given = bulk.insert(connection, matches, both, (matches.c.document,))
    assert [row.document for row in given] == [other]


def told(to, slug, day, **given):
    dates = {
        "starts": day,
        "ends": day,
        "precision": "day" if day else None,
        "status": "planned",
        "source": None,
    }
    return {"subscription": to, "slug": slug, **dates, "told_at": DUE, **given}


def test_of_two_rows_of_one_key_the_later_is_kept_and_the_older_date_is_gone(room):
    to = room.watch().number
    first, second, third = (date(2026, 12, day) for day in (1, 2, 3))
    with room.store.writing() as connection:
        bulk.upsert(connection, told_events, [told(to, "summit", first), told(to, "forum", None)])
        bulk.upsert(connection, told_events, [told(to, "summit", second), told(to, "summit", third)])
    columns = told_events.c
    assert written(room, told_events, columns.slug, columns.starts) == [("forum", None), ("summit", third)]


def test_each_row_is_set_to_its_own_values_and_no_other_is_touched(room):
    numbers = [room.digest(chat=chat).number for chat in (1, 2, 3)]
    rows = [{"number": number, "seen": 40 + number, "alert_due": None} for number in numbers[:2]]
    with room.store.writing() as connection:
        bulk.change(connection, subscriptions, "number", rows, leased_by="one")
    columns = subscriptions.c
    assert written(room, subscriptions, columns.number, columns.seen, columns.leased_by) == [
        (numbers[0], 40 + numbers[0], "one"),
        (numbers[1], 40 + numbers[1], "one"),
        (numbers[2], 0, None),
    ]


def test_only_the_pairs_that_are_named_are_erased(room):
    papers = [room.arrives() for _ in range(2)]
    watches = [room.watch(chat=chat).number for chat in (1, 2)]
    pairs = [{"subscription": to, "document": paper} for to in watches for paper in papers]
    with room.store.writing() as connection:
        bulk.insert(connection, matches, pairs)
        bulk.erase(connection, matches, [pairs[0], pairs[3]])
        bulk.erase(connection, matches, [])
    assert written(room, matches, matches.c.subscription, matches.c.document) == [
        tuple(pairs[1].values()),
        tuple(pairs[2].values()),
    ]


def test_a_thousand_rows_are_one_statement_on_postgresql(room):
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(room.store._engine, "before_cursor_execute", note)
    try:
        with room.store.writing() as connection:
            bulk.insert(connection, letters, [letter(str(n)) for n in range(1000)], (letters.c.number,))
    finally:
        event.remove(room.store._engine, "before_cursor_execute", note)
    inserted = [statement for statement in seen if statement.startswith("INSERT")]
    assert len(inserted) == 1
