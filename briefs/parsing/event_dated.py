"""A sentence comes in; the gatherings that it announces with a day, a month or a year go out, whatever they are called.

A name in capitals is known by itself. Here a gathering is known by what is said of it: "the conference on mine
clearance, to be held in Suva on 3 May", "to convene, on 3 May, a meeting on glaciers", "proclaims 2031 the
International Year of Rivers".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from briefs.lexicon import ordinals
from briefs.lexicon.gazetteer import Hints
from briefs.model import Precision
from briefs.parsing.event_phrases import Phrase, is_general, slugged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefs.parsing.periods import PeriodMention

_GAP: Final = 70
_BESIDE: Final = 12
_CLOSE: Final = 2
_SHORTEST: Final = 3
_NOUN: Final = r"(?:(?<![Pp]ress\s)(?<![Nn]ews\s)[Cc]onference|[Ss]ummit|[Ff]orum|[Mm]eeting|[Dd]ialogue|[Cc]ongress|[Ss]ymposium|[Ee]xhibition|[Ww]orkshop|[Ss]eminar|[Rr]oundtable|[Cc]onsultations|[Tt]alks|[Ee]xercise|[Ff]estival|[Cc]ommission|[Cc]ommittee|[Ss]itting)(?!\s(?:[A-Z][\w\u2019'-]{1,20}\s){1,4}(?:Meeting|Conference|Workshop|Exercise|Week|Exchange)\b)"
_WORD: Final = r"[\w\u2019'&+/.-]{1,25}"
_MONTHS: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_ABOUT: Final = (
    rf"(?:\s(?:on|of|for|between|with)\s(?!\d|{_MONTHS}|(?:the\s)?(?:margins|sidelines)\b)"
    rf"(?!margins\b|(?:the\s)?sidelines\b){_WORD}(?:\s(?!in\b|to\b|at\b|(?:on|from)\s(?:\d|{_MONTHS})|which\b|that\b|(?:is|are|was|were|has|have)\b|planned\b|scheduled\b|will\b|later\b|this\b|next\b){_WORD}){{0,9}}?(?:\s\([A-Z][A-Za-z-]{{1,9}}\))?)?"
)
_NAME: Final = rf"(?P<name>(?:(?i:{ordinals.ORDINAL})\s(?:session|meeting|round|edition)\sof\s(?:the\s)?)?(?:(?!(?:an?|towards?|set|step|next|first|last|recent|held|holds?|hosted|met|meets?|said|had|margins|sidelines|is|was|were|will|has|have|that|which|to|in|at|for|from|by|into)\b){_WORD}\s){{0,5}}?{_NOUN}{_ABOUT})"
_SCHEDULED: Final = (
    rf"\b(?:[Tt]he|[Aa]n?|[Tt]heir|[Oo]ur|[Ii]ts)\s{_NAME}"
    r"(?:,?\s(?:which\s|that\s)?(?:(?:is|are)\s)?(?:to\sbe\s(?:held|hosted|convened|organi[sz]ed)|to\stake\splace|will\sbe\s(?:held|hosted|convened|organi[sz]ed)|will\stake\splace"
    r"|scheduled|slated|planned|due|set)\b)(?!\sfor\s(?:the\s)?next\sround)"
)
_CONVENE: Final = rf"\b(?:to|will|shall)\s(?:convene|hold|host|organi[sz]e),?\s(?P<when>(?:in|on)\s[^,;]{{4,30}}),?\san?\s{_NAME}(?=[,;.]|$)"
_WILL_HOLD: Final = rf"\b(?:to|will|shall)\s(?:convene|hold|host|organi[sz]e)\s(?:an?|the|their|its|our)\s{_NAME}(?=\s(?:in|on|at|from)\s|[,;.]|$)"
_IN_A_CITY: Final = rf"\b(?:[Tt]he|[Aa]n?)\s{_NAME}\s(?:in|at)\s(?:the\s)?[A-Z][\w\u2019'-]{{1,20}}(?:,?\s[A-Z][\w\u2019'-]{{1,20}}){{0,3}},?\s(?=(?:on|from|in)\s(?:\d|{_MONTHS}))"
_COUNTED: Final = rf"\b(?:the|its|their|our)\s(?P<name>(?i:{ordinals.ORDINAL})\s(?:[\w\u2019'&+/-]{{1,20}}\s){{0,5}}?(?:{_NOUN}|[Ss]ession|[Rr]ound)(?:\sof\s(?:the\s)?[A-Z][\w\u2019'-]{{1,20}}(?:\s(?:(?:of|and|the)\s){{0,2}}[A-Z][\w\u2019'-]{{1,20}}){{0,5}})?)\b"
_YEAR_OF: Final = r"\b(?P<name>(?:(?!(?:The|This|That|First|Second|Third|Final|Next|Last|In|By)\b)[A-Z][\w\u2019\u2013-]{1,20}\s){0,4}(?<!New\s)(?<!Lunar\s)(?<!Fiscal\s)(?<!Financial\s)(?<!Academic\s)(?<!School\s)(?<!Host\s)(?:Year|Decade)\s(?:of|for|in)(?:\s(?:(?:of|and|the|for|in|through)\s){0,2}[A-Z][\w\u2019\u2013-]{1,25}){1,8})"
_EXERCISE: Final = r"\b(?P<name>[Ee]xercises?\s[A-Z][\w\u2019'-]{2,20}(?:\s(?:(?:du|de|of|the)\s)?[A-Z][\w\u2019'-]{2,20}){0,2})"
_NEAR: Final = frozenset({_YEAR_OF, _EXERCISE, _IN_A_CITY})
"""Here the time stands right beside the name."""
_ALL: Final = (_SCHEDULED, _CONVENE, _WILL_HOLD, _IN_A_CITY, _COUNTED, _YEAR_OF, _EXERCISE)
_TIMED: Final = re.compile(
    rf"(?:Conference|conference|Summit|summit|Forum|forum|Meeting|meeting|Session|session|Workshop|workshop|Seminar|seminar|Symposium|symposium|Congress|congress"
    rf"|Exhibition|exhibition|Dialogue|dialogue|Round|round)\b[^.;]{{0,90}}?\b(?:on|from|in|for)\s(?:\d|{_MONTHS}|early|mid|late)"
)
"""Each branch opens with its letter, so that the search skips to the few places where one can begin."""
_ROLES: Final = frozenset({"at", "deadline"})
"""What a time must be to say when something is held."""
_RIGHT_BEFORE: Final = re.compile(r"\s(?:as\s)?(?:(?:the|an?)\s)?[\u2018\u201c'\"]?")
_HINTS: Final = Hints((
    "to be held", "to be org", "will be org", "slated", "to be hosted", "to be convened", "take place", "will be h", "will be conv", "scheduled", "planned", " due ", " set ",
    "convene", " hold", " host", "organi", " Year ", " Decade ", "xercise",
))  # fmt: skip
_NOUNS: Final = Hints(
    name[1:] for name in "conference summit forum meeting session workshop seminar symposium congress exhibition dialogue round".split()
)  # fmt: skip


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """These expressions are dear to compile, and many a text announces nothing: made when first asked for."""
    return re.compile(source)


def may_date(text: str) -> bool:
    """Whether a paragraph can announce a gathering with a time at all."""
    return _HINTS.any_in(text) or (_NOUNS.any_in(text) and _TIMED.search(text) is not None)


def scheduled(
    sentence: str, when: Sequence[PeriodMention], taken: Sequence[tuple[int, int]], whose: str = ""
) -> Iterator[tuple[Phrase, PeriodMention]]:
    """Each gathering that a sentence announces with its own time, and that time; none that begins inside words already read.

    ``whose`` is the beginning of a slug: a name of general words alone belongs to those who speak of it.
    """
    if not any(mention.role in _ROLES and mention.period.end for mention in when):
        return
    read = list(taken)
    for source in _ALL:
        for match in _compiled(source).finditer(sentence):
            start, end = match.span("name")
            if any(first <= start < last or start <= first < end <= last + _CLOSE for first, last in read):
                continue
            name = sentence[start:end].strip(" ,\u2019'")
            time = _time(sentence, match, when, near=source in _NEAR)
            if time is not None and name.count(" ") + 1 >= (_SHORTEST - 1):
                read.append((start, end))
                base = slugged(name)
                if whose and is_general(base):
                    base = f"{whose}-{base}"
                yield Phrase(start, end, name, base, base, None, None, True, "event"), time


def _finer(end: int, year: PeriodMention, timed: Sequence[PeriodMention]) -> PeriodMention:
    """The day or month behind a name that holds its year: "Exercise Reef 2031 will be held in July 2031"."""
    first, last = year.period.start, year.period.end
    if year.period.precision is not Precision.YEAR or first is None or last is None:
        return year
    within = (
        one
        for one in timed
        if one is not year
        and 0 <= one.start - end <= _GAP
        and one.period.start
        and one.period.end
        and first <= one.period.start <= one.period.end <= last
    )
    return next(within, year)


def _time(
    sentence: str, match: re.Match[str], when: Sequence[PeriodMention], *, near: bool
) -> PeriodMention | None:
    """The time within the words, the first one right behind them, before the sentence goes on to something else, or right before."""
    reach = _BESIDE if near else _GAP
    timed = [m for m in when if (near or not m.weak) and m.role in _ROLES and m.period.end]
    for mention in timed:
        gap = mention.start - match.end()
        if match.start() <= mention.start < match.end() or (
            0 <= gap <= reach and not re.search(r"[;:]|\band\b", sentence[match.end() : mention.start])
        ):
            return _finer(match.end(), mention, timed)
    before = (m for m in timed if near and _RIGHT_BEFORE.fullmatch(sentence[m.end : match.start()]))
    return next(before, None)
