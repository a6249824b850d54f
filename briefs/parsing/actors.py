"""The words before a verb come in, with who is on the stage; the parties that act go out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefs.model import Code
from briefs.parsing.actors_words import (
    ALL_OF, COUNTS, GROUPS, HOLLOW, MEETINGS, NAMED, OFFICES, OTHERS, PARTICLES, PEOPLE, POSSESSIVES, PREPOSITIONS, PRONOUNS, TITLES,
)  # fmt: skip
from briefs.parsing.clauses_words import Words, is_adverb


@dataclass(frozen=True, slots=True)
class Named:
    """A party named in a paragraph: characters from ``start`` to ``end``."""

    start: int
    end: int
    code: Code
    form: str


@dataclass(frozen=True, slots=True)
class Stage:
    """Who is present: the parties of the session, those in whose name the text speaks, who publishes it."""

    parties: tuple[Code, ...]
    voice: tuple[Code, ...]
    home: Code | None
    persons: Mapping[str, Code]
    surnames: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    styles: Mapping[str, Code] = field(default_factory=dict)
    offices: Mapping[str, Code] = field(default_factory=dict)

    @property
    def together(self) -> tuple[Code, ...]:
        """Those who act when the text says "the Meeting" or "both sides"."""
        return self.parties or self.voice

    @property
    def own(self) -> tuple[Code, ...]:
        """Those who act when the text says "we"."""
        return self.voice or self.parties or ((self.home,) if self.home else ())


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts. ``how`` is party, group, person, pronoun or thing; ``start`` is the first word of the subject."""

    codes: tuple[Code, ...]
    start: int
    how: str
    plural: bool = False


@dataclass(slots=True)
class Memory:
    """Who was spoken of last, for pronouns: one person, several together, anyone."""

    person: tuple[Code, ...] = ()
    several: tuple[Code, ...] = ()
    last: tuple[Code, ...] = ()

    def keep(self, subject: Subject) -> None:
        """Remember a subject that was named."""
        if subject.how == "thing":
            return
        if subject.plural:
            self.several = subject.codes
        elif subject.how == "person":
            self.person = subject.codes
        self.last = subject.codes


@dataclass(frozen=True, slots=True)
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


def pronoun(word: str, cast: Cast) -> tuple[Code, ...]:
    """Whom a pronoun stands for; empty where nobody fits."""
    stage, memory = cast.stage, cast.memory
    if word in {"we", "i"}:
        return stage.own
    if word == "they":
        return (
            memory.several
            or (memory.last if len(stage.together) == 1 else ())
            or stage.together
            or memory.last
        )
    if word in {"he", "she"}:
        return memory.person or ((stage.home,) if stage.home else ())
    return stage.voice or (memory.last if len(memory.last) == 1 else ())


def subject(words: Words, start: int, end: int, cast: Cast) -> Subject | None:
    """The parties that words ``start`` to ``end`` name as acting, or None where they name a thing or nobody."""
    start = _begin(words, start, end)
    if start >= end:
        return None
    low = words.low
    if low[start] in PRONOUNS and end - start <= 2:
        codes = pronoun(low[start], cast)
        plural = low[start] in {"we", "they"}
        return Subject(codes, start, "pronoun", plural) if codes else None
    codes: list[Code] = []
    how, first, several = "", True, False
    for begin, stop in _conjuncts(words, start, end):
        found = _conjunct(words, begin, stop, cast, codes, first=first)
        if found is None and first:
            return None
        if found is not None:
            codes.extend(code for code in found.codes if code not in codes)
            several = several or found.plural or not first
            how = how or found.how
        elif stop == end and not words.capital(stop - 1):
            return None
        first = False
    return (
        Subject(tuple(codes), start, how, several and (len(codes) > 1 or how in {"group", "meeting"}))
        if codes
        else None
    )


def _begin(words: Words, start: int, end: int) -> int:
    while start < end and (is_adverb(words.low[start]) or words.low[start] in HOLLOW):
        start += 1
    return start


def _conjuncts(words: Words, start: int, end: int) -> list[tuple[int, int]]:
    found, begin = [], start
    for index in range(start, end):
        if words.low[index] in {"and", ",", ";", "&", "alongside"}:
            if index > begin:
                found.append((begin, index))
            begin = index + 1
    if end > begin:
        found.append((begin, end))
    return found


def _conjunct(
    words: Words, start: int, end: int, cast: Cast, before: Sequence[Code], *, first: bool
) -> Subject | None:
    low = words.low
    start = _begin(words, start, end)
    if start >= end:
        return None
    if not first and (low[start] in POSSESSIVES or low[start] == "other"):
        return None
    if low[start] in OTHERS:
        return None
    stop = _core(words, start, end, cast)
    head = low[stop - 1]
    inside = cast.within(words.starts[start], words.ends[stop - 1])
    counted = bool(set(low[start : start + 2]) & COUNTS) and head.endswith("s") and not inside
    if head in GROUPS or head in MEETINGS or counted:
        return _group(words, start, stop, end, inside, cast)
    if inside and inside[-1].end == words.ends[stop - 1] and inside[-1].form != "possessive":
        return Subject(tuple(dict.fromkeys(one.code for one in inside[-1:])), start, "party")
    if _holds_office(words, start, stop):
        return _office(words, start, stop, end, inside, cast, before, first=first)
    return _person(words, start, stop, cast)


def _core(words: Words, start: int, end: int, cast: Cast) -> int:
    """Where the first preposition behind a head stands; one inside the name of a party is none."""
    stop, covered = start, -1
    while stop < end:
        one = cast.at(words.starts[stop])
        if one is not None:
            covered = one.end
        elif words.low[stop] in PREPOSITIONS and stop > start and words.starts[stop] >= covered:
            break
        stop += 1
    return stop


def _holds_office(words: Words, start: int, stop: int) -> bool:
    """Whether an office is what is spoken of: nothing but a name stands behind it ("the foreign *investors*" hold none)."""
    last = max(
        (k for k in range(start, stop) if words.low[k] in OFFICES or words.low[k] in TITLES), default=-1
    )
    if last < 0:
        return False
    return all(
        words.capital(k)
        or not words.low[k][0].isalpha()
        or words.low[k] in PARTICLES
        or is_adverb(words.low[k])
        for k in range(last + 1, stop)
    )


def _group(
    words: Words, start: int, stop: int, end: int, inside: Sequence[Named], cast: Cast
) -> Subject | None:
    """A plural: the parties it names, or all who are present ("the Australian and Lao ministers", "both sides")."""
    low = words.low
    if start > 0 and low[stop - 1] in PEOPLE and not inside:
        return None
    codes = [one.code for one in inside]
    if not codes and stop < end and low[stop] in {"of", "from", "between"}:
        codes = [one.code for one in cast.within(words.starts[stop], words.ends[end - 1])]
    if not codes:
        if low[stop - 1] in NAMED and not set(low[start:stop]) & ALL_OF:
            return None
        codes = list(cast.stage.own if low[start] == "our" else cast.stage.together)
    how = "meeting" if low[stop - 1] in MEETINGS else "group"
    return Subject(tuple(dict.fromkeys(codes)), start, how, plural=True) if codes else None


def _office(
    words: Words,
    start: int,
    stop: int,
    end: int,
    inside: Sequence[Named],
    cast: Cast,
    first_codes: Sequence[Code],
    *,
    first: bool,
) -> Subject | None:
    """An office or a body of a state: by the state it is named with, else by the person, else the publisher's."""
    low = words.low
    person = "person" if set(low[start:stop]) & TITLES else "party"
    if inside:
        return Subject((inside[0].code,), start, person)
    known = _person(words, start, stop, cast)
    index = stop
    while index < end and low[index] in {"of", "from"}:
        after = cast.within(words.starts[index], words.ends[end - 1])
        if after:
            return Subject((after[0].code,), start, person)
        break
    if known is not None:
        return known
    held = cast.stage.offices.get(
        " ".join(low[start:stop]).removeprefix("the ").removeprefix("h.e. ").removeprefix("h.e ")
    )
    if held is not None:
        return Subject((held,), start, "person")
    styled = cast.stage.styles.get(low[stop - 1])
    if styled is not None:
        return Subject((styled,), start, "party")
    if not first and first_codes and len(cast.stage.together) == len(first_codes) + 1:
        rest = tuple(code for code in cast.stage.together if code not in first_codes)
        return Subject(rest, start, person) if len(rest) == 1 else None
    if not first or cast.stage.home is None or low[start] not in {"the", "h.e", "h.e.", "his", "her"}:
        return None
    return Subject((cast.stage.home,), start, person)


def _person(words: Words, start: int, end: int, cast: Cast) -> Subject | None:
    """A person whom the document's outline knows, by the longest name that fits."""
    best: tuple[str, ...] = ()
    for index in range(start, end):
        for name in cast.stage.surnames.get(words.low[index], ()):
            if len(name) >= len(best) and tuple(words.low[index : index + len(name)]) == name:
                best = name
    return Subject((cast.stage.persons[" ".join(best)],), start, "person") if best else None


def by_first_word(persons: Mapping[str, Code]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of persons, each as its words, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in persons:
        parts = tuple(name.split())
        if parts:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(names) for first, names in found.items()}
