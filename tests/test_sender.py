"""The sender over the library's own Bot: each refusal leads where it should, answers go first, nothing is lost."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest
from fakes import NOW, RecordingRequest
from outgoing import WORKER, put, rows_of, states
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.ext import ApplicationBuilder, Defaults

from bot import readers
from bot.calls import NotReached
from bot.delivery import outbox, paced, pacing, suspects
from bot.delivery.forms import Form
from bot.delivery.outbox import LEAST_TRIES
from bot.delivery.paced import Pace, PacedRequest
from bot.delivery.pacing import MANY
from bot.delivery.refusals import BAD_REQUESTS, FORBIDDEN, Fate, Verdict, back_off, fate_of
from bot.delivery.sender import AHEAD_SECONDS, FLIGHT_SECONDS, Sender
from bot.delivery.topics import Closed, closed, told
from briefs.errors import StoreUnavailable

GROUP = -1001
QUICK = 1000


class Groups(RecordingRequest):
    """A Telegram that knows who looks after a group."""

    def answer(self, method, parameters, files):
        if method == "getChat":
            return 200, {"ok": True, "result": CHAT}
        if method == "getChatAdministrators":
            people = [
                {"id": 42, "is_bot": False, "first_name": "Dara"},
                {"id": 9, "is_bot": True, "first_name": "b"},
            ]
            right = {"status": "creator", "is_anonymous": False}
            return 200, {"ok": True, "result": [{**right, "user": person} for person in people]}
        return super().answer(method, parameters, files)


CHAT = {
    "id": GROUP,
    "type": "supergroup",
    "title": "Desk <Mekong>",
    "accent_color_id": 1,
    "max_reaction_count": 3,
    "accepted_gift_types": {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    },
}


class Post:
    """A sender over a store, a clock that is set, and what Telegram saw."""

    def __init__(self, store, rate=QUICK, **more):
        self.now = NOW
        self.store = store
        self.telegram = Groups()
        self.pace = Pace(rate)
        request = PacedRequest(self.telegram, self.pace)
        builder = ApplicationBuilder().token("1:x").request(request).get_updates_request(request)
        self.application = builder.updater(None).defaults(Defaults(parse_mode="HTML")).job_queue(None).build()
        self.sender = Sender(
            store, self.application.bot, self.pace, lambda: self.now, WORKER, chance=lambda: 1.0, **more
        )

    async def send(self):
        """Claim what is due, send it, and write down what became of it."""
        await self.sender.step()
        await self.sender.settle(20)

    def sent_to(self, chat):
        return [call for call in self.telegram.of("sendMessage") if call.chat_id == chat]


@pytest.fixture(autouse=True)
def chats_that_take_many_messages(monkeypatch):
    """How chats are spared is tested in test_pacing.py; here nobody has to wait for it."""
    monkeypatch.setattr(pacing, "CHAT", pacing.Limit(1, 0.001))


@pytest.fixture
async def post(store):
    post = Post(store)
    async with post.application:
        yield post


async def test_a_message_goes_out_with_its_markup_buttons_and_topic(post):
    rows = [[{"label": "More", "data": "q:1"}, {"label": "Open", "url": "https://example.org/a"}]]
    (number,) = put(post.store, [GROUP], "<b>New</b> & old", buttons=rows, thread=9)
    await post.send()
    (call,) = post.telegram.of("sendMessage")
    assert (call.chat_id, call.parameters["message_thread_id"]) == (GROUP, 9)
    assert call.shown == "New & old"
    assert [button.get("callback_data") or button["url"] for button in call.buttons] == [
        "q:1",
        "https://example.org/a",
    ]
    (row,) = rows_of(post.store, number)
    assert (row.state, row.message) == ("sent", call.message_id)


async def test_paid_broadcasts_are_asked_for_only_where_the_settings_say_so(store):
    for paid in (False, True):
        post = Post(store, paid=paid)
        async with post.application:
            put(store, [5])
            await post.send()
            assert post.sent_to(5)[-1].parameters.get("allow_paid_broadcast", False) is paid


async def test_a_sender_of_one_chat_leaves_the_others_alone(store):
    post = Post(store, chat=5)
    async with post.application:
        put(store, [4, 5])
        await post.send()
        assert list(states(store).values()) == ["waiting", "sent"]


@pytest.mark.parametrize(
    "words", ["Forbidden: bot was blocked by the user", "Forbidden: user is deactivated"]
)
async def test_a_closed_chat_gets_nothing_more(post, words):
    put(post.store, [5, 5])
    post.telegram.refuse("sendMessage", 403, words)
    await post.send()
    await post.send()
    assert set(states(post.store).values()) == {"gone"}
    assert not post.sent_to(5)


async def test_a_group_that_became_a_supergroup_gets_it_there_and_keeps_its_settings(post):
    readers.keep(post.store, readers.Reader(-5, zone="Asia/Tokyo"), NOW)
    put(post.store, [-5])
    post.telegram.refuse("sendMessage", 400, "group chat was upgraded", migrate_to_chat_id=GROUP)
    await post.send()
    await post.send()
    assert len(post.sent_to(GROUP)) == 1
    assert readers.get(post.store, GROUP, NOW.date()).zone == "Asia/Tokyo"


async def test_a_kill_before_a_move_is_written_down_leaves_no_settings_behind(post, monkeypatch):
    readers.keep(post.store, readers.Reader(-5, zone="Asia/Tokyo"), NOW)
    put(post.store, [-5])
    post.telegram.refuse("sendMessage", 400, "group chat was upgraded", migrate_to_chat_id=GROUP)
    monkeypatch.setattr(post.sender, "_note", _killed)
    await post.send()
    assert readers.get(post.store, GROUP, NOW.date()).zone == "Asia/Tokyo"
    monkeypatch.undo()
    post.now += 2 * outbox.LEASE
    await post.send()
    assert [call.chat_id for call in post.telegram.of("sendMessage")] == [GROUP]


async def test_a_kill_within_a_move_lets_the_next_try_finish_it(post, monkeypatch):
    readers.keep(post.store, readers.Reader(-5, zone="Asia/Tokyo"), NOW)
    monkeypatch.setattr(readers.subscriptions, "move_chat", _killed)
    with pytest.raises(RuntimeError):
        readers.move(post.store, -5, GROUP)
    monkeypatch.undo()
    put(post.store, [-5])
    post.telegram.refuse("sendMessage", 400, "group chat was upgraded", migrate_to_chat_id=GROUP)
    await post.send()
    await post.send()
    assert len(post.sent_to(GROUP)) == 1
    assert readers.get(post.store, GROUP, NOW.date()).zone == "Asia/Tokyo"


def _killed(*_given):
    raise RuntimeError("killed")


async def test_all_forms_in_which_a_letter_is_tried_share_the_time_of_one_send(post, monkeypatch):
    async def slow(*_given):
        await asyncio.sleep(0.06)
        return Fate(Verdict.MALFORMED, "the markup was refused")

    monkeypatch.setattr("bot.delivery.sender.SEND_SECONDS", 0.1)
    monkeypatch.setattr(Form, "send", slow)
    put(post.store, [5])
    await post.send()
    (row,) = rows_of(post.store)
    assert (row.state, row.why) == ("waiting", "it took too long")


async def test_a_send_that_outlasts_its_claim_is_not_begun_a_second_time(post, monkeypatch):
    go, begun = asyncio.Event(), []

    async def slow(*_given):
        begun.append(1)
        await go.wait()
        return Fate(Verdict.SENT, message=1)

    monkeypatch.setattr(Form, "send", slow)
    put(post.store, [5])
    await post.sender.step()
    post.now += 2 * outbox.LEASE
    await post.sender.step()
    go.set()
    await post.sender.settle(20)
    (row,) = rows_of(post.store)
    assert (begun, row.state, row.doubts) == ([1], "sent", 0)


async def test_a_closed_topic_sends_to_general_once_and_tells_the_administrators(post):
    put(post.store, [GROUP], thread=9)
    post.telegram.refuse("sendMessage", 400, "TOPIC_CLOSED")
    await post.send()
    assert not post.telegram.of("getChatAdministrators")
    assert len(rows_of(post.store)) == 1
    await post.send()
    await post.send()
    (call,) = post.sent_to(GROUP)
    assert "message_thread_id" not in call.parameters
    (word,) = post.sent_to(42)
    assert "Desk <Mekong>" in word.shown
    assert "General instead" in word.shown
    put(post.store, [GROUP], thread=9)
    post.telegram.refuse("sendMessage", 400, "TOPIC_CLOSED")
    for _ in range(3):
        await post.send()
    assert len(post.sent_to(GROUP)) == 2
    assert len(post.sent_to(42)) == 1


@pytest.mark.parametrize("words", ["TOPIC_CLOSED", "something new"])
async def test_administrators_are_not_told_that_general_took_what_it_refused(post, words):
    put(post.store, [GROUP], thread=9)
    post.telegram.refuse("sendMessage", 400, "TOPIC_CLOSED")
    await post.send()
    post.telegram.refuse("sendMessage", 400, words)
    await post.send()
    await post.send()
    assert not post.sent_to(GROUP)
    (word,) = post.sent_to(42)
    assert "General did not take" in word.shown
    assert "went to General" not in word.shown


async def test_a_group_that_closes_itself_before_general_was_tried_is_not_written_about(post):
    put(post.store, [GROUP], thread=9)
    post.telegram.refuse("sendMessage", 400, "TOPIC_CLOSED")
    await post.send()
    post.telegram.refuse("sendMessage", 403, "Forbidden: bot was kicked from the supergroup chat")
    await post.send()
    await post.send()
    assert not post.sent_to(42)


async def test_where_general_itself_is_closed_the_administrators_are_told_that(post):
    put(post.store, [GROUP])
    post.telegram.refuse("sendMessage", 400, "TOPIC_CLOSED")
    await post.send()
    await post.send()
    (word,) = post.sent_to(42)
    assert "The topic General in Desk" in word.shown
    assert "could not be put anywhere" in word.shown


def test_what_the_administrators_read_is_escaped():
    assert "&lt;b&gt;" in told("<b>", Closed.TOPIC).html


def test_what_is_tried_again_later_in_general_is_not_told_before_it_is_given_up():
    letter = outbox.Letter(1, "text", ())
    message = outbox.Claimed(1, GROUP, None, letter, "digest", LEAST_TRIES, NOW, topic=9)
    later = outbox.Result(message, Fate(Verdict.LATER, "the bot may not write there"))
    assert closed(later, NOW - timedelta(seconds=1)) is None
    assert closed(later, NOW) is Closed.BOTH


async def test_malformed_html_is_our_fault_and_goes_out_in_plain_words(post, caplog):
    put(post.store, [5], "<b>5 &lt; 6</b> and <i>more")
    await post.send()
    (call,) = post.sent_to(5)
    assert call.shown == "5 < 6 and more"
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert record.letter == rows_of(post.store)[0].letter
    assert "more" not in caplog.text
    assert list(states(post.store).values()) == ["sent"]


async def test_buttons_that_telegram_refuses_are_left_out(post):
    put(post.store, [5], "text", buttons=[[{"label": "x", "data": "y" * 65}]])
    await post.send()
    (call,) = post.sent_to(5)
    assert not call.buttons


async def test_a_refusal_nobody_knows_is_given_up_at_once_and_told_in_the_log(post, caplog):
    put(post.store, [5])
    post.telegram.refuse("sendMessage", 400, "something new")
    await post.send()
    (row,) = rows_of(post.store)
    assert (row.state, row.attempts) == ("failed", 1)
    assert "Something new" in row.why
    assert "given up" in caplog.text


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("the connection broke")])
async def test_what_may_have_arrived_is_sent_again_and_counted(post, error):
    put(post.store, [5])
    post.telegram.fail("sendMessage", error)
    await post.send()
    (row,) = rows_of(post.store)
    assert (row.state, row.doubts, row.due) == ("waiting", 1, NOW + timedelta(seconds=2))
    post.now += timedelta(seconds=2)
    await post.send()
    assert rows_of(post.store)[0].state == "sent"


async def test_a_server_that_says_5xx_is_tried_later(post):
    put(post.store, [5])
    post.telegram.refuse("sendMessage", 502, "Bad Gateway")
    await post.send()
    assert rows_of(post.store)[0].state == "waiting"


async def test_too_many_requests_of_one_chat_delay_that_chat_only(post):
    put(post.store, [5, 6])
    post.telegram.refuse("sendMessage", 429, "Too Many Requests", retry_after=30)
    await post.send()
    waiting, sent = rows_of(post.store)
    assert (waiting.state, sent.state) == ("waiting", "sent")
    assert waiting.due == NOW + timedelta(seconds=30)
    assert 0 < post.pace.wait(5) <= 30
    assert post.pace.wait(7) == 0


async def test_a_message_whose_chat_has_to_wait_for_long_goes_back_instead_of_holding_its_claim(post):
    post.pace.hold(5, 100)
    put(post.store, [5])
    await post.send()
    (row,) = rows_of(post.store)
    assert row.state == "waiting"
    assert row.doubts == 0
    assert timedelta(seconds=30) < row.due - NOW <= timedelta(seconds=100)


async def test_where_telegram_cannot_be_reached_the_others_are_not_tried_in_vain(post, monkeypatch):
    time = Passing(monkeypatch)  # on a slow machine the pause would be over before it is looked at
    put(post.store, range(1, 400))
    for _ in range(400):
        post.telegram.fail("sendMessage", NotReached("No connection"))
    await post.sender.step()
    for _ in range(20):
        await time.go_on(post.pace, 0.01)
    assert post.pace.paused
    await post.sender.step()
    await post.sender.finish()
    assert MANY <= len(post.telegram.refused) < 100
    assert not any(row.doubts for row in rows_of(post.store))
    assert set(states(post.store).values()) == {"waiting"}


async def test_a_store_that_is_away_for_a_moment_costs_no_result(post, monkeypatch):
    put(post.store, [5])
    monkeypatch.setattr("bot.delivery.sender.AGAIN_SECONDS", 0)
    original, failures = outbox.record, [1, 1]

    def fails_twice(*given):
        if failures:
            failures.pop()
            raise StoreUnavailable("away")
        original(*given)

    monkeypatch.setattr(outbox, "record", fails_twice)
    await post.send()
    assert list(states(post.store).values()) == ["sent"]


async def test_it_runs_until_told_to_stop_and_finishes_what_it_began(post):
    stop = asyncio.Event()
    running = asyncio.create_task(post.sender.run(stop))
    numbers = put(post.store, range(1, 40))
    async with asyncio.timeout(120):
        while len(post.telegram.of("sendMessage")) < len(numbers):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    stop.set()
    await running
    assert set(states(post.store).values()) == {"sent"}
    assert post.sender.tally[Verdict.SENT] == len(numbers)


async def test_what_processes_died_over_is_sent_by_itself_and_written_down_before_the_next(post, monkeypatch):
    put(post.store, [5, 6])
    put(post.store, [7, 8], deaths=suspects.ALONE)
    beside = []

    async def noted(_form, _bot, chat, _thread):
        beside.append((chat, [row.chat for row in rows_of(post.store) if row.state == "sending"]))
        return Fate(Verdict.SENT, message=1)

    monkeypatch.setattr(Form, "send", noted)
    for _ in range(8):
        await post.send()
    assert beside == [(5, [5, 6]), (6, [5, 6]), (7, [7]), (8, [8])]
    assert set(states(post.store).values()) == {"sent"}


class Passing:
    """Time that goes on in hundredths of a second, when it is told to."""

    def __init__(self, monkeypatch):
        self.now = 1000.0
        monkeypatch.setattr(paced, "_now", lambda: self.now)

    async def go_on(self, pace, seconds):
        for _ in range(int(seconds * 100)):
            self.now += 0.01
            pace._look()
            await asyncio.sleep(0)


async def test_there_is_always_something_claimed_while_more_is_claimed(store, monkeypatch):
    post, time = Post(store, rate=100), Passing(monkeypatch)
    async with post.application:
        put(store, range(1, 300))
        claimed, left = [], []
        for seconds in (0.0, 0.1, 0.2, 0.3, 0.3):
            await time.go_on(post.pace, seconds)
            left.append(post.pace.pushes)
            await post.sender.step()
            await asyncio.sleep(0)
            claimed.append(299 - list(states(store).values()).count("waiting"))
        assert claimed == sorted(claimed)
        assert claimed[0] == claimed[1] == int(100 * AHEAD_SECONDS)
        assert claimed[1] < claimed[2] < claimed[3] < claimed[4]
        assert min(left[1:]) > 25
        await post.sender.finish()


async def test_where_telegram_does_not_answer_no_more_is_claimed_than_may_be_on_its_way(store, monkeypatch):
    post, time = Post(store, rate=1000), Passing(monkeypatch)
    silent = asyncio.Event()

    async def waits(*_given, **_more):
        await silent.wait()
        raise TimedOut

    async with post.application:
        monkeypatch.setattr(post.telegram, "do_request", waits)
        put(store, range(1, 3001))
        for _ in range(8):
            await post.sender.step()
            await time.go_on(post.pace, 0.3)
        sending = list(states(store).values()).count("sending")
        assert sending <= 1000 * (AHEAD_SECONDS + FLIGHT_SECONDS + 0.3)
        silent.set()
        await post.sender.finish()
    assert set(states(store).values()) == {"waiting"}


async def test_what_had_no_turn_when_the_bot_stops_goes_back_without_a_doubt(store):
    post = Post(store)
    post.pace = Pace(1)
    async with post.application:
        post.application.bot.request.pace = post.sender.pace = post.pace
        put(store, range(1, 5))
        await post.sender.step()
        while not post.telegram.sent:  # noqa: ASYNC110
            await asyncio.sleep(0)
        await post.sender.finish()
    assert sorted(states(store).values()) == ["sent", "waiting", "waiting", "waiting"]
    assert not any(row.doubts for row in rows_of(store))


@pytest.mark.parametrize(("words", "why"), FORBIDDEN)
def test_every_403_closes_the_chat_for_its_reason(words, why):
    from telegram.error import Forbidden

    fate = fate_of(Forbidden(f"Forbidden: The {words.upper()} there"))
    assert (fate.verdict, fate.why) == (Verdict.GONE, why)


@pytest.mark.parametrize(("words", "verdict", "why"), BAD_REQUESTS)
def test_every_400_is_sorted_and_none_is_a_broken_network(words, verdict, why):
    fate = fate_of(BadRequest(f"Bad Request: {words.upper()}"))
    assert (fate.verdict, fate.why, fate.doubtful) == (verdict, why, False)


def test_a_fault_of_ours_is_told_by_its_kind_and_not_in_its_words():
    fate = fate_of(LookupError("words of a person"))
    assert fate.verdict is Verdict.FAILED
    assert "words" not in fate.why


def test_the_pauses_double_up_to_an_hour_and_are_spread():
    assert [back_off(attempts, 1.0) for attempts in (1, 2, 3, 12, 500)] == [2, 4, 8, 3600, 3600]
    assert back_off(3, 0.0) == 4
