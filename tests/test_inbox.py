"""What came in is written down before anything is done about it: a kill loses no command, a repeat is answered once."""

from __future__ import annotations

import asyncio
import json
import threading
from datetime import timedelta

import pytest
from fakes import NOW, OWNER, READER, RecordingRequest
from outgoing import rows_of
from small_bot import SmallBot
from sqlalchemy import select

from bot import polling
from bot.delivery import inbox
from bot.delivery.inbox import KEPT, LEASE, Inbox, Seen
from bot.delivery.tables import inbox as table
from bot.delivery.tables import letters
from bot.updates import Updates
from briefs.errors import StoreUnavailable

SECOND = timedelta(seconds=1)
RAW = {"update_id": 7, "message": {"text": "words \ud800 of a person"}}


def take(store, *numbers, worker="one", now=NOW):
    with store.writing() as connection:
        return inbox.take(
            connection, {number: {**RAW, "update_id": number} for number in numbers}, worker, now
        )


def done(store, *numbers, now=NOW):
    with store.writing() as connection:
        inbox.done(connection, list(numbers), now)


def rows(store):
    with store.reading() as connection:
        return connection.execute(select(table).order_by(table.c.update)).all()


def test_an_update_is_new_once_then_open_then_done(store):
    assert take(store, 7) == {7: Seen.NEW}
    assert take(store, 7, 8, worker="two") == {7: Seen.OPEN, 8: Seen.NEW}
    done(store, 7)
    assert take(store, 7, 8, 9) == {7: Seen.DONE, 8: Seen.OPEN, 9: Seen.NEW}


def test_what_people_write_is_erased_as_soon_as_it_is_answered(store):
    take(store, 7)
    assert "words" in rows(store)[0].raw
    done(store, 7)
    assert rows(store)[0].raw is None


def test_what_a_dead_process_left_is_found_once_its_claim_ran_out(store):
    take(store, 7, 8, worker="dead")
    done(store, 7)
    assert inbox.leftovers(store, "two", NOW + LEASE) == []
    ((found, is_suspect),) = inbox.leftovers(store, "two", NOW + LEASE + SECOND)
    assert (found["update_id"], is_suspect) == (8, False)
    assert inbox.leftovers(store, "three", NOW + LEASE + SECOND) == []


def test_a_claim_of_a_clock_that_was_ahead_holds_up_nothing(store):
    take(store, 7, worker="dead", now=NOW + 100 * LEASE)
    assert len(inbox.leftovers(store, "two", NOW)) == 1


def test_an_update_that_is_sent_again_after_its_process_died_is_new(store):
    take(store, 7, worker="dead")
    assert take(store, 7, worker="two", now=NOW + LEASE + SECOND) == {7: Seen.NEW}


def killed_over(store, times, *numbers):
    """These updates were taken up by so many processes, all of which died; gives the moment of the last death."""
    take(store, *numbers, worker="dead-0")
    now = NOW
    for death in range(1, times):
        now += LEASE + SECOND
        for _ in numbers:
            inbox.leftovers(store, f"dead-{death}", now)
    return now + LEASE + SECOND


def test_a_question_that_three_restarts_in_a_row_interrupted_is_still_answered(store):
    now = killed_over(store, 3, 7)
    ((found, is_suspect),) = inbox.leftovers(store, "next", now, owners=[42])
    assert (found["update_id"], is_suspect) == (7, True)
    assert rows_of(store) == []


def test_an_update_that_killed_five_processes_is_given_up_and_the_owners_are_told(store, caplog):
    now = killed_over(store, 5, 7)
    assert inbox.leftovers(store, "next", now, owners=[42]) == []
    assert rows(store)[0].done_at == now
    assert rows(store)[0].raw is None
    (word,) = rows_of(store)
    assert (word.chat, word.purpose) == (42, "owner")
    with store.reading() as connection:
        html = connection.scalar(select(letters.c.html))
    assert "number 7, kind “message”" in html
    assert "of a person" not in html + caplog.text
    assert take(store, 7, worker="next", now=now) == {7: Seen.DONE}
    assert inbox.leftovers(store, "next", now + 2 * LEASE, owners=[42]) == []
    assert len(rows_of(store)) == 1


def test_what_two_processes_died_of_is_tried_alone_so_that_nothing_innocent_is_given_up_with_it(store):
    now = killed_over(store, 2, 7, 8, 9)
    take(store, 10, worker="dead-1", now=now - 2 * LEASE)
    looks = [inbox.leftovers(store, "next", now) for _ in range(5)]
    found = [[(raw["update_id"], is_suspect) for raw, is_suspect in look] for look in looks]
    assert found == [[(10, False)], [(7, True)], [(8, True)], [(9, True)], []]


def test_what_two_processes_died_of_does_not_begin_because_telegram_sends_it_again(store):
    now = killed_over(store, 2, 7)
    assert take(store, 7, worker="next", now=now) == {7: Seen.OPEN}
    inbox.leftovers(store, "next", now)
    assert take(store, 7, worker="next", now=now) == {7: Seen.NEW}


async def test_a_suspect_is_answered_before_the_next_one_is_looked_at(store, start, recording):
    first, second = (recording.telegram.said(words, READER) for words in ("one", "two"))
    small, updates = await start()
    now = killed_over(store, 2, first["update_id"], second["update_id"])
    with store.writing() as connection:
        for raw in (first, second):
            this = table.c.update == raw["update_id"]
            connection.execute(table.update().where(this).values(raw=json.dumps(raw)))
    updates.inbox.clock = lambda: now
    assert await updates.answer_leftovers() == 1
    assert small.heard == ["one"]
    assert await updates.answer_leftovers() == 1
    assert small.heard == ["one", "two"]
    await settled(updates)
    assert await updates.answer_leftovers() == 0


def test_whoever_works_for_long_says_so_and_is_left_alone(store):
    take(store, 7)
    inbox.renew(store, [7], "one", NOW + LEASE)
    assert inbox.leftovers(store, "two", NOW + LEASE + SECOND) == []
    inbox.renew(store, [7], "another", NOW + 2 * LEASE)
    assert len(inbox.leftovers(store, "two", NOW + 2 * LEASE + SECOND)) == 1


def test_who_is_certainly_dead_is_not_waited_for(store):
    take(store, 7, worker="dead")
    assert inbox.take_over(store, NOW) == 1
    assert len(inbox.leftovers(store, "two", NOW)) == 1


def test_after_two_days_nothing_is_kept(store):
    take(store, 7)
    take(store, 8, now=NOW + KEPT)
    assert inbox.purge(store, NOW + KEPT + SECOND) == 1
    assert [row.update for row in rows(store)] == [8]


@pytest.fixture
def recording():
    return RecordingRequest()


@pytest.fixture
async def start(store, recording):
    """Starts the small bot over the store, as often as wanted; one that is not stopped was killed."""
    running = []

    async def begin(now=NOW):
        small = SmallBot(recording)
        await small.application.initialize()
        kept = Inbox(store, f"run-{len(running)}", lambda: now)
        running.append((small, kept))
        return small, Updates(small.application, lambda: now, inbox=kept)

    yield begin
    for small, kept in running:
        small.go.set()
        await kept.close()
        await small.application.shutdown()


async def settled(updates):
    assert await updates.finish(5) == 0
    while updates.inbox._writing:
        await asyncio.wait({updates.inbox._writing})


async def test_an_update_is_safe_before_its_handler_begins(store, start, recording):
    small, updates = await start()
    taking = asyncio.create_task(updates.take(recording.telegram.said("/wait", READER)))
    await small.waits.wait()
    (row,) = rows(store)
    assert "/wait" in row.raw
    assert row.done_at is None
    small.go.set()
    assert await taking
    await settled(updates)
    assert rows(store)[0].done_at == NOW


async def test_an_update_that_is_sent_again_after_a_restart_is_answered_once(start, recording):
    raw = recording.telegram.said("hello", READER)
    first, updates = await start()
    await updates.take(raw)
    await settled(updates)
    second, updates = await start()
    assert await updates.take(raw)
    assert (first.heard, second.heard) == (["hello"], [])


async def test_what_a_killed_process_did_not_answer_is_answered_by_the_next(start, recording):
    first, updates = await start()
    killed = asyncio.create_task(updates.take(recording.telegram.said("/wait", READER)))
    await first.waits.wait()
    second, after = await start(NOW + LEASE + SECOND)
    second.go.set()
    assert await after.answer_leftovers() == 1
    await settled(after)
    assert [call.text for call in recording.answers] == ["done waiting"]
    assert await after.answer_leftovers() == 0
    killed.cancel()


async def test_what_another_process_was_about_to_answer_is_answered_here_once_that_is_dead(
    store, start, recording
):
    raw = recording.telegram.said("hello", READER)
    take(store, raw["update_id"], worker="dead")
    small, updates = await start()
    assert await updates.take(raw)
    assert small.heard == []
    updates.inbox.clock = lambda: NOW + LEASE + SECOND
    with store.writing() as connection:
        connection.execute(table.update().values(raw=json.dumps(raw)))
    assert await updates.answer_leftovers() == 1
    await settled(updates)
    assert small.heard == ["hello"]
    assert rows(store)[0].done_at


async def test_a_leftover_that_telegram_sends_at_the_same_moment_is_answered_once_and_at_once(
    store, start, recording
):
    raw = recording.telegram.said("hello", READER)
    small, updates = await start()
    take(store, raw["update_id"], worker=updates.inbox.worker)
    await asyncio.gather(updates.take(raw), updates.answer_leftovers())
    await settled(updates)
    assert small.heard == ["hello"]


async def test_what_is_still_being_answered_is_no_leftover(start, recording):
    small, updates = await start()
    taking = asyncio.create_task(updates.take(recording.telegram.said("/wait", READER)))
    await small.waits.wait()
    updates.inbox.clock = lambda: NOW + LEASE
    assert await updates.answer_leftovers() == 0
    updates.inbox.clock = lambda: NOW + 2 * LEASE
    assert await updates.answer_leftovers() == 0
    small.go.set()
    await taking


async def test_many_updates_at_once_are_written_in_few_transactions_and_answered_in_order(
    store, start, recording
):
    small, updates = await start()
    batch = [recording.telegram.said(f"{number}", READER) for number in range(30)]
    written = []
    original = updates.inbox._written
    updates.inbox._written = lambda came, over: written.append(1) or original(came, over)
    await asyncio.gather(*(updates.take(raw) for raw in batch))
    await settled(updates)
    assert small.heard == [f"{number}" for number in range(30)]
    assert len(written) < 10
    assert all(row.done_at for row in rows(store))


async def test_a_batch_is_not_confirmed_before_it_is_written_down(start, recording, monkeypatch):
    monkeypatch.setattr(polling, "PATIENCE", 0)
    small, updates = await start()
    slow = threading.Event()
    original = updates.inbox._written
    updates.inbox._written = lambda came, over: slow.wait(120) and original(came, over)
    handing = asyncio.create_task(polling._hand_on([recording.telegram.said("hello", READER)], updates))
    for _ in range(100):
        await asyncio.sleep(0)
    assert not handing.done()
    slow.set()
    await handing
    await settled(updates)
    assert small.heard == ["hello"]


async def test_a_handler_that_failed_has_told_its_user_and_leaves_nothing_over(store, start, recording):
    _, updates = await start()
    assert not await updates.take(recording.telegram.said("/fail", OWNER))
    await settled(updates)
    assert rows(store)[0].done_at


async def test_where_the_store_is_away_people_are_answered_all_the_same(start, recording, caplog):
    small, updates = await start()

    def broken(*_given):
        raise StoreUnavailable("The store cannot be used just now.")

    updates.inbox._written = broken
    assert await updates.take(recording.telegram.said("hello", READER))
    assert small.heard == ["hello"]
    await settled(updates)
    assert "written down" in caplog.text
