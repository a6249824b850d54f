"""What an act is about comes in; whether it is a gift, a guest, an instrument or a fund goes out."""

from __future__ import annotations

from briefs.model import Kind, Strength
from briefs.parsing.actors_words import TITLES
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_rules import PROGRESS, Rule
from briefs.parsing.clauses_sentence import Clause
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds_words import (
    CONCLUSIONS,
    FAR,
    GIVEN,
    HARDWARE,
    INSTRUMENTS,
    INVESTED,
    MONEY,
    NEAR,
    RESOURCES,
)
from briefs.values import value

_THANKS = frozenset({"thank", "express thanks", "appreciate", "commend"})
_IN_NAMES = frozenset({"the", "of", ",", ".", "'", "-", "for", "and", "a", "his", "her", "delegation"})
_OFFICE = 6
"""Words in which the office of a host is named ("called on the newly appointed *Minister*")."""
_GUEST = 24
"""Words that guests take with their offices, up to the place to which they are welcomed."""
_HANDED_OVER = frozenset({"provided", "donated", "supplied", "delivered"})
"""What goods that are thanked for were ("thanked Lumeria for the *buses donated* to the city")."""
_NO_GOODS = frozenset(
    "support assistance help aid hospitality welcome cooperation leadership opportunity opportunities facilities efforts service "
    "services information guidance solidarity briefing update updates arrangements care accorded and were was been".split()
)
"""What is provided without anything being handed over."""
_CONTRIBUTED = frozenset({"contributions"})
"""What is contributed may be an effort; with a sum it is money."""


@value(frozen=True, slots=True)
class Judged:
    """What a verb comes to with its object; no kind: it is no outcome."""

    kind: Kind | None
    strength: Strength | None = None
    towards: str = "counterpart"
    flipped: bool = False
    duty: int = 0


def funds(after: list[str]) -> bool:
    """Whether what is set up is a fund or a facility with a sum ("a *Facility* of A*$*2 billion")."""
    near = set(after[:FAR])
    return bool(GIVEN & near and MONEY & near)


def assured(after: list[str]) -> Judged:
    """What somebody is assured of: support is a view, cooperation a promise; to be informed of a thing is nothing."""
    near = set(after[: FAR // 2])
    if after[after.index("of") + 1 : after.index("of") + 2] and after[after.index("of") + 1].endswith("ing"):
        return Judged(
            Kind.COMMITMENT, Strength.FIRM, "receiver"
        )  # "assured Lumeria of *taking* the matter up"
    if {"support", "solidarity", "friendship"} & near:
        return Judged(Kind.POSITION)
    if {"commitment", "cooperation", "readiness"} & near:
        return Judged(Kind.COMMITMENT, Strength.SOFT, "receiver")
    return Judged(None)


def flipping(rule: Rule) -> bool:
    """Whether the object of a verb may say that another acts ("welcomed the grant of …")."""
    return rule.lemma in {"welcome", "note"}


def welcomed(words: Words, group: Group, clause: Clause, after: list[str]) -> tuple[Kind | None, bool]:
    """What it is that is welcomed: a guest (no outcome), an instrument concluded together, money given."""
    if greets(words, group.end, clause.end):
        return None, False
    concluded = CONCLUSIONS & set(after[:6]) and clause.subject.plural
    if concluded and names_instrument(words, group.end, clause.end):
        return Kind.ADOPTION, False
    if MONEY & set(after[:18]) and (RESOURCES | INVESTED) & set(after[:14]):
        return Kind.PLEDGE, True
    return Kind.POSITION, False


def greets(words: Words, start: int, end: int) -> bool:
    """Whether somebody is welcomed to a place ("welcomed President Arroyo to the palace")."""
    low = words.low
    if not TITLES & set(low[start : start + 3]):
        return False
    for index in range(start, min(end, start + _GUEST)):
        if low[index] == "to":
            return True
        if not (words.capital(index) or low[index] in _IN_NAMES):
            return False
    return False


def visits(after: list[str]) -> bool:
    """Whether one calls on somebody in office, and asks nothing: "called on President Arroyo and was hosted to lunch"."""
    if not TITLES & set(after[:_OFFICE]):
        return False
    until = after.index("to") if "to" in after else len(after)
    went_on = (
        k for k in range(1, until) if after[k - 1] == "and" and (after[k] in {"was", "were", "met", "held"})
    )
    return "to" not in after or next(went_on, None) is not None


def thanked(group: Group, after: list[str]) -> Judged:
    """Thanks: for something given they are a pledge of the giver."""
    rule, words = group.rule, set(after)
    thanked = rule.lemma in _THANKS and "for" in words
    paid = MONEY & words and (INVESTED | _CONTRIBUTED) & words
    if (thanked and (paid or (RESOURCES - _CONTRIBUTED) & words)) or (
        rule.lemma in {"note with thanks", "commend"} and paid
    ):
        return Judged(Kind.PLEDGE, None, rule.towards, flipped=True)
    if rule.lemma in _THANKS and _goods_given(after):
        return Judged(Kind.PLEDGE, None, rule.towards, flipped=True)
    if rule.lemma == "appreciate" and PROGRESS & set(after[:3]):
        return Judged(Kind.PROGRESS)
    return Judged(Kind.APPRECIATION, None, rule.towards)


def _goods_given(after: list[str]) -> bool:
    """Whether things are thanked for that somebody handed over ("the *dredger provided by* Lumeria", "the *buses donated* to")."""
    gift = next((k for k, word in enumerate(after) if word in _HANDED_OVER), 0)
    if not gift:
        return False
    thing = after[gift + 1 : gift + 2] == ["by"] and after[gift - 1] not in _NO_GOODS
    return thing or bool(HARDWARE & set(after[max(0, gift - NEAR) : gift]))


def names_instrument(words: Words, start: int, end: int) -> bool:
    """Whether an instrument is named between two words, by a capital or as a memorandum."""
    return any(
        words.low[index] in INSTRUMENTS and words.capital(index) for index in range(start, end)
    ) or any(words.low[index] in {"memorandum", "memoranda", "mou"} for index in range(start, end))
