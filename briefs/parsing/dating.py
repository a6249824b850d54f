"""A document and its paragraphs come in; the day and place of its publication go out, and how they were found.

A date given from outside wins; then a date line; then what the text says of its own day; then what is known of
the world. An inferred date says so with its reason. A date that cannot be had stays None: it is never today's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from briefs.model import Precision
from briefs.parsing import dating_figures, dating_lines, dating_other, dating_world, meeting_days, periods
from briefs.parsing.datelines import run_in
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Document
    from briefs.parsing.text import Paragraph

_WHOLE_PARAGRAPH: Final = 100
_CLOSING_LENGTH: Final = 400
_MONTH_LONG: Final = 31
_CLOSING: Final = re.compile(r"\b(?:done|issued|adopted|signed|agreed)\s(?:in|at|on|this)\b", re.IGNORECASE)
_PLACE_WORDS: Final = re.compile(
    r"^(?!Via\b|Held\b|On\b|Date\b|Updated\b|Released\b|Published\b|(?:Done|Adopted|Issued|Signed|Agreed|Given)\b)[A-Z][\w\u2019'.-]*(?:[\s,]+(?:of\s(?:the\s)?)?[A-Z][\w\u2019'.-]*){0,5}"
)
_DONE: Final = re.compile(
    r"^(?:Done|Issued|Adopted|Signed|Agreed|Given)\s(?:in|at)\s(?:the\scity\sof\s)?", re.IGNORECASE
)
_ON_WEEKDAY: Final = re.compile(
    r"\b(?:on|yesterday,)\s(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,?\s(?:[JFMASOND]|\d))"
)
_WEEKDAYS: Final = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_SPAN: Final = 3
_NO_CITY: Final = re.compile(
    r"\b(?:headquarters|hall|hotel|palace|house|secretariat|press|ministry|publication|updated|released)\b",
    re.IGNORECASE,
)
_TODAY: Final = re.compile(r"\W{0,2}Today\b")
"""A release says "Today"; a report says the day of the week."""
_LABEL: Final = re.compile(
    r"\W{0,3}(?:dated?|(?:published|posted|released|issued|updated)(?:\s(?:on|at))?|(?:release|publication)\sdate)\s?[:\s-]\s?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?",
    re.IGNORECASE,
)
"""What a page writes before its own day: "Posted on 3 May 2031", "date 2031-05-03"."""
_LABEL_WITHIN: Final = re.compile(
    r"(?:Published|Posted|Released|Updated)(?:\s(?:[Oo]n|[Dd]ate))?\s?:\s?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?=\d|[JFMASOND])"
)
"""The same within a line that begins with something else: "3 pages / *Published on:* 3 May 2031"."""
_LABEL_LENGTH: Final = 400
_LABELLED: Final = 60
_OPENING: Final = 3
_NOW: Final = re.compile(
    r"\b(?:today|this\s(?:morning|afternoon|evening)),?\s\(?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:the\s)?\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[A-Z][a-z]{2,8},?\s\d{4}",
    re.IGNORECASE,
)
"""A text that writes out what day it calls today: "this morning (Thursday 3 May 2031)"."""
_NOW_LENGTH: Final = 1500
_ASIDE: Final = re.compile(
    r",\s(?:which|who)\b[^,;.]{0,120}|\b(?:[Ii]t\s(?:should|is\sworth|will)\s(?:be\s)?)(?:recall|not)\w*\b[^.]{0,300}|\brecall(?:ed|s|ing)\sthat\b[^.]{0,300}"
)
"""What it says aside of something else: "the storm, *which struck Lumeria on 3 May 2031*", "*It is recalled that on …*"."""
_HEAD: Final = 10
_PLACE_LINE: Final = 60
_PLACE_ONLY: Final = re.compile(
    r"[A-Z\u00c0-\u00de][\w.\u2019'-]*(?:,?\s(?:of\s|de\s)?[A-Z\u00c0-\u00de][\w.\u2019'-]*){0,5}"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """When and where a document was published.

    ``meeting_day`` is the date under the title, ``line`` the whole line: "3 May 2021, via videoconference".
    ``reported`` says that the text opens with the dateline of a news report.
    """

    published: date | None
    inferred: bool = False
    reason: str | None = None
    place: str | None = None
    meeting_day: periods.PeriodMention | None = None
    line: str = ""
    reported: bool = False


def published(document: Document, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Dated:
    """The day of publication; see the module for the order of the evidence."""
    flow = dating_lines.own(paragraphs)
    lines = _date_lines(flow)
    opening = _opening(flow, lexicon)
    place = (
        next((spot for _, spot, _ in reversed(lines) if spot), None)
        or _place_line(flow, lexicon)
        or _body_place(opening)
    )
    held = next((mention for mention, _, foot in lines if not foot), None)
    line = " ".join(p.text for p in flow[:8] if p.role is Role.DATELINE)
    if document.published_on:
        found = Dated(document.published_on, place=place, meeting_day=held)
    elif lines:
        mention = lines[-1][0]
        found = Dated(mention.period.end or mention.period.start, place=place, meeting_day=held)
    elif (said := _in_the_words(flow, opening)) is not None:
        found = Dated(said, place=place)
    elif (figures := dating_figures.in_figures(flow)) is not None:
        found = Dated(figures[0], inferred=True, reason=figures[1], place=place)
    else:
        found = _inferred(flow, lexicon, place)
    if found.published is None and (other := dating_other.in_another_form(flow)) is not None:
        found = Dated(other, place=place)
    if held and found.published and held.period.start and held.period.start > found.published:
        found = replace(found, meeting_day=None)  # the day on which a page was looked at
    return replace(
        found, line=line, reported=opening is not None and not _TODAY.match(opening.string, opening.end())
    )


def _opening(flow: Sequence[Paragraph], lexicon: Lexicon) -> re.Match[str] | None:
    """The dateline in the first paragraph: with a day, a wire service or a place that is known."""
    first = next((p for p in flow if p.role is Role.BODY), None)
    found = run_in(first.text) if first else None
    if found and (found.group("day") or found.group("wire") or _is_city(found.group("place"), lexicon)):
        return found
    return None


def _is_city(words: str, lexicon: Lexicon) -> bool:
    """Whether the words are a city that is known, and not a state: "India - Bhutan" is no dateline."""
    first = words.split(",", maxsplit=1)[0]
    first = first.title() if first.isupper() else first
    return any(
        spot.start == len("in ") and spot.end == len("in ") + len(first)
        for spot in lexicon.places_in(f"in {first}.")
    )


def _place_line(flow: Sequence[Paragraph], lexicon: Lexicon) -> str | None:
    """A place on a line of its own beside the date: "Suva, Fiji"."""
    for index, paragraph in enumerate(flow[:_HEAD]):
        text = paragraph.text.strip(" ,.")
        near = flow[max(0, index - 1) : index + 2]
        if (
            len(text) <= _PLACE_LINE
            and _PLACE_ONLY.fullmatch(text)
            and any(other.role is Role.DATELINE for other in near if other is not paragraph)
            and _is_city(text, lexicon)
        ):
            return _shown_place(text)
    return None


def _date_lines(flow: Sequence[Paragraph]) -> list[tuple[periods.PeriodMention, str | None, bool]]:
    """Dates on lines of their own above the text and below it, each with its place and whether it stands below."""
    first_body = next(
        (
            i
            for i, p in enumerate(flow)
            if p.role in {Role.BODY, Role.BULLET} and len(p.text) > _WHOLE_PARAGRAPH
        ),
        len(flow),
    )
    found = []
    for index, paragraph in enumerate(flow):
        near = index <= max(first_body, _SPAN - 1)
        if paragraph.role is not Role.DATELINE or not (near or index >= len(flow) - _SPAN):
            continue
        mentions = [
            m
            for m in periods.find(paragraph.text, None)
            if m.period.precision in {Precision.DAY, Precision.RANGE} and m.period.end
        ]
        if mentions:
            found.append((mentions[-1], _place(paragraph.text, mentions[-1]), not near))
    return found


def _shown_place(words: str) -> str:
    """A place as one writes it: "SUVA, FIJI" is Suva, Fiji."""
    return words.title() if words.isupper() else words


def _place(text: str, mention: periods.PeriodMention) -> str | None:
    before = _DONE.sub("", text[: mention.start].strip(" ,-\u2013\u2014"))
    if "|" in before or ":" in before:
        return None
    found = _PLACE_WORDS.match(before)
    words = found.group().strip(" ,") if found else ""
    words = re.sub(
        r"(?:^|,?\s)(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?$", "", words
    )
    parts = [part for part in words.split(", ") if not _NO_CITY.search(part)]
    return _shown_place(", ".join(parts)) or None


def _body_place(opening: re.Match[str] | None) -> str | None:
    """The place of a news dateline: "SUVA, March 3 - The ministers ..."."""
    if opening is None:
        return None
    words = opening.group("place").strip(" ,.").split(",")[0]
    return words.title() if words.isupper() else words


def _in_the_words(flow: Sequence[Paragraph], opening: re.Match[str] | None) -> date | None:
    """A whole date behind a label ("Posted on"), in the dateline of the first paragraph, in the title, or in "Done at Suva on ..."."""
    for paragraph in flow[:6]:
        label = _LABEL.match(paragraph.text) or _LABEL_WITHIN.search(paragraph.text[:_LABEL_LENGTH])
        found = periods.find(paragraph.text[label.end() : label.end() + _LABELLED], None) if label else []
        if found and found[0].start == 0 and found[0].period.precision is Precision.DAY:
            return found[0].period.end
    if opening and (day := _last_day(opening.group())):
        return day
    for paragraph in flow[-4:]:
        closing = _CLOSING.search(paragraph.text[:200])
        if (
            closing
            and len(paragraph.text) < _CLOSING_LENGTH
            and (day := _last_day(paragraph.text[closing.start() :]))
        ):
            return day
    for paragraph in flow[:6]:
        if paragraph.role in {Role.HEADING, Role.TITLE} and (day := _last_day(paragraph.text)):
            return day
    return None


def _last_day(text: str) -> date | None:
    days = [
        m.period.end
        for m in periods.find(text, None)
        if m.period.end
        and m.period.start
        and (m.period.end - m.period.start).days < _MONTH_LONG
        and m.period.precision is not Precision.MONTH
    ]
    return days[-1] if days else None


def _inferred(flow: Sequence[Paragraph], lexicon: Lexicon, place: str | None) -> Dated:
    """From the day of the meeting that is reported, and the year that the world tells where the text has none."""
    body = [p.text for p in flow if p.role in {Role.BODY, Role.BULLET}]
    for text in body[:_HEAD]:
        now = _NOW.search(text[:_NOW_LENGTH])
        day = _last_day(now.group()) if now else None
        if day is not None:
            return Dated(day, inferred=True, reason=f"the text calls {_shown(day)} today", place=place)
    for text in body[:_OPENING]:
        own = _ASIDE.sub(" ", text[:600])
        told = meeting_days.day_in(own, None)
        day = told.period.end if told else _last_day(own)
        if day is not None:
            return _after_the_meeting(day, " ".join(body[:2])[:1500], place)
    year, why = dating_world.year_of(body, lexicon)
    if year is None:
        return Dated(None, place=place)
    for text in body[:_OPENING]:
        for mention in periods.find(text[:1500], date(year, 7, 1)):
            if mention.period.precision is Precision.DAY and not mention.weak and mention.period.start:
                day = _in_year(mention.period.start, year)
                return Dated(
                    day,
                    inferred=True,
                    reason=f"the text speaks of {mention.period.words} and of {why}",
                    place=place,
                )
    return Dated(None, place=place)


def _after_the_meeting(day: date, text: str, place: str | None) -> Dated:
    """A report is dated by the day that it reports, or by the weekday that followed it: "said on Thursday"."""
    reason = f"the first date that the text reports is {_shown(day)}"
    weekday = _ON_WEEKDAY.search(text)
    if weekday:
        later = (_WEEKDAYS.index(weekday.group("day")) - day.weekday()) % 7
        day = date.fromordinal(day.toordinal() + later)
        reason += f", and the {weekday.group('day')}day after it was {_shown(day)}"
    return Dated(day, inferred=True, reason=reason, place=place)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return day.replace(year=year, day=28)


def _shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
