"""The words before a verb come in, with who is on the stage; the parties that act go out."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model import Code
from briefs.parsing.actors_cast import Cast, Named, Subject, pronoun
from briefs.parsing.actors_named import agency, of_equals, person
from briefs.parsing.actors_offices import Part, at_table, equal, office
from briefs.parsing.actors_words import (
    ALL_OF,
    APPOSED,
    COUNTS,
    EQUALS,
    GROUPS,
    HOLLOW,
    MEETINGS,
    NAMED,
    OFFICES,
    OTHERS,
    PARTICLES,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    REGIONAL,
    STYLES,
    TITLES,
)  # fmt: skip
from briefs.parsing.clauses_words import Words, is_adverb

_JOINS = frozenset({"and", ",", ";", "&", "alongside"})
_ALSO = ["as", "well", "as"]
_BELONGS = frozenset({"of", "from", "between"})
_FROM = frozenset({"from"})
"""Behind it stand those of a body's leaders who act ("Group leaders *from* Lumeria and Ostia")."""
_PARTS = frozenset({"some", "several", "many", "most"})
_OURS = frozenset({"ministers", "leaders", "delegations", "heads", "members"})
_SIDES = frozenset({"sides", "countries", "states", "governments", "officials", "presidents"})
_BODIES = frozenset({"EU", "UN"})
"""Bodies whose code is as short as a state's."""
_AT_TABLE = frozenset({"host", "guest", "visitor", "visiting"})
_QUOTED = 1_000
"""Letters before a word in which the quotation mark is looked for that opens what is quoted."""
_NAMES = 7
"""Words before "and I" among which a name and its title stand."""
_SHORT = 2
"""Words of a subject that is a pronoun, "both" or "all" included."""


def subject(words: Words, start: int, end: int, cast: Cast) -> Subject | None:
    """The parties that words ``start`` to ``end`` name as acting, or None where they name a thing or nobody."""
    start = _begin(words, start, end)
    if start >= end:
        return None
    low = words.low
    if (
        low[start] == "he"
        and end > start + 1
        and words.said(start, start + 1) == "HE"
        and words.capital(start + 1)
    ):
        start += 1  # "HE Arroyo" is His Excellency
    if low[start] in PRONOUNS and (end - start <= _SHORT or low[start + 1] == ","):
        meant = pronoun(low[start], cast, quoted=_quoted(words, start))
        beside = _beside(words, start, cast) if low[start] == "i" and start > _SHORT else ()
        if beside and meant:
            return Subject((*beside, *meant), start, "group", plural=True)
        return Subject(meant, start, "pronoun", low[start] in {"we", "they"}) if meant else None
    codes: list[Code] = []
    how, first, several = "", True, False
    title: frozenset[str] = frozenset()
    for begin, stop in _conjuncts(words, start, end, cast):
        found = _conjunct(words, begin, stop, cast, codes, first=first)
        if found is None and first:
            return agency(words, start, end, cast)
        if found is not None:
            codes.extend(code for code in found.codes if code not in codes)
            several = several or found.plural or not first
            how, title = how or found.how, title or found.title
        elif stop == end and not words.capital(stop - 1) and not (codes and words.low[begin] in POSSESSIVES):
            return None  # but "Lumeria and *its partners* will …" is Lumeria's promise
        first = False
    plural = several and (len(codes) > 1 or how in {"group", "meeting"})
    return Subject(tuple(codes), start, how, plural, title) if codes else None


def _beside(words: Words, start: int, cast: Cast) -> tuple[Code, ...]:
    """Whom somebody names before himself ("*Minister Arroyo and* I agreed")."""
    if words.low[start - 1] != "and":
        return ()
    begin = start - 1
    while begin > max(0, start - _NAMES) and words.capital(begin - 1):
        begin -= 1
    begin -= begin > 0 and words.low[begin - 1] == "the"
    found = _conjunct(words, begin, start - 1, cast, (), first=True) if begin < start - 1 else None
    return found.codes if found else ()


def _quoted(words: Words, index: int) -> bool:
    """Whether the last quotation mark before a word is one that opens."""
    text, end = words.text, words.starts[index]
    begin = max(0, end - _QUOTED)
    mark = text.rfind('"', begin, end)
    low_mark = text.rfind("\u201e", begin, end)
    return low_mark > mark or (
        mark >= 0 and text[mark - 1 : mark] in {"", " ", "("} and text[mark + 1] != " "
    )


def _begin(words: Words, start: int, end: int) -> int:
    low = words.low
    while start < end and (is_adverb(low[start]) or low[start] in HOLLOW):
        if low[start] == "all" and low[start + 1 : start + 2] == ["of"]:
            break
        start += 1
    return start


def _conjuncts(words: Words, start: int, end: int, cast: Cast) -> list[tuple[int, int]]:
    """The members of a list of subjects; an "and" inside the name of a party parts nothing ("Trinidad *and* Tobago")."""
    found, begin = [], start
    inside = [(one.start, one.end) for one in cast.within(words.starts[start], words.ends[end - 1])]
    for index in range(start, end):
        at = words.starts[index]
        also = words.low[index : index + 3] == _ALSO
        if (also or words.low[index] in _JOINS) and not any(first < at < last for first, last in inside):
            if index > begin:
                found.append((begin, index))
            begin = index + (len(_ALSO) if also else 1)
    if end > begin:
        found.append((begin, end))
    return found


def _conjunct(
    words: Words, start: int, end: int, cast: Cast, before: Sequence[Code], *, first: bool
) -> Subject | None:
    """Who one member of a list of subjects is; None for a thing, and for "its members" or "other states"."""
    low = words.low
    start = _begin(words, start, end)
    owned = start < end and low[start] in POSSESSIVES and STYLES.isdisjoint(low[start + 1 : start + 3])
    owned = owned and EQUALS.isdisjoint(low[start + 1 : start + 5])
    if (
        start >= end
        or (low[start] in OTHERS and not _of_ours(low, start, end))
        or (not first and (owned or low[start] == "other" or _same_person(words, start, end, cast)))
    ):
        return None
    stop = _core(words, start, end, cast)
    part = Part(words, start, stop, end, cast.within(words.starts[start], words.ends[stop - 1]), cast)
    named = part.inside[-1] if part.inside else None
    counted = (
        named is None and not COUNTS.isdisjoint(low[start : start + 2]) and _plural(low[start], low[stop - 1])
    )
    if low[stop - 1] in GROUPS or low[stop - 1] in MEETINGS or counted:
        return _group(part)
    if named is not None and named.end == words.ends[stop - 1] and named.form != "possessive":
        return Subject((named.code,), start, "party") if _only_names(part, named) else None
    return _one(part, before, first=first)


def _one(part: Part, before: Sequence[Code], *, first: bool) -> Subject | None:
    """One who acts: "his Lumerian counterpart", "he" beside another, an office, a person by name."""
    words, low, start, stop = part.words, part.words.low, part.start, part.stop
    if low[stop - 1] in EQUALS:
        return equal(part, before)
    if start + 1 == part.end and low[start] == "i" and part.cast.stage.speaker:
        return Subject((part.cast.stage.speaker,), start, "person")
    if start + 1 == part.end and low[start] in {"he", "she"} and part.cast.memory.person:
        return Subject(part.cast.memory.person, start, "person")
    seated = at_table(part) if not _AT_TABLE.isdisjoint(low[start:stop]) else None
    if seated is not None:
        return seated
    if _holds_office(words, start, stop):
        return office(part, before, first=first)
    return person(words, start, stop, part.cast)


def _same_person(words: Words, start: int, end: int, cast: Cast) -> bool:
    """Whether it is a further office of the one before ("the Prime Minister and *Minister of Foreign Affairs*")."""
    named = cast.within(words.starts[start], words.ends[end - 1])
    return words.low[start : start + 2] in (["minister", "of"], ["minister", "for"]) and not named


def _of_ours(low: list[str], start: int, end: int) -> bool:
    """Whether "some ministers" are some of those present; "some countries" are not."""
    return low[start] in _PARTS and end == start + 2 and low[start + 1] in _OURS


def _plural(first: str, head: str) -> bool:
    """Whether a count has a plural behind it, or stands alone ("the two *capitals*", "the *two*")."""
    return head.endswith("s") or (first == "the" and head in COUNTS)


def _only_names(part: Part, named: Named) -> bool:
    """Whether nothing but names, articles and adverbs stands before a party ("He *encouraged* the United States" fails)."""
    words = part.words
    for index in range(part.start, part.stop):
        if words.starts[index] >= named.start:
            return True
        word = words.low[index]
        if word[0].isalpha() and not (words.capital(index) or word in APPOSED or is_adverb(word)):
            return word in POSSESSIVES and named.form == "demonym" and of_equals(words, index)
    return words.low[part.start] not in PRONOUNS


def _core(words: Words, start: int, end: int, cast: Cast) -> int:
    """Where the first preposition behind a head stands; one inside the name of a party is none."""
    stop, covered = start, -1
    while stop < end:
        one = cast.at(words.starts[stop])
        if one is not None:
            covered = one.end
        elif words.low[stop] in PREPOSITIONS and stop > start and words.starts[stop] >= covered:
            break
        stop += 1
    return stop


def _holds_office(words: Words, start: int, stop: int) -> bool:
    """Whether an office is what is spoken of: nothing but a name stands behind it ("the foreign *investors*" hold none)."""
    last = max(
        (k for k in range(start, stop) if words.low[k] in OFFICES or words.low[k] in TITLES), default=-1
    )
    if last < 0:
        return False
    return all(
        words.capital(k)
        or not words.low[k][0].isalpha()
        or words.low[k] in PARTICLES
        or is_adverb(words.low[k])
        for k in range(last + 1, stop)
    )


def _group(part: Part) -> Subject | None:
    """A plural: the parties it names, or all who are present ("the Australian and Lao ministers", "both sides")."""
    head = part.low[-1]
    from_states = part.behind(_FROM) if head in _OURS else ()
    codes = from_states or tuple(dict.fromkeys(one.code for one in part.inside)) or part.behind(_BELONGS)
    if (
        not codes
        and "member" in part.low
        and not (part.low[0] == "the" and part.cast.stage.voice)
        and len(part.cast.stage.together) == 1
        and part.cast.stage.home in part.cast.stage.together
    ):
        return None
    if not codes:
        if (head in NAMED and not set(part.low) & ALL_OF) or not REGIONAL.isdisjoint(part.low):
            return None
        codes = part.cast.stage.own if part.low[0] == "our" else _seated(part)
    how = "meeting" if head in MEETINGS else "group"
    return Subject(codes, part.start, how, plural=True) if codes else None


def _seated(part: Part) -> tuple[Code, ...]:
    """All who are present; "the *two* ministers" are those of the two states where a body's official sits beside them."""
    everyone = part.cast.stage.together
    if len(everyone) != _SHORT + 1 or "two" not in part.low or part.low[-1] not in _OURS | _SIDES:
        return everyone
    states = tuple(code for code in everyone if len(code) == _SHORT and code not in _BODIES)
    return states if len(states) == _SHORT else everyone
