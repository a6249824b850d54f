"""Takes a question about a partner, an event, a meeting or the time ahead, and fetches what its answer is made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefs import queries, threads
from briefs.answers import threads as answers_threads
from briefs.answers.lines import MOST_LINES, holdings, visible, wanted_of
from briefs.asking.names import fold
from briefs.brief import Brief, Choice
from briefs.composing import empty as compose_empty
from briefs.composing import entries as compose_entries
from briefs.composing import events as compose_events
from briefs.composing import occasions
from briefs.composing import partner as compose_partner
from briefs.composing.events import Ahead
from briefs.composing.occasions import Occasion
from briefs.composing.partner import Known
from briefs.library import Asked
from briefs.model import Code, Kind, Line
from briefs.queries import Wanted

_MOST_PROMISED = 6
_MOST_COMING = 5
_MOST_MEETINGS = 8
_MOST_CHOICES = 12
_FAR = date(9999, 12, 31)


def partner(asked: Asked) -> Brief:
    """The brief on a partner; without a name, the parties that the store speaks of."""
    question, hidden = asked.question, asked.preferences.hidden
    codes = question.parties
    if not codes:
        held = holdings(asked)
        return compose_empty.choose(asked, "Which partner?", compose_empty.party_choices(held.parties, asked))
    lines = visible(queries.lines(asked.store, wanted_of(asked, asked.question.kinds)), asked)
    meetings = queries.meetings(asked.store, parties=codes, until=asked.today, as_of=asked.as_of, limit=3)
    end = compose_events.horizon(compose_events.horizon(asked.today))
    told = [line.outcome.event for line in lines if line.outcome.event]
    coming = _known(asked, asked.today, end, codes, told)
    coming = [each for each in coming if each.start and each.start >= asked.today]
    coming = coming[:_MOST_COMING]
    promised = _promised(coming, asked)
    entries = [compose_events.occasion_entry(each, asked, promised) for each in coming]
    sources = [each.told.mentions[-1].source for each in coming if each.told and each.told.mentions]
    whole = question.span is None and not (question.topics or question.words or question.kinds or hidden)
    spoken = lines if whole and len(lines) < MOST_LINES else answers_threads.lines_of(asked, codes)
    events = answers_threads.events_of(asked, codes, spoken)
    followed = threads.follow(spoken, events, asked.lexicon, asked.today)
    if not (lines or meetings or compose_partner.has_record(codes[0], asked)):
        return compose_empty.nothing(asked, holdings(asked))
    return compose_partner.brief(Known(codes, lines, meetings, entries, sources, followed), asked)


def upcoming(asked: Asked) -> Brief:
    """What lies ahead: a year, or the time asked for."""
    span, codes = asked.question.span, asked.question.parties
    start = span.start if span and span.start else asked.today
    end = span.end if span else compose_events.horizon(asked.today)
    known = [each for each in _known(asked, start, None, codes) if _named(each, asked.question.words)]
    known = known if codes or asked.question.words else _near(known, asked)
    inside = [each for each in known if occasions.lies_in(each, start, end)]
    later = [each for each in known if each not in inside] if span is None or not inside else []
    ending = _ending(asked, start, end)
    last = None
    if not inside and not later:
        before = [each for each in _all(asked, date.min, start, codes) if each.end and each.end < start]
        last = before[-1] if before else None
    ahead = Ahead(start, end, inside, later[:_MOST_CHOICES], ending, _promised(inside, asked), last)
    return compose_events.upcoming(ahead, asked)


def event(asked: Asked) -> Brief:
    """One event by its name; without one, or where several bear it, those that may be meant."""
    words = asked.question.words
    if not words:
        ahead = _known(asked, asked.today, None, ())[:_MOST_CHOICES]
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
    lines = queries.lines(asked.store, Wanted(event=slug, as_of=asked.as_of))
    return compose_events.event(found[0], lines, asked)


def meeting(asked: Asked) -> Brief:
    """The latest meeting, or the one that was named."""
    question = asked.question
    span = question.span
    found = queries.meetings(
        asked.store,
        parties=question.parties,
        words=question.words,
        since=span.start if span else None,
        until=span.end if span else None,
        number=question.number,
        as_of=asked.as_of,
        limit=_MOST_MEETINGS,
    )
    if not found:
        return compose_empty.nothing(asked, holdings(asked))
    first = found[0]
    if first.parent is not None and not (question.words or question.parties or question.number):
        first = next(iter(queries.meetings(asked.store, number=first.parent)), first)
    sessions = queries.meetings(asked.store, parent=first.number, as_of=asked.as_of)
    lines = visible(
        queries.lines(asked.store, Wanted(meeting=first.number, order="document", as_of=asked.as_of)), asked
    )
    inside = {first.number, *(each.number for each in sessions)}
    others = [each for each in found if each.number not in inside]
    return compose_events.meeting(first, sessions, lines, others, asked)


def _known(
    asked: Asked, start: date, end: date | None, codes: Sequence[Code], beside: Sequence[str] | None = None
) -> list[Occasion]:
    """The occasions from a day on that concern all of these parties, but for those that were called off.

    ``beside`` are the slugs of events that are named together with them, where these are known already.
    """
    found = _all(asked, start, end, codes, beside)
    return [each for each in found if occasions.lies_in(each, start, end) and _ahead(each)]


def _near(known: Sequence[Occasion], asked: Asked) -> list[Occasion]:
    """The occasions of documents, and of the calendar's those of parties that documents speak of."""
    met = {code for code, _ in queries.parties_met(asked.store, asked.as_of)}
    return [each for each in known if each.told is not None or occasions.bodies(each) & met]


def _named(occasion: Occasion, words: str) -> bool:
    """Whether the name holds all of the words."""
    return set(fold(words).split()) <= set(
        fold(f"{occasion.name} {occasion.place or ''} {occasion.kind}").split()
    )


def _ahead(occasion: Occasion) -> bool:
    return occasion.status.value != "cancelled"


def _all(
    asked: Asked, start: date, end: date | None, codes: Sequence[Code], beside: Sequence[str] | None = None
) -> list[Occasion]:
    calendar = asked.lexicon.calendar
    recorded = calendar.events_between(start, end or _FAR)
    told = queries.events(asked.store, since=start, until=end, as_of=asked.as_of)
    slugs = {each.slug for each in told}
    missing = tuple(each.slug for each in recorded if each.slug not in slugs)
    told += queries.events(asked.store, slugs=missing, as_of=asked.as_of) if missing else []
    facts = [*recorded, *occasions.recorded_as(calendar, slugs - {each.slug for each in recorded})]
    facts = [each for each in facts if occasions.was_known(each, asked.as_of)]
    found = occasions.merged(told, facts, asked.today)
    if not codes:
        return found
    if beside is None:
        near = queries.events(asked.store, since=start, until=end, parties=tuple(codes), as_of=asked.as_of)
        beside = [each.slug for each in near]
    return [each for each in found if occasions.concerns(each, codes, beside, asked.lexicon.calendar)]


def _promised(found: Sequence[Occasion], asked: Asked) -> dict[str, list[Line]]:
    """What was promised for the first few of the occasions of which documents tell."""
    told = [each.slug for each in found if each.told is not None][:_MOST_PROMISED]
    kinds = compose_entries.BINDING
    return {
        slug: queries.lines(asked.store, Wanted(event=slug, kinds=kinds, as_of=asked.as_of, limit=3))
        for slug in told
    }


def _ending(asked: Asked, start: date, end: date | None) -> list[Line]:
    """Lines whose time ends within the span: terms that run out, deadlines that fall due."""
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
