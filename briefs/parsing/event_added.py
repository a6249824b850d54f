"""What a sentence says of an event comes in with the events found so far; the event is added to them, or named again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from briefs.lexicon import meeting_names
from briefs.model import EventStatus, Precision
from briefs.parsing import event_dated, event_held, event_next, event_visits, periods
from briefs.parsing.event_drafts import Draft
from briefs.parsing.event_evidence import Evidence, gather, status_of
from briefs.parsing.event_phrases import Phrase, is_general

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.lexicon import Lexicon
    from briefs.parsing.event_drafts import Drafts, Here

_PAIR: Final = 2


def _span(when: periods.PeriodMention) -> tuple[date | None, date | None, Precision]:
    """The days of a time; what is to be held by the end of a year is held in that year."""
    period = when.period
    last = period.end
    if when.role == "deadline" and period.start is None and last and (last.month, last.day) == (12, 31):
        return date(last.year, 1, 1), last, Precision.YEAR
    return period.start, last, period.precision


def _identity(phrase: Phrase, when: periods.PeriodMention | None) -> str:
    if phrase.slug != phrase.base:
        return phrase.slug
    day = (when.period.start or when.period.end) if when and when.role in {"at", "deadline"} else None
    return f"{phrase.base}-{day.year}" if day else phrase.base


def add(drafts: Drafts, phrase: Phrase, evidence: Evidence, here: Here) -> Draft:
    """Keep an event that a sentence names, with what the sentence tells of it."""
    when = evidence.when
    slug = _identity(phrase, when)
    day = (when.period.start or when.period.end) if when else None
    draft = drafts.same(phrase, slug, day.year if day else None) or drafts.add(
        Draft(phrase.name, phrase.base, slug, phrase.kind, phrase.year, phrase.ordinal)
    )
    if when is not None and not draft.dated:
        draft.start, draft.end, draft.precision = _span(when)
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


def mentioned_again(drafts: Drafts, phrase: Phrase, here: Here) -> Draft | None:
    """Keep one more mention of an event that was named before; None where there is none."""
    draft = drafts.same(phrase, phrase.slug)
    if draft is not None:
        draft.mentions.append(here.mention())
    return draft


def add_next(drafts: Drafts, here: Here, following: event_next.Next | None) -> None:
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


def add_visit(drafts: Drafts, here: Here, when: Sequence[periods.PeriodMention], lexicon: Lexicon) -> None:
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


def _whose(here: Here, lexicon: Lexicon) -> str:
    """The beginning of the slug of what one or two parties hold; empty where there are more."""
    few = 0 < len(here.parties) <= _PAIR
    return meeting_names.series_slug(here.parties, lexicon.parties, "").rstrip("-") if few else ""


def add_dated(
    drafts: Drafts,
    here: Here,
    when: Sequence[periods.PeriodMention],
    taken: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> list[tuple[int, int]]:
    """What the sentence announces with a time that lies ahead, though no name of a series tells it; where it stands."""
    whose, kept = _whose(here, lexicon), []
    for phrase, time in event_dated.scheduled(here.words, when, taken, whose):
        if here.reference and time.period.end and time.period.end <= here.reference:
            continue
        if "earlier" in here.words[max(0, time.start - 9) : time.end]:
            continue
        if is_general(phrase.base) and not whose:
            continue
        evidence = gather(here.words, phrase, (phrase,), when, lexicon)
        add(drafts, phrase, replace(evidence, when=time, to_come=True), here)
        kept.append((phrase.start, phrase.end))
    return kept


def add_held(
    drafts: Drafts,
    here: Here,
    when: Sequence[periods.PeriodMention],
    taken: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> None:
    """The gatherings of the sentence that are tied to a time or are said to come."""
    for phrase, time in event_held.held(here, when, taken, _whose(here, lexicon), lexicon):
        evidence = gather(here.words, phrase, (phrase,), when, lexicon)
        if not evidence.founded:
            add(drafts, phrase, replace(evidence, when=time, to_come=time is None), here)
