"""Parties, a name or a time in, the meetings that documents report out, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select

from briefs.model import Moment
from briefs.queries.rows import MEETING, among, given, meeting_of, sources_by_number, visible
from briefs.store.tables import documents, meeting_parties, outcomes
from briefs.store.tables import meetings as table
from briefs.store.words import sought, terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from briefs.model import Code, Meeting, Source
    from briefs.store import Readable

MOST_LOOKED_AT = 3000
"""Meetings whose names are compared with the words of a person."""


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
    store: Readable,
    *,
    parties: tuple[Code, ...] = (),
    words: str = "",
    since: date | None = None,
    until: date | None = None,
    forum: str | None = None,
    number: int | None = None,
    numbers: tuple[int, ...] = (),
    parents: tuple[int, ...] = (),
    source: int | None = None,
    as_of: date | None = None,
    limit: int | None = 20,
) -> list[StoredMeeting]:
    """The meetings for which all that is given holds, newest first; at most three statements.

    ``parties``: all of these sat at the table. ``words``: each stands in the name, forum or place; where no
    meeting has all, those with the most. ``number``, ``numbers``, ``source``: also of an old revision.
    """
    values = given(
        parties=parties, since=since, until=until, forum=forum, number=number, numbers=numbers, parents=parents,
        source=source, as_of=as_of, seats=len(set(parties)) or None,
    )  # fmt: skip
    with store.snapshot() as snapshot:
        if words.strip():
            light = _statement(frozenset(values), light=True)
            rows = snapshot.rows(light, values | {"limit": MOST_LOOKED_AT})
            values = {"numbers": [row[0] for row in _named(rows, words)[:limit]]}
        most = {"limit": MOST_LOOKED_AT if limit is None else limit}
        rows = snapshot.rows(_statement(frozenset(values)), values | most)
        sources = sources_by_number(snapshot, {row[0] for row in rows})
    return [_stored(row, sources[row[0]]) for row in rows]


_when = func.coalesce(table.c.starts, documents.c.published_on)
_SEATED = (
    select(meeting_parties.c.meeting)
    .where(meeting_parties.c.code.in_(among("parties")))
    .group_by(meeting_parties.c.meeting)
    .having(func.count() == bindparam("seats"))
)
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "parties": table.c.number.in_(_SEATED),
    "since": or_(table.c.ends >= bindparam("since"), _when >= bindparam("since")),
    "until": _when <= bindparam("until"),
    "forum": table.c.forum == bindparam("forum"),
    "number": table.c.number == bindparam("number"),
    "numbers": table.c.number.in_(among("numbers")),
    "parents": table.c.parent.in_(among("parents")),
    "source": table.c.document == bindparam("source"),
}
_LINES = select(func.count()).where(outcomes.c.meeting == table.c.number).scalar_subquery()
"""How many outcomes a meeting has."""


@cache
def _statement(names: frozenset[str], *, light: bool = False) -> Select[Any]:
    """The statement for questions that give these parameters; ``light`` with the names alone."""
    columns = [table.c.number, table.c.name, table.c.forum, table.c.place]
    wanted = columns if light else [table.c.document, table.c.parent, _LINES, *MEETING]
    query = select(*wanted).join(documents, documents.c.number == table.c.document)
    query = query.where(*(_CONDITIONS[name] for name in sorted(names & _CONDITIONS.keys())))
    if not names & {"number", "numbers", "source"}:
        query = query.where(visible(then="as_of" in names))
    newest = (_when.desc().nulls_last(), table.c.document.desc(), table.c.position)
    return query.order_by(*newest).limit(bindparam("limit"))


def _named(rows: Sequence[Any], words: str) -> list[Any]:
    """Those whose name, forum or place hold most of the words, in their order."""
    wanted = sought(words).terms
    scores = []
    for row in rows:
        _, name, forum, place = row
        scores.append(len(wanted & _terms(f"{name} {(forum or '').replace('-', ' ')} {place or ''}")))
    best = max(scores, default=0)
    if best == 0 or (len(wanted) > 1 and 2 * best < len(wanted)):
        return []
    return [row for row, score in zip(rows, scores, strict=True) if score == best]


@lru_cache(maxsize=8192)
def _terms(words: str) -> frozenset[str]:
    return frozenset(terms(words).split())


def _stored(row: Any, source: Source) -> StoredMeeting:
    _, parent, lines, number, *_ = row
    meeting = meeting_of(row[3:])
    if meeting.start is not None:
        when = Moment(meeting.start, meeting.end or meeting.start, meeting.precision)
    else:
        when = source.published
    return StoredMeeting(number, meeting, source, when, parent, lines)
