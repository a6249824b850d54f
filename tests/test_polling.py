"""Long polling: everything fetched is handled and confirmed; trouble that passes is waited out."""

from __future__ import annotations

import asyncio

import pytest
from fakes import NOW, OWNER, READER, RecordingRequest
from small_bot import SmallBot
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter

from bot import polling
from bot.updates import Updates

SOON = (0.0,)


class PolledRequest(RecordingRequest):
    """Answers getUpdates with one batch after the other, then stops the bot."""

    def __init__(self, batches, stop) -> None:
        super().__init__()
        self.batches = list(batches)
        self.stop = stop
        self.questions = []

    def answer(self, method, parameters, files):
        if method != "getUpdates" or self._refusals[method]:
            return super().answer(method, parameters, files)
        self.questions.append(parameters)
        if not self.batches:
            self.stop.set()
            return 200, {"ok": True, "result": []}
        return 200, {"ok": True, "result": self.batches.pop(0)}


def said(*texts, person=READER):
    telegram = RecordingRequest().telegram
    return [telegram.said(text, person) for text in texts]


async def poll(request, stop, **more):
    small = SmallBot(request)
    async with small.application:
        updates = Updates(small.application, lambda: NOW)
        await polling.poll(small.application.bot, updates, stop, ["message"], pauses=SOON, **more)
        await updates.finish(5)
    return small


async def test_batches_are_handled_and_confirmed():
    stop = asyncio.Event()
    beats = []
    request = PolledRequest([said("a", "b")], stop)
    small = await poll(request, stop, alive=lambda: beats.append(1))
    assert small.heard == ["a", "b"]
    assert request.sent[0].method == "deleteWebhook"
    assert request.questions[0].get("offset") is None
    assert request.questions[0]["allowed_updates"] == '["message"]'
    assert request.questions[1]["offset"] == "3"
    assert (request.questions[-1]["offset"], request.questions[-1]["timeout"]) == ("3", "0")
    assert beats


async def test_an_update_nobody_can_read_does_not_come_back_for_ever():
    stop = asyncio.Event()
    request = PolledRequest([[{"update_id": 9, "message": {"strange": True}}], said("after")], stop)
    small = await poll(request, stop)
    assert small.heard == ["after"]
    assert request.questions[1]["offset"] == "10"


async def test_a_network_that_comes_back_is_asked_again():
    stop = asyncio.Event()
    request = PolledRequest([said("at last")], stop)
    for error in (NetworkError("gone"), Conflict("another one asks")):
        request.fail("getUpdates", error)
    request.refuse("getUpdates", 502, "Bad Gateway")
    assert (await poll(request, stop)).heard == ["at last"]


async def test_a_withdrawn_token_is_told():
    stop = asyncio.Event()
    request = PolledRequest([], stop)
    request.refuse("getUpdates", 401, "Unauthorized")
    with pytest.raises(InvalidToken):
        await poll(request, stop)


async def test_one_slow_chat_does_not_keep_the_others_waiting(monkeypatch):
    monkeypatch.setattr(polling, "PATIENCE", 0.01)
    stop = asyncio.Event()
    slow = said("/wait")
    quick = [{**raw, "update_id": 2} for raw in said("quick", person=OWNER)]
    request = PolledRequest([slow, quick], stop)
    small = SmallBot(request)
    async with small.application:
        updates = Updates(small.application, lambda: NOW)
        await polling.poll(small.application.bot, updates, stop, ["message"], pauses=SOON)
        assert small.heard == ["waiting", "quick"]
        small.go.set()
        assert await updates.finish(5) == 0


async def test_a_call_is_tried_again_until_it_succeeds():
    stop = asyncio.Event()
    problems = [NetworkError("no"), RetryAfter(0)]

    async def call():
        if problems:
            raise problems.pop(0)
        return "done"

    assert await polling.persist(call, stop, SOON) == "done"


async def test_a_call_that_telegram_does_not_take_is_not_repeated():
    async def call():
        raise BadRequest("bad webhook")

    with pytest.raises(BadRequest):
        await polling.persist(call, asyncio.Event(), SOON)


async def test_a_stop_ends_the_waiting_for_an_answer_and_for_the_next_try():
    stop = asyncio.Event()

    async def hang():
        stop.set()
        await asyncio.Event().wait()

    assert await polling.persist(hang, stop, SOON) is None

    stop = asyncio.Event()

    async def fail():
        stop.set()
        raise NetworkError("no")

    assert await polling.persist(fail, stop, (3600.0,)) is None


async def test_an_answer_that_holds_no_updates_is_asked_for_again():
    stop = asyncio.Event()
    request = PolledRequest([[{"message": {}}], "words", ["words"], said("a")], stop)
    assert (await poll(request, stop)).heard == ["a"]
