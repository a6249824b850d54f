"""What is wanted in, stored outcomes out: with a partner, in a year, on a topic, of an event, in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import and_, bindparam, case, func, or_, select, tuple_

from briefs.queries.rows import LINE, among, given, hidden, lines_of, visible
from briefs.queries.search import matching_paragraphs
from briefs.store.tables import documents, meetings, outcome_parties, outcome_topics, outcomes, paragraphs
from briefs.store.words import sought

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from briefs.model import Code, Kind, Line, Strength
    from briefs.store import Readable, Snapshot

Order = Literal["newest", "oldest", "document"]
Span = tuple["date | None", "date | None"]
RECENT = 300
"""How many of the newest documents are looked at for the parties and topics that a menu offers."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are wanted; what is left empty does not matter, and all that is given must hold.

    ``parties``: one of these on either side. ``every_party``: all of these, each on either side.
    ``actors`` and ``towards``: one of these on that side. ``said``: the time it was said overlaps this span.
    ``in_force``: its period overlaps this span. ``made_or_in_force``: either does. Spans include both days, and
    an open side is None. ``topics``, ``kinds``: one of these. ``meetings``: the numbers of meetings, their
    sessions included. ``forum``: a series. ``source``: a document, whatever its revision. ``sample``: only or no samples.
    ``events``: one of these.
    """

    parties: tuple[Code, ...] = ()
    every_party: tuple[Code, ...] = ()
    actors: tuple[Code, ...] = ()
    towards: tuple[Code, ...] = ()
    kinds: tuple[Kind, ...] = ()
    strength: Strength | None = None
    said: Span | None = None
    in_force: Span | None = None
    made_or_in_force: Span | None = None
    topics: tuple[str, ...] = ()
    words: str = ""
    instruments: bool = False
    events: tuple[str, ...] = ()
    meetings: tuple[int, ...] = ()
    forum: str | None = None
    source: int | None = None
    paragraph: int | None = None
    numbers: tuple[int, ...] = ()
    sample: bool | None = None
    as_of: date | None = None
    order: Order = "newest"
    limit: int | None = None
    offset: int = 0


def lines(store: Readable, wanted: Wanted) -> list[Line]:
    """The lines that are wanted, newest first unless ``order`` says otherwise; undated ones come last.

    Three statements at most, whatever is found.
    """
    values = _values(wanted)
    names = frozenset(values)
    with store.snapshot() as snapshot:
        if wanted.words.strip():
            chosen = _with_words(snapshot, _numbers(names, then=wanted.as_of is not None), wanted)
            chosen = chosen.order_by(*_ORDERS[wanted.order]).limit(wanted.limit).offset(wanted.offset or None)
            query = select(*LINE).where(_NUMBER.in_(chosen)).order_by(*_ORDERS[wanted.order])
        else:
            cut = (wanted.limit is not None, wanted.offset > 0)
            query = _statement(names, cut, wanted.order, then=wanted.as_of is not None)
        return lines_of(snapshot, query, values)


def count(store: Readable, wanted: Wanted) -> int:
    """How many lines are wanted, without limit and offset."""
    values = _values(wanted)
    inner = _numbers(frozenset(values), then=wanted.as_of is not None)
    with store.snapshot() as snapshot:
        inner = _with_words(snapshot, inner, wanted) if wanted.words.strip() else inner
        query = select(func.count()).select_from(inner.subquery())
        return snapshot.connection.scalar(query, values) or 0


def line(store: Readable, number: int) -> Line | None:
    """The line of a number, also of an old revision: a number says the same for ever. None where it is gone."""
    with store.snapshot() as snapshot:
        found = lines_of(snapshot, _LINE, {"number": number})
    return found[0] if found else None


def parties_met(store: Readable, as_of: date | None = None) -> list[tuple[Code, int]]:
    """The parties of the newest documents with the number of their lines there, most lines first."""
    return _met(store, _PARTIES_MET[as_of is not None], as_of)


def topics_met(store: Readable, as_of: date | None = None) -> list[tuple[str, int]]:
    """The topics of the newest documents with the number of their lines there, most lines first."""
    return _met(store, _TOPICS_MET[as_of is not None], as_of)


def _values(wanted: Wanted) -> dict[str, Any]:
    """The parameters of a question; their names say which conditions it has."""
    every = wanted.every_party
    said, force, made = wanted.said, wanted.in_force, wanted.made_or_in_force
    return given(
        party=every if len(every) == 1 else (),
        every_party=every if len(every) > 1 else (),
        parties_wanted=len(every) if len(every) > 1 else None,
        parties=wanted.parties,
        actors=wanted.actors,
        towards=wanted.towards,
        kinds=tuple(str(kind) for kind in wanted.kinds),
        strength=None if wanted.strength is None else str(wanted.strength),
        topics=wanted.topics,
        instruments=wanted.instruments or None,
        numbers=wanted.numbers,
        **_days("said", said),
        **_days("force", force),
        **_days("made", made),
        source=wanted.source,
        paragraph=wanted.paragraph,
        sample=wanted.sample,
        events=wanted.events,
        meetings=wanted.meetings,
        forum=wanted.forum,
        as_of=wanted.as_of,
        limit=wanted.limit,
        offset=wanted.offset or None,
    )


def _days(name: str, span: Span | None) -> dict[str, Any]:
    """The parameters of a span; the name itself says that the time matters at all."""
    if span is None:
        return {}
    since, until = span
    order = until.toordinal() if until else None
    return {name: True, f"{name}_since": since, f"{name}_until": until, f"{name}_order": order}


@cache
def _statement(names: frozenset[str], cut: tuple[bool, bool], order: Order, *, then: bool) -> Select[Any]:
    """The statement for questions that give these parameters; of what is cut only the numbers are sorted."""
    limited, moved = cut
    chosen = _numbers(names, then=then)
    if not limited and not moved:
        return chosen.with_only_columns(*LINE).order_by(*_ORDERS[order])
    chosen = chosen.order_by(*_ORDERS[order])
    chosen = chosen.limit(bindparam("limit")) if limited else chosen
    chosen = chosen.offset(bindparam("offset")) if moved else chosen
    return select(*LINE).where(_NUMBER.in_(chosen)).order_by(*_ORDERS[order])


@cache
def _numbers(names: frozenset[str], *, then: bool) -> Select[tuple[int]]:
    """The numbers of the lines for which all conditions hold that have these names."""
    query = select(_NUMBER)
    for name in sorted(names & _CONDITIONS.keys()):
        query = query.where(_CONDITIONS[name])
    for name in ("said", "force", "made"):
        if name in names:
            query = query.where(_in_time(name, f"{name}_since" in names, f"{name}_until" in names))
    if not names & {"source", "numbers"}:
        query = query.where(outcomes.c.document.not_in(hidden(then=then)))
    return query


def _with_words(snapshot: Snapshot, query: Select[tuple[int]], wanted: Wanted) -> Select[tuple[int]]:
    """Only the lines in whose paragraphs the words stand."""
    found = matching_paragraphs(snapshot.dialect, sought(wanted.words))
    places = select(paragraphs.c.document, paragraphs.c.position)
    places = places.join(found, found.c.number == paragraphs.c.number)
    return query.where(tuple_(outcomes.c.document, outcomes.c.paragraph).in_(places))


def _has_party(name: str, side: str | None = None) -> ColumnElement[bool]:
    found = select(outcome_parties.c.outcome).where(outcome_parties.c.code.in_(among(name)))
    if side is not None:
        found = found.where(outcome_parties.c.side == side)
    return _NUMBER.in_(found)


def _has_every_party() -> ColumnElement[bool]:
    code = outcome_parties.c.code
    found = select(outcome_parties.c.outcome).where(code.in_(among("every_party")))
    found = found.group_by(outcome_parties.c.outcome)
    return _NUMBER.in_(found.having(func.count(code.distinct()) == bindparam("parties_wanted")))


def _in_time(name: str, since: bool, until: bool) -> ColumnElement[bool]:
    said, force = _said_in(name, since, until), _in_force(name, since, until)
    return said if name == "said" else force if name == "force" else or_(said, force)


def _said_in(name: str, since: bool, until: bool) -> ColumnElement[bool]:
    """Whether the time of speaking touches the span; what has no date is in none."""
    conditions: list[ColumnElement[bool]] = [outcomes.c.said_order > 0]
    if since:
        conditions.append(outcomes.c.said_end >= bindparam(f"{name}_since"))
    if until:
        conditions.append(outcomes.c.said_order <= bindparam(f"{name}_order"))
    return and_(*conditions)


def _in_force(name: str, since: bool, until: bool) -> ColumnElement[bool]:
    """Whether the period touches the span: a deadline alone holds from the day it was said."""
    conditions: list[ColumnElement[bool]] = [outcomes.c.period_precision.is_not(None)]
    if since:
        end = outcomes.c.period_end
        conditions.append(or_(end.is_(None), end >= bindparam(f"{name}_since")))
    if until:
        begun = func.coalesce(outcomes.c.period_start, outcomes.c.said_start)
        conditions.append(begun <= bindparam(f"{name}_until"))
    return and_(*conditions)


def _sessions() -> ColumnElement[bool]:
    inside = select(meetings.c.number).where(meetings.c.parent.in_(among("meetings")))
    return or_(outcomes.c.meeting.in_(among("meetings")), outcomes.c.meeting.in_(inside))


_NUMBER = outcomes.c.number
_LINE = select(*LINE).where(outcomes.c.number == bindparam("number"))
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "party": _has_party("party"),
    "every_party": _has_every_party(),
    "parties": _has_party("parties"),
    "actors": _has_party("actors", "actor"),
    "towards": _has_party("towards", "towards"),
    "kinds": outcomes.c.kind.in_(among("kinds")),
    "strength": outcomes.c.strength == bindparam("strength"),
    "topics": _NUMBER.in_(
        select(outcome_topics.c.outcome).where(outcome_topics.c.topic.in_(among("topics")))
    ),
    "instruments": outcomes.c.instrument.is_not(None),
    "numbers": _NUMBER.in_(among("numbers")),
    "source": outcomes.c.document == bindparam("source"),
    "paragraph": outcomes.c.paragraph == bindparam("paragraph"),
    "sample": outcomes.c.document.in_(
        select(documents.c.number).where(documents.c.sample == bindparam("sample"))
    ),
    "events": outcomes.c.event.in_(among("events")),
    "meetings": _sessions(),
    "forum": outcomes.c.meeting.in_(select(meetings.c.number).where(meetings.c.forum == bindparam("forum"))),
}
_PLACE = (outcomes.c.document, outcomes.c.position)
_ORDERS: dict[Order, tuple[Any, ...]] = {
    "newest": (outcomes.c.said_order.desc(), outcomes.c.document.desc(), outcomes.c.position),
    "oldest": (case((outcomes.c.said_order == 0, 1), else_=0), outcomes.c.said_order, *_PLACE),
    "document": _PLACE,
}


def _recent(*, then: bool) -> ColumnElement[bool]:
    newest = [documents.c.known_from.desc(), documents.c.number.desc()]
    numbers = select(documents.c.number).where(visible(then=then)).order_by(*newest).limit(RECENT)
    return outcomes.c.document.in_(numbers)


def _parties_met(*, then: bool) -> Select[Any]:
    code = outcome_parties.c.code
    query = select(code, func.count(outcome_parties.c.outcome.distinct()))
    query = query.join(outcomes, outcome_parties.c.outcome == outcomes.c.number)
    return query.where(_recent(then=then)).group_by(code)


def _topics_met(*, then: bool) -> Select[Any]:
    topic = outcome_topics.c.topic
    query = select(topic, func.count()).join(outcomes, outcome_topics.c.outcome == outcomes.c.number)
    return query.where(_recent(then=then)).group_by(topic)


_PARTIES_MET = {then: _parties_met(then=then) for then in (True, False)}
_TOPICS_MET = {then: _topics_met(then=then) for then in (True, False)}


def _met(store: Readable, query: Select[Any], as_of: date | None) -> list[tuple[str, int]]:
    with store.snapshot() as snapshot:
        rows = snapshot.rows(query, {"as_of": as_of})
    return sorted(((name, number) for name, number in rows), key=lambda pair: (-pair[1], pair[0]))
