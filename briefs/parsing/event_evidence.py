"""A sentence and the place of an event's name in it come in; when, where, by whom and whether it happens goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefs.model import EventStatus
from briefs.parsing.event_hosts import host_of
from briefs.parsing.event_times import nearest, own_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.event_phrases import Phrase
    from briefs.parsing.periods import PeriodMention

_TO_COME: Final = re.compile(
    r"\b(?:upcoming|forthcoming|next|future|will\s(?:\w+\s){0,2}(?:co-)?(?:host(?:ed)?|hold|held|convene[d]?|take\splace|launch|participate|attend)"
    r"|hosting(?:\sof)?|to\s(?:be\s(?:held|hosted|convened)|(?:co-)?host|hold|convene)|look(?:s|ed|ing)?\sforward\sto|scheduled|plans?\sto|preparations?\sfor"
    r"|in\sadvance\sof|ahead\sof|bid\sto\shost|invit\w+\s.{0,40}to|in\spreparation\sfor|in\sthe\slead-?up\sto|towards\sa\ssuccessful|run-?up\sto"
    r"|annuali[sz]ation\sof|the\sconvening\sof|conven(?:e|ing)\sof|look(?:s|ed|ing)?\sahead\sto|priorities\sfor|(?:outcomes?|results?)\s(?:at|from|of)\sthe\scoming|prepar(?:e|es|ed|ing)\sfor|leading\sup\sto|(?:expected|due|set|slated)\sto\s(?:open|attend|host|join|take\spart|participate)|on\sthe\sroad\sto)\b",
    re.IGNORECASE,
)
_FIRM_TO_COME: Final = re.compile(
    r"\b(?:upcoming|forthcoming|next|will\s(?:\w+\s){0,2}(?:co-)?(?:host(?:ed)?|hold|held|convened?|take\splace)|to\sbe\s(?:held|hosted|convened)"
    r"|hosting(?:\sof)?|scheduled)\b",
    re.IGNORECASE,
)
_DONE_WELL: Final = re.compile(
    r"\b(?:congratulat\w+|thank\w*|commend\w*|appreciat\w+|gratitude|prais\w+|success(?:ful|fully)?)\s(?:[^.;]{0,60}\s)?(?:host|hold|conven|organi[sz])\w*\b",
    re.IGNORECASE,
)
"""Whom one thanks for hosting has hosted."""
_FOUNDED: Final = re.compile(
    r"\b(?:establish(?:ed|ing|ment\sof)?|creat(?:ed|ing|ion\sof)|found(?:ed|ing\sof)|set(?:ting)?\sup|form(?:ed|ation\sof))\s(?:an?|the|our|their|its)?\s?(?:new\s)?$"
)
"""A body that was founded then did not meet then."""
_STILL_TO_COME: Final = re.compile(
    r"\b(?:will|upcoming|forthcoming|next|to\sbe|offer\w*|decision|intention|plans?|readiness|willingness)\b",
    re.IGNORECASE,
)
_HELD: Final = re.compile(
    r"\b(?:held|hosted|convened|took\splace|concluded|gathered|met|attended|participated|closed|opened|wrapped\sup|during|at\sthe|recent|last|followed|follows|since|launched|announced)\b",
    re.IGNORECASE,
)
_POSTPONED: Final = re.compile(
    r"\bpostpon\w+|\brescheduled\b|\bdeferred\b|\bmoved\s(?:to|from)\b|\bput\soff\b|\bpushed\s(?:back|forward)\b",
    re.IGNORECASE,
)
_SITS_NOW: Final = re.compile(
    r"\b(?:(?:co-?)?chair(?:ed|ing)|open(?:ed|ing)|conven(?:ed|ing)|inaugurat(?:ed|ing)|conclud(?:ed|ing)|held|holding|hosted|kicked\soff)\s(?:the|their|its)\s$"
)
"""Who opens the ninth of a series tells of it, though no day is given."""
_LATER_DATE: Final = re.compile(r"\b(?:at|to)\sa\slater\s(?:date|time|stage)\b")
_MOVED_TO: Final = re.compile(
    r"\b(?:postponed|rescheduled|moved|deferred|pushed\sback|put\soff)\s(?:\w+\s){0,3}?(?:to|for|until|till)?\s?(?:the\s)?$",
    re.IGNORECASE,
)
"""The time behind these is the new one."""
_HABIT: Final = re.compile(
    r"\b(?:usually|normally|traditionally|typically|meets\s(?:once|twice|every|each))\b", re.IGNORECASE
)
_CANCELLED: Final = re.compile(r"\bcancel(?:led|lation|s)?\b|\bcalled\soff\b", re.IGNORECASE)
_PLACE_BEHIND: Final = re.compile(
    r"^[,\s]{0,2}(?:(?:(?:which\s)?(?:will|shall|would|is\sto|to|was|were)\s)?(?:be\s)?(?:held|hosted|convened|organi[sz]ed|open|convene|take\splace|taking\splace|took\splace)\s)?(?:virtually\s)?(?:in|at)\s(?:the\s)?(?P<place>[A-Z][\w\u2019'.-]+(?:\s(?!on\b|in\b)[A-Z][\w\u2019'.-]+){0,3})"
)
_BREAK: Final = re.compile(
    r"[;:]|\b(?:and|but|while|as\swell\sas)\s(?:its|their|the|to|also|agreed|welcomed|expressed)\b"
)
_WILL_BE: Final = re.compile(
    r"[\s,]{1,2}(?:which\s)?(?i:(?:will|to)\s(?:be|take)\b|will\s(?:convene|meet|open|gather)\b|being\sheld\b)|\sthat\s[A-Z]?\w+\swill\shost"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence says of an event beside its name."""

    when: PeriodMention | None
    to_come: bool
    firm: bool
    held: bool
    host: Code | None
    place: str | None
    status: EventStatus | None
    founded: bool = False
    sits: bool = False


def gather(
    sentence: str, phrase: Phrase, others: Sequence[Phrase], when: Sequence[PeriodMention], lexicon: Lexicon
) -> Evidence:
    """The evidence around one name: the nearest time, the words before it, the host and the place."""
    before = sentence[max(0, phrase.start - 90) : phrase.start]
    cut = max((m.end() for m in _BREAK.finditer(before)), default=0)
    clause = before[cut:]
    behind = sentence[phrase.end : phrase.end + 110]
    place = _PLACE_BEHIND.match(behind)
    spot = place.group("place").rstrip(".,") if place and lexicon.place(place.group("place")) else None
    status = (
        EventStatus.CANCELLED
        if _CANCELLED.search(clause + behind[:60])
        else EventStatus.POSTPONED
        if _POSTPONED.search(clause + behind[:60]) or _LATER_DATE.search(behind)
        else None
    )
    habit = _HABIT.search(clause) or _HABIT.search(behind[:60])
    done = bool(_DONE_WELL.search(clause)) and not _STILL_TO_COME.search(clause)
    return Evidence(
        when=None
        if habit
        else _moved(sentence, phrase, when, status) or nearest(sentence, phrase, others, when),
        to_come=not done and not habit and bool(_TO_COME.search(clause) or _WILL_BE.match(behind)),
        firm=not done and not habit and bool(_FIRM_TO_COME.search(clause)),
        held=bool(done or _HELD.search(clause) or _HELD.search(behind[:40])),
        host=host_of(sentence, phrase, lexicon),
        place=spot,
        status=status,
        founded=bool(_FOUNDED.search(clause)),
        sits=_SITS_NOW.search(clause) is not None,
    )


def _moved(
    sentence: str, phrase: Phrase, when: Sequence[PeriodMention], status: EventStatus | None
) -> PeriodMention | None:
    """The new time of what was postponed: "originally planned for June, has been postponed to October"."""
    if status is not EventStatus.POSTPONED:
        return None
    behind = (
        one for one in when if one.start >= phrase.end and _MOVED_TO.search(sentence, phrase.end, one.start)
    )
    found = next(behind, None)
    return replace(own_time(found), role="at") if found else None


def status_of(
    evidence: Evidence, start: date | None, end: date | None, reference: date | None
) -> EventStatus:
    """What became of it, as far as this text can know."""
    if evidence.status is not None:
        return evidence.status
    last = end or start
    if last is not None and reference is not None:
        if last < reference:
            return EventStatus.HELD
        if start is not None and start > reference:
            return EventStatus.PLANNED
    return EventStatus.HELD if evidence.held and not evidence.to_come else EventStatus.PLANNED
