"""A sentence that says that somebody met comes in; the day on which they did goes out."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from briefs.model import Precision
from briefs.parsing import periods
from briefs.parsing.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from briefs.model import Code
    from briefs.parsing.sides import Named

_FORTNIGHT: Final = 14
_SEVERAL: Final = 2
_OPENING: Final = 3
_LABEL: Final = 60
"""Shorter lines are datelines, and say when something was written."""
_WEEK: Final = 7
_STAMP: Final = 12
"""Letters within which a text bears the day on which it was written."""
_LONG_AGO: Final = 400
TOLD: Final = re.compile(
    r"\b(?:conference|[Mm]eeting|talks|held|[Cc]onsultations|[Ss]ession|[Ss]ummit|conversation|call|visit(?:ed)?|received|met|spoke|hosted|discussed|cabinet|signed|audience|arrived|landed|engaged|delivered|calls|negotiations|discussions|contacts)\b"
)
"""Words of a sentence that tells of a meeting; the day beside one is its day."""
AGREED: Final = re.compile(rf"{TOLD.pattern}|\b(?:announced|agreed)\b")
"""What those who met did there: "Lumeria and Ostia on Monday announced"."""
_OF_ANOTHER: Final = re.compile(
    r"(?:st|nd|rd|th)?\s(?:[\w-]+\s){0,3}(?:summit|meeting|talks|agreement|declaration|statement|accord|attacks?)\b",
    re.IGNORECASE,
)
"""A day before it is part of a name: "*the April 27* peace summit"."""
_SAID: Final = re.compile(
    r"\b(?:said|says|told|announced|reported|informed|statement|release)\b[^.;\u201c\u201d\"]{0,45}$"
)


_BARE: Final = re.compile(
    r"(?<!\bon\s)(?<!\bOn\s)(?<!,\s)\b(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?!,?\s(?:\d|[JFMASOND][a-z]{2}))"
)
"""A weekday without "on": "the president *Friday* in Suva met"."""
_WAS_HELD: Final = re.compile(r"(?:was|were)\sheld\b")
"""What was held was over when the text was written: a release that bears an earlier day is misdated, not the meeting."""
_THIS_DAY: Final = re.compile(r"\bthis\s(?:morning|afternoon|evening)\b|\btonight\b")
_OF_IT: Final = re.compile(
    r"\b(?:[Tt]he|[Tt]heir|[Tt]his)\s(?:[\w-]+\s){0,2}(?:meeting|talks|call|conversation|discussions|summit|session)\s(?:[\w-]+\s){0,4}?"
    r"(?:took\splace|was\sheld|were\sheld|opened|began|started|concluded|ended)\b|\b(?:at|during|in|after)\sthe\s(?:meeting|talks|discussions)\s(?=today|yesterday|on\s)"
    r"|\b(?:agreed|signed|adopted|held\stalks|met)\s(?=today\b)"
)
"""A sentence further down that says of the meeting told before when it was: "the talks *opened* on Monday"."""
_WHOLE: Final = re.compile(r".+", re.DOTALL)
_HEAD: Final = 12
_PARAGRAPH: Final = 1200
_REACH: Final = 70


def day_beside(words: str, met: re.Match[str], reference: date | None) -> periods.PeriodMention | None:
    """The day of a sentence that stands nearest to its verb of meeting, not one that lies ahead or long past."""
    found = [
        mention
        for mention in periods.find(words, reference)
        if mention.period.start
        and mention.period.end
        and (mention.period.end - mention.period.start).days <= _FORTNIGHT
        and mention.role != "since"
        and mention.period.precision in {Precision.DAY, Precision.RANGE}
        and "next" not in mention.period.words.lower()
        and not _is_of_words(words[: mention.start], met)
        and not (words[: mention.start].endswith("the ") and _OF_ANOTHER.match(words, mention.end))
    ]
    if reference is not None and not found and (bare := _BARE.search(words)):
        near = abs(bare.start() - met.end()) < _REACH or abs(met.start() - bare.end()) < _REACH
        found = list(periods.find(f"on {bare.group('day')}", reference)) if near else []
    several = all(one.period.precision is Precision.RANGE for one in found)
    if reference is not None and several and _THIS_DAY.search(words):
        found = list(periods.find("today", reference))  # a day within "from 23 to 25 August"
    ahead = _FORTNIGHT if _WAS_HELD.match(met.group()) else 1
    if reference is not None:
        found = [
            m for m in found if m.period.start and -_LONG_AGO < (m.period.start - reference).days <= ahead
        ]
    return min(
        found, key=lambda m: (min(abs(m.start - met.end()), abs(met.start() - m.end)), m.start), default=None
    )


def by_guest(
    words: str, guests: Sequence[Named], reference: date | None
) -> Mapping[Code, periods.PeriodMention]:
    """The day behind each guest of a sentence that names several days ("met A's premier on Monday and B's *on Tuesday*")."""
    days = [m for m in periods.find(words, reference) if m.period.precision is Precision.DAY]
    if len({day.period.start for day in days}) < _SEVERAL:
        return {}
    found = {}
    for guest in guests:
        later = min(
            (one.start for one in guests if one.start > guest.start and one.code != guest.code),
            default=len(words),
        )
        day = next((day for day in days if guest.end <= day.start < later), None)
        if day is not None:
            found[guest.code] = day
    return found


def recent_day(texts: Iterable[str], reference: date | None) -> periods.PeriodMention | None:
    """The one day of the last week that the opening of a text names, whatever it says of it; None where it names several."""
    days = [
        day
        for text in itertools.islice((text for text in texts if len(text) > _LABEL), _OPENING)
        for day in periods.find(text[:_PARAGRAPH], reference)
        if reference is not None
        and day.period.precision is Precision.DAY
        and day.period.start is not None
        and 0 <= (reference - day.period.start).days <= _WEEK
        and not _SAID.search(text[: day.start])
        and not (day.start < _STAMP and day.period.start == reference)
    ]
    return days[0] if len({day.period.start for day in days}) == 1 else None


def _is_of_words(before: str, met: re.Match[str]) -> bool:
    """Whether a day tells when somebody said it, not when they met ("said in a statement *on Thursday*")."""
    said = _SAID.search(before)
    return said is not None and met.end() < said.start() and not TOLD.search(before, said.start())


def day_in(
    opening: str, reference: date | None, pattern: re.Pattern[str] = TOLD
) -> periods.PeriodMention | None:
    """The day beside the first words of a text's first sentences that match ``pattern``; None where none is named."""
    for span in split(opening)[:3]:
        words = opening[span.start : span.end]
        met = pattern.search(words)
        if met and (when := day_beside(words, met, reference)):
            return when
    return None


def day_of_it(texts: Iterable[str], reference: date | None) -> periods.PeriodMention | None:
    """The day that a later sentence gives to the meeting of which a text tells; None where none does."""
    for text in itertools.islice(texts, _HEAD):
        for met in _OF_IT.finditer(text[:_PARAGRAPH]):
            near = text[met.start() : met.end() + _REACH].split(". ")[0]
            when = day_beside(near, _WHOLE.match(near, 0, met.end() - met.start()) or met, reference)
            if when is not None:
                return when
    return None
