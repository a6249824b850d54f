"""Rows of corrections go in; what was done to each sentence comes out, and what it said at any moment before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from briefs.store import applying, corrected, revisions
from briefs.store.beside import corrections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

FIELDS = (*corrected.LINE_FIELDS, corrected.HIDDEN)


@dataclass(frozen=True, slots=True)
class Course:
    """What editors did to one sentence: its lines in every revision, and the rows of its corrections, oldest first."""

    lines: tuple[int, ...]
    rows: Sequence[Any]

    @property
    def changed_at(self) -> datetime:
        """When the last of it was done, or taken back."""
        return changed_at(self.rows)

    def as_of(self, now: Mapping[str, Any], moment: datetime) -> dict[str, Any]:
        """The values of the line as they stood at a moment; ``now`` are those of today."""
        return {name: value_at(self.rows, name, now[name], moment) for name in FIELDS}


def changed_at(rows: Sequence[Any]) -> datetime:
    """When the last of some corrections was made, or taken back."""
    moments: list[datetime] = [row.undone_at or row.corrected_at for row in rows]
    return max(moments)


def value_at(rows: Sequence[Any], name: str, now: Any, moment: datetime) -> Any:
    """The value of a field as it stood at a moment, by its corrections, oldest first; ``now`` is that of today."""
    mine = [row for row in rows if row.field == name]
    if not mine:
        return now
    held = [
        row
        for row in mine
        if row.corrected_at <= moment and (row.undone_at is None or row.undone_at > moment)
    ]
    return json.loads(held[-1].new if held else mine[0].old)


def touched(since: datetime | None, until: datetime) -> ColumnElement[bool]:
    """The condition that a correction was made, or taken back, after ``since`` and up to ``until``."""
    columns = corrections.c
    done = (columns.corrected_at <= until) | (columns.undone_at <= until)
    return done if since is None else done & ((columns.corrected_at > since) | (columns.undone_at > since))


def of_lines(connection: Connection, since: datetime | None, until: datetime) -> list[Course]:
    """The sentences of which something was corrected, or taken back, after ``since`` and up to ``until``.

    One that was changed once more after ``until`` is left for later, and so is one whose document was: a hand that is
    still at work is not told of, and what is told of a line counts as told under the document's date.
    """
    query = select(corrections.c.root).where(touched(since, until)).distinct()
    roots: list[int] = list(connection.scalars(query.order_by(corrections.c.root)))
    found = [pair for root in roots for pair in _of_root(connection, root)]
    return [each for each, settled in found if settled <= until and (since is None or settled > since)]


def _of_root(connection: Connection, root: int) -> list[tuple[Course, datetime]]:
    """Each sentence of a document with the moment from which on neither it nor the document was corrected."""
    query = select(corrections).where(corrections.c.root == root).order_by(corrections.c.number)
    every = connection.execute(query).all()
    of_document = [row for row in every if row.quote is None]
    rows = [row for row in every if row.quote is not None]
    reached: dict[int, set[int]] = {row.number: set() for row in rows}
    for document in revisions.lineage(connection, root):
        wanted, _ = applying.placed(rows, applying.lines_of(connection, document))
        for line, each in wanted.items():
            for number in each.corrections:
                reached[number].add(line)
    grouped: dict[tuple[int, ...], list[Any]] = {}
    for row in rows:
        lines = tuple(sorted(reached[row.number]))
        if lines:
            grouped.setdefault(lines, []).append(row)
    return [(Course(lines, each), changed_at([*each, *of_document])) for lines, each in grouped.items()]
