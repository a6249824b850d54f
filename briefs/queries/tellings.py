"""What several documents tell of events in, one event for each slug out: its best-known time, and how that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from briefs.model import Code, EventStatus, Moment, Source
from briefs.queries.rows import PRECISIONS

STATUSES = {str(value): value for value in EventStatus}
COARSENESS = {"day": 0, "range": 1, "month": 2, "quarter": 3, "year": 4}


@dataclass(frozen=True, slots=True)
class EventMention:
    """A sentence that speaks of an event, with its place."""

    quote: str
    paragraph: int
    source: Source


@dataclass(frozen=True, slots=True)
class DateTold:
    """What one document says of an event's time and status."""

    when: Moment
    status: EventStatus
    source: Source


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as it is known today.

    ``history`` are the dates and statuses as documents told them, oldest telling first, repetitions left out:
    more than one entry means that something moved. ``mentions`` stand in the same order.
    """

    slug: str
    name: str
    kind: str
    host: Code | None
    place: str | None
    when: Moment
    status: EventStatus
    mentions: tuple[EventMention, ...]
    history: tuple[DateTold, ...]


class Telling(NamedTuple):
    """What one document says of an event: a row of the tables, in the order of the query."""

    number: int
    document: int
    slug: str
    name: str
    kind: str
    host: Code | None
    place: str | None
    starts: date | None
    ends: date | None
    precision: str | None
    status: str
    known_from: date


Mentions = Mapping[int, Sequence[tuple[str, int]]]
"""The sentences and paragraphs that mention an event, by the number of the telling."""


def merged(tellings: Iterable[Telling], told: Mentions, sources: Mapping[int, Source]) -> list[StoredEvent]:
    """One event for each slug out of tellings in the order of their dates; by date, those without one last."""
    by_slug: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_slug.setdefault(telling.slug, []).append(telling)
    found = [_one(group, told, sources) for group in by_slug.values()]
    return sorted(found, key=lambda each: (each.when.start or each.when.end or date.max, each.slug))


def _one(group: list[Telling], told: Mentions, sources: Mapping[int, Source]) -> StoredEvent:
    """One event out of what several documents say, in the order of their dates."""
    last, names = group[-1], Counter(row.name for row in group)
    said = dict.fromkeys((*place, row.document) for row in group for place in told.get(row.number, ()))
    return StoredEvent(
        slug=last.slug,
        name=min(names, key=lambda name: (-names[name], len(name), name)),
        kind=last.kind,
        host=_last(row.host for row in group),
        place=_last(row.place for row in group),
        when=_best_date(group),
        status=_status(group),
        mentions=tuple(EventMention(quote, paragraph, sources[number]) for quote, paragraph, number in said),
        history=_history(group, sources),
    )


def _best_date(group: list[Telling]) -> Moment:
    """The latest telling wins, unless it only says less exactly what is known; a postponement voids the date."""
    best: Telling | None = None
    for row in group:
        if row.starts is None and row.ends is None:
            if row.status == EventStatus.POSTPONED and best is not None and best.known_from < row.known_from:
                best = None
        elif best is None or not _blurs(row, best):
            best = row
    if best is None:
        return Moment(None, None, None)
    return _moment(best)


def _blurs(row: Telling, best: Telling) -> bool:
    """Whether a telling is coarser than the best known one and contains it, or is its equal of the same day."""
    coarser = COARSENESS.get(row.precision or "", 5) > COARSENESS.get(best.precision or "", 5)
    if coarser and row.known_from == best.known_from:
        return True
    start, end = best.starts or best.ends or date.min, best.ends or best.starts or date.max
    contains = (row.starts is None or row.starts <= start) and (row.ends is None or end <= row.ends)
    return coarser and contains


def _status(group: list[Telling]) -> EventStatus:
    """The latest telling wins, but an event once held is not planned again."""
    status = STATUSES[group[0].status]
    for row in group[1:]:
        told = STATUSES[row.status]
        if not (status is EventStatus.HELD and told is EventStatus.PLANNED):
            status = told
    return status


def _history(group: list[Telling], sources: Mapping[int, Source]) -> tuple[DateTold, ...]:
    history: list[DateTold] = []
    for row in group:
        moment, status = _moment(row), STATUSES[row.status]
        silent = moment.start is None and moment.end is None and status is EventStatus.PLANNED
        if silent or any((moment, status) == (known.when, known.status) for known in history[-1:]):
            continue
        history.append(DateTold(moment, status, sources[row.document]))
    return tuple(history)


def _moment(row: Telling) -> Moment:
    return Moment(row.starts, row.ends, PRECISIONS.get(row.precision or ""))


def _last(values: Iterable[str | None]) -> str | None:
    known = [value for value in values if value]
    return known[-1] if known else None
