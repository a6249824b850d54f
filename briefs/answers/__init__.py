"""The front desk: a Question and the library in, a Brief with its sources out; nothing here writes or raises on words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from briefs import dates_shown, queries
from briefs.answers import calendar as answers_calendar
from briefs.answers import changes as answers_changes
from briefs.answers import lines as answers_lines
from briefs.answers import meetings as answers_meetings
from briefs.answers import partner as answers_partner
from briefs.answers import threads as answers_threads
from briefs.answers.lines import holdings
from briefs.asking.question import About, Question
from briefs.brief import Brief, Choice
from briefs.composing import empty as compose_empty
from briefs.composing import sources as compose_sources
from briefs.composing.empty import choose
from briefs.library import Asked, Library, Preferences
from briefs.queries import tallies

__all__ = ["Library", "Preferences", "answer"]

_MOST_HITS = 20
_MOST_DOCUMENTS = 8


def answer(
    question: Question, library: Library, today: date, preferences: Preferences | None = None
) -> Brief:
    """The answer to a question as of ``today``, or as of the day that the question itself names.

    A question that finds nothing gets a Brief with ``found`` False that says what is there instead.
    Raises StoreUnavailable where the database has gone.
    """
    wishes = preferences or Preferences()
    key = (question, today, wishes)
    with library.store.snapshot() as snapshot:
        version = snapshot.version()
        kept = library.kept.get(key, version)
        if kept is not None:
            return kept
        asked = Asked(question, library, question.as_of or today, wishes, snapshot)
        return library.kept.put(key, version, _fresh(asked))


def _fresh(asked: Asked) -> Brief:
    question = asked.question
    if question.unknown:
        known = _in_documents(asked)
        if known is None:
            return compose_empty.unknown(asked, holdings(asked))
        asked = replace(asked, question=known)
    brief = _ANSWERS[asked.question.about](asked)
    canonical = question.canonical()
    brief = brief if brief.question == canonical else replace(brief, question=canonical)
    return _as_of(brief, question.as_of) if question.as_of else brief


def _in_documents(asked: Asked) -> Question | None:
    """The question with its unknown words as words to look for, where documents have them; else None.

    A word may look like a slip for the name of a party and yet be meant: "conference", "maritime".
    """
    question = asked.question
    words = " ".join([question.words, *question.unknown]).strip()
    if question.about is About.PARTNER and not question.parties:
        return None
    for word in question.unknown:
        if not queries.search(asked.store, f'"{word}"', as_of=asked.as_of, limit=1):
            return None
    return replace(question, words=words, unknown=(), suggestions=())


def _as_of(brief: Brief, day: date) -> Brief:
    """The brief with every further question asked as of the same day."""

    def then(ask: str) -> str:
        return ask if not ask or ask.startswith("asof:") else f"asof:{day} {ask}"

    parts = [
        replace(
            part, entries=tuple(replace(entry, ask=then(entry.ask or "") or None) for entry in part.entries)
        )
        for part in brief.parts
    ]
    choices = [replace(choice, ask=then(choice.ask)) for choice in brief.choices]
    lead = (f"As of {dates_shown.day(day)}.", *brief.lead)
    return replace(brief, lead=lead, parts=tuple(parts), choices=tuple(choices))


def _source(asked: Asked) -> Brief:
    number = asked.question.number
    if number is None:
        return _unnumbered(asked, "document")
    document = queries.source(asked.store, number)
    if document is None:
        return compose_empty.gone(asked, "document")
    if asked.question.words == answers_changes.WORDS:
        return answers_changes.changed(document, asked)
    lines = answers_lines.visible(queries.lines_of_source(asked.store, number), asked)
    sessions = queries.meetings(asked.store, source=number)
    left = tallies.left_out(asked.store, number)
    newer = queries.superseded_by(asked.store, number)
    elsewhere = queries.addresses(asked.store, number)
    return compose_sources.source(document, lines, sessions, left, newer, elsewhere=elsewhere, asked=asked)


def _unnumbered(asked: Asked, what: str) -> Brief:
    """A document or line without a number: the newest documents; with another word in its place: that it is none."""
    if asked.question.words:
        return compose_empty.no_number(asked, what)
    return _latest(replace(asked, question=Question(About.LATEST, as_of=asked.as_of)))


def _line(asked: Asked) -> Brief:
    number = asked.question.number
    if number is None:
        return _unnumbered(asked, "line")
    found = queries.line(asked.store, number)
    if found is None:
        return compose_empty.gone(asked, "line")
    context = queries.context(asked.store, number)
    around = answers_lines.thread_of(found, asked)
    newer = queries.superseded_by(asked.store, found.source.number)
    return compose_sources.line(found, context, around, newer, asked)


def _latest(asked: Asked) -> Brief:
    question = asked.question
    if question.parties or question.topics or question.span or question.words:
        return answers_lines.latest_of(asked, _MOST_DOCUMENTS)
    documents = queries.latest(asked.store, _MOST_DOCUMENTS, as_of=asked.as_of)
    if not documents:
        return compose_empty.nothing(asked, holdings(asked))
    counts = answers_lines.brought(asked, documents)
    return compose_sources.latest(documents, counts, asked)


def _search(asked: Asked) -> Brief:
    words = asked.question.words
    if not words:
        return choose(asked, "Search for what?", [Choice("scholarships", "search scholarships")])
    hits = queries.search(asked.store, words, as_of=asked.as_of, limit=_MOST_HITS)
    if not hits:
        return compose_empty.nothing(asked, holdings(asked))
    return compose_sources.search(hits, asked)


def _help(asked: Asked) -> Brief:
    return compose_empty.help_words(asked, holdings(asked))


_ANSWERS: Mapping[About, Callable[[Asked], Brief]] = {
    About.PARTNER: answers_partner.partner,
    About.COMMITMENTS: answers_lines.commitments,
    About.PLEDGES: answers_lines.pledges,
    About.REQUESTS: answers_lines.requests,
    About.OUTCOMES: answers_lines.outcomes,
    About.TOPIC: answers_lines.topic,
    About.UPCOMING: answers_calendar.upcoming,
    About.EVENT: answers_calendar.event,
    About.MEETING: answers_meetings.meeting,
    About.SEARCH: _search,
    About.SOURCE: _source,
    About.LATEST: _latest,
    About.LINE: _line,
    About.THREADS: answers_threads.threads_of,
    About.OPEN: answers_threads.still_open,
    About.HELP: _help,
}
