"""A value that an editor gives in, what is kept of it out: checked, as JSON, and as a Correction that can be shown."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from briefs.errors import BadCorrection
from briefs.model import Code, Kind, Period

LineField = Literal["kind", "actors", "towards", "period"]
Value = Kind | tuple[Code, ...] | Period | date | str | bool | None

LONGEST_WORDS = 300
"""Characters of a title or publisher that an editor gives."""
MOST_PARTIES = 30
_CODE = re.compile(r"[A-Z][A-Za-z0-9-]{1,39}")


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. ``line`` is the number it was made under; None where the document itself was corrected.

    ``field`` is kind, actors, towards, period or hidden; of a document title, publisher or published_on. ``old`` and
    ``new`` are words that can be shown. ``at`` and ``undone_at`` are moments in UTC; undone corrections hold no more.
    """

    number: int
    line: int | None
    field: str
    old: str
    new: str
    by: str
    at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction reached: the numbers of the line in every revision, for whoever was sent one of them."""

    correction: Correction
    document: int
    lines: tuple[int, ...] = ()


def kept(field: str, value: Value) -> Any:
    """The value of a field as it is kept; a kind alone, for its strength is the line's. Raises BadCorrection."""
    if field == "kind" and isinstance(value, Kind):
        return value.value
    if field in {"actors", "towards"} and isinstance(value, tuple):
        return _codes(field, value)
    if field == "period" and (value is None or isinstance(value, Period)):
        return _period(value)
    if field in {"title", "publisher"} and isinstance(value, str):
        return _words(field, value)
    if field == "published_on" and isinstance(value, date):
        return value.isoformat()
    raise BadCorrection(
        f"A correction of “{field[:40]}” cannot take that value. What can be corrected is the kind, the actors, "
        "towards whom, the period; of a document its title, publisher and date."
    )


def of_row(row: Any) -> Correction:
    """A row of the table as it is shown."""
    old, new = (shown(row.field, json.loads(value)) for value in (row.old, row.new))
    return Correction(
        row.number,
        row.line,
        row.field,
        old,
        new,
        row.corrected_by,
        row.corrected_at,
        row.undone_by,
        row.undone_at,
    )


def shown(field: str, value: Any) -> str:
    """A kept value in words: "pledge", "AU, KH", "2021-01-01 to 2025-12-31", "hidden"."""
    if field == "hidden":
        return "hidden" if value else "shown"
    if value is None:
        return "none"
    if field == "kind":
        return str(value[0])
    if field == "period":
        start, end, _, words = value
        return words or " to ".join(filter(None, (start, end)))
    return ", ".join(value) if isinstance(value, list) else str(value)


def _codes(field: str, value: tuple[Any, ...]) -> list[str]:
    codes = list(dict.fromkeys(value))
    if len(codes) > MOST_PARTIES or not all(
        isinstance(each, str) and _CODE.fullmatch(each) for each in codes
    ):
        raise BadCorrection(
            f"The {field} of a line are at most {MOST_PARTIES} codes of parties, such as AU, KH or ASEAN."
        )
    return codes


def _period(value: Period | None) -> list[Any] | None:
    if value is None:
        return None
    if value.start and value.end and value.end < value.start:
        raise BadCorrection("A period cannot end before it begins.")
    if not value.start and not value.end:
        raise BadCorrection("A period needs a first day or a last day; to take it away, give none.")
    words = " ".join(value.words.split())[:LONGEST_WORDS]
    start, end = (day.isoformat() if day else None for day in (value.start, value.end))
    return [start, end, value.precision.value, words]


def _words(field: str, value: str) -> str:
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    if not words or len(words) > LONGEST_WORDS:
        raise BadCorrection(f"A {field} has between 1 and {LONGEST_WORDS} characters.")
    return words
