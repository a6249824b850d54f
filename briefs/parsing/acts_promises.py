"""The groups of verbs of a sentence come in; they go out with the further verbs of a promise: "will open a school, *and train* …"."""

from __future__ import annotations

from dataclasses import replace

from briefs.model import Kind
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_openings import openings
from briefs.parsing.acts_rules import Table
from briefs.parsing.acts_verbs import bare
from briefs.parsing.acts_words import DETERMINERS
from briefs.parsing.clauses_words import Words, is_adverb
from briefs.parsing.word_sets import words as word_set

_BREAKS = word_set("that which who whom whose where when how whether if because while so")
_OBJECTS = DETERMINERS | {"more", "further", "no"}
"""How the object of a further verb begins, so that the word before it is no noun."""


def with_further(words: Words, found: list[Group], table: Table) -> list[Group]:
    """The groups with each further verb of a promise, in order: it promises something of its own."""
    promises = [one for one in found if one.mood in {"future", "reported"}]
    if not promises:
        return found
    low, made = words.low, {one.at: one for one in found}
    for joint in range(promises[0].end + 1, len(low) - 3):
        if low[joint] != "and":
            continue
        at = joint + 1
        while at < len(low) - 2 and is_adverb(low[at]):
            at += 1
        before = [one for one in found if one.end <= joint]
        if low[joint - 1] != "," and not _gives_besides(words, before[-1], at, table):
            continue
        if before[-1].mood in {"future", "reported"} and _goes_on(words, before[-1].end, joint, at):
            one = made.get(at)
            made[at] = _promised(words, at, table) if one is None else replace(one, mood="future")
    return [made[at] for at in sorted(made)]


def _gives_besides(words: Words, first: Group, at: int, table: Table) -> bool:
    """Whether a bare verb right behind "and" gives what the promise before does not ("will share its maps *and pay the costs*")."""
    chosen = openings(words, at, table, "base") if first.rule.kind is not Kind.PLEDGE else None
    return chosen is not None and chosen[0].rule.kind is Kind.PLEDGE and bool(chosen[2])


def _goes_on(words: Words, start: int, joint: int, at: int) -> bool:
    """Whether a bare verb behind ", and" goes on with a promise, and not with an infinitive, a clause or a list that it holds."""
    low = words.low
    held = low[start - 1] == "to" or any(
        low[k] in {"to", ","} and bare(low[k + 1]) for k in range(start, joint)
    )
    broken = not _BREAKS.isdisjoint(low[start:joint]) or '"' in low[start:joint] or ";" in low[start:joint]
    verb = bare(low[at]) and not words.capital(at)
    return verb and not held and not broken and low[at + 1] in _OBJECTS


def _promised(words: Words, at: int, table: Table) -> Group:
    chosen = openings(words, at, table, "base")
    rule, end, needed = table["will"][0].rule, at + 1, ""
    if chosen is not None:
        rule, end, needed = chosen[0].rule, chosen[1], chosen[2]
    return Group(at, at, end, rule, "base", "future", negated=False, needed=needed)
