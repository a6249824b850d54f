"""A word and the table of verbs come in; the rule that begins there goes out, with where its complement begins."""

from __future__ import annotations

import re

from briefs.model import Kind
from briefs.parsing.acts_rules import DONE, FINITE, OBJECT, PROGRESS, SUM, Opening, Rule, Table
from briefs.parsing.acts_verbs import bare
from briefs.parsing.acts_words import (
    BE,
    CURRENCIES,
    DAYS,
    DETERMINERS,
    FURTHER_ACTS,
    HAVE,
    HYPOTHETICAL,
    INSERTS,
    NUMBERS,
    PREPOSITIONS,
    REACH,
    SKIPPED_ONCE,
    STOPS,
    WILL,
)  # fmt: skip
from briefs.parsing.clauses_words import Words, is_adverb

_ALONE: dict[str, str | None] = {"ing": "participle", "ed": "past", "en": None}
"""How a form stands with no auxiliary before it, where it is not in the present."""
_NEVER_BARE = frozenset({"passive", "done"})
"""Rules of what has been done are none of what will be ("the help that Lumeria *would give to* guard …")."""
_WORDLESS = frozenset({SUM, DONE})
"""Needs that are met by words of a kind, and not by themselves."""
_THROWN_IN = frozenset({"while", "during", "after", "at", "in", "following", "on"})
_OF_NOUNS = frozenset({Kind.PLEDGE, Kind.POSITION})
"""Kinds whose object is a thing: who "pledged *to support* it" has promised, and not voiced support."""
_AIMED = (["for"], ["on"], ["upon"])
_OBJECT = 14
"""Words of an object that stands inside a form."""
_MEASURES = frozenset(
    {
        "batch",
        "shipment",
        "consignment",
        "tranche",
        "number",
        "tonnes",
        "tons",
        "load",
        "set",
        "total",
        "level",
        "degree",
    }
)
"""What stands before "of" and the goods that are counted ("a second *batch* of 100,000 doses"), or a feeling is weighed ("the highest *level* of confidence")."""
_SUM = 7
"""Words behind "of" in which a sum stands ("an endowment *of* two million dollars")."""


def openings(
    words: Words, index: int, table: Table, form: str | None = None, helped: list[str] | None = None
) -> tuple[Opening, int, str] | None:
    """The most demanding rule that begins with word ``index``, where its complement begins, and what it needed.

    ``form`` is the form that the verb must have; ``helped`` are the auxiliaries before it, for rules that are choosy.
    """
    best: tuple[Opening, int, str] | None = None
    place = 0
    follows = words.low[index + 1] if index + 1 < len(words.low) else ""
    loose = is_adverb(follows) or follows in INSERTS
    for opening in table.get(words.low[index], ()):
        rule = opening.rule
        if opening.rest and opening.rest[0] not in {follows, OBJECT} and not loose:
            continue  # most rules of a common verb end here
        if opening.rest[:1] == (OBJECT,) and _aims(words.low, index + 1):
            continue
        if form is not None and (opening.form != form or rule.finite in _NEVER_BARE):
            continue
        if (
            helped is not None
            and rule.finite != "any"
            and mood_of(opening.form, helped) not in FINITE[rule.finite]
        ):
            continue
        end = _after(words.low, index + 1, opening.rest) if opening.rest else index + 1
        if not end or (rule.then and not _followed(words, end, rule)):
            continue
        if not rule.needs:
            return best or (opening, end, "")
        needed = _needed(words, end, opening)
        if needed is not None and (best is None or needed[0] < place):
            best, place = (opening, end, needed[1]), needed[0]
    return best


def _after(low: list[str], index: int, rest: tuple[str, ...]) -> int:
    """Where the words of ``rest`` end, what may stand between them passed over; 0 where they do not follow."""
    size = len(low)
    for place, wanted in enumerate(rest):
        if wanted == OBJECT:
            index = _past_object(low, index, rest[place + 1])
            continue
        while index < size and low[index] != wanted:
            step = 1 if is_adverb(low[index]) else _inserted(low, index)
            if not step:
                return 0
            index += step
        if index >= size:
            return 0
        index += 1
    return index


def _aims(low: list[str], index: int) -> bool:
    """Whether a preposition stands where an object would ("called *for* …", not "ended *on Monday* their talks")."""
    return low[index : index + 1] in _AIMED and not (
        low[index] == "on" and DAYS & set(low[index + 1 : index + 2])
    )


def _past_object(low: list[str], index: int, wanted: str) -> int:
    """Where an object ends behind which a form goes on ("closed *their third summit* with"); the end where it does not."""
    for place in range(index, min(len(low), index + _OBJECT)):
        if low[place] == wanted:
            return place
        if low[place] in STOPS:
            break
    return len(low)


def _inserted(low: list[str], index: int) -> int:
    """How many words a set phrase between a verb and its complement takes ("for the first time"); 0 where there is none."""
    for phrase in INSERTS.get(low[index], ()):
        if tuple(low[index : index + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _followed(words: Words, index: int, rule: Rule) -> bool:
    low = words.low
    while index < len(low) and low[index] not in rule.then:
        step = 1 if is_adverb(low[index]) else _inserted(low, index)
        if not step:
            return False
        index += step
    return index < len(low) and low[index] in rule.then


def _needed(words: Words, end: int, opening: Opening) -> tuple[int, str] | None:
    """The first word of the object that the rule needs, with its place."""
    needs, low = opening.rule.needs, words.low
    absent = needs.isdisjoint(low[end : end + REACH + 1]) and _WORDLESS.isdisjoint(needs)
    if absent or _names_nothing(words, end, opening):
        return None
    index = _past_aside(low, end)
    if index < len(low) and low[index] in SKIPPED_ONCE:
        index += 1
    with_noun = False
    for place in range(index, min(len(low), index + REACH)):
        word = low[place]
        if word in needs or (DONE in needs and word in PROGRESS) or (SUM in needs and _is_sum(words, place)):
            return place, word
        if with_noun:
            with_noun = word in {"great", "deep", "grave", "much", "serious", "keen", "profound"}
            continue
        if word == "with" and place <= end + 1:
            with_noun = True
            continue
        if word in {"(", ")"} or (word == "of" and low[place - 1] in _MEASURES):
            continue
        if word == "of" and SUM in needs and CURRENCIES & set(low[place + 1 : place + _SUM]):
            return place, word
        if word == "and" and low[place + 1 : place + 2] and low[place + 1] in FURTHER_ACTS:
            return None
        if word in STOPS or (word in PREPOSITIONS and not _inside_name(words, place)):
            return None
    return None


def _past_aside(low: list[str], end: int) -> int:
    """Where the object begins behind the day and a thing thrown in ("announced *on Monday, during a visit,* the grant of")."""
    index = (
        end + 2 if low[end : end + 1] == ["on"] and low[end + 1 : end + 2] and low[end + 1] in DAYS else end
    )
    if low[index : index + 1] != [","]:
        return index
    closing = next((k for k in range(index + 1, min(len(low), index + _OBJECT)) if low[k] == ","), 0)
    return closing + 1 if closing and low[index + 1] in _THROWN_IN else index


def _names_nothing(words: Words, end: int, opening: Opening) -> bool:
    """Whether no object follows that a rule could need: "agree to *meet*", "pledged *to boost* exchanges of personnel"."""
    low = words.low
    if opening.rest and opening.rest[-1] in {"to", "on", "upon", "into"}:
        return not (end < len(low) and (low[end] in DETERMINERS or words.capital(end)))
    gives = opening.rule.kind in _OF_NOUNS and low[end : end + 1] == ["to"]
    return gives and end + 1 < len(low) and bare(low[end + 1])


def _inside_name(words: Words, place: int) -> bool:
    """Whether a preposition stands between two capitals ("Commission *on* Human Rights")."""
    return 0 < place < len(words) - 1 and words.capital(place - 1) and words.capital(place + 1)


def _is_sum(words: Words, place: int) -> bool:
    word = words.low[place]
    if word in {"$", "€", "£", "¥"} or word in NUMBERS:
        return True
    return word[0].isdigit() and not re.fullmatch(r"(?:19|20)\d\d|\d+(?:st|nd|rd|th)", word)


def mood_of(form: str, auxiliaries: list[str]) -> str | None:
    """How the verb stands: by its auxiliaries, then by its form; None where the two do not go together."""
    if not auxiliaries:
        return _ALONE.get(form, "present")
    helped = set(auxiliaries)
    if helped & HYPOTHETICAL:
        return "modal"
    if helped & WILL:
        return "future"
    being, having = bool(helped & BE), bool(helped & HAVE)
    if form == "ing":
        return "progressive" if being else "participle"
    if form in {"ed", "en"}:
        return "passive" if being else "perfect" if having else {"ed": "past"}.get(form)
    return None if being or having else "present"
