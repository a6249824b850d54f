"""A stance comes in; the party of whose doing it speaks goes out: its owner, those joined to it, those mourned with."""

from __future__ import annotations

import re
from itertools import pairwise

from briefs.model import Code
from briefs.parsing.actors_cast import Cast, Named
from briefs.parsing.clauses_words import Words, is_gerund
from briefs.parsing.kinds import Sense
from briefs.parsing.word_sets import words as word_set

_REACH = 14
_OWNS = word_set("of for by from with to between against toward towards about regarding over on")
_PLACES = frozenset({"in", "at", "across"})
_FOLK = word_set(
    "people peoples government leadership authorities citizens defense defence security sovereignty independence"
)
_TWO_SIDES = 2
_PART_OF = frozenset(
    {"part", "member", "members", "membership", "accession", "statute", "charter", "constitution"}
)
_SEATS = word_set("chairmanship presidency membership seat candidacy candidature accession")
_HELP = frozenset({"support", "solidarity", "assistance", "aid", "help", "backing"})
_AIDS = frozenset({"help", "support", "assist", "aid"})
_SCHEMES = frozenset(
    {"programme", "program", "package", "loan", "facility", "arrangement", "framework", "review"}
)
_GRIEF = frozenset({"condolences", "sympathy", "sympathies", "condolence"})
_GRIEVED = frozenset({"express feeling", "condemn", "be concerned", "express support"})
LED = frozenset({"-led", "-own"})
_JOINED = re.compile(r"(?:\s|,|\band\b|\bthe\b|\b[a-z]+-[a-z]+ing\b)*")
"""What stands between parties that are named together ("Chad, Niger *and refugee-hosting* Lumeria")."""
_LIST = 160
"""Characters that a list of parties may take."""


def single(words: Words, one: Named) -> bool:
    """Whether a name stands for its party, and is no part of a compound ("the U.S.-Japan Alliance")."""
    before = words.text[one.start - 1 : one.start]
    after = words.text[one.end : one.end + 1]
    return before not in {"-", "–"} and after not in {"-", "–"}


def owner(words: Words, found: Sense, cast: Cast, actors: tuple[Code, ...]) -> tuple[Code, ...]:
    """The party whose doing is spoken of: "Canada's plan", "the coup in Burma", "remarks by the Prime Minister"."""
    start = found.group.end
    end = min(found.end, start + _REACH)
    if start >= end:
        return ()
    while (
        end < found.end
        and (words.capital(end) or words.low[end] == "of")
        and (words.capital(end - 1) or words.low[end - 1] in {"the", "of"})
    ):
        end += 1
    joint = set(cast.stage.together) <= set(actors)
    for one in cast.within(words.starts[start], words.ends[end - 1]):
        if not (single(words, one) or words.text[one.end : one.end + 4] in LED):
            continue
        if _is_topic(words, one):
            continue
        possessive = one.form == "possessive" or words.text[one.end : one.end + 1] == "'"
        theirs = joint and possessive and len(actors) > 1 and not _is_shared(words, one, cast)
        place = place_of(words, start, end, one.start)
        if one.code in actors and (not theirs or _aside(words, start, place) or _stands_for(words, one, end)):
            continue
        before = words.low[place - 1] if place > start else ""
        if before in {"the", "a", "an"} and place - 1 > start:
            before = words.low[place - 2]
        sides = cast.stage.together
        told = len(actors) == 1 and len(sides) == _TWO_SIDES and one.code not in sides
        if told and (before == "with" or _names_a_scheme(words, one)):
            break  # "the value of cooperation with Ostia" is said to the one who sits there
        if (
            possessive
            or place <= start + 1
            or before in _OWNS
            or before in _AIDS
            or (before in _PLACES and found.group.rule.lemma in _GRIEVED)
        ):
            return (one.code, *listed(words, one, cast, actors))
        if one.form == "demonym" and _OWNS & set(words.low[max(start, place - 3) : place]):
            return (one.code,)
    mourned = _mourned(words, found, cast, actors)
    return mourned or _owned_by_person(words, start, end, cast, actors)


def _is_shared(words: Words, one: Named, cast: Cast) -> bool:
    """Whether what is owned belongs to the party before too ("Lumeria and *Ostia's* water")."""
    return any(
        words.text[other.end : one.start] in {" and ", " and the "}
        for other in cast.within(max(0, one.start - _LIST), one.start)
    )


def _aside(words: Words, start: int, place: int) -> bool:
    """Whether what is owned only illustrates what is spoken of ("ties *dating* back to Lumeria's …", "*including* Lumeria's …")."""
    return "," in words.low[start:place] or any(is_gerund(word) for word in words.low[start:place])


def _stands_for(words: Words, one: Named, end: int) -> bool:
    """Whether what is owned is help for another ("Lumeria's unwavering *support for* Ostia")."""
    behind = place_of(words, 0, end, one.end)
    if words.low[behind : behind + 1] in (["'s"], ["'"]):
        behind += 1
    near = words.low[behind : behind + 4]
    return any(word in _HELP and after in {"for", "to", "with"} for word, after in pairwise(near))


def _names_a_scheme(words: Words, one: Named) -> bool:
    """Whether a party only tells whose scheme it is ("the *Fund* programme")."""
    behind = place_of(words, 0, len(words.low), one.end)
    return one.form != "possessive" and words.low[behind : behind + 1] != [] and words.low[behind] in _SCHEMES


def _is_topic(words: Words, one: Named) -> bool:
    """Whether a seat in a body is spoken of ("the *African Union chairmanship*", "being part of the *Alliance*")."""
    if one.form == "possessive":
        return False
    place = place_of(words, 0, len(words.low), one.start)
    behind = place_of(words, place, len(words.low), one.end)
    led = words.low[max(0, place - 3) : place]
    seat = behind < len(words.low) and words.low[behind] in _SEATS
    return seat or ("of" in led[-2:] and not _PART_OF.isdisjoint(led))


def _mourned(words: Words, found: Sense, cast: Cast, actors: tuple[Code, ...]) -> tuple[Code, ...]:
    """Whose people are told of one's grief ("condolences to the families and to the people of *Lumeria*")."""
    if _GRIEF.isdisjoint(words.low[found.group.end : found.group.end + _REACH]):
        return ()
    for one in cast.within(words.starts[found.group.end], words.ends[found.end - 1]):
        place = place_of(words, found.group.end, found.end, one.start)
        led = words.low[max(0, place - 4) : place]
        if one.code not in actors and "of" in led[-2:] and not _FOLK.isdisjoint(led):
            return (one.code,)
    return ()


def _owned_by_person(
    words: Words, start: int, end: int, cast: Cast, actors: tuple[Code, ...]
) -> tuple[Code, ...]:
    """The party of the person whose doing is spoken of ("President *Arroyo's* plan")."""
    for index in range(start, end):
        name = words.low[index].removesuffix("'s")
        code = cast.stage.persons.get(name) if name != words.low[index] and words.capital(index) else None
        if code is not None:
            return () if code in actors else (code,)
    return ()


def listed(words: Words, one: Named, cast: Cast, actors: tuple[Code, ...]) -> list[Code]:
    """The parties joined to one by "and" or commas ("grateful to Chad *and Niger*")."""
    found: list[Code] = []
    last = one.end
    for other in cast.within(one.end, one.end + _LIST):
        if not _JOINED.fullmatch(words.text, last, other.start):
            break
        last = other.end
        if other.code not in actors and other.code not in {one.code, *found}:
            found.append(other.code)
    return found


def place_of(words: Words, start: int, end: int, at: int) -> int:
    """The word between ``start`` and ``end`` that stands at a letter or behind it; ``end`` where none does."""
    for index in range(start, end):
        if words.starts[index] >= at or words.ends[index] > at:
            return index
    return end
