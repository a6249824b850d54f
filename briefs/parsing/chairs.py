"""A paragraph and the persons named in it come in; those who are said to have chaired go out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.model import Chair
from briefs.parsing.sentences import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.parsing.persons import Person

_CHAIRED: Final = re.compile(r"\b(?:co-?)?chair(?:ed|ing)(?:\s(?:jointly\s)?by)?\b|\bpresided\sover\b")
_CHAIRED_WITH: Final = re.compile(r"\s(?:the\s\w+\s)?with\b|\s.{0,60}\bwith\b")
_GUESTS: Final = re.compile(r"\b(?:attended|joined|participat\w+|witnessed|with\sthe\sparticipation)\b")


def chairs(persons: Sequence[Person], text: str) -> tuple[Chair, ...]:
    """Who is said to have chaired: the persons named behind "chaired by" or before "co-chaired" in a sentence."""
    found: dict[str, Chair] = {}
    for match in _CHAIRED.finditer(text) if persons and ("chair" in text or "presided" in text) else ():
        span = next((each for each in split(text) if each.start <= match.start() < each.end), None)
        if span is None:
            continue
        guests = _GUESTS.search(text, match.end(), span.end)
        end = guests.start() if guests else span.end
        inside = sorted(
            (each for each in persons if span.start <= each.start < end), key=lambda each: each.start
        )
        behind = [person for person in inside if match.end() - 1 <= person.start][:4]
        if not match.group().endswith("by"):
            joined = _CHAIRED_WITH.match(text, match.end())
            behind = [*_side_by_side(text, inside, match), *(behind[:1] if joined else [])]
        for person in behind:
            found.setdefault(person.name, Chair(person.name, person.office, person.party))
    return tuple(found.values())


def _side_by_side(text: str, persons: Sequence[Person], chaired: re.Match[str]) -> list[Person]:
    """The person before the verb, and those joined to that one by "and"."""
    before = [person for person in persons if person.end <= chaired.start()]
    kept = before[-1:]
    for one, two in zip(before[-2::-1], before[:0:-1], strict=True):
        if (
            not re.search(r"(?:\band\s(?:[\w.-]+\s){0,3}|,\s)$", text[one.end : two.start])
            or "who" in text[one.end : two.start].split()
        ):
            break
        kept.insert(0, one)
    return kept
