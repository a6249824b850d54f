"""A line and an interest in, whether the one is of the other out; and the same as conditions that a database checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, true

from briefs.queries.rows import among, given
from briefs.store.tables import outcome_parties, outcome_topics, outcomes
from briefs.store.words import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement

    from briefs.following.interest import Interest
    from briefs.lexicon import Lexicon
    from briefs.model import Line

# Looked up line by line: a window has few lines, and the store may have very many of a party.
_OF_PARTY = exists().where(
    outcome_parties.c.outcome == outcomes.c.number, outcome_parties.c.code.in_(among("interest_parties"))
)
_ON_TOPIC = exists().where(
    outcome_topics.c.outcome == outcomes.c.number, outcome_topics.c.topic.in_(among("interest_topics"))
)
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "interest_parties": _OF_PARTY,
    "interest_topics": _ON_TOPIC,
    "interest_kinds": outcomes.c.kind.in_(among("interest_kinds")),
    "interest_events": outcomes.c.event.in_(among("interest_events")),
}


def values(interest: Interest) -> dict[str, Any]:
    """The parameters of an interest; their names say which conditions it has."""
    return given(
        interest_parties=interest.parties,
        interest_topics=interest.topics,
        interest_kinds=tuple(str(kind) for kind in interest.kinds),
        interest_events=interest.events,
    )


def condition(names: frozenset[str]) -> ColumnElement[bool]:
    """The condition on ``outcomes`` for the parameters of these names; words are left to ``says``."""
    return and_(true(), *(_CONDITIONS[name] for name in sorted(names & _CONDITIONS.keys())))


def matches(line: Line, interest: Interest, lexicon: Lexicon) -> bool:
    """Whether a line is of the interest: one of each field that is given, and no word that is excluded."""
    outcome = line.outcome
    fields = (
        (interest.parties, {*outcome.actors, *outcome.towards}),
        (interest.topics, set(outcome.topics)),
        (interest.kinds, {outcome.kind}),
        (interest.events, {outcome.event}),
    )
    return all(not wanted or not there.isdisjoint(wanted) for wanted, there in fields) and says(
        line, interest, lexicon
    )


def says(line: Line, interest: Interest, lexicon: Lexicon) -> bool:
    """Whether the sentence, or the names of its parties and topics, have the words wanted and none that is excluded."""
    if not interest.include and not interest.exclude:
        return True
    outcome = line.outcome
    text = f"{outcome.headline}. {outcome.quote}. {outcome.instrument or ''}."
    names = [lexicon.party_name(code) for code in (*outcome.actors, *outcome.towards)]
    names += [lexicon.topic_name(slug) for slug in outcome.topics]
    return has_words(". ".join([text, *names]), interest)


def has_words(text: str, interest: Interest) -> bool:
    """Whether a text has one of the words wanted, where there are any, and none of those excluded."""
    return (not interest.include or _has_any(text, interest.include)) and not excluded(text, interest)


def excluded(text: str, interest: Interest) -> bool:
    """Whether a text has a word that is not wanted."""
    return bool(interest.exclude) and _has_any(text, interest.exclude)


def _has_any(text: str, sought: Iterable[str]) -> bool:
    """Whether some words stand in a text next to each other, plural or not, whatever their case and accents."""
    there = f" {terms(text)} "
    return any(f" {words} " in there for words in map(terms, sought) if words)
