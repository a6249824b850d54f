"""The nouns of the trade: what goes into the parser, what it finds, and how the store gives it back.

Everything here is a frozen value. Party codes are ISO 3166-1 alpha-2 for states (``KH``), ``EU`` for the
European Union, and the usual short name for bodies (``ASEAN``, ``AICHR``). Dates are days without a zone:
diplomatic documents are dated by the calendar of the place where they were written.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Code = str
"""A party: ``KH``, ``AU``, ``EU``, ``ASEAN``, ``WHO``."""


class Kind(StrEnum):
    """The seven kinds of outcome, in the order that decides where a clause fits two of them."""

    ADOPTION = "adoption"
    PLEDGE = "pledge"
    COMMITMENT = "commitment"
    REQUEST = "request"
    APPRECIATION = "appreciation"
    PROGRESS = "progress"
    POSITION = "position"


class Strength(StrEnum):
    """How far a commitment or an adoption binds."""

    FIRM = "firm"
    SOFT = "soft"


class DocumentKind(StrEnum):
    """The genre of a document."""

    PRESS_RELEASE = "press_release"
    JOINT_STATEMENT = "joint_statement"
    COMMUNIQUE = "communique"
    CHAIRS_STATEMENT = "chairs_statement"
    READOUT = "readout"
    NEWS = "news"
    OTHER = "other"


class Level(StrEnum):
    """Who sat at the table."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    SENIOR_OFFICIALS = "senior_officials"
    OTHER = "other"


class Format(StrEnum):
    """How they met."""

    IN_PERSON = "in_person"
    VIDEOCONFERENCE = "videoconference"


class Precision(StrEnum):
    """What the words of a date say, so that a year is never shown as a day."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"


class EventStatus(StrEnum):
    """What is known to have become of an event."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known of it from outside; what is None is left to the text to say.

    ``language`` is the code of a language that the rules do not read (``km``), None for what they do;
    ``fetched_at`` is when it was taken from ``url``, with a time zone.
    """

    text: str
    name: str
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    sample: bool = False
    place: str | None = None
    language: str | None = None
    fetched_at: datetime | None = None

    @property
    def sha256(self) -> str:
        """The fingerprint of the text, in hexadecimal: the same text is the same document."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a document says of itself. An inferred date carries the reason in words."""

    title: str
    kind: DocumentKind
    publisher: str | None
    published_on: date | None
    published_on_inferred: bool
    published_on_reason: str | None
    place: str | None
    language: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Chair:
    """A person in the chair; ``party`` is the code of the state or body the person speaks for."""

    name: str
    title: str | None
    party: Code | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting or session that a document reports; ``part_of`` is the id of the meeting it belongs to."""

    id: str
    name: str
    forum: str | None
    level: Level
    format: Format | None
    place: str | None
    start: date | None
    end: date | None
    precision: Precision | None
    parties: tuple[Code, ...]
    chairs: tuple[Chair, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """When an act holds or falls due. An open side is None: a deadline has only an end."""

    start: date | None
    end: date | None
    precision: Precision
    words: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in an ISO 4217 currency, or a number of goods with a unit.

    ``assumed`` marks a currency that the text did not spell out (a bare ``$``);
    ``qualifier`` keeps the words "up to", "at least" or "a year".
    """

    value: float
    currency: str | None
    unit: str | None = None
    assumed: bool = False
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who did what towards whom, by when, how much, and the words that prove it.

    ``quote`` stands in the document word for word (white space aside); ``headline`` is a piece of it that
    reads by itself; ``paragraph`` counts from 1; ``meeting`` and ``event`` are ids within the same Reading.
    """

    id: str
    kind: Kind
    strength: Strength | None
    actors: tuple[Code, ...]
    towards: tuple[Code, ...]
    headline: str
    quote: str
    paragraph: int
    meeting: str | None = None
    topics: tuple[str, ...] = ()
    instrument: str | None = None
    period: Period | None = None
    amount: Amount | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a document speaks of an event."""

    quote: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Event:
    """Anything named with a time, or to come; the slug is its identity across documents."""

    slug: str
    name: str
    kind: str
    host: Code | None
    place: str | None
    start: date | None
    end: date | None
    precision: Precision | None
    status: EventStatus
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Commentary:
    """What an analyst, a journalist or the writer adds: kept, and never an outcome."""

    quote: str
    paragraph: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What the parser noticed and could not resolve, with the reason in words."""

    quote: str
    paragraph: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read out of one document; ``paragraphs[n - 1]`` is paragraph n."""

    document: Particulars
    paragraphs: tuple[str, ...]
    meetings: tuple[Meeting, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    events: tuple[Event, ...] = ()
    commentary: tuple[Commentary, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as precisely as it is known, for showing: "2021", "November 2021", "28 January 2021"."""

    start: date | None
    end: date | None
    precision: Precision | None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A stored document as an answer cites it; ``number`` is what ``/source`` takes.

    ``corrected`` names what an editor corrected of it: title, publisher, published_on.
    """

    number: int
    title: str
    kind: DocumentKind
    publisher: str | None
    published: Moment
    published_reason: str | None
    place: str | None
    url: str | None
    sample: bool
    revision: int
    added_at: datetime
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A stored outcome with where and when it was said; ``number`` is its own for ever.

    ``corrected`` names what an editor corrected of it: kind, actors, towards, period.
    """

    number: int
    outcome: Outcome
    source: Source
    meeting: Meeting | None
    said: Moment
    corrected: tuple[str, ...] = ()
