"""Takes stored lines, and gives what belongs together across documents: request and answer, instrument and successor.

Precision comes before recall: a link that is not there is looked up by the reader, a wrong one misleads. Every
link gives its reason in words that the reader can check against the two sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from briefs.dates_shown import length
from briefs.model import Code, Kind, Line
from briefs.shown import listed
from briefs.words import WORD, term

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

_ANSWERS = frozenset({Kind.PLEDGE, Kind.COMMITMENT, Kind.ADOPTION})
_SHORTEST_TELLING = 5
_ENOUGH_WORDS = 2
_GAP = timedelta(days=366)
"""A new term may begin a year after the old one ended, seldom later."""

_GENERAL = """
    access achieve achievement action active activity additional address advance agency agenda agree agreement
    annual approach area assist assistance attention based basis benefit bilateral build building capability capacity
    carry centre challenge close closely collaboration combat combating commend commit commitment common community
    concern concrete conduct conference consider constructive continue continued contribute contribution cooperate
    cooperation coordination countries country create current dedicated deepen deliver delivery department deputy
    develop development dialogue different direct discuss discussion early economic economy effective effort
    emphasise encourage engage engagement enhance ensure establish establishment exchange existing expand explore
    facilitate field finance financial first focus follow following foreign framework friend friendship full further
    future global goal goals government grant growth hold host hosting human implement implementation important
    improve include including inclusive increase increased initiative institution integration interest
    international invest issue issues joint jointly large launch leader leaders level levels long lasting
    maintain major make matter measure mechanism meet meeting member minister ministers ministry more mutual
    nation national need needs number offer official officials open opportunity organisation organization other
    particular partner partners partnership party parties people peoples per plan plans policy political position
    post potential practical present president prime priority process programme programs program progress project
    projects promote promotion proposal propose provide provision public purpose quality reach reaffirm recognise
    region regional relation relations relevant request require resource resources respective respond response
    result review role sector sectors secretary security senior share shared side sides social special specific stability
    state states statement strategic strategy strengthen strong substantive successful summit support supporting
    sustain sustainable system take technical term terms thank thanks their these through together toward towards
    training treaty united until update urge various visit vision welcome whole widen within work working world would
    year years young account taking especially also which while both another among
"""
_FAMILIES = (
    "plan of action",
    "action plan",
    "work plan",
    "work programme",
    "roadmap",
    "strategic plan",
    "strategic framework",
    "partnership plan",
    "country strategy",
    "implementation plan",
    "joint programme",
    "blueprint",
    "master plan",
    "budget",
)
"""Instruments that one term follows another of; two memoranda of the same parties may well stand side by side."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two lines that belong together, the earlier first, and why; ``shared`` are the words of both."""

    earlier: Line
    later: Line
    reason: str
    shared: tuple[str, ...] = ()


@cache
def general_terms() -> frozenset[str]:
    """Words of the trade that stand in every text and so tell nothing about its subject, as search terms."""
    return frozenset(term(word) for word in _GENERAL.split())


@dataclass(slots=True)
class _Subjects:
    """The telling words of lines, each line read once; ``own`` are the words of a party's names."""

    lexicon: Lexicon
    known: dict[int, dict[str, str]] = field(default_factory=dict)
    own: dict[Code, frozenset[str]] = field(default_factory=dict)

    def of(self, line: Line) -> dict[str, str]:
        """Search term to the word as it stands; without general words and the names of the parties."""
        if line.number not in self.known:
            ignored = [general_terms(), *map(self._names, (*line.outcome.actors, *line.outcome.towards))]
            self.known[line.number] = {
                stem: word.lower()
                for word in WORD.findall(line.outcome.quote)
                if len(word) >= _SHORTEST_TELLING
                and (stem := term(word)).isalpha()
                and not any(stem in words for words in ignored)
            }
        return self.known[line.number]

    def _names(self, code: Code) -> frozenset[str]:
        party = self.lexicon.parties.get(code)
        if code not in self.own:
            names = (party.name, *party.names, *party.demonyms, party.capital or "") if party else ()
            self.own[code] = frozenset(term(word) for name in names for word in WORD.findall(name))
        return self.own[code]


def answered(lines: Sequence[Line], lexicon: Lexicon) -> dict[int, Link]:
    """Each request that a later line answers, by the number of the request: the first answer counts.

    A request by A towards B is answered by a later pledge, commitment or adoption of B towards A, or of both,
    in another document, that shares its subject: a topic and a telling word, or two telling words.
    """
    found: dict[int, Link] = {}
    later = sorted((line for line in lines if line.outcome.kind in _ANSWERS and line.said.start), key=_when)
    subjects = _Subjects(lexicon)
    for request in lines:
        if request.outcome.kind is not Kind.REQUEST or not request.said.start:
            continue
        for line in later:
            if not _may_answer(request, line):
                continue
            shared = _shared(request, line, subjects)
            if shared:
                words = listed([f"“{word}”" for word in shared[:3]])
                found[request.number] = Link(request, line, f"both speak of {words}", tuple(shared))
                break
    return found


def _when(line: Line) -> tuple[date, int]:
    return (line.said.start or date.max, line.number)


def _may_answer(request: Line, line: Line) -> bool:
    """Whether those who were asked act later, for the one who asked."""
    asked, asking = set(request.outcome.towards), set(request.outcome.actors)
    if not request.said.start or not line.said.start or line.source.number == request.source.number:
        return False
    if line.said.start <= (request.said.end or request.said.start):
        return False
    actors, towards = set(line.outcome.actors), set(line.outcome.towards)
    if not asked & actors:
        return False
    return bool(asking & towards) or (not towards and bool(asking & actors))


def _shared(one: Line, other: Line, subjects: _Subjects) -> list[str]:
    """The telling words that two lines share; empty where these are too few."""
    first, second = subjects.of(one), subjects.of(other)
    common = [word for word in first if word in second]
    topics = set(one.outcome.topics) & set(other.outcome.topics)
    if len(common) >= _ENOUGH_WORDS or (common and topics):
        return [first[word] for word in common]
    return []


def succeeded(lines: Sequence[Line]) -> dict[int, Link]:
    """Each line whose instrument a later term of the same instrument follows, by the number of the earlier line.

    Example: a Plan of Action 2016-2020 of ASEAN and Canada, and their Plan of Action 2021-2025.
    """
    termed = [line for line in lines if _family(line) and _term(line)]
    found: dict[int, Link] = {}
    for line in termed:
        after = [other for other in termed if _follows(line, other)]
        if after:
            first = min(after, key=lambda other: (_term(other) or (date.max, date.max), other.number))
            term_words = first.outcome.period.words if first.outcome.period else ""
            found[line.number] = Link(line, first, f"same parties, next term ({term_words})")
    return found


def _follows(line: Line, other: Line) -> bool:
    first, second = _term(line), _term(other)
    if not first or not second or other.outcome.kind is not Kind.ADOPTION or _family(line) != _family(other):
        return False
    if _parties(line) != _parties(other):
        return False
    return first[1] < second[0] <= first[1] + _GAP


def _parties(line: Line) -> frozenset[Code]:
    return frozenset((*line.outcome.actors, *line.outcome.towards))


def _family(line: Line) -> str | None:
    """What sort of instrument it is; None where one does not follow another."""
    name = re.sub(r"[\W_]+", " ", (line.outcome.instrument or "").casefold())
    return next((family for family in _FAMILIES if family in name), None)


def _term(line: Line) -> tuple[date, date] | None:
    period = line.outcome.period
    if period is None or period.start is None or period.end is None:
        return None
    return period.start, period.end


def status(request: Line, link: Link | None, today: date) -> str:
    """What became of a request, in words: "open for 4 months", "answered after 5 months"."""
    asked = request.said.start
    if link and link.later.said.start and asked:
        return f"answered after {length(asked, link.later.said.start)}"
    return f"open for {length(asked, today)}" if asked and asked <= today else "open"
