"""The pieces a document falls into: paragraphs that know where they stood, sentences, sections.

A Paragraph's ``text`` is mended (lines joined, markup gone) and every character of it remembers its place in
the source, so that a quote cut from the mended text is always given as it stands in the document.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from briefs.values import value

if TYPE_CHECKING:
    from briefs.model import Code, Meeting, Particulars


class Role(StrEnum):
    """What a paragraph is for."""

    TITLE = "title"
    HEADING = "heading"
    DATELINE = "dateline"
    BODY = "body"
    BULLET = "bullet"
    ROSTER = "roster"
    FURNITURE = "furniture"


@value(frozen=True, slots=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int


@value(frozen=True, slots=True)
class Paragraph:
    """A whole paragraph. ``marker`` is what numbered it ("4.", "(a)", "•") and is no part of ``text``."""

    number: int
    text: str
    role: Role
    marker: str = ""
    source: str = field(default="", repr=False)
    offsets: array[int] = field(default_factory=lambda: array("I"), repr=False)

    def quote(self, start: int, end: int) -> str:
        """The words from start to end as they stand in the document, white space folded."""
        if not self.offsets:
            return " ".join(self.text[start:end].split())
        return " ".join(self.source[self.offsets[start] : self.offsets[end - 1] + 1].split())


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs under one heading; ``parties`` are those whose session it is (empty: the document's)."""

    heading: str | None
    meeting: Meeting | None
    parties: tuple[Code, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The frame of a document: what it says of itself, its meetings, and its sections in order.

    ``voice`` are the parties in whose own name the text speaks ("we"): the signatories of a joint statement,
    the members of a council; empty for a press release or a news report. ``persons`` maps a surname or an
    office phrase, in lower case, to the party for which that person speaks.
    """

    particulars: Particulars
    meetings: tuple[Meeting, ...]
    sections: tuple[Section, ...]
    parties: tuple[Code, ...]
    voice: tuple[Code, ...]
    persons: dict[str, Code]
