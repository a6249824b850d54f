"""The outline of a document comes in; the events that it names with a time, or that are to come, go out.

One event is one value however often it is named; its dates are those of the text, never the calendar's. Who hosts
an event of record is filled in from the calendar where the text does not say.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from briefs.model import Precision
from briefs.parsing import (
    event_added,
    event_chairs,
    event_dated,
    event_held,
    event_next,
    event_visits,
    periods,
)
from briefs.parsing.datelines import dateline
from briefs.parsing.event_drafts import Draft, Drafts, Here, event
from briefs.parsing.event_evidence import Evidence, gather
from briefs.parsing.event_index import mentioned
from briefs.parsing.event_phrases import Phrase, may_name, phrases
from briefs.parsing.event_terms import may_chair
from briefs.parsing.sentences import split
from briefs.parsing.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefs.lexicon import Lexicon
    from briefs.model import Event
    from briefs.parsing.text import Outline, Paragraph

__all__ = ["find", "mentioned"]

_ATTACHED: Final = 45
_BESIDE: Final = 15
_PAIR: Final = 2
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
    own = [one for one in phrases(outline.particulars.title, lexicon) if one.slug != one.base]
    for here in _sentences(outline, lexicon):
        named = [_of_title(one, own) for one in phrases(here.words, lexicon, here.parties)]
        chair, again = may_chair(here.words), event_next.ahead(here.words)
        dated, visit = event_dated.may_date(here.words), event_visits.may_announce(here.words)
        taken = _of_the_last(last, here, lexicon)
        gathers = event_held.may_hold(here.words)
        if not (named or chair or again or dated or visit or gathers):
            continue
        lead = dateline(here.words, sure=True) if here.start == 0 else 0
        when = [one for one in periods.find(here.words, here.reference) if one.start >= lead]
        for phrase in named:
            evidence = gather(here.words, phrase, named, when, lexicon)
            draft = _keep(drafts, phrase, evidence, here, lexicon)
            if draft is None:
                continue
            last = (here.paragraph, draft)
            taken.append((phrase.start, phrase.end))
            if again and again.start() <= phrase.start < again.end() + _ATTACHED:
                again = None
        if chair:
            event_chairs.add(drafts, here, when, lexicon)
        if again:
            event_added.add_next(drafts, here, event_next.read(here.words, again, when, outline, lexicon))
        spans = [again.span()] if again else []
        if dated:
            names = [(phrase.start, phrase.end) for phrase in named]
            taken += event_added.add_dated(drafts, here, when, names + spans, lexicon)
        if gathers:
            event_added.add_held(drafts, here, when, taken + spans, lexicon)
        if visit:
            event_added.add_visit(drafts, here, when, lexicon)
    return tuple(event(draft, lexicon) for draft in drafts.all.values())


def _keep(drafts: Drafts, phrase: Phrase, evidence: Evidence, here: Here, lexicon: Lexicon) -> Draft | None:
    """The event of a name, where the sentence or the calendar tells that it is one; else the one that was named before."""
    if _counts(phrase, evidence) or _lies_ahead(phrase, here.reference, lexicon):
        return event_added.add(drafts, phrase, evidence, here)
    return event_added.mentioned_again(drafts, phrase, here)


def _of_the_last(last: tuple[Paragraph, Draft] | None, here: Here, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Read what a sentence says of the event of the one before: "It will be held in May"; the words read go out."""
    if last is None:
        return []
    if last[0] is here.paragraph and _IT_WAS.match(here.words):
        _host_behind(last[1], here.words, lexicon)
    it = _IT_WILL_BE.match(here.words) if here.paragraph.number - last[0].number <= 1 else None
    if it:
        _held_behind(last[1], here)
    return [it.span()] if it else []


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
                or event_held.may_hold(text)
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
    close = when is not None and evidence.to_come and phrase.start - when.end < _BESIDE
    framed = (
        when is not None and when.end <= phrase.start and (evidence.firm or bool(phrase.ordinal) or close)
    )
    return bool(
        attached
        or framed
        or (evidence.firm and (phrase.ordinal or phrase.year or " " in phrase.name))
        or (phrase.ordinal and (when or evidence.to_come or evidence.sits))
    )


def _of_title(phrase: Phrase, own: Sequence[Phrase]) -> Phrase:
    """The meeting of which the title tells the number or the year is the one that the text names without them."""
    same = next((one for one in own if one.base == phrase.base == phrase.slug), None)
    return replace(phrase, slug=same.slug, year=same.year, ordinal=same.ordinal) if same else phrase


def _lies_ahead(phrase: Phrase, reference: date | None, lexicon: Lexicon) -> bool:
    """Whether it is known to come after the document's day, though the sentence has no word of the future."""
    if phrase.slug == phrase.base or reference is None:
        return False
    record = lexicon.calendar.summit(phrase.slug)
    return bool(record and record.start and record.start > reference)
