"""The nouns of threads: two lines or two tellings that belong together, what became of the earlier one, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefs.dates_shown import length
from briefs.model import Code, EventStatus, Line, Moment, Source


class Became(StrEnum):
    """What a later document says became of something: the words that a reader sees."""

    ANSWERED = "answered"
    CARRIED_OUT = "carried out"
    IN_PROGRESS = "in progress"
    SAID_AGAIN = "said again"
    FOLLOWED = "followed"
    MOVED = "moved"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Link:
    """Two lines that belong together, the earlier first, and why; ``shared`` are the words of both."""

    earlier: Line
    later: Line
    reason: str
    shared: tuple[str, ...] = ()
    became: Became = Became.ANSWERED


@dataclass(frozen=True, slots=True)
class Told:
    """What one document says of an event, with the sentence; ``when`` is the event's time, not the document's."""

    quote: str
    paragraph: int
    source: Source
    when: Moment
    status: EventStatus


@dataclass(frozen=True, slots=True)
class Turn:
    """An event that moved, was held or was called off: what two documents say of it, the earlier first."""

    slug: str
    name: str
    became: Became
    earlier: Told
    later: Told
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise to hold an event, and the later document in which the event is held."""

    promise: Line
    held: Told
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Term:
    """One term of an instrument of the same parties: the line that shows it best, and what followed it.

    ``closed`` reports that it was carried out. The dates are those of the term itself.
    """

    line: Line
    parties: frozenset[Code]
    family: str
    start: date
    end: date
    next: Link | None = None
    closed: Line | None = None


def may_follow(earlier: Line, later: Line) -> bool:
    """Whether a line was said later than another, in another document; what is undated follows nothing."""
    first, second = earlier.said.end or earlier.said.start, later.said.start
    return bool(first and second and first < second and earlier.source.number != later.source.number)


def status(request: Line, link: Link | None, today: date) -> str:
    """What became of a request, in words: "open for 4 months", "answered after 5 months"."""
    asked = request.said.start
    if link and link.later.said.start and asked:
        return f"answered after {length(asked, link.later.said.start)}"
    return f"open for {length(asked, today)}" if asked and asked <= today else "open"
