"""What a piece of work costs, in a measure that a busy machine and the tests before do not change."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import thread_time
from types import SimpleNamespace


@contextmanager
def measured(clock: Callable[[], float] = thread_time) -> Iterator[SimpleNamespace]:
    """``seconds``, once the block is left: the processor's time of this thread, or what another ``clock`` says.

    The collector is off meanwhile: what it looks through is whatever the tests before have left, which took seven times
    as long as the work itself.
    """
    spent = SimpleNamespace(seconds=0.0)
    was_on = gc.isenabled()
    gc.disable()
    began = clock()
    try:
        yield spent
    finally:
        spent.seconds = clock() - began
        if was_on:
            gc.enable()


def seconds(work: Callable[[], object], times: int = 2) -> float:
    """The least that the work costs in so many tries."""
    tries = []
    for _ in range(times):
        with measured() as spent:
            work()
        tries.append(spent.seconds)
    return min(tries)
