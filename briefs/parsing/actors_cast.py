"""Who is present and who was spoken of come in as values; whom a pronoun stands for goes out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefs.model import Code
from briefs.values import value

_PAIR = 2


@value(frozen=True, slots=True)
class Named:
    """A party named in a paragraph: characters from ``start`` to ``end``."""

    start: int
    end: int
    code: Code
    form: str


@dataclass(frozen=True, slots=True)
class Stage:
    """Who is present: the parties of the session, those in whose name the text speaks, who publishes it.

    ``titles`` are the words of the offices of persons, by their last name; ``reported`` says that ``home`` is not the publisher, but the state of the agency or the place of a story;
    ``speaker`` is the side whose minister tells the whole text as "I", ``host`` the one that the other visits.
    """

    parties: tuple[Code, ...]
    voice: tuple[Code, ...]
    home: Code | None
    persons: Mapping[str, Code]
    surnames: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    styles: Mapping[str, Code] = field(default_factory=dict)
    offices: Mapping[str, Code] = field(default_factory=dict)
    reported: bool = False
    titles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    speaker: Code | None = None
    host: Code | None = None

    @property
    def together(self) -> tuple[Code, ...]:
        """Those who act when the text says "the Meeting" or "both sides"."""
        return self.parties or self.voice

    @property
    def own(self) -> tuple[Code, ...]:
        """Those who act when the text says "we"."""
        return self.voice or self.parties or ((self.home,) if self.home else ())


@value(frozen=True, slots=True)
class Subject:
    """Who acts. ``how`` is party, group, person, pronoun or thing; ``start`` its first word, ``title`` the person's office."""

    codes: tuple[Code, ...]
    start: int
    how: str
    plural: bool = False
    title: frozenset[str] = frozenset()


@dataclass(slots=True)
class Memory:
    """Who was spoken of last, for pronouns: one person with his office, several together, anyone, one meeting or body."""

    person: tuple[Code, ...] = ()
    title: frozenset[str] = frozenset()
    several: tuple[Code, ...] = ()
    last: tuple[Code, ...] = ()
    one: tuple[Code, ...] = ()

    def keep(self, subject: Subject) -> None:
        """Remember a subject that was named."""
        if subject.how == "thing":
            return
        if subject.how in {"meeting", "party"}:
            self.one = subject.codes
        if subject.plural:
            self.several = subject.codes
        elif subject.how == "person":
            self.person, self.title = subject.codes, subject.title
        self.last = subject.codes


@value(frozen=True, slots=True)
class Cast:
    """The stage, what was said before, and the parties named in this paragraph in order."""

    stage: Stage
    memory: Memory
    named: Sequence[Named]
    starts: Sequence[int]

    def within(self, start: int, end: int) -> Sequence[Named]:
        """The parties named between two places of the paragraph."""
        first = last = bisect_left(self.starts, start)
        while last < len(self.named) and self.named[last].end <= end:
            last += 1
        return self.named[first:last]

    def at(self, start: int) -> Named | None:
        """The party whose name begins at a place."""
        index = bisect_left(self.starts, start)
        return self.named[index] if index < len(self.starts) and self.starts[index] == start else None


def cast_of(stage: Stage, memory: Memory, named: Sequence[Named]) -> Cast:
    """The cast of a paragraph."""
    return Cast(stage, memory, named, [one.start for one in named])


def pronoun(word: str, cast: Cast, *, quoted: bool = False) -> tuple[Code, ...]:
    """Whom a pronoun stands for; empty where nobody fits. ``quoted``: it stands in quotation marks."""
    stage, memory = cast.stage, cast.memory
    if word in {"we", "i"}:
        return _speaker(word, stage, memory, quoted=quoted)
    if word == "they":
        return (
            memory.several
            or (memory.last if len(stage.together) == 1 else ())
            or stage.together
            or memory.last
        )
    if word in {"he", "she"}:
        told = [code for code in stage.together if code != stage.speaker] if stage.speaker else []
        if len(told) == 1 and not quoted and memory.person in {(), (stage.speaker,)}:
            return (told[0],)  # who says "I" is not "he"
        return memory.person or ((stage.home,) if stage.home else ())
    return memory.one or stage.voice or (memory.last if len(memory.last) == 1 else ())


def _speaker(word: str, stage: Stage, memory: Memory, *, quoted: bool) -> tuple[Code, ...]:
    """Whose "we" or "I" it is: the side's whose words are quoted or who says "I"; else all in whose name the text speaks."""
    own = stage.own
    if word == "i" and not quoted and stage.speaker:
        return (stage.speaker,)
    if word == "we" and not quoted and not stage.voice and not stage.reported and len(own) > _PAIR:
        return (stage.home,) if stage.home and not memory.several else own  # who visits three speaks for one
    if len(own) == 1 or (word == "we" and (stage.voice or not quoted)):
        return own
    spoke = memory.last if quoted and len(memory.last) == 1 else memory.person
    if len(spoke) == 1 and spoke[0] in own:
        return spoke
    return (stage.home,) if stage.home in own and stage.home and not memory.several else own


def titles_by_last_name(persons: Mapping[str, Code], known: frozenset[str]) -> dict[str, frozenset[str]]:
    """The words of offices that stand before a name anywhere in a text ("foreign minister arroyo"), by the last name."""
    found: dict[str, set[str]] = {}
    for name in persons:
        *before, last = name.split() or [""]
        found.setdefault(last, set()).update(known.intersection(before))
    return {last: frozenset(words) for last, words in found.items() if words}


def by_first_word(persons: Mapping[str, Code]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of persons, each as its words, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in persons:
        parts = tuple(name.split())
        if parts:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(names) for first, names in found.items()}
