"""A match of a time's form comes in; the stretch of days that it means goes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from briefs.model import Precision
from briefs.parsing import days
from briefs.parsing.days import MONTHS, NUMBERS, WEEKDAYS, Stretch
from briefs.parsing.period_forms import COUNT


def stretch(match: re.Match[str], before: str, reference: date | None, side: Callable[[], bool | None]) -> Stretch | None:
    """What a match of a form means, counted from the reference where it has no year; None where it means nothing.

    ``before`` are the words in front of it. ``side`` says whether the words around look forward (True), back
    (False) or neither (None): it decides which May is meant by "in May", and is only asked then.
    """
    form, got = match.lastgroup or "", match.groupdict()
    got["before"] = before
    ahead = side() if reference is not None and form in _TURNING and _is_yearless(got, form) else None
    return _READERS[form](got, reference, ahead)


_TURNING: Final = frozenset({"across", "across_us", "within", "within_us", "day", "day_us", "month_span", "weekday", "month_only"})
_YEARS: Final = {
    "across": "ac_y2", "across_us": "au_y2", "within": "wi_y", "within_us": "wu_y", "day": "da_y", "day_us": "du_y", "month_span": "ms_y2",
}  # fmt: skip
_MONTH_AFTER: Final = frozenset("in by since from until through before after next last this for early mid late of during to around".split())
_DAY_AFTER: Final = frozenset("on next last this".split())
_COUNTED: Final = re.compile(rf"\b(?P<count>{COUNT})[\s-]$", re.IGNORECASE)


def _is_yearless(got: Groups, form: str) -> bool:
    return not got.get(_YEARS.get(form, ""))


def _word_before(got: Groups) -> str:
    words = (got["before"] or "").split()
    return words[-1].lower().strip("(\u201c\"'") if words else ""


def _number(words: str) -> int:
    return int("".join(sign for sign in words if sign.isdigit()) or 0)


def _month(words: str) -> int:
    return MONTHS[words.lower().rstrip(".")]


def nearest(reference: date, month: int, day: int, ahead: bool | None) -> int:  # noqa: FBT001
    """The year that a day without one falls into: the nearest to the reference, on the side that the words look to."""
    choices = []
    for year in (reference.year - 1, reference.year, reference.year + 1):
        found = days.day(year, month, min(day, 28))
        if found is None:
            continue
        distance = (found.start - reference).days
        away = (distance < -31 and ahead is True) or (distance > 31 and ahead is False)
        choices.append((away, abs(distance), year))
    return min(choices)[2] if choices else reference.year


Groups = dict[str, str | None]
_Reader = Callable[[Groups, "date | None", "bool | None"], "Stretch | None"]


def _year_of(words: str | None, reference: date | None) -> int | None:
    """ "2024", "next year", "this year", "the year" as a number."""
    if words is None:
        return None
    if words[:4].isdigit():
        return int(words[:4])
    if reference is None:
        return None
    shift = 1 if re.search(r"next|following|coming", words, re.IGNORECASE) else -1 if "last" in words.lower() else 0
    return reference.year + shift


def _iso(got: Groups, _reference: date | None, _ahead: bool | None) -> Stretch | None:
    return days.day(int(got["iso_y"] or 0), int(got["iso_m"] or 0), int(got["iso_d"] or 0))


def _slash(got: Groups, _reference: date | None, _ahead: bool | None) -> Stretch | None:
    """ "28/01/2021" and "1/28/2021"; "10.09.2020" is the tenth of September. Where both may be months: none."""
    first, second, year = int(got["sl_a"] or 0), int(got["sl_b"] or 0), int(got["sl_y"] or 0)
    if first > 12 or got["sl_s"] == ".":
        return days.day(year, second, first)
    return days.day(year, first, second) if second > 12 or first == second else None


def _span(
    got: Groups, names: tuple[str, str, str, str, str, str], reference: date | None, ahead: bool | None
) -> Stretch | None:
    day1, month1, year1, day2, month2, year2 = (got.get(name) for name in names)
    one, two = _month(month1 or ""), _month(month2 or "")
    last = int(year2) if year2 else int(year1) if year1 else None
    if last is None:
        if reference is None:
            return None
        last = nearest(reference, two, _number(day2 or ""), ahead)
    first = int(year1) if year1 else last - (one > two)
    begin, end = days.day(first, one, _number(day1 or "")), days.day(last, two, _number(day2 or ""))
    if begin is None or end is None or begin.start > end.end:
        return None
    return Stretch(begin.start, end.end, Precision.RANGE)


def _across(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    return _span(got, ("ac_d1", "ac_m1", "ac_y1", "ac_d2", "ac_m2", "ac_y2"), reference, ahead)


def _across_us(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    return _span(got, ("au_d1", "au_m1", "au_y1", "au_d2", "au_m2", "au_y2"), reference, ahead)


def _within(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    return _span(got, ("wi_d1", "wi_m", "wi_y", "wi_d2", "wi_m", "wi_y"), reference, ahead)


def _within_us(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    return _span(got, ("wu_d1", "wu_m", "wu_y", "wu_d2", "wu_m", "wu_y"), reference, ahead)


def _one_day(number: str | None, name: str | None, year: str | None, reference: date | None, ahead: bool | None) -> Stretch | None:
    month, day = _month(name or ""), _number(number or "")
    if year:
        return days.day(int(year), month, day)
    return days.day(nearest(reference, month, day, ahead), month, day) if reference else None


def _day(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    return _one_day(got["da_d"], got["da_m"], got["da_y"], reference, ahead)


def _day_us(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    return _one_day(got["du_d"], got["du_m"], got["du_y"], reference, ahead)


def _month_span(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    one, two = _month(got["ms_m1"] or ""), _month(got["ms_m2"] or "")
    last = _year_of(got["ms_y2"] or got["ms_y1"], reference)
    if last is None:
        if reference is None:
            return None
        last = nearest(reference, two, 15, ahead)
    first = int(got["ms_y1"] or 0) or last - (one > two)
    return Stretch(days.month(first, one).start, days.month(last, two).end, Precision.RANGE) if first <= last else None


def _month_year(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    year = _year_of(got["mo_y"], reference)
    if year is None:
        return None
    whole = days.month(year, _month(got["mo_m"] or ""))
    return days.part_of_month(_first_word(got["mo_p"]), whole) if got["mo_p"] else whole


def _first_word(words: str | None) -> str:
    plain = (words or "").lower().replace("-", " ").split()
    return next((word for word in plain if word != "the"), "")


def _fiscal(got: Groups, _reference: date | None, _ahead: bool | None) -> Stretch | None:
    """A fiscal year is shown as the calendar year that names it; "2024-25" as both of its years."""
    first = int((got["fi_a"] or "")[-2:]) + 2000 if len(got["fi_a"] or "") == 2 else int(got["fi_a"] or 0)
    if not got["fi_b"]:
        return days.year(first)
    last = int(got["fi_b"]) if len(got["fi_b"]) == 4 else first // 100 * 100 + int(got["fi_b"])
    return days.years(first, last) if first < last <= first + 20 else None


def _years(got: Groups, _reference: date | None, _ahead: bool | None) -> Stretch | None:
    first, second = int(got["ye_a"] or 0), got["ye_b"] or ""
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return days.years(first, last) if first < last <= first + 60 else None


def _piece(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    year = _year_of(got["pi_y"], reference)
    part = re.sub(r"\bthe\b|\bof\b|\bin\b", " ", got["pi_p"] or "", flags=re.IGNORECASE).strip()
    return days.part_of_year(part, year) if year and part else None


def _end_of(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    if got["en_y"]:
        return days.part_of_year("end", int(got["en_y"]))
    if reference is None:
        return None
    unit = (got["en_u"] or "year").lower()
    if unit == "month":
        return days.part_of_month("late", days.month(reference.year, reference.month))
    if unit == "week":
        return days.week(reference, 0)
    if unit == "quarter":
        return days.part_of_year(f"q{(reference.month + 2) // 3}", reference.year)
    return days.part_of_year("end", reference.year)


def _ahead(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    counted = _COUNTED.search(got["before"] or "") if got["ah_w"] else None
    words = got["ah_n"] or got["ah_n3"] or (counted.group("count") if counted else "")
    unit = got["ah_u"] or got["ah_u2"] or got["ah_u3"] or ""
    number = int(words) if words.isdigit() else 24 if words.lower().startswith("twenty-") else NUMBERS.get(words.lower(), 0)
    end = days.later(reference, number, unit) if reference and number else None
    if end is None or reference is None:
        return None
    return Stretch(end, end, Precision.DAY) if got["ah_w"] else Stretch(reference, end, Precision.RANGE)


def _near(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    if reference is None:
        return None
    word, unit = (got["ne_w"] or "").lower(), (got["ne_u"] or "").lower()
    shift = -1 if word == "last" else 0 if word.endswith("this") else 1
    if unit in {"week", "weekend"}:
        return days.week(reference, shift)
    if unit == "quarter":
        number = (reference.month - 1) // 3 + shift
        return days.part_of_year(f"q{number % 4 + 1}", reference.year + number // 4)
    number = reference.month - 1 + shift
    return days.month(reference.year + number // 12, number % 12 + 1)


def _weekday(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """ "on Thursday" is the last one that was, unless the words look forward; the day of writing counts."""
    word = _word_before(got)
    if reference is None or word not in _DAY_AFTER:
        return None
    wanted = WEEKDAYS.index((got["wd_d"] or "").lower())
    forward = word == "next" or (word != "last" and ahead is True)
    shift = (wanted - reference.weekday()) % 7 if forward else -((reference.weekday() - wanted) % 7)
    found = reference + timedelta(days=shift or (7 if word == "next" else 0))
    return Stretch(found, found, Precision.DAY)


def _month_only(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """ "in May": a month counts only behind a word of time, for May and March are words of their own."""
    word = _word_before(got)
    if reference is None or not (word in _MONTH_AFTER or got["on_p"]):
        return None
    month = _month(got["on_m"] or "")
    side = True if word == "next" else False if word in {"last", "since"} else ahead
    whole = days.month(nearest(reference, month, 15, side), month)
    return days.part_of_month(_first_word(got["on_p"]), whole) if got["on_p"] else whole


def _whole_year(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    year = _year_of(got["whole_year"], reference)
    return days.year(year) if year else None


def _year(got: Groups, _reference: date | None, _ahead: bool | None) -> Stretch | None:
    return days.year(int(got["yr"] or 0))


def _today(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    if reference is None:
        return None
    word = (got["today"] or "").lower()
    found = days.later(reference, 1 if word == "tomorrow" else -1 if word == "yesterday" else 0, "day")
    return Stretch(found, found, Precision.DAY) if found else None


_READERS: Final[dict[str, _Reader]] = {
    "iso": _iso,
    "slash": _slash,
    "across": _across,
    "across_us": _across_us,
    "within": _within,
    "within_us": _within_us,
    "day": _day,
    "day_us": _day_us,
    "month_span": _month_span,
    "month": _month_year,
    "fiscal": _fiscal,
    "years": _years,
    "piece": _piece,
    "end_of": _end_of,
    "ahead": _ahead,
    "near": _near,
    "weekday": _weekday,
    "month_only": _month_only,
    "whole_year": _whole_year,
    "year": _year,
    "today": _today,
}
