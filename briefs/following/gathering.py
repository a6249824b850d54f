"""What somebody follows and what they were told in, everything that a digest may tell out, and whether any of it is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from briefs.following import entries, requests, terms
from briefs.following.interest import Interest
from briefs.following.news import News, Window
from briefs.following.occasions import Sight, events_between, is_running, occasions_seen
from briefs.following.reminders import changed
from briefs.following.told import Change, Occasion, Told
from briefs.model import EventStatus, Line

if TYPE_CHECKING:
    from briefs.library import Asked

_NEAR = timedelta(days=14)
_MOST_COMING = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """How many sources were looked at, and when for the last time, in the reader's own zone."""

    sources: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Following:
    """What a digest is made for: an interest, the window it covers, and the dates of events as they were told.

    ``today`` is the reader's own day, ``horizon`` days ahead. ``since`` is the reader's own day on which the window
    begins; without it, that of UTC. ``checked`` is said where nothing is new.
    """

    interest: Interest
    language: str
    horizon: int
    today: date
    window: Window
    says_nothing_new: bool = False
    told: Mapping[str, Told] = field(default_factory=dict)
    checked: Checked | None = None
    since: date | None = None

    @property
    def begins(self) -> date:
        """The day of the digest before, as the reader's calendar has it."""
        return self.since or self.window.starts.date()


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a digest may tell: of what is ``coming`` the events ``chosen`` to be shown.

    ``fresh`` are the slugs of occasions that were not told before.
    """

    news: News
    changes: tuple[Change, ...]
    coming: tuple[Occasion, ...]
    chosen: tuple[Occasion, ...]
    ending: tuple[Occasion, ...]
    asked_long_ago: tuple[Line, ...]
    promised: Mapping[str, Sequence[Line]]
    followed: Mapping[str, Line]
    fresh: frozenset[str]

    @property
    def is_new(self) -> bool:
        """Whether there is anything that the reader was not told before."""
        return bool(self.news.lines or self.changes or self.fresh or self.asked_long_ago)


def gather(sight: Sight, following: Following, fresh: News, asked: Asked) -> Found:
    """Everything that a digest for ``following`` may tell, with the new lines that were found for it."""
    found = lies_ahead(sight, following.horizon)
    changes = changed(_told_now(sight, following.told), following.told, sight.today)
    moved = {each.slug for each in changes}
    coming = tuple(each for each in found if not each.is_term and each.slug not in moved)
    ending = tuple(each for each in found if each.is_term and each.slug not in moved)
    fresh_slugs = frozenset({each.slug for each in found} - following.told.keys())
    chosen = _chosen(coming, fresh_slugs, sight.today)
    return Found(
        news=fresh,
        changes=changes,
        coming=coming,
        chosen=chosen,
        ending=ending,
        asked_long_ago=tuple(requests.a_year_old(sight, following.begins)),
        promised=entries.promised_for(sight.snapshot, chosen, sight.interest, asked),
        followed=terms.followed(sight, _until(sight, following.horizon)) if ending else {},
        fresh=fresh_slugs,
    )


def _told_now(sight: Sight, told: Mapping[str, Told]) -> dict[str, Occasion]:
    """How events that were told stand now, as far as they are still followed."""
    if not told:
        return {}
    found = events_between(sight, sight.today, sight.today, also=told)
    found += terms.ending(sight, sight.today, _until(sight, 0))
    return {each.slug: each for each in found}


def _chosen(
    coming: Sequence[Occasion], fresh: frozenset[str], today: date, most: int = _MOST_COMING
) -> tuple[Occasion, ...]:
    """The few to be shown: what is near, then what was not told before, then the next; in the order of their dates."""

    def weight(place: int) -> tuple[bool, bool, int]:
        day = coming[place].day
        near = day is not None and day - today <= _NEAR
        return (not near, coming[place].slug not in fresh, place)

    places = sorted(range(len(coming)), key=weight)[:most]
    return tuple(coming[place] for place in sorted(places))


def lies_ahead(sight: Sight, horizon: int) -> list[Occasion]:
    """What a digest tells of the time ahead: events to come within the horizon, and terms in their last half-year."""
    last, half_year = sight.today + timedelta(days=horizon), sight.today + terms.LAST_HALF_YEAR

    def is_told(each: Occasion) -> bool:
        starts = each.starts or date.max
        if each.is_term:
            return starts <= half_year
        begun = each.kind == "chairmanship" and starts < sight.today
        return starts <= last and not begun and not _is_over(each, sight.today)

    return [each for each in occasions_seen(sight, max(last, half_year)) if is_told(each)]


def _until(sight: Sight, horizon: int) -> date:
    return sight.today + max(timedelta(days=horizon), terms.LAST_HALF_YEAR)


def _is_over(occasion: Occasion, today: date) -> bool:
    """Whether a document says that it was held, but for one that is under way."""
    return occasion.status is EventStatus.HELD and not is_running(occasion, today) and occasion.day != today
