"""A sentence of a fact sheet in which no verb reports an act comes in; the deed, gift or plan of its government goes out.

A fact sheet lists what a government did, gives and plans, often without a word of reporting: "The Embassy hosted a
workshop", "This project will train nurses", "Providing $3 million to Clear Mines". What firms do is left out.
"""

from __future__ import annotations

from dataclasses import replace

from briefs.model import Code, Kind, Strength
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_rules import Rule
from briefs.parsing.acts_sheets_who import is_fronted, sent, undertaking, who_acts
from briefs.parsing.acts_sheets_words import (
    AIMS,
    AWARDS,
    BREAKS,
    DEEDS,
    GATHERS,
    GIVEN,
    GIVING,
    GOING_ON,
    ISSUED,
    MEANT,
    NO_PROMISES,
    NOBODY,
    SUPPORTED,
    WITH,
)
from briefs.parsing.acts_words import CURRENCIES
from briefs.parsing.clauses_words import Words, is_adverb
from briefs.parsing.kinds import Sense
from briefs.values import value

_SIGNS = CURRENCIES | {"us$", "a$", "c$", "nz$"}
_RULES = {
    kind: Rule("of a sheet", kind, None, frozenset(), frozenset(), "counterpart", False, False, "any", 0)
    for kind in (Kind.PROGRESS, Kind.PLEDGE, Kind.COMMITMENT, Kind.ADOPTION)
}
_SHORTEST = 4
"""Words of the shortest sentence that tells a deed."""
_HEAD = 44
"""Words of a subject with what is thrown in."""
_NEAR = 14
"""Words behind a verb of giving in which the sum stands."""
_PAIR = 2
_RECENT = 3
"""Years for which a deed is news; older ones are background."""
_YEAR = 4


@value(frozen=True, slots=True)
class _Verb:
    """What a verb makes of its sentence: from its first word ``start`` to its main word ``at``."""

    kind: Kind
    strength: Strength | None
    start: int
    at: int


def sheet_act(
    words: Words, cast: Cast, giver: Code, owners: tuple[Code, ...], year: int | None = None
) -> Sense | None:
    """What a sentence without a reported act tells of a fact sheet's government.

    ``giver`` is whose sheet it is, ``owners`` whose the undertaking is that was spoken of last, empty where it is a
    firm's; ``year`` is the sheet's: what was done years before is background.
    """
    low = words.low
    if len(low) < _SHORTEST or low[-1] in {":", "?"} or (year and _years_ago(low, year)):
        return None
    if low[0] in GIVING | GIVEN and _sum(low, 1):
        return _made(words, _Verb(Kind.PLEDGE, Strength.FIRM, 0, 0), Subject((giver,), 0, "thing"))
    for index in range(1, min(len(low) - 2, _HEAD)):
        if low[index] in BREAKS:
            return None
        verb = _verb(words, index)
        who = None if verb is None else _actor(words, verb, cast, giver, owners)
        if verb is not None and who is not None:
            if verb.kind is not Kind.COMMITMENT:
                cast.memory.keep(who)
            return _made(words, verb, who)
        if verb is not None and (verb.kind is Kind.COMMITMENT or not _may_go_on(words, index)):
            return None
    return None


def _may_go_on(words: Words, index: int) -> bool:
    """Whether a word that looks like a verb may be part of the subject all the same."""
    return words.low[index] in {"is", "are"} or words.capital(index)


def _actor(words: Words, verb: _Verb, cast: Cast, giver: Code, owners: tuple[Code, ...]) -> Subject | None:
    """Whose the act of a verb is: a plan's of those who undertake it or send people, a deed's of the state before it."""
    low, index = words.low, verb.start
    if low[verb.at] == "scheduled":
        sides = cast.stage.parties
        return Subject(sides if len(sides) == _PAIR and giver in sides else (giver,), 0, "thing")
    begin = next((k + 1 for k in range(index - 1, 0, -1) if low[k] == ","), 0) if is_fronted(low) else 0
    if verb.kind is Kind.COMMITMENT:
        who = undertaking(words, begin, index, cast, owners) or sent(words, begin, index, cast, giver)
        signs = (low[verb.at] == "sign" and low[index] == "will") or low[index] == "committed"
        return who or (who_acts(words, index, cast, giver) if signs else None)
    who = who_acts(words, index, cast, giver) or sent(words, begin, index, cast, giver)
    if who is not None or (is_fronted(low) and not begin):
        return who
    return undertaking(words, begin, index, cast, owners)


def _verb(words: Words, index: int) -> _Verb | None:
    """What the verb at a place is in a fact sheet; None for no such verb."""
    low, word = words.low, words.low[index]
    at = index + 1
    while at < len(low) - 1 and is_adverb(low[at]):
        at += 1
    if word in {"will", "shall"}:
        return _Verb(Kind.COMMITMENT, Strength.FIRM, index, at) if low[at] not in NO_PROMISES else None
    if word in {"is", "are"}:
        return _being(low, index, at)
    if word in {"has", "have"}:
        done = low[at] in DEEDS and _says(low, at)
        return _Verb(Kind.PROGRESS, None, index, at) if done else None
    if word in AIMS and low[index + 1] == "to":
        return _Verb(Kind.COMMITMENT, Strength.SOFT, index, index)
    return _past(low, index)


def _past(low: list[str], index: int) -> _Verb | None:
    word = low[index]
    if word == "awarded" and (_sum(low, index) or AWARDS & set(low[index : index + _SHORTEST])):
        return _Verb(Kind.PLEDGE, Strength.FIRM, index, index)
    if word == "committed" and low[index + 1] == ",":
        to = next((k for k in range(index + 2, min(len(low) - 1, index + _NEAR)) if low[k] == ","), 0)
        return _Verb(Kind.COMMITMENT, Strength.FIRM, index, index) if to and low[to + 1] == "to" else None
    if word in {"issued", "imposed"} and ISSUED & set(low[index : index + _NEAR]):
        return _Verb(Kind.ADOPTION, Strength.FIRM, index, index)
    return _Verb(Kind.PROGRESS, None, index, index) if word in DEEDS and _says(low, index) else None


def _being(low: list[str], index: int, at: int) -> _Verb | None:
    """What is under way, meant or set for a day ("is supporting", "is designed to", "is scheduled for")."""
    if low[at] in MEANT and low[at + 1] == "to":
        return _Verb(Kind.COMMITMENT, Strength.SOFT, index, at)
    if low[at] == "scheduled" and low[at + 1] in {"to", "for"}:
        return _Verb(Kind.COMMITMENT, Strength.FIRM, index, at)
    if low[at] in GIVING and _sum(low, at):
        return _Verb(Kind.PLEDGE, Strength.FIRM, index, at)
    if low[at] not in GOING_ON:
        return None
    gives = _through_gift(low, index)
    return _Verb(Kind.PLEDGE if gives else Kind.PROGRESS, Strength.FIRM if gives else None, index, at)


def _through_gift(low: list[str], verb: int) -> bool:
    """Whether a sum is thrown in before the verb ("*through a $2 million grant*, is supporting")."""
    through = next((k for k in range(verb) if low[k] in {"through", "with"}), verb)
    return bool(_SIGNS & set(low[through:verb]))


def _made(words: Words, verb: _Verb, who: Subject) -> Sense:
    past = verb.kind in {Kind.PROGRESS, Kind.ADOPTION}
    rule, mood, end = _RULES[verb.kind], "past" if past else "future", min(verb.at + 1, len(words))
    group = Group(verb.start, verb.at, end, rule, "base", mood, negated=False)
    nobody = verb.kind is Kind.ADOPTION or words.low[verb.at] in GATHERS | NOBODY
    towards = "none" if nobody else "receiver"
    return Sense(verb.kind, verb.strength, towards, who, group, 0, len(words))


def _says(low: list[str], at: int) -> bool:
    """Whether a deed says something: "worked *with*", "brought *together*", "hosted *a forum*"."""
    after = low[at + 1 : at + 4]
    if low[at] in WITH:
        return bool(WITH[low[at]] & set(after))
    return after[:1] not in (["by"], ["in"], ["under"], [","], ["."])


def _sum(low: list[str], at: int) -> bool:
    return bool(_SIGNS & set(low[at : at + _NEAR])) and any(one[0].isdigit() for one in low[at : at + _NEAR])


def _years_ago(low: list[str], year: int) -> bool:
    years = [int(word) for word in low if word.isdigit() and len(word) == _YEAR and word[:2] in {"19", "20"}]
    return bool(years) and max(years) < year - _RECENT


def recast(words: Words, one: Sense) -> Sense:
    """A support that was given as a deed and not as a stand; with a grant in the sentence ("through a grant of"), as a gift."""
    if one.kind is not Kind.POSITION or one.group.rule.lemma != "support":
        return one
    low, end = words.low, one.group.end
    if one.group.mood in {"past", "perfect"} and SUPPORTED & set(low[end : end + _NEAR]):
        return replace(one, kind=Kind.PROGRESS)
    given = one.group.mood == "progressive" and _through_gift(low, one.group.start)
    return replace(one, kind=Kind.PLEDGE, strength=Strength.FIRM) if given else one
