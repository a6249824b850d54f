"""What only reads is read at once while that is quick, and in a thread where others would wait."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from bot import lookup
from bot.lookup import Lookup

HERE = threading.get_ident


@pytest.fixture
def clock(monkeypatch):
    """A clock that a question moves on by as many seconds as it is given."""
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(lookup, "perf_counter", lambda: clock.now)
    return clock


def asked(clock, seconds: float = 0.0) -> int:
    clock.now += seconds
    return HERE()


async def test_a_store_on_this_machine_is_asked_at_once(clock):
    assert await Lookup(SimpleNamespace(dialect="sqlite"))(asked, clock) == HERE()


async def test_a_store_elsewhere_is_asked_in_a_thread(clock):
    assert await Lookup(SimpleNamespace(dialect="postgresql"))(asked, clock) != HERE()


async def test_a_store_that_answers_slowly_is_asked_in_a_thread_until_it_is_quick_again(clock):
    look = Lookup(SimpleNamespace(dialect="sqlite"))
    for _ in range(5):
        assert await look(asked, clock, seconds=0.2) == HERE()
    assert await look(asked, clock) != HERE()
    for _ in range(5):
        await look(asked, clock)
    assert await look(asked, clock) == HERE()


async def test_one_slow_answer_in_many_changes_nothing(clock):
    look = Lookup(SimpleNamespace(dialect="sqlite"))
    for number in range(300):
        assert await look(asked, clock, 0.2 if number % 15 == 0 else 0.001) == HERE()


async def test_what_goes_wrong_is_raised_and_counts_as_any_other(clock):
    def fails() -> None:
        clock.now += 1
        raise LookupError

    look = Lookup(SimpleNamespace(dialect="sqlite"))
    with pytest.raises(LookupError):
        await look(fails)
    assert look.owed == lookup.COST
