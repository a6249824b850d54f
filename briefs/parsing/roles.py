"""A clause and what it is come in; the parties whom it addresses or benefits go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefs.model import Code, Kind
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Named, Stage
from briefs.parsing.actors_words import OFFICES, TITLES
from briefs.parsing.clauses_words import Words, is_adverb, is_gerund
from briefs.parsing.kinds import Sense
from briefs.parsing.roles_gifts import meant, spent_there, to_another
from briefs.parsing.roles_owners import LED, listed, owner, place_of, single
from briefs.parsing.roles_sanctions import hit
from briefs.parsing.word_sets import words as word_set

_STOPS = word_set("to for on in that at by with over about as and in-order which who ; : . ,")
_EVERYONE = word_set(
    "all countries states parties others community stakeholders world everyone actors leaders officials members "
    "secretariat nations donors companies society civil governments ministers"
)
_RULERS = frozenset({"junta", "authorities", "regime", "government", "leadership"})
_OWNS = word_set("of for by from with to between against toward towards about regarding over on")
_GIVES_TO = frozenset({"to", "for", "with"})
_GIVES = word_set(
    "admit grant give offer provide award lend send supply equip accord join assist help support ensure enable"
)
_MEANWHILE = word_set("since during until through due amid amidst after before this last next because within")
"""What stands behind a whole name and says since when or why."""
_REGIONS = word_set("region regions part parts area areas province provinces east south north west")
_HELPS = word_set("support supporting assist assisting help helping defend defending")
_BENEFITS = word_set(
    "enhancing strengthening improving advancing promoting enhance strengthen improve advance promote uphold upholding"
)
_FOLK = word_set(
    "people peoples government leadership authorities citizens defense defence security sovereignty independence"
)
_HOSTS = frozenset(
    {"host", "hosts", "chair", "chairman", "coordinator", "counterpart", "facilitator", "mediator"}
)
"""Who may be named behind a comma ("thanked their *host*, the President of Lumeria")."""
_ITS = frozenset({"government", "people", "peoples", "authorities", "leadership", "leaders", "parliament"})
"""What belongs to a party spoken of before ("They congratulated *its people*")."""

_NEAR = 12
"""Words after a verb within which a joint promise names whom it is for."""
_ADDRESSED = frozenset({"possessive", "demonym"})
_BREAKS = word_set(
    "in on at by against from under between within through and or , ; . that which as into over across"
)

_TWO_SIDES = 2
_LED = 5
"""Words before a name that tell whether it is only worked with."""
_TELLS = word_set("informed briefed told apprised updated noted")
"""What is reported at the table is told to the other side."""
_JOINTLY = word_set(
    "cooperation co-operation collaboration coordination co-ordination partnership consultation concert conjunction"
)
_WORKS = word_set(
    "work works working cooperate cooperating coordinate coordinating collaborate collaborating engage engaging consult"
)

Members = Mapping[Code, frozenset[Code]]


def counterpart(
    actors: Iterable[Code], stage: Stage, members: Members, minor: frozenset[Code]
) -> tuple[Code, ...]:
    """The other side, where one of two sides acts: a state that speaks within ASEAN meets ASEAN's partner."""
    mine = set(actors)
    if len(mine) > 1 and mine - set(stage.together):
        return ()
    others = [code for code in stage.together if code not in mine and code not in minor]
    others = [code for code in others if not any(code in members.get(body, frozenset()) for body in mine)]
    others = [code for code in others if not members.get(code, frozenset()) & mine]
    return tuple(others) if len(others) == 1 and (len(stage.together) <= _TWO_SIDES or len(mine) > 1) else ()


def towards(
    words: Words, found: Sense, cast: Cast, members: Members, minor: frozenset[Code]
) -> tuple[Code, ...]:
    """Whom an act addresses, in the order of the text; empty where it is joint and names nobody."""
    if found.towards == "none" and not found.duty:
        return ()
    actors = found.subject.codes
    asks = (
        found.towards == "object" and found.kind is Kind.APPRECIATION
    )  # of two even a small body is thanked
    other = counterpart(actors, cast.stage, members, frozenset() if asks else minor)
    if found.duty and (
        found.group.rule.kind is not Kind.POSITION or found.group.rule.lemma in {"agree", "stance"}
    ):
        return bound(words, found, cast)
    if found.towards == "object":
        return _object(words, found, cast, actors, other)
    if found.towards == "owner":
        return owner(words, found, cast, actors) or other
    if found.kind in {Kind.COMMITMENT, Kind.PLEDGE}:
        given = spent_there(words, found, cast) or _receiver(words, found, cast, minor)
        given = given or meant(words, found, cast) or hit(words, found, cast)
        return given or (() if found.kind is Kind.PLEDGE and to_another(words, found) else other)
    return () if _of_its_own(words, found, cast, other) else other


def _of_its_own(words: Words, found: Sense, cast: Cast, other: tuple[Code, ...]) -> bool:
    """Whether one side tells in the voice of both what it did at home ("Lumeria has issued a green bond")."""
    if (
        found.kind is not Kind.PROGRESS
        or len(cast.stage.voice) < _TWO_SIDES
        or found.group.start >= found.end
    ):
        return False
    if not _TELLS.isdisjoint(words.low[: found.end]):
        return False
    named = cast.within(words.starts[found.group.start], words.ends[found.end - 1])
    return all(one.code not in other for one in named)


def bound(words: Words, found: Sense, cast: Cast) -> tuple[Code, ...]:
    """The third party that must do something ("agreed that *Lumeria* must withdraw")."""
    actors = found.subject.codes
    who = subject(words, found.group.end, found.duty, cast)
    if who is not None and who.how == "pronoun":
        return ()
    return tuple(code for code in who.codes if code not in actors) if who is not None else ()


def _stop(words: Words, start: int, end: int) -> int:
    index = start
    while index < end and words.low[index] not in _STOPS:
        index += 1
    return index


def _object(
    words: Words, found: Sense, cast: Cast, actors: tuple[Code, ...], other: tuple[Code, ...]
) -> tuple[Code, ...]:
    """The one asked or thanked: what stands right after the verb."""
    start = found.group.end
    low = words.low
    while start < found.end and (is_adverb(low[start]) or low[start] in {"on", "upon", "to", "for", "that"}):
        start += 1
    stop = _stop(words, start, found.end)
    while stop < found.end and low[stop] in {"and", ","} and _names(words, stop + 1, found.end, cast):
        stop = _stop(words, stop + 1, found.end)
    if low[stop : stop + 1] == ["and"] and _FOLK.intersection(low[stop + 1 : stop + 3]):
        stop = _stop(words, stop + 1, found.end)  # "the Government *and the people of* Lumeria"
    if stop > start and low[stop : stop + 2] == [",", "the"] and low[stop - 1] in _HOSTS:
        stop = _stop(words, stop + 1, found.end)
    region = cast.within(words.starts[start], words.ends[stop - 1]) if stop > start else ()
    behind = words.low.index("of", start, stop) if "of" in low[start:stop] else stop
    named = [
        one.code
        for one in region
        if one.form in _ADDRESSED
        or _whole(words, one, found.end)
        or place_of(words, start, stop, one.start) < behind
    ]
    codes = tuple(dict.fromkeys(code for code in named if code not in actors))
    codes = codes or _all_in(words, found, start, stop, cast)
    if codes:
        return codes
    if low[start] in {"its", "their"} and low[start + 1 : start + 2] and low[start + 1] in _ITS:
        before = [one.code for one in cast.within(0, words.starts[0]) if one.code not in actors]
        return tuple(before[-1:]) or other
    who = subject(words, start, stop, cast) if stop > start else None
    if who is not None and who.how == "person":
        return tuple(code for code in who.codes if code not in actors) or other
    if stop < found.end and low[stop] in {"to", "of", "for", "from"} and found.group.needed:
        after = owner(words, found, cast, actors)
        if after:
            return after
    if set(low[start:stop]) & _EVERYONE and not set(low[start:stop]) & TITLES:
        return _both(low, start, cast, actors)
    return other


def _both(low: list[str], start: int, cast: Cast, actors: tuple[Code, ...]) -> tuple[Code, ...]:
    """Who are called on together: by one of two sides the other ("proposed that *the two countries* resume"), by a third both."""
    if low[start] != "both" and low[start : start + 2] != ["the", "two"]:
        return ()
    sides = cast.stage.together if len(cast.stage.together) == _TWO_SIDES else ()
    rest = tuple(code for code in sides if code not in actors)
    return rest if len(actors) == 1 else ()


def _all_in(words: Words, found: Sense, start: int, stop: int, cast: Cast) -> tuple[Code, ...]:
    """The party in which those asked are ("urged all sides *in Lumeria* to …")."""
    low, end, actors = words.low, found.end, found.subject.codes
    if (
        not set(low[start:stop]) & (_EVERYONE | _RULERS)
        or stop >= end - 1
        or low[stop] not in {"in", "of", "from"}
    ):
        return ()
    there = stop + 2 if low[stop + 1] == "the" else stop + 1
    one = cast.at(words.starts[there]) if there < end else None
    return (one.code,) if one is not None and one.code not in actors and _whole(words, one, end) else ()


def _names(words: Words, start: int, end: int, cast: Cast) -> bool:
    """Whether a party is named at the next words."""
    begin = start + 1 if start < end and words.low[start] == "the" else start
    return begin < end and cast.at(words.starts[begin]) is not None


def _receiver(words: Words, found: Sense, cast: Cast, minor: frozenset[Code]) -> tuple[Code, ...]:
    """To whom something is given or promised: "to Kenya", "support Ukraine"."""
    start, end, actors = found.group.end, found.end, found.subject.codes
    if start >= end:
        return ()
    joint = len(actors) > 1 and set(cast.stage.together) <= set(actors)
    for one in cast.within(words.starts[start], words.ends[end - 1]):
        place = place_of(words, start, end, one.start)
        if one.code in actors or not (single(words, one) or words.text[one.end : one.end + 4] in LED):
            continue
        if joint and place > start + _NEAR:
            break
        if _means(words, place, is_minor=one.code in minor):
            continue
        if (
            (one.form == "demonym" and place <= start + 2)
            or (place == start and _whole(words, one, end))
            or _given_to(words, start, place, one, end)
        ):
            return (one.code, *listed(words, one, cast, actors))
    if found.kind is not Kind.PLEDGE:
        return ()
    return _where(words, found, cast, actors)


def _means(words: Words, place: int, *, is_minor: bool) -> bool:
    """Whether something is done by way of a party: "*in cooperation with* Ostia", "*work with* the Northern Bank"."""
    led = words.low[max(0, place - _LED) : place]
    led = led[:-1] if led[-1:] == ["the"] else led
    if led[-1:] != ["with"]:
        return False
    return (led[-3:-2] == ["in"] and led[-2] in _JOINTLY) or (is_minor and not _WORKS.isdisjoint(led))


def _where(words: Words, found: Sense, cast: Cast, actors: tuple[Code, ...]) -> tuple[Code, ...]:
    """The party in which a gift is to help ("EUR 3 million to free media *in Lumeria*"); of two sides it is the other."""
    sides = cast.stage.together if len(cast.stage.together) > 1 else ()
    for one in cast.within(words.starts[found.group.end], words.ends[found.end - 1]):
        place = place_of(words, found.group.end, found.end, one.start)
        led = words.low[max(0, place - 3) : place]
        inside = led[-1:] == ["of"] or led[-2:] == ["of", "the"]
        inside = inside and not _REGIONS.isdisjoint(led)
        if one.code not in {*actors, *sides} and (words.low[place - 1] in {"in", "across"} or inside):
            return (one.code, *listed(words, one, cast, actors))
    return ()


def _whole(words: Words, one: Named, end: int) -> bool:
    """Whether a name is a whole object by itself, and no part of a longer one ("support *Chad* in …")."""
    after = place_of(words, 0, end, one.end)
    return (
        after >= end
        or words.low[after] in _STOPS
        or words.low[after] in _OWNS
        or words.low[after] in _MEANWHILE
        or words.low[after] in OFFICES
        or is_gerund(words.low[after])
        or words.low[after] == "'"
    )


def _given_to(words: Words, start: int, place: int, one: Named, end: int) -> bool:
    """Whether a word of giving leads to a name ("*to* Lumeria", "*support* a future Lumerian government")."""
    before = words.low[place - 1] if place > start else ""
    if before in {"the", "a", "an"} and place - 1 > start:
        before = words.low[place - 2]
    if before in _GIVES_TO:
        return one.form == "possessive" or _whole(words, one, end)
    if before == "of" and words.low[place - 2 if words.low[place - 1] == "of" else place - 3] in _FOLK:
        return True
    if before in _GIVES or (before in _BENEFITS and one.form == "possessive"):
        return True
    for index in range(place - 1, max(start - 2, place - 6), -1):
        if words.low[index] in _HELPS:
            return True
        if words.low[index] in _BREAKS:
            return False
    return False
