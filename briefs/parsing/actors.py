"""The words before a verb come in, with who is on the stage; the parties that act go out."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.model import Code
from briefs.parsing.actors_cast import Cast, Named, Stage, Subject, pronoun
from briefs.parsing.actors_named import agency, of_equals, person
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
    STYLES,
    TITLES,
)  # fmt: skip
from briefs.parsing.clauses_words import Words, is_adverb
from briefs.values import value

_JOINS = frozenset({"and", ",", ";", "&", "alongside"})
_OF = frozenset({"of", "from"})
_BELONGS = frozenset({"of", "from", "between"})
_BARE = frozenset({"the", "h.e", "h.e.", "mr", "mr.", "ms", "ms.", "mrs", "dr", "dr."})
_PAIR = 2
_SHORT_TITLES = frozenset({"eam", "pm"})
_DEFINITE = frozenset({"the", "h.e", "h.e.", "his", "her"})
_PARTS = frozenset({"some", "several", "many", "most"})
_OURS = frozenset({"ministers", "leaders", "delegations", "heads", "members"})
_SHORT = 2
"""Words of a subject that is a pronoun, "both" or "all" included."""


def subject(words: Words, start: int, end: int, cast: Cast) -> Subject | None:
    """The parties that words ``start`` to ``end`` name as acting, or None where they name a thing or nobody."""
    start = _begin(words, start, end)
    if start >= end:
        return None
    low = words.low
    if low[start] in PRONOUNS and (end - start <= _SHORT or low[start + 1] == ","):
        meant = pronoun(low[start], cast)
        return Subject(meant, start, "pronoun", low[start] in {"we", "they"}) if meant else None
    codes: list[Code] = []
    how, first, several = "", True, False
    for begin, stop in _conjuncts(words, start, end, cast):
        found = _conjunct(words, begin, stop, cast, codes, first=first)
        if found is None and first:
            return agency(words, start, end, cast)
        if found is not None:
            codes.extend(code for code in found.codes if code not in codes)
            several = several or found.plural or not first
            how = how or found.how
        elif stop == end and not words.capital(stop - 1):
            return None
        first = False
    plural = several and (len(codes) > 1 or how in {"group", "meeting"})
    return Subject(tuple(codes), start, how, plural) if codes else None


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
        if words.low[index] in _JOINS and not any(first < at < last for first, last in inside):
            if index > begin:
                found.append((begin, index))
            begin = index + 1
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
    owned = owned and EQUALS.isdisjoint(low[start + 2 : start + 5])
    if (
        start >= end
        or (low[start] in OTHERS and not _of_ours(low, start, end))
        or (not first and (owned or low[start] == "other"))
    ):
        return None
    stop = _core(words, start, end, cast)
    part = _Part(words, start, stop, end, cast.within(words.starts[start], words.ends[stop - 1]), cast)
    named = part.inside[-1] if part.inside else None
    counted = (
        named is None and not COUNTS.isdisjoint(low[start : start + 2]) and _plural(low[start], low[stop - 1])
    )
    if low[stop - 1] in GROUPS or low[stop - 1] in MEETINGS or counted:
        return _group(part)
    if named is not None and named.end == words.ends[stop - 1] and named.form != "possessive":
        return Subject((named.code,), start, "party") if _only_names(part, named) else None
    return _one(part, before, first=first)


def _one(part: _Part, before: Sequence[Code], *, first: bool) -> Subject | None:
    """One who acts: "his Lumerian counterpart", "he" beside another, an office, a person by name."""
    words, low, start, stop = part.words, part.words.low, part.start, part.stop
    if part.inside and low[stop - 1] in EQUALS:
        return Subject((part.inside[-1].code,), start, "person")
    if start + 1 == part.end and low[start] in {"he", "she"} and part.cast.memory.person:
        return Subject(part.cast.memory.person, start, "person")
    if _holds_office(words, start, stop):
        return _office(part, before, first=first)
    return person(words, start, stop, part.cast)


def _of_ours(low: list[str], start: int, end: int) -> bool:
    """Whether "some ministers" are some of those present; "some countries" are not."""
    return low[start] in _PARTS and end == start + 2 and low[start + 1] in _OURS


def _plural(first: str, head: str) -> bool:
    """Whether a count has a plural behind it, or stands alone ("the two *capitals*", "the *two*")."""
    return head.endswith("s") or (first == "the" and head in COUNTS)


def _only_names(part: _Part, named: Named) -> bool:
    """Whether nothing but names, articles and adverbs stands before a party ("He *encouraged* the United States" fails)."""
    words = part.words
    for index in range(part.start, part.stop):
        if words.starts[index] >= named.start:
            return True
        word = words.low[index]
        if word[0].isalpha() and not (words.capital(index) or word in APPOSED or is_adverb(word)):
            return word in POSSESSIVES and named.form == "demonym" and of_equals(words, index)
    return words.low[part.start] not in PRONOUNS


_ORGANS = frozenset(
    {
        "commission",
        "council",
        "assembly",
        "bank",
        "court",
        "board",
        "authority",
        "committee",
        "senate",
        "parliament",
        "conference",
        "secretariat",
    }
)
_ORGAN_REACH = 4


@value(frozen=True, slots=True)
class _Part:
    """One member of a list of subjects: words ``start`` to ``end``, its head before ``stop``, the parties in between."""

    words: Words
    start: int
    stop: int
    end: int
    inside: Sequence[Named]
    cast: Cast

    @property
    def low(self) -> list[str]:
        """The words up to the first preposition."""
        return self.words.low[self.start : self.stop]

    def behind(self, prepositions: frozenset[str]) -> tuple[Code, ...]:
        """The parties behind "of" or "from"."""
        if self.stop >= self.end or self.words.low[self.stop] not in prepositions:
            return ()
        named = self.cast.within(self.words.starts[self.stop], self.words.ends[self.end - 1])
        return tuple(dict.fromkeys(one.code for one in named))


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


def _group(part: _Part) -> Subject | None:
    """A plural: the parties it names, or all who are present ("the Australian and Lao ministers", "both sides")."""
    head = part.low[-1]
    codes = tuple(dict.fromkeys(one.code for one in part.inside)) or part.behind(_BELONGS)
    if (
        not codes
        and "member" in part.low
        and not (part.low[0] == "the" and part.cast.stage.voice)
        and len(part.cast.stage.together) == 1
        and part.cast.stage.home in part.cast.stage.together
    ):
        return None
    if not codes:
        if head in NAMED and not set(part.low) & ALL_OF:
            return None
        codes = part.cast.stage.own if part.low[0] == "our" else part.cast.stage.together
    how = "meeting" if head in MEETINGS else "group"
    return Subject(codes, part.start, how, plural=True) if codes else None


def _office(part: _Part, before: Sequence[Code], *, first: bool) -> Subject | None:
    """An office or a body of a state: by the state it is named with, else by the person, else the publisher's."""
    how = "person" if set(part.low) & TITLES else "party"
    codes = tuple(one.code for one in part.inside[:1]) or part.behind(_OF)[:1]
    if codes:
        return Subject(codes, part.start, how)
    known = person(part.words, part.start, part.stop, part.cast)
    if known is not None:
        return known
    code = _office_alone(part, before, first=first)
    spoken, stage = part.cast.memory.person, part.cast.stage
    office = " ".join(word for word in part.low if word not in _BARE)
    doubtful = code is None or (stage.reported and code == stage.home and office not in stage.offices)
    if doubtful and first and part.low[0] == "the" and len(part.low) == _PAIR and len(spoken) == 1:
        code = spoken[0]
    return Subject((code,), part.start, how) if code else None


def _office_alone(part: _Part, before: Sequence[Code], *, first: bool) -> Code | None:
    """For whom "the Prime Minister", "the Kingdom" or, behind another, "and the President" acts."""
    stage = part.cast.stage
    if _ORGANS & set(part.words.low[part.stop : min(part.end, part.stop + _ORGAN_REACH)]):
        return None  # "the President of the Commission" presides over no state
    low = [word for word in part.low if word not in _BARE]
    named = next(
        (k for k, word in enumerate(low) if word not in TITLES and word not in {"of", "and"}), len(low)
    )
    known = (
        stage.offices.get(" ".join(low))
        or stage.offices.get(" ".join(low[:named]))
        or stage.styles.get(part.low[-1])
    )
    if known is not None and known not in before:
        return known
    if named and first and known is None:
        other = _other_side(stage)
        if other is not None:
            return other
    if first:
        return stage.home if part.low[0] in _DEFINITE or part.low[-1] in _SHORT_TITLES else None
    rest = [code for code in stage.together if code not in before]
    return rest[0] if before and len(rest) == 1 else None


def _other_side(stage: Stage) -> Code | None:
    """Of two sides the one whose offices the text does not name, where it names those of the other."""
    held = set(stage.offices.values())
    rest = [code for code in stage.together if code not in held]
    return rest[0] if len(stage.together) == _PAIR and len(rest) == 1 and stage.home is None else None
