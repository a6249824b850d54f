"""A cadence and a moment go in; the next due moment comes out, in the reader's own zone and whatever its clocks do."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MINUTES_A_DAY = 24 * 60
DAYS_A_WEEK = 7
LONGEST_MONTH = 31
LATEST = date(9000, 1, 1)
"""Beyond this no clock is asked: the calendar of the machine ends soon after."""

Form = Literal["daily", "weekly", "days", "monthly"]


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often, on which days and at which local minute (0 to 1439) of an IANA zone.

    ``days`` are weekdays, 0 for Monday to 6, for "weekly" (one) and "days" (some), and the day of the month (1 to 31)
    for "monthly"; for "daily" they say nothing.
    """

    form: Form
    days: tuple[int, ...]
    minute: int
    zone: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """The local minutes of the day between which nothing unasked is sent; ``start`` 1320 and ``end`` 420 is the night.

    Half-open, and round midnight where ``end`` is the smaller one; where both are the same it is never quiet.
    """

    start: int
    end: int

    def holds(self, minute: int) -> bool:
        """Whether a local minute of the day is quiet."""
        if self.start <= self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


def next_due(cadence: Cadence, after: datetime) -> datetime:
    """The first due moment strictly after ``after`` (with a zone), in UTC.

    One for each local day of the cadence: where the clocks are put forward over the hour, at the first minute that
    there is after the gap (RFC 5545 has the same moment for the local time of a gap of which the day is left); where
    they are put back, at the first of the two; the 31st of a shorter month is its last day. A day that a zone left out
    altogether, as Samoa did with 30 December 2011, falls to the beginning of the next.
    """
    zone = zone_of(cadence.zone)
    # A day earlier than it is anywhere: an offset never moves a moment by more than a day.
    day = after.astimezone(zone).date() - 2 * DAY
    while day < LATEST:
        day = _day_from(cadence, day)
        due = moment(day, cadence.minute, zone)
        if due > after:
            return due
        day += DAY
    raise ValueError(f"There is no due moment after {after.isoformat()}.")


def moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The moment in UTC at which a local minute of a day comes, once and for certain: see ``next_due``."""
    local = datetime.combine(day, time(minute // 60, minute % 60), zone)
    due = local.astimezone(UTC)  # of two that bear the name, fold=0 is the first
    if due.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return due
    return _after_gap(local, zone)


def end_of_quiet(quiet: Quiet | None, zone: str, at: datetime) -> datetime:
    """When something may be sent that would be sent at ``at``: then, or when the quiet hours are over."""
    if quiet is None:
        return at
    local = at.astimezone(zone_of(zone))
    if not quiet.holds(local.hour * 60 + local.minute):
        return at
    return next_due(Cadence("daily", (), quiet.end, zone), at)


def awake(quiet: Quiet | None, minute: int) -> int:
    """The local minute that stands for one in quiet hours: their end on the same day, also where they last over midnight.

    What is to be said of a day is no longer true on the next.
    """
    return quiet.end if quiet and quiet.holds(minute) else minute


def local_day(zone: str, at: datetime) -> date:
    """Which day it is in a zone."""
    return at.astimezone(zone_of(zone)).date()


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """The zone of this name; UTC where the machine no longer knows it, so that a digest comes at another hour, not never."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _day_from(cadence: Cadence, day: date) -> date:
    """The first day of the cadence that is no earlier than ``day``."""
    if cadence.form == "daily" or not cadence.days:
        return day
    if cadence.form == "monthly":
        return _in_month(cadence.days[0], day)
    return day + min((wanted - day.weekday()) % DAYS_A_WEEK for wanted in cadence.days) * DAY


def _in_month(wanted: int, day: date) -> date:
    for first in (day.replace(day=1), (day.replace(day=1) + LONGEST_MONTH * DAY).replace(day=1)):
        last = calendar.monthrange(first.year, first.month)[1]
        due = first.replace(day=min(wanted, last))
        if due >= day:
            return due
    raise AssertionError(day)  # pragma: no cover - one of two months has the day


def _after_gap(local: datetime, zone: ZoneInfo) -> datetime:
    """The first moment after the gap in which a local time lies: found between its two readings by halving."""
    before = local.replace(fold=1).astimezone(UTC)  # read with the offset after the change: earlier
    after = local.astimezone(UTC)  # read with the offset before it: later
    low, high = min(before, after), max(before, after)
    start = low.astimezone(zone).utcoffset()
    while high - low > MINUTE / 60:
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == start:
            low = middle
        else:
            high = middle
    # Clocks change on a whole minute of UTC; half a second of error on either side rounds to it.
    return (high + MINUTE / 2).replace(second=0, microsecond=0)
