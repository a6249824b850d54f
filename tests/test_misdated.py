"""Whoever was sent a line under a wrong date or publisher is told of the right one, once, like any other correction."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import readings
from delivering import DAILY, Room
from fakes import NOW, OWNER
from sqlalchemy import select

from bot.delivery import subscriptions
from bot.desk import Desk
from bot.editing import addressees, telling
from briefs import corrections
from briefs.library import Library
from briefs.model import Document, Kind, Reading
from briefs.store.tables import outcomes

MINUTE = timedelta(minutes=1)
DAY_AFTER = NOW + timedelta(days=1, hours=3)
RIGHT = date(2026, 10, 28)
WORDS = "Australia will build a road next year."


@pytest.fixture
def room(store, lexicon) -> Room:
    room = Room(Library(store, lexicon))
    for chat in (7, 8):
        room.digest(chat, cadence=DAILY)
    room.arrives(WORDS)
    room.tick(NOW + timedelta(days=1))
    return room


def read(document: Document) -> Reading:
    line = readings.outcome("o1", Kind.COMMITMENT, actors=("AU",), headline=WORDS, quote=WORDS, paragraph=1)
    return readings.reading(document, outcomes=(line,))


def fix(room: Room, at: datetime = DAY_AFTER, **given) -> tuple[corrections.Corrected, ...]:
    given = given or {"published_on": RIGHT}
    return corrections.correct_document(room.store, 1, by="77", now=at, read=read, **given)


def take_back(room: Room, number: int, at: datetime) -> None:
    corrections.undo_document(room.store, number, by="77", now=at, read=read)


def tell(room: Room, now: datetime) -> int:
    desk = Desk(room.library, (), frozenset({OWNER.id}), "UTC", lambda: now)
    return telling.tell(desk, now).readers


def corrected(room: Room, chat: int) -> list[str]:
    return [message.html for message in room.outbox(chat) if message.purpose == addressees.PURPOSE]


def test_whoever_was_sent_a_line_under_a_wrong_date_is_told_the_right_one_once(room):
    fix(room)
    assert tell(room, DAY_AFTER + MINUTE) == 0
    assert tell(room, DAY_AFTER + 3 * MINUTE) == 2
    for minutes in range(4, 30):
        assert tell(room, DAY_AFTER + minutes * MINUTE) == 0
    (words,) = corrected(room, 7)
    assert "from a document under a wrong date." in words
    assert "It said: <i>2 November 2026</i>" in words
    assert "It says now: 28 October 2026" in words


def test_a_wrong_publisher_is_told_and_a_title_is_nobodys_news(room):
    fix(room, title="Another title")
    assert tell(room, DAY_AFTER + 3 * MINUTE) == 0
    fix(room, DAY_AFTER + 4 * MINUTE, publisher="Ministry of <Roads>")
    assert tell(room, DAY_AFTER + 7 * MINUTE) == 2
    (words,) = corrected(room, 8)
    assert "under a wrong publisher" in words
    assert "Ministry of &lt;Roads&gt;" in words
    assert "next year" not in words.replace(WORDS, "")


def test_a_date_put_right_twice_is_compared_with_what_was_told_last(room):
    (made,) = fix(room)
    tell(room, DAY_AFTER + 3 * MINUTE)
    take_back(room, made.correction.number, DAY_AFTER + 10 * MINUTE)
    assert tell(room, DAY_AFTER + 13 * MINUTE) == 2
    first, second = corrected(room, 7)
    assert "It said: <i>28 October 2026" in second
    assert "It says now: 28 October 2026" in first
    assert tell(room, DAY_AFTER + 14 * MINUTE) == 0


def test_a_correction_of_a_date_that_is_taken_back_at_once_is_never_told(room):
    (made,) = fix(room)
    take_back(room, made.correction.number, DAY_AFTER + MINUTE)
    assert tell(room, DAY_AFTER + 5 * MINUTE) == 0


def test_a_line_and_its_document_corrected_together_are_both_told(room):
    corrections.correct(room.store, 1, "kind", Kind.PLEDGE, by="77", now=DAY_AFTER)
    fix(room, DAY_AFTER + MINUTE)
    for minutes in range(2, 10):
        tell(room, DAY_AFTER + minutes * MINUTE)
    assert len(corrected(room, 7)) == 2
    assert sum("under a wrong date" in words for words in corrected(room, 7)) == 1


def test_a_reader_of_the_line_after_its_document_was_put_right_is_told_nothing(room):
    late = NOW + timedelta(days=2)
    room.digest(9, cadence=DAILY, now=NOW - timedelta(minutes=1))
    fix(room)
    room.tick(late)
    tell(room, late + 3 * MINUTE)
    assert len(corrected(room, 7)) == 1
    assert corrected(room, 9) == []


def test_nobody_who_follows_nothing_any_more_is_written_to(room):
    for each in subscriptions.of_chat(room.store, 7):
        subscriptions.remove(room.store, each.number, DAY_AFTER)
    fix(room)
    assert tell(room, DAY_AFTER + 3 * MINUTE) == 1
    assert not corrected(room, 7)


def test_a_removed_document_is_no_ones_correction(room):
    fix(room)
    room.store.remove(1)
    assert tell(room, DAY_AFTER + 3 * MINUTE) == 0


def test_more_readers_than_one_round_takes_are_all_told_of_the_date(room, monkeypatch):
    monkeypatch.setattr(addressees, "AT_ONCE", 1)
    fix(room)
    assert tell(room, DAY_AFTER + 3 * MINUTE) == 2


def nothing(document: Document) -> Reading:
    """What is read in a document under its right date: no line at all."""
    return readings.reading(document, outcomes=())


def withdraw(room: Room, at: datetime = DAY_AFTER) -> tuple[corrections.Corrected, ...]:
    return corrections.correct_document(room.store, 1, by="77", now=at, read=nothing, published_on=RIGHT)


def test_whoever_was_sent_a_line_that_is_read_no_more_is_told_once_that_it_is_withdrawn(room):
    withdraw(room)
    assert tell(room, DAY_AFTER + MINUTE) == 0
    assert tell(room, DAY_AFTER + 3 * MINUTE) == 2
    for minutes in range(4, 30):
        assert tell(room, DAY_AFTER + minutes * MINUTE) == 0
    (words,) = corrected(room, 7)
    assert "A line is withdrawn" in words
    assert f"commitment: {WORDS}" in words
    assert "is not read in it any more" in words


def test_a_line_that_stands_again_before_anybody_was_told_was_never_withdrawn(room):
    (made,) = withdraw(room)
    take_back(room, made.correction.number, DAY_AFTER + MINUTE)
    assert tell(room, DAY_AFTER + 5 * MINUTE) == 0
    with room.store.reading() as connection:
        (line,) = connection.scalars(select(outcomes.c.number))
    corrections.correct(room.store, line, "kind", Kind.PLEDGE, by="77", now=DAY_AFTER + timedelta(hours=1))
    assert tell(room, DAY_AFTER + timedelta(hours=1, minutes=3)) == 2, "they were told the one that stands"


def test_a_line_that_an_editor_had_hidden_is_withdrawn_for_nobody(room):
    corrections.hide(room.store, 1, by="77", now=DAY_AFTER)
    assert tell(room, DAY_AFTER + 3 * MINUTE) == 2
    withdraw(room, DAY_AFTER + timedelta(hours=1))
    assert tell(room, DAY_AFTER + timedelta(hours=1, minutes=3)) == 0


def test_more_readers_than_one_round_takes_are_all_told_of_a_withdrawn_line(room, monkeypatch):
    monkeypatch.setattr(addressees, "AT_ONCE", 1)
    withdraw(room)
    assert tell(room, DAY_AFTER + 3 * MINUTE) == 2


def test_a_withdrawn_line_goes_with_its_document(room):
    withdraw(room)
    room.store.remove(1)
    assert tell(room, DAY_AFTER + 3 * MINUTE) == 0
