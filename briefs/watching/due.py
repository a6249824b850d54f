"""How the sources fared and what time it is go in; what is to be done next comes out. Nothing here waits or looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from briefs.watching import addresses
from briefs.watching.sources import WEB

if TYPE_CHECKING:
    from briefs.watching.listing import Item
    from briefs.watching.sources import Source

LONGEST_BACK_OFF = timedelta(days=1)
FIRST_RETRY = timedelta(minutes=10)
MOST_TRIES = 5
"""How often an item is tried that cannot be fetched just now, before it goes to quarantine: about five hours."""
TELL_AFTER = timedelta(days=1)
LOOK_AGAIN_FOR = timedelta(days=30)
"""How long after it was found an item is read again when its source says that it has changed."""
LEASE = timedelta(minutes=10)
"""How long what one process has taken in hand is left alone by others; longer than any fetch with its reading."""


@dataclass(frozen=True, slots=True)
class State:
    """How a source fared so far. ``told_at`` is when the owner was told of a failure that still goes on."""

    source: str
    next_look: datetime
    publisher: str = ""
    form: str = "feed"
    address: str = ""
    active: bool = True
    looked_at: datetime | None = None
    read_at: datetime | None = None
    failing_since: datetime | None = None
    failures: int = 0
    reason: str | None = None
    told_at: datetime | None = None
    etag: str | None = None
    modified: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An item as it is remembered."""

    stamp: str
    found_at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that waits to be read, with the source it stood in."""

    key: str
    source: str
    address: str
    title: str | None
    published_on: date | None
    tries: int


def due(sources: Iterable[Source], states: Mapping[str, State], now: datetime) -> tuple[Source, ...]:
    """The sources whose turn has come, the longest overdue first; one that was never looked at comes before all."""
    waiting = [
        (state.next_look if state else datetime.min.replace(tzinfo=now.tzinfo), source)
        for source in sources
        if source.active and ((state := states.get(source.slug)) is None or state.next_look <= now)
    ]
    return tuple(source for _, source in sorted(waiting, key=lambda pair: (pair[0], pair[1].slug)))


def next_moment(sources: Iterable[Source], states: Mapping[str, State], now: datetime) -> datetime | None:
    """When the next source is due; None where nothing is watched."""
    moments = [
        states[source.slug].next_look if source.slug in states else now for source in sources if source.active
    ]
    return min(moments, default=None)


def host(source: Source) -> str:
    """The host whose patience a look costs; "" for a folder or a mail server of one's own."""
    return addresses.host_of(source.address) if source.form in WEB else ""


def succeeded(source: Source, state: State, now: datetime) -> State:
    """The state after a look that went well."""
    return replace(
        state,
        next_look=now + source.every,
        looked_at=now,
        read_at=now,
        failing_since=None,
        failures=0,
        reason=None,
        told_at=None,
    )


def failed(source: Source, state: State, now: datetime, reason: str, wait: float = 0.0) -> State:
    """The state after a look that did not, with a next one the later, the more have failed."""
    failures = state.failures + 1
    return replace(
        state,
        next_look=now + back_off(source.every, failures, wait),
        looked_at=now,
        failing_since=state.failing_since or now,
        failures=failures,
        reason=reason,
    )


def back_off(every: timedelta, failures: int, wait: float = 0.0) -> timedelta:
    """How long to leave a source alone after so many failures in a row.

    At first its own interval, then twice that, up to a day; never less than its server asked for.
    """
    longest = max(LONGEST_BACK_OFF, every)
    usual = min(every * (1 << min(max(failures - 1, 0), 20)), longest)
    return max(usual, timedelta(seconds=wait))


def retry(tries: int, wait: float = 0.0) -> timedelta:
    """How long to wait with an item that could not be fetched, having been tried so often (from 1)."""
    usual = min(FIRST_RETRY * (1 << min(max(tries - 1, 0), 20)), LONGEST_BACK_OFF)
    return max(usual, timedelta(seconds=wait))


def new(items: Sequence[Item], known: Mapping[str, Known], now: datetime) -> tuple[Item, ...]:
    """The items to be read: those never seen, and those tried that have changed since, by their source."""
    return tuple(item for item in items if item.key not in known or _changed(item, known[item.key], now))


def _changed(item: Item, known: Known, now: datetime) -> bool:
    if known.state in {"waiting", "dropped"} or now - known.found_at > LOOK_AGAIN_FOR:
        return False
    return bool(item.stamp) and item.stamp != known.stamp


def to_tell(states: Iterable[State], now: datetime) -> tuple[State, ...]:
    """The sources that have failed for a day and of which the owner has not been told."""
    return tuple(
        state
        for state in states
        if state.failing_since is not None
        and state.told_at is None
        and now - state.failing_since >= TELL_AFTER
    )
