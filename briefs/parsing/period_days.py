"""A match of days comes in; their stretch goes out: single days, days of one month, days across two months."""

from __future__ import annotations

from datetime import date
from typing import Final

from briefs.model import Precision
from briefs.parsing import days
from briefs.parsing.days import MONTHS, Stretch

Groups = dict[str, str | None]
"""The named pieces of a match; a piece that did not take part is None."""
_MONTH: Final = 31
_TWELVE: Final = 12


def number(words: str) -> int:
    """The digits of "4th" as a number."""
    return int("".join(sign for sign in words if sign.isdigit()) or 0)


def month_of(words: str) -> int:
    """The number of a month by its name."""
    return MONTHS[words.lower().rstrip(".")]


def nearest(reference: date, month: int, day: int, ahead: bool | None) -> int:
    """The year that a day without one falls into: the nearest to the reference, on the side that the words look to."""
    choices = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        found = days.day(year, month, min(day, 28))
        if found is None:
            continue
        distance = (found.start - reference).days
        away = (distance < -_MONTH and ahead is True) or (distance > _MONTH and ahead is False)
        choices.append((away, abs(distance), year))
    return min(choices)[2] if choices else reference.year


def iso(got: Groups, _reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "2021-05-04" and "2021/05/04"."""
    return days.day(int(got["iso_y"] or 0), int(got["iso_m"] or 0), int(got["iso_d"] or 0))


def slash(got: Groups, _reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "28/01/2021" and "1/28/2021"; "10.09.2020" is the tenth of September. Where both may be months: none."""
    first, second, year = int(got["sl_a"] or 0), int(got["sl_b"] or 0), int(got["sl_y"] or 0)
    if first > _TWELVE or got["sl_s"] == ".":
        return days.day(year, second, first)
    return days.day(year, first, second) if second > _TWELVE or first == second else None


def _span(
    got: Groups, names: tuple[str, str, str, str, str, str], reference: date | None, ahead: bool | None
) -> Stretch | None:
    day1, month1, year1, day2, month2, year2 = (got.get(name) for name in names)
    one, two = month_of(month1 or ""), month_of(month2 or "")
    last = int(year2) if year2 else int(year1) if year1 else None
    if last is None:
        if reference is None:
            return None
        last = nearest(reference, two, number(day2 or ""), ahead)
    first = int(year1) if year1 else last - (one > two)
    begin, end = days.day(first, one, number(day1 or "")), days.day(last, two, number(day2 or ""))
    if begin is None or end is None or begin.start > end.end:
        return None
    return Stretch(begin.start, end.end, Precision.RANGE)


def across(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """Read "30 May - 2 June 2021"."""
    return _span(got, ("ac_d1", "ac_m1", "ac_y1", "ac_d2", "ac_m2", "ac_y2"), reference, ahead)


def across_us(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """Read "May 30 - June 2, 2021"."""
    return _span(got, ("au_d1", "au_m1", "au_y1", "au_d2", "au_m2", "au_y2"), reference, ahead)


def within(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """Read "7-9 May 2021"."""
    return _span(got, ("wi_d1", "wi_m", "wi_y", "wi_d2", "wi_m", "wi_y"), reference, ahead)


def within_us(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """Read "May 7-9, 2021"."""
    return _span(got, ("wu_d1", "wu_m", "wu_y", "wu_d2", "wu_m", "wu_y"), reference, ahead)


def _one_day(
    digits: str | None, name: str | None, year: str | None, reference: date | None, ahead: bool | None
) -> Stretch | None:
    month, which = month_of(name or ""), number(digits or "")
    if year and year.isdigit():
        return days.day(int(year), month, which)
    if year and reference:
        return days.day(reference.year + (year.lower() != "this"), month, which)
    return days.day(nearest(reference, month, which, ahead), month, which) if reference else None


def day(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """Read "4 May 2021" and "4 May next year"."""
    return _one_day(got["da_d"], got["da_m"], got["da_y"] or got["da_r"], reference, ahead)


def day_us(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """Read "May 4, 2021"."""
    return _one_day(got["du_d"], got["du_m"], got["du_y"] or got["du_r"], reference, ahead)
