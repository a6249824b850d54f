"""The words behind a verb of saying or agreeing come in; whether they say what must be, what is, or what it is worth goes out."""

from __future__ import annotations

from briefs.parsing.acts_claims import valued
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_verbs import bare
from briefs.parsing.acts_words import DETERMINERS, PREPOSITIONS
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds_words import COPULAS, DUTIES

_SUBJECT = 9
"""Words behind "insisted that" in which the one meant and his verb stand."""
_LEAVES = frozenset({"leave", "return", "pull", "hand", "speed", "free", "answer", "back", "drop"})
"""Verbs that are nouns too, and are the verb behind whoever is meant."""
_HELPERS = frozenset(
    {"will", "would", "can", "could", "may", "might", "shall", "do", "does", "did", "to", "be"}
)
_HEAD = 8
"""Words in which the subject of a passive says what was noted."""
_NOTED = frozenset({"noted", "welcomed", "acknowledged", "reviewed"})
_GROWN = frozenset(
    {"progress", "growth", "implementation", "achievements", "results", "increase", "advances", "completion"}
)


def duty_in(words: Words, start: int, end: int) -> int:
    """The place of a "must" or "should" in a stretch of words; 0 where there is none."""
    for index in range(start, end):
        if words.low[index] in DUTIES:
            return index
    return 0


def urged_in(words: Words, start: int, end: int) -> int:
    """The place of a bare verb behind "insisted that" ("insisted that Lumeria *withdraw*"): what somebody must do; 0 where there is none."""
    low = words.low
    if not low[start - 1].startswith("insist"):
        return 0
    for index in range(start + 2, min(end, start + _SUBJECT)):
        noun = low[index - 1] in DETERMINERS or low[index - 1] in PREPOSITIONS
        if (bare(low[index]) or low[index] in _LEAVES) and not noun and not words.capital(index):
            return index
        if low[index] in COPULAS or low[index] in _HELPERS or low[index].endswith("ed"):
            return 0
    return 0


def weighs(words: Words, group: Group, end: int) -> bool:
    """Whether what is said says what must be, or what something is worth."""
    told = group.mood in {"past", "present"} and group.end < end
    return bool(duty_in(words, group.end, end)) or (told and valued(" ".join(words.low[group.end : end])))


def went_well(words: Words, group: Group) -> bool:
    """Whether growth or progress is noted without saying by whom ("The *growth* of trade *was noted* with satisfaction")."""
    head = words.low[: min(group.start, _HEAD)]
    noted = words.low[group.at] in _NOTED and group.mood == "passive"
    return noted and not _GROWN.isdisjoint(head) and head[:1] != ["it"]


def states(low: list[str], index: int, end: int) -> bool:
    """Whether what is agreed only says how things are: a "was" or an "is" comes before any "will", or there is none."""
    for word in low[index:end]:
        if word in {"will", "would", "shall"}:
            return False
        if word in COPULAS:
            return True
    return "to" not in low[index:end]
