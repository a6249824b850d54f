"""Takes a question about a partner, and fetches what its brief is made of."""

from __future__ import annotations

from collections.abc import Sequence

from briefs import queries, threads
from briefs.answers import calendar as answers_calendar
from briefs.answers import threads as answers_threads
from briefs.answers.lines import MOST_LINES, holdings, visible, wanted_of
from briefs.brief import Brief
from briefs.composing import empty as compose_empty
from briefs.composing import events as compose_events
from briefs.composing import partner as compose_partner
from briefs.composing.accounts import joined
from briefs.composing.partner import Known
from briefs.library import Asked
from briefs.model import Code, Line
from briefs.queries import StoredEvent

_MOST_COMING = 5
_MOST_MEETINGS = 6
"""Of these the newest is told; other documents' accounts of it come right behind it."""


def partner(asked: Asked) -> Brief:
    """The brief on a partner; without a name, the parties that the store speaks of."""
    codes = asked.question.parties
    if not codes:
        held = holdings(asked)
        return compose_empty.choose(asked, "Which partner?", compose_empty.party_choices(held.parties, asked))
    lines = visible(queries.lines(asked.store, wanted_of(asked, asked.question.kinds)), asked)
    meetings = queries.meetings(
        asked.store, parties=codes, until=asked.today, as_of=asked.as_of, limit=_MOST_MEETINGS
    )
    if not (lines or meetings or compose_partner.has_record(codes[0], asked)):
        return compose_empty.nothing(asked, holdings(asked))
    end = compose_events.horizon(compose_events.horizon(asked.today))
    facts = answers_calendar.facts_between(asked, asked.today, end)
    spoken = _spoken(lines, asked)
    told = answers_calendar.told_of(asked, asked.today, end, facts, hosts=codes, lines=spoken)
    named = frozenset(line.outcome.event for line in lines if line.outcome.event)
    found = answers_calendar.occasions_of(asked, answers_calendar.Told(told, facts, named), asked.today, end)
    coming = [each for each in found if each.start and each.start >= asked.today][:_MOST_COMING]
    promised = answers_calendar.promised(coming, asked)
    entries = [compose_events.occasion_entry(each, asked, promised) for each in coming]
    sources = [each.told.mentions[-1].source for each in coming if each.told and each.told.mentions]
    followed = threads.follow(
        spoken, _beside(told, spoken, codes), asked.lexicon, asked.today, asked.library.subjects
    )
    return compose_partner.brief(Known(codes, lines, joined(meetings), entries, sources, followed), asked)


def _beside(events: Sequence[StoredEvent], lines: Sequence[Line], codes: Sequence[Code]) -> list[StoredEvent]:
    """The events that this party hosts, that their lines are about, or that are named in a paragraph with one."""
    slugs = {line.outcome.event for line in lines}
    places = {(line.source.number, line.outcome.paragraph) for line in lines}
    return [
        event
        for event in events
        if (event.host,) == tuple(codes)
        or event.slug in slugs
        or any((each.source.number, each.paragraph) in places for each in event.mentions)
    ]


def _spoken(lines: Sequence[Line], asked: Asked) -> Sequence[Line]:
    """The lines among which threads are looked for: all of the party's, whatever part of them is shown."""
    question = asked.question
    narrowed = (
        question.span or question.topics or question.words or question.kinds or asked.preferences.hidden
    )
    whole = not narrowed and len(lines) < MOST_LINES
    return lines if whole else answers_threads.lines_of(asked, question.parties)
