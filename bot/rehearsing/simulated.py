"""A moment goes in; an event loop comes out whose clock stands still while anything works and jumps when all wait."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

LEAST = 0.001
"""Seconds by which the clock moves on at least, so that no rounding holds it up."""


class _Waiting(selectors.DefaultSelector):
    """A selector that never waits: whoever would have, moves the clock on instead."""

    def __init__(self, passes: Callable[[float], None]) -> None:
        super().__init__()
        self._passes = passes

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready; the time that nothing was passes at once."""
        if timeout is None:
            raise RuntimeError("Everybody waits for what will never come.")
        if timeout > 0:
            self._passes(timeout)
        return super().select(0)


class SimulatedLoop(asyncio.SelectorEventLoop):
    """An event loop in simulated time. What would run in a thread runs at once: the clock stands still meanwhile."""

    def __init__(self, begins: datetime) -> None:
        """The clock shows ``begins`` (with a zone)."""
        self._begins = begins
        self._passed = 0.0
        super().__init__(_Waiting(self._pass))

    def time(self) -> float:
        """Seconds since the beginning."""
        return self._passed

    def now(self) -> datetime:
        """The moment that the clock shows."""
        return self._begins + timedelta(seconds=round(self._passed, 3))

    async def until(self, moment: datetime) -> None:
        """Wait for a moment; nothing happens in between, so it is there."""
        await asyncio.sleep(max((moment - self.now()).total_seconds(), LEAST))

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        """Do it now; its result, or what it raised, is there at once."""
        del executor
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as problem:  # noqa: BLE001 - whoever waits for it is told
            done.set_exception(problem)
        return done

    def _pass(self, seconds: float) -> None:
        """A little more than that: after months a float may not tell the moment that is waited for from the one before."""
        self._passed += seconds + LEAST / 1000
