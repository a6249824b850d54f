"""Work done side by side: results keep their order, and what kills a worker costs itself alone."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor

import pytest

from briefs.cli import pool


class Dying(Executor):
    """An executor in place of processes: some pieces of work end their worker, and with it all that waits."""

    made = 0

    def __init__(self, deadly: frozenset[int]) -> None:
        self.deadly, self.broken = deadly, False
        type(self).made += 1

    def submit(self, work, item, /, *_args, **_named):
        if self.broken:
            raise BrokenExecutor
        future: Future[int] = Future()
        self.broken = item in self.deadly
        if self.broken:
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(work(item))
        return future


def double(item: int) -> int:
    return 2 * item


@pytest.mark.parametrize("deadly", [set(), {0}, {3}, {19}, {3, 4}, set(range(20))])
def test_what_kills_a_worker_costs_only_itself(deadly):
    make = lambda _workers: Dying(frozenset(deadly))  # noqa: E731
    results = list(pool.in_order(double, range(20), make, 2))
    assert results == [None if item in deadly else double(item) for item in range(20)]


def test_results_come_in_the_order_of_the_work_whatever_does_it():
    assert list(pool.in_order(double, range(200), ThreadPoolExecutor, 3)) == [double(n) for n in range(200)]


def test_a_few_pieces_are_not_worth_a_process():
    assert pool.workers_for(0) == pool.workers_for(1) == pool.workers_for(pool.WORTH_A_PROCESS) == 1


def test_a_fault_in_the_work_is_raised_as_it_is():
    with pytest.raises(ZeroDivisionError):
        list(pool.in_order(lambda item: 1 // item, range(3), ThreadPoolExecutor, 2))
