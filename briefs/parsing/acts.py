"""The words of a sentence come in; the groups of verbs that may report an act go out, in order."""

from __future__ import annotations

from dataclasses import replace

from briefs.model import Kind
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_inflection import UNCHANGED
from briefs.parsing.acts_openings import mood_of, openings
from briefs.parsing.acts_promises import with_further
from briefs.parsing.acts_rules import Opening, Table
from briefs.parsing.acts_words import (
    AFTER_NOUNS,
    AUXILIARY,
    BE,
    BEARS_INFINITIVE,
    BEFORE_ADJECTIVES,
    HAVE,
    NEGATIONS,
    NOUN_BEFORE,
    NOUNS,
    PARTICIPLES,
    PREPOSITIONS,
    TALKS,
    WILL,
)
from briefs.parsing.clauses_words import Words, is_adverb

_NEAR = 6
"""Words behind a verb in which a visit says that somebody has only come ("has *begun* his official *visit*")."""
_CALL = 24
"""Words between "spoke" and what it was for: with whom, of where, on which day."""
_SPOKEN = frozenset({"spoke", "phoned", "telephoned"})
_WHO_OR_WHEN = frozenset(
    {"today", "yesterday", "phone", "telephone", "counterpart", "him", "her", "them", "leaders"}
)
"""What stands before the purpose of a call, besides a name ("with his *counterpart* to thank him", not "about *how* to")."""
_VOICED = frozenset({Kind.POSITION, Kind.APPRECIATION, Kind.REQUEST, Kind.COMMITMENT})
_CONTRACTED = frozenset({"it's", "that's", "there's", "let's", "what's"})
_OF_THE_PRESS = frozenset(
    {"release", "releases", "conference", "briefing", "statement", "service", "secretary", "office", "agency"}
)
_GOES_BACK = frozenset(
    {"go", "goes", "going", "date", "dates", "dating", "reach", "reaches", "look", "come", "comes"}
)
"""Before "back" these tell of a time or a way ("ties that *go back* to 1836"), and of no support."""
_HAVE_VIEWS = frozenset(
    {"exchange", "exchanging", "share", "sharing", "hold", "held", "similar", "common", "on"}
)


def groups(words: Words, table: Table) -> list[Group]:
    """Every group that may report an act, finite ones and participles; infinitives are left out."""
    found: list[Group] = []
    done = -1
    for index in [place for place, word in enumerate(words.low) if word in table]:
        if index <= done or (index > 0 and _titled(words, index)):
            continue
        group = _made(words, index, table)
        if group is not None:
            found.append(group)
            done = group.at
    return with_further(words, found, table)


def _titled(words: Words, index: int) -> bool:
    """Whether a word has a capital as in a name ("Member *States*"), and not all of it ("the Assembly *REQUESTS*")."""
    return words.capital(index) and not words.text[words.starts[index] : words.ends[index]].isupper()


def _made(words: Words, index: int, table: Table) -> Group | None:
    word = words.low[index]
    if word == "would":
        wished = openings(words, index, table, "base")
        if wished is not None and wished[0].rest:  # "We would welcome action by Lumeria"
            wish = _group(words, index, table)
            return None if wish is None else replace(wish, form="ed", mood="past")  # "would" knows no "-s"
        group = _future(words, index, table)
        return None if group is None else replace(group, mood="reported")
    if word in WILL:
        return _future(words, index, table)
    return _group(words, index, table) or (_done(words, index, table) if word in {"have", "has"} else None)


def _done(words: Words, index: int, table: Table) -> Group | None:
    """What a party says it has done, whatever the verb ("we have opened two posts")."""
    low, at = words.low, index + 1
    while at < len(low) and is_adverb(low[at]):
        at += 1
    past = at < len(low) and (
        low[at] in PARTICIPLES or (low[at].endswith("ed") and low[at] not in {"need", "indeed"})
    )
    start = _back(words, index)[0]
    chosen = openings(words, at, table, helped=[low[index]]) if past else None
    if (
        not past
        or (chosen is not None and chosen[0].rule.finite in {"any", "done"} and not chosen[0].rule.bearer)
        or low[at] in TALKS
        or "visit" in low[at + 1 : at + _NEAR]
        or (start > 0 and low[start - 1] == "to")
    ):
        return None
    rule = table[low[index]][-1].rule
    return Group(start, at, min(at + 1, len(low)), rule, "ed", "perfect", negated=False)


def _back(words: Words, index: int) -> tuple[int, list[str]]:
    """Where the group that ends before ``index`` begins, and its auxiliaries from right to left."""
    low, auxiliaries = words.low, []
    while index > 0:
        word = low[index - 1]
        if word in AUXILIARY or word in NEGATIONS:
            auxiliaries.append(word)
        elif word == "than" and index > 1 and low[index - 2] == "more":
            index -= 1  # "has *more than* doubled"
        elif not is_adverb(word) and not (word == "both" and index > 1 and low[index - 2] in AUXILIARY):
            break
        index -= 1
    return index, auxiliaries


def _group(words: Words, index: int, table: Table) -> Group | None:
    """The group around the main verb at ``index``; None where it is an infinitive, an adjective, a noun."""
    start, auxiliaries = _back(words, index)
    chosen = openings(words, index, table, helped=auxiliaries)
    if chosen is None:
        return None
    opening, end, needed = chosen
    form = "ed" if words.low[index] in UNCHANGED and (HAVE | BE) & set(auxiliaries) else opening.form
    mood = mood_of(form, auxiliaries)
    before = words.low[start - 1] if start > 0 else ""
    if form == "base" and start > 1 and before == "to" and words.low[start - 2] in BEARS_INFINITIVE:
        start, outer = _back(words, start - 2)
        auxiliaries += outer
        mood = "future" if WILL & set(outer) else "present"
    elif form == "base" and before == "to" and (spoke := _spoke(words, start - 1, opening)):
        start, mood = spoke, "past"
    elif (
        mood in {None, "modal", "future"}
        or before in BEFORE_ADJECTIVES
        or (mood == "past" and before.endswith(("'s", "s'")) and before not in _CONTRACTED)
        or (form == "base" and before == "to")
    ):
        return None
    elif mood == "participle" and _joined(words.low, index):
        start, mood = _joined(words.low, index), "past"
    elif mood == "present" and _is_noun(words, start, index, end):
        return None
    if mood is None or _leads_on(words, opening, end, table):
        return None
    return Group(start, index, end, opening.rule, form, mood, bool(NEGATIONS & set(auxiliaries)), needed)


def _leads_on(words: Words, opening: Opening, end: int, table: Table) -> bool:
    """Whether a verb leads to one that reports an act by itself ("continue to *support*", "is happy to *donate*")."""
    glad = bool(opening.rest) and opening.rest[-1] in BEARS_INFINITIVE and words.low[end : end + 1] == ["to"]
    if not glad and (opening.rule.finite != "ongoing" or opening.rest != ("to",)):
        return False
    end += glad
    while end < len(words) - 1 and is_adverb(words.low[end]):
        end += 1
    inner = openings(words, end, table, "base")
    return inner is not None and inner[0].rule.finite == "any"


def _spoke(words: Words, to: int, opening: Opening) -> int:
    """Where "spoke" begins before its purpose ("*spoke* today with Lumeria's leader *to congratulate* him"); 0 where it does not."""
    low = words.low
    if opening.rule.kind not in _VOICED or not (words.capital(to - 1) or low[to - 1] in _WHO_OR_WHEN):
        return 0
    for place in range(to - 1, max(0, to - _CALL), -1):
        if low[place] in _SPOKEN:
            return place
        if low[place] == "to" and low[place - 1] not in _SPOKEN:
            return 0
    return 0


def _joined(low: list[str], index: int) -> int:
    """Where "joined others in" begins before a participle ("joined others in commending"); 0 where it does not."""
    if low[index - 1] != "in":
        return 0
    for place in range(index - 2, max(0, index - 9), -1):
        if low[place] in {"joined", "joins", "join"}:
            return place
    return 0


def _is_noun(words: Words, start: int, index: int, end: int) -> bool:
    """Whether a form that is a noun too ("support", "calls") is one here."""
    low = words.low
    if start > 0 and low[start - 1] in {"we", "they", "i"}:
        return False
    if (
        low[index] == "views"
        and start > 0
        and (low[start - 1].endswith("ed") or low[start - 1] in _HAVE_VIEWS)
    ):
        return True
    goes = low[index] == "back" and index == start and low[index - 1] in _GOES_BACK
    reported = (
        low[index].endswith("s") and low[index] in NOUNS and start > 0 and low[start - 1].endswith("ed")
    )
    press = low[index] == "press" and bool(_OF_THE_PRESS & set(low[end : end + 1]))
    if goes or reported or press or (low[index] == "support" and low[end : end + 1] == ["to"]):
        return True  # "refuted *reports* that", "lends *support* to", "a *press* release said"
    behind = low[end] if end < len(low) else "."
    if low[index] in {"values", "interests"} and (
        behind in {"we", "they", "that", "which"} or behind.endswith(("ed", "ing"))
    ):
        return True  # "the vision and *values* enshrined in the Charter"
    states = low[index] == "states" and low[end : end + 1] not in (["that"], ["its"], ["his"])
    if states or (index > 0 and low[index - 1] in PREPOSITIONS and low[index - 1] not in {"as", "to"}):
        return True
    told = behind in {"for", "in", "with", "about"} or (behind == "on" and low[index] == "updates")
    named = behind in AFTER_NOUNS or (told and low[index] in NOUNS)
    return end == index + 1 and named


def _future(words: Words, index: int, table: Table) -> Group | None:
    """What a party says it will do, whatever the verb; "the will of the people" is none."""
    low = words.low
    if index > 0 and low[index - 1] in NOUN_BEFORE:
        return None
    start = _back(words, index)[0]
    at = index + 1
    negated = False
    if at < len(low) and low[at] == ",":
        at = next((k + 1 for k in range(at + 1, min(len(low) - 1, at + 8)) if low[k] == ","), at)
    while at < len(low) and (is_adverb(low[at]) or low[at] in NEGATIONS):
        negated = negated or low[at] in NEGATIONS
        at += 1
    if at >= len(low) or not low[at][0].isalpha() or low[at] in PREPOSITIONS:
        return None
    if low[at] in {"continue", "seek", "strive"} and at + 2 < len(low) and low[at + 1] == "to":
        at += 2
        while at < len(low) - 1 and is_adverb(low[at]):
            at += 1
    chosen = openings(words, at, table, "base")
    will = table["will"][0].rule
    doing = low[at] == "be" and low[at + 1 : at + 2] and low[at + 1].endswith("ing")
    if doing and openings(words, at + 1, table, "ing") is not None:
        at += 1  # "would be creating", "will be providing"
        chosen = openings(words, at, table, "ing")
    if chosen is None or low[at] == "be":
        return Group(start, at, min(at + 1, len(low)), will, "base", "future", negated)
    return Group(start, at, chosen[1], chosen[0].rule, "base", "future", negated, chosen[2])
