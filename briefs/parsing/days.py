"""Years, months, quarters and halves come in; the first and the last day of them go out."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final

from briefs.model import Precision
from briefs.parsing.numerals import SMALL
from briefs.values import value

_QUARTER: Final = 3
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS: Final = {word: number for number, word in enumerate((*SMALL, "twenty"))} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "several": 0,
    "few": 0,
    "half": 0,
}
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "latter": 0, "final": 0}
_PARTS_OF_YEAR: Final = {
    "early": (1, 3),
    "beginning": (1, 3),
    "start": (1, 3),
    "mid": (4, 9),
    "middle": (4, 9),
    "late": (10, 12),
    "end": (10, 12),
}
_SHORT_PART: Final = re.compile(r"[qh]\d|\d[qh]")
_DAYS_OF_WEEK: Final = 7
_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
LEAST_YEAR: Final = 1
MOST_YEAR: Final = 9998


@value(frozen=True, slots=True)
class Stretch:
    """From the first to the last day of what some words say, and how precisely they say it."""

    start: date
    end: date
    precision: Precision


def day(year: int, month: int, number: int) -> Stretch | None:
    """One day; None where the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Stretch(found, found, Precision.DAY)


def month(year: int, number: int) -> Stretch:
    """A whole month."""
    last = calendar.monthrange(year, number)[1]
    return Stretch(date(year, number, 1), date(year, number, last), Precision.MONTH)


def months(year: int, first: int, last: int, precision: Precision = Precision.RANGE) -> Stretch:
    """Several months of one year."""
    return Stretch(month(year, first).start, month(year, last).end, precision)


def year(number: int) -> Stretch:
    """A whole year."""
    return Stretch(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def years(first: int, last: int) -> Stretch:
    """From the first day of one year to the last day of another: "2021-2025"."""
    return Stretch(date(first, 1, 1), date(last, 12, 31), Precision.RANGE)


def part_of_year(part: str, number: int) -> Stretch | None:
    """The months of "early", "mid", "late", "first half", "third quarter", "Q2", "H1", "summer" of a year."""
    words = part.lower().replace("-", " ").split()
    head, tail = words[0], words[-1]
    if head in _PARTS_OF_YEAR and tail not in {"half", "quarter"}:
        first, last = _PARTS_OF_YEAR[head]
        return months(
            number, first, last, Precision.RANGE if head in {"mid", "middle"} else Precision.QUARTER
        )
    if tail in _SEASONS:
        return months(number, *_SEASONS[tail])
    if tail == "winter":
        return Stretch(date(number, 12, 1), month(number + 1, 2).end, Precision.RANGE)
    if tail == "months":
        count = NUMBERS.get(words[1], 0)
        first, last = (1, count) if head == "first" else (13 - count, 12)
        return months(number, first, last, Precision.QUARTER if count == _QUARTER else Precision.RANGE)
    if _SHORT_PART.fullmatch(head):
        which, unit = int(head.strip("qh")), _QUARTER if "q" in head else 6
    else:
        unit = _QUARTER if tail.startswith("quarter") else 6
        which = _ORDINALS.get(head, int(head[0]) if head[0].isdigit() else 0) or 12 // unit
    if not 1 <= which <= 12 // unit:
        return None
    precision = Precision.QUARTER if unit == _QUARTER else Precision.RANGE
    return months(number, unit * (which - 1) + 1, unit * which, precision)


def week_of_month(which: str, of_year: int, number: int) -> Stretch:
    """The first seven days of a month for its "first" week, and so on; the last seven for its "last"."""
    whole = month(of_year, number)
    at = _ORDINALS.get(which.lower(), 0)
    first = whole.start + timedelta(days=_DAYS_OF_WEEK * (at - 1)) if at else whole.end - timedelta(days=6)
    return Stretch(first, first + timedelta(days=6), Precision.RANGE)


def later(reference: date, number: int, unit: str) -> date | None:
    """The day that lies a number of days, weeks, fortnights, months, years or decades behind the reference; None past the calendar."""
    singular = unit.lower().rstrip("s")
    if singular == "decade":
        number, singular = 10 * number, "year"
    try:
        if singular in _DAYS:
            return reference + timedelta(days=number * _DAYS[singular])
        ahead = reference.month - 1 + number * (12 if singular == "year" else 1)
        to_year, to_month = reference.year + ahead // 12, ahead % 12 + 1
        return date(to_year, to_month, min(reference.day, calendar.monthrange(to_year, to_month)[1]))
    except (OverflowError, ValueError):
        return None


def week(reference: date, ahead: int) -> Stretch | None:
    """The week from Monday to Sunday that lies so many weeks ahead."""
    try:
        monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=ahead)
        return Stretch(monday, monday + timedelta(days=6), Precision.RANGE)
    except OverflowError:
        return None
