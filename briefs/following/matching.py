"""A line and an interest in, whether the one is of the other out; and the same as conditions that a database checks."""

from __future__ import annotations

from functools import cached_property, lru_cache
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
    return _has_fields(_fields(line), interest) and says(line, interest, lexicon)


class Matcher:
    """Some lines that very many interests are held against: what each is about and says is taken out of it once."""

    def __init__(self, lines: Iterable[Line], lexicon: Lexicon) -> None:
        """Nothing is taken out yet of what they say: most interests do not ask for words."""
        self._lines = tuple(lines)
        self._lexicon = lexicon
        self._fields = tuple(map(_fields, self._lines))

    def any(self, interest: Interest) -> bool:
        """Whether any of the lines is of the interest."""
        found = [at for at, fields in enumerate(self._fields) if _has_fields(fields, interest)]
        if not found or not (interest.include or interest.exclude):
            return bool(found)
        texts = (self._texts[at] for at in found)
        return any(_says(text, interest) for text in texts)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(f" {terms(_text(line, self._lexicon))} " for line in self._lines)


def _fields(line: Line) -> tuple[frozenset[Any], ...]:
    """Parties, topics, kind and event of a line, in the order of ``_has_fields``."""
    outcome = line.outcome
    return (
        frozenset((*outcome.actors, *outcome.towards)),
        frozenset(outcome.topics),
        frozenset((outcome.kind,)),
        frozenset((outcome.event,)),
    )


def _has_fields(fields: tuple[frozenset[Any], ...], interest: Interest) -> bool:
    wanted: tuple[tuple[Any, ...], ...] = (
        interest.parties,
        interest.topics,
        interest.kinds,
        interest.events,
    )
    return all(not some or not there.isdisjoint(some) for some, there in zip(wanted, fields, strict=True))


def says(line: Line, interest: Interest, lexicon: Lexicon) -> bool:
    """Whether the sentence, or the names of its parties and topics, have the words wanted and none that is excluded."""
    if not interest.include and not interest.exclude:
        return True
    return has_words(_text(line, lexicon), interest)


def _text(line: Line, lexicon: Lexicon) -> str:
    """Where words are looked for in a line."""
    outcome = line.outcome
    text = f"{outcome.headline}. {outcome.quote}. {outcome.instrument or ''}."
    names = [lexicon.party_name(code) for code in (*outcome.actors, *outcome.towards)]
    names += [lexicon.topic_name(slug) for slug in outcome.topics]
    return ". ".join([text, *names])


def has_words(text: str, interest: Interest) -> bool:
    """Whether a text has one of the words wanted, where there are any, and none of those excluded."""
    return _says(f" {terms(text)} ", interest)


def excluded(text: str, interest: Interest) -> bool:
    """Whether a text has a word that is not wanted."""
    return bool(interest.exclude) and _has_any(f" {terms(text)} ", interest.exclude)


def _says(there: str, interest: Interest) -> bool:
    return (not interest.include or _has_any(there, interest.include)) and not (
        interest.exclude and _has_any(there, interest.exclude)
    )


def _has_any(there: str, sought: Iterable[str]) -> bool:
    """Whether some words stand next to each other in the terms of a text, plural or not, whatever their case and accents."""
    return any(f" {words} " in there for words in map(_terms, sought) if words)


@lru_cache(maxsize=4096)
def _terms(words: str) -> str:
    """The terms of words that somebody looks for, in every line anew."""
    return terms(words)
