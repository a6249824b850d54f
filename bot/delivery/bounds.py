"""What went goes in, with how long its answer took; when the next may go, whatever was late, comes out.

The turns of the whole bot are handed out evenly. What is here holds where timers, the machine or the network are not
even: no window of time ever gets more messages than Telegram takes in it. All times are seconds of one clock.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import inf

HEADROOM = 0.015
"""The share by which every limit is undercut: messages that left evenly do not arrive quite so."""

UNEVEN = 0.005
"""The part of it that is kept even while lateness is made up for. The rest takes lateness away, second by second: with
none left, whoever is late once would be late by as much in every second that follows, and the rate sink with each."""

CATCHING_UP = 0.5
"""After a hiccup messages may follow each other at this share of their usual distance, and no closer."""

AT_ONCE = 0.01
"""Seconds of such messages that may go in one moment. Timers wake late, by a millisecond and more: at a thousand a
second, if one went for each time they wake, the rate would be theirs."""

USUAL = 0.1
"""Of the last answers this share came sooner than what passes for usual. A smaller one would take the common unevenness
of a network for lateness, and cost more of the rate than the headroom gives back."""

UNANSWERED = 16.0
"""Seconds after which a message is forgotten of which nobody ever said what became of it: the client waits no longer."""

MOSTLY = 0.9
"""Of the last answers this share came sooner than what passes for slow."""

UNHURRIED = 100
"""Up to so many a second this machine has time to spare, and slow answers are the server's. Where it has none they are its
own: messages then leave as late and as unevenly as their answers are read, and each is watched as before."""

OF_LATE = 0.5
AS_SENT = 0.4
"""Where the last answers, half a window's worth, came over this share at least of the time that so many messages take to
go, the server takes its time over each: answers take as long as these, whatever those before took. What a network held
back and let go again is answered in a heap."""

REMEMBERED = 128
A_SECOND = 8
"""Of so many answers, and so many in a second, it is remembered how long they took: one hiccup is a small part of them."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` messages in any ``seconds``."""

    most: int
    seconds: float

    @property
    def span(self) -> float:
        """The seconds that are really kept free of a further message, where all go in time."""
        return self.seconds * (1 + HEADROOM)

    @property
    def least(self) -> float:
        """The seconds that are kept free of a further message even where some were late."""
        return self.seconds * (1 + UNEVEN)


class Bounds:
    """What holds however late some messages were: how closely they may follow each other, and how many in a window.

    Telegram counts when they arrive. One whose answer took longer than usual is taken to have arrived later by as much,
    and its place in the window becomes free by as much later; the others go on. While answers usually come within the
    window, one that has none yet may be still on its way and keeps its place: what a network that stands still holds
    back arrives all at once. A server that has become slow is told from such a network by its answers, which come as
    evenly as they were asked for.
    """

    def __init__(self, limit: Limit) -> None:
        self._most = limit.most
        self._window = limit.least
        self._apart = limit.span / limit.most
        self._step = self._apart * CATCHING_UP
        self._at_once = max(0.0, AT_ONCE - self._step)
        self._clear = -inf
        self._count = 0
        self._usual = inf
        self._took: deque[float] = deque(maxlen=REMEMBERED)
        self._last: deque[tuple[float, float]] = deque(maxlen=max(4, int(limit.most * OF_LATE)))
        self._is_unhurried = limit.most <= UNHURRIED * limit.seconds
        self._longest_gap = 2 * max(self._apart, AT_ONCE)
        self._every = max(1, int(limit.most / limit.seconds) // A_SECOND)
        self._free: dict[int, float] = {}
        self._order: list[tuple[float, int]] = []

    def earliest(self) -> float:
        """The moment from which the next message may go; -inf before the first."""
        clear = self._clear - self._at_once
        return clear if len(self._free) < self._most else max(clear, self._first())

    def take(self, now: float) -> int:
        """A message goes now; gives its place in the window."""
        if len(self._free) >= self._most:
            self._first()
            del self._free[heapq.heappop(self._order)[1]]
        self._count += 1
        self._put(self._count, now + (UNANSWERED if self._usual < self._window else self._window))
        self._clear = max(self._clear, now) + self._step
        return self._count

    def answered(self, place: int, went: float, now: float, *, broke: bool = False) -> None:
        """The answer to a message that went at a moment comes now; or its connection ``broke``, and none will come."""
        seconds = now - went
        late = max(0.0, seconds - self._usual)
        if place in self._free:
            self._put(place, went + self._window + late)
        if not broke:
            self._note(place, seconds, now)

    @property
    def mostly(self) -> float:
        """The seconds within which most answers come; 0 before the first."""
        last = [took for _, took in self._last]
        return max(_of(last, MOSTLY), _of(self._took, MOSTLY)) if last else 0.0

    def _note(self, place: int, seconds: float, now: float) -> None:
        self._last.append((now, seconds))
        if len(self._took) < REMEMBERED or place % self._every == 0:
            self._took.append(seconds)
            self._usual = _of(self._took, USUAL)
            if self._is_unhurried and len(self._last) == self._last.maxlen and self._are_even():
                self._usual = max(self._usual, _of((took for _, took in self._last), USUAL))

    def _are_even(self) -> bool:
        """Whether the last answers came one after the other. A pause is no spreading: two heaps are as wide apart."""
        gaps = (min(then - at, self._longest_gap) for (at, _), (then, _) in pairwise(self._last))
        return sum(gaps) >= (len(self._last) - 1) * self._apart * AS_SENT

    def lost(self, place: int) -> None:
        """Whoever had a place went away before using it."""
        if place in self._free:
            self._put(place, -inf)

    def _put(self, place: int, free: float) -> None:
        self._free[place] = free
        heapq.heappush(self._order, (free, place))

    def _first(self) -> float:
        """When the first of the places becomes free; where a place was moved since, its older positions go."""
        while self._free.get(self._order[0][1]) != self._order[0][0]:
            heapq.heappop(self._order)
        return self._order[0][0]


def _of(took: Iterable[float], share: float) -> float:
    """Of so many seconds those that only this share of them undercuts."""
    of_all = sorted(took)
    return of_all[int(len(of_all) * share)]
