"""The words before a verb of a fact sheet come in; the state that acts, or whose undertaking acts, goes out.

A firm's name, a firm's undertaking and a body that no state is named with are nobody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model import Code, Kind
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.actors_named import agency
from briefs.parsing.actors_words import APPOSED, OFFICES, TITLES
from briefs.parsing.acts_sheets_words import (
    DEFINITE,
    FIRMS,
    FRONTED,
    INSERTED,
    OF_A_STATE,
    STAFF,
    STATE_BODIES,
    UNDERTAKINGS,
)
from briefs.parsing.clauses_words import Words, is_adverb, is_gerund
from briefs.parsing.kinds import Sense

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAIR = 2
_OPENING = 14
"""Words of a sentence in which a firm is called one."""
_MISSIONS = frozenset({"embassy", "consulate"})
_NO_MINISTRIES = frozenset({"US"})
"""A state whose government has departments: a ministry without a name is its partner's."""
_TIMES = frozenset({"week", "month", "year", "today", "tonight", "yesterday", "recently"})


def is_fronted(low: Sequence[str]) -> bool:
    """Whether something stands before the subject ("*In March,* the Embassy hosted")."""
    near = low[0] == "this" and low[1] not in _TIMES
    return (low[0] in FRONTED and not near) or is_gerund(low[0])


def who_acts(words: Words, verb: int, cast: Cast, giver: Code) -> Subject | None:
    """Which state acts before a verb, what is thrown in passed over ("The Embassy, *through a grant,* has …")."""
    low = words.low
    commas = [k for k in range(verb) if low[k] == ","]
    begins = [k + 1 for k in commas] if is_fronted(low) else [0]
    if low[0] == "together" and 1 not in begins:
        begins.insert(0, 1)
    for begin in begins:
        end = verb
        inner = [k for k in commas if k > begin]
        if inner and low[verb - 1] == "," and low[inner[0] + 1] in INSERTED:
            end = inner[0]
        while end > begin and (is_adverb(low[end - 1]) or low[end - 1] in {"has", "have"}):
            end -= 1
        if low[end - 1] in _TIMES and end - begin > _PAIR:
            end -= 1 + (low[end - 2] in {"this", "last"})
        if low[end - 1] == ")" and "(" in low[begin:end]:
            end = begin + low[begin:end].index("(")
        if giver in _NO_MINISTRIES and _of_partner(words, begin, end, cast, giver) == ():
            continue
        who = _housed(words, begin, end, cast, giver)
        who = who or (subject(words, begin, end, cast) if end > begin else None)
        who = who or (_body(words, begin, end, cast, giver) if end - begin >= _PAIR else None)
        if who is not None and not FIRMS & set(low[begin:end]) and _is_whole(words, begin, end, cast, who):
            return who
    return None


def _housed(words: Words, begin: int, end: int, cast: Cast, giver: Code) -> Subject | None:
    """Whose a house is that a plain reading gives to another: an embassy *in* the other state, the partner's ministry."""
    said = words.low[begin:end]
    if said == ["the", "commission"] and giver == "EU":
        return Subject((giver,), begin, "party")
    named = cast.within(words.starts[begin], words.ends[end - 1]) if end > begin else ()
    if _MISSIONS & set(said) and "and" not in said:
        house = next(k for k in range(begin, end) if words.low[k] in _MISSIONS)
        whose = [one.code for one in named if one.start < words.starts[house]]
        return Subject((whose[0] if whose else giver,), begin, "party")
    partner = _of_partner(words, begin, end, cast, giver) if giver in _NO_MINISTRIES else None
    return Subject(partner, begin, "party") if partner else None


def _of_partner(words: Words, begin: int, end: int, cast: Cast, giver: Code) -> tuple[Code, ...] | None:
    """Whose a ministry without a state is where the giver has none: the only partner's, else nobody's; None for no such ministry."""
    named = cast.within(words.starts[begin], words.ends[end - 1]) if end > begin else ()
    if "ministry" not in words.low[begin:end] or named:
        return None
    partners = tuple(code for code in cast.stage.parties if code != giver)
    return partners if len(partners) == 1 else ()


def _is_whole(words: Words, begin: int, end: int, cast: Cast, who: Subject) -> bool:
    """Whether a party that closes the subject is all of it: "*Orange* Lumeria" is a firm."""
    if who.how != "party" or end - begin < _PAIR:
        return True
    last = [
        one for one in cast.within(words.starts[begin], words.ends[end - 1]) if one.end == words.ends[end - 1]
    ]
    return (
        not last
        or last[0].start <= words.starts[begin + (words.low[begin] in DEFINITE)]
        or end - begin > _PAIR
    )


def _body(words: Words, begin: int, end: int, cast: Cast, giver: Code) -> Subject | None:
    """A body of a state by its name ("the *Lumerian* Federal *Police*", "the *National* Science *Foundation*")."""
    low = words.low
    partners = next((k for k in range(begin, end - 2) if low[k : k + 3] == ["and", "its", "partners"]), end)
    head = next((k for k in range(partners - 1, begin, -1) if low[k] in STATE_BODIES), 0)
    if not head or not words.capital(head):
        return agency(words, begin, end, cast)
    named = cast.within(words.starts[begin], words.ends[head])
    if named:
        codes = tuple(dict.fromkeys(one.code for one in named))
        return Subject(codes, begin, "party", plural=len(codes) > 1)
    own = low[begin] == "the" and low[begin + 1] in OF_A_STATE
    return Subject((giver,), begin, "party") if own else None


def undertaking(words: Words, begin: int, end: int, cast: Cast, owners: tuple[Code, ...]) -> Subject | None:
    """Those whose undertaking acts: "This project", "The new wells partnership"; none where it is a firm's."""
    low = words.low
    while end > begin and is_adverb(low[end - 1]):
        end -= 1
    if low[end - 1 : end] == [","] and "," in low[begin : end - 1]:
        end = low.index(",", begin)
    if end <= begin or low[begin] not in DEFINITE or not owners:
        return None
    stop = next(
        (k for k in range(begin + 1, end) if low[k] in {"built", "of", "for", "on", "between", "("}), end
    )
    if low[stop - 1] not in UNDERTAKINGS or FIRMS & set(low[begin:end]):
        return None
    named = cast.within(words.starts[begin], words.ends[end - 1])
    if any(one.code not in {*owners, *cast.stage.together} for one in named):
        both = tuple(dict.fromkeys(one.code for one in named))
        between = low[stop : stop + 1] == ["between"] and owners[0] in both
        return Subject(both, begin, "thing", plural=True) if between else None
    owned = any(low[k].endswith("'s") for k in range(begin, stop))
    if owned and not named:
        return None
    return Subject(owners, begin, "thing", plural=len(owners) > 1)


def sent(words: Words, begin: int, end: int, cast: Cast, giver: Code) -> Subject | None:
    """Whose people they are who will go or leave ("*Lumerian trainers* will leave the camp")."""
    low = words.low
    stop = next((k for k in range(begin, end) if low[k] == ","), end)
    if stop == begin or low[stop - 1] not in STAFF:
        return None
    named = cast.within(words.starts[begin], words.ends[stop - 1])
    known = bool(named) and named[0].code in {giver, *cast.stage.parties}
    return Subject((named[0].code,), begin, "party") if known else None


def owners_after(
    words: Words, cast: Cast, found: tuple[Code, ...], before: tuple[Code, ...]
) -> tuple[Code, ...]:
    """Whose undertaking is spoken of after a sentence: theirs who acted in it, nobody's where a firm did."""
    if found:
        return found
    low = words.low
    firm = bool(FIRMS & set(low[:_OPENING])) and low[0] not in FRONTED
    named = words.capital(0) and low[0] not in DEFINITE | FRONTED | {
        "it",
        "a",
        "an",
        "more",
        "each",
        "he",
        "she",
    }
    return () if firm or (named and cast.at(words.starts[0]) is None and not is_adverb(low[0])) else before


def by_firm(words: Words, one: Sense, cast: Cast) -> bool:
    """Whether a firm gives that bears a state's name behind its own ("*Orbita* Lumeria invested $3 million")."""
    at = one.subject.start
    if (
        one.subject.how != "party"
        or one.kind is not Kind.PLEDGE
        or at + 2 >= len(words)
        or not words.capital(at)
    ):
        return False
    plain = words.low[at] in FRONTED | APPOSED | TITLES | OFFICES or is_adverb(words.low[at])
    behind = cast.at(words.starts[at + 1])
    mine = cast.at(words.starts[at])
    return not plain and mine is None and behind is not None and behind.end == words.ends[one.group.start - 1]
