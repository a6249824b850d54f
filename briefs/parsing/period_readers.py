"""A match of a time's form comes in; the stretch of days that it means goes out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from briefs.model import Precision
from briefs.parsing import days, period_days, period_pieces
from briefs.parsing.days import NUMBERS, WEEKDAYS, Stretch
from briefs.parsing.period_days import Groups
from briefs.parsing.period_forms import COUNT
from briefs.parsing.period_pieces import CALENDAR, Fiscal
from briefs.parsing.word_sets import words


def stretch(
    match: re.Match[str],
    before: str,
    reference: date | None,
    side: Callable[[], bool | None],
    fiscal: Fiscal = CALENDAR,
) -> Stretch | None:
    """What a match of a form means, counted from the reference where it has no year; None where it means nothing.

    ``before`` are the words in front of it. ``side`` says whether the words around look forward (True), back
    (False) or neither (None): it decides which May is meant by "in May", and is only asked then. ``fiscal`` is how
    fiscal years run where the text comes from.
    """
    form, got = match.lastgroup or "", match.groupdict()
    got["before"] = before
    if form == "fiscal":
        got["opens"], got["by_start"] = str(fiscal.opens), "yes" if fiscal.by_start else ""
    ahead = side() if reference is not None and form in _TURNING and _is_yearless(got, form) else None
    return _READERS[form](got, reference, ahead)


_TURNING: Final = frozenset(
    {
        "across",
        "across_us",
        "within",
        "within_us",
        "day",
        "day_us",
        "month_span",
        "weekday",
        "month_only",
        "week_of",
    }
)
_YEARS: Final = {
    "across": "ac_y2", "across_us": "au_y2", "within": "wi_y", "within_us": "wu_y", "day": "da_y", "day_us": "du_y", "month_span": "ms_y2",
    "week_of": "wk_y",
}  # fmt: skip
_MONTH_AFTER: Final = words(
    "in by since from until through before after next last this coming end for early mid late of during to around than"
)
_DAY_AFTER: Final = frozenset(["on", "next", "last", "this", "coming", "by", "before", "until"])
_DAY_AHEAD: Final = frozenset(["next", "coming", "by", "before", "until"])
_BEFORE_THE: Final = re.compile(
    r"\b(?:before|ahead\sof|prior\sto|in\sadvance\sof|by|until)\sthe\s$", re.IGNORECASE
)
"""A month between these and a gathering: "ahead of the November summit"."""
_LASTING: Final = re.compile(r"\bthe\s$", re.IGNORECASE)
"""Next year is the next of the calendar; "the next year", as in "over the next year", begins today."""
_COUNTED: Final = re.compile(rf"\b(?P<count>{COUNT})[\s-]$", re.IGNORECASE)


def _is_yearless(got: Groups, form: str) -> bool:
    return not got.get(_YEARS.get(form, ""))


_Reader = Callable[[Groups, "date | None", "bool | None"], "Stretch | None"]


def _month_span(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    one, two = period_days.month_of(got["ms_m1"] or ""), period_days.month_of(got["ms_m2"] or "")
    last = period_pieces.year_of(got["ms_y2"] or got["ms_y1"], reference)
    if last is None:
        if reference is None:
            return None
        last = period_days.nearest(reference, two, 15, ahead)
    first = int(got["ms_y1"] or 0) or last - (one > two)
    return (
        Stretch(days.month(first, one).start, days.month(last, two).end, Precision.RANGE)
        if first <= last
        else None
    )


def _month_year(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "May 2021"; "early May 2021" is known to the month: there is no finer name for it."""
    year = period_pieces.year_of(got["mo_y"], reference)
    if year is None:
        return None
    return days.month(year, period_days.month_of(got["mo_m"] or ""))


def _fiscal(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "FY2024-25" and "this fiscal year", from the month in which they begin where the text comes from.

    Where that is not known, a fiscal year is the calendar year that names it, and "2024-25" both of its years.
    """
    opens, by_start = int(got["opens"] or 1), bool(got["by_start"])
    if got["fi_w"]:
        if reference is None:
            return None
        if opens == 1:
            return None  # whose fiscal year it is, and when it ends, nobody knows
        first = reference.year - (reference.month < opens) + (got["fi_w"].lower() in {"next", "coming"})
        return period_pieces.fiscal_year(first, opens)
    first = period_pieces.full(got["fi_a"] or got["fi_c"] or "0", 2000)
    second = got["fi_b"] or got["fi_d"]
    last = period_pieces.full(second, first) if second else None
    own = not (got["fi_o"] or "").lower().startswith(("school", "academic"))
    if opens > 1 and own and (last is None or last == first + 1):
        return period_pieces.fiscal_year(first - (last is None and not by_start), opens)
    if last is None:
        return days.year(first)
    return days.years(first, last) if first < last <= first + 20 else None


def _years(got: Groups, _reference: date | None, _ahead: bool | None) -> Stretch | None:
    first, second = int(got["ye_a"] or 0), got["ye_b"] or ""
    last = period_pieces.full(second, first)
    return days.years(first, last) if first < last <= first + 60 else None


def _end_of(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    if got["en_y"]:
        return days.part_of_year("end", int(got["en_y"]))
    if reference is None:
        return None
    if got["en_m"]:
        return days.part_of_year("mid", reference.year)
    if got["en_v"]:
        whole = got["en_v"].lower()
        return (
            days.year(reference.year)
            if whole == "year"
            else _near({"ne_w": "this", "ne_u": whole}, reference, None)
        )
    unit = (got["en_u"] or "year").lower()
    word = "next" if (got["en_w"] or "").lower() in {"next", "coming", "following"} else "this"
    if unit == "year":
        return days.part_of_year("end", reference.year + (word == "next"))
    return _near({"ne_w": word, "ne_u": unit}, reference, None)


def _ahead(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    counted = _COUNTED.search(got["before"] or "") if got["ah_w"] else None
    words = (
        got["ah_n"]
        or got["ah_n3"]
        or got["ah_n4"]
        or got["ah_n5"]
        or (counted.group("count") if counted else "")
    )
    unit = (
        got["ah_u"]
        or got["ah_u2"]
        or got["ah_u3"]
        or got["ah_u4"]
        or got["ah_u5"]
        or got["ah_u6"]
        or got["ah_d"]
        or ""
    )
    number = (
        1
        if got["ah_d"]
        else int(words)
        if words.isdigit()
        else 24
        if words.lower().startswith("twenty-")
        else NUMBERS.get(words.lower(), 0)
    )
    end = days.later(reference, number, unit) if reference and number else None
    if end is None or reference is None:
        return None
    return Stretch(end, end, Precision.DAY) if got["ah_w"] else Stretch(reference, end, Precision.RANGE)


def _near(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "next month", and "over the next month" as the month that begins today; "in the coming week" is vague."""
    if reference is None:
        return None
    word, unit = (got["ne_w"] or "").lower(), (got["ne_u"] or "").lower()
    if word == "coming":
        return None
    if word == "next" and _LASTING.search(got.get("before") or ""):
        return period_pieces.from_today(reference, unit)
    shift = -1 if word == "last" else 0 if word.endswith("this") else 1
    if unit in {"week", "weekend"}:
        return days.week(reference, shift)
    if unit == "quarter":
        number = (reference.month - 1) // 3 + shift
        return days.part_of_year(f"q{number % 4 + 1}", reference.year + number // 4)
    number = reference.month - 1 + shift
    return days.month(reference.year + number // 12, number % 12 + 1)


def _week_of(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """Read "the first week of July", and "the week of 4 July" as the one from Monday to Sunday that holds the day."""
    month, words = period_days.month_of(got["wk_m"] or ""), got["wk_d"] or got["wk_d2"]
    day = period_days.number(words) if words else 15
    if not got["wk_y"] and reference is None:
        return None
    year = int(got["wk_y"] or 0) or period_days.nearest(reference or date.min, month, day, ahead)
    if got["wk_n"]:
        return days.week_of_month(got["wk_n"], year, month)
    held = days.day(year, month, day) if words else None
    return days.week(held.start, 0) if held else None


def _weekday(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """Find the day: "on Thursday" is the last one that was, unless the words look forward; the day of writing counts."""
    word = (got["wd_w"] or period_pieces.word_before(got)).lower()
    if reference is None or word not in _DAY_AFTER:
        return None
    wanted = WEEKDAYS.index((got["wd_d"] or "").lower())
    forward = word in _DAY_AHEAD or (word != "last" and ahead is True)
    shift = (wanted - reference.weekday()) % 7 if forward else -((reference.weekday() - wanted) % 7)
    found = reference + timedelta(days=shift or (7 if word == "next" else 0))
    return Stretch(found, found, Precision.DAY)


def _month_only(got: Groups, reference: date | None, ahead: bool | None) -> Stretch | None:
    """Find the month of "in May": a month counts only behind a word of time, for May and March are words of their own."""
    word = period_pieces.word_before(got)
    due = word == "the" and _BEFORE_THE.search(got["before"] or "")
    if reference is None or not (word in _MONTH_AFTER or got["on_p"] or due):
        return None
    month = period_days.month_of(got["on_m"] or "")
    side = True if word == "next" or due else False if word in {"last", "since"} else ahead
    return days.month(period_days.nearest(reference, month, 15, side), month)


def _whole_year(got: Groups, reference: date | None, _ahead: bool | None) -> Stretch | None:
    """Read "next year", and "over the coming year" as the twelve months that begin today."""
    word = (got["whole_year"] or "").lower()
    if reference and word.startswith(("next", "coming")) and _LASTING.search(got["before"] or ""):
        return period_pieces.from_today(reference, "year")
    year = period_pieces.year_of(got["whole_year"], reference)
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
    "iso": period_days.iso,
    "slash": period_days.slash,
    "across": period_days.across,
    "across_us": period_days.across_us,
    "within": period_days.within,
    "within_us": period_days.within_us,
    "day": period_days.day,
    "day_us": period_days.day_us,
    "month_span": _month_span,
    "month": _month_year,
    "fiscal": _fiscal,
    "years": _years,
    "piece": period_pieces.piece,
    "decade": period_pieces.decade,
    "bare_piece": period_pieces.bare_piece,
    "rest": period_pieces.rest,
    "season": period_pieces.season,
    "end_of": _end_of,
    "ahead": _ahead,
    "near": _near,
    "week_of": _week_of,
    "weekday": _weekday,
    "month_only": _month_only,
    "whole_year": _whole_year,
    "year": _year,
    "today": _today,
}
