"""Takes a question about what became of things, and fetches the lines and events that tell."""

from __future__ import annotations

from collections.abc import Sequence

from briefs import queries, threads
from briefs.answers.lines import MOST_AROUND, holdings
from briefs.asking.question import About
from briefs.brief import Brief
from briefs.composing import empty as compose_empty
from briefs.composing import entries as compose_entries
from briefs.composing import threads as compose_threads
from briefs.library import Asked
from briefs.model import Code, Kind, Line
from briefs.queries import StoredEvent, Wanted

TOLD = (*compose_entries.BINDING, Kind.REQUEST, Kind.PROGRESS)
"""The kinds that a thread is made of."""


def threads_of(asked: Asked) -> Brief:
    """What became of things: with a party, or in the newest documents."""
    codes = asked.question.parties
    lines = lines_of(asked, codes)
    followed = threads.follow(
        lines, events_of(asked, codes, lines), asked.lexicon, asked.today, asked.library.subjects
    )
    brief = compose_threads.brief(followed, asked)
    return brief if brief.parts else compose_empty.no_threads(asked, holdings(asked))


def still_open(asked: Asked) -> Brief:
    """What is still owed, in each direction; without a party, the choice of one."""
    codes = asked.question.parties
    held = holdings(asked)
    if not codes:
        others = [code for code in held.parties if code != asked.library.home]
        choices = compose_empty.party_choices(others, asked, About.OPEN)
        return compose_empty.choose(asked, "Open with whom?", choices)
    lines = lines_of(asked, codes)
    followed = threads.follow(
        lines, events_of(asked, codes, lines), asked.lexicon, asked.today, asked.library.subjects
    )
    chosen = [line for line in lines if _is_asked_for(line, asked)]
    brief = compose_threads.open_brief(codes[0], chosen, followed, asked)
    return brief if brief.parts else compose_empty.nothing(asked, held)


def _is_asked_for(line: Line, asked: Asked) -> bool:
    """Whether a line is of the topics, the time and the kinds that the question names."""
    question = asked.question
    if question.topics and not set(question.topics) & set(line.outcome.topics):
        return False
    if question.kinds and line.outcome.kind not in question.kinds:
        return False
    return question.span is None or compose_entries.touches(line.said, question.span)


def lines_of(asked: Asked, codes: Sequence[Code]) -> list[Line]:
    """The newest lines of all these parties, of the kinds that threads are made of."""
    wanted = Wanted(every_party=tuple(codes), kinds=TOLD, as_of=asked.as_of, limit=MOST_AROUND)
    return queries.lines(asked.store, wanted)


def events_of(asked: Asked, codes: Sequence[Code], lines: Sequence[Line]) -> list[StoredEvent]:
    """The events of these parties; without any, those that the lines speak of."""
    if codes:
        return queries.events(asked.store, parties=tuple(codes), as_of=asked.as_of)
    slugs = tuple(sorted({line.outcome.event for line in lines if line.outcome.event}))
    return queries.events(asked.store, slugs=slugs, as_of=asked.as_of) if slugs else []
