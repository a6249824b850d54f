"""A sentence and the place of a verb come in; whether somebody is said to have told it, and whose act is told, goes out."""

from __future__ import annotations

from briefs.model import Kind
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts import Group
from briefs.parsing.clauses_subjects import first_subject
from briefs.parsing.clauses_words import Words
from briefs.parsing.word_sets import words as word_set

_SAID = word_set(
    "said says stated added announced noted reported confirmed read reads continued explained pointed"
)
_TELLS = frozenset({"said", "added", "announced", "explained"})
_POLITE = frozenset({"like", "love", "prefer", "appreciate"})
_TELLER = 12
"""Words behind the last comma in which somebody is said to have told what stands before it."""


def told_subject(words: Words, group: Group, cast: Cast) -> Subject | None:
    """Whose "would" somebody tells of ("said that *Lumeria* would …", "*Lumeria* would …, the ministry said"), or who would give."""
    told = said_subject(words, group.start, cast)
    if told is not None or "if" in words.low or words.low[group.at] in _POLITE:
        return told
    behind = group.rule.kind is Kind.PLEDGE or _told_behind(words, group.end)
    return first_subject(words, group.start, cast) if behind else None


def _told_behind(words: Words, start: int) -> bool:
    """Whether somebody is said behind a sentence to have told it ("…, *the ministry said* in a press release")."""
    comma = max((k for k in range(start, len(words)) if words.low[k] == ","), default=0)
    return (
        comma > 0
        and not words.low[comma - 1].isdigit()
        and bool(_TELLS & set(words.low[comma + 1 : comma + _TELLER]))
    )


def said_subject(words: Words, end: int, cast: Cast) -> Subject | None:
    """The subject in a clause that a paper or an unnamed speaker is said to have said ("the statement said that …")."""
    for index in range(end - 1, 0, -1):
        if words.low[index] == "that" and words.low[index - 1] in _SAID:
            return subject(words, index + 1, end, cast)
    return None
