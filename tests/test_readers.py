"""What a chat has set is kept, found, moved, erased and forgotten in time, on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fakes import NOW

from bot import readers
from bot.readers import Reader
from briefs.model import Kind

TODAY = NOW.date()


def test_a_chat_that_set_nothing_has_no_row_and_the_defaults(store):
    reader = readers.get(store, 1, TODAY)
    assert (reader, reader.kept) == (Reader(1), False)
    assert not readers.forget(store, 1)


def test_settings_are_kept_and_changed(store):
    wanted = Reader(-1_001_234_567_890, "Asia/Tokyo", "fr", frozenset({Kind.POSITION, Kind.PROGRESS}))
    first = readers.keep(store, wanted, NOW)
    assert first.since == NOW
    assert readers.get(store, wanted.id, TODAY) == first
    readers.keep(store, Reader(wanted.id, since=first.since), NOW + timedelta(days=1))
    assert readers.get(store, wanted.id, TODAY) == Reader(wanted.id, since=NOW)


def test_what_is_forgotten_is_gone(store):
    readers.keep(store, Reader(1, "Asia/Tokyo"), NOW)
    assert readers.forget(store, 1)
    assert not readers.get(store, 1, TODAY).kept


def test_being_seen_keeps_a_row_alive(store):
    readers.keep(store, Reader(1, "Asia/Tokyo"), NOW)
    readers.keep(store, Reader(2, "Asia/Tokyo"), NOW)
    readers.get(store, 1, TODAY + timedelta(days=200))
    assert readers.purge(store, TODAY + timedelta(days=400)) == 1
    assert readers.get(store, 1, TODAY).kept
    assert not readers.get(store, 2, TODAY).kept


@pytest.mark.parametrize(
    ("seen", "today", "purged"),
    [
        (date(2025, 11, 2), date(2026, 11, 2), 0),
        (date(2025, 11, 1), date(2026, 11, 2), 1),
        (date(2027, 2, 28), date(2028, 2, 29), 0),
        (date(2027, 2, 27), date(2028, 2, 29), 1),
    ],
)
def test_a_row_is_erased_after_twelve_months_and_not_a_day_before(store, seen, today, purged):
    readers.keep(store, Reader(1), NOW.replace(year=seen.year, month=seen.month, day=seen.day))
    assert readers.purge(store, today) == purged


def test_a_group_that_grows_takes_its_settings_along(store):
    readers.keep(store, Reader(-1, "Asia/Tokyo"), NOW)
    readers.move(store, -1, -2)
    assert readers.get(store, -2, TODAY).zone == "Asia/Tokyo"
    assert not readers.get(store, -1, TODAY).kept
    readers.keep(store, Reader(-3, "Asia/Seoul"), NOW)
    readers.move(store, -3, -2)
    assert readers.get(store, -2, TODAY).zone == "Asia/Tokyo"
    assert not readers.get(store, -3, TODAY).kept


def test_a_kind_that_no_longer_exists_hides_nothing(store):
    readers.keep(store, Reader(1), NOW)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE readers SET hidden_kinds = 'rumour,position'")
    assert readers.get(store, 1, TODAY).hidden == {Kind.POSITION}
