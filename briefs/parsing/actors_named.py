"""The words of a subject come in; the person or the body of a state that they name by itself goes out."""

from __future__ import annotations

from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.actors_words import EQUALS, OFFICES, TITLES
from briefs.parsing.clauses_words import Words

_IN_NAMES = frozenset({"the", "and", "of", "for", "on", ",", "&", "'", "'s"})
_AGENCIES = frozenset({"bank", "foundation", "institute", "centre", "center", "council"})


def agency(words: Words, start: int, end: int, cast: Cast) -> Subject | None:
    """A body of a state with an "and" in its name ("the Lumerian Trade *and* Development Agency")."""
    low = words.low
    if low[end - 1] not in OFFICES | _AGENCIES or not any(
        words.capital(k) and words.capital(k + 2) for k in range(start, end - 2) if low[k + 1] == "and"
    ):
        return None
    if not all(words.capital(k) or low[k] in _IN_NAMES for k in range(start, end)):
        return None
    named = cast.within(words.starts[start], words.ends[end - 1])
    code = named[0].code if named else cast.stage.home
    return Subject((code,), start, "party") if code else None


def person(words: Words, start: int, end: int, cast: Cast) -> Subject | None:
    """A person whom the document's outline knows, by the longest name that fits."""
    best: tuple[str, ...] = ()
    for index in range(start, end):
        if not words.capital(index):
            continue
        for name in cast.stage.surnames.get(words.low[index].removesuffix("'s"), ()):
            said = tuple(word.removesuffix("'s") for word in words.low[index : index + len(name)])
            if len(name) >= len(best) and said == name:
                best = name
    if not best:
        return None
    title = TITLES.intersection(words.low[start:end]) | cast.stage.titles.get(best[-1], frozenset())
    return Subject((cast.stage.persons[" ".join(best)],), start, "person", title=title)


def of_equals(words: Words, index: int) -> bool:
    """Whether it is the first of several beside another ("*his Lumerian* and Ostian counterparts")."""
    near = words.low[index + 2 : index + 7]
    return near[:1] in (["and"], [","]) and not EQUALS.isdisjoint(near)
