"""What an answer is made of: a brief of parts and entries, in plain values that every door can show."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.model import Kind, Moment, Source, Strength


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a brief, in plain text; the delivery marks it up.

    ``line`` leads to the sentence, ``source`` to the document. ``marks`` are half-open ranges of ``text``
    that matched a search.
    """

    text: str
    when: Moment | None = None
    direction: str = ""
    kind: Kind | None = None
    strength: Strength | None = None
    notes: tuple[str, ...] = ()
    line: int | None = None
    source: int | None = None
    ask: str | None = None
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A headed list of entries; ``key`` names it in a button; a folded part opens on demand."""

    key: str
    title: str
    entries: tuple[Entry, ...]
    folded: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says, and the question it asks when pressed."""

    label: str
    ask: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence with its place: shown whole, and marked in the browser by a text fragment."""

    text: str
    paragraph: int
    source: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """An answer: title, leading words, parts, the sources cited in it, and what to ask next.

    ``question`` is the canonical form of what was asked: asking it again gives this brief again.
    """

    title: str
    question: str
    lead: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sources: tuple[Source, ...] = ()
    choices: tuple[Choice, ...] = ()
    found: bool = True

    def __hash__(self) -> int:
        """By what tells answers apart nearly always: nobody need look at every word of it to find it again."""
        return hash((self.question, self.title, self.lead))
