"""An interest and a window of documents in, the lines that are new in it out: what a digest and an alert tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from briefs.following import ahead as looking
from briefs.following import matching
from briefs.following.interest import Interest
from briefs.queries.rows import LINE, among, lines_of, visible
from briefs.store.tables import documents, outcomes

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select

    from briefs.lexicon import Lexicon
    from briefs.model import Line
    from briefs.store import Snapshot

ARCHIVE = timedelta(days=14)
"""A document that was published longer than this before it was added is no news, but an addition to the archive."""
MOST = 600
"""Lines that are looked at, the newest; a window of months may hold more, which are counted."""


@dataclass(frozen=True, slots=True)
class Window:
    """What a digest covers: documents ``after`` < number <= ``upto``, added from ``starts`` until before ``ends``."""

    after: int
    upto: int
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class News:
    """Lines that are new and match, the newest document first and each in the order of its text.

    ``older`` counts the documents with matching lines that only went to the archive; ``beyond`` the lines that were
    too many to be looked at.
    """

    lines: tuple[Line, ...]
    older: int = 0
    beyond: int = 0


def upto(snapshot: Snapshot) -> int:
    """The number of the newest document, 0 where there is none: up to where a window that ends now reaches."""
    return snapshot.connection.scalar(_UPTO) or 0


def news(snapshot: Snapshot, lexicon: Lexicon, interest: Interest, window: Window, version: str = "") -> News:
    """The matching lines of the documents of a window that were not in the revisions they replace.

    With the ``version`` of the state, what came in the window is read once for all who ask for it; where that is more
    than anybody reads, each interest asks for its own lines.
    """
    key = ("window", window.after, window.upto)
    came = looking.of_state(version, key, lambda: _came(snapshot, lexicon, window))
    if came.all_lines is None:
        found = _new_lines(snapshot, lexicon, interest, came.fresh)
    else:
        matching_lines = (line for line in came.all_lines if matching.matches(line, interest, lexicon))
        found = News(tuple(matching_lines))
    if came.old_lines is None:
        older = _matching_documents(snapshot, lexicon, interest, came.archive)
    else:
        old = (line for line in came.old_lines if matching.matches(line, interest, lexicon))
        older = len({line.source.number for line in old})
    return News(found.lines, older, found.beyond)


@dataclass(frozen=True, slots=True)
class _Came:
    """What came in a window: rows of new documents, numbers of old ones, and the lines of both if not too many."""

    fresh: Sequence[Any]
    archive: Sequence[int]
    all_lines: tuple[Line, ...] | None
    old_lines: tuple[Line, ...] | None


def _came(snapshot: Snapshot, lexicon: Lexicon, window: Window) -> _Came:
    arrived = snapshot.rows(_ARRIVED, {"after": window.after, "upto": window.upto})
    fresh = [row for row in arrived if not _is_archive(row.published_on, row.added_at)]
    archive = [row.number for row in arrived if _is_archive(row.published_on, row.added_at)]
    found = _new_lines(snapshot, lexicon, Interest(), fresh)
    old_lines, beyond = _lines(snapshot, lexicon, Interest(), archive)
    return _Came(
        fresh,
        archive,
        None if found.beyond else found.lines,
        None if beyond else tuple(old_lines),
    )


def news_known(snapshot: Snapshot, lexicon: Lexicon, interest: Interest, after: date, until: date) -> News:
    """The same by the days on which documents became known, as if each had arrived on its own: for previews."""
    arrived = snapshot.rows(_KNOWN, {"after": after, "as_of": until})
    return _new_lines(snapshot, lexicon, interest, arrived)


def _is_archive(published_on: date | None, added_at: datetime) -> bool:
    return published_on is not None and added_at.date() - published_on > ARCHIVE


def _new_lines(snapshot: Snapshot, lexicon: Lexicon, interest: Interest, arrived: Sequence[Any]) -> News:
    numbers = [row.number for row in arrived]
    lines, beyond = _lines(snapshot, lexicon, interest, numbers)
    before = {row.number: row.predecessor for row in arrived if row.predecessor is not None}
    said = _said_before(
        snapshot, [before[line.source.number] for line in lines if line.source.number in before]
    )
    kept = [line for line in lines if (before.get(line.source.number), *_what(line)) not in said]
    return News(tuple(kept), beyond=beyond)


def _lines(
    snapshot: Snapshot, lexicon: Lexicon, interest: Interest, numbers: Sequence[int]
) -> tuple[list[Line], int]:
    """The matching lines of some documents, at most ``MOST``, and how many there are beyond these."""
    found: list[Line] = []
    values = matching.values(interest)
    query = _of_documents(frozenset(values))
    for at in range(0, len(numbers), _DOCUMENTS_AT_ONCE):
        part = numbers[at : at + _DOCUMENTS_AT_ONCE]
        if len(found) >= MOST:
            rest = numbers[at:]
            return found[:MOST], len(found) - MOST + _count(snapshot, values, rest)
        lines = lines_of(snapshot, query, {**values, "numbers": part})
        found += [line for line in lines if matching.says(line, interest, lexicon)]
    return found[:MOST], max(0, len(found) - MOST)


_DOCUMENTS_AT_ONCE = 200


def _count(snapshot: Snapshot, values: dict[str, Any], numbers: Sequence[int]) -> int:
    """How many lines of some documents match, but for words."""
    query = _counted(frozenset(values))
    parts = (numbers[at : at + 5000] for at in range(0, len(numbers), 5000))
    return sum(snapshot.connection.scalar(query, {**values, "numbers": part}) or 0 for part in parts)


def _matching_documents(
    snapshot: Snapshot, lexicon: Lexicon, interest: Interest, numbers: Sequence[int]
) -> int:
    """How many of these documents have a line that matches; with words to look for, as far as lines are read."""
    if not numbers:
        return 0
    if interest.include or interest.exclude:
        return len({line.source.number for line in _lines(snapshot, lexicon, interest, numbers)[0]})
    values = matching.values(interest)
    query = _counted(frozenset(values), of="documents")
    parts = (numbers[at : at + 5000] for at in range(0, len(numbers), 5000))
    return sum(snapshot.connection.scalar(query, {**values, "numbers": part}) or 0 for part in parts)


def _said_before(snapshot: Snapshot, predecessors: Iterable[int]) -> frozenset[tuple[object, ...]]:
    """What the replaced revisions said already."""
    numbers = sorted(set(predecessors))
    rows = snapshot.rows(_SAID_BEFORE, {"numbers": numbers}) if numbers else []
    return frozenset((number, kind, " ".join(quote.split())) for number, kind, quote in rows)


def _what(line: Line) -> tuple[str, str]:
    return str(line.outcome.kind), " ".join(line.outcome.quote.split())


_ROW = (documents.c.number, documents.c.published_on, documents.c.added_at, documents.c.predecessor)
_NEWEST = documents.c.number.desc()
_UPTO = select(func.max(documents.c.number))
_ARRIVED = (
    select(*_ROW)
    .where(
        documents.c.number > bindparam("after"), documents.c.number <= bindparam("upto"), visible(then=False)
    )
    .order_by(_NEWEST)
)
_KNOWN = (
    select(*_ROW)
    .where(documents.c.known_from > bindparam("after"), visible(then=True))
    .order_by(documents.c.known_from.desc(), _NEWEST)
)
_SAID_BEFORE = select(outcomes.c.document, outcomes.c.kind, outcomes.c.quote).where(
    outcomes.c.document.in_(among("numbers"))
)


def _chosen(names: frozenset[str]) -> ColumnElement[bool]:
    return outcomes.c.document.in_(among("numbers")) & matching.condition(names)


@cache
def _of_documents(names: frozenset[str]) -> Select[Any]:
    return select(*LINE).where(_chosen(names)).order_by(outcomes.c.document.desc(), outcomes.c.position)


@cache
def _counted(names: frozenset[str], of: str = "lines") -> Select[Any]:
    counted = func.count(outcomes.c.document.distinct()) if of == "documents" else func.count()
    return select(counted).select_from(outcomes).where(_chosen(names))
