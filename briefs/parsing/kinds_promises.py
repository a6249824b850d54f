"""A verb of promising with what stands behind it comes in; what is promised goes out: an act, a resource, or only a view."""

from __future__ import annotations

import re

from briefs.model import Kind, Strength
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_openings import openings
from briefs.parsing.acts_rules import Table
from briefs.parsing.clauses_sentence import Clause
from briefs.parsing.clauses_words import Words, is_adverb
from briefs.parsing.kinds_duties import duty_in, states
from briefs.parsing.kinds_objects import Judged, funds, names_instrument
from briefs.parsing.kinds_words import (
    BEGINS,
    DOERS,
    EFFECTS,
    FAR,
    GIVES,
    GROWN,
    GROWS,
    HOSTS,
    MONEY,
    NEAR,
    NEEDS,
    STAND,
    STRESSES,
    TENTATIVE,
    UNDERTAKEN,
    WISHED,
)

_AMONG_THEM = frozenset({"in", "principle", "with", "each", "other", "one", "another"})
_BEFALLS = frozenset({"fail", "lose", "suffer", "collapse", "regret", "prevail", "win", "fall"})
"""What nobody promises to do ("the aggressor *will fail*"): it is what the speaker is sure of."""
_FREE = re.compile(
    r"\b(?:as an? (?:\w+ )?(?:gift|grant|donation) (?:to|for|from)|free of charge|(?:on|in) (?:a |the )?(?:grant|grants) basis|at (?:its|their|his|our) own (?:expense|cost))\b"
)
"""How a promise says that nobody pays for it: it is a resource given."""
_GIFTS = frozenset({"gift", "grant", "donation", "free", "basis", "expense", "cost"})
_LONG = 30
_ARTICLES = frozenset({"a", "an", "the"})
_AHEAD = frozenset({"will", "would"})


def promised(words: Words, group: Group, after: list[str]) -> Judged:
    """What "will" announces: a resource, an act, or only how important something is."""
    low = words.low
    following = [word for word in after[:NEAR] if not is_adverb(word)] if low[group.at] == "be" else []
    if following and following[0] in STAND:
        return Judged(Kind.POSITION)
    if following and following[0] in _ARTICLES and not HOSTS & set(after[:NEAR]):
        weighed = bool(STAND & set(following)) or any(word.endswith("est") for word in following)
        # "will be a key step" takes a stand, "we will be a friend" too; "will be the centre of" only tells
        return Judged(Kind.POSITION if weighed or low[group.start - 1] == "we" else None)
    if low[group.at] in _BEFALLS:
        return Judged(Kind.POSITION)
    near = set(after[:FAR])
    if (
        group.rule.kind is Kind.PLEDGE
        or (group.rule.kind is Kind.ADOPTION and funds(after))
        or (low[group.at] in GIVES and MONEY & near)
        or _worth(after)
        or (not _GIFTS.isdisjoint(after[:_LONG]) and _FREE.search(" ".join(after[:_LONG])))
        or (low[group.at] in GROWS and MONEY & near and GROWN & near)
    ):
        return Judged(Kind.PLEDGE, Strength.FIRM)
    soft = low[group.at] in TENTATIVE or group.rule.strength is Strength.SOFT or following[:1] == ["looking"]
    towards = "none" if group.rule.finite == "future" and group.rule.towards == "none" else "receiver"
    return Judged(Kind.COMMITMENT, Strength.SOFT if soft else Strength.FIRM, towards)


def _worth(after: list[str]) -> bool:
    """Whether what is promised is told with what it is worth ("will carry out 17 projects *worth 50,000 dollars* each")."""
    at = next((k for k, word in enumerate(after[:FAR]) if word == "worth"), len(after))
    return any(word[0].isdigit() or word in MONEY for word in after[at + 1 : at + 3])


def undertaken(words: Words, group: Group, end: int, table: Table) -> Judged:
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
        if low[ahead + 1] in EFFECTS and not DOERS & set(low[index:ahead]):
            return Judged(Kind.POSITION, None, "receiver")  # "agreed a reform *would increase* its weight"
        return None  # "agreed the ministers *would meet* in June" promises it without a "that"
    that = index < end and low[index] == "that" and lemma in {"agree to do", "decide"}
    if not that and lemma != "agree":
        return None
    will = next((k for k in range(index, end - 1) if low[k] in _AHEAD), end)
    told = (
        low[will + 1 : will + 2] == ["be"] and low[will + 2] in _ARTICLES
    )  # "that it *will be a* milestone"
    duty = duty_in(words, index, end)
    if duty or told or states(low, index, end):
        return Judged(Kind.POSITION, None, "object" if duty else "receiver", duty=duty)
    return None


def gives(words: Words, group: Group, clause: Clause, table: Table) -> bool:
    """Whether what a party is ready or committed to do is to give a sum ("ready to *provide* $5 million")."""
    index = group.end
    while index < clause.end - 1 and (is_adverb(words.low[index]) or words.low[index] == "to"):
        index += 1
    inner = openings(words, index, table, "base") if index < clause.end else None
    return inner is not None and inner[0].rule.kind is Kind.PLEDGE


def intended(words: Words, group: Group, end: int, table: Table) -> Judged:
    """An intention or a commitment that is only spoken of ("reiterated its commitment to provide $5 million")."""
    low, kind = words.low, Kind.COMMITMENT
    to = next((k for k in range(group.end, min(end - 1, group.end + 10)) if low[k] == "to"), None)
    wished = group.needed in WISHED and "for" in low[group.end : to or group.end]
    if wished or (group.needed == "wish" and to is None and "for" in low[group.end : group.end + NEAR]):
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
