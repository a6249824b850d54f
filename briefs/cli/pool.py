"""Takes pieces of work, and gives their results in order, done by as many processes as there is work for."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import TypeVar

WORTH_A_PROCESS = 40
"""Files that are read by the time another process has started, with its imports and rules: most of a second."""
_ROOM = "briefs.cli.reading"
"""What every worker needs is imported once, by the process that they are forked from."""
_AHEAD = 4
"""Pieces of work handed out for each process before the first result is taken: none stands idle, little is held."""

Item = TypeVar("Item")
Result = TypeVar("Result")
MakeExecutor = Callable[[int], Executor]
"""Makes an executor with so many workers; the seam for tests and for other ways of working side by side."""


def processes(workers: int) -> Executor:
    """Processes of which none inherits an open database or a running thread of this one."""
    return _forked(workers, [_ROOM])


def processes_with_store(workers: int) -> Executor:
    """The same for work that looks into the store; each opens it for itself."""
    return _forked(workers, [_ROOM, "briefs.store"])


def _forked(workers: int, rooms: list[str]) -> Executor:
    import multiprocessing  # who reads one file need not wait for it
    from concurrent.futures import ProcessPoolExecutor

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(rooms)
    return ProcessPoolExecutor(workers, mp_context=context)


def workers_for(pieces: int) -> int:
    """How many processes so many pieces of work are worth; 1 is this one alone."""
    return max(1, min(_cores(), pieces // WORTH_A_PROCESS))


def _cores() -> int:
    """The cores that this process may use, which on a shared machine are not all of them."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    work: Callable[[Item], Result], items: Sequence[Item], make: MakeExecutor, workers: int
) -> Iterator[Result | None]:
    """The result for each item, in their order; None where a worker died of it, which costs nothing but that item.

    When a worker dies its executor is lost. What was handed out then is done again, each piece by an executor of its
    own, so that the one piece that kills is found; after these all go on side by side.
    """
    done = 0
    while done < len(items):
        try:
            for result in _side_by_side(work, items[done:], make, workers):
                done += 1
                yield result
        except BrokenExecutor:
            suspects = items[done : done + _AHEAD * workers]
            for item in suspects:
                done += 1
                yield _alone(work, item, make)


def _side_by_side(
    work: Callable[[Item], Result], items: Sequence[Item], make: MakeExecutor, workers: int
) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    with make(workers) as executor:
        for item in items:
            waiting.append(executor.submit(work, item))
            if len(waiting) >= _AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _alone(work: Callable[[Item], Result], item: Item, make: MakeExecutor) -> Result | None:
    try:
        with make(1) as executor:
            return executor.submit(work, item).result()
    except BrokenExecutor:
        return None
