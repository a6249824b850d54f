"""A clause that reports an act comes in; what the codebook calls it goes out, or nothing where it is no outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefs.model import Kind, Strength
from briefs.parsing.actors import Subject
from briefs.parsing.actors_words import TITLES
from briefs.parsing.acts import Group, openings
from briefs.parsing.acts_rules import PROGRESS, Table
from briefs.parsing.clauses import Clause
from briefs.parsing.clauses_words import Words, is_adverb

RANK = {kind: place for place, kind in enumerate(Kind)}

_TENTATIVE = frozenset(
    "consider explore examine study seek look discuss strive assess continue-exploring".split()
)
_DOES = frozenset(
    {
        "agree to do",
        "agree",
        "decide",
        "commit to",
        "pledge to",
        "intend",
        "announce intention",
        "affirm commitment",
    }
)
_RESOURCES = frozenset(
    "grant grants donation donations loan loans funding doses vaccines scholarships pledge pledges donated "
    "financing equipment ambulances contributions".split()
)
_INVESTED = frozenset(
    "investment investments contribution package support assistance announcement commitment".split()
)
_MONEY = frozenset({"$", "€", "£", "million", "billion"})
_CONCLUSIONS = frozenset(
    "signing adoption conclusion finalization finalisation launch establishment signature ratification endorsement".split()
)
_INSTRUMENTS = frozenset(
    "memorandum memoranda agreement agreements declaration plan treaty convention protocol framework charter roadmap "
    "statement mou partnership arrangement accord strategy programme program compact initiative dialogue committee "
    "communiqué communique pact vision terms budget guidelines".split()
)
_BEGINS = frozenset({"establish", "create", "launch", "set"})
_DUTIES = frozenset({"must", "should", "ought"})
_NEEDS = frozenset("need importance necessity imperative significance urgency value".split())
_APPOINTS = frozenset("nominate appoint nomination nominees nominee appointment".split())
_STAND = frozenset(
    "critical essential important crucial vital key imperative necessary fundamental pivotal central indispensable".split()
)
_STARTS = re.compile(r"\b(?:which|that) will (?:take|enter|begin|start|come)\b")
_DONE = re.compile(
    r"\b(?:carried out|(?:fully |been )implemented|completed|implementation of|progress (?:made|achieved|in|of|on|towards?)|achievements?)\b"
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
    inner = _own(words, _ended(clause), table)
    if inner is None:
        return mine
    promised = inner.kind in {Kind.COMMITMENT, Kind.PLEDGE} and inner.group.mood not in {"past", "perfect"}
    if promised and (
        group.rule.bearer or mine is None or RANK[inner.kind] < RANK[mine.kind] or inner.kind is mine.kind
    ):
        return replace(inner, start=clause.start)
    if group.rule.bearer and inner.kind in {Kind.POSITION, Kind.REQUEST, Kind.PROGRESS}:
        return replace(inner, start=clause.start)
    return mine


def _ended(clause: Clause) -> Clause:
    inner = clause.inner
    assert inner is not None  # noqa: S101 - only called where there is one
    return Clause(inner.group, inner.subject, inner.start, clause.end)


def _own(words: Words, clause: Clause, table: Table) -> Sense | None:
    group = clause.group
    kind: Kind | None = group.rule.kind
    strength = group.rule.strength
    towards = group.rule.towards
    flipped, duty = False, 0
    after = words.low[group.end : clause.end]
    if _APPOINTS & set(after[:8]) or words.low[group.at] in _APPOINTS:
        return None
    if group.mood == "future":
        kind, strength, towards = _promise(words, group, after)
    elif group.rule.bearer:
        kind = Kind.POSITION if _duty(words, group.end, clause.end) else None
    elif group.rule.lemma in _DOES:
        kind, strength, duty = _undertaken(words, group, clause.end, table)
        towards = "none" if kind is Kind.ADOPTION else "object" if duty else "receiver"
    elif kind is Kind.POSITION or kind is Kind.APPRECIATION:
        kind, flipped = _weighed(words, group, clause, after)
    if kind is None or (group.negated and group.mood != "future" and kind is not Kind.POSITION):
        return None
    if kind is Kind.ADOPTION and group.rule.kind is not Kind.ADOPTION:
        strength, towards = Strength.FIRM, "none"
    if kind is Kind.PROGRESS:
        towards = "counterpart"
    if kind is Kind.PLEDGE:
        strength, towards = strength or Strength.FIRM, "receiver"
    if kind not in {Kind.ADOPTION, Kind.PLEDGE, Kind.COMMITMENT}:
        strength = None
    elif strength is None:
        strength = Strength.FIRM
    return Sense(kind, strength, towards, clause.subject, group, clause.start, clause.end, flipped, duty)


def _promise(words: Words, group: Group, after: list[str]) -> tuple[Kind | None, Strength | None, str]:
    """What "will" announces: a resource, an act, or only how important something is."""
    low = words.low
    if low[group.at] == "be":
        following = [word for word in after[:3] if not is_adverb(word)]
        if following and following[0] in _STAND:
            return Kind.POSITION, None, "counterpart"
    if group.rule.kind is Kind.PLEDGE:
        return Kind.PLEDGE, Strength.FIRM, "receiver"
    soft = low[group.at] in _TENTATIVE or group.rule.strength is Strength.SOFT
    towards = "none" if group.rule.finite == "future" else "receiver"
    return Kind.COMMITMENT, Strength.SOFT if soft else Strength.FIRM, towards


def _duty(words: Words, start: int, end: int) -> int:
    """The place of a "must" or "should" in a stretch of words; 0 where there is none."""
    for index in range(start, end):
        if words.low[index] in _DUTIES:
            return index
    return 0


def _undertaken(
    words: Words, group: Group, end: int, table: Table
) -> tuple[Kind | None, Strength | None, int]:
    """What it is to which a party agreed, committed or resolved."""
    low, rule = words.low, group.rule
    index = group.end
    if rule.lemma in {"announce intention", "affirm commitment"}:
        return _intended(words, group, end, table)
    while index < end and (is_adverb(low[index]) or low[index] in {"in", "principle"}):
        index += 1
    if index < end and low[index] in {"on", "upon"} and _NEEDS & set(low[index : index + 4]):
        return Kind.POSITION, None, 0
    if rule.lemma == "agree" or (
        rule.lemma in {"agree to do", "decide"} and index < end and low[index] == "that"
    ):
        duty = _duty(words, index, end)
        if duty:
            return Kind.POSITION, None, duty
        if not {"will", "would", "shall", "to"} & set(low[index:end]):
            return Kind.POSITION, None, 0
    if index < end and low[index] == "to":
        index += 1
    while index < end - 1 and is_adverb(low[index]):
        index += 1
    inner = openings(words, index, table, "base") if index < end else None
    adopts = inner is not None and inner[0].rule.kind is Kind.ADOPTION and low[index] not in _BEGINS
    if adopts and _names_instrument(words, index, end):
        return Kind.ADOPTION if rule.strength is Strength.FIRM else Kind.COMMITMENT, rule.strength, 0
    if inner is not None and inner[0].rule.kind is Kind.PLEDGE:
        return Kind.PLEDGE, rule.strength, 0
    soft = index < end and low[index] in _TENTATIVE
    return Kind.COMMITMENT, Strength.SOFT if soft else rule.strength, 0


def _intended(words: Words, group: Group, end: int, table: Table) -> tuple[Kind | None, Strength | None, int]:
    """An intention or a commitment that is only spoken of ("reiterated its commitment to provide $5 million")."""
    low = words.low
    for index in range(group.end, min(end, group.end + 10)):
        if low[index] == "to":
            inner = openings(words, index + 1, table, "base") if index + 1 < end else None
            if inner is not None and inner[0].rule.kind is Kind.PLEDGE:
                return Kind.PLEDGE, group.rule.strength, 0
            break
    return Kind.COMMITMENT, group.rule.strength, 0


def _weighed(words: Words, group: Group, clause: Clause, after: list[str]) -> tuple[Kind | None, bool]:
    """A view or thanks, where the object may say more: a resource given, an instrument concluded, work done."""
    kind = group.rule.kind
    if kind is Kind.APPRECIATION:
        return _thanked(words, group, after)
    if group.rule.lemma == "support" and _STARTS.search(" ".join(after)):
        return Kind.COMMITMENT, False
    if group.rule.lemma == "welcome":
        if _greets(words, group.end, clause.end):
            return None, False
        if (
            _CONCLUSIONS & set(after[:6])
            and clause.subject.plural
            and _names_instrument(words, group.end, clause.end)
        ):
            return Kind.ADOPTION, False
        if _MONEY & set(after[:18]) and (_RESOURCES | _INVESTED) & set(after[:14]):
            return Kind.PLEDGE, True
    satisfied = group.needed == "satisfaction" or words.low[group.at] in {"noted", "note", "notes"}
    if satisfied and _DONE.search(" ".join(after[:30])):
        return Kind.PROGRESS, False
    return kind, False


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


def _thanked(words: Words, group: Group, after: list[str]) -> tuple[Kind, bool]:
    thanked = group.rule.lemma in {"thank", "express thanks", "appreciate", "commend"}
    given = _RESOURCES & set(after) or (_MONEY & set(after) and _INVESTED & set(after))
    if thanked and given and "for" in after:
        return Kind.PLEDGE, True
    if PROGRESS & set(after[:3]) and group.rule.lemma == "appreciate":
        return Kind.PROGRESS, False
    return Kind.APPRECIATION, False


def _names_instrument(words: Words, start: int, end: int) -> bool:
    return any(
        words.low[index] in _INSTRUMENTS and words.capital(index) for index in range(start, end)
    ) or any(words.low[index] in {"memorandum", "memoranda", "mou"} for index in range(start, end))
