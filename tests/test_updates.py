"""Updates reach the handlers once, in the order of their chat, and are logged without what people write."""

from __future__ import annotations

import asyncio
import logging

import pytest
from fakes import NOW, OWNER, READER, RecordingRequest
from small_bot import SmallBot

from bot.updates import Updates, chat_of, described


@pytest.fixture
def recording():
    return RecordingRequest()


@pytest.fixture
async def small(recording):
    small = SmallBot(recording)
    async with small.application:
        yield small


@pytest.fixture
async def updates(small):
    return Updates(small.application, lambda: NOW, frozenset({"start", "fail"}))


async def test_an_update_is_handled_and_remembered(small, updates, recording):
    assert updates.last is None
    assert await updates.take(recording.telegram.said("hello", READER))
    assert small.heard == ["hello"]
    assert updates.last == NOW


async def test_the_same_update_again_is_not_handled_again(small, updates, recording):
    raw = recording.telegram.said("/wait", READER)
    first = asyncio.create_task(updates.take(raw))
    second = asyncio.create_task(updates.take(raw))
    await small.waits.wait()
    assert not second.done()
    small.go.set()
    assert await first
    assert await second
    assert await updates.take(raw)
    assert small.heard == ["waiting"]


async def test_a_caller_who_goes_away_stops_nothing(small, updates, recording):
    caller = asyncio.create_task(updates.take(recording.telegram.said("/wait", READER)))
    await small.waits.wait()
    caller.cancel()
    small.go.set()
    assert await updates.finish(5) == 0
    assert recording.answers[-1].text == "done waiting"


async def test_a_chat_keeps_its_order_and_holds_up_no_other(small, updates, recording):
    slow = asyncio.create_task(updates.take(recording.telegram.said("/wait", READER)))
    after = asyncio.create_task(updates.take(recording.telegram.said("second", READER)))
    other = asyncio.create_task(updates.take(recording.telegram.said("elsewhere", OWNER)))
    await other
    assert small.heard == ["waiting", "elsewhere"]
    small.go.set()
    await asyncio.gather(slow, after)
    assert small.heard == ["waiting", "elsewhere", "second"]
    assert not updates._chats


async def test_a_handler_that_fails_is_known_to_have_failed(small, updates, recording, caplog):
    caplog.set_level(logging.INFO)
    assert not await updates.take(recording.telegram.said("/fail", READER))
    assert small.failures == ["LookupError"]
    (record,) = [record for record in caplog.records if record.message == "update"]
    assert (record.outcome, record.command, record.chat) == ("failed", "fail", "private")


async def test_what_cannot_be_read_as_an_update_stops_nothing(updates, recording):
    assert not await updates.take({"update_id": 7, "message": {"text": "no chat, no date"}})
    assert await updates.take(recording.telegram.said("fine", READER))


@pytest.mark.parametrize("raw", [{}, {"update_id": "7"}, {"update_id": True}])
async def test_what_is_no_update_is_refused(updates, raw):
    with pytest.raises(ValueError, match="update_id"):
        await updates.take(raw)


async def test_the_log_says_everything_but_the_words(updates, recording, caplog):
    caplog.set_level(logging.INFO)
    await updates.take(recording.telegram.said("/start with a secret word", READER))
    (record,) = [record for record in caplog.records if record.message == "update"]
    told = vars(record)
    assert (told["command"], told["kind"], told["outcome"]) == ("start", "message", "ok")
    assert told["ms"] >= 0
    assert "secret word" not in str(told)


async def test_old_updates_are_forgotten(updates, recording, monkeypatch):
    monkeypatch.setattr("bot.updates.REMEMBERED", 3)
    for number in range(6):
        await updates.take(recording.telegram.said(f"{number}", READER))
    assert len(updates._done) == 3
    assert not updates._running


def test_a_press_belongs_to_the_chat_of_its_message():
    raw = {
        "update_id": 1,
        "callback_query": {"id": "1", "message": {"chat": {"id": -5, "type": "supergroup"}}},
    }
    assert chat_of(raw)["id"] == -5
    assert described(raw, frozenset()) == {"kind": "callback_query", "chat": "supergroup"}


@pytest.mark.parametrize("text", ["/", "/ partner", "/my-password", "/partner2", "/" + "x" * 5000])
def test_a_command_that_the_bot_does_not_have_is_not_told(text):
    raw = {"update_id": 1, "message": {"text": text, "chat": {"id": 1, "type": "private"}}}
    assert described(raw, frozenset({"partner"}))["command"] == "other"


@pytest.mark.parametrize("text", ["/partner", "/Partner japan", "/partner@aide_memoire_bot japan"])
def test_a_command_is_told_by_its_name(text):
    raw = {"update_id": 1, "message": {"text": text, "chat": {"id": 1, "type": "private"}}}
    assert described(raw, frozenset({"partner"}))["command"] == "partner"
