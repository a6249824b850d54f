"""Calls wait for their turn, answers before pushes; several processes on one database share the turns."""

from __future__ import annotations

import asyncio

import pytest
from fakes import RecordingRequest
from telegram import Bot
from telegram.error import RetryAfter

from bot.delivery import paced, pacing, slots
from bot.delivery.paced import Block, Pace, PacedRequest, Passage, pushing
from briefs.errors import StoreUnavailable


@pytest.fixture
def telegram():
    return RecordingRequest()


class Steady:
    """A clock that stands still until it is moved on."""

    def __init__(self, monkeypatch):
        self.now = 1000.0
        monkeypatch.setattr(paced, "_now", lambda: self.now)

    async def pass_by(self, pace, seconds):
        self.now += seconds
        pace._look()
        await settle()


async def settle():
    """Let everything that can go on go on."""
    for _ in range(50):
        await asyncio.sleep(0)


def bot_with(telegram, pace):
    request = PacedRequest(telegram, pace)
    return Bot("1:x", request=request, get_updates_request=request)


async def test_what_is_no_message_waits_for_nothing(telegram):
    pace = Pace(30)
    pace.hold(5, 1000)
    bot = bot_with(telegram, pace)
    async with asyncio.timeout(120):
        await bot.send_chat_action(5, "typing")
        await bot.answer_callback_query("1")
    assert len(telegram.sent) == 2


async def test_a_message_waits_for_its_chat_and_lets_others_pass(telegram, monkeypatch):
    clock, pace = Steady(monkeypatch), Pace(1000)
    bot = bot_with(telegram, pace)
    pace.hold(5, 0.2)
    calls = [asyncio.create_task(bot.send_message(chat, "x")) for chat in (5, 6)]
    await clock.pass_by(pace, 0.1)
    assert [call.chat_id for call in telegram.of("sendMessage")] == [6]
    await clock.pass_by(pace, 0.15)
    await asyncio.gather(*calls)
    assert [call.chat_id for call in telegram.of("sendMessage")] == [6, 5]


async def test_an_edit_counts_like_a_message(telegram, monkeypatch):
    clock, pace = Steady(monkeypatch), Pace(1000)
    bot = bot_with(telegram, pace)
    message = await bot.send_message(5, "first")
    editing = asyncio.create_task(bot.edit_message_text("second", 5, message.message_id))
    await clock.pass_by(pace, 0.9)
    assert not editing.done()
    await clock.pass_by(pace, 0.2)
    await editing
    assert pace.wait(5) == pytest.approx(pacing.CHAT.span)


async def test_what_telegram_asks_to_wait_is_remembered_for_the_chat(telegram, monkeypatch):
    _, pace = Steady(monkeypatch), Pace(30)
    telegram.refuse("sendMessage", 429, "Too Many Requests", retry_after=17)
    with pytest.raises(RetryAfter):
        await bot_with(telegram, pace).send_message(5, "x")
    assert pace.wait(5) == 17
    assert pace.wait(6) == 0


async def test_answers_go_before_pushes_that_wait_longer(telegram, monkeypatch):
    clock, pace = Steady(monkeypatch), Pace(20)
    bot = bot_with(telegram, pace)

    async def push(chat, passage):
        with pushing(passage):
            await bot.send_message(chat, "push")

    passages = [Passage() for _ in range(3)]
    calls = [asyncio.create_task(push(chat, passage)) for chat, passage in enumerate(passages, 1)]
    await settle()
    assert [passage.gone for passage in passages] == [True, False, False]
    assert pace.pushes == 2
    calls.append(asyncio.create_task(bot.send_message(500, "answer")))
    await settle()
    for _ in range(3):
        await clock.pass_by(pace, 0.06)
    await asyncio.gather(*calls)
    assert [call.chat_id for call in telegram.of("sendMessage")] == [1, 500, 2, 3]


async def test_a_caller_who_goes_away_costs_the_others_nothing(telegram, monkeypatch):
    clock, pace = Steady(monkeypatch), Pace(20)
    bot = bot_with(telegram, pace)
    tasks = [asyncio.create_task(bot.send_message(chat, "x")) for chat in (1, 2, 3)]
    await settle()
    tasks[1].cancel()
    await clock.pass_by(pace, 0.06)
    await clock.pass_by(pace, 0.06)
    await tasks[2]
    assert [call.chat_id for call in telegram.of("sendMessage")] == [1, 3]


async def test_turns_that_several_processes_share_are_fetched_when_they_are_needed(telegram):
    asked = []

    async def reserve(count):
        asked.append(count)
        return Block(0.0, follow=False)

    bot = bot_with(telegram, Pace(1000, reserve))
    await asyncio.gather(*(bot.send_message(chat, "x") for chat in range(1, 8)))
    assert sum(asked) >= 7
    assert len(telegram.of("sendMessage")) == 7


async def test_where_no_turns_can_be_had_it_is_tried_again(telegram, monkeypatch):
    monkeypatch.setattr("bot.delivery.paced.AGAIN_SECONDS", 0)
    failures = [1, 1]

    async def reserve(_count):
        if failures:
            failures.pop()
            raise StoreUnavailable("away")
        return Block(0.0, follow=False)

    await bot_with(telegram, Pace(1000, reserve)).send_message(1, "x")
    assert len(telegram.sent) == 1


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
def test_no_two_processes_get_the_same_turn(store):
    asked = [slots.reserve(store, span)[0] for span in (30.0, 20.0, 1.0)]
    assert asked == pytest.approx([0.0, 30.0, 50.0], abs=9), "as much less as the machine took between them"


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
def test_turns_that_were_reserved_before_the_clock_was_set_back_hold_up_nobody(store):
    slots.reserve(store, 10_000.0)
    asked = [slots.reserve(store, span)[0] for span in (30.0, 1.0)]
    assert asked == pytest.approx([0.0, 30.0], abs=9)


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
async def test_a_process_knows_whether_others_take_turns_beside_it(store):
    mine, other = slots.shared(store, 1.0), slots.shared(store, 1.0)
    told = [await take(count) for take, count in ((mine, 20), (mine, 5), (other, 5), (mine, 5), (mine, 5))]
    assert [block.follow for block in told] == [False, True, False, False, True]


def test_one_process_on_sqlite_has_all_turns_for_itself(sqlite_store):
    assert slots.shared(sqlite_store, 0.03) is None


class Standing(RecordingRequest):
    """A network that lets the first message through and holds back the others until it ``goes_on``."""

    def __init__(self):
        super().__init__()
        self.asked = 0
        self.goes_on = asyncio.Event()

    async def do_request(self, *given, **more):
        self.asked += 1
        if self.asked > 1:
            await self.goes_on.wait()
        return await super().do_request(*given, **more)


async def test_what_a_network_holds_back_keeps_the_next_waiting_for_it_all_arrives_at_once(monkeypatch):
    clock, pace, network = Steady(monkeypatch), Pace(4), Standing()
    bot = bot_with(network, pace)
    calls = [asyncio.create_task(bot.send_message(chat, "x")) for chat in range(1, 12)]
    await settle()
    for _ in range(40):
        await clock.pass_by(pace, 0.1)
    assert network.asked == 1 + 4
    network.goes_on.set()
    for _ in range(60):
        await clock.pass_by(pace, 0.1)
    await asyncio.gather(*calls)
    assert network.asked == len(calls)


async def test_whoever_goes_away_as_soon_as_it_is_their_turn_leaves_it_to_others(telegram, monkeypatch):
    clock, pace = Steady(monkeypatch), Pace(1)
    bot = bot_with(telegram, pace)
    await bot.send_message(1, "x")
    waiting = asyncio.create_task(bot.send_message(2, "x"))
    await settle()
    clock.now += 1.1
    pace._look()
    waiting.cancel()
    await settle()
    clock.now += 1.1
    sent = asyncio.create_task(bot.send_message(3, "x"))
    await settle()
    assert sent.done()
