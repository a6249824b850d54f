"""A document and the corrections that hold for it in, its lines as they are to be answered out.

What is done here can be done again: a line without a correction is as the parser read it, one with is corrected.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from briefs.store import anchors, corrected
from briefs.store.anchors import Anchor
from briefs.store.beside import corrections, hidden_lines
from briefs.store.rows_in import Rows
from briefs.store.tables import outcome_parties, outcome_topics, outcomes
from briefs.store.writing import add_outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    Row = dict[str, Any]

LINES = (outcomes, outcome_parties, outcome_topics, hidden_lines)
"""The tables of lines, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a document as the parser read them, those that are hidden too, in the order of the text."""

    rows: tuple[Row, ...]
    stored: Mapping[int, Row]
    hidden: frozenset[int]
    anchors: tuple[Anchor, ...]

    @property
    def numbers(self) -> list[int]:
        """Their numbers."""
        return [row["number"] for row in self.rows]


@dataclass(slots=True)
class Wanted:
    """What editors want of one line: the newest value of each field, and the numbers of their corrections."""

    values: dict[str, Any] = field(default_factory=dict)
    corrections: list[int] = field(default_factory=list)


def lines_of(connection: Connection, number: int) -> Lines:
    """The lines of a document."""
    seen = connection.execute(select(outcomes).where(outcomes.c.document == number)).mappings().all()
    gone = connection.execute(select(hidden_lines).where(hidden_lines.c.document == number)).mappings().all()
    stored = {row["number"]: dict(row) for row in (*seen, *gone)}
    rows = sorted((corrected.as_parsed(row) for row in stored.values()), key=_place)
    found = anchors.anchored((row["quote"], row["paragraph"], row["kind"]) for row in rows)
    return Lines(tuple(rows), stored, frozenset(row["number"] for row in gone), tuple(found))


def active(connection: Connection, root: int) -> Sequence[Any]:
    """The corrections of a document and its lines that nobody took back, oldest first."""
    mine = (corrections.c.root == root) & corrections.c.undone_at.is_(None)
    return connection.execute(select(corrections).where(mine).order_by(corrections.c.number)).all()


def placed(rows: Iterable[Any], lines: Lines) -> tuple[dict[int, Wanted], list[int]]:
    """What is wanted of each line by its number, and the corrections that find no line any more."""
    wanted: dict[Anchor, Wanted] = {}
    for row in rows:
        if row.quote is not None:
            [bare] = anchors.anchored([(row.quote, row.paragraph, row.kind)])
            each = wanted.setdefault(bare._replace(rank=row.rank), Wanted())
            each.values[row.field] = json.loads(row.new)
            each.corrections.append(row.number)
    sought = list(wanted)
    found = {old: new for new, old in anchors.matched(sought, lines.anchors).items()}
    numbers = lines.numbers
    held = {numbers[found[at]]: wanted[anchor] for at, anchor in enumerate(sought) if at in found}
    adrift = [
        each for at, anchor in enumerate(sought) if at not in found for each in wanted[anchor].corrections
    ]
    return held, adrift


def apply(connection: Connection, root: int, document: int) -> list[int]:
    """Brings the lines of a document in step with the corrections; returns those that find no line any more."""
    rows = active(connection, root)
    lines = lines_of(connection, document)
    wanted, adrift = placed(rows, lines)
    changed: list[tuple[Row, bool]] = []
    for row in lines.rows:
        each = wanted.get(row["number"], Wanted())
        hidden = bool(each.values.get(corrected.HIDDEN))
        new = corrected.with_corrections(row, each.values)
        if new != lines.stored[row["number"]] or hidden is not (row["number"] in lines.hidden):
            changed.append((new, hidden))
    write(connection, changed)
    return adrift


def write(connection: Connection, lines: Sequence[tuple[Row, bool]]) -> None:
    """Writes lines anew under their numbers, each where it belongs: among the answered or the hidden ones."""
    numbers = [row["number"] for row, _ in lines]
    for start in range(0, len(numbers), 500):
        some = numbers[start : start + 500]
        connection.execute(delete(outcomes).where(outcomes.c.number.in_(some)))
        connection.execute(delete(hidden_lines).where(hidden_lines.c.number.in_(some)))
    rows = Rows()
    for row, hidden in lines:
        if hidden:
            rows.add(hidden_lines, [row])
            continue
        add_outcome(rows, row)
    rows.write(connection, LINES)


def _place(row: Row) -> tuple[int, int]:
    return row["position"], row["number"]
