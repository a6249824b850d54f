"""A row of ``subscriptions`` goes in, the Subscription comes out; and back: what it is set to, and when it is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from bot.delivery.schedule import Cadence, Quiet, awake, end_of_quiet, local_day, next_due

Row = dict[str, Any]
DIGEST = "digest"
WATCH = "watch"
ACTIVE = "active"
PAUSED = "paused"
ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Subscription:
    """One thing that one chat follows; ``interest`` is in canonical words, ``minute`` of the local day.

    ``seen`` is the last document that was covered and ``window_start`` the moment it was. The due moments are None
    where nothing is due; ``alert_due`` is set while something waits to be told.
    """

    number: int
    chat: int
    thread: int | None
    form: str
    interest: str
    cadence: Cadence | None
    minute: int
    zone: str
    language: str
    horizon: int
    leads: tuple[int, ...]
    quiet: Quiet | None
    says_nothing_new: bool
    made_at: datetime
    made_by: int
    seen: int
    window_start: datetime
    state: str = ACTIVE
    ended_why: str | None = None
    feed: str | None = None
    digest_due: datetime | None = None
    alert_due: datetime | None = None
    reminder_due: datetime | None = None
    reminded_on: date | None = None


class Settings(Protocol):
    """What a reader sets, in a draft as in a subscription."""

    @property
    def thread(self) -> int | None: ...  # noqa: D102
    @property
    def cadence(self) -> Cadence | None: ...  # noqa: D102
    @property
    def minute(self) -> int: ...  # noqa: D102
    @property
    def zone(self) -> str: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102
    @property
    def horizon(self) -> int: ...  # noqa: D102
    @property
    def leads(self) -> tuple[int, ...]: ...  # noqa: D102
    @property
    def quiet(self) -> Quiet | None: ...  # noqa: D102
    @property
    def says_nothing_new(self) -> bool: ...  # noqa: D102


def of_row(row: Any) -> Subscription:
    """The subscription in a row of the table, or of a query that gives all of its columns."""
    cadence = Cadence(row.cadence, _numbers(row.days), row.minute, row.zone) if row.cadence else None
    quiet = None if row.quiet_from is None else Quiet(row.quiet_from, row.quiet_until)
    return Subscription(
        number=row.number,
        chat=row.chat,
        thread=row.thread,
        form=row.form,
        interest=row.interest,
        cadence=cadence,
        minute=row.minute,
        zone=row.zone,
        language=row.language,
        horizon=row.horizon,
        leads=_numbers(row.leads),
        quiet=quiet,
        says_nothing_new=row.says_nothing_new,
        made_at=row.made_at,
        made_by=row.made_by,
        seen=row.seen,
        window_start=row.window_start,
        state=row.state,
        ended_why=row.ended_why,
        feed=row.feed,
        digest_due=row.digest_due,
        alert_due=row.alert_due,
        reminder_due=row.reminder_due,
        reminded_on=row.reminded_on,
    )


def settings_row(given: Settings) -> Row:
    """What a reader set, as columns. A cadence says its own minute and zone."""
    cadence, quiet = given.cadence, given.quiet
    return {
        "thread": given.thread,
        "cadence": cadence.form if cadence else None,
        "days": _listed(cadence.days) if cadence else "",
        "minute": cadence.minute if cadence else given.minute,
        "zone": cadence.zone if cadence else given.zone,
        "language": given.language,
        "horizon": given.horizon,
        "leads": _listed(sorted(set(given.leads), reverse=True)),
        "quiet_from": quiet.start if quiet else None,
        "quiet_until": quiet.end if quiet else None,
        "says_nothing_new": given.says_nothing_new,
    }


def due_row(given: Settings, now: datetime) -> Row:
    """When a digest and a look for reminders come next after ``now``; None for what never comes."""
    digest = next_due(given.cadence, now) if given.cadence else None
    return {"digest_due": digest, "reminder_due": next_look(given, now) if given.leads else None}


def due_after_change(before: Subscription, after: Subscription, now: datetime) -> Row:
    """When what was changed at ``now`` is due: what was overdue stays so, what no change concerns stays as it was.

    But an overdue digest whose new hour is still to come today comes then, once for the day.
    An alert or a look for reminders that waits for the end of a night waits no longer than the new quiet hours say; nor
    do new quiet hours put off the look of today, of which much is no longer true tomorrow.
    """
    fresh, row = due_row(after, now), Row()
    digest = fresh["digest_due"]
    today = digest is not None and local_day(after.zone, digest) == local_day(after.zone, now)
    moved = after.cadence != before.cadence
    if digest is None or before.digest_due is None or (moved and (before.digest_due > now or today)):
        row["digest_due"] = digest
    looked = (before.minute, before.zone, before.cadence) != (after.minute, after.zone, after.cadence)
    if fresh["reminder_due"] is None or before.reminder_due is None or (before.reminder_due > now and looked):
        row["reminder_due"] = fresh["reminder_due"]
    if (before.quiet, before.zone) == (after.quiet, after.zone):
        return row
    wakes = end_of_quiet(after.quiet, after.zone, now)
    if before.alert_due is not None:
        row["alert_due"] = min(before.alert_due, wakes)
    look, planned = before.reminder_due, fresh["reminder_due"]
    if planned and look and look > now and not looked:
        row["reminder_due"] = planned if planned <= look else min(look, wakes)
    return row


def next_look(given: Settings, now: datetime) -> datetime:
    """When it is next looked whether an event is near: every day at the reader's minute, or when a quiet night ends."""
    cadence = given.cadence
    minute, zone = (cadence.minute, cadence.zone) if cadence else (given.minute, given.zone)
    return next_due(Cadence("daily", (), awake(given.quiet, minute), zone), now)


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in numbers)


def _numbers(listed: str) -> tuple[int, ...]:
    return tuple(int(number) for number in listed.split(",")) if listed else ()
