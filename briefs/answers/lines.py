"""Takes a question about lines, and fetches them: commitments, pledges, requests, a topic, what a document brought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefs import queries
from briefs.asking.question import About
from briefs.brief import Brief
from briefs.composing import empty as compose_empty
from briefs.composing import entries as compose_entries
from briefs.composing import lists as compose_lists
from briefs.composing import sources as compose_sources
from briefs.composing.empty import Holdings
from briefs.library import Asked
from briefs.model import Kind, Line, Source
from briefs.queries import Wanted, tallies

MOST_LINES = 400
"""Lines of one answer; whoever needs more asks for a year or a party."""
MOST_AROUND = 1_500
"""Lines among which threads are looked for: the newest."""
_MOST_CHOICES = 12


def commitments(asked: Asked) -> Brief:
    """Adoptions, commitments and pledges, made in the time asked for or in force in it."""
    lines = _lines(asked, compose_entries.BINDING, made_or_in_force=True)
    return compose_lists.commitments(lines, asked) if lines else _nothing(asked)


def pledges(asked: Asked) -> Brief:
    """Pledges."""
    lines = _lines(asked, (Kind.PLEDGE,))
    return compose_lists.pledges(lines, asked) if lines else _nothing(asked)


def requests(asked: Asked) -> Brief:
    """Requests with what became of them; the answers may be of any later time."""
    lines = _lines(asked, (Kind.REQUEST,))
    if not lines:
        return _nothing(asked)
    codes = {code for line in lines for code in line.outcome.towards}
    kinds = (*compose_entries.BINDING, Kind.REQUEST)
    wanted = Wanted(actors=tuple(sorted(codes)), kinds=kinds, as_of=asked.as_of, limit=MOST_AROUND)
    around = queries.lines(asked.store, wanted) if codes else []
    return compose_lists.requests(lines, [*lines, *around], asked)


def outcomes(asked: Asked) -> Brief:
    """Lines of any kind, or of those asked for."""
    lines = _lines(asked, tuple(Kind))
    if not lines:
        return _found_in_text(asked)
    return compose_lists.by_kind(lines, asked)


def topic(asked: Asked) -> Brief:
    """Everything on a topic; where it is none of the known ones, on the words."""
    question = asked.question
    if not (question.topics or question.words):
        known = [slug for slug, _ in queries.topics_met(asked.store, asked.as_of)]
        choices = compose_empty.topic_choices(known[: 2 * _MOST_CHOICES], asked)
        return compose_empty.choose(asked, "Which topic?", choices)
    return outcomes(asked)


def latest_of(asked: Asked, most: int) -> Brief:
    """The newest documents that have lines such as are asked for."""
    lines = _lines(asked, tuple(Kind))
    documents = list({line.source.number: line.source for line in lines}.values())[:most]
    if not documents:
        return _nothing(asked)
    grouped = compose_entries.group(lines, lambda line: str(line.source.number))
    counts = {
        document.number: compose_entries.counts(grouped[str(document.number)]) for document in documents
    }
    return compose_sources.latest(documents, counts, asked)


def brought(asked: Asked, documents: Sequence[Source]) -> dict[int, str]:
    """How much of what each document brought, in words."""
    tallies_of = tallies.brought(asked.store, [document.number for document in documents])
    return {number: compose_entries.tally_words(tally) for number, tally in tallies_of.items()}


def holdings(asked: Asked) -> Holdings:
    """What the store has to offer to a question that found nothing."""
    parties = [code for code, _ in queries.parties_met(asked.store, asked.as_of)]
    topics = [slug for slug, _ in queries.topics_met(asked.store, asked.as_of)]
    return Holdings(asked.store.counts().documents, parties[:_MOST_CHOICES], topics[:_MOST_CHOICES])


def visible(lines: Iterable[Line], asked: Asked) -> list[Line]:
    """The lines without the kinds that the reader does not want to see."""
    return [line for line in lines if line.outcome.kind not in asked.preferences.hidden]


def thread_of(found: Line, asked: Asked) -> list[Line]:
    """The lines among which the threads of one line are: those of the same parties."""
    codes = tuple(dict.fromkeys((*found.outcome.actors, *found.outcome.towards)))
    if not codes:
        return []
    kinds = (*compose_entries.BINDING, Kind.REQUEST, Kind.PROGRESS)
    wanted = Wanted(parties=codes, kinds=kinds, as_of=asked.as_of, limit=MOST_AROUND)
    around = queries.lines(asked.store, wanted)
    return around if any(line.number == found.number for line in around) else [*around, found]


def wanted_of(asked: Asked, kinds: Sequence[Kind], *, made_or_in_force: bool = False) -> Wanted:
    """The filter that a question amounts to."""
    question = asked.question
    span = (question.span.start, question.span.end) if question.span else None
    return Wanted(
        every_party=question.parties,
        actors=question.actors,
        towards=question.towards,
        kinds=tuple(kinds),
        said=None if made_or_in_force else span,
        made_or_in_force=span if made_or_in_force else None,
        topics=question.topics,
        words=question.words,
        as_of=asked.as_of,
        limit=MOST_LINES,
    )


def _lines(asked: Asked, kinds: Sequence[Kind], *, made_or_in_force: bool = False) -> list[Line]:
    question = asked.question
    chosen = question.kinds or tuple(
        kind for kind in kinds if len(kinds) < len(Kind) or kind not in asked.preferences.hidden
    )
    lines = queries.lines(asked.store, wanted_of(asked, chosen, made_or_in_force=made_or_in_force))
    until = question.span.end if question.span else None
    return [
        line
        for line in lines
        if set(question.actors) <= set(line.outcome.actors)
        and (
            until is None or line.said.start is None or line.said.start <= until
        )  # nothing binds before it is said
    ]


def _nothing(asked: Asked) -> Brief:
    return compose_empty.nothing(asked, holdings(asked))


def _found_in_text(asked: Asked) -> Brief:
    """Where no line has the words, the paragraphs that do."""
    question = asked.question
    if question.words and question.about is not About.TOPIC and not question.parties:
        hits = queries.search(asked.store, question.words, as_of=asked.as_of)
        if hits:
            return compose_sources.search(hits, asked)
    return _nothing(asked)
