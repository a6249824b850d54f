"""Addresses and folders to watch go in; documents come out as they appear, with a record of every look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from briefs.errors import Unreadable
    from briefs.library import Library
    from briefs.model import Document
    from briefs.store import Store
    from briefs.watching.fetching import Bounds
    from briefs.watching.looking import Watch
    from briefs.watching.shown import Alarm, Page
    from briefs.watching.sources import Manners, Sources

__all__ = ["alarms", "bounds", "documents_at", "overview", "told", "watch"]


def watch(
    library: Library,
    sources: Sources,
    passwords: Mapping[str, str],
    now: datetime,
    stopped: Callable[[], bool] = lambda: False,
) -> Watch:
    """Everything that a run needs; the sources are noted in the store as the file has them."""
    from briefs.watching import records
    from briefs.watching.fetching import Fetcher
    from briefs.watching.looking import Watch
    from briefs.watching.mail import Mailboxes

    records.enrol(library.store, sources, now)
    fetcher = Fetcher(bounds(sources.manners), stopped=stopped)
    return Watch(library, sources, fetcher, Mailboxes(passwords))


def bounds(manners: Manners) -> Bounds:
    """What one fetch may cost, how far it may reach, and by what name we ask."""
    from briefs.watching.fetching import AGENT, Bounds

    agent = f"{AGENT} {manners.contact}" if manners.contact else AGENT
    return Bounds(
        private_addresses=manners.private_addresses, agent=agent.encode("ascii", "replace").decode()
    )


def documents_at(address: str, manners: Manners, now: datetime) -> tuple[Document | Unreadable, ...]:
    """The documents at an address that a person named, fetched within the same bounds as those of watched sources.

    robots.txt speaks to programs that go about by themselves, and is not asked. Raises Unfetchable and Unreadable.
    """
    from briefs import intake
    from briefs.watching.fetching import Fetcher

    answer = Fetcher(bounds(manners)).fetch(address.strip(), now=now)
    given = intake.Given(url=answer.address, fetched_at=now)
    return intake.all_from_bytes(answer.body or b"", address.strip()[:200], given)


def overview(store: Store, now: datetime, zone: ZoneInfo, *, whole: bool = False, ask: str = "") -> Page:
    """What ``/sources`` shows; ``ask`` says how it is found out why something could not be read."""
    from briefs.watching import records, shown, yields

    return shown.overview(
        yields.of_all(store, now), now, zone, held=records.count_held(store), whole=whole, ask=ask
    )


def alarms(store: Store, now: datetime, zone: ZoneInfo) -> tuple[Alarm, ...]:
    """What the owner has to be told of: sources that have failed for a day. Asked again, the same until ``told``."""
    from briefs.watching import due, records, shown

    active = [state for state in records.states(store).values() if state.active]
    return tuple(shown.alarm(state, zone) for state in due.to_tell(active, now))


def told(store: Store, alarm: Alarm, now: datetime) -> None:
    """Notes that the owner knows; the next alarm comes only after the source was read and failed anew."""
    from briefs.watching import records

    records.told(store, alarm.source, now)
