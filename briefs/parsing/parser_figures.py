"""An act and its clause come in; when it falls due, how much it is, by which instrument and on what goes out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefs.model import Amount, Kind, Period
from briefs.parsing import amount_goods, amounts, due, periods
from briefs.parsing.instruments import instrument
from briefs.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.parsing.amounts import AmountMention
    from briefs.parsing.parser_quotes import Draft
    from briefs.parsing.parser_scene import Scene
    from briefs.parsing.periods import PeriodMention

_PAID = frozenset({Kind.ADOPTION, Kind.PLEDGE, Kind.COMMITMENT, Kind.REQUEST, Kind.PROGRESS})
_DIGIT = re.compile(r"\d")
_REACH = 150
_OVER = re.compile(r"\s(?:(?:over|for|during|within|in)\s(?:the\s)?)?")
_FROM = re.compile(r"\bfrom\s(?:the\s)?(?:current\s|present\s)?$")
_NEAR = 24
_OPENS = re.compile(
    r"(?:[^,;]{0,60},\s)?(?:[Oo]n|[Ii]n|[Dd]uring|[Ll]ater\sin|[Ee]arly\sin)\s(?:the\s)?(?:[A-Z][a-z]+day,\s)?"
)
_GIFTS = re.compile(
    r"\b(?:scholarships?|grants?|loans?|doses|vaccines|funding|donations?|credit|ambulances|boats|fellowships|troops|experts|equipment)\b",
    re.IGNORECASE,
)


@value(frozen=True, slots=True)
class Figures:
    """What a sentence says in figures, with places in the paragraph; found once for all acts of the sentence."""

    text: str
    periods: Sequence[PeriodMention]
    amounts: Sequence[AmountMention]
    offset: int


def figures(text: str, start: int, end: int, scene: Scene, kinds: set[Kind]) -> Figures:
    """The periods and amounts of a sentence that holds acts of these kinds."""
    sentence = text[start:end]
    if not kinds & due.TIMED:
        return Figures(text, (), (), start)
    return Figures(
        text,
        periods.find(sentence, scene.reference, periods.fiscal_of(scene.frame.particulars.publisher)),
        amounts.find(sentence, _home(scene), _near(scene))
        if Kind.PLEDGE in kinds or (kinds & _PAID and (_DIGIT.search(sentence) or "illion" in sentence))
        else (),
        start,
    )


def _home(scene: Scene) -> str | None:
    """The currency of the paper's own bare ``$``: American in a joint paper of the United States that nobody published."""
    unsigned = scene.frame.particulars.publisher is None and "US" in scene.stage.parties
    return "USD" if unsigned else amounts.home_currency(scene.stage.home)


def _near(scene: Scene) -> tuple[str, ...]:
    """The currencies of all of whom the section and the paper speak."""
    codes = (*scene.stage.parties, *scene.frame.parties)
    return tuple(money for code in codes if (money := amounts.home_currency(code)))


def period(found: Figures, act: Draft, *, reference: date | None) -> Period | None:
    """When an act holds or falls due, by the times within its clause; that of a part of its sum is not its own."""
    stop = amount(found, act)[1]
    parts = [
        one.end for one in found.amounts if stop and one.amount.currency and one.end + found.offset != stop
    ]
    near = [
        replace(one, start=one.start + found.offset, end=one.end + found.offset)
        for one in found.periods
        if one.start + found.offset >= act.start
        and one.end + found.offset <= act.end
        and not any(
            _OVER.fullmatch(found.text[end + found.offset : one.start + found.offset]) for end in parts
        )
    ]
    near = near or _leading(found, act)
    return due.due(found.text, near, act.kind, (act.act, act.begins), reference) if near else None


def _leading(found: Figures, act: Draft) -> list[PeriodMention]:
    """The time with which the sentence of a second verb opens: "On 3 May, they will sign the pact and *open the port*"."""
    if act.begins > act.start:
        return []
    return [
        replace(one, start=one.start + found.offset, end=one.end + found.offset)
        for one in found.periods
        if one.end + found.offset < act.start
        and one.role == "at"
        and _OPENS.fullmatch(found.text, found.offset, one.start + found.offset)
        and found.text[one.end + found.offset] == ","
        and ";" not in found.text[one.end + found.offset : act.start]
    ][:1]


def amount(found: Figures, act: Draft) -> tuple[Amount | None, int]:
    """The sum or the goods that an act is about, and where they end in the paragraph; trade volumes are none.

    What stands behind its verb comes first: "beside the $3 million of last year, it will give $5 million"; money
    before goods ("50 tonnes of rice worth $1 million"). Of what
    rises the higher counts ("from $2 million to $5 million"), and of parts that are added up their total.
    """
    if act.kind not in _PAID:
        return None, 0
    near = [
        (one.amount, one.start + found.offset, one.end + found.offset)
        for one in found.amounts
        if one.start + found.offset >= act.start
        and one.end + found.offset <= act.end
        and one.flow is None
        and (one.amount.currency or act.kind is Kind.PLEDGE or _is_bought(one.amount, act.kind))
    ]
    told = [each for each in near if each[1] >= act.begins] or near
    told = [each for each in told if each[0].currency] or told
    if not told:
        return None, 0
    first, start, stop = told[0]
    if len(told) > 1:
        second, later, end = told[1]
        if _FROM.search(found.text, max(0, start - _NEAR), start) and found.text[stop:later].strip() == "to":
            return second, end
        for total, _, end in told[1:]:
            parts = [one.value for one, _, place in told if place < end and one.currency == total.currency]
            if "total" in (total.qualifier or "") and abs(sum(parts) - total.value) <= total.value / 50:
                return total, end
    return first, stop


def _is_bought(goods: Amount, kind: Kind) -> bool:
    """Whether a promise is about goods by weight or measure: "will buy 20,000 tonnes of wheat"."""
    return kind is Kind.COMMITMENT and amount_goods.is_measured(goods)


def end_of_gift(text: str, start: int, end: int) -> int:
    """Where the last thing given in a pledge is named, within reach of its verb; 0 where nothing is."""
    return max((found.end() for found in _GIFTS.finditer(text, start, min(end, start + _REACH))), default=0)


def named_instrument(text: str, kind: Kind, start: int, end: int) -> tuple[int, int] | None:
    """Where the instrument stands that an adoption, a commitment or a report of progress is about."""
    return instrument(text, start, end) if kind in {Kind.ADOPTION, Kind.COMMITMENT, Kind.PROGRESS} else None
