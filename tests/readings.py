"""Documents and Readings made by hand, so that the store is tested without the parser."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from briefs.model import (
    Document,
    DocumentKind,
    Event,
    EventStatus,
    Kind,
    Level,
    Meeting,
    Mention,
    Outcome,
    Particulars,
    Precision,
    Reading,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def document(text: str = "The sides met.", name: str = "note.txt", **given: Any) -> Document:
    """A document of a few words."""
    return Document(text, name, **given)


def outcome(identity: str, kind: Kind = Kind.COMMITMENT, **given: Any) -> Outcome:
    """An outcome; what is not given is a commitment of Cambodia in paragraph 1."""
    plain = Outcome(
        id=identity,
        kind=kind,
        strength=None,
        actors=("KH",),
        towards=(),
        headline=f"outcome {identity}",
        quote=f"outcome {identity} in full",
        paragraph=1,
    )
    return replace(plain, **given)


def meeting(identity: str, *parties: str, **given: Any) -> Meeting:
    """A meeting of some parties."""
    plain = Meeting(
        identity, f"Meeting {identity}", None, Level.MINISTERS, None, None, None, None, None, parties
    )
    return replace(plain, **given)


def event(slug: str, start: date | None = None, end: date | None = None, **given: Any) -> Event:
    """A planned event; precise to the day unless given otherwise."""
    precision = Precision.DAY if start or end else None
    mention = Mention(f"{slug} was spoken of", 1)
    plain = Event(
        slug, slug.upper(), "summit", None, None, start, end or start, precision, EventStatus.PLANNED
    )
    return replace(plain, **{"mentions": (mention,), **given})


def reading(source: Document, published: date | None = date(2021, 1, 28), **given: Any) -> Reading:
    """A Reading of a document; paragraphs are its lines unless given."""
    particulars = Particulars(
        title=source.title or given.pop("title", None) or source.text.splitlines()[0][:80],
        kind=DocumentKind.PRESS_RELEASE,
        publisher=source.publisher or given.pop("publisher", None),
        published_on=source.published_on or published,
        published_on_inferred=given.pop("inferred", False),
        published_on_reason=given.pop("reason", None),
        place=given.pop("place", None),
        language="en",
        sha256=source.sha256,
    )
    plain = Reading(particulars, tuple(line for line in source.text.splitlines() if line.strip()))
    return replace(plain, **given)
