"""Text comes in; the sums of money and the counted goods that it names go out.

A sum keeps what is said beside it ("up to", "a year"); a bare ``$`` is marked as assumed; a sum repeated in a
second currency is one sum. Trade volumes, output, debts and targets are marked, for they are nobody's pledge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from briefs.lexicon.gazetteer import Gazetteer
from briefs.model import Amount
from briefs.parsing import amount_goods, amount_scales
from briefs.parsing.amount_flows import Flow, flow
from briefs.parsing.amount_homes import CURRENCIES, LETTERS, shared
from briefs.parsing.amount_homes import NAMES as SHARED_NAMES
from briefs.parsing.amount_homes import SIGNS as SHARED_SIGNS
from briefs.parsing.amount_words import (
    BEFORE,
    BEHIND,
    NAMES,
    NUMBER,
    SCALES,
    SIGNS,
    before_code,
    behind_code,
    number,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.model import Code

_SCALE: Final = r"(?:\s?-?(?P<{0}>" + "|".join(sorted(SCALES, key=len, reverse=True)) + r")(?![A-Za-z]))?"
_UNTIL: Final = r"(?:\s?(?:[-\u2013\u2014]|to|and)\s?)"
_MONEY: Final = (
    rf"(?P<before>{BEFORE})\s?(?P<low>{NUMBER}){_SCALE.format('low_scale')}"
    rf"(?:{_UNTIL}(?:{BEFORE})?\s?(?P<high>{NUMBER}){_SCALE.format('high_scale')}(?!\s?%|\d))?"
    rf"|(?<![\w.,^$\u20ac\u00a3])(?P<low2>{NUMBER}){_SCALE.format('low2_scale')}"
    rf"(?:{_UNTIL}(?P<high2>{NUMBER}){_SCALE.format('high2_scale')})?(?:[\s-]?(?P<behind>{BEHIND})(?![A-Za-z])|\s\((?P<named>[A-Z]{{3}})\))"
)
_WORDED: Final = (
    r"\b(?P<count>(?:(?:(?:one|two|three|four|five|six|seven|eight|nine|ten)\sand\sa\shalf|a\squarter\sof\sa)\s(?:thousand|million|billion|trillion)|(?:(?:an?|half[\s-]a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred)(?:[\s-]|$)){1,4}(?:thousand|million|billion|trillion)))[\s-]"
    rf"(?P<behind>{BEHIND})(?![A-Za-z])"
)
_CODE_BESIDE: Final = re.compile(r"\s\(?(?P<code>[A-Z]{3})\b\)?")
"""The code behind a bare sign: "$2 billion USD", "$20 million (CAD)"."""
_NEXT_SUM: Final = re.compile(r"\s?\d")
"""Behind a sign: it belongs to the number that follows ("in 2031 EUR 5 million")."""
_MOST: Final = 200
"""Sums and counts of one text that are read; no sentence names so many."""
_DIGIT: Final = re.compile(r"\d")
_SIGNS: Final = tuple(
    "$\u20ac\u00a3\u00a5\u20a9\u20b9\u0e3f\u20b1\u20ab\u20ba\u20bd\u20b4\u20a6\u20aa\u17db\u00a2\u20b5\u20b8"
)
_CODES: Final = Gazetteer(
    [*(sign for sign in SIGNS if sign.isalpha()), *(sign.rstrip(".") for sign in SHARED_SIGNS), *LETTERS]
)
_CURRENCY_WORDS: Final = Gazetteer(
    [
        *(name.split()[-1].lower() + many for name in (*NAMES, *SHARED_NAMES) for many in ("", "s")), "pounds", "fcfa",
    ]
)  # fmt: skip
_NUMBER_WORDS: Final = Gazetteer(
    [
        form
        for word in (
            "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety"
            " hundred thousand million billion trillion half dozen"
        ).split()
        for form in (word, word.capitalize())
    ]
)
_QUALIFIER: Final = re.compile(
    r"\b(up\sto|at\sleast|more\sthan|over|nearly|almost|approximately|about|around|an?\sestimated|some|as\smuch\sas|no\sless\sthan"
    r"|not\sless\sthan|in\sexcess\sof|an?\s(?:additional|further)|additional|another|a\stotal\sof|totall?ing|worth)\s(?:an?\s)?$",
    re.IGNORECASE,
)
_YEARLY: Final = re.compile(
    r"[,\s]{0,2}((?:a|per|each|every)\s(?:year|annum)|annually|yearly|(?:a|per|each)\smonth)\b(?:\s(for|over)\s(?:the\snext\s)?(?:\w+)\syears)?"
    r"|\s((?:over|for)\s(?:the\snext\s)?(?:\w+)[\s-]years?)\b",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    r"\s?(?:,\s(?=(?:about|around|approximately|roughly|equivalent|approx\.)\s)|\(|,?\sor\s|,?\sequivalent\sto\s|,?\si\.e\.,?\s|\s?/\s?|\s?=\s?)(?:about|approximately|around|some|roughly|equivalent\sto|equal\sto|nearly|or"
    r"|over|more\sthan|almost|approx\.|~|\u2248|\s){0,4}\s?"
)


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount in a text: ``start`` to ``end`` are its characters.

    ``flow`` is "trade", "gdp", "debt" or "target" where the sum measures something nobody gives.
    """

    start: int
    end: int
    amount: Amount
    flow: Flow | None = None


def find(text: str, home: str | None = None, near: Sequence[str] = ()) -> list[AmountMention]:
    """The amounts of a text in order: money first of all, and goods with a unit ("3 million doses").

    ``home`` is the ISO 4217 currency that a bare ``$`` means in this text; without it the dollar is American and
    marked as assumed. ``near`` are those of the other parties of the text: shillings that are not the home's are theirs. Of a span ("$1.2 to $1.5 billion") the value is the larger. Of a text that is no sentence,
    with hundreds of numbers in it, only the first are read.
    """
    counted = bool(_DIGIT.search(text))
    worded = (
        bool(_NUMBER_WORDS.find(text)) if not counted or "illion" in text or "thousand" in text else counted
    )
    if not counted and not worded:
        return []
    money: list[AmountMention] = []
    if _is_about_money(text):
        money = [
            *(_sums(text, home, near) if counted else ()),
            *(_worded(text, home, near) if worded else ()),
        ]
        money = _once(text, sorted(money, key=lambda each: each.start))
    goods = [_mention(text, *each) for each in amount_goods.find(text)]
    if not money or not goods:
        return money or goods
    starts = [each.start for each in money]
    kept = []
    for each in goods:
        before = bisect_right(starts, each.end - 1) - 1
        if before < 0 or money[before].end <= each.start:
            kept.append(each)
    return sorted((*money, *kept), key=lambda each: each.start)


@cache
def _compiled(source: str, flags: re.RegexFlag = re.UNICODE) -> re.Pattern[str]:
    """These expressions are dear to compile, and most texts name neither money nor goods: made when first asked for."""
    return re.compile(source, flags)


def _is_about_money(text: str) -> bool:
    """Whether a sign, a code or a name of a currency stands in the text at all: a cheap look before a dear one."""
    return any(sign in text for sign in _SIGNS) or bool(
        _CURRENCY_WORDS.find(text.lower()) or _CODES.find(text, numbered=True)
    )


def best(mentions: Sequence[AmountMention]) -> AmountMention | None:
    """The amount of a clause that names several: money before goods, a total before its parts, else the first."""
    given = [mention for mention in mentions if mention.flow is None]
    money = [mention for mention in given if mention.amount.currency]
    total = [mention for mention in money if "total" in (mention.amount.qualifier or "")]
    return next(iter(total or money or given), None)


def home_currency(publisher: Code | None) -> str | None:
    """The currency of a party's own papers, where its name or sign is one that others use too: what their bare ``$`` or "rupees" mean."""
    return CURRENCIES.get(publisher or "")


def _sums(text: str, home: str | None, near: Sequence[str]) -> list[AmountMention]:
    found: list[AmountMention] = []
    money, at = _compiled(_MONEY), 0
    while len(found) < _MOST and (match := money.search(text, at)):
        got = match.groupdict()
        if got["behind"] and not got["low2_scale"] and _NEXT_SUM.match(text, match.end()):
            at = match.start("behind")
            continue
        value, at = _value(text, match)
        end = at
        code, bare = _currency(got["before"], got["behind"] or got["named"], home, near)
        spelt = _CODE_BESIDE.match(text, end) if bare else None
        if spelt and (own := before_code(spelt.group("code"))):
            code, bare, at = own, False, spelt.end()
            end = at
        if code is not None and value > 0:
            found.append(_mention(text, match.start(), end, Amount(value, code, None, bare)))
    return found


def _value(text: str, match: re.Match[str]) -> tuple[float, int]:
    """The number of a sum, the larger one of a span, and where it ends."""
    got = match.groupdict()
    low, high = got["low"] or got["low2"] or "", got["high"] or got["high2"]
    low_scale, high_scale = got["low_scale"] or got["low2_scale"], got["high_scale"] or got["high2_scale"]
    end = match.end()
    if high and got["before"] and not _is_span(text, match, low_scale, high_scale):
        high = None
        end = match.end("low_scale") if low_scale else match.end("low")
    if high:
        return max(number(high, high_scale or low_scale), number(low, low_scale or high_scale)), end
    if low_scale or not got["before"]:
        return number(low, low_scale), end
    times, end = amount_scales.power(text, low, end) or (1.0, end)
    return number(low, amount_scales.shared(text, low, end)) * times, end


def _currency(
    before: str | None, behind: str | None, home: str | None, near: Sequence[str]
) -> tuple[str | None, bool]:
    """The currency of the sign before a number or the words behind it, and whether it is assumed."""
    known = shared(before or behind or "", home, near)
    if known is not None:
        return known
    return (before_code(before) if before else behind_code(behind or "")), False


def _is_span(text: str, match: re.Match[str], low_scale: str | None, high_scale: str | None) -> bool:
    """Tell a span from "$5 million and 20 boats": the second number needs the sign or the scale of money."""
    joint = text[match.end("low_scale") if low_scale else match.end("low") : match.start("high")]
    if "and" in joint:
        return "between" in text[max(0, match.start() - 12) : match.start()].lower()
    return bool(high_scale or not low_scale)


def _worded(text: str, home: str | None, near: Sequence[str]) -> list[AmountMention]:
    found = []
    for match in islice(_compiled(_WORDED, re.IGNORECASE).finditer(text), _MOST):
        code, bare = _currency(None, match.group("behind"), home, near)
        value = number(match.group("count"), None)
        if code and value > 0:
            found.append(_mention(text, match.start(), match.end(), Amount(value, code, None, bare)))
    return found


def _mention(text: str, start: int, end: int, amount: Amount) -> AmountMention:
    before = text[max(0, start - 30) : start]
    qualifier = _QUALIFIER.search(before)
    yearly = _YEARLY.match(text, end)
    words = " ".join(
        part
        for part in (
            qualifier.group(1).lower() if qualifier else "",
            yearly.group().strip(" ,") if yearly else "",
        )
        if part
    )
    kept = Amount(amount.value, amount.currency, amount.unit, amount.assumed, words or None)
    return AmountMention(start, end, kept, flow(text, start, end) if amount.currency else None)


def _again(one: Amount, other: Amount) -> bool:
    """Whether a sum can be another one told once more: in another currency, or in figures after words."""
    return one.currency != other.currency or one.value == other.value


def _once(text: str, found: list[AmountMention]) -> list[AmountMention]:
    """Drop what overlaps, and a sum given again in another currency: "NZ$30 million (about US$20 million)"."""
    kept: list[AmountMention] = []
    for mention in found:
        if kept and mention.start < kept[-1].end:
            continue
        if (
            kept
            and _again(kept[-1].amount, mention.amount)
            and _AGAIN.fullmatch(text[kept[-1].end : mention.start])
        ):
            continue
        kept.append(mention)
    return kept
