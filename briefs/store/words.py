"""Text in, search terms out: folded, without accents, lightly stemmed, and each with its place in the text.

Both databases index these terms and both are asked for them, so that a search finds the same on either.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]{1,3}\b)?", re.UNICODE)
QUOTED = re.compile(r'["“”«»]([^"“”«»]{0,300})["“”«»]')
TOO_COMMON = frozenset(  # small words of which every document is full
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "this",
        "to",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
    ]
)
LONGEST_WORD = 40
SHORTEST_STEM = 3
MOST_TERMS = 20_000
"""Per paragraph: PostgreSQL's index holds no more than a megabyte a row."""
MOST_ASKED = 16
"""Words of a search that count; the rest are dropped."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a person searched for: ``units`` are terms, several in a row where they stood in quotation marks."""

    units: tuple[tuple[str, ...], ...]

    @property
    def terms(self) -> frozenset[str]:
        """Every single term."""
        return frozenset(term for unit in self.units for term in unit)


def terms(text: str) -> str:
    """The terms of a paragraph, in order, with blanks between them."""
    return " ".join(filter(None, map(term, islice(WORD.findall(text), MOST_TERMS))))


def sought(words: str) -> Sought:
    """The units of a search: quoted phrases stay whole, common words are dropped unless nothing else is left."""
    words = words[:1000]
    phrases = [tuple(terms(match.group(1)).split()[:MOST_ASKED]) for match in QUOTED.finditer(words)]
    rest = [match.group() for match in WORD.finditer(QUOTED.sub(" ", words))]
    telling = [word for word in rest if word.casefold() not in TOO_COMMON]
    if not telling and not any(phrases):
        telling = rest
    units = [phrase for phrase in phrases if phrase]
    units += [(term(word),) for word in telling if term(word)]
    return Sought(tuple(dict.fromkeys(units))[:MOST_ASKED])


def ranges(text: str, wanted: Sought) -> tuple[tuple[int, int], ...]:
    """The half-open ranges of ``text`` that match; words next to each other make one range."""
    places = [(match.start(), match.end(), term(match.group())) for match in WORD.finditer(text)]
    matched: set[int] = set()
    for unit in wanted.units:
        size = len(unit)
        for at, (_, _, first) in enumerate(places):
            if first == unit[0] and tuple(place[2] for place in places[at : at + size]) == unit:
                matched.update(range(at, at + size))
    found: list[tuple[int, int]] = []
    for at in sorted(matched):
        start, end, _ = places[at]
        if found and at - 1 in matched and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


@lru_cache(maxsize=20_000)
def term(word: str) -> str:
    """One word as the index knows it: "Scholarships" and "scholarship's" are "scholarship"."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(letter for letter in bare if letter.isalnum() and not unicodedata.combining(letter))
    if bare.isascii() and ("'" in word or "’" in word) and bare.endswith("s"):
        bare = bare[:-1]
    return _stem(bare[:LONGEST_WORD])


def _stem(word: str) -> str:
    """Plural and verb endings off; a stem keeps at least three letters and need not be a word."""
    if not word.isascii() or not word.isalpha() or len(word) <= SHORTEST_STEM:
        return word
    if word.endswith("ies") and len(word) > SHORTEST_STEM + 1:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("eed"):  # agreed, proceed: the stem has an e of its own
        word = word[:-1]
    for ending in ("ing", "ed"):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= SHORTEST_STEM
            and _has_vowel(word[: -len(ending)])
        ):
            word = word[: -len(ending)]
            if len(word) > SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if word.endswith("e") and len(word) > SHORTEST_STEM:
        return word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > SHORTEST_STEM else word


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiouy" for letter in word)
