"""Rows of the tables in, the nouns of the trade out; and which revisions a question may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import not_, or_, select

from briefs.model import (
    Amount,
    DocumentKind,
    Format,
    Kind,
    Level,
    Line,
    Meeting,
    Moment,
    Outcome,
    Period,
    Precision,
    Source,
    Strength,
)
from briefs.store.tables import documents, meetings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select

PRECISIONS = {str(value): value for value in Precision}
KINDS = {str(value): value for value in Kind}
STRENGTHS = {str(value): value for value in Strength}
MOST_NUMBERS = 5000
"""Numbers in one statement: SQLite takes 32,766 parameters, PostgreSQL 65,535."""


def visible(as_of: date | None) -> ColumnElement[bool]:
    """The condition on ``documents``: what stands today, or what one could know on a day."""
    if as_of is None:
        return documents.c.superseded_by.is_(None)
    until = documents.c.known_until
    return (documents.c.known_from <= as_of) & or_(until.is_(None), until > as_of)


def hidden(as_of: date | None) -> Select[tuple[int]]:
    """The numbers of the documents that a question may not see: mostly few, so that leaving them out is quick."""
    return select(documents.c.number).where(not_(visible(as_of)))


def sources_by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Source]:
    """The documents of these numbers, in one statement."""
    return {row.number: source_of(row) for row in _rows(connection, documents, numbers)}


def meetings_by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Meeting]:
    """The meetings of these numbers, in one statement."""
    return {row.number: meeting_of(row) for row in _rows(connection, meetings, numbers)}


def source_of(row: Any) -> Source:
    """A row of ``documents`` as an answer cites it."""
    day = row.published_on
    published = Moment(day, day, Precision.DAY if day else None, row.published_inferred)
    return Source(
        number=row.number,
        title=row.title,
        kind=DocumentKind(row.kind),
        publisher=row.publisher,
        published=published,
        published_reason=row.published_reason,
        place=row.place,
        url=row.url,
        sample=row.sample,
        revision=row.revision,
        added_at=row.added_at,
    )


def meeting_of(row: Any) -> Meeting:
    """A row of ``meetings`` as it was read."""
    return Meeting(
        id=row.key,
        name=row.name,
        forum=row.forum,
        level=Level(row.level),
        format=Format(row.format) if row.format else None,
        place=row.place,
        start=row.starts,
        end=row.ends,
        precision=PRECISIONS.get(row.precision),
        parties=row.parties,
        chairs=row.chairs,
        part_of=row.part_of,
    )


def line_of(row: Any, sources: Mapping[int, Source], meetings: Mapping[int, Meeting]) -> Line:
    """A row of ``outcomes`` with where and when it was said."""
    return Line(
        number=row.number,
        outcome=outcome_of(row, meetings),
        source=sources[row.document],
        meeting=meetings.get(row.meeting),
        said=Moment(row.said_start, row.said_end, PRECISIONS.get(row.said_precision), row.said_inferred),
    )


def outcome_of(row: Any, meetings: Mapping[int, Meeting]) -> Outcome:
    """A row of ``outcomes`` as it was read."""
    meeting = meetings.get(row.meeting)
    return Outcome(
        id=row.key,
        kind=KINDS[row.kind],
        strength=STRENGTHS.get(row.strength),
        actors=row.actors,
        towards=row.towards,
        headline=row.headline,
        quote=row.quote,
        paragraph=row.paragraph,
        meeting=meeting.id if meeting else None,
        topics=row.topics,
        instrument=row.instrument,
        period=_period(row),
        amount=_amount(row),
        event=row.event,
    )


def _period(row: Any) -> Period | None:
    if row.period_precision is None:
        return None
    return Period(row.period_start, row.period_end, PRECISIONS[row.period_precision], row.period_words or "")


def _amount(row: Any) -> Amount | None:
    if row.amount_value is None:
        return None
    value, currency, unit = row.amount_value, row.amount_currency, row.amount_unit
    return Amount(value, currency, unit, row.amount_assumed, row.amount_qualifier)


def _rows(connection: Connection, table: Any, numbers: Iterable[int]) -> list[Any]:
    wanted = sorted(set(numbers))
    found: list[Any] = []
    for start in range(0, len(wanted), MOST_NUMBERS):
        part = wanted[start : start + MOST_NUMBERS]
        found += connection.execute(select(table).where(table.c.number.in_(part))).all()
    return found
