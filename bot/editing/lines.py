"""A line's number goes in; the line as it stands now comes out, hidden or not, and as it stood at any moment before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from briefs import dates_shown, shown
from briefs.model import Kind, Moment, Precision
from briefs.store import applying, corrected, revisions
from briefs.store.beside import corrections, hidden_lines
from briefs.store.tables import outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from briefs.lexicon import Lexicon
    from briefs.store import Store

FIELDS = (*corrected.LINE_FIELDS, corrected.HIDDEN)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reader sees of a line: its ``values`` are as corrections keep them, by field; "hidden" is one of them."""

    number: int
    document: int
    headline: str
    quote: str
    paragraph: int
    values: Mapping[str, Any] = field(hash=False)
    parsed: bool = True

    @property
    def hidden(self) -> bool:
        """Whether an editor took the line out of every answer."""
        return bool(self.values[corrected.HIDDEN])

    def on(self, field_name: str) -> tuple[str, ...]:
        """The codes of the parties on a side."""
        return tuple(self.values[field_name])


def standing(store: Store, number: int) -> Standing | None:
    """The line as it is now; None where its document is gone."""
    with store.reading() as connection:
        return standing_in(connection, number)


def standing_in(connection: Connection, number: int) -> Standing | None:
    """The same, in a transaction that is open."""
    for table in (outcomes, hidden_lines):
        row = connection.execute(select(table).where(table.c.number == number)).mappings().one_or_none()
        if row is not None:
            values = {name: corrected.value_of(dict(row), name) for name in corrected.LINE_FIELDS}
            values[corrected.HIDDEN] = table is hidden_lines
            plain = row["parsed"] is None
            return Standing(
                number, row["document"], row["headline"], row["quote"], row["paragraph"], values, plain
            )
    return None


@dataclass(frozen=True, slots=True)
class Course:
    """What editors did to one sentence: its lines in every revision, and the rows of its corrections, oldest first."""

    lines: tuple[int, ...]
    rows: Sequence[Any]

    @property
    def changed_at(self) -> datetime:
        """When the last of it was done, or taken back."""
        moments: list[datetime] = [row.undone_at or row.corrected_at for row in self.rows]
        return max(moments)

    def as_of(self, now: Mapping[str, Any], moment: datetime) -> dict[str, Any]:
        """The values of the line as they stood at a moment; ``now`` are those of today."""
        return {name: self._value(name, now[name], moment) for name in FIELDS}

    def _value(self, name: str, now: Any, moment: datetime) -> Any:
        rows = [row for row in self.rows if row.field == name]
        if not rows:
            return now
        held = [
            row
            for row in rows
            if row.corrected_at <= moment and (row.undone_at is None or row.undone_at > moment)
        ]
        return json.loads(held[-1].new if held else rows[0].old)


def courses(connection: Connection, since: datetime | None, until: datetime) -> list[Course]:
    """The sentences of which something was corrected, or taken back, after ``since`` and up to ``until``.

    One that was changed once more after ``until`` is left for later: a hand that is still at work is not told of.
    """
    columns = corrections.c
    touched = (columns.corrected_at <= until) | (columns.undone_at <= until)
    if since is not None:
        touched &= (columns.corrected_at > since) | (columns.undone_at > since)
    query = select(columns.root).where(columns.quote.is_not(None), touched).distinct()
    roots: list[int] = list(connection.scalars(query.order_by(columns.root)))
    found = [course for root in roots for course in _of_root(connection, root)]
    return [each for each in found if each.changed_at <= until and (since is None or each.changed_at > since)]


def _of_root(connection: Connection, root: int) -> list[Course]:
    mine = (corrections.c.root == root) & corrections.c.quote.is_not(None)
    rows = connection.execute(select(corrections).where(mine).order_by(corrections.c.number)).all()
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
    return [Course(lines, each) for lines, each in grouped.items()]


def told(headline: str, values: Mapping[str, Any], lexicon: Lexicon, language: str = "en") -> str:
    """A line in words: "Australia → Cambodia · pledge: build a road (by 2030)"."""
    who = sides(values, lexicon)
    when = period(values["period"], language)
    said = f"{who} · " if who else ""
    return f"{said}{kind(values['kind'])}: {headline}{f' ({when})' if when else ''}"


def sides(values: Mapping[str, Any], lexicon: Lexicon) -> str:
    """Who to whom: "Australia → Cambodia"; "" where no party is known."""
    actors, towards = (named(values[name], lexicon) for name in ("actors", "towards"))
    return f"{actors} → {towards}".strip() if towards else actors


def named(codes: Sequence[str], lexicon: Lexicon) -> str:
    """Parties in a row: "Japan, Laos and the EU"; "" for none."""
    return shown.listed([lexicon.party_name(code) for code in codes])


def kind(value: Any) -> str:
    """A kind with its strength, as readers see it: "soft commitment", "pledge"."""
    name, strength = value
    word = shown.KIND_NAMES[Kind(name)] if name in set(Kind) else str(name)
    return f"soft {word}" if strength == "soft" else word


def period(value: Any, language: str = "en") -> str:
    """A time as it is kept: "2021–2025", "by 2030"; "" for none."""
    if value is None:
        return ""
    start, end, precision, _ = value
    days = [date.fromisoformat(each) if each else None for each in (start, end)]
    return dates_shown.shown(Moment(days[0], days[1], Precision(precision)), language)
