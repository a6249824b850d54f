"""A question to the store goes in; it is asked at once where that is quick, or in a thread where others would wait.

A store in a file of this machine answers in a millisecond or two. To go to a thread and come back costs half as much
again, and on a busy machine several milliseconds of waiting for a turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import ParamSpec, TypeVar

from briefs.store import Store

Given = ParamSpec("Given")
T = TypeVar("T")

SLOW = 0.05
"""Seconds after which others have waited too long."""

COST = 10
"""How many quick answers make up for a slow one: with more than one slow one in ten, every question gets a thread."""

MOST_OWED = 50


class Lookup:
    """The way to whatever only reads the store. What writes, parses or computes at length uses a thread by itself."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.owed = 0

    async def __call__(self, ask: Callable[Given, T], *given: Given.args, **more: Given.kwargs) -> T:
        """What ``ask`` gives, and whatever it raises."""
        started = perf_counter()
        try:
            if self.store.dialect == "sqlite" and self.owed < MOST_OWED:
                return ask(*given, **more)
            return await asyncio.to_thread(ask, *given, **more)
        finally:
            slow = perf_counter() - started > SLOW
            self.owed = min(self.owed + COST, 2 * MOST_OWED) if slow else max(self.owed - 1, 0)
