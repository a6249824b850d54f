"""Takes a question about an event or the time ahead, and fetches what its answer is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefs import queries
from briefs.asking.names import fold
from briefs.brief import Brief, Choice
from briefs.calendar import Chairmanship, Summit
from briefs.composing import empty as compose_empty
from briefs.composing import entries as compose_entries
from briefs.composing import events as compose_events
from briefs.composing import occasions, sameness
from briefs.composing.events import Ahead
from briefs.composing.occasions import Occasion
from briefs.library import Asked
from briefs.model import Code, Kind, Line
from briefs.queries import StoredEvent, Wanted

_MOST_PROMISED = 6
_MOST_PROMISES = 3
_MOST_CHOICES = 12
_FAR = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Told:
    """What documents and the calendar tell of a time; ``beside`` are slugs of events named with the parties asked for."""

    events: Sequence[StoredEvent]
    facts: Sequence[Summit | Chairmanship]
    beside: frozenset[str] = frozenset()


def upcoming(asked: Asked) -> Brief:
    """What lies ahead: a year, or the time asked for."""
    span, codes = asked.question.span, asked.question.parties
    start = span.start if span and span.start else asked.today
    end = span.end if span else compose_events.horizon(asked.today)
    told = _told(asked, start, None)
    known = [each for each in occasions_of(asked, told, start, None) if _named(each, asked.question.words)]
    known = known if codes or asked.question.words else _near(known, asked)
    inside = [each for each in known if occasions.lies_in(each, start, end)]
    later = [each for each in known if each not in inside] if span is None or not inside else []
    last = None if inside or later else _last_before(asked, start)
    ahead = Ahead(
        start, end, inside, later[:_MOST_CHOICES], _ending(asked, start, end), promised(inside, asked), last
    )
    return compose_events.upcoming(ahead, asked)


def event(asked: Asked) -> Brief:
    """One event by its name; without one, or where several bear it, those that may be meant."""
    words = asked.question.words
    if not words:
        ahead = occasions_of(asked, _told(asked, asked.today, None), asked.today, None)[:_MOST_CHOICES]
        choices = [Choice(each.name, f"event {each.slug}") for each in ahead]
        return compose_empty.choose(asked, "Which event?", choices)
    calendar = asked.lexicon.calendar
    slug, similar = occasions.called(
        words, queries.event_names(asked.store, asked.as_of), calendar, asked.today
    )
    if slug is None:
        choices = [Choice(name, f"event {each}") for each, name in similar]
        choices.append(Choice(f"Search for “{words[:24]}”", f"search {words}"))
        return compose_empty.no_event(asked, words, choices)
    told = queries.events(asked.store, slugs=(slug,), as_of=asked.as_of)
    found = occasions.merged(told, occasions.recorded_as(calendar, [slug]), asked.today)
    lines = queries.lines(asked.store, Wanted(events=(slug,), as_of=asked.as_of))
    return compose_events.event(found[0], lines, asked)


def facts_between(asked: Asked, start: date, end: date | None) -> list[Summit | Chairmanship]:
    """The calendar's entries of a time."""
    return list(asked.lexicon.calendar.events_between(start, end or _FAR))


def told_of(
    asked: Asked,
    start: date,
    end: date | None,
    facts: Sequence[Summit | Chairmanship],
    *,
    hosts: tuple[Code, ...] = (),
    lines: Sequence[Line] = (),
) -> list[StoredEvent]:
    """The events that documents tell for a time and those of the calendar; also those of hosts, and of lines.

    Of lines: those that they are about, and those that their documents tell.
    """
    named = {line.outcome.event for line in lines if line.outcome.event}
    return queries.events_near(
        asked.store,
        slugs=tuple(sorted({each.slug for each in facts} | named)),
        since=start,
        until=end,
        hosts=hosts,
        documents=tuple(sorted({line.source.number for line in lines})),
        as_of=asked.as_of,
    )


def occasions_of(asked: Asked, told: Told, start: date, end: date | None) -> list[Occasion]:
    """The occasions of a time that concern all the parties asked for, each once, but for those that were called off."""
    found = [each for each in _all(asked, told, start, end) if occasions.lies_in(each, start, end)]
    return sameness.once([each for each in found if each.status.value != "cancelled"], ())


def promised(found: Sequence[Occasion], asked: Asked) -> dict[str, list[Line]]:
    """What was promised for the first few of the occasions of which documents tell."""
    told = tuple(each.slug for each in found if each.told is not None)[:_MOST_PROMISED]
    if not told:
        return {}
    lines = queries.lines(asked.store, Wanted(events=told, kinds=compose_entries.BINDING, as_of=asked.as_of))
    groups = compose_entries.group(lines, lambda line: line.outcome.event or "")
    return {slug: group[:_MOST_PROMISES] for slug, group in groups.items()}


def _told(asked: Asked, start: date, end: date | None) -> Told:
    facts, codes = facts_between(asked, start, end), asked.question.parties
    beside = queries.slugs_of(asked.store, codes, asked.as_of) if codes else frozenset()
    return Told(told_of(asked, start, end, facts), facts, beside)


def _all(asked: Asked, told: Told, start: date, end: date | None) -> list[Occasion]:
    calendar, codes = asked.lexicon.calendar, asked.question.parties
    recorded = {each.slug for each in told.facts}
    events = [each for each in told.events if each.slug in recorded or queries.in_time(each, start, end)]
    others = {each.slug for each in events} - recorded
    facts = [*told.facts, *occasions.recorded_as(calendar, others)]
    facts = [each for each in facts if occasions.was_known(each, asked.as_of)]
    found = occasions.merged(events, facts, asked.today)
    if not codes:
        return found
    return [each for each in found if occasions.concerns(each, codes, told.beside, calendar)]


def _last_before(asked: Asked, start: date) -> Occasion | None:
    """The last occasion that is over on a day."""
    found = _all(asked, _told(asked, date.min, start), date.min, start)
    before = [each for each in found if each.end and each.end < start]
    return before[-1] if before else None


def _near(known: Sequence[Occasion], asked: Asked) -> list[Occasion]:
    """The occasions of documents, and of the calendar's those of parties that documents speak of."""
    met = {code for code, _ in queries.parties_met(asked.store, asked.as_of)}
    return [each for each in known if each.told is not None or occasions.bodies(each) & met]


def _named(occasion: Occasion, words: str) -> bool:
    """Whether the name holds all of the words."""
    return set(fold(words).split()) <= set(
        fold(f"{occasion.name} {occasion.place or ''} {occasion.kind}").split()
    )


def _ending(asked: Asked, start: date, end: date | None) -> list[Line]:
    """Lines whose period ends in the time asked for: a deadline, or a term that runs out."""
    kinds = (*compose_entries.BINDING, Kind.REQUEST)
    wanted = Wanted(
        in_force=(start, end),
        kinds=kinds,
        every_party=asked.question.parties,
        topics=asked.question.topics,
        as_of=asked.as_of,
    )
    lines = queries.lines(asked.store, wanted)
    return [
        line
        for line in lines
        if line.outcome.period
        and line.outcome.period.end
        and start <= line.outcome.period.end <= (end or _FAR)
    ]
