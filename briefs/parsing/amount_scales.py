"""What stands behind the number of a sum comes in; the scale that it shares with the numbers behind it, or its power of ten, goes out.

In "$3, $5 and $7 million" the first two are millions too, and "USD 2 x 10^6" is two millions.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from briefs.parsing.amount_words import BEFORE, SCALES

_SMALL: Final = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
"""Only a small number waits for the scale of another."""
_LISTED: Final = re.compile(r"(?:,|\s(?:and|or)\b)\s?[^\s\d]{0,4}\s?\d")
"""A cheap look before the dear expression."""
_JOINT: Final = r"(?:,\s?(?:and\s|or\s)?|\s(?:and|or)\s)"
_PLAIN: Final = r"\d{1,3}(?:\.\d{1,2})?"
_LONG_SCALES: Final = "|".join(sorted((scale for scale in SCALES if len(scale) > 1), key=len, reverse=True))
_POWER: Final = re.compile(r"(?P<times>\s?[x\u00d7\u00b7]\s?10)?\^(?P<power>\d{1,2})(?!\d)")
_MOST: Final = 12
"""No sum has more noughts that a power could give it."""


def shared(text: str, number: str, end: int) -> str | None:
    """The scale that a list of sums names once, behind its last number; None where the number stands for itself.

    The numbers behind carry their signs ("$3, $5 and $7 million"), or there are several ("EUR 3, 5 and 7 million").
    """
    if not _SMALL.fullmatch(number) or not _LISTED.match(text, end):
        return None
    found = _list().match(text, end)
    return (found.group("signed") or found.group("plain")) if found else None


@cache
def _list() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_JOINT}{BEFORE}\s?{_PLAIN}){{1,6}}\s?-?(?P<signed>{_LONG_SCALES})(?![A-Za-z])"
        rf"|(?:{_JOINT}{_PLAIN}){{2,6}}\s?-?(?P<plain>{_LONG_SCALES})(?![A-Za-z])"
    )


def power(text: str, number: str, end: int) -> tuple[float, int] | None:
    """By how much a power of ten multiplies a number, and where it ends: "10^6" is a million, "2 x 10^6" two of them."""
    found = _POWER.match(text, end)
    if found is None or int(found.group("power")) > _MOST:
        return None
    if found.group("times"):
        return 10.0 ** int(found.group("power")), found.end()
    return (10.0 ** (int(found.group("power")) - 1), found.end()) if number == "10" else None
