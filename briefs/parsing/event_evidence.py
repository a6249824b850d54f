"""A sentence and the place of an event's name in it come in; when, where, by whom and whether it happens goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from briefs.model import EventStatus, Precision
from briefs.parsing.event_hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.event_phrases import Phrase
    from briefs.parsing.periods import PeriodMention

_FROM_THE_START: Final = 120
_OPENING: Final = 12
_BEFORE: Final = 60
_BESIDE: Final = 30
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
_NEAR: Final = 75
_RELATIVE: Final = 120
_DUE: Final = 45
_HOLDS: Final = re.compile(r"\b(?:held|convened|hosted|take\splace|organi[sz]ed)\b")
_HELD_FAR: Final = 180
_IS_HELD: Final = re.compile(
    r"\b(?:will|shall|to|would)\s(?:be\s(?:held|hosted|convened)|take\splace)\b[^,;.]{0,40}$"
)
"""However long the name of those who meet, what "will be held in" a time is held then."""
_PARTED: Final = re.compile(
    r"\b(?:in\s(?:advance|preparation|the\slead-?up)|ahead\sof|prior\sto|preparations?\sfor|pledges?\sto|goals?\s(?:to|of)|commitments?\sto)\b"
)
"""What is done "today, ahead of the Summit" does not date the Summit."""
_AND: Final = re.compile(r",?\s(?:and|as\swell\sas)\s(?:the\s|a\s)?|,\s(?:the\s)?")
_OCCASION: Final = ("on the occasion of the ", "on the occasion of ")
_TOUCHING: Final = 5
_NAME_BEHIND: Final = re.compile(r"\s(?:[A-Z][\w.-]+\s){1,3}(?:Chair|Presidency|Chairmanship|Host)")
_WILL_BE: Final = re.compile(
    r"[\s,]{1,2}(?:which\s)?(?i:(?:will|to)\s(?:be|take)\b|will\s(?:convene|meet|open|gather)\b|being\sheld\b)|\sthat\s[A-Z]?\w+\swill\shost"
)
_OTHER_ACT: Final = re.compile(
    r"\b(?:and|which|that|to)\s(?:will\s)?(?:adopted?|agreed?|signed|mobili[sz]e|achieve|reach|triple|double|implement)\b"
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
    return replace(_own_time(found), role="at") if found else None


def nearest(
    sentence: str, phrase: Phrase, others: Sequence[Phrase], when: Sequence[PeriodMention]
) -> PeriodMention | None:
    """The time that belongs to a name: inside it, right behind it, or before it with no other event between."""
    best: tuple[int, PeriodMention] | None = None
    for mention in when:
        if _no_day(mention):
            continue
        if mention.start <= phrase.start and mention.end >= phrase.end:
            return _own_time(mention)
        inside = phrase.start <= mention.start and mention.end <= phrase.end
        if inside:
            return _finer(sentence, phrase, mention, when)
        behind = mention.start >= phrase.end
        gap = mention.start - phrase.end if behind else phrase.start - mention.end
        between = sentence[phrase.end : mention.start] if behind else sentence[mention.end : phrase.start]
        if (
            _of_another_name(sentence, mention)
            or _of_another(phrase, mention, others)
            or _parted(sentence, phrase, mention, others)
            or gap > _reach(phrase, mention, between)
            or _belongs_elsewhere(mention, phrase, gap, between)
        ):
            continue
        cost = gap + (25 if mention.start < phrase.start else 0) + (40 if mention.weak else 0)
        if best is None or cost < best[0]:
            best = (cost, mention)
    return best[1] if best else None


def _no_day(mention: PeriodMention) -> bool:
    """Whether a time is none at which something is held: a term, "since May", "the next three months"."""
    words = mention.period.words
    coming = mention.period.precision is Precision.RANGE and "next" in words and "year" not in words
    return mention.role == "term" or words.lower().startswith("since") or coming


def _parted(sentence: str, phrase: Phrase, mention: PeriodMention, others: Sequence[Phrase]) -> bool:
    """Whether another name stands between a name and a time, and is not joined to it: "the Forum and the Dialogue in May"."""
    first, last = min(mention.start, phrase.start), max(mention.start, phrase.start)
    return any(
        first < o.start < last
        and o is not phrase
        and not (mention.role == "at" and _AND.fullmatch(sentence[phrase.end : o.start]))
        for o in others
    )


def _reach(phrase: Phrase, mention: PeriodMention, between: str) -> int:
    """How far from a name, in characters, a time may stand."""
    if mention.start < phrase.end:
        if between.endswith(_OCCASION):
            return _HELD_FAR
        return _FROM_THE_START if mention.start < _OPENING else _BEFORE
    if _IS_HELD.search(between):
        return _HELD_FAR
    words = mention.period.words
    return _RELATIVE if "this year" in words or "next year" in words else _NEAR


def _finer(sentence: str, phrase: Phrase, own: PeriodMention, when: Sequence[PeriodMention]) -> PeriodMention:
    """The day or month right behind a name that holds its year: "Exercise Reef 2031 will be held in July 2031"."""
    if own.period.precision is not Precision.YEAR or own.period.start is None or own.period.end is None:
        return own
    for other in when:
        first, last = other.period.start, other.period.end
        if (
            0 <= other.start - phrase.end <= _NEAR
            and other.role == "at"
            and first
            and last
            and own.period.start <= first <= last <= own.period.end
            and not _belongs_elsewhere(
                other, phrase, other.start - phrase.end, sentence[phrase.end : other.start]
            )
        ):
            return other
    return own


def _of_another_name(sentence: str, mention: PeriodMention) -> bool:
    """Whether a year is that of the name behind it: "under Lumeria's 2031 Reef Chairmanship"."""
    return (
        mention.weak
        and mention.period.precision is Precision.YEAR
        and _NAME_BEHIND.match(sentence, mention.end) is not None
    )


def _of_another(phrase: Phrase, mention: PeriodMention, others: Sequence[Phrase]) -> bool:
    """Whether a time stands right beside another name, away from this one, or in another year than the name says."""
    first, last = mention.period.start, mention.period.end
    if phrase.year and first and last and not first.year <= phrase.year <= last.year:
        return True
    before = any(o is not phrase and 0 <= o.start - mention.end <= _TOUCHING for o in others)
    behind = any(o is not phrase and 0 <= mention.start - o.end <= _TOUCHING for o in others)
    return (mention.start >= phrase.end and before) or (mention.end <= phrase.start and behind)


def _belongs_elsewhere(mention: PeriodMention, phrase: Phrase, gap: int, between: str) -> bool:
    """Whether the words between say that the time is that of another act, or of what the event is to bring about."""
    far_due = mention.role == "deadline" and mention.start >= phrase.end and gap > _DUE
    due_before = mention.role == "deadline" and mention.end <= phrase.start
    return (
        ";" in between
        or due_before
        or _other_act(between)
        or _PARTED.search(between) is not None
        or (far_due and not _HOLDS.search(between))
    )


def _own_time(mention: PeriodMention) -> PeriodMention:
    """In "before COP26 in November 2021" November is the time of the event, though it is a deadline for the act."""
    period = mention.period
    if mention.whole is None or period.start is not None:
        return mention
    start, end = mention.whole
    return replace(mention, role="at", period=replace(period, start=start, end=end))


def _other_act(between: str) -> bool:
    """The time stands behind another act: "welcomed the Summit and agreed to meet in 2024"."""
    return _OTHER_ACT.search(between) is not None


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
