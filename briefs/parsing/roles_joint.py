"""An instrument that one party signs comes in; those with whom it is signed go out: they act too."""

from __future__ import annotations

from briefs.model import Code, Kind
from briefs.parsing.actors_cast import Cast
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds import Sense

_TAKES_TWO = frozenset(
    {"sign", "conclude agreement", "reach agreement", "exchange notes", "agree to do", "agree instrument"}
)
_BEFORE = frozenset({"the", "his", "her", "its", "their"})
"""What stands before the party with whom one signs ("with *his* Lumerian counterpart")."""
_LONGEST = 16
"""Words between the verb and "with", in which the instrument is named."""


def signed_with(words: Words, one: Sense, cast: Cast) -> tuple[Code, ...]:
    """The parties right behind "with" ("Lumeria signed a visa agreement *with Norlund*"); nobody where it is about them."""
    if one.kind is not Kind.ADOPTION or one.group.rule.lemma not in _TAKES_TWO or len(one.subject.codes) > 1:
        return ()
    low, stop = words.low, min(one.end, one.group.end + _LONGEST)
    place = next((k for k in range(one.group.end, stop) if low[k] == "with"), 0)
    if not place or place + 1 >= one.end:
        return ()
    first = place + 2 if low[place + 1] in _BEFORE and place + 2 < one.end else place + 1
    named = cast.at(words.starts[first])
    if named is None or named.code in one.subject.codes or named.form == "possessive":
        return ()
    return (named.code,)
