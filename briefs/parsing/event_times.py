"""A name in a sentence and the times of the sentence come in; the time that belongs to the name goes out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefs.model import Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.parsing.event_phrases import Phrase
    from briefs.parsing.periods import PeriodMention

_FROM_THE_START: Final = 120
_OPENING: Final = 12
_BEFORE: Final = 60
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
_OTHER_ACT: Final = re.compile(
    r"\b(?:and|which|that|to)\s(?:will\s)?(?:adopted?|agreed?|signed|mobili[sz]e|achieve|reach|triple|double|implement)\b"
)


def nearest(
    sentence: str, phrase: Phrase, others: Sequence[Phrase], when: Sequence[PeriodMention]
) -> PeriodMention | None:
    """The time that belongs to a name: inside it, right behind it, or before it with no other event between."""
    best: tuple[int, PeriodMention] | None = None
    for mention in when:
        if _no_day(mention):
            continue
        if mention.start <= phrase.start and mention.end >= phrase.end:
            return own_time(mention)
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
    coming = (
        mention.period.precision is Precision.RANGE
        and "next" in words
        and "year" not in words
        and "next week" not in words
    )
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


def own_time(mention: PeriodMention) -> PeriodMention:
    """In "before COP26 in November 2021" November is the time of the event, though it is a deadline for the act."""
    period = mention.period
    if mention.whole is None or period.start is not None:
        return mention
    start, end = mention.whole
    return replace(mention, role="at", period=replace(period, start=start, end=end))


def _other_act(between: str) -> bool:
    """The time stands behind another act: "welcomed the Summit and agreed to meet in 2024"."""
    return _OTHER_ACT.search(between) is not None
