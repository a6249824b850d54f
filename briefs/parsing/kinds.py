"""A clause that reports an act comes in; what the codebook calls it goes out, or nothing where it is no outcome."""

from __future__ import annotations

from dataclasses import replace

from briefs.model import Code, Kind, Strength
from briefs.parsing.actors_cast import Subject
from briefs.parsing.acts import Group
from briefs.parsing.acts_openings import openings
from briefs.parsing.acts_rules import Table
from briefs.parsing.clauses_sentence import Clause
from briefs.parsing.clauses_words import Words, is_adverb
from briefs.parsing.kinds_duties import duty_in, states, weighs
from briefs.parsing.kinds_never import never
from briefs.parsing.kinds_objects import (
    Judged,
    assured,
    flipping,
    funds,
    names_instrument,
    thanked,
    welcomed,
)
from briefs.parsing.kinds_words import (
    ANNOUNCES,
    BEGINS,
    BESTOWED,
    BINDING,
    CONCLUSIONS,
    DOES,
    DONE,
    FAR,
    GIVEN,
    GIVES,
    GROWN,
    GROWS,
    HOPED,
    HOPES,
    MONEY,
    NEAR,
    NEEDS,
    OFFERED,
    RESOURCES,
    SOUGHT,
    SPOKEN_OF,
    STAND,
    STARTS,
    STRESSES,
    SURE,
    TENTATIVE,
    TO_BE_DONE,
    UNDERTAKEN,
    WILLING,
    WISHED,
)
from briefs.values import value

_AMONG_THEM = frozenset({"in", "principle", "with", "each", "other", "one", "another"})
_TOLD = frozenset({Kind.POSITION, Kind.REQUEST, Kind.PROGRESS, Kind.APPRECIATION})
"""What counts as itself where somebody only says it ("said they highly *appreciated* the talks")."""
_LENT = frozenset({"credit", "credits", "assistance", "aid"})
"""What is given by being approved ("approved three *credits* for Lumeria"), besides grants and loans."""
_AHEAD = frozenset({"will", "would"})
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
        group.rule.bearer and inner.group.rule.lemma in DOES | WILLING
    )
    promised = inner.kind in {Kind.COMMITMENT, Kind.PLEDGE} and ahead
    if promised and (
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
        return _promise(words, group, after)
    if rule.bearer:
        told = rule.lemma == "inform" and "of" in after[:NEAR]
        if TO_BE_DONE.match(" ".join(after[:FAR])):
            return Judged(Kind.COMMITMENT, Strength.FIRM, "receiver")
        return (
            assured(after)
            if told
            else Judged(Kind.POSITION if weighs(words, group, clause.end) else None, None, rule.towards)
        )
    if rule.lemma in SPOKEN_OF or rule.lemma in DOES:
        promised = _intended if rule.lemma in SPOKEN_OF else _undertaken
        return promised(words, group, clause.end, table)
    if group.mood == "passive" and {"appreciation", "gratitude", "thanks"} & set(words.low[: group.start]):
        judged = Judged(Kind.APPRECIATION)
    elif (
        group.mood == "passive"
        and rule.kind is Kind.POSITION
        and OFFERED & set(words.low[: min(group.start, FAR)])
    ):
        judged = Judged(Kind.COMMITMENT, Strength.SOFT, "receiver")
    elif rule.lemma in WILLING and _gives(words, group, clause, table):
        judged = Judged(Kind.PLEDGE, rule.strength, "receiver")
    elif rule.kind is Kind.APPRECIATION:
        judged = thanked(group, after)
    else:
        judged = _weighed(words, group, clause, after)
    return judged


def _promise(words: Words, group: Group, after: list[str]) -> Judged:
    """What "will" announces: a resource, an act, or only how important something is."""
    low = words.low
    following = [word for word in after[:3] if not is_adverb(word)] if low[group.at] == "be" else []
    if following and following[0] in STAND:
        return Judged(Kind.POSITION)
    if group.rule.kind is Kind.PLEDGE:
        return Judged(Kind.PLEDGE, Strength.FIRM)
    if group.rule.kind is Kind.ADOPTION and funds(after):
        return Judged(Kind.PLEDGE, Strength.FIRM)
    if low[group.at] in GIVES and MONEY & set(after[:FAR]):
        return Judged(Kind.PLEDGE, Strength.FIRM)
    if low[group.at] in GROWS and MONEY & set(after[:FAR]) and GROWN & set(after[:FAR]):
        return Judged(Kind.PLEDGE, Strength.FIRM)
    soft = low[group.at] in TENTATIVE or group.rule.strength is Strength.SOFT
    towards = "none" if group.rule.finite == "future" and group.rule.towards == "none" else "receiver"
    return Judged(Kind.COMMITMENT, Strength.SOFT if soft else Strength.FIRM, towards)


def _undertaken(words: Words, group: Group, end: int, table: Table) -> Judged:
    """What it is to which a party agreed, committed or resolved."""
    low, rule = words.low, group.rule
    index = group.end
    while index < end and (is_adverb(low[index]) or low[index] in _AMONG_THEM):
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
    talks = (
        low[index : index + 1] in (["conclude"], ["finalise"], ["finalize"])
        and "negotiations" in low[index : index + 4]
    )
    if (
        kind is Kind.ADOPTION
        and firm
        and not talks
        and low[index] not in BEGINS
        and names_instrument(words, index, end)
    ):
        return Judged(Kind.ADOPTION, Strength.FIRM, "none")
    if kind is Kind.PLEDGE:
        return Judged(Kind.PLEDGE, rule.strength)
    soft = index < end and low[index] in TENTATIVE
    return Judged(Kind.COMMITMENT, Strength.SOFT if soft else rule.strength, "receiver")


def _view(words: Words, group: Group, index: int, end: int) -> Judged | None:
    """An agreement that is a view only ("agreed on the need for", "agreed that they share"), or what others must do."""
    low, lemma = words.low, group.rule.lemma
    if index < end and low[index] in {"on", "upon"} and NEEDS & set(low[index : index + 4]):
        return Judged(Kind.POSITION, None, "receiver")
    ahead = next((k for k in range(index, min(end - 1, index + FAR)) if low[k] in _AHEAD), 0)
    if lemma == "agree" and ahead and low[ahead + 1 : ahead + 2] != ["be"] and "that" not in low[index:ahead]:
        return None  # "agreed the ministers *would meet* in June" promises it without a "that"
    that = index < end and low[index] == "that" and lemma in {"agree to do", "decide"}
    if not that and lemma != "agree":
        return None
    duty = duty_in(words, index, end)
    if duty or states(low, index, end):
        return Judged(Kind.POSITION, None, "object" if duty else "receiver", duty=duty)
    return None


def _gives(words: Words, group: Group, clause: Clause, table: Table) -> bool:
    """Whether what a party is ready or committed to do is to give a sum ("ready to *provide* $5 million")."""
    index = group.end
    while index < clause.end - 1 and (is_adverb(words.low[index]) or words.low[index] == "to"):
        index += 1
    inner = openings(words, index, table, "base") if index < clause.end else None
    return inner is not None and inner[0].rule.kind is Kind.PLEDGE


def _intended(words: Words, group: Group, end: int, table: Table) -> Judged:
    """An intention or a commitment that is only spoken of ("reiterated its commitment to provide $5 million")."""
    low, kind = words.low, Kind.COMMITMENT
    to = next((k for k in range(group.end, min(end - 1, group.end + 10)) if low[k] == "to"), None)
    if group.needed in WISHED and "for" in low[group.end : to or group.end]:
        return Judged(Kind.POSITION)
    if (
        group.needed == "commitments"
        and low[group.at].startswith(STRESSES)
        and UNDERTAKEN & set(low[group.end : group.end + NEAR])
    ):
        return Judged(Kind.POSITION)
    if to is not None:
        inner = openings(words, to + 1, table, "base")
        kind = Kind.PLEDGE if inner is not None and inner[0].rule.kind is Kind.PLEDGE else kind
    return Judged(kind, group.rule.strength, "receiver")


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
    if rule.kind is not Kind.POSITION:
        aim = words.low[group.at].startswith("seek") and SOUGHT & set(after[:NEAR])
        return Judged(Kind.POSITION) if aim else Judged(rule.kind, rule.strength, rule.towards)
    if rule.reports and after[:1] == ["that"] and not flipping(rule):
        duty = duty_in(words, group.end, clause.end)
        if duty and words.low[duty + 1 : duty + 2] not in (["be"], ["remain"], ["have"], ["not"], ["never"]):
            return Judged(Kind.POSITION, None, rule.towards, duty=duty)
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
