"""The paragraphs of a document and its frame come in; the day of the meeting that it reports goes out, from wherever it is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.model import DocumentKind
from briefs.parsing import periods
from briefs.parsing.datelines import run_in
from briefs.parsing.meeting_days import AGREED, day_beside, day_in, day_of_it, recent_day
from briefs.parsing.sentences import split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.parsing.meetings import Frame
    from briefs.parsing.periods import PeriodMention
    from briefs.parsing.sides import Seen

STORIES: Final = frozenset({DocumentKind.NEWS, DocumentKind.PRESS_RELEASE, DocumentKind.OTHER})
_PAIR: Final = 2
_BESIDE: Final = 60
_OPENING: Final = 500
_LONGEST: Final = 3000
_AT_PLACE: Final = re.compile(
    r"\b(?:meetings?|talks|consultations|summit)\sin\s(?P<place>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)", re.IGNORECASE
)
_POSTED: Final = re.compile(r"\b(?:published|updated|posted|date)\b", re.IGNORECASE)
VISIT: Final = re.compile(
    r"\b(?:paid\s?|payed\s|pays\s|paying\s|is\son\s|was\son\s|undertook\s|made\s)an?\s(?:[\w-]+\s){0,3}[Vv]isit\b|\b[Vv]isit\s(?:of|by)\s[^.;]{3,90}?\sto\s(?=[A-Z])"
)
"""A visit lasts; a meeting during it that has a day of its own comes first."""
_HEAD: Final = 6
"""Paragraphs in which a text says when its visit was."""
JUST_NOW: Final = re.compile(r"\b(?:today|yesterday)\b", re.IGNORECASE)
_TODAYS: Final = re.compile(
    r"\b[Tt]oday[\u2019']s\s(?:[\w\u2019'-]+\s){0,5}(?:[Mm]eeting|[Ss]ummit|[Tt]alks|[Cc]onference|[Dd]ialogue|[Ss]ession)\b"
)
"""A text that speaks of its own meeting in passing: "on the occasion of *today's ministers' meeting*"."""


def day_of(body: Sequence[Seen], frame: Frame, told: PeriodMention | None) -> PeriodMention | None:
    """The day that the title names, else the one beside the place of the meeting, ``told``, or one told of it elsewhere."""
    opening = body[0].paragraph.text[:_OPENING] if body else ""
    titled = _day_of_title(body, frame)
    return (
        (told if titled and told and _lies_in(told, titled) else titled)
        or _day_at_place(body, frame)
        or told
        or day_in(frame.told, frame.published)
        or day_of_it((item.paragraph.text for item in body), frame.published)
        or _day_of_visit(body, frame)
        or (day_in(opening, frame.published, AGREED) if frame.told else None)
        or _day_of_line(frame)
        or (
            recent_day((item.paragraph.text for item in body), frame.published)
            if frame.kind in STORIES
            else None
        )
    )


def _lies_in(told: PeriodMention, titled: PeriodMention) -> bool:
    """Whether a day is one of the several that a title names: those of the visit, on one of which they talked."""
    first, last, day = titled.period.start, titled.period.end, told.period.start
    return (
        first is not None and last is not None and day is not None and first <= day <= last and first < last
    )


def todays(body: Sequence[Seen], frame: Frame) -> tuple[str, PeriodMention | None] | None:
    """The sentence of the first paragraphs that speaks of "today's meeting", with that day."""
    for item in body[:2]:
        text = item.paragraph.text[:_LONGEST]
        for span in split(text):
            if _TODAYS.search(text, span.start, span.end):
                today = periods.find("today", frame.published) if frame.published else []
                return text[span.start : span.end], today[0] if today else None
    return None


def visit(body: Sequence[Seen], frame: Frame) -> tuple[str, PeriodMention | None] | None:
    """The sentence of the first paragraphs that says when the visit was of which a text tells, with its first day."""
    for item in body[:_HEAD]:
        text = item.paragraph.text[:_LONGEST]
        if "isit" not in text:
            continue
        for span in split(text):
            words = text[span.start : span.end]
            paid = VISIT.search(words)
            when = day_beside(words, paid, frame.published) if paid else None
            if when is not None:
                return words, when
    return None


def _day_of_visit(body: Sequence[Seen], frame: Frame) -> PeriodMention | None:
    found = visit(body, frame) if len(frame.parties) == _PAIR else None
    return found[1] if found else None


def is_the_day(body: Sequence[Seen], frame: Frame) -> bool:
    """Whether a text that names no day of the meeting was written on that day: a readout, or a story dated in its first line."""
    if frame.kind in STORIES:
        first = run_in(body[0].paragraph.text) if body else None
        return first is not None and bool(first.group("day"))
    return True


def _day_at_place(body: Sequence[Seen], frame: Frame) -> periods.PeriodMention | None:
    """For "Joint Statement on the Talks in Suva" the day that the opening names beside Suva."""
    titled = _AT_PLACE.search(frame.title)
    if titled is None:
        return None
    for item in body[:4]:
        text = item.paragraph.text[:1500]
        at = text.find(f"in {titled.group('place')}")
        if at >= 0:
            near = [
                m
                for m in periods.find(text, frame.published)
                if 0 <= m.start - at < _BESIDE and m.period.start and m.period.end
            ]
            if near:
                return near[0]
    return None


def _day_of_title(body: Sequence[Seen], frame: Frame) -> periods.PeriodMention | None:
    """The day that a title names by its distance: "What the two presidents agreed *yesterday*"."""
    said = JUST_NOW.search(frame.title)
    own = not body or frame.title not in body[0].paragraph.text
    found = periods.find(said.group(), frame.published) if said and own and frame.published else []
    return found[0] if found else day_in(frame.title, frame.published) if own else None


def _day_of_line(frame: Frame) -> periods.PeriodMention | None:
    """The day of the line under the title, unless that line tells when the text was put on a page."""
    return None if _POSTED.search(frame.line) else frame.meeting_day
