"""Who may send when: never above a limit in any window, evenly, answers first, and each chat for itself."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from math import ceil, inf
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.delivery.bounds import HEADROOM, UNANSWERED, Bounds, Limit
from bot.delivery.pacing import CHATS_AT_HAND, GROUP, MANY, Slots, Track, Turn, Turns
from bot.delivery.sender import room

TICK = 1e-9
TENTHS = Limit(10, 1 / (1 + HEADROOM))
"""A limit that leaves a tenth of a second between two messages."""

Sent = list[tuple[float, Turn]]


def run(
    wanted: list[tuple[float, Turn]],
    whole: Track | Slots,
    hiccups: list[tuple[float, float]] = (),
    grain: float = 0.0,
) -> Sent:
    """Everybody enters at a moment; gives who went when. A hiccup keeps everything waiting for some seconds.

    Timers wake at the multiples of a ``grain``.
    """
    turns = Turns(whole)
    coming = sorted(wanted, key=lambda pair: pair[0])
    sent: Sent = []
    now = 0.0
    while coming or turns.next_at() < inf:
        now = max(now, min(coming[0][0] if coming else inf, turns.next_at()))
        now = ceil(now / grain) * grain if grain else now
        for start, length in hiccups:
            if start <= now < start + length:
                now = start + length
        while coming and coming[0][0] <= now:
            turns.enter(coming.pop(0)[1], now)
        sent += [(now, turn) for turn in turns.granted(now)]
        if turns.next_at() <= now:
            now += TICK
    return sent


def busiest(moments: list[float], window: float) -> int:
    """The most that went in any half-open window of so many seconds."""
    return max((sum(start <= at < start + window for at in moments) for start in moments), default=0)


turns_wanted = st.lists(
    st.tuples(
        st.floats(0, 20, allow_nan=False),
        st.builds(Turn, st.sampled_from([1, 2, 3, 4, -5, -6]), answer=st.booleans()),
    ),
    max_size=60,
)
hiccups = st.lists(st.tuples(st.floats(0, 20), st.floats(0, 1.5)), max_size=4)


@given(turns_wanted, st.sampled_from([1, 3, 30]), hiccups)
def test_no_window_ever_holds_more_than_the_limits_allow(wanted, rate, hiccups):
    sent = run(wanted, Track(Limit(rate, 1.0)), hiccups)
    assert len(sent) == len(wanted)
    assert busiest([at for at, _ in sent], 1.0) <= rate
    for chat in {turn.chat for _, turn in sent}:
        moments = [at for at, turn in sent if turn.chat == chat]
        assert busiest(moments, 1.0) <= 1
        if chat < 0:
            assert busiest(moments, 60.0) <= 20


@given(turns_wanted, hiccups)
@example([(at, Turn(1, answer=False)) for at in (0.0, 0.0, 1.0)], [(1.0, 1.0)])
def test_whoever_asks_first_of_a_chat_goes_first_among_its_pushes_and_among_its_answers(wanted, hiccups):
    sent = run(wanted, Track(Limit(30, 1.0)), hiccups)
    for chat in {turn.chat for _, turn in sent}:
        for answer in (True, False):
            numbers = [turn.number for _, turn in sent if (turn.chat, turn.answer) == (chat, answer)]
            assert numbers == sorted(numbers)


def test_a_broadcast_goes_out_evenly_at_98_of_100_of_what_is_allowed():
    for rate in (30, 1000):
        sent = run([(0.0, Turn(chat, answer=False)) for chat in range(1, 5 * rate)], Track(Limit(rate, 1.0)))
        moments = [at for at, _ in sent]
        gaps = [later - earlier for earlier, later in pairwise(moments)]
        assert max(gaps) - min(gaps) < 1e-6
        assert (len(moments) - 1) / (moments[-1] - moments[0]) == pytest.approx(rate * 0.985, rel=0.005)


def test_a_hiccup_is_made_up_for_without_going_above_the_limit():
    rate = 1000
    wanted = [(0.0, Turn(chat, answer=False)) for chat in range(1, 5 * rate)]
    sent = run(wanted, Track(Limit(rate, 1.0)), [(second + 0.3, 0.03) for second in range(5)])
    moments = [at for at, _ in sent]
    assert (len(moments) - 1) / (moments[-1] - moments[0]) > rate * 0.97
    assert all(moments[number + rate] - moments[number] > 1.0 for number in range(len(moments) - rate))


def test_timers_that_wake_late_cost_nothing_of_the_rate():
    for rate, grain in ((1000, 0.002), (1000, 0.005), (30, 0.005)):
        wanted = [(0.0, Turn(chat, answer=False)) for chat in range(1, 10 * rate)]
        moments = [at for at, _ in run(wanted, Track(Limit(rate, 1.0)), grain=grain)]
        assert (len(moments) - 1) / (moments[-1] - moments[0]) > rate * 0.98
        assert busiest(moments[: 2 * rate], 1.0) <= rate


def test_who_was_late_once_is_not_late_in_every_second_that_follows():
    rate = 1000
    wanted = [(0.0, Turn(chat, answer=False)) for chat in range(1, 6 * rate)]
    late = run(wanted, Track(Limit(rate, 1.0)), [(0.3, 0.03)])[-rate:]
    even = run(wanted, Track(Limit(rate, 1.0)))[-rate:]
    assert max(at - due for (at, _), (due, _) in zip(late, even, strict=True)) < 0.001


def test_a_time_in_which_nobody_waited_is_not_made_up_for():
    answers = [(second / 4, Turn(-second, answer=True)) for second in range(1, 9)]
    wanted = [(2.1, Turn(chat, answer=False)) for chat in range(1, 60)]
    moments = [at for at, turn in run([*answers, *wanted], Track(Limit(30, 1.0))) if not turn.answer]
    assert min(later - earlier for earlier, later in pairwise(moments)) > 1 / 30


stalls = st.lists(st.tuples(st.floats(0.3, 2), st.floats(0, 3)), max_size=3)


@given(stalls, st.sampled_from([0.001, 0.08]))
@example([(1.0, 1.0)], 0.001)
@example([(1.0, 1.0), (2.02, 1.0)], 0.001)
def test_no_window_is_too_full_where_messages_arrive_late(stalls, way):
    """A server that stands still counts what came meanwhile when it goes on, not when it was sent."""
    rate, now = 50, 0.0
    bounds = Bounds(Limit(rate, 1.0))
    arrived: list[float] = []
    answers: list[tuple[float, int, float]] = []
    while now < 6.5:
        while answers and answers[0][0] <= now:
            _, place, sent = heapq.heappop(answers)
            bounds.answered(place, sent, now)
        while bounds.earliest() <= now:
            at = now + way
            for start, length in sorted(stalls):
                at = max(at, start + length) if start <= at < start + length else at
            arrived.append(at)
            heapq.heappush(answers, (at + way, bounds.take(now), now))
        now += 0.002
    arrived.sort()
    assert all(later - earlier >= 1.0 for earlier, later in zip(arrived, arrived[rate:], strict=False))
    assert len(arrived) > 2 * rate


def broadcast(rate: int, answers_take: Callable[[float], float], until: int, most: int = 1000) -> list[int]:
    """How many messages go in each second where an answer takes as long as it does at the moment of its message."""
    track, now, on_its_way = Track(Limit(rate, 1.0)), 0.0, 0
    track.begin(now)
    gone: Counter[int] = Counter()
    answers: list[tuple[float, int, float]] = []
    while now < until:
        while answers and answers[0][0] <= now:
            _, place, sent = heapq.heappop(answers)
            track.bounds.answered(place, sent, now)
            on_its_way -= 1
        while track.earliest() <= now and on_its_way < room(rate, track.bounds.mostly, most):
            heapq.heappush(answers, (now + answers_take(now), track.take(now), now))
            gone[int(now)] += 1
            on_its_way += 1
        now += 0.002
    return [gone[second] for second in range(until)]


@pytest.mark.parametrize("slow", [0.3, 0.5, 1.0, 3.0, 9.0])
def test_where_all_answers_become_slow_at_once_the_rate_is_back_with_the_first_of_them(slow):
    """Until then nobody can tell it from a network that stands still; from then on it is as before."""
    gone = broadcast(30, lambda now: 0.05 if now < 10 else slow, 40)
    assert min(gone[:10]) >= 29
    again = 10 + ceil(slow) + 1
    assert sum(gone[10:again]) >= 30
    assert sum(gone[again:]) >= 0.97 * 30 * (40 - again)
    assert max(gone) <= 30


def test_answers_that_take_now_longer_and_now_shorter_cost_little_of_the_rate():
    chance = Random(1)  # noqa: S311 - the same answers in every run
    gone = broadcast(30, lambda now: 0.05 if now < 5 else chance.uniform(2, 8), 60)
    assert sum(gone[25:]) >= 0.97 * 30 * 35


def test_where_slow_answers_become_quick_again_no_more_than_a_second_is_lost():
    gone = broadcast(30, lambda now: 5.0 if 10 <= now < 30 else 0.05, 50)
    assert sum(gone[17:]) >= 0.97 * 30 * 32


def test_more_than_there_are_connections_are_never_on_their_way():
    assert [room(30, took, 200) for took in (0.0, 0.1, 5.0, 60.0)] == [64, 64, 157, 200]
    assert [room(1000, 1.0, most) for most in (200, 512)] == [200, 250], "its own work makes its answers slow"


def test_a_message_that_is_never_answered_keeps_its_place_for_a_while_and_one_that_never_went_does_not():
    bounds = Bounds(Limit(2, 1.0))
    bounds.answered(bounds.take(0.0), 0.0, 0.1)
    bounds.take(2.0)
    bounds.lost(bounds.take(4.0))
    bounds.take(5.0)
    assert bounds.earliest() == 2.0 + UNANSWERED


def test_slow_answers_of_some_messages_hold_up_no_others():
    bounds = Bounds(Limit(100, 1.0))
    places = [bounds.take(number * 0.0102) for number in range(100)]
    for place in places:
        went = (place - 1) * 0.0102
        bounds.answered(place, went, went + (3.0 if place % 10 == 0 else 0.05))
    went = [number * 0.0102 for number in range(100) if number % 10 != 9]
    for earlier in went:
        assert bounds.earliest() <= earlier + 1.01
        bounds.take(bounds.earliest())


def test_an_answer_goes_before_all_pushes_that_wait():
    wanted = [(0.0, Turn(chat, answer=False)) for chat in range(1, 100)]
    sent = run([*wanted, (1.0, Turn(500, answer=True))], Track(Limit(30, 1.0)))
    at = next(at for at, turn in sent if turn.answer)
    assert at - 1.0 < 1.02 / 30 + 1e-6


def test_a_chat_that_telegram_asks_to_wait_holds_up_no_other():
    turns = Turns(Track(Limit(30, 1.0)))
    turns.hold(1, 40.0, 0.0)
    for chat in (1, 2, 3):
        turns.enter(Turn(chat, answer=False), 0.0)
    assert [turn.chat for turn in turns.granted(0.0)] == [2]
    assert [turn.chat for turn in turns.granted(0.1)] == [3]
    assert turns.granted(39.9) == []
    assert turns.next_at() == 40.0
    assert [turn.chat for turn in turns.granted(40.0)] == [1]


def test_an_answer_waits_for_its_chat_too_where_telegram_asked_for_it():
    turns = Turns(Track(Limit(30, 1.0)))
    turns.hold(1, 5.0, 0.0)
    turns.enter(Turn(1, answer=True), 0.0)
    assert turns.granted(4.9) == []
    assert len(turns.granted(5.0)) == 1


def test_where_every_chat_is_asked_to_wait_the_pushes_pause_and_the_answers_do_not():
    turns = Turns(Track(Limit(30, 1.0)))
    for chat in range(1, MANY + 1):
        turns.hold(chat, 3.0, 0.0)
    turns.enter(Turn(100, answer=False), 0.0)
    turns.enter(Turn(101, answer=True), 0.0)
    assert [turn.chat for turn in turns.granted(0.0)] == [101]
    assert turns.next_at() == 3.0
    assert [turn.chat for turn in turns.granted(3.0)] == [100]


def test_refusals_with_successes_in_between_concern_their_chats_only():
    turns = Turns(Track(Limit(30, 1.0)))
    for chat in range(1, 3 * MANY):
        turns.hold(chat, 3.0, 0.0)
        turns.accepted()
    turns.enter(Turn(100, answer=False), 0.0)
    assert turns.granted(0.0)


def test_a_group_gets_twenty_a_minute_at_a_second_s_distance():
    sent = run([(0.0, Turn(-7, answer=True)) for _ in range(25)], Track(Limit(30, 1.0)))
    moments = [at for at, _ in sent]
    assert moments[19] < 20 * 1.02
    assert moments[20] >= GROUP.seconds
    assert busiest(moments, 60.0) == 20


def test_slots_of_a_process_are_used_once_and_run_out():
    slots = Slots(TENTHS)
    slots.add(1.0, 3)
    sent = run([(0.0, Turn(chat, answer=False)) for chat in (1, 2, 3, 4)], slots)
    assert [at for at, _ in sent] == pytest.approx([1.0, 1.1, 1.2])
    assert slots.earliest() == inf


def test_slots_that_passed_long_ago_are_not_made_up_for():
    slots = Slots(TENTHS)
    slots.add(0.0, 20, follow=True)
    slots.expire(1.0)
    slots.take(1.0)
    assert slots.earliest() == pytest.approx(1.05)
    assert len(slots) == 11


class Shares:
    """A process among several that share a rate of 30, each with messages that wait; stuck now and then.

    ``clock`` is the shared moment up to which turns are reserved, which the store keeps.
    """

    RATE = 30
    BLOCK = 6

    def __init__(self, clock: list[float], stuck: list[tuple[float, float]]) -> None:
        self.slots = Slots(Limit(self.RATE, 1.0))
        self.clock, self.stuck = clock, stuck
        self.sent: list[float] = []
        self._until = -inf

    def wakes(self, now: float) -> None:
        """What it does every few milliseconds, where it can."""
        if any(start <= now < start + length for start, length in self.stuck):
            return
        self.slots.expire(now)
        while self.slots.earliest() <= now:
            self.sent.append(now)
            self.slots.bounds.answered(self.slots.take(now), now, now + 0.001)
        if len(self.slots) <= self.BLOCK // 2:
            first = max(self.clock[0], now)
            self.slots.add(first, self.BLOCK, follow=first == self._until)
            self.clock[0] = self._until = first + self.BLOCK * Limit(self.RATE, 1.0).span / self.RATE


freezes = st.lists(st.tuples(st.floats(0, 6), st.floats(0, 0.5)), max_size=4)


@given(freezes, freezes)
@example([(3.0, 0.25)], [])
@example([(3.0, 0.25)], [(3.3, 0.25)])
def test_two_processes_of_which_one_is_stuck_never_send_more_than_one_may(one, other):
    clock = [0.0]
    both = [Shares(clock, one), Shares(clock, other)]
    for step in range(8 * 200):
        for each in both:
            each.wakes(step / 200)
    assert busiest(sorted(both[0].sent + both[1].sent), 1.0) <= 30
    assert min(len(each.sent) for each in both) > 30


def test_two_processes_share_nearly_all_of_the_rate_and_one_alone_makes_up_for_a_hiccup():
    clock = [0.0]
    both = [Shares(clock, []), Shares(clock, [])]
    for step in range(20 * 200):
        for each in both:
            each.wakes(step / 200)
    assert sum(len(each.sent) for each in both) > 0.97 * 30 * 20
    alone = Shares([0.0], [(second + 0.4, 0.1) for second in range(5, 20)])
    for step in range(20 * 200):
        alone.wakes(step / 200)
    assert len(alone.sent) > 0.97 * 30 * 20
    assert busiest(alone.sent, 1.0) <= 30


def test_a_broadcast_does_not_fill_the_memory_with_chats():
    turns = Turns(Track(Limit(1_000_000, 1.0)))
    for chat in range(1, 4 * CHATS_AT_HAND):
        turns.enter(Turn(chat, answer=False), chat / 1000)
        turns.granted(chat / 1000)
    assert len(turns._chats) < 2 * CHATS_AT_HAND + 2000
