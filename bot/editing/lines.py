"""A line's number goes in; the line as it stands now comes out, hidden or not, and what it says in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from briefs import dates_shown, shown
from briefs.model import Kind, Moment, Precision
from briefs.store import corrected
from briefs.store.beside import hidden_lines
from briefs.store.tables import outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from briefs.lexicon import Lexicon
    from briefs.store import Store


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
