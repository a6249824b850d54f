"""Thanks or a welcome for something given come in; who gave it and to whom go out."""

from __future__ import annotations

import re

from briefs.model import Code, Kind
from briefs.parsing.actors_cast import Cast, Named
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds import Sense

_BY = frozenset({"by", "from"})
_TO = frozenset({"to", "for", "with"})
_SUPPORT = frozenset({"of", "to"})
_TO_A_BODY = re.compile(
    r"\b(?:to|through|via)\s(?:the\s)?(?:[A-Z][\w\u2019'&-]{0,24}\s(?:(?:of|for|on|the|and)\s){0,2}){1,6}"
    r"(?:Cross|Crescent|Organi[sz]ation|Agency|Commission|Committee|Council|Bank|Institute|University|Alliance|Authority|Secretariat|Centre|Center"
    r"|Foundation|Federation|Mission|Tribunal|Court|Federations?|Societ(?:y|ies)|Association)\b(?!\s(?:of|in|for)\b)"
)
_PROJECT = re.compile(
    r" (?:[a-z-]{3,16} ){0,3}(?:project|programme|program|plan|response|reconstruction|recovery|appeal|crisis)\b"
)
"""What is described by the state in which it is ("the *Lumerian* coastal *project*")."""
_SPENT = frozenset({"in", "for"})
_AUXILIARIES = frozenset({"will", "would", "shall", "is", "are", "was", "were", "has", "have"})
_SUM = 3
"""Words before the verb at least where a sum and the place where it is spent are its subject."""
_LIST = 40
"""Characters between two givers that are named together ("by Lumeria *and the Republic of* Norlund")."""


def gift(
    words: Words, found: Sense, cast: Cast, thanked: tuple[Code, ...]
) -> tuple[tuple[Code, ...], tuple[Code, ...]]:
    """Who gives, and to whom: the one behind "by" or "from", else the one thanked; nobody: what is left is for the thanker."""
    start, end = found.group.end, found.end
    if start >= end:
        return thanked, ()
    if thanked and found.group.rule.kind is Kind.APPRECIATION:
        return thanked, ()
    named = cast.within(words.starts[start], words.ends[end - 1])
    first = next((k for k, one in enumerate(named) if _before(words, one) in _BY), None)
    if first is None:
        givers = thanked
    else:
        last = first
        while last + 1 < len(named) and _joined(words, named[last], named[last + 1]):
            last += 1
        givers = tuple(dict.fromkeys(one.code for one in named[first : last + 1]))
    given = tuple(
        one.code
        for one in named
        if one.code not in givers and one.code not in found.subject.codes and _receives(words, one)
    )
    return givers, tuple(dict.fromkeys(given))


def meant(words: Words, found: Sense, cast: Cast) -> tuple[Code, ...]:
    """For whom a gift is that names no receiver: "*In Lumeria*, $10 million will go to a wharf", "the *Lumerian* roads project"."""
    if found.kind is not Kind.PLEDGE or found.group.end >= found.end:
        return ()
    actors = found.subject.codes
    first = words.starts[1] if len(words) > 1 and words.low[0] in {"in", "for"} else -1
    ahead = cast.at(first) if first >= 0 else None
    if ahead is not None and ahead.code not in actors and words.text[ahead.end : ahead.end + 1] == ",":
        return (ahead.code,)
    for one in cast.within(words.starts[found.group.end], words.ends[found.end - 1]):
        described = _PROJECT.match(words.text, one.end)
        if described and one.code not in actors and _before_the(words, one):
            return (one.code,)
    return ()


def spent_there(words: Words, found: Sense, cast: Cast) -> tuple[Code, ...]:
    """Where a sum that does something is spent ("EUR 8 million *in Lumeria* will help host families")."""
    if found.kind is not Kind.PLEDGE or found.group.end < _SUM:
        return ()
    for one in cast.within(words.starts[0], words.ends[found.group.end - 1]):
        behind = _index(words, one.end)
        summed = any(word[0].isdigit() for word in words.low[: _index(words, one.start)])
        acts = words.low[behind : behind + 1] and words.low[behind] in _AUXILIARIES
        if summed and acts and one.code not in found.subject.codes and _before(words, one) in _SPENT:
            return (one.code,)
    return ()


def _before_the(words: Words, one: Named) -> bool:
    place = _index(words, one.start)
    return place > 0 and words.low[place - 1] == "the"


def to_another(words: Words, found: Sense) -> bool:
    """Whether a gift goes to a body that is no party here: "EUR 5 million to the Northern Relief Agency"."""
    if found.group.end >= found.end:
        return False
    return _TO_A_BODY.search(words.text, words.starts[found.group.end], words.ends[found.end - 1]) is not None


def _joined(words: Words, one: Named, other: Named) -> bool:
    between = words.text[one.end : other.start]
    return len(between) <= _LIST and between.replace(",", " ").split() in (
        ["and"],
        ["and", "the"],
        [],
        ["the"],
    )


def _index(words: Words, at: int) -> int:
    return next((k for k, start in enumerate(words.starts) if start >= at), len(words.starts))


def _before(words: Words, one: Named) -> str:
    """The word before a name, its article passed over."""
    place = _index(words, one.start) - 1
    if place > 0 and words.low[place] == "the":
        place -= 1
    return words.low[place] if place >= 0 else ""


def _receives(words: Words, one: Named) -> bool:
    place = _index(words, one.start) - 1
    if place > 0 and words.low[place] == "the":
        place -= 1
    word = words.low[place] if place >= 0 else ""
    return word in _TO or (
        word in _SUPPORT and words.low[place - 1] in {"support", "aid", "benefit", "favour", "assistance"}
    )
