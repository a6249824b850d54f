"""Text comes in; the counted goods that it names go out: "3 million doses", "5,000MT of rice", "two dozen fire trucks"."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from briefs.lexicon.gazetteer import Gazetteer
from briefs.model import Amount
from briefs.parsing.amount_words import GOODS, GOODS_NOUNS, number, unit

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEARS: Final = range(1900, 2101)
_MOST: Final = 200
"""Counts of one text that are read; no sentence names so many."""
_NOUNS: Final = Gazetteer([noun.lower() for noun in GOODS_NOUNS])
_GOODS: Final = (
    rf"(?<![\w.,$\u20ac\u00a3%/-])(?=[\dA-Za-z])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?=\s[A-Za-z])|\d{{1,7}}(?:\.\d{{1,2}})?)(?:\s(?P<scale>thousand|million|billion)|(?P<short>mn?|bn|k)(?=\s[a-z]))?"
    r"|(?P<words>(?<!\d\s)(?:(?:an?|two|three)\sdozen\s(?=[A-Za-z])|an?\s(?=(?:hundred|thousand|million|billion))|half[\s-]a[\s-]|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion)[\s-]){1,4}(?=[A-Za-z]))"
    rf")\)?\s?(?P<between>(?:(?:of\s)?[A-Za-z][\w\u2019'/-]{{0,24}}\s(?:\d{{1,2}}[A-Z]?\d?\s)?){{0,4}}?)(?P<unit>{GOODS})\b"
)
_TONNES: Final = re.compile(r"\dMT\b")
_MEASURED: Final = re.compile(
    r"(?:metric )?ton(?:ne)?s|MT|kilograms|lit(?:re|er)s|barrels|bcm|cubic (?:metre|meter)s|hectares|acres|bags|boxes|cartons",
    re.IGNORECASE,
)
_GIVEN: Final = re.compile(
    r"\b(?:donat|provid|giv|gave|deliver|send|sent|supply|supplied|grant|hand|offer|some|about|over|least|additional|another|total\sof|than)\w*\s$",
    re.IGNORECASE,
)
"""Behind these a number like a year counts what is given: "donated 2000 tents"."""
_ANOTHER: Final = re.compile(
    r"\b(?:and|or|the|to|in|for|with|by|from|that|years?|percent|months?|days?|is|are|will)\b"
)
"""Between a number and a noun these say that the noun is not what is counted."""


@cache
def _compiled() -> re.Pattern[str]:
    """The expression is dear to compile, and most texts count no goods: made when first asked for."""
    return re.compile(_GOODS, re.IGNORECASE)


def find(text: str) -> Iterator[tuple[int, int, Amount]]:
    """Where a text counts what can be given, and what: its places, the number and the unit."""
    if not (_NOUNS.find(text.lower()) or _TONNES.search(text)):
        return
    for match in islice(_compiled().finditer(text), _MOST):
        between = match.group("between").lower()
        value = number(
            match.group("digits") or match.group("words") or "", match.group("scale") or match.group("short")
        )
        if value <= 0 or _ANOTHER.search(between):
            continue
        if _is_year(text, match):
            continue
        yield match.start(), match.end(), Amount(value, None, unit(between, match.group("unit")))


def is_measured(amount: Amount) -> bool:
    """Whether goods are weighed or measured, as what is bought and sold is: such a number belongs to any promise."""
    return bool(amount.unit and _MEASURED.match(amount.unit))


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Whether the number is a year: "of 2031 vehicles"; what is weighed or measured has none, nor has "2 000"."""
    digits = match.group("digits") or ""
    if not digits.isdecimal() or int(digits) not in _YEARS or match.group("scale") or match.group("short"):
        return False
    return not _MEASURED.fullmatch(match.group("unit")) and not _GIVEN.search(text, 0, match.start())
