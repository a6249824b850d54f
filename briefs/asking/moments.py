"""Takes the words of a question and today, and gives the spans of days they speak of, with where they stand."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta

from briefs.asking.question import DECEMBER, Span

_MONTHS = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?"),
    *("july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_MONTH = r"\b(?P<month>" + "|".join(_MONTHS) + r")\b\.?"
_YEAR = r"\b(?P<year>(?:19|20)\d\d)\b"
_DAY = r"\b(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_UNIT = r"(?P<unit>day|week|month|quarter|year)s?\b"
_WHICH = r"(?P<which>last|past|previous|this|current|next|coming|upcoming)"
_PART_NUMBER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_PART = r"\b(?P<part>first|second|third|fourth|1st|2nd|3rd|4th)\s(?P<unit>half|quarter)\s(?:of\s)?"


@dataclass(frozen=True, slots=True)
class Found:
    """A span and the half-open range of the words it was read from."""

    start: int
    end: int
    span: Span


def find(text: str, today: date, *, forward: bool = False) -> tuple[Found, ...]:
    """Every span in ``text``. A month without a year is the next one where ``forward``, else the latest."""
    atoms = _atoms(text, today, forward=forward)
    found: list[Found] = []
    while atoms:
        first = atoms.pop(0)
        joined = bool(atoms) and _joined(text, first, atoms[0])
        if joined:
            first = _ends(text, first, atoms.pop(0), today)
        found.append(_opened(text, first, closed=joined))
    return tuple(found)


def together(spans: list[Span]) -> Span | None:
    """One span out of several: closed ones are joined, open ones ("since", "until") cut."""
    closed = [span for span in spans if span.start and span.end]
    hull = closed[0] if closed else None
    for span in closed[1:]:
        hull = _hull(hull, span) if hull else span
    starts = [span.start for span in spans if span.start and not span.end]
    ends = [span.end for span in spans if span.end and not span.start]
    if hull and hull.start:
        starts.append(hull.start)
    if hull and hull.end:
        ends.append(hull.end)
    start, end = max(starts, default=None), min(ends, default=None)
    if start and end and start > end:
        return hull or Span(start, None)
    return Span(start, end) if start or end else None


def shift(day: date, months: int) -> date | None:
    """The same day some months on or back, the last of a shorter month; None beyond the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= 9998:  # noqa: PLR2004
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def foreign(text: str, today: date) -> Span | None:
    """A date in another language or order ("28 janvier 2021", "28.01.2021"), the last thing tried; else None."""
    from dateparser.date import DateDataParser

    languages = ["en", "fr", "es", "de", "pt", "id", "vi", "th", "km", "lo", "my", "ja", "zh", "ko", "ru"]
    settings = {
        "RELATIVE_BASE": _noon(today),
        "DATE_ORDER": "DMY",
        "PREFER_DAY_OF_MONTH": "first",
        "REQUIRE_PARTS": ["month", "year"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    data = DateDataParser(languages=languages, settings=settings).get_date_data(text[:60])
    if data is None or data.date_obj is None:
        return None
    day = data.date_obj.date()
    return month_of(day.year, day.month) if data.period == "month" else Span(day, day)


def year_of(year: int) -> Span:
    """The whole year."""
    return Span(date(year, 1, 1), date(year, DECEMBER, 31))


def month_of(year: int, month: int) -> Span:
    """The whole month."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _noon(day: date) -> object:
    from datetime import datetime, time

    return datetime.combine(day, time(12))


_Reader = Callable[[re.Match[str], date, bool], Span | None]


def _atoms(text: str, today: date, *, forward: bool) -> list[Found]:
    """What the patterns see, none overlapping another, in the order of the text."""
    taken: list[Found] = []
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            try:
                span = read(match, today, forward)
            except (ValueError, OverflowError):
                # "31 February" and "year 0" are no dates: their words stay words.
                continue
            if span:
                taken.append(Found(match.start(), match.end(), span))
    return sorted(taken, key=lambda found: found.start)


def _day(match: re.Match[str], today: date, forward: bool) -> Span | None:
    groups = match.groupdict()
    month = _month_number(groups["month"])
    year = int(groups["year"]) if groups.get("year") else _nearest_year(month, today, forward)
    first = date(year, month, int(groups["day"]))
    last = first.replace(day=int(groups["last"])) if groups.get("last") else first
    return Span(first, last) if last >= first else None


def _month(match: re.Match[str], today: date, forward: bool) -> Span | None:
    groups = match.groupdict()
    month = _month_number(groups["month"])
    if groups.get("year"):
        return month_of(int(groups["year"]), month)
    which, before = groups.get("which"), match.string[: match.start()].rstrip()
    if which in {"last", "past", "previous"}:
        return month_of(today.year - (month >= today.month), month)
    if which in {"next", "coming", "upcoming"}:
        return month_of(today.year + (month <= today.month), month)
    if groups["month"] in {"may", "mar", "march", "dec", "sep"} and not _INTRODUCED.search(before):
        return None  # "may" and "march" are verbs unless something makes them a month
    return month_of(_nearest_year(month, today, forward), month)


def _part(match: re.Match[str], _today: date, _forward: bool) -> Span | None:
    groups = match.groupdict()
    year = int(groups["year"])
    number = int(groups["quarter"]) if groups.get("quarter") else _PART_NUMBER[groups["part"]]
    length = 6 if groups.get("unit") == "half" else 3
    last = number * length
    if last > DECEMBER:
        return None
    return Span(date(year, last - length + 1, 1), month_of(year, last).end)


def _relative(match: re.Match[str], today: date, _forward: bool) -> Span | None:
    groups = match.groupdict()
    which, unit = groups["which"], groups["unit"]
    backward = which in {"last", "past", "previous"}
    if groups.get("number") or which in {"past", "coming"}:
        count = int(groups.get("number") or 1)
        other = _moved(today, -count if backward else count, unit)
        return (Span(other, today) if backward else Span(today, other)) if other else None
    step = 0 if which in {"this", "current"} else -1 if backward else 1
    moved = _moved(today, step, unit)
    return _whole(moved, unit) if moved else None


def _ago(match: re.Match[str], today: date, _forward: bool) -> Span | None:
    moved = _moved(today, -int(match["number"]), match["unit"])
    return _whole(moved, match["unit"]) if moved else None


def _named_day(match: re.Match[str], today: date, _forward: bool) -> Span | None:
    day = today + timedelta({"yesterday": -1, "today": 0, "tomorrow": 1}[match[0]])
    return Span(day, day)


def _interval(match: re.Match[str], _today: date, _forward: bool) -> Span | None:
    start, end = (date.fromisoformat(side) if side else None for side in (match["from"], match["to"]))
    if not start and not end:
        return None
    return Span(start, end) if not (start and end and start > end) else None


def _short_range(match: re.Match[str], _today: date, _forward: bool) -> Span | None:
    first, last = int(match["year"]), int(match["year"][:2] + match["short"])
    return Span(date(first, 1, 1), date(last, DECEMBER, 31)) if last > first else None


def _moved(day: date, count: int, unit: str) -> date | None:
    if unit in {"day", "week"}:
        return day + timedelta(count * (7 if unit == "week" else 1))
    return shift(day, count * {"month": 1, "quarter": 3, "year": 12}[unit])


def _whole(day: date, unit: str) -> Span:
    """The week (from Monday), month, quarter or year in which a day lies."""
    if unit == "day":
        return Span(day, day)
    if unit == "week":
        monday = day - timedelta(day.weekday())
        return Span(monday, monday + timedelta(6))
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        last = (day.month + 2) // 3 * 3
        return Span(date(day.year, last - 2, 1), month_of(day.year, last).end)
    return year_of(day.year)


def _month_number(word: str) -> int:
    names = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    return names.index(word[:3]) + 1


def _nearest_year(month: int, today: date, forward: bool) -> int:
    if forward:
        return today.year + (month < today.month)
    return today.year - (month > today.month)


def _iso_day(match: re.Match[str], _today: date, _forward: bool) -> Span | None:
    day = date.fromisoformat(match[0])
    return Span(day, day)


_RANGE = r"(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s"
_ISO = r"\d{4}-\d\d-\d\d"
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?<!\S)(?P<from>{_ISO})?\.\.(?P<to>{_ISO})?(?!\S)", _interval),
        (rf"\b{_ISO}\b", _iso_day),
        (
            r"\b(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])\b(?!-)",
            lambda m, _t, _f: month_of(int(m[1]), int(m[2])),
        ),
        (rf"{_YEAR}[-–—/](?P<short>\d\d)\b(?!-)", _short_range),
        (rf"\bq(?P<quarter>[1-4])\s?(?:of\s)?{_YEAR}", _part),
        (_PART + _YEAR, _part),
        (rf"{_DAY}\s?(?:-|–|to|and)\s?{_RANGE}{_MONTH}(?:,?\s{_YEAR})?", _day),
        (rf"{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?", _day),
        (rf"{_MONTH}\s{_DAY}\b(?:,?\s{_YEAR})?", _day),
        (rf"{_MONTH},?\s(?:of\s)?{_YEAR}", _month),
        (rf"\b{_WHICH}\s(?:(?P<number>\d{{1,2}})\s)?{_UNIT}", _relative),
        (rf"\b(?P<number>\d{{1,2}})\s{_UNIT}\sago\b", _ago),
        (r"\b(?:yesterday|today|tomorrow)\b", _named_day),
        (rf"\b(?:{_WHICH}\s)?{_MONTH}", _month),
        (_YEAR, lambda m, _t, _f: year_of(int(m["year"]))),
    )
)
_INTRODUCED = re.compile(r"\b(?:in|since|until|till|by|of|during|from|before|after|to|early|late|mid|and)$")
_BETWEEN = re.compile(r"\s?(?:-|–|—|/|\.\.|to|until|till|through)\s?")
_AFTER_BETWEEN = re.compile(r"\bbetween(?:\sthe)?\s$")
_SINCE = re.compile(r"\b(?:since|from|starting(?:\sin)?)(?:\sthe)?(?:\sstart\sof|\sbeginning\sof)?\s$")
_AFTER = re.compile(r"\bafter(?:\sthe)?(?:\send\sof)?\s$")
_UNTIL = re.compile(r"\b(?:until|till|up to|through|by)(?:\sthe)?(?:\send\sof)?\s$")
_BEFORE = re.compile(r"\bbefore(?:\sthe)?(?:\sstart\sof)?\s$")
_LEADING = re.compile(r"\b(?:in|during|of|on|for)(?:\sthe)?(?:\syears?)?\s$")


def _joined(text: str, first: Found, second: Found) -> bool:
    """Whether two dates are the ends of one span: "2019-2021", "from May to July 2021", "between … and …"."""
    middle = text[first.end : second.start]
    if _BETWEEN.fullmatch(middle):
        return True
    return middle.strip() == "and" and bool(_AFTER_BETWEEN.search(text[: first.start]))


def _hull(first: Span, second: Span) -> Span:
    starts = [day for day in (first.start, second.start) if day]
    ends = [day for day in (first.end, second.end) if day]
    return Span(min(starts, default=None), max(ends, default=None))


def _ends(text: str, first: Found, second: Found, today: date) -> Found:
    """Two dates as the ends of one span; "May to July 2021" begins in the May of 2021."""
    words = text[first.start : first.end]
    if second.span.start and not re.search(r"\d{4}", words):
        again = _atoms(f"{words} {second.span.start.year}", today, forward=False)
        first = Found(first.start, first.end, again[0].span if again else first.span)
    return Found(first.start, second.end, _hull(first.span, second.span))


def _opened(text: str, found: Found, *, closed: bool) -> Found:
    """The span as the word before it says: since, after, until, before, or within."""
    before, span = text[: found.start], found.span
    if not span.start or not span.end:
        return found
    later = span.end + timedelta(1) if span.end < date.max else span.end
    earlier = span.start - timedelta(1) if span.start > date.min else span.start
    openings = (
        (_SINCE, Span(span.start, None)),
        (_AFTER, Span(later, None)),
        (_UNTIL, Span(None, span.end)),
        (_BEFORE, Span(None, earlier)),
        (_LEADING, span),
        (_AFTER_BETWEEN, span),
    )
    for pattern, opened in openings:
        match = pattern.search(before)
        if match:
            keep = span if closed and pattern is _SINCE else opened
            return Found(match.start(), found.end, keep)
    return found
