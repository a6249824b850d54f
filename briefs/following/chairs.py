"""Words in, the terms in the chair of a body that they name out: "Cambodia's ASEAN chairmanship", "German EU presidency"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.asking.names import Named, Token
    from briefs.calendar import Calendar, Chairmanship

_CHAIRS = frozenset("chairmanship chairmanships chairship chair presidency chairing host".split())
_PLAINLY = _CHAIRS - {"chair", "host"}
_BETWEEN = frozenset("of the in for over by its event year term as rotating council".split())
_MOST = 6


@dataclass(frozen=True, slots=True)
class Called:
    """Neighbouring words by their places, and the terms that they may mean, the latest first; one where it is plain."""

    places: tuple[int, ...]
    slugs: tuple[str, ...]


def called(text: str, words: Sequence[Token], parties: Sequence[Named], calendar: Calendar) -> list[Called]:
    """Every term in the chair that is named by body, host or year."""
    at_place = {at: each.value for each in parties for at in range(each.first, each.last)}
    found: list[Called] = []
    reached = 0
    for at, token in enumerate(words):
        if token.key not in _CHAIRS or at < reached:
            continue
        first, last = _stretch(text, words, at, at_place)
        codes = {at_place[place] for place in range(first, last) if place in at_place}
        years = {int(word.text) for word in words[first:last] if _is_year(word.text)}
        meant = _meant(codes, years, calendar)
        plainly = token.key in _PLAINLY or any(each.body in codes for each in meant)
        if meant and (plainly if len(meant) == 1 else token.key in _PLAINLY):
            slugs = tuple(each.slug for each in sorted(meant, key=lambda each: each.start, reverse=True))
            found.append(Called(tuple(range(first, last)), slugs[:_MOST]))
            reached = last
    return found


def _stretch(text: str, words: Sequence[Token], at: int, parties: dict[int, str]) -> tuple[int, int]:
    """The words around one that are a party, a year, or a small word between them; first, and one past the last."""

    def is_of(place: int, other: int) -> bool:
        one, two = sorted((place, other))
        if not 0 <= place < len(words) or set(",;") & set(text[words[one].end : words[two].start]):
            return False
        word = words[place]
        return place in parties or word.key in _BETWEEN | _CHAIRS or _is_year(word.text)

    first, last = at, at + 1
    while is_of(first - 1, first):
        first -= 1
    while is_of(last, last - 1):
        last += 1
    return first, last


def _is_year(word: str) -> bool:
    return len(word) == len("2022") and word.isascii() and word.isdigit()


def _meant(codes: set[str], years: set[int], calendar: Calendar) -> list[Chairmanship]:
    """The terms of a body in the chair, of the host and the year where these are named; of none where nothing is."""
    if not codes:
        return []
    terms = [each for each in calendar.chairmanships if not years or each.year in years]
    of_body = [each for each in terms if each.body in codes] or [each for each in terms if each.host in codes]
    return [each for each in of_body if each.host in codes - {each.body}] or of_body
