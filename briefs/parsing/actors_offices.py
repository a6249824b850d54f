"""The words of an office, or of a body of a state, come in; the party for which it acts goes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefs.model import Code
from briefs.parsing.actors_cast import Cast, Named, Stage, Subject
from briefs.parsing.actors_named import person
from briefs.parsing.actors_words import CROWNS, SHORT_TITLES, TITLES
from briefs.parsing.clauses_words import Words
from briefs.values import value

_OF = frozenset({"of", "from"})
_BARE = frozenset({"the", "h.e", "h.e.", "mr", "mr.", "ms", "ms.", "mrs", "dr", "dr."})
_PAIR = 2
_OWN = frozenset({"his", "her"})
_GUESTS = frozenset({"guest", "visitor"})
_HOMES = frozenset({"country", "government", "nation", "side"})
_RANKS = frozenset({"prime", "deputy", "vice"})
"""Words that make another office of one: the minister who spoke is not "the *prime* minister"."""
_BODIES_OWN = frozenset({"representative", "commissioner", "secretary-general", "chairperson"})
_REIGNS = ("king", "queen", "monarch", "emperor", "sultan", "emir")
_DEFINITE = frozenset({"the", "h.e", "h.e.", "his", "her"})
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
class Part:
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


def office(part: Part, before: Sequence[Code], *, first: bool) -> Subject | None:
    """An office or a body of a state: by the state it is named with, else by the person, else the publisher's."""
    title = TITLES.intersection(_spelt(part.low))
    how = "person" if title else "party"
    codes = tuple(one.code for one in part.inside[:1]) or part.behind(_OF)[:1]
    if codes:
        return Subject(codes, part.start, how, title=title)
    known = person(part.words, part.start, part.stop, part.cast)
    if known is not None:
        return known
    code = _office_alone(part, before, first=first)
    spoken, stage = part.cast.memory.person, part.cast.stage
    office = " ".join(_unstyled(part.low))
    doubtful = code is None or (stage.reported and code == stage.home and office not in stage.offices)
    doubtful = doubtful and part.low[0] == "the" and len(part.low) == _PAIR
    if first and len(spoken) == 1 and (doubtful or _again(part)):
        code = spoken[0]
    return Subject((code,), part.start, how, title=title) if code else None


def at_table(part: Part) -> Subject | None:
    """Of two sides "the host" is the one at home, "the guest" and "the visiting minister" are the other one."""
    stage, low = part.cast.stage, [word for word in part.low if word not in _BARE | _OWN]
    sides = stage.together
    host = stage.host or stage.home
    if part.inside or not low or len(sides) != _PAIR or host not in sides:
        return None
    title = TITLES.intersection(low)
    if low == ["host"]:
        return Subject((host,), part.start, "person")
    if low[-1] in _GUESTS or (low[0] == "visiting" and title):
        return Subject(tuple(code for code in sides if code != host), part.start, "person", title=title)
    return None


def equal(part: Part, before: Sequence[Code]) -> Subject | None:
    """Who "his Lumerian counterpart", "his counterpart" or "Arroyo's colleague" is: of two sides the other one."""
    if part.inside and part.inside[-1].form != "possessive":
        return Subject((part.inside[-1].code,), part.start, "person")
    whose = person(part.words, part.start, part.stop, part.cast)
    mine = (
        tuple(one.code for one in part.inside)
        or before
        or (whose.codes if whose else part.cast.memory.person)
    )
    rest = [code for code in part.cast.stage.together if code not in mine]
    return Subject((rest[0],), part.start, "person") if mine and len(rest) == 1 else None


def _spelt(words: Iterable[str]) -> list[str]:
    """The words with short titles written out ("FM" is the foreign minister)."""
    return [whole for word in words for whole in SHORT_TITLES.get(word, (word,))]


def _unstyled(words: Sequence[str]) -> list[str]:
    """The words of an office without article and style ("*Her Excellency the* President")."""
    styled = words[1:2] in (["excellency"], ["highness"]) and words[0] in _OWN and len(words) > _PAIR
    return _spelt(word for word in words[_PAIR if styled else 0 :] if word not in _BARE)


def _again(part: Part) -> bool:
    """Whether "the minister" or "his country" is the person's who spoke last; a publisher's minister is "the minister" all the same."""
    stage, memory = part.cast.stage, part.cast.memory
    if part.low[0] in _OWN and part.low[-1] in _HOMES:
        return True
    said = frozenset(_spelt(part.low[1:]))
    if part.low[0] != "the" or not said <= TITLES or part.low[-1] in CROWNS:
        return False
    guest = stage.home is not None and not stage.reported and memory.person != (stage.home,)
    same = _spelt(part.low[-1:])[-1] in memory.title and said & _RANKS == memory.title & _RANKS
    return same and not guest


def _office_alone(part: Part, before: Sequence[Code], *, first: bool) -> Code | None:
    """For whom "the Prime Minister", "the Kingdom" or, behind another, "and the President" acts."""
    stage = part.cast.stage
    if _ORGANS & set(part.words.low[part.stop : min(part.end, part.stop + _ORGAN_REACH)]):
        return None  # "the President of the Commission" presides over no state
    low = _unstyled(part.low)
    named = next(
        (k for k, word in enumerate(low) if word not in TITLES and word not in {"of", "and"}), len(low)
    )
    known = (
        stage.offices.get(" ".join(low))
        or stage.offices.get(" ".join(low[:named]))
        or stage.styles.get(part.low[-1])
        or (_crowned(stage) if part.low[-1] in CROWNS else None)
    )
    if known is not None and known not in before:
        return known
    if named and first and known is None:
        other = _other_side(stage)
        if other is not None:
            return other
    if first:
        own = part.low[0] in _DEFINITE or part.low[-1] in SHORT_TITLES or _of_a_body(part)
        return stage.home if own else None
    rest = [code for code in stage.together if code not in before]
    return rest[0] if before and len(rest) == 1 else None


def _of_a_body(part: Part) -> bool:
    """Whether it is an official of the body whose own text it is ("*High Representative* Arroyo", "Commissioner Ostos")."""
    home = part.cast.stage.home
    body = home is not None and (len(home) > _PAIR or home == "EU") and not part.cast.stage.reported
    return body and not _BODIES_OWN.isdisjoint(part.low)


def _crowned(stage: Stage) -> Code | None:
    """Whose "His Majesty" is: the one whose monarch the text names, else the only kingdom of those present."""
    named = {stage.offices[reign] for reign in _REIGNS if reign in stage.offices}
    return next(iter(named)) if len(named) == 1 else stage.styles.get("kingdom")


def _other_side(stage: Stage) -> Code | None:
    """Of two sides the one whose offices the text does not name, where it names those of the other."""
    held = set(stage.offices.values())
    rest = [code for code in stage.together if code not in held]
    return rest[0] if len(stage.together) == _PAIR and len(rest) == 1 and stage.home is None else None
