"""A row of a line in, what an editor can correct of it out and in again; the parser's own values are kept beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from briefs.model import Kind

Row = dict[str, Any]

LINE_FIELDS = ("kind", "actors", "towards", "period")
DOCUMENT_FIELDS = ("title", "publisher", "published_on")
HIDDEN = "hidden"
_BINDING = frozenset({Kind.COMMITMENT.value, Kind.ADOPTION.value})
_PERIOD = ("start", "end", "precision", "words")


def value_of(row: Mapping[str, Any], field: str) -> Any:
    """The value of a field as JSON has it; of a kind with its strength, for the two change together."""
    if field == "kind":
        return [row["kind"], row["strength"]]
    if field == "period":
        start, end, precision, words = (row[f"period_{name}"] for name in _PERIOD)
        return None if precision is None else [start and str(start), end and str(end), precision, words]
    return list(row[field])


def columns_of(field: str, value: Any) -> Row:
    """The columns of a line in which a value of a field is written."""
    if field == "kind":
        kind, strength = value
        return {"kind": kind, "strength": strength if kind in _BINDING else None}
    if field == "period":
        start, end, precision, words = value or (None, None, None, None)
        days = (start and date.fromisoformat(start), end and date.fromisoformat(end))
        return {f"period_{name}": each for name, each in zip(_PERIOD, (*days, precision, words), strict=True)}
    return {field: tuple(value)}


def as_parsed(row: Mapping[str, Any]) -> Row:
    """The line as the parser read it."""
    plain = dict(row)
    for field, value in json.loads(row["parsed"] or "{}").items():
        plain |= columns_of(field, value)
    return plain | {"parsed": None}


def with_corrections(parsed: Mapping[str, Any], values: Mapping[str, Any]) -> Row:
    """The line as it is answered: these values in place of the parser's, which are kept in ``parsed``."""
    plain = dict(parsed)
    own = {field: value_of(parsed, field) for field in LINE_FIELDS if field in values}
    for field in own:
        plain |= columns_of(field, values[field])
    return plain | {"parsed": json.dumps(own) if own else None}


def fields_of(parsed: str | None) -> tuple[str, ...]:
    """Which fields of a line are corrected."""
    return tuple(json.loads(parsed)) if parsed else ()
