"""What a person wants to know, as one frozen value that can be written down in short words and read back."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from briefs.brief import Choice
from briefs.model import Code, Kind


class About(StrEnum):
    """What kind of answer is asked for; the names are the commands of the shell and the chat."""

    PARTNER = "partner"
    COMMITMENTS = "commitments"
    PLEDGES = "pledges"
    REQUESTS = "requests"
    OUTCOMES = "outcomes"
    UPCOMING = "upcoming"
    EVENT = "event"
    MEETING = "meeting"
    TOPIC = "topic"
    SEARCH = "search"
    SOURCE = "source"
    LATEST = "latest"
    THREADS = "threads"
    OPEN = "open"
    LINE = "line"
    HELP = "help"


DECEMBER = 12
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
"""What a number of four digits must be to be read as a year."""


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included; an open side is None, and never both."""

    start: date | None
    end: date | None

    def canonical(self) -> str:
        """The span in one token: "2021", "2019-2021", "2021-11", "2020-01-01..", "2021-01-28..2021-02-03"."""
        start, end = self.start, self.end
        if not start or not end or start.year < _FIRST_YEAR or end.year > _LAST_YEAR:
            return f"{start or ''}..{end or ''}"
        if (start.month, start.day, end.month, end.day) == (1, 1, DECEMBER, 31):
            return f"{start.year}" if start.year == end.year else f"{start.year}-{end.year}"
        return f"{start:%Y-%m}" if self.is_month() else f"{start}..{end}"

    def is_month(self) -> bool:
        """Whether it is one whole month of the calendar."""
        start, end = self.start, self.end
        if not start or not end or start.day != 1 or (start.year, start.month) != (end.year, end.month):
            return False
        return end.day == monthrange(end.year, end.month)[1]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``parties`` may stand on any side; ``actors`` act, ``towards`` receive or are addressed.

    ``kinds`` narrows the answer to some kinds (empty: those that belong to it). ``words`` are looked for in the
    text, or name the event or meeting. ``unknown`` are words that look like a name and are none;
    ``suggestions`` are the questions that may have been meant.
    """

    about: About
    parties: tuple[Code, ...] = ()
    actors: tuple[Code, ...] = ()
    towards: tuple[Code, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    span: Span | None = None
    words: str = ""
    number: int | None = None
    as_of: date | None = None
    unknown: tuple[str, ...] = ()
    suggestions: tuple[Choice, ...] = ()

    def canonical(self) -> str:
        """The question in few plain words: understood again, they give the same question on any day."""
        pieces = [f"asof:{self.as_of}"] if self.as_of else []
        pieces.append(self.about.value)
        if self.number is not None:
            pieces.append(f"#{self.number}" if self.about is About.MEETING else str(self.number))
        if self.about in TO_THE_LETTER:
            pieces.append(self.words)
            return " ".join(piece for piece in pieces if piece)
        pieces += [self.span.canonical()] if self.span else []
        pieces += [*self.parties, *(f"from:{code}" for code in self.actors)]
        pieces += [f"to:{code}" for code in self.towards]
        pieces += [f"#{topic}" for topic in self.topics]
        pieces += [f"kind:{kind.value}" for kind in self.kinds]
        pieces += [f'"{self.words}"'] if self.words else []
        pieces += [f'?"{word}"' for word in self.unknown]
        return " ".join(pieces)


TO_THE_LETTER = frozenset({About.SEARCH, About.EVENT})
"""What follows these is a name or a text to look for: every word of it counts, a year and a party too."""
