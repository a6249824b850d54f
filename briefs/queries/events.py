"""A name, a time or a party in, events out: one for each slug, whatever number of documents speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from briefs.model import EventStatus, Moment
from briefs.queries.rows import PRECISIONS, sources_by_number, visible
from briefs.store.keeping import last_day
from briefs.store.tables import documents, event_mentions, outcome_parties, outcomes
from briefs.store.tables import events as table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement

    from briefs.model import Code, Source
    from briefs.store import Store

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


def events(
    store: Store,
    *,
    slugs: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
    hosts: tuple[Code, ...] = (),
    parties: tuple[Code, ...] = (),
    as_of: date | None = None,
    limit: int | None = None,
) -> list[StoredEvent]:
    """The events for which all that is given holds, by date, those without one last; three statements.

    ``since`` and ``until`` ask for events whose best-known time touches the span; one whose dates moved out
    of it is not in it. ``parties``: one of these hosts it, or stands in an outcome beside its mention.
    """
    with store.reading() as connection:
        chosen = select(table.c.slug).join(documents, documents.c.number == table.c.document)
        chosen = chosen.where(visible(as_of), *_conditions(slugs, since, until, hosts, parties))
        query = select(table, documents.c.known_from).join(documents, documents.c.number == table.c.document)
        query = query.where(visible(as_of), table.c.slug.in_(chosen.distinct()))
        rows = connection.execute(
            query.order_by(documents.c.known_from, table.c.document, table.c.number)
        ).all()
        groups = _groups(rows, since, until)[:limit]
        numbers = [row.number for group in groups for row in group]
        told = (
            select(event_mentions)
            .where(event_mentions.c.event.in_(numbers))
            .order_by(event_mentions.c.number)
        )
        mentions: dict[int, list[Any]] = {}
        for mention in connection.execute(told):
            mentions.setdefault(mention.event, []).append(mention)
        sources = sources_by_number(connection, (row.document for group in groups for row in group))
    return [_one(group, mentions, sources) for group in groups]


def event_names(store: Store, as_of: date | None = None) -> dict[str, tuple[str, ...]]:
    """Every slug with the names that documents give it, so that a name typed by a person can be found."""
    query = select(table.c.slug, table.c.name).join(documents, documents.c.number == table.c.document)
    names: dict[str, list[str]] = {}
    with store.reading() as connection:
        for row in connection.execute(query.where(visible(as_of)).distinct().order_by(table.c.slug)):
            names.setdefault(row.slug, []).append(row.name)
    return {slug: tuple(known) for slug, known in names.items()}


def _conditions(
    slugs: tuple[str, ...],
    since: date | None,
    until: date | None,
    hosts: tuple[Code, ...],
    parties: tuple[Code, ...],
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if slugs:
        conditions.append(table.c.slug.in_(slugs))
    if since is not None:
        conditions.append(table.c.last_day >= since)
    if until is not None:
        conditions.append(table.c.first_day <= until)
    if hosts:
        conditions.append(table.c.host.in_(hosts))
    if parties:
        conditions.append(or_(table.c.host.in_(parties), _beside(parties)))
    return conditions


def _beside(parties: tuple[Code, ...]) -> ColumnElement[bool]:
    """Whether an outcome in a paragraph that mentions the event has one of the parties, or is about the event."""
    near = and_(outcomes.c.document == table.c.document, outcomes.c.paragraph == event_mentions.c.paragraph)
    with_party = outcome_parties.c.code.in_(parties)
    beside = (
        select(event_mentions.c.event)
        .join(table, table.c.number == event_mentions.c.event)
        .join(outcomes, near)
        .join(outcome_parties, outcome_parties.c.outcome == outcomes.c.number)
        .where(with_party)
    )
    about = (
        select(outcomes.c.event)
        .join(outcome_parties, outcome_parties.c.outcome == outcomes.c.number)
        .where(with_party, outcomes.c.event.is_not(None))
    )
    return or_(table.c.number.in_(beside), table.c.slug.in_(about))


def _groups(rows: Sequence[Any], since: date | None, until: date | None) -> list[list[Any]]:
    """The rows of each event whose best-known time touches the span, by that time, those without one last."""
    by_slug: dict[str, list[Any]] = {}
    for row in rows:
        by_slug.setdefault(row.slug, []).append(row)
    timed = [(_best_date(group), group) for group in by_slug.values()]
    timed = [(when, group) for when, group in timed if _touches(when, since, until)]
    timed.sort(key=lambda pair: (pair[0].start or pair[0].end or date.max, pair[1][0].slug))
    return [group for _, group in timed]


def _one(group: list[Any], told: dict[int, list[Any]], sources: dict[int, Source]) -> StoredEvent:
    """One event out of what several documents say, in the order of their dates."""
    last = group[-1]
    found = tuple(
        EventMention(mention.quote, mention.paragraph, sources[row.document])
        for row in group
        for mention in told.get(row.number, ())
    )
    return StoredEvent(
        slug=last.slug,
        name=min((row.name for row in group), key=lambda name: (-_times(name, group), len(name), name)),
        kind=last.kind,
        host=_last(row.host for row in group),
        place=_last(row.place for row in group),
        when=_best_date(group),
        status=_status(group),
        mentions=tuple(dict.fromkeys(found)),
        history=_history(group, sources),
    )


def _best_date(group: list[Any]) -> Moment:
    """The latest telling wins, unless it only says less exactly what is known; a postponement voids the date."""
    best: Any = None
    for row in group:
        if row.starts is None and row.ends is None:
            if row.status == EventStatus.POSTPONED and best is not None and best.known_from < row.known_from:
                best = None
        elif best is None or not _blurs(row, best):
            best = row
    if best is None:
        return Moment(None, None, None)
    return _moment(best)


def _blurs(row: Any, best: Any) -> bool:
    """Whether a telling is coarser than the best known one and contains it, or is its equal of the same day."""
    coarser = COARSENESS.get(row.precision, 5) > COARSENESS.get(best.precision, 5)
    if coarser and row.known_from == best.known_from:
        return True
    start, end = best.starts or best.ends, best.ends or best.starts
    contains = (row.starts is None or row.starts <= start) and (row.ends is None or end <= row.ends)
    return coarser and contains


def _status(group: list[Any]) -> EventStatus:
    """The latest telling wins, but an event once held is not planned again."""
    status = EventStatus(group[0].status)
    for row in group[1:]:
        told = EventStatus(row.status)
        if not (status is EventStatus.HELD and told is EventStatus.PLANNED):
            status = told
    return status


def _history(group: list[Any], sources: dict[int, Source]) -> tuple[DateTold, ...]:
    history: list[DateTold] = []
    for row in group:
        moment, status = _moment(row), EventStatus(row.status)
        silent = moment.start is None and moment.end is None and status is EventStatus.PLANNED
        if silent or any((moment, status) == (known.when, known.status) for known in history[-1:]):
            continue
        history.append(DateTold(moment, status, sources[row.document]))
    return tuple(history)


def _moment(row: Any) -> Moment:
    return Moment(row.starts, row.ends, PRECISIONS.get(row.precision))


def _touches(when: Moment, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    start, end = when.start or when.end, last_day(when.start, when.end, when.precision)
    if start is None or end is None:
        return False
    return (since is None or end >= since) and (until is None or start <= until)


def _times(name: str, group: list[Any]) -> int:
    return sum(row.name == name for row in group)


def _last(values: Iterable[str | None]) -> str | None:
    known = [value for value in values if value]
    return known[-1] if known else None
