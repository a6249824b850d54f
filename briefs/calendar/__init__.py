"""Facts of record: config/calendar.toml comes in, a frozen Calendar that answers "who chairs, when, since when" goes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.model import EventStatus, Moment, Precision

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from briefs.model import Code, Format


@dataclass(frozen=True, slots=True)
class Record:
    """Where a fact is written: a public document or organisation in words, and its address where it has one."""

    words: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Chairmanship:
    """A term in the chair of a body; ``start`` and ``end`` are its first and last day.

    ``year`` is the year it is called by: the G20 presidency of 2022 began on 1 December 2021.
    """

    body: Code
    year: int
    host: Code
    start: date
    end: date
    slug: str
    name: str
    record: Record
    precision: Precision = Precision.DAY
    kind: str = "chairmanship"
    place: str | None = None
    status: EventStatus = EventStatus.PLANNED

    @property
    def source(self) -> str:
        """Where the fact is written, in words."""
        return self.record.words

    def as_of(self, day: date) -> Standing:
        """The term as it stood on a day: planned until it begins, held from then on."""
        status = EventStatus.HELD if day >= self.start else EventStatus.PLANNED
        return Standing(Moment(self.start, self.end, self.precision), status, self.record)


@dataclass(frozen=True, slots=True)
class Standing:
    """What was known of an event's date, from the day ``known`` on (None: before anything else)."""

    when: Moment
    status: EventStatus
    record: Record
    known: date | None = None


@dataclass(frozen=True, slots=True)
class Summit:
    """A meeting with a name and an identity that stays while its dates move.

    ``history`` holds the dates it had before, oldest first; the fields hold the last word on it, which was
    known from ``known`` on. A date that is only announced keeps the status "planned", even when it has passed.
    """

    slug: str
    series: str
    ordinal: int | None
    name: str
    host: Code | None
    place: str | None
    start: date | None
    end: date | None
    precision: Precision | None
    status: EventStatus
    record: Record
    names: tuple[str, ...] = ()
    parties: tuple[Code, ...] = ()
    format: Format | None = None
    known: date | None = None
    history: tuple[Standing, ...] = ()
    kind: str = "summit"

    @property
    def source(self) -> str:
        """Where the last word on it is written, in words."""
        return self.record.words

    def as_of(self, day: date) -> Standing:
        """What a reader could know on a day.

        ASEM13 on 1 August 2020 is planned for the middle of 2021; on 1 December 2021 it has been held.
        """
        status = self.status
        if status is EventStatus.HELD and self.start is not None and day < self.start:
            status = EventStatus.PLANNED
        last = Standing(Moment(self.start, self.end, self.precision), status, self.record, self.known)
        known = [each for each in (*self.history, last) if each.known is None or each.known <= day]
        return known[-1] if known else (*self.history, last)[0]


@dataclass(frozen=True, slots=True)
class Level:
    """A step of a partnership and the year it was reached."""

    name: str
    since: int


@dataclass(frozen=True, slots=True)
class Coordinator:
    """The member that looks after the relations with a partner, from one year to another."""

    state: Code
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Partnership:
    """Relations of a body with a partner: ``kind`` is dialogue, sectoral or development."""

    body: Code
    partner: Code
    kind: str
    since: int
    levels: tuple[Level, ...]
    coordinators: tuple[Coordinator, ...]
    record: Record

    @property
    def source(self) -> str:
        """Where the fact is written, in words."""
        return self.record.words

    @property
    def level(self) -> str:
        """The highest step reached so far: "Comprehensive Strategic Partnership"."""
        return self.levels[-1].name

    @property
    def level_since(self) -> int:
        """The year in which the present step was reached."""
        return self.levels[-1].since

    @property
    def coordinator(self) -> Code | None:
        """The last coordinator on record; whether the term still runs is said by ``coordinator_until``."""
        return self.coordinators[-1].state if self.coordinators else None

    @property
    def coordinator_until(self) -> int | None:
        """The year in which the last coordinator's term ends."""
        return self.coordinators[-1].end if self.coordinators else None

    def level_in(self, year: int) -> Level | None:
        """The step reached by the end of a year; None before the relations began."""
        reached = [level for level in self.levels if level.since <= year]
        return reached[-1] if reached else None

    def coordinator_in(self, year: int) -> Coordinator | None:
        """Who coordinated in a year; in a year of change (terms turn in its middle) the one that came in."""
        running = [each for each in self.coordinators if each.start <= year <= each.end]
        return running[-1] if running else None


@dataclass(frozen=True, slots=True)
class Membership:
    """A state's place in a body, from the day it joined."""

    body: Code
    state: Code
    since: date
    record: Record

    @property
    def source(self) -> str:
        """Where the fact is written, in words."""
        return self.record.words


@dataclass(frozen=True, slots=True)
class Calendar:
    """Every fact of config/calendar.toml, each kind in the order of its dates."""

    chairmanships: tuple[Chairmanship, ...] = ()
    summits: tuple[Summit, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    memberships: tuple[Membership, ...] = ()

    def terms(self, body: Code, year: int) -> tuple[Chairmanship, ...]:
        """The terms called by a year: one for most bodies, two for the Council of the European Union."""
        return tuple(each for each in self.chairmanships if each.body == body and each.year == year)

    def turns_of(self, body: Code) -> tuple[Chairmanship, ...]:
        """Every term of a body on record; none where its chair is not kept."""
        return tuple(each for each in self.chairmanships if each.body == body)

    def chair(self, body: Code, year: int) -> Code | None:
        """Who chairs a body in a year; None where that is not on record, or where two shared the year."""
        hosts = {each.host for each in self.terms(body, year)}
        return hosts.pop() if len(hosts) == 1 else None

    def chair_on(self, body: Code, day: date) -> Code | None:
        """Who is in the chair of a body on a day."""
        running = (
            each.host for each in self.chairmanships if each.body == body and each.start <= day <= each.end
        )
        return next(running, None)

    def chaired(self, body: Code, host: Code) -> tuple[int, ...]:
        """The years in which a party chaired or will chair a body, in order."""
        return tuple(each.year for each in self.chairmanships if each.body == body and each.host == host)

    def summit(self, slug: str) -> Summit | None:
        """The meeting with that identity: ``asem13``."""
        return next((each for each in self.summits if each.slug == slug), None)

    def summits_of(self, series: str) -> tuple[Summit, ...]:
        """The meetings of a series, in the order of their dates."""
        return tuple(each for each in self.summits if each.series == series)

    def partnership(self, partner: Code, body: Code = "ASEAN") -> Partnership | None:
        """The relations of a body with a partner, or None."""
        found = (each for each in self.partnerships if each.partner == partner and each.body == body)
        return next(found, None)

    def members(self, body: Code, day: date) -> tuple[Code, ...]:
        """The members of a body on a day, in the order in which they joined; empty where none are on record."""
        return tuple(each.state for each in self.memberships if each.body == body and each.since <= day)

    def events_between(self, start: date, end: date) -> tuple[Summit | Chairmanship, ...]:
        """Meetings and terms in the chair that touch the days from start to end (both included), by date."""
        every: tuple[Summit | Chairmanship, ...] = (*self.summits, *self.chairmanships)
        touching = [
            each
            for each in every
            if each.start is not None and each.start <= end and (each.end or each.start) >= start
        ]
        return tuple(sorted(touching, key=lambda each: (each.start or start, each.slug)))

    def codes(self) -> frozenset[Code]:
        """Every party that the calendar names."""
        found = {code for term in self.chairmanships for code in (term.body, term.host)}
        found |= {code for summit in self.summits for code in (*summit.parties, summit.host) if code}
        found |= {code for each in self.memberships for code in (each.body, each.state)}
        for each in self.partnerships:
            found |= {each.body, each.partner, *(term.state for term in each.coordinators)}
        return frozenset(found)


def load(folder: Path, known: Collection[Code] | None = None) -> Calendar:
    """Read ``calendar.toml`` in a folder of rules; a folder without one gives an empty Calendar.

    ``known`` are the codes that may be used; without it only their form is checked. Raises BadRule, naming
    file, entry and reason, on an unknown key, a bad date, an unknown code or a missing source.
    """
    from briefs.calendar.file import read

    path = folder / "calendar.toml"
    return read(path, known) if path.exists() else Calendar()
