"""Names and evidence of events come in sentence by sentence; the drafts of the document's events go out.

A draft is what is known of one event so far; it becomes an event when the document has been read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefs.model import Event, EventStatus, Mention, Precision

if TYPE_CHECKING:
    from datetime import date

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.event_phrases import Phrase
    from briefs.parsing.text import Paragraph

_PAIR = 2
_PLAIN = frozenset(
    "ordinary regular annual inaugural meeting meetings session the of leaders heads state and government".split()
)
"""Words that the same meeting is named with or without."""


@dataclass(slots=True)
class Draft:
    """An event while its document is read: what is known of it so far."""

    phrase_name: str
    base: str
    slug: str
    kind: str
    year: int | None
    ordinal: int | None
    host: Code | None = None
    place: str | None = None
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    status: EventStatus = EventStatus.PLANNED
    dated: bool = False
    mentions: list[Mention] = field(default_factory=list)


@dataclass(slots=True)
class Drafts:
    """The events found so far, by slug and by series."""

    all: dict[str, Draft] = field(default_factory=dict)
    series: dict[str, list[Draft]] = field(default_factory=dict)

    def add(self, draft: Draft) -> Draft:
        """Keep a new one under its slug and its series."""
        self.all[draft.slug] = draft
        self.series.setdefault(draft.base, []).append(draft)
        return draft

    def same(self, phrase: Phrase, slug: str, year: int | None = None) -> Draft | None:
        """What is meant: the same event, or, without a number, the one of its series that was already named.

        ``year`` is when the one that is named now takes place, where its sentence says so.
        """
        if slug in self.all:
            return self.all[slug]
        same = self.series.get(phrase.base, []) or self._alike(phrase)
        if len(same) != 1 or (phrase.ordinal and same[0].ordinal not in {None, phrase.ordinal}):
            return None
        known = same[0].start or same[0].end
        if year and known and known.year != year:
            return None
        years = {int(year) for year in re.findall(r"20\d\d", f"{slug} {same[0].slug}")}
        return same[0] if len(years) <= 1 else None

    def _alike(self, phrase: Phrase) -> list[Draft]:
        """Those whose name says the same in more words or fewer: "the Reef Ordinary Summit Meeting", "the Reef Summit"."""
        mine = _telling(phrase.base)
        if len(mine) < _PAIR:
            return []
        return [one for one in self.all.values() if _telling(one.base) == mine]


def _telling(base: str) -> frozenset[str]:
    """The words of a slug that tell one series from another."""
    return frozenset(base.split("-")) - _PLAIN


@dataclass(slots=True)
class Here:
    """One sentence with its place; ``parties`` are those of its section."""

    paragraph: Paragraph
    start: int
    end: int
    words: str
    reference: date | None
    parties: tuple[Code, ...]

    def mention(self) -> Mention:
        """The sentence as a mention, word for word."""
        return Mention(self.paragraph.quote(self.start, self.end), self.paragraph.number)


def event(draft: Draft, lexicon: Lexicon) -> Event:
    """The event that a draft became; who hosts one of record is known where the text does not say."""
    record = None if draft.host else lexicon.calendar.summit(draft.slug)
    return Event(
        slug=draft.slug,
        name=draft.phrase_name,
        kind=draft.kind,
        host=draft.host or (record.host if record else None),
        place=draft.place,
        start=draft.start,
        end=draft.end,
        precision=draft.precision,
        status=draft.status,
        mentions=tuple(dict.fromkeys(draft.mentions)),
    )
