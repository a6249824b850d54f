"""A clause that reports an act comes in; what the codebook calls it goes out, or nothing where it is no outcome."""

from __future__ import annotations

from dataclasses import replace

from briefs.model import Code, Kind, Strength
from briefs.parsing.actors_cast import Subject
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_rules import Table
from briefs.parsing.acts_verbs import bare
from briefs.parsing.clauses_sentence import Clause
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds_duties import duty_in, urged_in, weighs, went_well
from briefs.parsing.kinds_never import never
from briefs.parsing.kinds_objects import (
    Judged,
    assured,
    flipping,
    thanked,
    welcomed,
)
from briefs.parsing.kinds_promises import gives, intended, promised, undertaken
from briefs.parsing.kinds_tasks import charged
from briefs.parsing.kinds_words import (
    AIM,
    ANNOUNCES,
    BESTOWED,
    BINDING,
    CONCLUSIONS,
    DOES,
    DONE,
    FAR,
    GIVEN,
    HOPED,
    HOPES,
    MONEY,
    NEAR,
    OFFERED,
    RESOURCES,
    SO_IT_IS,
    SOUGHT,
    SPOKEN_OF,
    STARTS,
    SURE,
    TO_BE_DONE,
    WENT_WELL,
    WILLING,
)
from briefs.values import value

_TOLD = frozenset({Kind.POSITION, Kind.REQUEST, Kind.PROGRESS, Kind.APPRECIATION})
"""What counts as itself where somebody only says it ("said they highly *appreciated* the talks")."""
_LENT = frozenset({"credit", "credits", "assistance", "aid"})
"""What is given by being approved ("approved three *credits* for Lumeria"), besides grants and loans."""
RANK = {kind: place for place, kind in enumerate(Kind)}


@value(frozen=True, slots=True)
class Sense:
    """What a clause is: ``flipped`` where the one thanked is the one who acts; ``subject`` who is said to act.

    ``to`` are those whom it concerns, where the verb's subject says it ("*the Fund* will receive …").
    """

    kind: Kind
    strength: Strength | None
    towards: str
    subject: Subject
    group: Group
    start: int
    end: int
    flipped: bool = False
    duty: int = 0
    to: tuple[Code, ...] = ()


def sense(words: Words, clause: Clause, table: Table) -> Sense | None:
    """What a clause is by the order of the codebook; None where it reports nothing that counts."""
    group = clause.group
    mine = _own(words, clause, table)
    if clause.inner is None:
        return mine
    inner = _own(words, replace(clause.inner, end=clause.end), table)
    if inner is None:
        return mine
    hoped = group.rule.lemma in HOPES or group.needed in HOPED or words.low[group.end - 1] in SURE
    if mine is not None and hoped:
        return mine
    ahead = inner.group.mood not in {"past", "perfect"} or (
        group.rule.bearer and inner.group.rule.lemma in DOES | WILLING | SPOKEN_OF
    )
    promise = inner.kind in {Kind.COMMITMENT, Kind.PLEDGE} and ahead
    if promise and (
        group.rule.bearer or mine is None or RANK[inner.kind] < RANK[mine.kind] or inner.kind is mine.kind
    ):
        return replace(inner, start=clause.start)
    if group.rule.bearer and inner.kind in _TOLD:
        return replace(inner, start=clause.start)
    return mine


def _own(words: Words, clause: Clause, table: Table) -> Sense | None:
    """What the clause's own verb and object say, whatever stands in a clause under it."""
    group, rule = clause.group, clause.group.rule
    after = words.low[group.end : clause.end]
    if never(words, group, after, clause.subject.codes):
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
    strength = (judged.strength or Strength.FIRM) if kind in BINDING else None
    return Sense(
        kind, strength, towards, clause.subject, group, clause.start, clause.end, judged.flipped, judged.duty
    )


def _judged(words: Words, clause: Clause, table: Table, after: list[str]) -> Judged:
    group, rule = clause.group, clause.group.rule
    if group.mood == "future":
        return promised(words, group, after)
    if rule.bearer:
        told = rule.lemma == "inform" and "of" in after[:NEAR]
        return assured(after) if told else _said(words, group, clause, " ".join(after[:FAR]))
    if rule.lemma in SPOKEN_OF or rule.lemma in DOES:
        weigh = intended if rule.lemma in SPOKEN_OF else undertaken
        return weigh(words, group, clause.end, table)
    if group.mood == "passive" and {"appreciation", "gratitude", "thanks"} & set(words.low[: group.start]):
        judged = Judged(Kind.APPRECIATION)
    elif went_well(words, group):
        judged = Judged(Kind.PROGRESS)
    elif (
        group.mood == "passive"
        and rule.kind is Kind.POSITION
        and OFFERED & set(words.low[: min(group.start, FAR)])
    ):
        judged = Judged(Kind.COMMITMENT, Strength.SOFT, "receiver")
    elif rule.lemma in WILLING and gives(words, group, clause, table):
        judged = Judged(Kind.PLEDGE, rule.strength, "receiver")
    elif (rule.lemma == "reach agreement" and _to_do(after)) or charged(words, clause):
        judged = Judged(Kind.COMMITMENT, Strength.FIRM, "none")
    elif rule.kind is Kind.APPRECIATION:
        judged = thanked(group, after)
    else:
        judged = _weighed(words, group, clause, after)
    return judged


def _said(words: Words, group: Group, clause: Clause, told: str) -> Judged:
    """What a verb of saying tells of: something to be done, an aim, progress, or what somebody thinks of a thing."""
    if TO_BE_DONE.match(told):
        return Judged(Kind.COMMITMENT, Strength.FIRM, "receiver")
    if AIM.match(told):
        return Judged(Kind.COMMITMENT, Strength.SOFT, "receiver")
    if WENT_WELL.match(told):
        return Judged(Kind.PROGRESS)
    return Judged(Kind.POSITION if weighs(words, group, clause.end) else None, None, group.rule.towards)


def _told_that(words: Words, group: Group, clause: Clause, after: list[str]) -> Judged | None:
    """What a view tells of in a clause: work done, or what others must do; None where it is only a view."""
    said = " ".join(after[:FAR])
    if WENT_WELL.match(said):
        return Judged(Kind.PROGRESS)
    if group.rule.lemma == "announce" and SO_IT_IS.match(said):
        return Judged(Kind.POSITION, None, group.rule.towards)
    told_to = duty_in(words, group.end, clause.end) or urged_in(words, group.end, clause.end)
    duty = 0 if flipping(group.rule) else told_to
    if duty and words.low[duty + 1 : duty + 2] not in (["be"], ["remain"], ["have"], ["not"], ["never"]):
        return Judged(Kind.POSITION, None, group.rule.towards, duty=duty)
    return None


def _to_do(after: list[str]) -> bool:
    """Whether an agreement is one to do something ("came to *an agreement to hold* a forum"), and no paper."""
    at = next((k for k, word in enumerate(after[:NEAR]) if word in {"agreement", "understanding"}), -1)
    return at >= 0 and after[at + 1 : at + 2] == ["to"] and bare("".join(after[at + 2 : at + 3]))


def _weighed(words: Words, group: Group, clause: Clause, after: list[str]) -> Judged:
    """A view, where the object may say more: a resource given, an instrument concluded, work done."""
    rule = group.rule
    if (
        rule.lemma in ANNOUNCES
        and group.needed not in CONCLUSIONS
        and MONEY & set(after[:FAR])
        and (RESOURCES | GIVEN) & set(after[:FAR])
    ):
        return Judged(Kind.PLEDGE, Strength.FIRM, "receiver")
    if rule.lemma in ANNOUNCES and RESOURCES & set(after[:FAR]) and BESTOWED & set(after[:FAR]):
        return Judged(Kind.PLEDGE, Strength.FIRM, "receiver")
    lent = (
        rule.lemma == "approve" and (RESOURCES | _LENT) & set(after[:NEAR]) and "agreement" not in after[:FAR]
    )
    if lent or (rule.lemma == "launch" and MONEY & set(after[:NEAR])):
        return Judged(Kind.PLEDGE, Strength.FIRM, "receiver")
    told = _told_that(words, group, clause, after) if rule.reports and after[:1] == ["that"] else None
    if told is not None and (rule.kind is Kind.POSITION or rule.lemma == "announce"):
        return told
    if rule.kind is not Kind.POSITION:
        aim = words.low[group.at].startswith("seek") and SOUGHT & set(after[:NEAR])
        return Judged(Kind.POSITION) if aim else Judged(rule.kind, rule.strength, rule.towards)
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
    if rule.lemma == "support" and STARTS.search(" ".join(after)):
        kind = Kind.COMMITMENT
    elif rule.lemma == "welcome":
        kind, flipped = welcomed(words, group, clause, after)
    elif (rule.lemma == "note" and "efforts" in after[:NEAR]) or (
        satisfied and DONE.search(" ".join(after[:30]))
    ):
        kind = Kind.PROGRESS
    return Judged(kind, None, rule.towards, flipped)
