"""A sense and its sentence come in; the side that acts goes out, put right where the sentence contradicts it.

Nobody thanks himself or works with himself, and "reaffirmed Peru's commitment" is said by Peru. Where an office or a
pronoun was traced to one of two sides and what it does points at that same side, the other one acts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefs.model import Kind
from briefs.parsing.word_sets import words as word_set

if TYPE_CHECKING:
    from briefs.model import Code
    from briefs.parsing.actors_cast import Cast, Named
    from briefs.parsing.clauses_words import Words
    from briefs.parsing.kinds import Sense

_TWO_SIDES = 2
_PERSONAL = frozenset({"person", "pronoun", "party"})
_SAYS_OWN = word_set(
    "affirm affirms affirmed reaffirm reaffirms reaffirmed express expresses expressed expressing voice voices voiced convey conveys "
    "conveyed reiterate reiterates reiterated confirm confirms confirmed extend extended renewed"
)
"""With these one tells one's own stance; a stance that is thanked for or welcomed is the other's."""
_STANCES = word_set(
    "commitment commitments readiness willingness interest desire determination intention resolve keenness gratitude appreciation "
    "thanks solidarity hope eagerness preparedness view views position stance concern concerns support wish wishes"
)
"""What is always the speaker's own ("conveyed *Peru's gratitude*")."""
_TOGETHER = word_set(
    "cooperation cooperate cooperating work working ties relations partnership partner engage collaborate collaboration"
)
_NEAR = 9
"""Words behind a verb in which its first object begins."""
_ADDRESSED = word_set("side government authorities counterpart minister delegation")
"""Who is asked."""
_LEADS = frozenset({"the", "of", "from", "to"})


def checked(words: Words, one: Sense, cast: Cast) -> Sense:
    """The sense with the side that can have acted; as it was where the sentence does not contradict it."""
    sides, actors = cast.stage.together, one.subject.codes
    if (
        len(sides) != _TWO_SIDES
        or len(actors) != 1
        or actors[0] not in sides
        or one.subject.how not in _PERSONAL
    ):
        return one
    if one.subject.start < one.group.start and cast.within(
        words.starts[one.subject.start], words.ends[one.group.start - 1]
    ):
        return one  # the sentence names the party of its subject
    side = _says(words, one, cast, sides)
    if side is None or side == actors[0]:
        return one
    if one.subject.how == "person":
        cast.memory.person = cast.memory.last = (side,)
    return replace(one, subject=replace(one.subject, codes=(side,)))


def _says(words: Words, one: Sense, cast: Cast, sides: tuple[Code, ...]) -> Code | None:
    """The side that the objects of a verb show to be the one that acts."""
    start, end = one.group.end, one.end
    if start >= end:
        return None
    named = cast.within(words.starts[start], words.ends[end - 1])
    first = named[0] if named else None
    if first is None or first.code not in sides:
        return None
    place = next(
        k for k in range(start, end) if words.starts[k] >= first.start or words.ends[k] > first.start
    )
    if words.low[one.group.at] in _SAYS_OWN and _own_stance(words, start, place, first):
        return first.code
    if place > start + _NEAR:
        return None
    given = (
        one.kind is Kind.APPRECIATION
        and first.form != "demonym"
        and (first.form == "possessive" or set(words.low[start:place]) <= _LEADS)
    )
    other = next(code for code in sides if code != first.code)
    if one.kind is Kind.REQUEST and place <= start + 1 and _asked(words, place, first):
        return other
    return other if given or _with_another(words, place) else None


def _asked(words: Words, place: int, first: Named) -> bool:
    """Whether a side is asked by its name: nobody asks himself ("asked *the Peruvian side* to send")."""
    behind = next((k for k in range(place, len(words.low)) if words.starts[k] >= first.end), len(words.low))
    return first.form in {"demonym", "possessive"} and not _ADDRESSED.isdisjoint(
        words.low[behind : behind + 2]
    )


def _own_stance(words: Words, start: int, place: int, first: Named) -> bool:
    """Whether a stance is said to be a side's own: "*Peru's commitment*", "the *commitment of* the Peruvian government"."""
    low = words.low
    behind = next((k for k in range(place, len(low)) if words.starts[k] >= first.end), len(low))
    if first.form == "possessive":
        return place <= start + 1 and not _STANCES.isdisjoint(low[behind : behind + 4])
    led = low[start:place]
    stance = next((k for k, word in enumerate(led) if word in _STANCES), -1)
    return stance >= 0 and led[stance + 1 :] in (["of"], ["of", "the"])


def _with_another(words: Words, place: int) -> bool:
    """Whether the side is named as the one to work with ("ready to *work closely with Peru*")."""
    led = words.low[max(0, place - 4) : place]
    return led[-1:] == ["with"] or (led[-2:] == ["with", "the"] and not _TOGETHER.isdisjoint(led))
