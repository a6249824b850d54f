"""An interest and a time in, the occasions in it that concern the interest out: events, and terms that end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from briefs.composing import occasions as known
from briefs.composing import sameness
from briefs.composing.entries import plain
from briefs.following import ahead as looking
from briefs.following import matching, terms
from briefs.following.knowledge import calendar_on
from briefs.following.told import Occasion
from briefs.model import EventStatus, Precision

if TYPE_CHECKING:
    from briefs.calendar import Calendar
    from briefs.following.ahead import Ahead
    from briefs.following.interest import Interest
    from briefs.lexicon import Lexicon
    from briefs.library import Library
    from briefs.store import Snapshot

__all__ = ["Sight", "events_between", "now_of", "occasions", "occasions_seen"]


@dataclass(frozen=True)
class Sight:
    """Who looks at what and when: an interest, one state of the store, and the day; ``as_of`` for a day of the past."""

    library: Library
    snapshot: Snapshot
    interest: Interest
    today: date
    as_of: date | None = None
    language: str = "en"

    @cached_property
    def version(self) -> str:
        """The version of the state, asked for once."""
        return self.snapshot.version()

    @property
    def lexicon(self) -> Lexicon:
        """The names of parties and topics."""
        return self.library.lexicon

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar of record, of a day of the past as far as it was known then."""
        whole = self.lexicon.calendar
        return whole if self.as_of is None else calendar_on(whole, self.as_of)


def occasions(
    library: Library, interest: Interest, today: date, until: date, *, as_of: date | None = None
) -> tuple[Occasion, ...]:
    """The events from today to a day, those under way too, and the terms that end by then, by date.

    Cancelled events are left out. One whose day is not known is there with the time in which it may be.
    """
    with library.store.snapshot() as snapshot:
        return occasions_seen(Sight(library, snapshot, interest, today, as_of), until)


def occasions_seen(sight: Sight, until: date) -> tuple[Occasion, ...]:
    """The same within one state of the store."""
    coming = [
        each
        for each in events_between(sight, sight.today, until)
        if each.status is not EventStatus.CANCELLED and each.starts is not None
    ]
    return tuple(sorted((*coming, *terms.ending(sight, sight.today, until)), key=by_date))


def by_date(occasion: Occasion) -> tuple[bool, date, str]:
    """By the first day where that is known, else by the last on which it may be; what has no date comes last."""
    exact = occasion.precision is Precision.DAY or occasion.kind == "chairmanship"
    day = occasion.starts if exact else occasion.ends
    return (day is None, day or date.max, occasion.slug)


def events_between(sight: Sight, start: date, until: date, also: Iterable[str] = ()) -> list[Occasion]:
    """The events of a time that concern the interest, as they are known on the day, cancelled ones too.

    ``also`` are slugs of events that are wanted whatever their date is now.
    """
    seen, wanted = looking.ahead(sight.snapshot, sight.version, start, sight.as_of), set(also)
    events = [*seen.events]
    events += looking.named(sight.snapshot, wanted - {each.slug for each in events}, sight.as_of)
    calendar = sight.calendar
    facts = list(calendar.events_between(start, until))
    facts += known.recorded_as(
        calendar, {*wanted, *(each.slug for each in events)} - {each.slug for each in facts}
    )
    found = known.merged(events, facts, sight.today)
    inside = [each for each in found if each.slug in wanted or known.lies_in(each, start, until)]
    wanted |= set(sight.interest.events)
    concerned = [each for each in inside if _concerns(each, seen, sight)]
    return [_occasion(each) for each in sameness.once(concerned, wanted)]


def now_of(sight: Sight, slugs: Iterable[str]) -> dict[str, Occasion]:
    """How the events and terms of these slugs stand on the day, whoever follows them; those that are gone are missing."""
    wanted = set(slugs)
    facts = known.recorded_as(sight.calendar, wanted)
    told = looking.named(sight.snapshot, wanted, sight.as_of)
    found = {each.slug: _occasion(each) for each in known.merged(told, facts, sight.today)}
    named_terms = {slug for slug in wanted if slug.startswith(terms.PREFIX)}
    if named_terms:
        found |= {each.slug: each for each in terms.every(sight) if each.slug in named_terms}
    return found


def _occasion(found: known.Occasion) -> Occasion:
    """An occasion with the document that tells its date: the last that does, or the calendar's record."""
    history = found.told.history if found.told else ()
    telling = [each.source.number for each in history if each.when == found.when]
    return Occasion(
        slug=found.slug,
        name=plain(found.name),
        starts=found.when.start or found.when.end,
        ends=found.when.end or found.when.start,
        precision=found.when.precision,
        host=found.host,
        place=plain(found.place) if found.place else None,
        status=found.status,
        source=telling[-1] if telling else None,
        kind=found.kind,
        record=found.record,
    )


def _concerns(occasion: known.Occasion, seen: Ahead, sight: Sight) -> bool:
    """Whether an event is of the interest.

    Events named, or parties that have to do with it, decide; who follows a subject alone gets the events that
    documents name beside it, or that bear it in their name. Without any of these: those of parties that documents
    speak of. What is only a kind, or a word, narrows lines and not events.
    """
    interest, slug = sight.interest, occasion.slug
    if interest.exclude and matching.excluded(f"{occasion.name}. {occasion.place or ''}", interest):
        return False
    if interest.events:
        return slug in interest.events
    beside = seen.parties.get(slug, frozenset())
    if interest.parties:
        calendar = sight.calendar
        return any(
            code in beside or known.concerns(occasion, (code,), (), calendar) for code in interest.parties
        )
    if interest.topics:
        on = {*seen.topics.get(slug, ()), *sight.lexicon.topics_in(occasion.name)}
        return not on.isdisjoint(interest.topics)
    if interest.include:
        return matching.has_words(occasion.name, interest)
    return occasion.told is not None or bool(known.bodies(occasion) & seen.met)


def is_running(occasion: Occasion, today: date) -> bool:
    """Whether it has begun: a term in the chair, or a summit on its second day."""
    return occasion.day is not None and occasion.day < today
