"""The last member of a list before a verb comes in; the whole list goes out as who acts ("*Lumeria, and Norlund and Ostia* agreed")."""

from __future__ import annotations

from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Subject
from briefs.parsing.clauses_sentence import Clause, Sentence
from briefs.parsing.clauses_subjects import BOUNDARIES

_BEFORE_TOLD = frozenset({"hope", "confidence", "conviction", "belief", "the", "both"})
"""What stands before a subject that a verb tells of without "that" ("expressed *hope* Lumeria and Norlund will")."""


def widened(sentence: Sentence, begin: int, end: int, who: Subject, main: Clause) -> tuple[int, Subject, int]:
    """The subject with the one listed before it ("…, and Canada and Mexico agreed")."""
    low, start = sentence.words.low, begin - 2
    while start > main.group.at and low[start] not in BOUNDARIES:
        start -= 1
    first = max(start + 1, main.group.end)
    while first < begin and low[first] in _BEFORE_TOLD:
        first += 1
    wider = subject(sentence.words, first, end, sentence.cast)
    if wider is None or len(wider.codes) <= len(who.codes):
        return begin, who, begin - 1
    if low[start] == "," and start > main.group.end:
        return widened(sentence, start + 1, end, wider, main)
    return first, wider, start
