"""A clause and the events of its document come in; the event that the clause speaks of goes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.lexicon.gazetteer import Gazetteer
from briefs.parsing.event_phrases import phrases, slugged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefs.lexicon import Lexicon
    from briefs.model import Event


@dataclass(frozen=True, slots=True)
class _Index:
    """The events of one document by slug, by the ends and the beginnings of their slugs, and by their names."""

    events: tuple[Event, ...]
    slugs: frozenset[str]
    ends: Mapping[str, str]
    series: Mapping[str, str | None]
    names: Mapping[str, str]
    places: Gazetteer


_LAST: list[_Index] = []
"""The index of the document that is being read: it is made once and asked for each outcome."""


def mentioned(text: str, found: Iterable[Event], lexicon: Lexicon) -> str | None:
    """The slug of the event that a clause speaks of, or None: by the lexicon's identity, else by its name.

    A name with a number or a year means that event only; a name without one means the only one of its series.
    """
    index = _index(tuple(found))
    if not index.events:
        return None
    for phrase in phrases(text, lexicon):
        if phrase.slug in index.slugs:
            return phrase.slug
        if phrase.slug in index.ends:
            return index.ends[phrase.slug]
        only = index.series.get(phrase.base) if phrase.slug == phrase.base else None
        if only is not None:
            return only
    plain = slugged(text, longest=len(text))
    hits = index.places.find(plain)
    return index.names[plain[hits[0].start : hits[0].end]] if hits else None


def _index(events: tuple[Event, ...]) -> _Index:
    if _LAST and (_LAST[0].events is events or _LAST[0].events == events):
        return _LAST[0]
    names: dict[str, str] = {}
    ends: dict[str, str] = {}
    series: dict[str, str | None] = {}
    for event in events:
        if name := slugged(event.name):
            names.setdefault(name, event.slug)
        words = event.slug.split("-")
        for cut in range(1, len(words)):
            ends.setdefault("-".join(words[cut:]), event.slug)
            begin = "-".join(words[:cut])
            series[begin] = event.slug if series.get(begin, event.slug) == event.slug else None
    index = _Index(events, frozenset(event.slug for event in events), ends, series, names, Gazetteer(names))
    _LAST[:] = [index]
    return index
