"""The senses of a sentence with who is present come in; drafts of outcomes go out: who acts towards whom, and what is quoted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefs.model import Code, Kind, Strength
from briefs.parsing.actors_cast import Cast
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds import Sense
from briefs.parsing.roles import bound, towards
from briefs.parsing.roles_checked import checked
from briefs.parsing.roles_gifts import gift
from briefs.parsing.roles_joint import signed_with
from briefs.values import value

if TYPE_CHECKING:
    from briefs.parsing.parser_scene import Scene

_LOOSE_ENDS = frozenset(
    {
        "and",
        "but",
        ",",
        ";",
        "or",
        "then",
        "while",
        "also",
        "whereas",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
    }
)
_BEHIND = frozenset({"at", "in", "under", "by", "during", "through", "for", "of", "to"})
"""What stands before "which" and goes with it ("signed a pact, *under which* …")."""
_TELLS_OF = frozenset({"which", "when", "where"})
_WITHIN_NAMES = frozenset({"of", "the", "in", "on", "for", "and", "-", "\u2013"})
_JOINT = frozenset({"agree to do", "agree", "agree instrument", "agree view"})
"""What takes two: "we have agreed" in the words of one side's official speaks of both."""
_PAIR = 2


@value(frozen=True, slots=True)
class Draft:
    """An outcome with its place in the paragraph: the quote; ``act`` where the act with its subject begins, ``begins`` its verb."""

    kind: Kind
    strength: Strength | None
    actors: tuple[Code, ...]
    towards: tuple[Code, ...]
    start: int
    end: int
    act: int
    begins: int
    verb: int
    sentence: tuple[int, int]


def quoted(words: Words, senses: list[Sense], cast: Cast, scene: Scene, span: tuple[int, int]) -> list[Draft]:
    """The drafts of a sentence: the whole sentence is quoted for one outcome, its clause for one of several."""
    found: list[Draft] = []
    begins = [one.start for one in senses] + [len(words)]
    for place, one in enumerate(senses):
        start, end = span
        if len(senses) > 1:
            first = _antecedent(words, begins[place], begins[place - 1]) if place else 0
            start, end = words.starts[first], _clause_end(words, first, begins[place + 1])
        named = max(one.subject.start, one.start) if one.subject.how != "thing" else one.start
        if place and first < begins[place]:
            named = first  # the time of what it tells of is its own
        act = words.starts[min(named, one.group.start)]
        verb = words.ends[min(len(words), one.group.end + 1) - 1]
        kind, strength, actors, aimed = _roles(words, one, cast, scene)
        verbal = words.starts[one.group.start]
        found.append(Draft(kind, strength, actors, aimed, start, end, act, verbal, verb, span))
    return found


def _antecedent(words: Words, first: int, least: int) -> int:
    """Where a clause is quoted from: one behind "which" or "when" from the name of what it tells of ("*the Reef Summit, which* Ostia will host")."""
    if words.low[first - 1] not in _TELLS_OF:
        return first
    begin = first - 1 - (words.low[first - 2] == ",")
    while begin > least + 1 and _of_name(words, begin - 1):
        begin -= 1
    while begin < first and words.low[begin] in _WITHIN_NAMES - {"the"}:
        begin += 1
    named = any(words.capital(index) for index in range(begin, first))
    return begin if named else first


def _of_name(words: Words, index: int) -> bool:
    """Whether a word may stand within the name of an event, its number and year included."""
    word = words.low[index]
    return words.capital(index) or word[0].isdigit() or word in _WITHIN_NAMES


def _roles(
    words: Words, one: Sense, cast: Cast, scene: Scene
) -> tuple[Kind, Strength | None, tuple[Code, ...], tuple[Code, ...]]:
    """Who acts towards whom: what a third party must do is asked of it; a gift one is thanked for is one's own pledge."""
    sides = cast.stage.parties
    both = one.group.rule.lemma in _JOINT and words.low[one.subject.start] == "we" and len(sides) == _PAIR
    if both and one.subject.how == "pronoun" and set(one.subject.codes) < set(sides):
        one = replace(one, subject=replace(one.subject, codes=sides, plural=True))
    one = checked(words, one, cast)
    actors = one.subject.codes
    aimed = one.to or towards(words, one, cast, scene.rules.members, scene.rules.minor)
    asked = bound(words, one, cast) if one.duty else ()
    if asked:
        return Kind.REQUEST, None, actors, asked
    if not one.flipped:
        return one.kind, one.strength, (*actors, *signed_with(words, one, cast)), aimed
    giver, given = gift(words, one, cast, aimed)
    if giver:
        return one.kind, one.strength, giver, given or actors
    return (
        (Kind.POSITION if one.subject.plural and one.group.rule.kind is Kind.POSITION else Kind.APPRECIATION),
        None,
        actors,
        aimed,
    )


def _clause_end(words: Words, start: int, stop: int) -> int:
    """Where a clause ends, without the conjunction that leads to the next."""
    while stop > start + 1 and words.low[stop - 1] in _LOOSE_ENDS:
        relative = words.low[stop - 1] in {"which", "whom"} and words.low[stop - 2] in _BEHIND
        stop -= 1 + (relative and stop > start + _PAIR)
    return words.ends[stop - 1]
