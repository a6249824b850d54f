"""The calendar of record and a day go in; the calendar comes out as far as one could know it, and cite it, on that day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefs.calendar import Record
from briefs.composing.occasions import was_known

if TYPE_CHECKING:
    from briefs.calendar import Calendar, Summit

_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d{2}(?!\d)")
_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) ((?:19|20)\d{{2}})\b")
_NOT_YET = Record("")


def calendar_on(calendar: Calendar, day: date) -> Calendar:
    """The entries that were known on a day of the past, without the records that were written later.

    What is known of partnerships and members says itself since when it holds.
    """
    terms = (
        each if _was_written(each.record, each.end, day) else replace(each, record=_NOT_YET)
        for each in calendar.chairmanships
    )
    summits = (_cited(each, day) for each in calendar.summits if was_known(each, day))
    return replace(calendar, chairmanships=tuple(terms), summits=tuple(summits))


def _cited(each: Summit, day: date) -> Summit:
    """A summit without a record of a later day; where it is said since when a date is known, so is its record."""
    history = tuple(
        standing
        if standing.known or _was_written(standing.record, standing.when.end, day)
        else replace(standing, record=_NOT_YET)
        for standing in each.history
    )
    written = each.known is not None or _was_written(each.record, each.end, day)
    return replace(each, record=each.record if written else _NOT_YET, history=history)


def _was_written(record: Record, end: date | None, day: date) -> bool:
    """Whether a record can have been read on a day: by the day it names, else by its year, of which the end is safe.

    The statement of a meeting is written at its end; of the year itself nothing else is known.
    """
    days = [_day(*found) for found in _DAY.findall(record.words)]
    if days:
        return max(days) <= day
    years = [int(year) for year in _YEAR.findall(record.words)]
    over = end is not None and end < day
    if not years:
        return over
    return max(years) < day.year or (over and max(years) == day.year)


def _day(number: str, month: str, year: str) -> date:
    """The day that is named; of one that the month does not have, the day that many days on."""
    return date(int(year), _MONTHS.index(month) + 1, 1) + timedelta(days=int(number) - 1)
