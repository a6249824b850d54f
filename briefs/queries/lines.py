"""What is wanted in, stored outcomes out: with a partner, in a year, on a topic, of an event, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import and_, case, func, or_, select, tuple_

from briefs.queries.rows import hidden, line_of, meetings_by_number, sources_by_number, visible
from briefs.queries.search import matching_paragraphs
from briefs.store.tables import documents, meetings, outcome_parties, outcome_topics, outcomes, paragraphs
from briefs.store.words import sought

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select

    from briefs.model import Code, Kind, Line, Strength
    from briefs.store import Store

Span = tuple["date | None", "date | None"]
RECENT = 300
"""How many of the newest documents are looked at for the parties and topics that a menu offers."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are wanted; what is left empty does not matter, and all that is given must hold.

    ``parties``: one of these on either side. ``every_party``: all of these, each on either side.
    ``actors`` and ``towards``: one of these on that side. ``said``: the time it was said overlaps this span.
    ``in_force``: its period overlaps this span. ``made_or_in_force``: either does. Spans include both days, and
    an open side is None. ``topics``, ``kinds``: one of these. ``meeting``: the number of a meeting, its sessions
    included. ``forum``: a series. ``source``: a document, whatever its revision. ``sample``: only or no samples.
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
    event: str | None = None
    meeting: int | None = None
    forum: str | None = None
    source: int | None = None
    paragraph: int | None = None
    numbers: tuple[int, ...] = ()
    sample: bool | None = None
    as_of: date | None = None
    order: Literal["newest", "oldest", "document"] = "newest"
    limit: int | None = None
    offset: int = 0


def lines(store: Store, wanted: Wanted) -> list[Line]:
    """The lines that are wanted, newest first unless ``order`` says otherwise; undated ones come last.

    Three statements, whatever is found.
    """
    with store.reading() as connection:
        chosen = _numbers(store, wanted).order_by(*_order(wanted)).limit(wanted.limit)
        chosen = chosen.offset(wanted.offset) if wanted.offset else chosen
        return _lines(
            connection, select(outcomes).where(outcomes.c.number.in_(chosen)).order_by(*_order(wanted))
        )


def count(store: Store, wanted: Wanted) -> int:
    """How many lines are wanted, without limit and offset."""
    inner = _numbers(store, wanted).subquery()
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(inner)) or 0


def line(store: Store, number: int) -> Line | None:
    """The line of a number, also of an old revision: a number says the same for ever. None where it is gone."""
    with store.reading() as connection:
        found = _lines(connection, select(outcomes).where(outcomes.c.number == number))
    return found[0] if found else None


def parties_met(store: Store, as_of: date | None = None) -> list[tuple[Code, int]]:
    """The parties of the newest documents with the number of their lines there, most lines first."""
    code, number = outcome_parties.c.code, func.count(outcome_parties.c.outcome.distinct())
    query = select(code, number).join(outcomes, outcomes.c.number == outcome_parties.c.outcome)
    return _met(store, query.where(outcomes.c.document.in_(_recent(as_of))), code)


def topics_met(store: Store, as_of: date | None = None) -> list[tuple[str, int]]:
    """The topics of the newest documents with the number of their lines there, most lines first."""
    topic, number = outcome_topics.c.topic, func.count()
    query = select(topic, number).join(outcomes, outcomes.c.number == outcome_topics.c.outcome)
    return _met(store, query.where(outcomes.c.document.in_(_recent(as_of))), topic)


def _lines(connection: Connection, query: Select[tuple[object, ...]]) -> list[Line]:
    rows = connection.execute(query).all()
    sources = sources_by_number(connection, (row.document for row in rows))
    sessions = meetings_by_number(connection, (row.meeting for row in rows if row.meeting is not None))
    return [line_of(row, sources, sessions) for row in rows]


def _numbers(store: Store, wanted: Wanted) -> Select[tuple[int]]:
    """The numbers alone are sorted and cut; the wide rows are fetched for those that are left."""
    query = select(outcomes.c.number)
    for condition in [*_who(wanted), *_what(wanted), *_when(wanted), *_where(wanted)]:
        query = query.where(condition)
    if wanted.words.strip():
        found = matching_paragraphs(store.dialect, sought(wanted.words))
        places = select(paragraphs.c.document, paragraphs.c.position)
        places = places.join(found, found.c.number == paragraphs.c.number)
        query = query.where(tuple_(outcomes.c.document, outcomes.c.paragraph).in_(places))
    return query


def _who(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = [_has_party((code,)) for code in wanted.every_party]
    if wanted.parties:
        conditions.append(_has_party(wanted.parties))
    for side, codes in (("actor", wanted.actors), ("towards", wanted.towards)):
        if codes:
            conditions.append(_has_party(codes, side))
    return conditions


def _what(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.kinds:
        conditions.append(outcomes.c.kind.in_([str(kind) for kind in wanted.kinds]))
    if wanted.strength is not None:
        conditions.append(outcomes.c.strength == str(wanted.strength))
    if wanted.topics:
        about = select(outcome_topics.c.outcome).where(outcome_topics.c.topic.in_(wanted.topics))
        conditions.append(outcomes.c.number.in_(about))
    if wanted.instruments:
        conditions.append(outcomes.c.instrument.is_not(None))
    if wanted.numbers:
        conditions.append(outcomes.c.number.in_(wanted.numbers))
    return conditions


def _when(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.said is not None:
        conditions.append(_said_in(wanted.said))
    if wanted.in_force is not None:
        conditions.append(_in_force(wanted.in_force))
    if wanted.made_or_in_force is not None:
        conditions.append(or_(_said_in(wanted.made_or_in_force), _in_force(wanted.made_or_in_force)))
    return conditions


def _where(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.source is not None:
        conditions.append(outcomes.c.document == wanted.source)
    elif not wanted.numbers:
        conditions.append(outcomes.c.document.not_in(hidden(wanted.as_of)))
    if wanted.paragraph is not None:
        conditions.append(outcomes.c.paragraph == wanted.paragraph)
    if wanted.sample is not None:
        samples = select(documents.c.number).where(documents.c.sample.is_(wanted.sample))
        conditions.append(outcomes.c.document.in_(samples))
    if wanted.event is not None:
        conditions.append(outcomes.c.event == wanted.event)
    if wanted.meeting is not None:
        sessions = select(meetings.c.number).where(meetings.c.parent == wanted.meeting)
        conditions.append(or_(outcomes.c.meeting == wanted.meeting, outcomes.c.meeting.in_(sessions)))
    if wanted.forum is not None:
        series = select(meetings.c.number).where(meetings.c.forum == wanted.forum)
        conditions.append(outcomes.c.meeting.in_(series))
    return conditions


def _has_party(codes: tuple[Code, ...], side: str | None = None) -> ColumnElement[bool]:
    found = select(outcome_parties.c.outcome).where(outcome_parties.c.code.in_(codes))
    if side is not None:
        found = found.where(outcome_parties.c.side == side)
    return outcomes.c.number.in_(found)


def _said_in(span: Span) -> ColumnElement[bool]:
    """Whether the time of speaking touches the span; what has no date is in none."""
    since, until = span
    conditions: list[ColumnElement[bool]] = [outcomes.c.said_order > 0]
    if since is not None:
        conditions.append(outcomes.c.said_end >= since)
    if until is not None:
        conditions.append(outcomes.c.said_order <= until.toordinal())
    return and_(*conditions)


def _in_force(span: Span) -> ColumnElement[bool]:
    """Whether the period touches the span: a deadline alone holds from the day it was said."""
    since, until = span
    conditions: list[ColumnElement[bool]] = [outcomes.c.period_precision.is_not(None)]
    if since is not None:
        end = outcomes.c.period_end
        conditions.append(or_(end.is_(None), end >= since))
    if until is not None:
        conditions.append(func.coalesce(outcomes.c.period_start, outcomes.c.said_start) <= until)
    return and_(*conditions)


def _order(wanted: Wanted) -> list[ColumnElement[object]]:
    columns = outcomes.c
    if wanted.order == "document":
        return [columns.document.asc(), columns.position.asc()]
    if wanted.order == "oldest":
        undated_last = case((columns.said_order == 0, 1), else_=0)
        return [undated_last, columns.said_order.asc(), columns.document.asc(), columns.position.asc()]
    return [columns.said_order.desc(), columns.document.desc(), columns.position.asc()]


def _recent(as_of: date | None) -> Select[tuple[int]]:
    newest = [documents.c.known_from.desc(), documents.c.number.desc()]
    return select(documents.c.number).where(visible(as_of)).order_by(*newest).limit(RECENT)


def _met(store: Store, query: Select[tuple[str, int]], column: ColumnElement[str]) -> list[tuple[str, int]]:
    with store.reading() as connection:
        rows: Sequence[Any] = connection.execute(query.group_by(column)).all()
    return sorted(((row[0], row[1]) for row in rows), key=lambda pair: (-pair[1], pair[0]))
