"""Owners are told once when deliveries go wrong, and the health check is red for as long as they do."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest
from delivering import DAY, DUE, MINUTE, Room
from fakes import NOW, OWNER, RecordingRequest
from outgoing import put
from sqlalchemy import update

from bot import health, running
from bot.delivery import driving
from bot.delivery.alarms import Alarm, State
from bot.delivery.driving import Deliveries
from bot.delivery.outbox import claim
from bot.delivery.tables import outbox
from bot.settings import BotSettings, Mode
from briefs.errors import StoreUnavailable
from briefs.library import Library

HOUR = timedelta(hours=1)
POLLING = BotSettings(mode=Mode.POLLING)


@pytest.fixture
def room(store, lexicon):
    return Room(Library(store, lexicon), owners=(OWNER.id, 43), zone="Asia/Phnom_Penh")


def told(room):
    return [message.html for message in room.outbox(OWNER.id)]


def end(room, state, at, chat=7):
    chosen = outbox.c.chat == chat
    with room.store.writing() as connection:
        connection.execute(update(outbox).where(chosen).values(state=state, ended_at=at))


def keep_ticking(room, start, minutes):
    for minute in range(minutes):
        room.tick(start + minute * MINUTE)


def test_as_long_as_all_is_well_owners_hear_nothing(room):
    room.digest()
    room.arrives()
    keep_ticking(room, DUE - MINUTE, 3)
    end(room, "sent", DUE + MINUTE)
    keep_ticking(room, DUE + 2 * MINUTE, 30)
    assert told(room) == []
    assert room.ticker.watch.state.well(DUE + 31 * MINUTE)


def test_what_was_due_long_before_is_told_to_each_owner_once(room):
    room.digest()
    room.arrives()
    late = DUE + 92 * MINUTE
    room.tick(late)
    room.tick(late + MINUTE)
    (words,) = told(room)
    assert words.startswith("⚠️ Deliveries are late: what was due on 3 November 2026, 08:00 (+07)")
    assert "1 subscription waits" in words
    assert len(room.outbox(43)) == 1
    assert room.ticker.watch.state.alarms == ()  # it has been made by now


def test_two_minutes_are_no_delay(room):
    room.digest()
    room.tick(DUE + 2 * MINUTE)
    assert told(room) == []


def test_a_subscription_of_which_nothing_can_be_made_keeps_the_health_red(room, monkeypatch):
    from bot.delivery import digests

    def fails(*_given):
        raise ValueError("no")

    monkeypatch.setattr(digests, "made", fails)
    room.digest()
    keep_ticking(room, DUE, 6)
    assert len(told(room)) == 1
    assert not room.ticker.watch.state.well(DUE + 6 * MINUTE)


def test_digests_that_wait_and_reach_nobody_are_told_after_ten_minutes(room):
    room.digest()
    room.arrives()
    keep_ticking(room, DUE, 10)
    assert told(room) == []
    keep_ticking(room, DUE + 10 * MINUTE, 5)
    (words,) = told(room)
    assert "Digests reach nobody: 1 message has waited" in words
    assert "3 November 2026, 08:00 (+07)" in words
    assert not room.ticker.watch.state.well(DUE + 15 * MINUTE)
    end(room, "sent", DUE + 15 * MINUTE)
    room.tick(DUE + 16 * MINUTE)
    assert room.ticker.watch.state.well(DUE + 16 * MINUTE)


def test_a_long_queue_that_moves_is_no_alarm(room):
    room.digest(chat=7)
    room.digest(chat=8)
    room.arrives()
    keep_ticking(room, DUE, 1)
    for minute in range(1, 30):
        end(room, "sent", DUE + minute * MINUTE, chat=8)
        room.tick(DUE + minute * MINUTE)
    assert told(room) == []


def test_a_digest_that_was_given_up_is_told(room):
    room.digest()
    room.arrives()
    room.tick(DUE)
    end(room, "failed", DUE + MINUTE)
    room.tick(DUE + 2 * MINUTE)
    (words,) = told(room)
    assert "1 digest was given up in the last hour" in words


def test_a_digest_whose_only_chat_is_closed_reached_nobody_and_one_of_many_is_no_news(room):
    room.digest(chat=7)
    room.digest(chat=8)
    room.arrives()
    room.tick(DUE)
    end(room, "gone", DUE + MINUTE, chat=7)
    end(room, "sent", DUE + MINUTE, chat=8)
    room.tick(DUE + 2 * MINUTE)
    assert told(room) == []
    end(room, "gone", DUE + MINUTE, chat=8)
    room.tick(DUE + 4 * MINUTE)
    (words,) = told(room)
    assert "reached nobody: 2 chats are closed" in words


def test_without_owners_it_is_in_the_log(store, lexicon, caplog):
    room = Room(Library(store, lexicon))
    room.digest()
    room.tick(DUE + DAY)
    assert [record.message for record in caplog.records if record.levelno == logging.ERROR] == [
        "deliveries are not well"
    ]


def test_ticks_that_hang_are_told_by_who_watches_them(room):
    watch = room.ticker.watch
    assert not watch.stands(NOW)  # before the first tick nobody can be late
    room.tick(NOW)
    assert not watch.stands(NOW + 2 * MINUTE)
    assert watch.stands(NOW + 3 * MINUTE)
    assert watch.stands(NOW + 4 * MINUTE)
    (words,) = told(room)
    assert "Deliveries have stood still since 2 November 2026, 16:00 (+07)" in words


def test_two_ticks_of_a_process_are_never_under_way_at_once(room, monkeypatch):
    from bot.delivery import digests

    make, within = digests.made, []

    def again(*given):
        within.append(room.tick(DUE))
        return make(*given)

    monkeypatch.setattr(digests, "made", again)
    room.digest()
    room.arrives()
    assert room.tick(DUE).digests == 1
    assert not within[0].worked


# The health check


@pytest.mark.parametrize(
    ("state", "minutes", "well"),
    [
        (None, 60, True),
        (State(NOW), 2, True),
        (State(NOW), 3, False),
        (State(NOW, (Alarm("late", "It is late."),)), 0, False),
    ],
)
def test_the_health_check_is_red_while_ticks_are_late_or_something_is_wrong(state, minutes, well):
    found = health.look(lambda: None, NOW, NOW + minutes * MINUTE, state)
    assert found.well is well
    assert found.to_dict()["status"] == ("ok" if well else "failing")


@pytest.mark.parametrize(
    ("state", "after", "verdict"),
    [
        (State(NOW), MINUTE, (True, "The bot is well.")),
        (State(NOW), 2.5 * MINUTE, (False, "The bot last looked 2 minutes ago at what is due.")),
        (
            State(NOW, (Alarm("a", "It is late."), Alarm("b", "Or lost."))),
            MINUTE,
            (False, "It is late. Or lost."),
        ),
        (State(), MINUTE, (False, "The bot has left no word of whether it looks at what is due.")),
    ],
)
def test_a_polling_bot_leaves_word_of_its_ticks(tmp_path, state, after, verdict):
    settings = BotSettings(mode=Mode.POLLING, data_folder=tmp_path)
    health.note(settings, state)
    health.beat(settings, NOW + after)
    assert health.check(settings, NOW + after) == verdict


# What drives the ticks


async def test_a_store_that_is_away_for_a_while_does_not_end_the_ticks(sqlite_store, lexicon, caplog):
    room = Room(Library(sqlite_store, lexicon))
    deliveries = Deliveries(POLLING, room.library, lambda: DUE)
    await deliveries._tick(None)
    with pytest.MonkeyPatch.context() as patch:

        def gone(_now):
            raise StoreUnavailable("The store cannot be used just now.")

        patch.setattr(deliveries.ticker, "tick", gone)
        await deliveries._tick(None)
    assert "nothing could be made just now" in caplog.text
    await deliveries._tick(None)
    await deliveries._watch(None)


async def test_a_bot_that_runs_has_one_job_that_ticks_and_never_two_at_once(
    sqlite_store, lexicon, monkeypatch
):
    monkeypatch.setattr(driving, "EVERY", timedelta(milliseconds=20))
    states = asyncio.Queue()
    monkeypatch.setattr(running, "_noted", lambda _settings: states.put_nowait)
    room = Room(Library(sqlite_store, lexicon))
    room.digest()
    room.arrives()
    async with running.ready(
        BotSettings(), room.library, RecordingRequest(), lambda: DUE, asyncio.Event()
    ) as bot:
        async with asyncio.timeout(120):
            assert await states.get() == State(DUE)  # of the start, then of the first tick
            state = await states.get()
        jobs = {job.name: job.job for job in bot.application.job_queue.jobs()}
    assert state == State(DUE)
    assert [message.purpose for message in room.outbox()] == ["digest"]
    for name in ("tick", "watch over ticks"):
        assert (jobs[name].max_instances, jobs[name].coalesce, jobs[name].misfire_grace_time) == (
            1,
            True,
            None,
        )


class Jobs:
    def run_repeating(self, *_given, **_more):
        pass


async def test_owners_are_told_of_a_first_tick_that_hangs(room):
    moments = iter((NOW, NOW + 2 * MINUTE, NOW + 3 * MINUTE))
    settings = BotSettings(mode=Mode.POLLING, owners=frozenset({OWNER.id}))
    deliveries = Deliveries(settings, room.library, lambda: next(moments))
    deliveries.drive(Jobs())
    await deliveries._watch(None)
    assert told(room) == []
    await deliveries._watch(None)
    (words,) = told(room)
    assert "Deliveries have stood still since" in words


def test_a_bot_leaves_word_of_its_start_in_place_of_what_an_earlier_process_left(room, tmp_path):
    settings = BotSettings(mode=Mode.POLLING, data_folder=tmp_path)
    health.beat(settings, NOW)
    assert not health.check(settings, NOW)[0]
    health.note(settings, State(NOW - DAY))
    assert not health.check(settings, NOW)[0]
    deliveries = Deliveries(settings, room.library, lambda: NOW, lambda state: health.note(settings, state))
    deliveries.drive(Jobs())
    assert health.check(settings, NOW) == (True, "The bot is well.")


async def test_a_first_tick_that_hangs_turns_the_health_red(store, lexicon):
    deliveries = Deliveries(POLLING, Library(store, lexicon), lambda: NOW)
    assert deliveries.state is None
    deliveries.drive(Jobs())
    state = deliveries.state
    assert state is not None
    assert state.well(NOW + 2 * MINUTE)
    assert state.late(NOW + 3 * MINUTE)
    assert not health.look(store.counts, None, NOW + 3 * MINUTE, state).well


def test_a_clock_that_was_set_back_is_told_and_holds_nothing_back(room):
    put(room.store, [7], at=NOW + 3 * HOUR)
    room.tick(NOW)
    (word,) = told(room)
    assert "The clock was set back: 1 message was dated later than 2 November 2026" in word
    assert not room.ticker.watch.state.well(NOW)
    assert {message.chat for message in claim(room.store, "one", NOW, 9)} >= {7}
    room.tick(NOW + MINUTE)
    assert len(told(room)) == 1
    assert room.ticker.watch.state.well(NOW + MINUTE)
