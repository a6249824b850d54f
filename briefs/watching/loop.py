"""A watch, a clock and a way to wait go in; one look or item after the other is done, each when its turn has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefs.errors import StoreUnavailable
from briefs.watching import addresses, due, records
from briefs.watching.due import Waiting
from briefs.watching.looking import Taken, Watch
from briefs.watching.records import Look
from briefs.watching.sources import Source
from briefs.watching.wire import Stopped

if TYPE_CHECKING:
    from briefs.watching.due import State

IDLE = timedelta(minutes=1)
"""How long to wait at most before looking whether something has become due: settings or another process may say so."""
MOST_HOSTS = 1000

Task = Source | Waiting
Tell = Callable[[Look | Taken], None]
Wait = Callable[[float], bool]
"""Waits so many seconds, and says whether to stop."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is done next, and the moment from which its host may be asked."""

    task: Task
    at: datetime


@dataclass(slots=True)
class Course:
    """How a run goes: when each host may be asked again, and what was done."""

    hosts: dict[str, datetime] = field(default_factory=dict)
    looks: int = 0
    kept: int = 0
    quarantined: int = 0
    failed: int = 0

    def note(self, done: Look | Taken | None) -> None:
        """Counts what was done."""
        if isinstance(done, Look):
            self.looks += 1
            self.failed += done.result == "failed"
        elif isinstance(done, Taken):
            self.kept += done.result == "kept"
            self.quarantined += done.unread + (done.result == "quarantined")


def next_step(
    sources: Iterable[Source], items: Iterable[Waiting], hosts: Mapping[str, datetime], now: datetime
) -> Step | None:
    """What is to be done first of what is due: whatever need not wait, looks before items; None where nothing is due."""
    steps = [Step(source, max(now, hosts.get(due.host(source), now))) for source in sources]
    steps += [Step(item, max(now, hosts.get(addresses.host_of(item.address), now))) for item in items]
    return min(steps, key=lambda step: step.at, default=None)


def run(
    watch: Watch,
    clock: Callable[[], datetime],
    wait: Wait,
    *,
    forever: bool = False,
    until: datetime | None = None,
    tell: Tell = lambda _done: None,
    course: Course | None = None,
) -> Course:
    """Does what is due, until nothing is, or ``until``, or (``forever``) until ``wait`` says to stop.

    Raises StoreUnavailable, unless it runs forever: then it tries again a minute later.
    """
    course = course or Course()
    going = _Run(watch, clock, wait, tell, course, clock(), until, forever)
    try:
        while True:
            try:
                if not going.once():
                    return course
            except StoreUnavailable:
                if not forever or wait(IDLE.total_seconds()):
                    raise
    except Stopped:
        return course
    finally:
        watch.mailboxes.close()


@dataclass(frozen=True, slots=True)
class _Run:
    watch: Watch
    clock: Callable[[], datetime]
    wait: Wait
    tell: Tell
    course: Course
    begun: datetime
    until: datetime | None
    forever: bool

    def once(self) -> bool:
        """One step, or one wait for it; False where the run is over."""
        now = self.clock()
        watch, store = self.watch, self.watch.library.store
        states = records.states(store)
        ready = due.due(watch.sources.active, states, now if self.forever else self.begun)
        slugs = [source.slug for source in watch.sources.active]
        step = next_step(ready, records.waiting(store, slugs, now), self.course.hosts, now)
        if step is None:
            return self.forever and not self.wait(_idle(watch, states, slugs, now))
        if self.until is not None and step.at >= self.until:
            return False
        if step.at > now:
            return not self.wait((step.at - now).total_seconds())
        self._do(step.task, now)
        return not self.wait(0)

    def _do(self, task: Task, now: datetime) -> None:
        done = self.watch.look(task, now) if isinstance(task, Source) else self.watch.take(task, now)
        host = due.host(task) if isinstance(task, Source) else addresses.host_of(task.address)
        if host:
            self.course.hosts[host] = self.clock() + self.watch.pause(task.address)
            _forget(self.course.hosts, now)
        self.course.note(done)
        if done is not None:
            self.tell(done)


def _forget(hosts: dict[str, datetime], now: datetime) -> None:
    """Hosts that may be asked anyway need not be remembered."""
    if len(hosts) > MOST_HOSTS:
        for host in [host for host, moment in hosts.items() if moment <= now]:
            del hosts[host]


def _idle(watch: Watch, states: Mapping[str, State], slugs: list[str], now: datetime) -> float:
    """Seconds until something is due, a minute at most."""
    moments = (
        due.next_moment(watch.sources.active, states, now),
        records.next_try(watch.library.store, slugs),
    )
    soonest = min((moment for moment in moments if moment is not None), default=now + IDLE)
    return min(max((soonest - now).total_seconds(), 0.5), IDLE.total_seconds())
