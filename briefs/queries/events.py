"""A name, a time or a party in, events out: one for each slug, whatever number of documents speaks of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, or_, select, union

from briefs.queries.rows import SOURCE, among, given, source_of, visible
from briefs.queries.tellings import StoredEvent, Telling, merged
from briefs.store.keeping import last_day
from briefs.store.tables import documents, event_mentions, outcome_parties, outcomes
from briefs.store.tables import events as table

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from briefs.model import Code
    from briefs.store import Readable


def events(
    store: Readable,
    *,
    slugs: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
    hosts: tuple[Code, ...] = (),
    parties: tuple[Code, ...] = (),
    as_of: date | None = None,
    limit: int | None = None,
) -> list[StoredEvent]:
    """The events for which all that is given holds, by date, those without one last; one statement.

    ``since`` and ``until`` ask for events whose best-known time touches the span; one whose dates moved out
    of it is not in it. ``parties``: one of these hosts it, or stands in an outcome beside its mention.
    """
    values = given(slugs=slugs, since=since, until=until, hosts=hosts, parties=parties, as_of=as_of)
    found = _events(store, _statement(frozenset(values)), values)
    return [event for event in found if in_time(event, since, until)][:limit]


def events_near(
    store: Readable,
    *,
    slugs: tuple[str, ...] = (),
    since: date,
    until: date | None = None,
    hosts: tuple[Code, ...] = (),
    documents: tuple[int, ...] = (),
    as_of: date | None = None,
) -> list[StoredEvent]:
    """The events of these names, or told for a time from ``since`` on, or of these hosts, or told in these documents."""
    values = given(slugs=slugs, since=since, until=until, hosts=hosts, documents=documents, as_of=as_of)
    return _events(store, _statement(frozenset(values), either=True), values)


def slugs_of(store: Readable, parties: tuple[Code, ...], as_of: date | None = None) -> frozenset[str]:
    """The slugs of the events that one of these parties hosts, or beside whose mention it stands in an outcome."""
    values = given(parties=parties, as_of=as_of)
    with store.snapshot() as snapshot:
        return frozenset(snapshot.connection.scalars(_chosen(frozenset(values), either=False), values))


def event_names(store: Readable, as_of: date | None = None) -> dict[str, tuple[str, ...]]:
    """Every slug with the names that documents give it, so that a name typed by a person can be found."""
    names: dict[str, list[str]] = {}
    with store.snapshot() as snapshot:
        for slug, name in snapshot.rows(_NAMES[as_of is not None], {"as_of": as_of}):
            names.setdefault(slug, []).append(name)
    return {slug: tuple(known) for slug, known in names.items()}


def in_time(event: StoredEvent, since: date | None, until: date | None) -> bool:
    """Whether the best-known time of an event touches a span; what has no date is in none but the boundless one."""
    if since is None and until is None:
        return True
    when = event.when
    start, end = when.start or when.end, last_day(when.start, when.end, when.precision)
    if start is None or end is None:
        return False
    return (since is None or end >= since) and (until is None or start <= until)


def _beside() -> ColumnElement[bool]:
    """Whether an outcome in a paragraph that mentions the event has one of the parties, or is about the event."""
    near = and_(outcomes.c.document == table.c.document, outcomes.c.paragraph == event_mentions.c.paragraph)
    with_party = outcome_parties.c.code.in_(among("parties"))
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


_TOLD_BY = table.join(documents, documents.c.number == table.c.document)
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "slugs": table.c.slug.in_(among("slugs")),
    "since": table.c.last_day >= bindparam("since"),
    "until": table.c.first_day <= bindparam("until"),
    "hosts": table.c.host.in_(among("hosts")),
    "documents": table.c.document.in_(among("documents")),
    "parties": or_(table.c.host.in_(among("parties")), _beside()),
}
_ROW = (
    *(table.c[name] for name in ("number", "document", "slug", "name", "kind", "host", "place")),
    *(table.c[name] for name in ("starts", "ends", "precision", "status")),
    documents.c.known_from,
)
_TOLD = len(_ROW)
_NAMES: dict[bool, Select[Any]] = {
    then: select(table.c.slug, table.c.name)
    .select_from(_TOLD_BY)
    .where(visible(then=then))
    .distinct()
    .order_by(table.c.slug)
    for then in (True, False)
}


@cache
def _statement(names: frozenset[str], *, either: bool = False) -> Select[Any]:
    """The tellings of the events for which these conditions hold, oldest first; ``either``: one of them is enough.

    One row for each mention, with the document that tells it.
    """
    query = select(*_ROW, event_mentions.c.quote, event_mentions.c.paragraph, *SOURCE)
    query = query.select_from(_TOLD_BY.outerjoin(event_mentions, event_mentions.c.event == table.c.number))
    chosen = _chosen(names, either=either)
    query = query.where(visible(then="as_of" in names), table.c.slug.in_(chosen))
    return query.order_by(documents.c.known_from, table.c.document, table.c.number, event_mentions.c.number)


def _chosen(names: frozenset[str], *, either: bool) -> Any:
    """The slugs of the events for which the conditions of these names hold; a time is one condition."""
    query = select(table.c.slug).select_from(_TOLD_BY).where(visible(then="as_of" in names)).distinct()
    kept = [[_CONDITIONS[name]] for name in ("slugs", "hosts", "documents", "parties") if name in names]
    kept += [[_CONDITIONS[name] for name in ("since", "until") if name in names]]
    if either:
        return union(*(query.where(*each) for each in kept if each))
    return query.where(*(condition for each in kept for condition in each))


def _events(store: Readable, query: Select[Any], values: dict[str, Any]) -> list[StoredEvent]:
    tellings: dict[int, Telling] = {}
    mentions: dict[int, list[tuple[str, int]]] = {}
    with store.snapshot() as snapshot:
        for row in snapshot.rows(query, values):
            telling = Telling._make(row[:_TOLD])
            quote, paragraph = row[_TOLD : _TOLD + 2]
            tellings[telling.number] = telling
            if quote is not None:
                mentions.setdefault(telling.number, []).append((quote, paragraph))
            if telling.document not in snapshot.sources:
                snapshot.sources[telling.document] = source_of(row[_TOLD + 2 :])
        return merged(tellings.values(), mentions, snapshot.sources)
