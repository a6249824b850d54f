"""A JobQueue and a clock go in; from then on one job brings the tick its time, every few seconds and never twice at once."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from briefs.errors import StoreUnavailable

if TYPE_CHECKING:
    from telegram.ext import CallbackContext, JobQueue

    from bot.delivery.alarms import State
    from bot.delivery.tick import Ticker
    from bot.settings import BotSettings
    from briefs.library import Library

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=5)
WATCH_EVERY = timedelta(seconds=30)
ONE_AT_A_TIME: dict[str, Any] = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
"""A tick that is late still comes, several that are late come as one: what is due is in the tables, not in the job."""


def _nowhere(_state: State) -> None:
    """Nobody but the process itself wants to know how deliveries stand."""


class Deliveries:
    """The ticks of one process. ``noted`` is told after each of them how deliveries stand."""

    def __init__(
        self,
        settings: BotSettings,
        library: Library,
        clock: Callable[[], datetime],
        noted: Callable[[State], None] = _nowhere,
    ) -> None:
        self.settings = settings
        self.library = library
        self.clock = clock
        self.noted = noted
        self.ticker: Ticker | None = None
        self._begun: datetime | None = None

    @property
    def state(self) -> State | None:
        """How deliveries stand; None before they are driven. Until the first tick has ended, the time since the start counts."""
        from bot.delivery.alarms import State  # with all that an alarm takes: not on the way of a start

        if self._begun is None:
            return self.ticker.watch.state if self.ticker else None
        state = self.ticker.watch.state if self.ticker else State()
        return state if state.ticked else replace(state, ticked=self._begun)

    def drive(self, jobs: JobQueue[Any]) -> None:
        """Tick from now on. In a thread, so that nobody who asks something waits for it.

        A second job looks from beside whether ticks end: one that hangs could not say so itself.
        """
        self._begun = self.clock()
        if self.state:
            with suppress(OSError):  # as below
                self.noted(self.state)  # what an earlier process left word of holds no longer
        jobs.run_repeating(self._tick, EVERY, first=EVERY, name="tick", job_kwargs=ONE_AT_A_TIME)
        jobs.run_repeating(
            self._watch, WATCH_EVERY, first=WATCH_EVERY, name="watch over ticks", job_kwargs=ONE_AT_A_TIME
        )

    async def _tick(self, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        try:
            done = await asyncio.to_thread(self._one_tick)
        except StoreUnavailable as problem:
            log.warning("nothing could be made just now", extra={"reason": str(problem)})
            return
        if done:
            log.info("deliveries were made", extra=done)
        if self.state:
            with suppress(OSError):  # a full disk is told by what needs it more
                self.noted(self.state)

    def _one_tick(self) -> dict[str, int] | None:
        """What a tick did, None where there was nothing to do."""
        if self.ticker is None:
            from bot.delivery.tick import Ticker  # what composes digests need not hold up a start

            store, name = self.library.store, secrets.token_hex(8)
            owners, zone = sorted(self.settings.owners), self.settings.zone
            self.ticker = Ticker(store, self.library, self._keep, name, owners=owners, zone=zone)
        done = self.ticker.tick(self.clock())
        return done.counts() if done.worked else None

    def _keep(self, words: str) -> str:
        return self.library.store.keep_question(words, self.clock())

    async def _watch(self, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        with suppress(StoreUnavailable):  # then answers fail too, and the log and the health check say so
            await asyncio.to_thread(self._stands)

    def _stands(self) -> bool:
        """Whether ticks stand still, the first one too; the owners are told."""
        from bot.delivery.alarms import Watch

        owners, zone = sorted(self.settings.owners), self.settings.zone
        watch = self.ticker.watch if self.ticker else Watch(self.library.store, owners, zone)
        return watch.stands(self.clock(), self._begun)
