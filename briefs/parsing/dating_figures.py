"""Paragraphs come in; a date in figures that may be read two ways ("08/10/2031") goes out as one day, with the reason.

A weekday named beside it decides, then a date of the text that can only be read one way, then a date in words near
one of the two; else the day comes first, as all the world but the United States writes it.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Final

from briefs.parsing import periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.parsing.text import Paragraph

_HEAD: Final = 6
_FOOT: Final = 2
_LINE: Final = 80
_SAMPLE: Final = 1500
_NEAR: Final = 15
"""Days within which a date in words bears out a reading."""
_MONTHS: Final = 12
_CENTURY: Final = 2000
_FIGURES: Final = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d|\d\d(?=\s\d{1,2}:\d\d|\W{0,3}$))(?![\d/])"
)
_SURE: Final = re.compile(r"(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?:19|20)\d\d(?![\d/])")
_WEEKDAY: Final = re.compile(
    r"\b(?:today|this\smorning),?\s(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE
)
_BEFORE: Final = re.compile(r"\b(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s$", re.IGNORECASE)
_WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def in_figures(flow: Sequence[Paragraph]) -> tuple[date, str] | None:
    """The day of a short line at the head or the foot, and why it is read so; None where no line holds one."""
    head = flow[:_HEAD]
    for paragraph in chain(head, flow[-_FOOT:] if len(flow) > _HEAD else ()):
        line = f"{paragraph.marker} {paragraph.text}" if len(paragraph.text) < _LINE else ""
        written = _FIGURES.search(line)
        if written is None:
            continue
        first, second = int(written.group("a")), int(written.group("b"))
        year = int(written.group("year"))
        year = year if year > _MONTHS * 10 else _CENTURY + year
        readings = [_day(year, second, first)]
        if written.group("mark") == "/":
            readings.append(_day(year, first, second))
        found = _decided([each for each in readings if each], line[: written.start()], flow)
        if found is not None:
            return found[0], f"the date {written.group().strip()} is read as {_shown(found[0])}, {found[1]}"
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _decided(readings: list[date], before: str, flow: Sequence[Paragraph]) -> tuple[date, str] | None:
    """One of the readings, and what speaks for it."""
    if len(set(readings)) < len((0, 1)):
        return (readings[0], "the only day that it can be") if readings else None
    texts = [paragraph.text[:_SAMPLE] for paragraph in flow[:_HEAD]]
    weekday = _BEFORE.search(before) or next((m for text in texts if (m := _WEEKDAY.search(text))), None)
    if weekday is not None:
        fit = [each for each in readings if _WEEK[each.weekday()] == weekday.group("day")[:3].lower()]
        if len(fit) == 1:
            return fit[0], f"which is the weekday that the text names, {weekday.group('day').title()}"
    for other in (m for text in texts for m in _SURE.finditer(text)):
        if int(other.group("a")) > _MONTHS:
            return readings[0], "the day first as in another date of the text"
        if int(other.group("b")) > _MONTHS:
            return readings[1], "the month first as in another date of the text"
    told = [
        m.period.start for text in texts for m in periods.find(text, None) if m.period.start == m.period.end
    ]
    near = [each for each in readings if any(one and 0 <= (each - one).days <= _NEAR for one in told)]
    if len(near) == 1:
        return near[0], "which follows the day that the text tells of"
    return readings[0], "the day first"


def _shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
