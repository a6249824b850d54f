"""A match of a piece of a year or a decade comes in; its stretch of days goes out: halves, quarters, seasons, what is left of a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from briefs.model import Precision
from briefs.parsing import days
from briefs.parsing.days import Stretch
from briefs.parsing.period_days import Groups


@dataclass(frozen=True, slots=True)
class Fiscal:
    """The month in which fiscal years begin, and whether FY2024 is the one that begins in 2024 or the one that ends in it."""

    opens: int
    by_start: bool = False


_BY_SEASON: Final = re.compile(r"\b(?:by|before|until|in|during)\s(?P<the>the\s)?$", re.IGNORECASE)
CALENDAR: Final = Fiscal(1)
FISCAL: Final = {
    "JP": Fiscal(4, by_start=True), "IN": Fiscal(4), "GB": Fiscal(4, by_start=True), "CA": Fiscal(4, by_start=True), "SG": Fiscal(4, by_start=True),
    "HK": Fiscal(4, by_start=True), "ZA": Fiscal(4), "BW": Fiscal(4), "NA": Fiscal(4), "AU": Fiscal(7), "NZ": Fiscal(7), "PK": Fiscal(7), "BD": Fiscal(7),
    "EG": Fiscal(7), "KE": Fiscal(7), "UG": Fiscal(7), "TZ": Fiscal(7), "RW": Fiscal(7), "WS": Fiscal(7), "TO": Fiscal(7), "US": Fiscal(10),
    "TH": Fiscal(10), "FM": Fiscal(10), "MH": Fiscal(10), "PW": Fiscal(10), "NP": Fiscal(7), "ET": Fiscal(7), "MU": Fiscal(7), "BT": Fiscal(7),
    "NR": Fiscal(7), "CK": Fiscal(7), "NU": Fiscal(7), "FJ": Fiscal(8), "JM": Fiscal(4), "BB": Fiscal(4), "BZ": Fiscal(4), "LS": Fiscal(4),
    "SZ": Fiscal(4), "TT": Fiscal(10), "HT": Fiscal(10),
}  # fmt: skip
"""How the fiscal years of some states run; those of the others are calendar years, or are read so."""
_PIECE_AFTER: Final = frozenset(["the", "in", "by", "during", "until", "of"])
_PARTS_OF_DECADE: Final = {
    "first half": (0, 4), "second half": (5, 9), "early": (0, 3), "beginning": (0, 3), "start": (0, 3), "mid": (4, 6), "middle": (4, 6),
    "late": (7, 9), "end": (7, 9),
}  # fmt: skip


def full(words: str, century: int) -> int:
    """Complete a year: "25" behind 2021 is 2025."""
    return int(words) if len(words) > len("25") else century // 100 * 100 + int(words)


def fiscal_year(first: int, opens: int) -> Stretch:
    """Twelve months from the first day of a month of a year."""
    start = date(first, opens, 1)
    end = date(first + (opens > 1), (opens - 2) % 12 + 1, 1)
    return Stretch(start, days.month(end.year, end.month).end, Precision.YEAR)


def word_before(got: Groups) -> str:
    """The last word before a match, in small letters."""
    words = (got["before"] or "").split()
    return words[-1].lower().strip("(\u201c\"'-") if words else ""


def year_of(words: str | None, reference: date | None) -> int | None:
    """The year of "2024", "next year", "this year", "the year" as a number."""
    if words is None:
        return None
    if words[:4].isdigit():
        return int(words[:4])
    if reference is None:
        return None
    shift = (
        1
        if re.search(r"next|following|coming", words, re.IGNORECASE)
        else -1
        if "last" in words.lower()
        else 0
    )
    return reference.year + shift


def from_today(reference: date, unit: str) -> Stretch | None:
    """As long as one unit, beginning today."""
    end = days.later(reference, 3, "month") if unit == "quarter" else days.later(reference, 1, unit)
    return Stretch(reference, end, Precision.RANGE) if end else None


def piece(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "early 2024" and "the second half of next year"."""
    year = year_of(got["pi_y"], reference)
    part = re.sub(r"\bthe\b|\bof\b|\bin\b", " ", got["pi_p"] or "", flags=re.IGNORECASE).strip()
    return days.part_of_year(part, year) if year and part else None


def decade(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "the early 2030s"; "the end of the decade" is the last year of the ten that began with a 1, as the UN counts."""
    part = re.sub(r"\b(?:the|of|in)\b", " ", got["de_p"] or "", flags=re.IGNORECASE).strip().lower()
    if reference is None or (got["de_w"] and not part.startswith("end")):
        return None
    if got["de_w"]:
        return days.year((reference.year - 1) // 10 * 10 + 10)
    first = int(got["de_y"] or 0)
    if first + 9 < reference.year:
        return None
    start, end = _PARTS_OF_DECADE.get(part.replace("-", " "), (0, 9))
    return days.years(first + start, first + end)


def rest(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "the rest of the year", which begins today, and "the course of 2025", which is the whole of it."""
    year = reference.year if got["re_t"] and reference else year_of(got["re_y"], reference)
    if year is None:
        return None
    whole = days.year(year)
    if got["re_w"] and reference and whole.start < reference <= whole.end:
        return Stretch(reference, whole.end, Precision.RANGE)
    return whole


def bare_piece(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "in the third quarter" as the next one that is not over."""
    part = (got["bp_p"] or "").lower()
    if reference is None or part.startswith("last") or word_before(got) not in _PIECE_AFTER:
        return None
    found = days.part_of_year(part, reference.year)
    return found if found is None or found.end >= reference else days.part_of_year(part, reference.year + 1)


def season(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "this fall", "next spring" and "by the summer", in the north's order of the seasons."""
    if reference is None:
        return None
    which, word = (got["se_s"] or "").lower(), (got["se_w"] or "").lower()
    told = None if word else _BY_SEASON.search(got["before"] or "")
    if not word and (told is None or which == "fall" or (which == "winter" and not told.group("the"))):
        return None
    found = days.part_of_year(which, reference.year)
    if found and word != "this" and (found.start if word else found.end) <= reference:
        return days.part_of_year(which, reference.year + 1)
    return found
