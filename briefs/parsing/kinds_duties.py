"""The words behind a verb of saying or agreeing come in; whether they say what must be, what is, or what it is worth goes out."""

from __future__ import annotations

from briefs.parsing.acts_claims import valued
from briefs.parsing.acts_groups import Group
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds_words import COPULAS, DUTIES


def duty_in(words: Words, start: int, end: int) -> int:
    """The place of a "must" or "should" in a stretch of words; 0 where there is none."""
    for index in range(start, end):
        if words.low[index] in DUTIES:
            return index
    return 0


def weighs(words: Words, group: Group, end: int) -> bool:
    """Whether what is said says what must be, or what something is worth."""
    told = group.mood in {"past", "present"} and group.end < end
    return bool(duty_in(words, group.end, end)) or (told and valued(" ".join(words.low[group.end : end])))


def states(low: list[str], index: int, end: int) -> bool:
    """Whether what is agreed only says how things are: a "was" or an "is" comes before any "will", or there is none."""
    for word in low[index:end]:
        if word in {"will", "would", "shall"}:
            return False
        if word in COPULAS:
            return True
    return "to" not in low[index:end]
