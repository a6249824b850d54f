"""The nouns of what is told: an occasion with its date, the date as somebody was last told it, and a message made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from briefs.brief import Brief
from briefs.model import Code, EventStatus, Moment, Precision

ChangeKind = Literal["moved", "postponed", "cancelled", "named"]


@dataclass(frozen=True, slots=True)
class Told:
    """The date of an event as somebody was told it; ``source`` is the document that says so (None: the calendar)."""

    starts: date | None
    ends: date | None
    precision: Precision | None
    status: EventStatus
    source: int | None = None

    @property
    def when(self) -> Moment:
        """The date as it is shown."""
        return Moment(self.starts, self.ends, self.precision)


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event that somebody follows, or a term that ends (kind "term", a slug that begins with "term-").

    ``source`` is the document that tells the date, ``record`` where the calendar has it from when no document does.
    A term is dated by the day on which it ends.
    """

    slug: str
    name: str
    starts: date | None
    ends: date | None
    precision: Precision | None
    host: Code | None
    place: str | None
    status: EventStatus
    source: int | None
    kind: str
    record: str = ""

    @property
    def when(self) -> Moment:
        """The date as it is shown."""
        return Moment(self.starts, self.ends, self.precision)

    @property
    def day(self) -> date | None:
        """The first day, where that is known to the day: "June 2021" has none."""
        return self.starts if self.precision is Precision.DAY else None

    @property
    def told(self) -> Told:
        """Its date as it is now told to somebody."""
        return Told(self.starts, self.ends, self.precision, self.status, self.source)

    @property
    def is_term(self) -> bool:
        """Whether it is a term that ends."""
        return self.kind == TERM


TERM = "term"


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder to be sent: of an occasion, so many days ahead; ``key`` is the same for the same one for ever."""

    occasion: Occasion
    lead: int
    key: str


@dataclass(frozen=True, slots=True)
class Change:
    """An event whose date is another than somebody was told: "named" is a day that became known.

    ``record`` is where the calendar has the new date from.
    """

    slug: str
    name: str
    kind: ChangeKind
    old: Told
    new: Told
    record: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """A message that is sent unasked, with what it tells: numbers of lines, and the dates of events as told in it."""

    brief: Brief
    lines: tuple[int, ...] = ()
    events: Mapping[str, Told] = field(default_factory=dict)
