"""Rows of the tables in, the nouns of the trade out; and which revisions a question may see.

Statements are values of their modules and take what varies as parameters: built for each question anew they would
cost more than the database does. Rows are read by place, in the order of the columns named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, not_, or_, select

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
from briefs.store.corrected import fields_of
from briefs.store.tables import documents, meetings, outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import BindParameter, Column, ColumnElement, Select, Table

    from briefs.store import Snapshot

PRECISIONS = {str(value): value for value in Precision}
KINDS = {str(value): value for value in Kind}
_STRENGTHS = {str(value): value for value in Strength}
_FORMATS = {str(value): value for value in Format}
_LEVELS = {str(value): value for value in Level}
_DOCUMENTS = {str(value): value for value in DocumentKind}
MOST_NUMBERS = 5000
"""Numbers in one statement: SQLite takes 32,766 parameters, PostgreSQL 65,535."""


def _columns(table: Table, names: str) -> tuple[Column[Any], ...]:
    return tuple(table.c[name] for name in names.split())


SOURCE = _columns(
    documents,
    "number title kind publisher published_on published_inferred published_reason place url sample revision added_at "
    "corrected",
)
MEETING = _columns(
    meetings, "number key name forum level format place starts ends precision parties chairs part_of"
)
LINE = _columns(
    outcomes,
    "number document meeting key kind strength actors towards headline quote paragraph topics instrument "
    "period_start period_end period_precision period_words amount_value amount_currency amount_unit amount_assumed "
    "amount_qualifier event said_start said_end said_precision said_inferred parsed",
)


def among(name: str) -> BindParameter[Any]:
    """A parameter that takes several values: ``column.in_(among("codes"))``."""
    return bindparam(name, expanding=True)


_CURRENT = documents.c.superseded_by.is_(None)
_KNOWN = (documents.c.known_from <= bindparam("as_of")) & or_(
    documents.c.known_until.is_(None), documents.c.known_until > bindparam("as_of")
)
_HIDDEN = {
    then: select(documents.c.number).where(not_(_KNOWN if then else _CURRENT)) for then in (True, False)
}


def visible(*, then: bool) -> ColumnElement[bool]:
    """The condition on ``documents``: what stands today, or ``then``: on the day given as ``as_of``."""
    return _KNOWN if then else _CURRENT


def hidden(*, then: bool) -> Select[tuple[int]]:
    """The numbers of the documents that a question may not see: mostly few, so that leaving them out is quick."""
    return _HIDDEN[then]


def given(**values: object) -> dict[str, Any]:
    """The parameters that were given a value: their names say which statement is wanted."""
    return {name: value for name, value in values.items() if value is not None and value != ()}


def sources_by_number(snapshot: Snapshot, numbers: Iterable[int]) -> dict[int, Source]:
    """The documents of these numbers and others, in one statement at most."""
    known = snapshot.sources
    for row in _rows(snapshot, _SOURCES, numbers, known):
        known[row[0]] = source_of(row)
    return known


def meetings_by_number(snapshot: Snapshot, numbers: Iterable[int]) -> dict[int, Meeting]:
    """The meetings of these numbers and others, in one statement at most."""
    known = snapshot.meetings
    for row in _rows(snapshot, _MEETINGS, numbers, known):
        known[row[0]] = meeting_of(row)
    return known


def lines_of(snapshot: Snapshot, query: Select[Any], values: Mapping[str, Any]) -> list[Line]:
    """The lines that a query for the columns of ``LINE`` finds; three statements at most."""
    rows = snapshot.rows(query, values)
    sources = sources_by_number(snapshot, {row[1] for row in rows})
    sessions = meetings_by_number(snapshot, {row[2] for row in rows if row[2] is not None})
    return [_line(row, sources[row[1]], sessions.get(row[2])) for row in rows]


def source_of(row: Any) -> Source:
    """A row of ``SOURCE`` as an answer cites it."""
    number, title, kind, publisher, day, inferred, reason, place, url, sample, revision, added_at = row[:-1]
    published = Moment(day, day, Precision.DAY if day else None, inferred)
    return Source(
        number,
        title,
        _DOCUMENTS[kind],
        publisher,
        published,
        reason,
        place,
        url,
        sample,
        revision,
        added_at,
        row[-1],
    )


def meeting_of(row: Any) -> Meeting:
    """A row of ``MEETING`` as it was read."""
    _, key, name, forum, level, form, place, starts, ends, precision, parties, chairs, part_of = row
    return Meeting(
        key,
        name,
        forum,
        _LEVELS[level],
        _FORMATS.get(form),
        place,
        starts,
        ends,
        PRECISIONS.get(precision),
        parties,
        chairs,
        part_of,
    )


def _line(row: Any, source: Source, meeting: Meeting | None) -> Line:
    number, _, _, key, kind, strength, actors, towards, headline, quote, paragraph, topics, instrument = row[
        :13
    ]
    start, end, precision, words, value, currency, unit, assumed, qualifier = row[13:22]
    event, said_start, said_end, said_precision, said_inferred, parsed = row[22:]
    outcome = Outcome(
        key,
        KINDS[kind],
        _STRENGTHS.get(strength),
        actors,
        towards,
        headline,
        quote,
        paragraph,
        meeting.id if meeting else None,
        topics,
        instrument,
        None if precision is None else Period(start, end, PRECISIONS[precision], words or ""),
        None if value is None else Amount(value, currency, unit, assumed, qualifier),
        event,
    )
    said = Moment(said_start, said_end, PRECISIONS.get(said_precision), said_inferred)
    return Line(number, outcome, source, meeting, said, fields_of(parsed))


_SOURCES = select(*SOURCE).where(documents.c.number.in_(among("numbers")))
_MEETINGS = select(*MEETING).where(meetings.c.number.in_(among("numbers")))


def _rows(snapshot: Snapshot, query: Select[Any], numbers: Iterable[int], known: dict[int, Any]) -> list[Any]:
    wanted = sorted(set(numbers) - known.keys())
    found: list[Any] = []
    for start in range(0, len(wanted), MOST_NUMBERS):
        part = wanted[start : start + MOST_NUMBERS]
        found += snapshot.rows(query, {"numbers": part})
    return found
