"""The outline of a document comes in; the events that it names with a time, or that are to come, go out.

One event is one value however often it is named; its dates are those of the text, never the calendar's. Who hosts
an event of record is filled in from the calendar where the text does not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from briefs.model import Event, EventStatus, Mention, Precision
from briefs.parsing import event_dated, event_next, periods
from briefs.parsing.event_evidence import Evidence, gather, status_of
from briefs.parsing.event_index import mentioned
from briefs.parsing.event_phrases import Phrase, may_name, phrases, slugged
from briefs.parsing.event_terms import Term, may_chair, terms
from briefs.parsing.sentences import split
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.text import Outline, Paragraph

__all__ = ["find", "mentioned"]

_ATTACHED: Final = 45
_SHORT_NAME: Final = 12
_LONGEST: Final = 12_000
"""Longer words without a stop are no sentence."""
_IT_WAS: Final = re.compile(
    r"(?:It|The\s(?:Summit|Conference|Meeting|meeting|Forum|event|summit|conference))\s(?:was|is|will\sbe|had\sbeen)\s(?:\w+\s){0,3}(?:co-)?hosted\sby\b"
)


@dataclass(slots=True)
class _Draft:
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
class _Drafts:
    """The events found so far, by slug and by series."""

    all: dict[str, _Draft] = field(default_factory=dict)
    series: dict[str, list[_Draft]] = field(default_factory=dict)

    def add(self, draft: _Draft) -> _Draft:
        self.all[draft.slug] = draft
        self.series.setdefault(draft.base, []).append(draft)
        return draft

    def same(self, phrase: Phrase, slug: str) -> _Draft | None:
        """What is meant: the same event, or, without a number, the one of its series that was already named."""
        if slug in self.all:
            return self.all[slug]
        same = self.series.get(phrase.base, [])
        if len(same) != 1 or (phrase.ordinal and same[0].ordinal not in {None, phrase.ordinal}):
            return None
        years = {int(year) for year in re.findall(r"20\d\d", f"{slug} {same[0].slug}")}
        return same[0] if len(years) <= 1 else None


@dataclass(slots=True)
class _Here:
    """One sentence with its place; ``parties`` are those of its section."""

    paragraph: Paragraph
    start: int
    end: int
    words: str
    reference: date | None
    parties: tuple[Code, ...]

    def mention(self) -> Mention:
        return Mention(self.paragraph.quote(self.start, self.end), self.paragraph.number)


def find(outline: Outline, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events of a document in the order of their first mention."""
    drafts = _Drafts()
    last: tuple[Paragraph, _Draft] | None = None
    for here in _sentences(outline, lexicon):
        named = phrases(here.words, lexicon, here.parties)
        chair, again = may_chair(here.words), event_next.ahead(here.words)
        dated = event_dated.may_date(here.words)
        if last and last[0] is here.paragraph and _IT_WAS.match(here.words):
            _host_behind(last[1], here.words, lexicon)
        if not (named or chair or again or dated):
            continue
        when = periods.find(here.words, here.reference)
        for phrase in named:
            evidence = gather(here.words, phrase, named, when, lexicon)
            draft = (
                _add(drafts, phrase, evidence, here)
                if _counts(phrase, evidence)
                else _mentioned_again(drafts, phrase, here)
            )
            last = (here.paragraph, draft) if draft else last
            again = (
                None if again and draft and again.start() <= phrase.start < again.end() + _ATTACHED else again
            )
        if chair:
            for term in terms(here.words, lexicon.mentions(here.words), when, here.reference, lexicon):
                _add_term(drafts, term, here, lexicon)
        if again:
            _add_next(drafts, here, event_next.read(here.words, again, when, outline, lexicon))
        if dated:
            _add_dated(drafts, here, when, named, again, lexicon)
    return tuple(_event(draft, lexicon) for draft in drafts.all.values())


def _host_behind(draft: _Draft, words: str, lexicon: Lexicon) -> None:
    """Read "It was hosted by X": X is the host of the event named before."""
    by = words.find(" by ")
    state = next(
        (m for m in lexicon.mentions(words) if m.start > by and lexicon.parties[m.code].kind == "state"), None
    )
    if state and state.start - by < _ATTACHED:
        draft.host = draft.host or state.code


def _short(name: str, code: Code) -> str:
    return name if len(name) < _SHORT_NAME else code


def _sentences(outline: Outline, lexicon: Lexicon) -> Iterable[_Here]:
    """The sentences of the paragraphs in which an event may be named at all."""
    reference = outline.particulars.published_on
    for section in outline.sections:
        held = section.meeting.start if section.meeting else None
        parties = section.parties or outline.parties
        for paragraph in section.paragraphs:
            if paragraph.role not in {Role.BODY, Role.BULLET}:
                continue
            text = paragraph.text
            if not (
                may_name(text, lexicon)
                or may_chair(text)
                or event_next.ahead(text)
                or event_dated.may_date(text)
            ):
                continue
            for span in split(text):
                if span.end - span.start > _LONGEST:
                    continue
                yield _Here(
                    paragraph, span.start, span.end, text[span.start : span.end], reference or held, parties
                )


def _counts(phrase: Phrase, evidence: Evidence) -> bool:
    """Named with a time, or to come. A standing body counts only where its meeting is spoken of."""
    if evidence.status is not None:
        return True
    when = evidence.when
    if when is not None and when.weak and phrase.year is None and not phrase.once:
        when = None
    if phrase.once:
        return when is not None or phrase.year is not None or evidence.to_come
    if phrase.kind == "day":
        return when is not None and when.period.precision is Precision.DAY
    if phrase.kind == "visit":
        return (
            evidence.to_come and (when is None or evidence.firm or when.role != "since") and not evidence.held
        )
    attached = (
        when is not None
        and when.start >= phrase.end
        and when.start - phrase.end < _ATTACHED
        and (evidence.held or evidence.to_come or phrase.ordinal)
    )
    framed = when is not None and when.end <= phrase.start and (evidence.firm or bool(phrase.ordinal))
    return bool(
        attached
        or framed
        or (evidence.firm and (phrase.ordinal or phrase.year or " " in phrase.name))
        or (phrase.ordinal and when)
    )


def _identity(phrase: Phrase, when: periods.PeriodMention | None) -> str:
    if phrase.slug != phrase.base:
        return phrase.slug
    day = (when.period.start or when.period.end) if when and when.role in {"at", "deadline"} else None
    return f"{phrase.base}-{day.year}" if day else phrase.base


def _add(drafts: _Drafts, phrase: Phrase, evidence: Evidence, here: _Here) -> _Draft:
    when = evidence.when
    slug = _identity(phrase, when)
    draft = drafts.same(phrase, slug) or drafts.add(
        _Draft(phrase.name, phrase.base, slug, phrase.kind, phrase.year, phrase.ordinal)
    )
    if when is not None and not draft.dated:
        draft.start, draft.end, draft.precision = when.period.start, when.period.end, when.period.precision
        draft.dated = True
    elif phrase.year and not draft.dated:
        draft.start, draft.end, draft.precision = (
            date(phrase.year, 1, 1),
            date(phrase.year, 12, 31),
            Precision.YEAR,
        )
    draft.host = draft.host or evidence.host
    draft.place = draft.place or evidence.place
    if not draft.mentions or evidence.status is not None:
        draft.status = status_of(evidence, draft.start, draft.end, here.reference)
    draft.mentions.append(here.mention())
    return draft


def _mentioned_again(drafts: _Drafts, phrase: Phrase, here: _Here) -> _Draft | None:
    draft = drafts.same(phrase, phrase.slug)
    if draft is not None:
        draft.mentions.append(here.mention())
    return draft


def _add_term(drafts: _Drafts, term: Term, here: _Here, lexicon: Lexicon) -> None:
    body = lexicon.party_name(term.body)
    year = term.year
    known = (
        next((each for each in lexicon.calendar.terms(term.body, year) if each.host == term.host), None)
        if year and term.host
        else None
    )
    office = term.office
    slug = f"{slugged(_short(body, term.body))}-{office.lower()}-{year or lexicon.party_name(term.host or '').lower().replace(' ', '-')}".strip(
        "-"
    )
    slug = known.slug if known and office.lower() in known.slug else slug
    draft = drafts.all.get(slug)
    if draft is None:
        name = f"{_short(body, term.body)} {office}" + (f" {year}" if year else "")
        draft = drafts.add(_Draft(name, slug, slug, "chairmanship", year, None, term.host))
        if year:
            first, last = (known.start, known.end) if known else (date(year, 1, 1), date(year, 12, 31))
            draft.start, draft.end, draft.precision = first, last, Precision.YEAR
        reference = here.reference
        begun = bool(reference and draft.start and draft.start <= reference)
        draft.status = EventStatus.HELD if begun else EventStatus.PLANNED
    draft.host = draft.host or term.host
    draft.mentions.append(here.mention())


def _add_next(drafts: _Drafts, here: _Here, following: event_next.Next | None) -> None:
    """The next meeting of those who met, once."""
    if following is None or following.slug in drafts.all:
        return
    period = following.period
    drafts.add(
        _Draft(
            following.name, following.slug, following.slug, "meeting", None, following.ordinal, following.host, following.place,
            period.start, period.end, period.precision, EventStatus.PLANNED, dated=True, mentions=[here.mention()],
        )
    )  # fmt: skip


def _add_dated(
    drafts: _Drafts,
    here: _Here,
    when: Sequence[periods.PeriodMention],
    named: Sequence[Phrase],
    again: re.Match[str] | None,
    lexicon: Lexicon,
) -> None:
    """What the sentence announces with a time that lies ahead, though no name of a series tells it."""
    for phrase, time in event_dated.scheduled(here.words, when, named):
        if again and again.start() <= phrase.end and phrase.start <= again.end():
            continue
        if here.reference and time.period.end and time.period.end < here.reference:
            continue
        evidence = gather(here.words, phrase, (phrase,), when, lexicon)
        _add(drafts, phrase, replace(evidence, when=time, to_come=True), here)


def _event(draft: _Draft, lexicon: Lexicon) -> Event:
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
