"""The first words of a paragraph come in; the dateline that a news report opens with goes out.

"SUVA, March 3 (Wire) -- The ministers ...", "Suva \u2013 Ministers ...", "APIA, Samoa, 9 May 2024 \u2014 The ...",
"SUVA. WIRE \u2013 The ...", "Suva, 3 March /WIRE/ - The ...", "Suva: The ...".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LONGEST: Final = 120
_HEAD: Final = 320
"""Characters of a text in which its dateline stands, with who passed the story on in front of it."""
_KEPT: Final = 512
_WORDS: Final = 4
_DAY: Final = (
    r"[.,]?\s?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\.?(?:,?\s\d{4})?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}(?:,?\s\d{4})?|\d{1,2}[./]\d{1,2}(?:[./]\d{4})?)"
)
_DATELINE: Final = re.compile(
    r"\W{0,3}(?P<place>[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u017f.\u2019']{1,24}(?:[ -][A-Z\u00c0-\u00de][A-Za-z\u00c0-\u017f.\u2019']{1,24}){0,3}"
    r"(?:,\s(?:[A-Z][A-Za-z.\u2019']{1,24}(?:\s[A-Z][A-Za-z.\u2019']{1,24}){0,2}))?)"
    rf"(?P<day>{_DAY})?(?P<wire>,?\s?\([A-Z][A-Za-z .-]{{1,24}}\)|\s?[.,]?\s?/\s?[A-Z][A-Za-z ,.]{{1,30}}/|\s\([A-Z][A-Za-z /]{{1,24}}\s-\s[^()]{{4,24}}\d{{4}}\))?"
    r"(?:(?:\s?(?:[\u2013\u2014]|--)){1,2}|\s-|(?(day)(?<=[A-Z]\))|(?!))|(?<=\))\.-|(?<=[/)])\s?[:.]|(?<=\d{4})\.|(?<=/)(?=\s)|(?<=\d{4}\)))\s?(?=[\"\u201c\u2018A-Z])"
)
_AGENCY: Final = re.compile(
    r"(?P<place>[A-Z][A-Za-z'\u2019-]{2,24}(?:\s[A-Z][A-Za-z'\u2019-]{2,24}){0,2})(?:\s\[[A-Z][A-Za-z ]{1,24}\])?"
    rf"(?P<day>{_DAY})?(?:(?P<wire>\.\s[A-Z]{{4,12}}(?=\s[A-Z][a-z])|[.,]\s[A-Z]{{3,12}}[a-z]{{0,3}}(?=\s?[\u2013\u2014]|\s--?))(?:\s?[\u2013\u2014]|\s--?)?|\s?:)\s(?=[\"\u201c\u2018A-Z])"
)
"""The agency behind a full stop or comma ("LIMA. WIRE \u2013 The"), or the place before a colon ("Lima: The")."""
_NO_PLACE: Final = frozenset(
    [
        "today",
        "on",
        "the",
        "in",
        "this",
        "we",
        "at",
        "summary",
        "background",
        "note",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)


_PASSED_ON: Final = re.compile(r"\W{0,3}\([A-Z]{4,12}\s?-\s?[^()]{2,40}(?:\([A-Z]{2,8}\))?\)\s")
"""Who passed a story on, and whose it is, in front of its dateline: "(RELAY- Suva Times) SUVA \u2013 The"."""
_DAY_ALONE: Final = re.compile(
    rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day{_DAY}\s(?:[\u2013\u2014]|--?)\s(?=[\"\u201c\u2018A-Z])"
)
"""A dateline without a place: "Sunday, 3 May 2031 \u2013 The ministers"."""


def run_in(text: str) -> re.Match[str] | None:
    """The dateline at the head of a paragraph, with ``place``, ``day`` and ``wire``; None where there is none."""
    return _read(text[:_HEAD])


@lru_cache(maxsize=_KEPT)
def _read(text: str) -> re.Match[str] | None:
    """The same for a head alone: a dozen steps ask for the dateline of the same paragraph or sentence."""
    passed = _PASSED_ON.match(text)
    at = passed.end() if passed else 0
    found = _AGENCY.match(text, at, at + _LONGEST) or _DATELINE.match(text, at, at + _LONGEST)
    if found is None:
        return None
    words = found.group("place").split(",")[0].split()
    return None if words[0].lower() in _NO_PLACE or len(words) > _WORDS else found


def dateline(text: str, *, sure: bool = False) -> int:
    """Where the dateline of a paragraph ends; 0 without one. ``sure``: only one with a day or a wire service."""
    found = run_in(text)
    if found is None and (alone := _DAY_ALONE.match(text)):
        return alone.end()
    known = found is not None and (found.group("day") or found.group("wire") or _PASSED_ON.match(text))
    if found is None or (sure and not known):
        return 0
    return found.end()
