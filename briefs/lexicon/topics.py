"""config/topics.toml comes in; the topics that a text shows, the most telling first, go out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefs.errors import BadRule
from briefs.lexicon import rules
from briefs.lexicon.gazetteer import Gazetteer, Hints, folded, mend

if TYPE_CHECKING:
    from pathlib import Path

FILE = "topics.toml"
KEYS = ("slug", "name", "words", "never", "typed", "examples", "counter_examples")
MOST = 4
"""Topics that one text may have."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,5}")
_CAPITALISED = r"[A-Z][A-Za-z'-]{1,30}"
_LIST = rf"{_CAPITALISED}(?:,? (?:(?:and|&) )?(?:the )?{_CAPITALISED}){{0,6}}"
_OFFICE = r"(?:Ministers?|Ministry|Ministries|Secretary|Secretaries|Departments?|Commissioners?|Bureau|Director-General)"
_OFFICES = Hints(("Minist", "Secretar", "Department", "Commissioner", "Bureau", "Dir"))
_PORTFOLIO = re.compile(
    rf"\b(?:{_CAPITALISED} (?:(?:and|&) {_CAPITALISED} )?)?{_OFFICE}\b"
    rf"(?: (?:of State )?(?:of|for|in charge of) (?:the )?{_LIST}|(?!'? ?(?:Meeting|Conference|Forum)))"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject: ``words`` show it, ``never`` only look so, ``typed`` are what else a person calls it."""

    slug: str
    name: str
    words: tuple[str, ...]
    never: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()


class _Sign(NamedTuple):
    """What a phrase shows: the topics with their weight (none: it hides what stands inside it)."""

    topics: tuple[tuple[str, int], ...]


class Topics:
    """All topics, and the one automaton that finds their words in a text."""

    __slots__ = ("_gazetteer", "_signs", "all")

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self.all = topics
        signs: dict[str, dict[str, int]] = {}
        for topic in topics:
            for phrase in topic.words:
                for spelling in _with_plural(phrase):
                    signs.setdefault(spelling, {})[topic.slug] = 1 + phrase.count(" ") + phrase.count("-")
        for topic in topics:
            for phrase in topic.never:
                signs.setdefault(folded(mend(phrase).text), {}).pop(topic.slug, None)
        self._gazetteer = Gazetteer(signs)
        self._signs = tuple(_Sign(tuple(shown.items())) for shown in signs.values())

    def find(self, text: str) -> tuple[str, ...]:
        """Slugs of the topics that the text shows, the most telling first, at most four. Linear, never raises."""
        plain = mend(text).text
        read = folded(_without_portfolios(plain))
        weights: dict[str, int] = {}
        for hit in self._gazetteer.find(read):
            for slug, weight in self._signs[hit.pattern].topics:
                weights[slug] = weights.get(slug, 0) + weight
        return tuple(sorted(weights, key=lambda slug: -weights[slug])[:MOST])


def _without_portfolios(plain: str) -> str:
    """The text with blanks where it names a ministry or its head: who speaks is not what is spoken of."""
    if not _OFFICES.any_in(plain):
        return plain
    return _PORTFOLIO.sub(lambda found: "\x00" * len(found.group()), plain)


def _with_plural(phrase: str) -> tuple[str, ...]:
    plain = folded(mend(phrase).text)
    return (plain,) if plain.endswith("s") else (plain, plain + "s")


def load(folder: Path) -> Topics:
    """Read topics.toml. Raises BadRule on an unknown key, a slug used twice or a failing example."""
    raw = rules.read(folder, FILE)
    rules.Entry(FILE, "the file", raw).only({"topic"})
    listed = [entry.only(KEYS) for entry in rules.entries(FILE, "topic", raw.get("topic"))]
    topics: dict[str, Topic] = {}
    for entry in listed:
        topic = _topic(entry)
        if topic.slug in topics:
            raise BadRule(f'{entry.place}: the slug "{topic.slug}" is used twice. Join the two entries.')
        topics[topic.slug] = topic
    found = Topics(tuple(topics.values()))
    for entry in listed:
        _check_examples(entry, found)
    return found


def _topic(entry: rules.Entry) -> Topic:
    slug = entry.text("slug")
    if not _SLUG.fullmatch(slug):
        raise BadRule(
            f'{entry.place}: the slug "{slug}" must be small letters and digits with hyphens between.'
        )
    if not entry.texts("words"):
        raise BadRule(f'{entry.place}: "words" is empty. List at least one word that shows the topic.')
    return Topic(slug, entry.text("name"), entry.texts("words"), entry.texts("never"), entry.texts("typed"))


def _check_examples(entry: rules.Entry, topics: Topics) -> None:
    slug = entry.text("slug")
    for example in entry.texts("examples"):
        if slug not in topics.find(example):
            raise entry.fails(example, f"does not show {slug}", 'Add what it says to "words" or correct it.')
    for example in entry.texts("counter_examples"):
        if slug in topics.find(example):
            raise entry.fails(example, f"shows {slug} and must not", 'Add the phrase to "never".')
