"""Numbers in order come in as people write them ("13th", "Thirteenth", "3ʳᵈ", "XIII"); plain numbers go out."""

from __future__ import annotations

import re

_UNITS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ROUND = {word[:-1] + "ieth": value for word, value in _TENS.items()} | {"hundredth": 100}
_UNIT_WORDS = "|".join(_UNITS)
_WORDS = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_UNITS[:9])})|{_UNIT_WORDS}|{'|'.join(_ROUND)})"
_RAISED = str.maketrans("ˢᵗⁿᵈʳʰ", "stndrh")
_SUFFIX = "(?:st|nd|rd|th|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)"
ROMAN = r"(?=[IVXLC]{2,9}\b|[VX]\b)C{0,2}(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})"
ORDINAL = rf"(?:\d{{1,3}} ?{_SUFFIX}|{_WORDS}|{ROMAN})"
"""A source for expressions; compile it with re.IGNORECASE only where Roman numerals in small letters may stand."""
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN = re.compile(ROMAN)
_FIGURES = re.compile(r"(\d{1,3}) ?(?:st|nd|rd|th)?")


def number(words: str) -> int | None:
    """The number that an ordinal says: ``Fifty-Third`` and ``53rd`` are 53, ``XIII`` is 13; None if it is none."""
    plain = words.strip().translate(_RAISED)
    figures = _FIGURES.fullmatch(plain.lower())
    if figures:
        return int(figures[1]) or None
    if _ROMAN.fullmatch(plain):
        return _roman(plain)
    return _spelled(plain.lower().replace("-", " "))


def said(count: int) -> str:
    """How a number is written in a name: 1 → ``1st``, 12 → ``12th``, 53 → ``53rd``."""
    if count % 100 in (11, 12, 13):
        return f"{count}th"
    return f"{count}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th') }"


def _spelled(words: str) -> int | None:
    if words in _UNITS:
        return _UNITS.index(words) + 1
    if words in _ROUND:
        return _ROUND[words]
    tens, _space, unit = words.partition(" ")
    if tens in _TENS and unit in _UNITS[:9]:
        return _TENS[tens] + _UNITS.index(unit) + 1
    return None


def _roman(letters: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(value if value >= after else -value for value, after in zip(values, following, strict=True))
