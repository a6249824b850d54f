"""Parties, a name or a time in, the meetings that documents report out, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from briefs.model import Moment
from briefs.queries.rows import meeting_of, sources_by_number, visible
from briefs.store.tables import documents, meeting_parties, outcomes
from briefs.store.tables import meetings as table
from briefs.store.words import sought, terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select

    from briefs.model import Code, Meeting, Source
    from briefs.store import Store

MOST_LOOKED_AT = 3000
"""Meetings whose names are compared with the words of a person."""


when_met = func.coalesce(table.c.starts, documents.c.published_on)


@dataclass(frozen=True, slots=True)
class StoredMeeting:
    """A meeting with its number, its document, its time (else the document's), and how many lines it has."""

    number: int
    meeting: Meeting
    source: Source
    when: Moment
    parent: int | None
    lines: int


def meetings(
    store: Store,
    *,
    parties: tuple[Code, ...] = (),
    words: str = "",
    since: date | None = None,
    until: date | None = None,
    forum: str | None = None,
    number: int | None = None,
    parent: int | None = None,
    source: int | None = None,
    as_of: date | None = None,
    limit: int | None = 20,
) -> list[StoredMeeting]:
    """The meetings for which all that is given holds, newest first; at most four statements.

    ``parties``: all of these sat at the table. ``words``: each stands in the name, forum or place; where no
    meeting has all, those with the most. ``number``, ``source``: also of an old revision.
    """
    conditions: list[ColumnElement[bool]] = [table.c.number.in_(_attended_by(code)) for code in parties]
    for column, value in ((table.c.number, number), (table.c.parent, parent), (table.c.document, source)):
        conditions += [column == value] if value is not None else []
    conditions += [table.c.forum == forum] if forum is not None else []
    conditions += [or_(table.c.ends >= since, when_met >= since)] if since is not None else []
    conditions += [when_met <= until] if until is not None else []
    conditions += [visible(as_of)] if number is None and source is None else []
    newest = [when_met.desc().nulls_last(), table.c.document.desc(), table.c.position]
    query = select(table).join(documents, documents.c.number == table.c.document)
    query = query.where(*conditions).order_by(*newest)
    with store.reading() as connection:
        if words.strip():
            light = query.with_only_columns(table.c.number, table.c.name, table.c.forum, table.c.place)
            named = _named(connection.execute(light.limit(MOST_LOOKED_AT)).all(), words)[:limit]
            query = query.where(table.c.number.in_([row.number for row in named]))
        rows = connection.execute(query.limit(limit)).all()
        sources = sources_by_number(connection, (row.document for row in rows))
        counts = _lines_of(connection, [row.number for row in rows])
    return [_stored(row, sources[row.document], counts.get(row.number, 0)) for row in rows]


def _attended_by(code: Code) -> Select[tuple[int]]:
    return select(meeting_parties.c.meeting).where(meeting_parties.c.code == code)


def _lines_of(connection: Connection, numbers: list[int]) -> dict[int, int]:
    """How many outcomes each meeting has."""
    tally = select(outcomes.c.meeting, func.count().label("lines")).where(outcomes.c.meeting.in_(numbers))
    return {row.meeting: row.lines for row in connection.execute(tally.group_by(outcomes.c.meeting))}


def _named(rows: Sequence[Any], words: str) -> list[Any]:
    """Those whose name, forum or place hold most of the words, in their order."""
    wanted = sought(words).terms
    scores = []
    for row in rows:
        name = _terms(f"{row.name} {(row.forum or '').replace('-', ' ')} {row.place or ''}")
        scores.append(len(wanted & name))
    best = max(scores, default=0)
    if best == 0 or (len(wanted) > 1 and 2 * best < len(wanted)):
        return []
    return [row for row, score in zip(rows, scores, strict=True) if score == best]


@lru_cache(maxsize=8192)
def _terms(words: str) -> frozenset[str]:
    return frozenset(terms(words).split())


def _stored(row: Any, source: Source, lines: int) -> StoredMeeting:
    meeting = meeting_of(row)
    if meeting.start is not None:
        when = Moment(meeting.start, meeting.end or meeting.start, meeting.precision)
    else:
        when = source.published
    return StoredMeeting(row.number, meeting, source, when, row.parent, lines)
