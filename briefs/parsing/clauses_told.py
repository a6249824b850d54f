"""A sentence and the place of a verb come in; whether somebody is said to have told it, and whose act is told, goes out."""

from __future__ import annotations

from dataclasses import replace

from briefs.model import Kind
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts_groups import Group
from briefs.parsing.clauses_joins import shares_subject
from briefs.parsing.clauses_sentence import Clause, Sentence
from briefs.parsing.clauses_subjects import first_subject
from briefs.parsing.clauses_words import Words
from briefs.parsing.word_sets import words as word_set

_OWN = frozenset({"his", "her", "its", "their"})
_STATE_WORDS = frozenset({"country", "government", "nation", "side"})
_ADDING = frozenset(
    {
        "adding",
        "saying",
        "noting",
        "stating",
        "announcing",
        "confirming",
        "pledging",
        "promising",
        "indicating",
    }
)
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


def goes_on_telling(sentence: Sentence, main: Clause, inner: Clause, group: Group, before: str) -> bool:
    """Whether a verb goes on with what the speaker says of his own side ("said that Lumeria holds … and will not …")."""
    own = bool(set(inner.subject.codes) & set(main.subject.codes))
    bears = main.group.rule.bearer or bool(added(sentence.words, inner.start))
    return own and bears and shares_subject(sentence.words, inner.group, group, before)


def goes_on_quoting(sentence: Sentence, main: Clause, inner: Clause, group: Group, before: str) -> bool:
    """Whether a verb goes on within the quotation that a speaker's clause opens (said "the two sides renewed …, *and agreed* to …")."""
    low = sentence.words.low
    opened = main.group.rule.bearer and '"' in low[main.group.end : inner.start + 1]
    closed = '"' in low[inner.start + 1 : group.start]
    return opened and not closed and shares_subject(sentence.words, inner.group, group, before)


def fronted(main: Clause, group: Group, boundary: str) -> bool:
    """Whether what somebody said begins with a phrase of its own ("She said going forward, *they would* …")."""
    return boundary == "," and group.mood == "reported" and main.group.rule.bearer and main.inner is None


def added(words: Words, start: int) -> int:
    """Where a participle of saying stands that tells of a clause (", *adding that* Lumeria is ready to …"); 0 for none."""
    that = start - 1 - (words.low[start - 1] == '"')
    added = words.low[that] == "that" and words.low[that - 1] in _ADDING and words.low[that - 2] == ","
    return that - 1 if added else 0


def its(sentence: Sentence, main: Clause, begin: int) -> Subject | None:
    """Whom "it" or "her country" means in a clause under a verb: who speaks, or the party named last ("welcomed Peru's announcement that *it* will …")."""
    words = sentence.words
    own = words.low[begin] in _OWN and words.low[begin + 1] in _STATE_WORDS and main.group.rule.bearer
    if own and len(main.subject.codes) == 1:
        return replace(main.subject, start=begin, how="pronoun")
    if words.low[begin] != "it" or begin <= main.group.end:
        return None
    named = sentence.cast.within(words.starts[main.group.end], words.starts[begin])
    return Subject((named[-1].code,), begin, "pronoun") if named else None
