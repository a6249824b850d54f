"""Occasions and what somebody was told of them in, reminders that are due and dates that changed out: pure, but for what the store tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefs.following.interest import Interest
from briefs.following.notices import alert_brief, change_brief, reminder_brief
from briefs.following.occasions import Sight, now_of, occasions
from briefs.following.told import Change, ChangeKind, Due, Occasion, Told
from briefs.model import EventStatus, Precision

if TYPE_CHECKING:
    from briefs.library import Library

__all__ = [
    "Change",
    "Due",
    "Occasion",
    "Told",
    "alert_brief",
    "change_brief",
    "changed",
    "changes",
    "due",
    "key_of",
    "occasions",
    "reminder_brief",
    "still_true",
]

_EVERYTHING = Interest()
_LATE = timedelta(days=31)
"""So long after its day it is still worth a word that an event was called off."""


def due(found: Iterable[Occasion], leads: Iterable[int], today: date, last: date | None) -> tuple[Due, ...]:
    """The reminders to send on a day, the nearest occasion first.

    ``last`` is the day for which this was last asked, None for never: a reminder whose day was missed in between is
    told late, but only the nearest of several leads, and never after the event has begun. Only where the first day
    is known is anything due; what is cancelled, or postponed to nobody knows when, is not.
    """
    wanted = sorted({lead for lead in leads if lead >= 0})
    reminders: list[Due] = []
    for occasion in found:
        day = occasion.day
        if day is None or day < today or occasion.status is EventStatus.CANCELLED:
            continue
        for lead in wanted:
            falls = day - timedelta(days=lead)
            if falls == today if last is None else last < falls <= today:
                reminders.append(Due(occasion, lead, key_of(occasion, lead)))
                break
    return tuple(sorted(reminders, key=lambda each: (each.occasion.day or date.max, each.occasion.slug)))


def key_of(occasion: Occasion, lead: int) -> str:
    """What tells a reminder from any other: "asem13|2021-11-25|30"; a moved date is another reminder."""
    day = occasion.day
    return f"{occasion.slug}|{day.isoformat() if day else ''}|{lead}"


def still_true(key: str, now: Occasion | None) -> bool:
    """Whether a reminder that waits to be sent still holds; None is an event of which nothing is known any more."""
    if now is None or now.status is EventStatus.CANCELLED or now.day is None:
        return False
    return key.rsplit("|", 2)[1] == now.day.isoformat()


def changes(library: Library, told: Mapping[str, Told], today: date) -> tuple[Change, ...]:
    """What has become of the dates that somebody was told, the nearest old date first."""
    if not told:
        return ()
    with library.store.snapshot() as snapshot:
        return changed(now_of(Sight(library, snapshot, _EVERYTHING, today), told), told, today)


def changed(now: Mapping[str, Occasion], told: Mapping[str, Told], today: date) -> tuple[Change, ...]:
    """The same from what is known now; an event that is gone from the store is no change, for nobody says so."""
    found = []
    for slug, old in told.items():
        occasion = now.get(slug)
        kind = _kind(old, occasion, today) if occasion else None
        if occasion and kind:
            found.append(Change(slug, occasion.name, kind, old, occasion.told, occasion.record))
    return tuple(sorted(found, key=lambda each: (each.old.starts or date.max, each.slug)))


def _kind(old: Told, now: Occasion, today: date) -> ChangeKind | None:
    """What sort of change it is, None for none that is worth a message: a date told more finely is not one."""
    over = old.ends is not None and old.ends < today and (now.ends is None or now.ends < today)
    if over and (now.status is EventStatus.HELD or (old.ends and today - old.ends > _LATE)):
        return None
    for status, kind in ((EventStatus.CANCELLED, "cancelled"), (EventStatus.POSTPONED, "postponed")):
        if now.status is status and old.status is not status:
            return kind  # type: ignore[return-value]
    if now.status is EventStatus.CANCELLED or now.starts is None or _same_days(old, now):
        return None
    if old.precision is not Precision.DAY or old.starts is None:
        if now.precision is Precision.DAY:
            return "named" if old.starts is None or _within(now, old) else "moved"
        return "moved" if old.starts and not _overlap(now, old) else None
    return "moved"


def _same_days(old: Told, now: Occasion) -> bool:
    same = (old.starts, old.ends or old.starts) == (now.starts, now.ends)
    coarser = old.precision is Precision.DAY and now.precision is not Precision.DAY
    return same or (coarser and _overlap(now, old))


def _within(now: Occasion, old: Told) -> bool:
    start, end = now.starts, now.ends
    first, last = old.starts, old.ends or old.starts
    return bool(start and end and first and last and first <= start and end <= last)


def _overlap(now: Occasion, old: Told) -> bool:
    start, end = now.starts, now.ends
    first, last = old.starts, old.ends or old.starts
    return bool(start and end and first and last and first <= end and start <= last)
