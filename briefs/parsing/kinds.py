"""A clause that reports an act comes in; what the codebook calls it goes out, or nothing where it is no outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefs.model import Kind, Strength
from briefs.parsing.actors_cast import Subject
from briefs.parsing.actors_words import TITLES
from briefs.parsing.acts import Group, openings
from briefs.parsing.acts_rules import PROGRESS, Rule, Table
from briefs.parsing.clauses import Clause
from briefs.parsing.clauses_words import Words, is_adverb

RANK = {kind: place for place, kind in enumerate(Kind)}

_TENTATIVE = frozenset(
    "consider explore examine study seek look discuss strive assess continue-exploring".split()
)
_DOES = frozenset({"agree to do", "agree", "decide", "commit to", "pledge to", "intend"})
_SPOKEN_OF = frozenset({"announce intention", "affirm commitment"})
_AT_HOME = frozenset({"bill", "law", "legislation", "proclamation", "decree", "executive", "ordinance"})
"""What a government adopts for itself: no act between parties."""
_BINDING = frozenset({Kind.ADOPTION, Kind.PLEDGE, Kind.COMMITMENT})
_RESOURCES = frozenset(
    "grant grants donation donations loan loans funding doses vaccines scholarships pledge pledges donated "
    "financing equipment ambulances contributions".split()
)
_HOPES = frozenset({"look forward", "expect", "trust that", "worry"})
_HOPED = frozenset({"hope", "hopes", "expectation", "optimism", "desire", "wish", "concern", "concerns"})
"""What is hoped or feared is no promise of the one of whom it is hoped."""
_ANNOUNCES = frozenset({"announce", "announce instrument", "announce decision"})
_NEAR = 5
_FAR = 20
"""Words of an object in which the sum it is about must stand."""
_INVESTED = frozenset(
    "investment investments contribution package support assistance announcement commitment".split()
)
_MONEY = frozenset(
    {
        "$",
        "€",
        "£",
        "¥",
        "million",
        "billion",
        "trillion",
        "usd",
        "eur",
        "gbp",
        "aud",
        "cad",
        "nzd",
        "jpy",
        "us$",
    }
)
_GIVEN = frozenset({"credit", "package", "assistance", "aid", "funding", "financing", "facility", "fund"})
_CONCLUSIONS = frozenset(
    "signing adoption conclusion finalization finalisation launch establishment signature ratification endorsement".split()
)
_INSTRUMENTS = frozenset(
    "memorandum memoranda agreement agreements declaration plan treaty convention protocol framework charter roadmap "
    "statement mou partnership arrangement accord strategy programme program compact initiative dialogue committee "
    "communiqué communique pact vision terms budget guidelines".split()
)
_COPULAS = frozenset({"is", "are", "was", "were", "remains", "remain", "remained", "has", "have", "had"})
_BEGINS = frozenset({"establish", "create", "launch", "set"})
_DUTIES = frozenset({"must", "should", "ought"})
_NEEDS = frozenset("need importance necessity imperative significance urgency value".split())
_APPOINTS = frozenset("nominate appoint nomination nominees nominee appointment".split())
_STAND = frozenset(
    "critical essential important crucial vital key imperative necessary fundamental pivotal central indispensable".split()
)
_STARTS = re.compile(
    r"\b(?:(?:which|that) will (?:take|enter|begin|start|come)|(?:beginning|starting|effective|with effect) (?:in|from|on|with)|as (?:of|from) (?:january|february|"
    r"march|april|may|june|july|august|september|october|november|december|20\d\d))\b"
)
_DONE = re.compile(
    r"\b(?:carried out|(?:fully |been )implemented|completed|implementation of|progress (?:made|achieved|in|of|on|towards?)|achievements?"
    r"|(?:had|have|has) been (?:\w+ )?(?:met|reached|achieved|fulfilled|accomplished|concluded|finalised|finalized|attained|realised|realized|exceeded))\b"
)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a clause is: ``flipped`` where the one thanked is the one who acts; ``subject`` who is said to act."""

    kind: Kind
    strength: Strength | None
    towards: str
    subject: Subject
    group: Group
    start: int
    end: int
    flipped: bool = False
    duty: int = 0


def sense(words: Words, clause: Clause, table: Table) -> Sense | None:
    """What a clause is by the order of the codebook; None where it reports nothing that counts."""
    group = clause.group
    mine = _own(words, clause, table)
    if clause.inner is None:
        return mine
    inner = _own(words, replace(clause.inner, end=clause.end), table)
    if inner is None:
        return mine
    if mine is not None and (group.rule.lemma in _HOPES or group.needed in _HOPED):
        return mine
    promised = inner.kind in {Kind.COMMITMENT, Kind.PLEDGE} and inner.group.mood not in {"past", "perfect"}
    if promised and (
        group.rule.bearer or mine is None or RANK[inner.kind] < RANK[mine.kind] or inner.kind is mine.kind
    ):
        return replace(inner, start=clause.start)
    if group.rule.bearer and inner.kind in {Kind.POSITION, Kind.REQUEST, Kind.PROGRESS}:
        return replace(inner, start=clause.start)
    return mine


def _own(words: Words, clause: Clause, table: Table) -> Sense | None:
    """What the clause's own verb and object say, whatever stands in a clause under it."""
    group, rule = clause.group, clause.group.rule
    after = words.low[group.end : clause.end]
    if _never(words, group, after):
        return None
    judged = _judged(words, clause, table, after)
    kind, towards = judged.kind, judged.towards
    if kind is None or (group.negated and group.mood != "future" and kind is not Kind.POSITION):
        return None
    if kind is Kind.ADOPTION and rule.kind is not Kind.ADOPTION:
        towards = "none"
    elif kind is Kind.PROGRESS:
        towards = "counterpart"
    elif kind is Kind.PLEDGE:
        towards = "receiver"
    strength = (judged.strength or Strength.FIRM) if kind in _BINDING else None
    return Sense(
        kind, strength, towards, clause.subject, group, clause.start, clause.end, judged.flipped, judged.duty
    )


def _never(words: Words, group: Group, after: list[str]) -> bool:
    """What is never an outcome: an appointment, a law at home, and "was created" of anything but an instrument."""
    if _APPOINTS & set(after[:8]) or words.low[group.at] in _APPOINTS:
        return True
    if group.rule.kind is Kind.ADOPTION and _AT_HOME & set(after[:6]):
        return True
    if group.rule.lemma == "call on" and TITLES & set(after[:3]) and "to" not in after:
        return True
    adopted = group.mood == "passive" and group.rule.kind is Kind.ADOPTION
    return adopted and not _INSTRUMENTS & set(words.low[: group.start])


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a verb comes to with its object; no kind: it is no outcome."""

    kind: Kind | None
    strength: Strength | None = None
    towards: str = "counterpart"
    flipped: bool = False
    duty: int = 0


def _judged(words: Words, clause: Clause, table: Table, after: list[str]) -> _Judged:
    group, rule = clause.group, clause.group.rule
    if group.mood == "future":
        return _promise(words, group, after)
    if rule.bearer:
        return _Judged(Kind.POSITION if _duty(words, group.end, clause.end) else None, None, rule.towards)
    if rule.lemma in _SPOKEN_OF or rule.lemma in _DOES:
        promised = _intended if rule.lemma in _SPOKEN_OF else _undertaken
        return promised(words, group, clause.end, table)
    if group.mood == "passive" and {"appreciation", "gratitude", "thanks"} & set(words.low[: group.start]):
        return _Judged(Kind.APPRECIATION)
    if rule.kind is Kind.APPRECIATION:
        return _thanked(group, after)
    return _weighed(words, group, clause, after)


def _promise(words: Words, group: Group, after: list[str]) -> _Judged:
    """What "will" announces: a resource, an act, or only how important something is."""
    low = words.low
    following = [word for word in after[:3] if not is_adverb(word)] if low[group.at] == "be" else []
    if following and following[0] in _STAND:
        return _Judged(Kind.POSITION)
    if group.rule.kind is Kind.PLEDGE:
        return _Judged(Kind.PLEDGE, Strength.FIRM)
    if group.rule.kind is Kind.ADOPTION and funds(after):
        return _Judged(Kind.PLEDGE, Strength.FIRM)
    soft = low[group.at] in _TENTATIVE or group.rule.strength is Strength.SOFT
    towards = "none" if group.rule.finite == "future" and group.rule.towards == "none" else "receiver"
    return _Judged(Kind.COMMITMENT, Strength.SOFT if soft else Strength.FIRM, towards)


def funds(after: list[str]) -> bool:
    """Whether what is set up is a fund or a facility with a sum ("a *Facility* of A*$*2 billion")."""
    near = set(after[:_FAR])
    return bool(_GIVEN & near and _MONEY & near)


def _duty(words: Words, start: int, end: int) -> int:
    """The place of a "must" or "should" in a stretch of words; 0 where there is none."""
    for index in range(start, end):
        if words.low[index] in _DUTIES:
            return index
    return 0


def _undertaken(words: Words, group: Group, end: int, table: Table) -> _Judged:
    """What it is to which a party agreed, committed or resolved."""
    low, rule = words.low, group.rule
    index = group.end
    while index < end and (is_adverb(low[index]) or low[index] in {"in", "principle"}):
        index += 1
    view = _view(words, group, index, end)
    if view is not None:
        return view
    if index < end and low[index] == "to":
        index += 1
    while index < end - 1 and is_adverb(low[index]):
        index += 1
    inner = openings(words, index, table, "base") if index < end else None
    kind = inner[0].rule.kind if inner is not None else None
    firm = rule.strength is Strength.FIRM
    if kind is Kind.ADOPTION and firm and low[index] not in _BEGINS and _names_instrument(words, index, end):
        return _Judged(Kind.ADOPTION, Strength.FIRM, "none")
    if kind is Kind.PLEDGE:
        return _Judged(Kind.PLEDGE, rule.strength)
    soft = index < end and low[index] in _TENTATIVE
    return _Judged(Kind.COMMITMENT, Strength.SOFT if soft else rule.strength, "receiver")


def _view(words: Words, group: Group, index: int, end: int) -> _Judged | None:
    """An agreement that is a view only ("agreed on the need for", "agreed that they share"), or what others must do."""
    low, lemma = words.low, group.rule.lemma
    if index < end and low[index] in {"on", "upon"} and _NEEDS & set(low[index : index + 4]):
        return _Judged(Kind.POSITION, None, "receiver")
    that = index < end and low[index] == "that" and lemma in {"agree to do", "decide"}
    if not that and lemma != "agree":
        return None
    duty = _duty(words, index, end)
    if duty or _states(low, index, end):
        return _Judged(Kind.POSITION, None, "object" if duty else "receiver", duty=duty)
    return None


def _states(low: list[str], index: int, end: int) -> bool:
    """Whether what is agreed only says how things are: a "was" or an "is" comes before any "will", or there is none."""
    for word in low[index:end]:
        if word in {"will", "would", "shall"}:
            return False
        if word in _COPULAS:
            return True
    return "to" not in low[index:end]


def _intended(words: Words, group: Group, end: int, table: Table) -> _Judged:
    """An intention or a commitment that is only spoken of ("reiterated its commitment to provide $5 million")."""
    low, kind = words.low, Kind.COMMITMENT
    to = next((k for k in range(group.end, min(end - 1, group.end + 10)) if low[k] == "to"), None)
    if to is not None:
        inner = openings(words, to + 1, table, "base")
        kind = Kind.PLEDGE if inner is not None and inner[0].rule.kind is Kind.PLEDGE else kind
    return _Judged(kind, group.rule.strength, "receiver")


def _weighed(words: Words, group: Group, clause: Clause, after: list[str]) -> _Judged:
    """A view, where the object may say more: a resource given, an instrument concluded, work done."""
    rule = group.rule
    if (
        rule.lemma in _ANNOUNCES
        and group.needed not in _CONCLUSIONS
        and _MONEY & set(after[:_FAR])
        and (_RESOURCES | _GIVEN) & set(after[:_FAR])
    ):
        return _Judged(Kind.PLEDGE, Strength.FIRM, "receiver")
    if rule.kind is not Kind.POSITION:
        return _Judged(rule.kind, rule.strength, rule.towards)
    if rule.reports and after[:1] == ["that"] and not _flipping(rule):
        duty = _duty(words, group.end, clause.end)
        if duty and words.low[duty + 1 : duty + 2] not in (["be"], ["remain"], ["have"], ["not"], ["never"]):
            return _Judged(Kind.POSITION, None, rule.towards, duty=duty)
    kind: Kind | None = Kind.POSITION
    flipped = False
    satisfied = group.needed == "satisfaction" or words.low[group.at] in {
        "noted",
        "note",
        "notes",
        "welcomed",
        "welcome",
        "welcomes",
    }
    if rule.lemma == "support" and _STARTS.search(" ".join(after)):
        kind = Kind.COMMITMENT
    elif rule.lemma == "welcome":
        kind, flipped = _welcomed(words, group, clause, after)
    elif rule.lemma == "note" and "efforts" in after[:_NEAR]:
        kind = Kind.PROGRESS
    elif satisfied and _DONE.search(" ".join(after[:30])):
        kind = Kind.PROGRESS
    return _Judged(kind, None, rule.towards, flipped)


def _flipping(rule: Rule) -> bool:
    return rule.lemma in {"welcome", "note"}


def _welcomed(words: Words, group: Group, clause: Clause, after: list[str]) -> tuple[Kind | None, bool]:
    """What it is that is welcomed: a guest (no outcome), an instrument concluded together, money given."""
    if _greets(words, group.end, clause.end):
        return None, False
    concluded = _CONCLUSIONS & set(after[:6]) and clause.subject.plural
    if concluded and _names_instrument(words, group.end, clause.end):
        return Kind.ADOPTION, False
    if _MONEY & set(after[:18]) and (_RESOURCES | _INVESTED) & set(after[:14]):
        return Kind.PLEDGE, True
    return Kind.POSITION, False


def _greets(words: Words, start: int, end: int) -> bool:
    """Whether somebody is welcomed to a place ("welcomed President Arroyo to the palace")."""
    low = words.low
    if not TITLES & set(low[start : start + 3]):
        return False
    for index in range(start, min(end, start + 14)):
        if low[index] == "to":
            return True
        if not (words.capital(index) or low[index] in {"the", "of", ",", ".", "'", "-"}):
            return False
    return False


def _thanked(group: Group, after: list[str]) -> _Judged:
    """Thanks: for something given they are a pledge of the giver."""
    rule = group.rule
    thanked = rule.lemma in {"thank", "express thanks", "appreciate", "commend"}
    given = _RESOURCES & set(after) or (_MONEY & set(after) and _INVESTED & set(after))
    if thanked and given and "for" in after:
        return _Judged(Kind.PLEDGE, None, rule.towards, flipped=True)
    if rule.lemma == "appreciate" and PROGRESS & set(after[:3]):
        return _Judged(Kind.PROGRESS)
    return _Judged(Kind.APPRECIATION, None, rule.towards)


def _names_instrument(words: Words, start: int, end: int) -> bool:
    return any(
        words.low[index] in _INSTRUMENTS and words.capital(index) for index in range(start, end)
    ) or any(words.low[index] in {"memorandum", "memoranda", "mou"} for index in range(start, end))
