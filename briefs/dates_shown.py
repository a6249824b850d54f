"""Takes dates, and gives the words a reader sees: as precise as the document was and never more, or how far off they are."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from briefs.model import Moment, Period, Precision

UNDATED = "undated"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DECEMBER = 12
_MANY_DAYS = 60
_MANY_MONTHS = 24


def shown(when: Moment, language: str = "en") -> str:
    """A date as precisely as it is known: "2021", "November 2021", "10–11 September 2020", "by 2030", "from 2021".

    An inferred one says so. Other languages than English take names of months from CLDR, and signs in place of
    "by" and "from".
    """
    return f"{_plain(when, language)} (inferred)" if when.inferred else _plain(when, language)


def _plain(when: Moment, language: str) -> str:
    start, end = when.start, when.end
    if start is None and end is None:
        return UNDATED
    size = _size(when)
    if start is None or end is None:
        edge = _edge(start or end or date.min, size, language)
        if language != "en":
            return f"{edge} –" if start else f"– {edge}"
        return f"from {edge}" if start else f"by {edge}"
    return _between(start, end, size, language)


def period(given: Period, language: str = "en") -> str:
    """The time for which an act holds, or by which it falls due: "2021–2025", "by 2030", "from 2021"."""
    return shown(Moment(given.start, given.end, given.precision), language)


def day(when: date, language: str = "en") -> str:
    """A day: "28 January 2021"."""
    return _edge(when, Precision.DAY, language)


def _size(when: Moment) -> Precision:
    """How finely to write: a range is as fine as its ends are, whole years or whole months or days."""
    if when.precision not in {Precision.RANGE, None}:
        return when.precision or Precision.DAY
    starts = when.start is None or when.start.day == 1
    ends = when.end is None or when.end.day == monthrange(when.end.year, when.end.month)[1]
    if not starts or not ends or (when.start == when.end):
        return Precision.DAY
    starts_year = when.start is None or when.start.month == 1
    ends_year = when.end is None or when.end.month == _DECEMBER
    return Precision.YEAR if starts_year and ends_year else Precision.MONTH


def _between(start: date, end: date, size: Precision, language: str) -> str:
    first, last = _edge(start, size, language), _edge(end, size, language)
    if first == last:
        return first
    if size is Precision.YEAR:
        return f"{start.year}–{end.year}"
    if size is Precision.QUARTER:
        return f"{first} – {last}"
    if language == "en" and start.year == end.year:
        if start.month == end.month and size is Precision.DAY:
            return f"{start.day}–{last}"
        head = _MONTHS[start.month - 1]
        return f"{start.day} {head} – {last}" if size is Precision.DAY else f"{head}–{last}"
    return f"{first} – {last}"


def _edge(when: date, size: Precision, language: str) -> str:
    if size is Precision.YEAR:
        return str(when.year)
    if size is Precision.QUARTER:
        return f"Q{(when.month + 2) // 3} {when.year}"
    if language != "en":
        return _foreign(when, size, language)
    name = f"{_MONTHS[when.month - 1]} {when.year}"
    return name if size is Precision.MONTH else f"{when.day} {name}"


@lru_cache(maxsize=2_000)
def _foreign(when: date, size: Precision, language: str) -> str:
    """A date as CLDR writes it in another language; English where it does not know the language."""
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    try:
        locale = Locale.parse(language.replace("-", "_"))
        if size is Precision.MONTH:
            return str(format_skeleton("yMMMM", when, locale=locale))
        return str(format_date(when, "long", locale=locale))
    except (UnknownLocaleError, ValueError, KeyError):
        return _edge(when, size, "en")


def distance(when: date, today: date) -> str:
    """How far off a day is, in words: "today", "tomorrow", "in 12 days", "in 5 months", "3 years ago"."""
    days = (when - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    words = length(today, when)
    return f"in {words}" if days > 0 else f"{words} ago"


def length(start: date, end: date) -> str:
    """The time between two days in whole units, whichever is first: "12 days", "5 months", "2 years"."""
    first, last = min(start, end), max(start, end)
    days = (last - first).days
    if days < _MANY_DAYS:
        return _counted(days, "day", "days")
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months < 12:  # noqa: PLR2004
        return _counted(months, "month", "months")
    if months < _MANY_MONTHS and months % 12:
        return f"1 year and {_counted(months % 12, 'month', 'months')}"
    return _counted(months // 12, "year", "years")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
