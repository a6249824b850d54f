"""Who wants to send goes in, with the time as a value; who may send now, and when the next may, comes out.

Telegram takes 30 messages a second from a bot, one a second in a chat and 20 a minute in a group or channel. A message
takes its turn of the whole bot and of its chat in the same moment; answers go before pushes, and a chat that has to
wait holds up no other. All times are seconds of one clock that never goes back.
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass
from math import ceil, inf

from bot.delivery.bounds import Bounds, Limit

FORGIVEN = 1.0
"""Seconds of a hiccup that are made up for; after longer silence nothing is."""

STALE = 0.25
"""Seconds after which a turn is lost that was handed out by the store: others may have gone on meanwhile."""

STALE_AMONG_OTHERS = 0.012
"""The same where others do take turns: used late, it would fall into a second that is full with theirs. Less than the
headroom of a second."""

ALONE = 1.0
"""Seconds of turns in a row, all handed out to one process, after which it is taken to be the only one."""

MANY = 5
"""So many different chats refused one after the other mean that the whole bot is asked to wait."""

LONGEST_PAUSE = 15.0
CHATS_AT_HAND = 2000


CHAT = Limit(1, 1.0)
GROUP = Limit(20, 60.0)


class Track:
    """The turns of the whole bot: evenly spaced (a GCRA), and never more than the limit in any window."""

    def __init__(self, limit: Limit) -> None:
        self.bounds = Bounds(limit)
        self._step = limit.span / limit.most
        self._due = -inf

    def earliest(self) -> float:
        """The moment from which the next message may go; -inf before the first."""
        return max(self._due, self.bounds.earliest())

    def begin(self, now: float) -> None:
        """Until now nobody waited: that is no hiccup, and nothing is to be made up for."""
        self._due = max(self._due, now)

    def expire(self, now: float) -> None:
        """Its turns are its own, and none is lost for being late."""

    def take(self, now: float) -> int:
        """A message goes now; gives its place in the window."""
        self._due = (self._due if now - self._due <= FORGIVEN else now) + self._step
        return self.bounds.take(now)


class Slots:
    """The turns of one process among several: moments that were handed out to it, each good for one message."""

    def __init__(self, limit: Limit) -> None:
        self.bounds = Bounds(limit)
        self._step = limit.span / limit.most
        self._left: deque[float] = deque()
        self._alone = 0.0

    def __len__(self) -> int:
        return len(self._left)

    def add(self, first: float, count: int, *, follow: bool = False, unsure: float = 0.0) -> None:
        """So many moments more, evenly spaced from the first; whether they ``follow`` ours, with nobody's in between.

        They may be ``unsure`` by some seconds either way: those that could be among the moments of others are let go.
        """
        self._alone = self._alone + count * self._step if follow else 0.0
        lost = 0 if self._is_alone else ceil(max(0.0, unsure - STALE_AMONG_OTHERS) / self._step)
        self._left.extend(first + number * self._step for number in range(lost, count - lost))

    @property
    def _is_alone(self) -> bool:
        return self._alone >= ALONE

    def earliest(self) -> float:
        """The moment from which the next message may go; inf where none is left."""
        return max(self._left[0], self.bounds.earliest()) if self._left else inf

    def begin(self, now: float) -> None:
        """Until now nobody waited: the moments that passed are lost."""
        while self._left and self._left[0] < now:
            self._left.popleft()

    def expire(self, now: float) -> None:
        """Moments that passed too long ago are not made up for."""
        patience = STALE if self._is_alone else STALE_AMONG_OTHERS
        while self._left and self._left[0] < now - patience:
            self._left.popleft()

    def take(self, now: float) -> int:
        """A message goes now; gives its place in the window."""
        self._left.popleft()
        return self.bounds.take(now)


class Chat:
    """The turns of one chat. Groups and channels have ids below 0 and a limit by the minute besides."""

    __slots__ = ("_gone", "_held", "_last")

    def __init__(self, chat: int) -> None:
        self._last = -inf
        self._held = -inf
        self._gone: deque[float] | None = deque(maxlen=GROUP.most) if chat < 0 else None

    def earliest(self) -> float:
        """The moment from which the next message may go into this chat."""
        full = self._gone[0] + GROUP.span if self._gone and len(self._gone) == GROUP.most else -inf
        return max(self._last + CHAT.span, full, self._held)

    def take(self, now: float) -> None:
        """A message goes now."""
        self._last = now
        if self._gone is not None:
            self._gone.append(now)

    def hold(self, until: float) -> None:
        """Telegram asked to wait."""
        self._held = max(self._held, until)

    def is_idle(self, now: float) -> bool:
        """Whether nothing of it need be remembered."""
        recent = self._gone[-1] + GROUP.span if self._gone else -inf
        return max(self.earliest(), recent) <= now


@dataclass(slots=True, eq=False)
class Turn:
    """One message that waits for its turn; 0 is the chat of what belongs to none.

    ``went`` is the moment at which it had it, ``place`` its place in the window then.
    """

    chat: int
    answer: bool
    number: int = 0
    went: float = inf
    place: int = 0


class Turns:
    """All that wait, and the order in which they may go. ``paused`` is the moment before which no push goes."""

    def __init__(self, whole: Track | Slots) -> None:
        self.whole = whole
        self._answers: deque[Turn] = deque()
        self._pushes: deque[Turn] = deque()
        self._sleeping: list[tuple[float, int, Turn]] = []
        self._chats: dict[int, Chat] = {}
        self._most_chats = CHATS_AT_HAND
        self.paused = -inf
        self._refused: set[int] = set()
        self._count = 0

    @property
    def ready(self) -> int:
        """How many wait for nothing but a turn of the whole bot."""
        return len(self._answers) + len(self._pushes)

    def enter(self, turn: Turn, now: float) -> None:
        """Somebody wants to send, after all those whose chat kept them waiting until now."""
        self._wake(now)
        if not self.ready:
            self.whole.begin(now)
        self._count += 1
        turn.number = self._count
        self._queue(turn, now)

    def granted(self, now: float) -> list[Turn]:
        """Those who may go now, in order."""
        self._wake(now)
        self.whole.expire(now)
        going: list[Turn] = []
        while self.whole.earliest() <= now and (turn := self._first(now)):
            turn.went, turn.place = now, self.whole.take(now)
            if turn.chat:
                self._chat(turn.chat).take(now)
            going.append(turn)
        if going:
            self._forget(now)
        return going

    def next_at(self) -> float:
        """When ``granted`` should be asked again; inf where nobody waits, or no turn is left to hand out."""
        waking = self._sleeping[0][0] if self._sleeping else inf
        if self._answers:
            return min(self.whole.earliest(), waking)
        if self._pushes:
            return min(max(self.whole.earliest(), self.paused), waking)
        return waking

    def earliest(self, chat: int) -> float:
        """The moment from which a chat may be sent to, as far as it alone decides."""
        known = self._chats.get(chat)
        return known.earliest() if known else -inf

    def hold(self, chat: int, seconds: float, now: float) -> None:
        """Telegram refused a message with "too many requests": its chat waits, and where many do, all pushes."""
        if chat:
            self._chat(chat).hold(now + seconds)
        self._refused.add(chat)
        if len(self._refused) >= MANY:
            self._refused.clear()
            self.pause(now + min(seconds, LONGEST_PAUSE))

    def pause(self, until: float) -> None:
        """No push goes before; answers do."""
        self.paused = max(self.paused, until)

    def answered(self, turn: Turn, now: float, *, broke: bool = False) -> None:
        """Telegram has said to a message what it has to say, or the connection ``broke``."""
        self.whole.bounds.answered(turn.place, turn.went, now, broke=broke)

    def lost(self, turn: Turn) -> None:
        """Whoever had this turn went away before sending."""
        self.whole.bounds.lost(turn.place)

    def accepted(self) -> None:
        """A message was taken: whatever was refused before concerned its own chat only."""
        self._refused.clear()

    def _queue(self, turn: Turn, now: float) -> bool:
        """Put it where it belongs; False where its chat has to wait."""
        ready = self.earliest(turn.chat)
        if ready > now:
            heapq.heappush(self._sleeping, (ready, turn.number, turn))
            return False
        (self._answers if turn.answer else self._pushes).append(turn)
        return True

    def _wake(self, now: float) -> None:
        while self._sleeping and self._sleeping[0][0] <= now:
            self._queue(heapq.heappop(self._sleeping)[2], now)

    def _first(self, now: float) -> Turn | None:
        """The next of those that are ready, answers first; whose chat was written to meanwhile sleeps again."""
        while waiting := self._answers or (self._pushes if now >= self.paused else None):
            turn = waiting.popleft()
            ready = self.earliest(turn.chat)
            if ready <= now:
                return turn
            heapq.heappush(self._sleeping, (ready, turn.number, turn))
        return None

    def _chat(self, chat: int) -> Chat:
        found = self._chats.get(chat)
        if found is None:
            found = self._chats[chat] = Chat(chat)
        return found

    def _forget(self, now: float) -> None:
        """A broadcast passes many chats; those that are free again need no memory."""
        if len(self._chats) > self._most_chats:
            self._chats = {number: chat for number, chat in self._chats.items() if not chat.is_idle(now)}
            self._most_chats = 2 * len(self._chats) + CHATS_AT_HAND
