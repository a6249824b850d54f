"""A text and the place of a meeting's name in it come in; the number or year beside the name goes out."""

from __future__ import annotations

import re
from typing import NamedTuple

from briefs.lexicon import ordinals

REACH = 110
"""Characters before a name in which its number, its parties and its other words are looked for."""
YEAR = r"(?:19|20)\d\d"
_FILLER = (
    r"(?:(?:annual|biennial|ordinary|special|extraordinary|informal|virtual|historic|official|high-level|regular|"
    r"plenary) ){0,2}"
    r"(?:(?:meeting|session|round|edition|sitting|gathering|series) (?:of )?(?:the )?)?"
)
_NUMBER_BEFORE = re.compile(
    rf"(?<![\w-])(?:({ordinals.ORDINAL})(?: and |,? & | ?/ ?))?({ordinals.ORDINAL}) {_FILLER}$", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(rf"(?<!\w)({YEAR}) {_FILLER}$", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r"[ -]?(\d{1,3})(?:(?:st|nd|rd|th)\b)?(?![\d.,%:]*\d|\w)")
_YEAR_AFTER = re.compile(rf" ?[(,]? ?({YEAR})(?!\d)")


class Told(NamedTuple):
    """Which meeting of a series a text means, and how far the name reaches with its number.

    ``earlier`` is the first of two numbers ("38th and 39th"); it stands from ``start`` to ``middle``.
    """

    ordinal: int | None
    earlier: int | None
    year: int | None
    start: int
    middle: int
    end: int


def which(text: str, start: int, end: int, *, numbered: bool) -> Told:
    """Read the number or the year that stands beside a name. ``numbered``: a number may follow it ("COP 28")."""
    before = text[max(0, start - REACH) : start]
    told = _counted(before, start, end)
    if told is not None:
        return told
    after = _YEAR_AFTER.match(text, end)
    if after:
        return Told(None, None, int(after[1]), start, start, after.end())
    follows = _NUMBER_AFTER.match(text, end) if numbered else None
    if follows and int(follows[1]):
        return Told(int(follows[1]), None, None, start, start, follows.end())
    year = _YEAR_BEFORE.search(before)
    if year:
        first = start - len(before) + year.start()
        return Told(None, None, int(year[1]), first, first, end)
    return Told(None, None, None, start, start, end)


def _counted(before: str, start: int, end: int) -> Told | None:
    """The ordinal or the two ordinals that stand before a name."""
    found = _NUMBER_BEFORE.search(before)
    ordinal = ordinals.number(found[2]) if found else None
    if found is None or ordinal is None:
        return None
    offset = start - len(before)
    earlier = ordinals.number(found[1]) if found[1] else None
    middle = offset + (found.start(2) if earlier is not None else found.start())
    return Told(ordinal, earlier, None, offset + found.start(), middle, end)
