"""The outline of a document comes in; the events that it names with a time, or that are to come, go out.

One event is one value however often it is named; its dates are those of the text, never the calendar's. Who hosts
an event of record is filled in from the calendar where the text does not say.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from briefs.lexicon import meeting_names
from briefs.model import EventStatus, Precision
from briefs.parsing import event_dated, event_next, event_visits, periods
from briefs.parsing.datelines import dateline
from briefs.parsing.event_drafts import Draft, Drafts, Here, event
from briefs.parsing.event_evidence import Evidence, gather, status_of
from briefs.parsing.event_index import mentioned
from briefs.parsing.event_phrases import Phrase, is_general, may_name, phrases, slugged
from briefs.parsing.event_terms import Term, may_chair, terms
from briefs.parsing.sentences import split
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Code, Event
    from briefs.parsing.text import Outline, Paragraph

__all__ = ["find", "mentioned"]

_ATTACHED: Final = 45
_PAIR: Final = 2
_SHORT_NAME: Final = 12
_HALF_YEAR: Final = 6
_OFFICES: Final = {("EU", "presidency"): "Presidency of the Council of the EU"}
"""The Union has no president of that kind: it is its Council that is presided over in turn."""
_LONGEST: Final = 12_000
"""Longer words without a stop are no sentence."""
_IT_WAS: Final = re.compile(
    r"(?:It|The\s(?:Summit|Conference|Meeting|meeting|Forum|event|summit|conference))\s(?:was|is|will\sbe|had\sbeen)\s(?:\w+\s){0,3}(?:co-)?hosted\sby\b"
)

_IT_WILL_BE: Final = re.compile(
    r"(?:It|The\s(?:[Ss]ummit|[Cc]onference|[Mm]eeting|[Ff]orum|[Ss]ession|event))\s(?:will|shall|is\sto|is\s(?:scheduled|due|set)\sto)\s(?:\w+\s)?(?:be\s(?:held|hosted|convened)|take\splace)\b"
)


def find(outline: Outline, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events of a document in the order of their first mention."""
    drafts = Drafts()
    last: tuple[Paragraph, Draft] | None = None
    for here in _sentences(outline, lexicon):
        named = phrases(here.words, lexicon, here.parties)
        chair, again = may_chair(here.words), event_next.ahead(here.words)
        dated, visit = event_dated.may_date(here.words), event_visits.may_announce(here.words)
        if last and last[0] is here.paragraph and _IT_WAS.match(here.words):
            _host_behind(last[1], here.words, lexicon)
        if last and here.paragraph.number - last[0].number <= 1 and _IT_WILL_BE.match(here.words):
            _held_behind(last[1], here)
        if not (named or chair or again or dated or visit):
            continue
        lead = dateline(here.words, sure=True) if here.start == 0 else 0
        when = [one for one in periods.find(here.words, here.reference) if one.start >= lead]
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
            mentions = lexicon.mentions(here.words)
            for term in terms(
                here.words, mentions, when, here.reference, lexicon, own=_own_body(here, lexicon)
            ):
                _add_term(drafts, term, here, lexicon)
        if again:
            _add_next(drafts, here, event_next.read(here.words, again, when, outline, lexicon))
        if dated:
            taken = [(phrase.start, phrase.end) for phrase in named] + ([again.span()] if again else [])
            _add_dated(drafts, here, when, taken, lexicon)
        if visit:
            _add_visit(drafts, here, when, lexicon)
    return tuple(event(draft, lexicon) for draft in drafts.all.values())


def _host_behind(draft: Draft, words: str, lexicon: Lexicon) -> None:
    """Read "It was hosted by X": X is the host of the event named before."""
    by = words.find(" by ")
    state = next(
        (m for m in lexicon.mentions(words) if m.start > by and lexicon.parties[m.code].kind == "state"), None
    )
    if state and state.start - by < _ATTACHED:
        draft.host = draft.host or state.code


def _held_behind(draft: Draft, here: Here) -> None:
    """Read "The summit will be held in May": that is the time of the event named before, where it has none yet."""
    when = next((one for one in periods.find(here.words, here.reference) if one.role == "at"), None)
    if draft.dated or when is None or when.weak:
        return
    draft.start, draft.end, draft.precision = when.period.start, when.period.end, when.period.precision
    draft.dated = True
    draft.mentions.append(here.mention())


def _short(name: str, code: Code) -> str:
    """A body as its events are called: by its initials, or by its name where the code is the beginning of it."""
    spelt = f"{slugged(name)}-".startswith(f"{code.lower()}-") and not name.startswith(f"{code} ")
    return name if len(name) < _SHORT_NAME or spelt else code


def _sentences(outline: Outline, lexicon: Lexicon) -> Iterable[Here]:
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
                or event_visits.may_announce(text)
            ):
                continue
            for span in split(text):
                if span.end - span.start > _LONGEST:
                    continue
                yield Here(
                    paragraph, span.start, span.end, text[span.start : span.end], reference or held, parties
                )


def _counts(phrase: Phrase, evidence: Evidence) -> bool:
    """Named with a time, or to come. A standing body counts only where its meeting is spoken of."""
    if evidence.founded and not phrase.once:
        return False
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


def _add(drafts: Drafts, phrase: Phrase, evidence: Evidence, here: Here) -> Draft:
    when = evidence.when
    slug = _identity(phrase, when)
    day = (when.period.start or when.period.end) if when else None
    draft = drafts.same(phrase, slug, day.year if day else None) or drafts.add(
        Draft(phrase.name, phrase.base, slug, phrase.kind, phrase.year, phrase.ordinal)
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


def _mentioned_again(drafts: Drafts, phrase: Phrase, here: Here) -> Draft | None:
    draft = drafts.same(phrase, phrase.slug)
    if draft is not None:
        draft.mentions.append(here.mention())
    return draft


def _own_body(here: Here, lexicon: Lexicon) -> Code | None:
    """The body whose paper it is, where it is one body's."""
    alone = len(here.parties) == 1 and lexicon.parties[here.parties[0]].kind in {"body", "grouping"}
    return here.parties[0] if alone else None


def _add_term(drafts: Drafts, term: Term, here: Here, lexicon: Lexicon) -> None:
    body, year = _short(lexicon.party_name(term.body), term.body), term.year
    known = (
        next((each for each in lexicon.calendar.terms(term.body, year) if each.host == term.host), None)
        if year and term.host
        else None
    )
    office = slugged(term.office)
    which = str(year or slugged(lexicon.party_name(term.host or "")))
    if term.half and term.span:
        which += "-1" if term.span[0].month <= _HALF_YEAR else "-2"
    slug = f"{slugged(body)}-{office}-{which}".strip("-")
    slug = known.slug if known and office in known.slug else slug
    draft = drafts.all.get(slug)
    if draft is None:
        name = _OFFICES.get((term.body, office), f"{body} {term.office}") + (f" {year}" if year else "")
        draft = drafts.add(Draft(name, slug, slug, "chairmanship", year, None, term.host))
        if year:
            whole = (known.start, known.end) if known else (date(year, 1, 1), date(year, 12, 31))
            (draft.start, draft.end), draft.precision = term.span or whole, Precision.YEAR
        reference = here.reference
        begun = bool(reference and draft.start and draft.start <= reference)
        draft.status = EventStatus.HELD if begun else EventStatus.PLANNED
    draft.host = draft.host or term.host
    draft.mentions.append(here.mention())


def _add_next(drafts: Drafts, here: Here, following: event_next.Next | None) -> None:
    """The next meeting of those who met, once."""
    if following is None or following.slug in drafts.all:
        return
    period = following.period
    drafts.add(
        Draft(
            following.name, following.slug, following.slug, "meeting", None, following.ordinal, following.host, following.place,
            period.start, period.end, period.precision, EventStatus.PLANNED, dated=True, mentions=[here.mention()],
        )
    )  # fmt: skip


def _add_visit(drafts: Drafts, here: Here, when: Sequence[periods.PeriodMention], lexicon: Lexicon) -> None:
    """The visit that the sentence announces; one that was named before is named again."""
    visit = event_visits.announced(here.words, when, here.parties, here.reference, lexicon)
    if visit is None:
        return
    period, base = visit.period, visit.slug.rsplit("-visit", 1)[0]
    draft = drafts.all.get(visit.slug) or next(iter(drafts.series.get(f"{base}-visit", ())), None)
    if draft is None:
        draft = drafts.add(Draft(visit.name, f"{base}-visit", visit.slug, "visit", None, None, visit.host))
    if period and not draft.dated:
        draft.start, draft.end, draft.precision = period.start, period.end, period.precision
        draft.dated = True
    draft.mentions.append(here.mention())


def _add_dated(
    drafts: Drafts,
    here: Here,
    when: Sequence[periods.PeriodMention],
    taken: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> None:
    """What the sentence announces with a time that lies ahead, though no name of a series tells it."""
    few = 0 < len(here.parties) <= _PAIR
    whose = meeting_names.series_slug(here.parties, lexicon.parties, "").rstrip("-") if few else ""
    for phrase, time in event_dated.scheduled(here.words, when, taken, whose):
        if here.reference and time.period.end and time.period.end <= here.reference:
            continue
        if "earlier" in here.words[max(0, time.start - 9) : time.end]:
            continue
        if is_general(phrase.base) and not whose:
            continue
        evidence = gather(here.words, phrase, (phrase,), when, lexicon)
        _add(drafts, phrase, replace(evidence, when=time, to_come=True), here)
