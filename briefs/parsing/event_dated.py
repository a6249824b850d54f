"""A sentence comes in; the gatherings that it announces with a day, a month or a year go out, whatever they are called.

A name in capitals is known by itself. Here a gathering is known by what is said of it: "the conference on mine
clearance, to be held in Suva on 3 May", "to convene, on 3 May, a meeting on glaciers", "proclaims 2031 the
International Year of Rivers".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefs.parsing.event_phrases import Phrase, slugged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefs.parsing.periods import PeriodMention

_GAP: Final = 70
_BESIDE: Final = 12
_SHORTEST: Final = 3
_NOUN: Final = r"(?:[Cc]onference|[Ss]ummit|[Ff]orum|[Mm]eeting|[Dd]ialogue|[Cc]ongress|[Ss]ymposium|[Ee]xhibition|[Ww]orkshop|[Ss]eminar|[Rr]oundtable|[Cc]onsultations|[Tt]alks|[Ee]xercise|[Ff]estival|[Cc]ommission|[Cc]ommittee)"
_WORD: Final = r"[\w\u2019'&+/.-]{1,25}"
_ABOUT: Final = (
    rf"(?:\s(?:on|of|for|between|with)\s(?!\d|(?:{'January|February|March|April|May|June|July|August|September|October|November|December'})\b)"
    rf"{_WORD}(?:\s(?!in\b|to\b|at\b|which\b|that\b|planned\b|scheduled\b|will\b|later\b|this\b|next\b){_WORD}){{0,9}}?)?"
)
_NAME: Final = rf"(?P<name>(?:(?!(?:next|first|last|recent)\b){_WORD}\s){{0,5}}?{_NOUN}{_ABOUT})"
_SCHEDULED: Final = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Tt]heir|[Oo]ur|[Ii]ts)\s{_NAME}"
    r"(?:,?\s(?:which\s|that\s)?(?:(?:is|are)\s)?(?:to\sbe\s(?:held|hosted|convened)|to\stake\splace|will\sbe\s(?:held|hosted|convened)|will\stake\splace"
    r"|scheduled|planned|due|set)\b)(?!\sfor\s(?:the\s)?next\sround)"
)
_CONVENE: Final = re.compile(
    rf"\b(?:to|will|shall)\s(?:convene|hold|host|organi[sz]e),?\s(?P<when>(?:in|on)\s[^,;]{{4,30}}),?\san?\s{_NAME}(?=[,;.]|$)"
)
_YEAR_OF: Final = re.compile(
    r"\b(?P<name>(?:International|European|ASEAN|African|Global)\s(?:Year|Decade)\s(?:of|for)(?:\s(?:(?:of|and|the|for|in)\s){0,2}[A-Z][\w\u2019'-]{1,25}){1,8})"
)
_EXERCISE: Final = re.compile(
    r"\b(?P<name>[Ee]xercises?\s[A-Z][\w\u2019'-]{2,20}(?:\s(?:(?:du|de|of|the)\s)?[A-Z][\w\u2019'-]{2,20}){0,2})"
)
_HINTS: Final = (
    "to be held", "to be hosted", "to be convened", "take place", "will be h", "will be conv", "scheduled", "planned", " due ", " set ",
    "convene", " hold", " host", "organi", " Year ", " Decade ", "xercise",
)  # fmt: skip


def may_date(text: str) -> bool:
    """Whether a paragraph can announce a gathering with a time at all."""
    return any(hint in text for hint in _HINTS)


def scheduled(
    sentence: str, when: Sequence[PeriodMention], taken: Sequence[Phrase]
) -> Iterator[tuple[Phrase, PeriodMention]]:
    """Each gathering that a sentence announces with its own time, and that time; none inside a name already known."""
    for pattern in (_SCHEDULED, _CONVENE, _YEAR_OF, _EXERCISE):
        for match in pattern.finditer(sentence):
            start, end = match.span("name")
            if any(other.start < end and start < other.end and not start < other.start for other in taken):
                continue
            name = sentence[start:end].strip(" ,")
            time = _time(sentence, match, when, near=pattern in {_YEAR_OF, _EXERCISE})
            if time is not None and name.count(" ") + 1 >= (_SHORTEST - 1):
                base = slugged(name)
                yield Phrase(start, end, name, base, base, None, None, True, "event"), time


def _time(
    sentence: str, match: re.Match[str], when: Sequence[PeriodMention], *, near: bool
) -> PeriodMention | None:
    """The time within the words, or the first one right behind them, before the sentence goes on to something else."""
    reach = _BESIDE if near else _GAP
    for mention in when:
        if mention.weak and not near or mention.role not in {"at", "deadline"} or not mention.period.end:
            continue
        inside = match.start() <= mention.start < match.end()
        before = near and 0 <= match.start() - mention.end <= len(" as the ")
        gap = mention.start - match.end()
        if inside or before or (0 <= gap <= reach and not re.search(r"[;:]|\band\b", sentence[match.end() : mention.start])):
            return mention
    return None
