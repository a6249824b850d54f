"""The outline of a document comes in; the events that it names with a time, or that are to come, go out.

One event is one value however often it is named; its dates are those of the text, never the calendar's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from briefs.model import Event, EventStatus, Mention, Precision
from briefs.parsing import periods
from briefs.parsing.event_evidence import Evidence, gather, status_of
from briefs.parsing.event_phrases import Phrase, phrases, slugged
from briefs.parsing.event_terms import Term, terms
from briefs.parsing.sentences import split
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code
    from briefs.parsing.text import Outline, Paragraph

_ATTACHED: Final = 45
_SHORT_NAME: Final = 12
_AGAIN: Final = re.compile(
    r"\b(?:(?:agreed?|decided|plan(?:ned|s)?|intend(?:ed|s)?|look(?:ed|s|ing)?\sforward)\sto\s(?:(?:meet|meeting|convene|convening|reconvene|gather)\s(?:again|next|in\sperson)"
    r"|(?:hold|holding|host|hosting|convene|convening)\s(?:the|their|its|a)\snext\s(?:meeting|round|session|talks|consultations))"
    r"|(?:will|to)\s(?:hold|host|convene)\sthe\s(?:next|\d{1,3}(?:st|nd|rd|th))\s(?:meeting|round|session|talks|consultations)\b(?!\sof)"
    r"|(?:the|their|its)\snext\s(?:meeting|round|session)\b[^.;]{0,60}?\bwill\s(?:be\sheld|take\splace|convene))\b"
)
_IN: Final = re.compile(r"\b(?:in|at)\s(?P<place>[A-Z][\w\u2019'.-]+(?:\s[A-Z][\w\u2019'.-]+){0,2})")


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


@dataclass(frozen=True, slots=True)
class _Here:
    """One sentence with its place."""

    paragraph: Paragraph
    start: int
    end: int
    words: str
    reference: date | None

    def mention(self) -> Mention:
        return Mention(self.paragraph.quote(self.start, self.end), self.paragraph.number)


def find(outline: Outline, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events of a document in the order of their first mention."""
    drafts: dict[str, _Draft] = {}
    for here in _sentences(outline):
        when = periods.find(here.words, here.reference)
        named = phrases(here.words, lexicon)
        for phrase in named:
            evidence = gather(here.words, phrase, named, when, lexicon)
            if _counts(phrase, evidence):
                _add(drafts, phrase, evidence, here)
            else:
                _mentioned_again(drafts, phrase, here)
        for term in (
            terms(here.words, lexicon.mentions(here.words), when, here.reference, lexicon)
            if _may_chair(here.words)
            else ()
        ):
            _add_term(drafts, term, here, lexicon)
        _add_next(drafts, outline, here, when, lexicon)
    return tuple(_event(draft) for draft in drafts.values())


def mentioned(text: str, found: Iterable[Event], lexicon: Lexicon) -> str | None:
    """The slug of the event that a clause speaks of, or None: by the lexicon's identity, else by its name."""
    known = list(found)
    for phrase in phrases(text, lexicon):
        same = [
            event for event in known if event.slug == phrase.slug or event.slug.startswith(f"{phrase.base}-")
        ]
        if same:
            return same[0].slug
    plain = slugged(text)
    return next((event.slug for event in known if slugged(event.name) in plain), None)


def _short(name: str, code: Code) -> str:
    return name if len(name) < _SHORT_NAME else code


def _may_chair(words: str) -> bool:
    return "hair" in words or "residency" in words or "ost year" in words.lower()


def _sentences(outline: Outline) -> Iterable[_Here]:
    reference = outline.particulars.published_on
    for section in outline.sections:
        held = section.meeting.start if section.meeting else None
        for paragraph in section.paragraphs:
            if paragraph.role not in {Role.BODY, Role.BULLET}:
                continue
            for span in split(paragraph.text):
                words = paragraph.text[span.start : span.end]
                yield _Here(paragraph, span.start, span.end, words, reference or held)


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
        return when is not None or evidence.to_come
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


def _add(drafts: dict[str, _Draft], phrase: Phrase, evidence: Evidence, here: _Here) -> None:
    when = evidence.when
    slug = _identity(phrase, when)
    draft = drafts.get(slug) or _same_series(drafts, phrase, slug)
    if draft is None:
        draft = drafts[slug] = _Draft(
            phrase.name, phrase.base, slug, phrase.kind, phrase.year, phrase.ordinal
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


def _same_series(drafts: dict[str, _Draft], phrase: Phrase, slug: str) -> _Draft | None:
    """Find what is meant again: "The Summit's next session" without a number is the one that was already named, if only one was."""
    same = [draft for draft in drafts.values() if draft.base == phrase.base]
    if len(same) != 1 or (phrase.ordinal and same[0].ordinal not in {None, phrase.ordinal}):
        return None
    years = {int(year) for year in re.findall(r"20\d\d", f"{slug} {same[0].slug}")}
    return same[0] if len(years) <= 1 else None


def _mentioned_again(drafts: dict[str, _Draft], phrase: Phrase, here: _Here) -> None:
    draft = drafts.get(phrase.slug) or _same_series(drafts, phrase, phrase.slug)
    if draft is not None:
        draft.mentions.append(here.mention())


def _add_term(drafts: dict[str, _Draft], term: Term, here: _Here, lexicon: Lexicon) -> None:
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
    draft = drafts.get(slug)
    if draft is None:
        name = f"{_short(body, term.body)} {office}" + (f" {year}" if year else "")
        draft = drafts[slug] = _Draft(name, slug, slug, "chairmanship", year, None, term.host)
        if year:
            draft.start, draft.end, draft.precision = date(year, 1, 1), date(year, 12, 31), Precision.YEAR
        reference = here.reference
        begun = bool(reference and draft.start and draft.start <= reference)
        draft.status = EventStatus.HELD if begun else EventStatus.PLANNED
    draft.host = draft.host or term.host
    draft.mentions.append(here.mention())


def _add_next(
    drafts: dict[str, _Draft],
    outline: Outline,
    here: _Here,
    when: Sequence[periods.PeriodMention],
    lexicon: Lexicon,
) -> None:
    """Read what comes next: "They agreed to meet again in Suva in early 2024" is the next meeting of those who met."""
    again = _AGAIN.search(here.words)
    ahead = (
        [
            m
            for m in when
            if m.role in {"at", "deadline"} and again and m.start >= again.start() - 20 and not m.weak
        ]
        if again
        else []
    )
    if again is None or not ahead:
        return
    place = _IN.search(here.words, again.start())
    spot = place.group("place") if place and lexicon.place(place.group("place")) else None
    own = outline.meetings[0] if outline.meetings else None
    series = own.forum or own.name if own else outline.particulars.title
    slug = (
        f"{slugged(series)[:50]}-next-{(ahead[0].period.end or ahead[0].period.start or date(1, 1, 1)).year}"
    )
    if slug in drafts:
        return
    period = ahead[0].period
    name = here.words[again.start() : ahead[0].end]
    host = lexicon.place(spot) if spot else None
    drafts[slug] = _Draft(
        name[name.find("meet") if "meet" in name else 0 :], slug, slug, "meeting", None, None, host, spot, period.start, period.end,
        period.precision, EventStatus.PLANNED, dated=True, mentions=[here.mention()],
    )  # fmt: skip


def _event(draft: _Draft) -> Event:
    name = draft.phrase_name
    unique = tuple(dict.fromkeys(draft.mentions))
    return Event(
        slug=draft.slug,
        name=name,
        kind=draft.kind,
        host=draft.host,
        place=draft.place,
        start=draft.start,
        end=draft.end,
        precision=draft.precision,
        status=draft.status,
        mentions=unique,
    )
