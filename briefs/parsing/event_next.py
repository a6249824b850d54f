"""A sentence comes in; the next meeting of those who met, which it announces with a time, goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from briefs.lexicon import meeting_names, ordinals
from briefs.lexicon.gazetteer import Hints
from briefs.parsing.event_phrases import slugged
from briefs.parsing.word_sets import words as word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code, Period
    from briefs.parsing.periods import PeriodMention
    from briefs.parsing.text import Outline

_NEAR: Final = 20
_PAIR: Final = 2
_INITIALS: Final = 3
_NOUN: Final = r"(?i:meetings?|round|session|talks|consultations|dialogue|summit|conference|commission|committee|forum|council|assembly|congress|sitting)"
_OF_WHOM: Final = r"(?:\s(?i:of)\s(?i:the\s)?[A-Z][\w\u2019'-]{1,30}(?:\s(?i:(?:of|and|for|the)\s){0,2}[A-Z][\w\u2019'-]{1,30}){0,6}|\s(?i:of)\s(?:the\s|their\s)?(?:[a-z-]{2,20}\s){0,3}?(?:group|committee|commission|council|consultations|talks|dialogue|forum|mechanism|ministers|leaders|experts|officials|secretaries)\b)?"
_NTH: Final = rf"(?:(?i:next|{ordinals.ORDINAL})\s)"
_AGAIN: Final = (
    r"\b(?:(?:(?i:agreed?|decided|resolved|plan(?:ned|s)?|intend(?:ed|s)?|look(?:ed|s|ing)?\sforward)\s(?i:to)\s(?i:meet|meeting|convene|convening|reconvene|gather)\s(?i:again|next|in\sperson))"
    r"|(?i:will|shall)\s(?i:meet|convene|reconvene|gather)\s(?i:again|next)"
    rf"|(?:(?i:will|shall|to)\s)(?i:hold|holding|(?:co-)?host|hosting|convene|convening|organi[sz]e)\s(?i:the|their|its|an?|our)\s(?P<held>{_NTH}(?:[\w\u2019'&+/-]{{1,20}}\s){{0,5}}?{_NOUN}\b{_OF_WHOM})"
    rf"|(?i:the|their|its|our|an?)\s(?P<to_be>{_NTH}(?:[\w\u2019'&+/-]{{1,20}}\s){{0,5}}?{_NOUN}\b{_OF_WHOM})"
    r"(?:[^.;]{0,120}?\s(?i:will|shall|is\sto|would)\s(?i:be\s(?:held|hosted|convened)|take\splace|convene)"
    r"|[^.;]{0,60}?\s(?i:to\s(?:be\s(?:held|hosted|convened)|take\splace)|(?:scheduled|expected|planned|slated)\s(?:to|for|in|on|at))))\b"
)
"""Compiled when first asked for: few sentences come so far."""
_IN: Final = re.compile(r"\b(?:in|at|IN|AT)\s(?P<place>[A-Z][\w\u2019'.-]+(?:\s[A-Z][\w\u2019'.-]+){0,2})")
_WORDS: Final = Hints(("next ", "again", "in person"))
_WILL: Final = Hints((" will ", " to ", " shall ", " would ", "schedul", "expect", "plan", "slated"))
_VERBS: Final = Hints(
    (
        "meet",
        "conven",
        "gather",
        "hold",
        "host",
        "organi",
        "held",
        "take",
        "schedul",
        "expect",
        "plan",
        "slated",
    )
)
"""Letters of which every announcement has some: a cheap look before the dear expression."""
_SAID: Final = re.compile(
    r"meet(?:ing)?\s(?:again|next|in\s)|conven(?:e|ing)\s(?:again|next|in\s)|gather\s(?:again|next|in\s)"
    r"|hold(?:ing)?\s(?:the|their|its|an?|our)\s|host(?:ing)?\s(?:the|their|its|an?|our)\s"
    r"|conven(?:e|ing)\s(?:the|their|its|an?|our)\s|organi[sz](?:e|ing)\s(?:the|their|its|an?|our)\s"
    r"|be\s(?:held|hosted|convened)|take\splace|convene\b|(?:scheduled|expected|planned|slated)\s(?:to|for|in|on|at)\b"
)
"""The verb of an announcement with what follows it, in small letters: few sentences have it. It opens every branch of ``_AGAIN``: who widens the one widens the other."""
_NUMBER: Final = re.compile(
    rf"\b(?:\d{{1,3}}\s?(?i:st|nd|rd|th)|[A-Za-z-]{{2,20}}(?i:th|ond|ird|irst)|{ordinals.ROMAN})\s"
)
_LEAD: Final = re.compile(rf"^(?:next|annual|regular|ordinary|{ordinals.ORDINAL})\s(?!$)", re.IGNORECASE)
_ANY: Final = word_set("meeting meetings sitting round session talks consultations dialogue conference")
"""Such words alone say nothing of the series: it is that of the meeting that is reported."""
_PLAIN: Final = re.compile(
    rf"(?i:next|{ordinals.ORDINAL})\s(?:(?:joint|regular|annual)\s)?(?:meetings?|sitting|round|session|talks|consultations|dialogue|conference|summit)"
)
_OF_ITS_OWN: Final = re.compile(
    r"(?:meeting|session)-of-the-(?:conference|council|committee|commission|forum)"
)


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
    lower = words.lower()
    if not _VERBS.any_in(lower) or not _SAID.search(lower):
        return None
    if _WORDS.any_in(lower) or (_WILL.any_in(lower) and _NUMBER.search(words)):
        return _again().search(words)
    return None


@cache
def _again() -> re.Pattern[str]:
    return re.compile(_AGAIN)


def read(
    words: str, again: re.Match[str], when: Sequence[PeriodMention], outline: Outline, lexicon: Lexicon
) -> Next | None:
    """Read what comes next: "They agreed to meet again in Suva in early 2024" is the next meeting of those who met."""
    times = [
        m for m in when if m.role in {"at", "deadline"} and m.start >= again.start() - _NEAR and not m.weak
    ]
    if not times:
        return None
    spots = [found.group("place").rstrip(".,") for found in _IN.finditer(words, again.start())]
    spots = [spot.title() if spot.isupper() else spot for spot in spots]
    spot = next((one for one in spots if lexicon.place(one)), "")
    host = lexicon.place(spot) if spot else None
    period = times[0].period
    called = again.group("held") or again.group("to_be")
    number = _number(called) if called else None
    which = number or f"next-{(period.end or period.start or date(1, 1, 1)).year}"
    return Next(
        slug=f"{_series(called, outline, lexicon)[:60]}-{which}",
        name=_name(called, words[again.start() : times[0].end], outline, lexicon),
        ordinal=number,
        host=host,
        place=spot if host else None,
        period=period,
    )


def _name(called: str | None, said: str, outline: Outline, lexicon: Lexicon) -> str:
    """The words that announce it; words that say nothing but that there is a meeting are told whose it is."""
    own = outline.meetings[0] if outline.meetings else None
    parties = own.parties if own else outline.parties
    name = called or "next meeting"
    if not 0 < len(parties) <= _PAIR:
        return called or said[max(0, said.find("meet")) :]
    its = called and len(parties) == _PAIR and re.search(rf"\bits\s{re.escape(called)}", said)
    if called and (its or not _PLAIN.fullmatch(called)):
        return called
    whose = (
        f"{'' if lexicon.parties[code].kind in {'state', 'territory'} else 'the '}{lexicon.party_name(code)}"
        for code in parties
    )
    return f"{name} of {' and '.join(whose)}"


def _number(called: str) -> int | None:
    """The number with which the words begin: "LXVIII Summit" is 68."""
    found = re.match(rf"(?i:{ordinals.ORDINAL})\s", called)
    return ordinals.number(found.group().strip()) if found else None


def _series(called: str | None, outline: Outline, lexicon: Lexicon) -> str:
    """The series that the words name, with those whose it is; else that of the meeting reported, else the paper's title."""
    plain, before = called or "", ""
    while plain != before:
        before, plain = plain, _LEAD.sub("", plain)
    base = slugged(plain)
    own = outline.meetings[0] if outline.meetings else None
    parties = own.parties if own else outline.parties
    if not base or base in _ANY or _OF_ITS_OWN.fullmatch(base):
        return slugged(own.forum or own.name if own else outline.particulars.title)[:50]
    abbreviated = not plain.isupper() and any(
        word.isupper() and len(word) >= _INITIALS for word in plain.split()
    )
    named = abbreviated or lexicon.mentions(plain)
    if named or not 0 < len(parties) <= _PAIR:
        return base
    return meeting_names.series_slug(parties, lexicon.parties, base)
