"""An act and its clause come in; when it falls due, how much it is, by which instrument and on what goes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefs.model import Amount, Kind, Period
from briefs.parsing import amounts, periods
from briefs.parsing.instruments import instrument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.parsing.amounts import AmountMention
    from briefs.parsing.parser_scene import Scene
    from briefs.parsing.periods import PeriodMention

_TIMED = frozenset({Kind.ADOPTION, Kind.PLEDGE, Kind.COMMITMENT, Kind.REQUEST, Kind.PROGRESS})
_PAID = frozenset({Kind.ADOPTION, Kind.PLEDGE, Kind.COMMITMENT, Kind.REQUEST})
_REACH = 150
_GIFTS = re.compile(
    r"\b(?:scholarships?|grants?|loans?|doses|vaccines|funding|donations?|credit|ambulances|boats|fellowships|troops|experts|equipment)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a sentence says in figures, with places in the paragraph; found once for all acts of the sentence."""

    periods: Sequence[PeriodMention]
    amounts: Sequence[AmountMention]
    offset: int


def figures(text: str, start: int, end: int, scene: Scene, kinds: set[Kind]) -> Figures:
    """The periods and amounts of a sentence that holds acts of these kinds."""
    sentence = text[start:end]
    if not kinds & _TIMED:
        return Figures((), (), start)
    return Figures(
        periods.find(sentence, scene.reference),
        amounts.find(sentence, amounts.home_currency(scene.stage.home))
        if _WORD.search(sentence) or "million" in sentence
        else (),
        start,
    )


def period(found: Figures, kind: Kind, start: int, end: int, *, reference: date | None) -> Period | None:
    """When an act between two places holds or falls due: an instrument's own term, else what lies ahead."""
    if kind not in _TIMED:
        return None
    near = [
        one for one in found.periods if one.start + found.offset >= start and one.end + found.offset <= end
    ]
    terms = [one for one in near if one.role == "term"]
    if kind in {Kind.ADOPTION, Kind.PROGRESS}:
        return terms[0].period if terms else None
    for one in near:
        if one.role == "at" and one.period.start == one.period.end == reference:
            continue  # the day of the meeting that is told of, not one on which the act falls due
        if not one.weak and one.role in {"deadline", "since", "at", "term"} and _ahead(one.period, reference):
            return one.period
    return None


def _ahead(when: Period, reference: date | None) -> bool:
    """Whether a period is still to come, or lasts, on the day of the document."""
    if reference is None:
        return True
    last = when.end or when.start
    return last is not None and (when.end is None or last >= reference)


def amount(found: Figures, kind: Kind, start: int, end: int) -> tuple[Amount | None, int]:
    """The sum or the goods that an act is about, and where they end in the paragraph; trade volumes are none."""
    if kind not in _PAID:
        return None, 0
    for one in found.amounts:
        begin, stop = one.start + found.offset, one.end + found.offset
        if begin < start or stop > end or one.flow is not None:
            continue
        if one.amount.currency is None and kind is not Kind.PLEDGE:
            continue
        return one.amount, stop
    return None, 0


def end_of_gift(text: str, start: int, end: int) -> int:
    """Where the last thing given in a pledge is named, within reach of its verb; 0 where nothing is."""
    return max((found.end() for found in _GIFTS.finditer(text, start, min(end, start + _REACH))), default=0)


def named_instrument(text: str, kind: Kind, start: int, end: int) -> tuple[int, int] | None:
    """Where the instrument stands that an adoption, a commitment or a report of progress is about."""
    return instrument(text, start, end) if kind in {Kind.ADOPTION, Kind.COMMITMENT, Kind.PROGRESS} else None
