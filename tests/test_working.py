"""What works beside the conversation: it begins with what a killed run left, and goes on whatever happens."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from dataclasses import replace

import pytest
from fakes import NOW, READER, RecordingRequest
from outgoing import put, rows_of, states
from small_bot import SmallBot

from bot.delivery import inbox, outbox
from bot.delivery.inbox import Inbox
from bot.delivery.paced import Pace
from bot.delivery.working import Hold, held, look_after, worker_name, working
from bot.settings import BotSettings
from bot.updates import Updates
from briefs.store import Store

SETTINGS = BotSettings(allow_paid_broadcast=True, broadcast_rate=1000)


def test_no_two_runs_have_one_name():
    assert worker_name() != worker_name()
    assert len(worker_name()) <= 40


def test_whoever_has_the_store_for_himself_knows_it(sqlite_store):
    with held(sqlite_store) as first, held(sqlite_store) as second:
        assert (first, second) == (Hold.ALONE, Hold.TAKEN)
    with held(sqlite_store) as again:
        assert again is Hold.ALONE


def test_in_memory_nobody_else_can_be(lexicon):
    store = Store.open("sqlite://")
    with held(store) as hold:
        assert hold is Hold.ALONE
    store.close()


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
def test_on_postgresql_others_may_share_it(store):
    with held(store) as hold:
        assert hold is Hold.SHARED


async def test_a_start_takes_over_what_a_killed_run_had_begun(sqlite_store):
    store = sqlite_store
    request = RecordingRequest()
    small = SmallBot(request)
    (number,) = put(store, [5])
    outbox.claim(store, "dead", NOW, 1)
    raw = request.telegram.said("hello", READER)
    with store.writing() as connection:
        inbox.take(connection, {raw["update_id"]: raw}, "dead", NOW)
    async with small.application:
        updates = Updates(small.application, lambda: NOW, inbox=Inbox(store, "new", lambda: NOW))
        beside = working(
            SETTINGS,
            store,
            small.application.bot,
            updates,
            pace=Pace(1000),
            worker="new",
            clock=lambda: NOW,
        )
        async with beside, asyncio.timeout(120):
            while states(store)[number] != "sent" or not small.heard:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await updates.finish(5)
        await updates.inbox.close()
    assert small.heard == ["hello"]
    pushed = next(call for call in request.of("sendMessage") if call.chat_id == 5)
    assert pushed.parameters["allow_paid_broadcast"] is True


async def test_of_two_processes_on_one_file_only_one_sends_until_it_has_ended(
    sqlite_store, monkeypatch, caplog
):
    monkeypatch.setattr("bot.delivery.working.HOLD_SECONDS", 0.01)
    monkeypatch.setattr("bot.delivery.working.OVERLAP_SECONDS", 0.03)
    store = sqlite_store
    request = RecordingRequest()
    small = SmallBot(request)
    (number,) = put(store, [5])
    raw = request.telegram.said("hello", READER)
    with store.writing() as connection:
        inbox.take(connection, {raw["update_id"]: raw}, "the first", NOW)
    updates = Updates(small.application, lambda: NOW, inbox=Inbox(store, "second", lambda: NOW))
    settings = replace(SETTINGS, owners=frozenset({42}))
    async with small.application, asyncio.timeout(120):
        bot = small.application.bot
        second = working(settings, store, bot, updates, pace=Pace(1000), worker="second", clock=lambda: NOW)
        with ExitStack() as stack:
            assert stack.enter_context(held(store)) is Hold.ALONE
            async with second:
                while len(rows_of(store)) < 2:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
                assert set(states(store).values()) == {"waiting"}
                assert caplog.text.count("another process sends") == 1
                assert not small.heard
                stack.close()
                while set(states(store).values()) != {"sent"}:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
        await updates.inbox.close()
    told = [call for call in request.of("sendMessage") if call.chat_id == 42]
    assert len(told) == 1
    assert "Two bots work with the same SQLite file" in told[0].shown
    assert states(store)[number] == "sent"


async def test_a_fault_in_the_background_does_not_end_it(sqlite_store, caplog):
    class Faulty(Updates):
        looks = 0

        async def answer_leftovers(self):
            self.looks += 1
            if self.looks == 1:
                raise LookupError("words of a person")
            stop.set()
            return 0

    stop = asyncio.Event()
    small = SmallBot(RecordingRequest())
    updates = Faulty(small.application, lambda: NOW)
    from bot.delivery.working import _lasting

    async with asyncio.timeout(120):
        await _lasting(lambda: look_after(updates, stop), stop)
    assert updates.looks == 2
    assert "begins again" in caplog.text


def test_the_rate_is_bounded_by_what_is_paid_for():
    from bot.settings import load
    from briefs.errors import BadSettings

    def settings(**table):
        return load({"bot": table}, {}, zone="UTC", data_folder=replace(SETTINGS).data_folder)

    assert settings().broadcast_rate == 30
    assert settings(allow_paid_broadcast=True).broadcast_rate == 1000
    assert settings(broadcast_rate=5).broadcast_rate == 5
    for wrong in (31, 0, True, "many"):
        with pytest.raises(BadSettings, match="broadcast_rate"):
            settings(broadcast_rate=wrong)
    with pytest.raises(BadSettings, match="allow_paid_broadcast"):
        settings(allow_paid_broadcast="perhaps")
