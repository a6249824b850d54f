"""A sentence comes in; the next meeting of those who met, which it announces with a time, goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from briefs import ordinals
from briefs.parsing.event_phrases import slugged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code, Period
    from briefs.parsing.periods import PeriodMention
    from briefs.parsing.text import Outline

_NEAR: Final = 20
_NOUN: Final = (
    r"(?:[Mm]eetings?|[Rr]ound|[Ss]ession|[Tt]alks|[Cc]onsultations|[Dd]ialogue|[Ss]ummit|[Cc]onference)"
)
_AGAIN: Final = re.compile(
    r"\b(?:(?:agreed?|decided|plan(?:ned|s)?|intend(?:ed|s)?|look(?:ed|s|ing)?\sforward)\sto\s(?:(?:meet|meeting|convene|convening|reconvene|gather)\s(?:again|next|in\sperson)"
    rf"|(?:hold|holding|host|hosting|convene|convening)\s(?:the|their|its|a)\snext\s{_NOUN})"
    rf"|(?:will|to)\s(?:hold|host|convene)\sthe\s(?:next|\d{{1,3}}(?:st|nd|rd|th))\s{_NOUN}\b(?!\sof)"
    rf"|(?:[Tt]he|[Tt]heir|[Ii]ts)\snext\s(?:[\w-]{{1,20}}\s){{0,3}}?{_NOUN}\b[^.;]{{0,60}}?\bwill\s(?:be\sheld|take\splace|convene|be\shosted|be\sconvened)"
    rf"|[Tt]he\s(?P<nth>(?i:{ordinals.ORDINAL}))\s(?:[\w-]{{1,20}}\s){{0,2}}?{_NOUN}(?:\sof\sthe\s[A-Z][\w-]{{1,30}})?\s(?:will|shall|is\sto)\s(?:be\s(?:held|hosted|convened)|take\splace|convene))\b"
)
_IN: Final = re.compile(r"\b(?:in|at)\s(?P<place>[A-Z][\w\u2019'.-]+(?:\s[A-Z][\w\u2019'.-]+){0,2})")
_WORDS: Final = ("next ", "again", "in person")
_NUMBER: Final = re.compile(r"\d(?:st|nd|rd|th)\s|\b[A-Z][a-z-]{2,20}(?:th|ond|ird|irst)\s")


@dataclass(frozen=True, slots=True)
class Next:
    """A meeting to come, named by the words that announce it."""

    slug: str
    name: str
    ordinal: int | None
    host: Code | None
    place: str | None
    period: Period


def ahead(words: str) -> re.Match[str] | None:
    """Where a sentence announces a next meeting."""
    if any(word in words for word in _WORDS) or (
        (" will " in words or " to " in words) and _NUMBER.search(words)
    ):
        return _AGAIN.search(words)
    return None


def read(
    words: str, again: re.Match[str], when: Sequence[PeriodMention], outline: Outline, lexicon: Lexicon
) -> Next | None:
    """Read what comes next: "They agreed to meet again in Suva in early 2024" is the next meeting of those who met."""
    times = [
        m for m in when if m.role in {"at", "deadline"} and m.start >= again.start() - _NEAR and not m.weak
    ]
    if not times:
        return None
    place = _IN.search(words, again.start())
    host = lexicon.place(place.group("place")) if place else None
    own = outline.meetings[0] if outline.meetings else None
    series = own.forum or own.name if own else outline.particulars.title
    number = ordinals.number(again.group("nth")) if again.group("nth") else None
    period = times[0].period
    which = number or f"next-{(period.end or period.start or date(1, 1, 1)).year}"
    name = words[again.start("nth") if again.group("nth") else again.start() : times[0].end]
    return Next(
        slug=f"{slugged(series)[:50]}-{which}",
        name=name[name.find("meet") if "meet" in name and number is None else 0 :],
        ordinal=number,
        host=host,
        place=place.group("place") if place and host else None,
        period=period,
    )
