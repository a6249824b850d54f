"""Takes meetings as documents report them, and gives each meeting once, with every account of it and what only one tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefs.model import Level, Line, Precision, Source
from briefs.queries import StoredMeeting
from briefs.store.words import TOO_COMMON, terms
from briefs.threads.words import general_terms

_FEWEST_PARTIES = 2
_LONGEST = timedelta(days=10)
"""A meeting "in March" overlaps every other one of that month: only such as are dated to days are compared."""
_ENOUGH_WORDS = 2
_BY_WIRE = frozenset({"call", "telephon", "phon"})
_ANY_FORUM = frozenset(terms("bilateral meeting talks session call visit consultations").split())
_SMALL = frozenset(terms(" ".join(TOO_COMMON)).split())


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting by the account that is shown first, and the other documents' accounts of the same one."""

    stored: StoredMeeting
    others: tuple[StoredMeeting, ...] = ()

    @property
    def accounts(self) -> tuple[StoredMeeting, ...]:
        """Every account of it."""
        return (self.stored, *self.others)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers under which its accounts are stored."""
        return tuple(each.number for each in self.accounts)

    @property
    def sources(self) -> list[Source]:
        """The documents that report it."""
        return [each.source for each in self.accounts]

    @property
    def lines(self) -> int:
        """How many lines all of them have."""
        return sum(each.lines for each in self.accounts)


def joined(meetings: Sequence[StoredMeeting]) -> list[Met]:
    """Each meeting once, in the order given; an account that may belong to two of one document joins neither."""
    found: list[Met] = []
    taken: set[int] = set()
    for stored in meetings:
        if stored.number in taken:
            continue
        alike = [each for each in meetings if each.number not in taken and same_meeting(stored, each)]
        told_by = [each.source.number for each in alike]
        own = [each for each in meetings if each.source.number == stored.source.number]
        others = tuple(
            each
            for each in alike
            if told_by.count(each.source.number) == 1
            and not any(one.number != stored.number and same_meeting(one, each) for one in own)
        )
        taken.update((stored.number, *(each.number for each in others)))
        found.append(Met(stored, others))
    return found


def same_meeting(one: StoredMeeting, other: StoredMeeting) -> bool:
    """Whether two documents report one meeting: the same parties, two or more, on the same days, and no sign against it.

    Of a meeting that both call by the same name and series, one may list fewer of those who came: a newspaper names
    three of fifty. Signs against it are another level, form, place or series, and that one is a session and the other is not.
    """
    first, second = one.meeting, other.meeting
    if one.source.number == other.source.number or (one.parent is None) is not (other.parent is None):
        return False
    parties, others = set(first.parties), set(second.parties)
    fewer = min(parties, others, key=len)
    same = parties == others or (fewer <= parties & others and _same_name(one, other))
    if len(fewer) < _FEWEST_PARTIES or not same or not _overlap(one, other):
        return False
    levels = {first.level, second.level} - {Level.OTHER}
    forms = {each.format for each in (first, second) if each.format}
    places = [each.place.casefold() for each in (first, second) if each.place]
    apart = len(places) > 1 and places[0] not in places[1] and places[1] not in places[0]
    return len(levels) < 2 and len(forms) < 2 and not apart and not _other_series(one, other)  # noqa: PLR2004


def _overlap(one: StoredMeeting, other: StoredMeeting) -> bool:
    first, second = _days(one), _days(other)
    return bool(first and second and first[0] <= second[1] and second[0] <= first[1])


def _days(stored: StoredMeeting) -> tuple[date, date] | None:
    """The days of a meeting, where it is dated to days by itself and not only by its document."""
    start, end = stored.meeting.start, stored.meeting.end or stored.meeting.start
    exact = stored.meeting.precision in {Precision.DAY, Precision.RANGE}
    return (start, end) if start and end and exact and end - start <= _LONGEST else None


def _other_series(one: StoredMeeting, other: StoredMeeting) -> bool:
    """Whether the names of the series have no word in common, or only one of the two was a call."""
    calls = [bool(_BY_WIRE & set(terms(each.meeting.name).split())) for each in (one, other)]
    series = [set(terms(each.meeting.forum or "").split()) - _ANY_FORUM for each in (one, other)]
    return calls[0] is not calls[1] or (all(series) and not series[0] & series[1])


def _same_name(one: StoredMeeting, other: StoredMeeting) -> bool:
    """Whether both are of one series and called the same, by words that not every meeting bears."""
    first, second = one.meeting, other.meeting
    names = [set(terms(each.name).split()) - _ANY_FORUM - _SMALL for each in (first, second)]
    return bool(first.forum) and first.forum == second.forum and len(names[0]) > 1 and names[0] == names[1]


def told_once(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines to which no other document of these has a similar one; none where only one tells."""
    if len({line.source.number for line in lines}) < 2:  # noqa: PLR2004 - nothing to compare with
        return frozenset()
    return frozenset(line.number for line in lines if not any(similar(line, each) for each in lines))


def similar(one: Line, other: Line) -> bool:
    """Whether lines of two documents may report the same act: kind and actors agree, and a topic or two words."""
    first, second = one.outcome, other.outcome
    if one.source.number == other.source.number or first.kind is not second.kind:
        return False
    actors, others = set(first.actors), set(second.actors)
    if not (actors <= others or others <= actors):
        return False
    topics = set(first.topics) & set(second.topics)
    return bool(topics) or len(_telling(first.quote) & _telling(second.quote)) >= _ENOUGH_WORDS


def _telling(text: str) -> set[str]:
    return set(terms(text).split()) - general_terms() - _SMALL
