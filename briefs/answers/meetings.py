"""Takes a question about a meeting, and fetches it with every document's account of it."""

from __future__ import annotations

from briefs import queries
from briefs.answers.lines import holdings, visible
from briefs.brief import Brief
from briefs.composing import empty as compose_empty
from briefs.composing import events as compose_events
from briefs.composing.accounts import Met, joined
from briefs.library import Asked
from briefs.queries import StoredMeeting, Wanted

_MOST_MEETINGS = 8


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
    met = _accounts(first, asked)
    sessions = queries.meetings(asked.store, parents=met.numbers, as_of=asked.as_of)
    lines = queries.lines(asked.store, Wanted(meetings=met.numbers, order="document", as_of=asked.as_of))
    inside = {*met.numbers, *(each.number for each in sessions)}
    others = [each for each in found if each.number not in inside]
    return compose_events.meeting(met, joined(sessions), visible(lines, asked), joined(others), asked)


def _accounts(first: StoredMeeting, asked: Asked) -> Met:
    """A meeting with the other documents' accounts of it: they are of the same parties and days."""
    parties, when = first.meeting.parties, first.when
    if first.meeting.start is None or not parties:
        return Met(first)
    near = queries.meetings(asked.store, parties=parties, since=when.start, until=when.end, as_of=asked.as_of)
    return joined([first, *(each for each in near if each.number != first.number)])[0]
