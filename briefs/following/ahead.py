"""A state of the store and a day in, what documents tell of the time from then on out: read once for all who follow it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import and_, bindparam, select

from briefs import queries
from briefs.queries.rows import MOST_NUMBERS, among, given, hidden, sources_by_number
from briefs.queries.tellings import StoredEvent, Telling, merged
from briefs.store.tables import documents, event_mentions, outcome_parties, outcome_topics, outcomes
from briefs.store.tables import events as table

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Column, Select

    from briefs.model import Code
    from briefs.store import Snapshot

_MOST_KEPT = 24
_T = TypeVar("_T")
_kept: dict[Hashable, Any] = {}
_keeping = Lock()


@dataclass(frozen=True, slots=True)
class Ahead:
    """The events that may be on a day from ``since`` on, and who and what documents name beside each of them."""

    events: tuple[StoredEvent, ...]
    parties: Mapping[str, frozenset[Code]]
    topics: Mapping[str, frozenset[str]]
    met: frozenset[Code]


def of_state(version: str, key: Hashable, make: Callable[[], _T]) -> _T:
    """What follows from the state of the store alone is made once for that state: a thousand digests share it.

    The ``version`` of a state is its own in all stores there are; an empty store has none and is asked anew.
    """
    if not version:
        return make()
    whole = (version, key)
    found: _T | None = _kept.get(whole)
    if found is not None:
        return found
    made = make()
    with _keeping:
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[whole] = made
    return made


def ahead(snapshot: Snapshot, version: str, since: date, as_of: date | None = None) -> Ahead:
    """What the documents tell of the time from a day on; some statements for the first who asks, none for the others."""
    return of_state(version, ("ahead", since, as_of), lambda: _read(snapshot, since, as_of))


def named(snapshot: Snapshot, slugs: Iterable[str], as_of: date | None = None) -> list[StoredEvent]:
    """The events of these slugs, without the sentences that mention them."""
    found: list[Telling] = []
    for part in _parts(sorted(set(slugs))):
        found += _tellings(snapshot, given(slugs=part, as_of=as_of))
    return merged(found, {}, sources_by_number(snapshot, {telling.document for telling in found}))


def _read(snapshot: Snapshot, since: date, as_of: date | None) -> Ahead:
    tellings = _tellings(snapshot, given(since=since, as_of=as_of))
    sources = sources_by_number(snapshot, {telling.document for telling in tellings})
    told = {telling.number: telling.slug for telling in tellings}
    return Ahead(
        tuple(merged(tellings, {}, sources)),
        _beside(snapshot, outcome_parties.c.code, told, as_of),
        _beside(snapshot, outcome_topics.c.topic, told, as_of),
        frozenset(code for code, _ in queries.parties_met(snapshot, as_of)),
    )


def _beside(
    snapshot: Snapshot, column: Column[Any], told: Mapping[int, str], as_of: date | None
) -> dict[str, frozenset[str]]:
    """The parties, or the topics, of the lines that stand beside a mention of an event or are about it, by its slug."""
    found: dict[str, set[str]] = {}
    slugs = sorted(set(told.values()))
    mentioned, about = _naming(column, then=as_of is not None)
    for part in _parts(sorted(told)):
        for number, name in snapshot.rows(mentioned, {"numbers": part, "as_of": as_of}):
            found.setdefault(told[number], set()).add(name)
    for some in _parts(slugs):
        for slug, name in snapshot.rows(about, {"slugs": some, "as_of": as_of}):
            found.setdefault(slug, set()).add(name)
    return {slug: frozenset(names) for slug, names in found.items()}


def _parts(whole: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (whole[at : at + MOST_NUMBERS] for at in range(0, len(whole), MOST_NUMBERS))


def _tellings(snapshot: Snapshot, values: dict[str, Any]) -> list[Telling]:
    return [Telling._make(row) for row in snapshot.rows(_statement(frozenset(values)), values)]


_ROW = (
    *(table.c[name] for name in ("number", "document", "slug", "name", "kind", "host", "place")),
    *(table.c[name] for name in ("starts", "ends", "precision", "status")),
    documents.c.known_from,
)
_LATER = table.c.last_day >= bindparam("since")


@cache
def _statement(names: frozenset[str]) -> Select[Any]:
    """Every telling of the events that are asked for by slug, or that were ever told for a time from a day on.

    What may not be seen is left out by its number: asked for as a state of documents, all of these would be gone through.
    """
    query = select(*_ROW).select_from(table.join(documents, documents.c.number == table.c.document))
    query = query.where(table.c.document.not_in(hidden(then="as_of" in names)))
    if "slugs" in names:
        query = query.where(table.c.slug.in_(among("slugs")))
    else:
        query = query.where(table.c.slug.in_(select(table.c.slug).where(_LATER)))
    return query.order_by(documents.c.known_from, table.c.document, table.c.number)


@cache
def _naming(column: Column[Any], *, then: bool) -> tuple[Select[Any], Select[Any]]:
    """What stands beside the mentions of some events, by number; and what is about events, by slug."""
    names, unseen = column.table, hidden(then=then)
    near = and_(outcomes.c.document == table.c.document, outcomes.c.paragraph == event_mentions.c.paragraph)
    mentioned = (
        select(event_mentions.c.event, column)
        .join(table, table.c.number == event_mentions.c.event)
        .join(outcomes, near)
        .join(names, names.c.outcome == outcomes.c.number)
        .where(event_mentions.c.event.in_(among("numbers")))
    )
    about = (
        select(outcomes.c.event, column)
        .join(names, names.c.outcome == outcomes.c.number)
        .where(outcomes.c.event.in_(among("slugs")), outcomes.c.document.not_in(unseen))
    )
    return mentioned.distinct(), about.distinct()
