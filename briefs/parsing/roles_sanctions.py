"""Measures against somebody come in; the states that they are to hit go out ("prolong the sanctions *against Lumeria*")."""

from __future__ import annotations

from briefs.model import Code
from briefs.parsing.actors_cast import Cast
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds import Sense
from briefs.parsing.roles_owners import listed, place_of
from briefs.parsing.word_sets import words as word_set

_MEASURES = word_set("sanctions sanction measures embargo embargoes tariffs restrictions penalties")
_AGAINST = frozenset({"against", "on"})
_NEAR = 8
"""Words behind a verb within which its object is named."""
_BETWEEN = 6
"""Words between the measures and those whom they hit ("sanctions *on two more* Lumerian banks")."""


def hit(words: Words, found: Sense, cast: Cast) -> tuple[Code, ...]:
    """The parties against which measures are promised, kept or lifted; empty where the clause names none."""
    start, end = found.group.end, found.end
    place = next((k for k in range(start, min(end, start + _NEAR)) if words.low[k] in _MEASURES), end)
    if place >= end - 1 or _AGAINST.isdisjoint(words.low[place + 1 : min(end, place + _BETWEEN)]):
        return ()
    for one in cast.within(words.starts[place], words.ends[end - 1]):
        at = place_of(words, place, end, one.start)
        led = words.low[max(place, at - _BETWEEN) : at]
        if one.code in found.subject.codes or _AGAINST.isdisjoint(led):
            continue
        return (one.code, *listed(words, one, cast, found.subject.codes))
    return ()
