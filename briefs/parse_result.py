"""A Reading comes in and a plain dictionary for JSON goes out; and the other way round."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from briefs.model import (
    Amount,
    Chair,
    Commentary,
    DocumentKind,
    Event,
    EventStatus,
    Format,
    Kind,
    Level,
    Meeting,
    Mention,
    Outcome,
    Particulars,
    Period,
    Precision,
    Reading,
    Strength,
    Unread,
)  # fmt: skip

_DOCUMENT = (
    "title", "kind", "publisher", "published_on", "published_on_inferred", "published_on_reason", "place", "language", "sha256",
)  # fmt: skip


def to_dict(reading: Reading) -> dict[str, Any]:
    """The reading as JSON has it: dates are ISO 8601 or null, names of kinds are plain words.

    The paragraphs of the document are left out: whoever has the document has them, and every quote says its number.
    """
    return {
        "document": {key: _plain(getattr(reading.document, key)) for key in _DOCUMENT},
        "meetings": [_fields(one) for one in reading.meetings],
        "outcomes": [_fields(one) for one in reading.outcomes],
        "events": [_fields(one) for one in reading.events],
        "commentary": [_fields(one) for one in reading.commentary],
        "unread": [_fields(one) for one in reading.unread],
    }


def _fields(value: Any) -> dict[str, Any]:
    return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _fields(value)


def from_dict(given: dict[str, Any]) -> Reading:
    """The reading that ``to_dict`` gave, without the paragraphs. Raises KeyError or ValueError where something is missing."""
    return Reading(
        document=_particulars(given["document"]),
        paragraphs=(),
        meetings=tuple(_meeting(one) for one in given["meetings"]),
        outcomes=tuple(_outcome(one) for one in given["outcomes"]),
        events=tuple(_event(one) for one in given["events"]),
        commentary=tuple(Commentary(**one) for one in given["commentary"]),
        unread=tuple(Unread(**one) for one in given["unread"]),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _precision(value: str | None) -> Precision | None:
    return Precision(value) if value else None


def _particulars(given: dict[str, Any]) -> Particulars:
    return Particulars(
        **{
            **given,
            "kind": DocumentKind(given["kind"]),
            "published_on": _day(given["published_on"]),
        }
    )


def _meeting(given: dict[str, Any]) -> Meeting:
    return Meeting(
        **{
            **given,
            "level": Level(given["level"]),
            "format": Format(given["format"]) if given["format"] else None,
            "start": _day(given["start"]),
            "end": _day(given["end"]),
            "precision": _precision(given["precision"]),
            "parties": tuple(given["parties"]),
            "chairs": tuple(Chair(**one) for one in given["chairs"]),
        }
    )


def _outcome(given: dict[str, Any]) -> Outcome:
    period = given["period"]
    return Outcome(
        **{
            **given,
            "kind": Kind(given["kind"]),
            "strength": Strength(given["strength"]) if given["strength"] else None,
            "actors": tuple(given["actors"]),
            "towards": tuple(given["towards"]),
            "topics": tuple(given["topics"]),
            "period": _period(period) if period else None,
            "amount": Amount(**given["amount"]) if given["amount"] else None,
        }
    )


def _period(given: dict[str, Any]) -> Period:
    return Period(_day(given["start"]), _day(given["end"]), Precision(given["precision"]), given["words"])


def _event(given: dict[str, Any]) -> Event:
    return Event(
        **{
            **given,
            "start": _day(given["start"]),
            "end": _day(given["end"]),
            "precision": _precision(given["precision"]),
            "status": EventStatus(given["status"]),
            "mentions": tuple(Mention(**one) for one in given["mentions"]),
        }
    )
