"""Calls of the Bot API go in, answers and pushes alike; each goes out when Telegram's limits let it, answers first."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import inf
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.delivery.bounds import Limit
from bot.delivery.pacing import Slots, Track, Turn, Turns
from briefs.errors import BriefsError

log = logging.getLogger(__name__)
WRITING = ("send", "edit", "copy", "forward")
"""How the methods begin that Telegram counts as messages where they name a chat."""

UNCOUNTED = "sendChatAction"
TOO_MANY = 429
BLOCK_SECONDS = 0.2
"""How much of the time that all processes share one of them reserves at once."""

AGAIN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """Turns that were reserved: the seconds until the first, and whether they ``follow`` those that were reserved before.

    They do where nobody has taken any in between.
    """

    first: float
    follow: bool


Reserve = Callable[[int], Awaitable[Block]]
"""Reserves so many turns of those that several processes share."""


@dataclass(slots=True)
class Passage:
    """One push on its way; ``gone`` as soon as it had its turn, so that it may have arrived whatever happens next."""

    gone: bool = False


_passage: ContextVar[Passage | None] = ContextVar("passage", default=None)


@contextmanager
def pushing(passage: Passage | None = None) -> Iterator[None]:
    """What is sent within is no answer: it waits until no answer does."""
    token = _passage.set(passage or Passage())
    try:
        yield
    finally:
        _passage.reset(token)


class Pace:
    """Lets whoever wants to send wait for a turn. ``rate`` is what Telegram allows the whole bot in a second.

    Without ``reserve`` this process has the whole rate; with it, several share what it hands out.
    """

    def __init__(self, rate: int, reserve: Reserve | None = None) -> None:
        limit = Limit(rate, 1.0)
        self.rate = rate
        self.turns = Turns(Track(limit) if reserve is None else Slots(limit))
        self._reserve = reserve
        self._pushing = 0
        self._waiting: dict[int, asyncio.Future[None]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._fetching: asyncio.Task[None] | None = None

    @property
    def pushes(self) -> int:
        """How many pushes wait for their turn."""
        return self._pushing

    @property
    def took(self) -> float:
        """Seconds within which Telegram answers most messages."""
        return self.turns.whole.bounds.mostly

    @property
    def paused(self) -> float:
        """Seconds for which no push goes at all."""
        return max(0.0, self.turns.paused - _now())

    async def answer_slot(self, chat: int) -> Turn:
        """Wait until an answer may go into a chat."""
        return await self._slot(Turn(chat, answer=True))

    async def push_slot(self, chat: int) -> Turn:
        """Wait until a push may go into a chat, and no answer waits."""
        self._pushing += 1
        try:
            return await self._slot(Turn(chat, answer=False))
        finally:
            self._pushing -= 1

    def answered(self, turn: Turn, *, broke: bool = False) -> None:
        """Telegram has just answered the message that had this turn: how late it did says when the message arrived.

        Or the connection ``broke``, and nobody will know.
        """
        self.turns.answered(turn, _now(), broke=broke)
        if self._timer and self.turns.next_at() < self._timer.when():
            self._look()

    def wait(self, chat: int) -> float:
        """Seconds that a chat has to wait on its own account, because Telegram asked for it or it just got something."""
        return max(0.0, self.turns.earliest(chat) - _now())

    def hold(self, chat: int, seconds: float) -> None:
        """Telegram refused a message to this chat with "too many requests"."""
        self.turns.hold(chat, seconds, _now())
        self._look()

    def pause(self, seconds: float) -> None:
        """No push goes for so many seconds; answers do."""
        self.turns.pause(_now() + seconds)

    async def _slot(self, turn: Turn) -> Turn:
        waiting = asyncio.get_running_loop().create_future()
        self.turns.enter(turn, _now())
        self._waiting[turn.number] = waiting
        self._look()
        try:
            await waiting
        except asyncio.CancelledError:
            self.turns.lost(turn)
            raise
        return turn

    def _look(self) -> None:
        """Let go who may go, and look again when the next may."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        for turn in self.turns.granted(_now()):
            waiting = self._waiting.pop(turn.number)
            if waiting.done():  # its caller went away
                self.turns.lost(turn)
            else:
                waiting.set_result(None)
        at = self.turns.next_at()
        if at < inf:
            self._timer = asyncio.get_running_loop().call_at(at, self._look)
        whole, block = self.turns.whole, max(1, int(self.rate * BLOCK_SECONDS))
        if isinstance(whole, Slots) and self._reserve and not self._fetching:
            wanted = min(self.turns.ready, block)
            # Before the last are used up, or everybody would wait for the store once in each block.
            if wanted > len(whole) and len(whole) <= block // 2:
                self._fetching = asyncio.create_task(self._fetch(self._reserve, whole, wanted))

    async def _fetch(self, reserve: Reserve, slots: Slots, count: int) -> None:
        """Reserve turns for those that wait; where the store cannot be asked, again in a moment."""
        try:
            asked = _now()
            block = await reserve(count)
            # At some moment in between the store looked at its clock.
            unsure = (_now() - asked) / 2
            slots.add(asked + unsure + block.first, count, follow=block.follow, unsure=unsure)
        except BriefsError as problem:
            log.warning("no turns to send could be had", extra={"reason": str(problem)})
            await asyncio.sleep(AGAIN_SECONDS)
        finally:
            self._fetching = None
        self._look()


def _now() -> float:
    return asyncio.get_running_loop().time()


class PacedRequest(BaseRequest):
    """Another request class, whose messages wait for their turn."""

    def __init__(self, inner: BaseRequest, pace: Pace) -> None:
        self.inner = inner
        self.pace = pace

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where a call does not say."""
        return self.inner.read_timeout

    async def initialize(self) -> None:
        """Open what the request class needs."""
        await self.inner.initialize()

    async def shutdown(self) -> None:
        """Close it."""
        await self.inner.shutdown()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *given: Any, **more: Any
    ) -> tuple[int, bytes]:
        """The status and the body that the server gives, once the message may go."""
        chat = _chat(url, request_data)
        if chat is None:
            return await self.inner.do_request(url, method, request_data, *given, **more)
        passage = _passage.get()
        if passage:
            turn = await self.pace.push_slot(chat)
            passage.gone = True
        else:
            turn = await self.pace.answer_slot(chat)
        try:
            status, body = await self.inner.do_request(url, method, request_data, *given, **more)
        except BaseException:
            self.pace.answered(turn, broke=True)
            raise
        self.pace.answered(turn)
        if status == TOO_MANY:
            self.pace.hold(chat, _seconds(body))
        else:
            self.pace.turns.accepted()
        return status, body


def _chat(url: str, request_data: RequestData | None) -> int | None:
    """The chat that a call writes to, 0 where it is named by a word; None where the call is no message."""
    name = url.rpartition("/")[2]
    if request_data is None or not name.startswith(WRITING) or name == UNCOUNTED:
        return None
    chat = request_data.parameters.get("chat_id")
    if isinstance(chat, int):
        return chat
    return None if chat is None else 0


def _seconds(body: bytes) -> float:
    """What a refusal asks to wait; a second where it does not say."""
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 1.0
