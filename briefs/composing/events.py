"""Takes occasions, meetings and lines, and gives the answers that look at the calendar: what is coming, one event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefs import dates_shown
from briefs.brief import Brief, Choice, Entry
from briefs.composing import entries as made
from briefs.composing import occasions
from briefs.composing.accounts import Met, told_once
from briefs.composing.lists import kinds
from briefs.composing.occasions import Occasion
from briefs.composing.partner import meeting_entry
from briefs.library import Asked
from briefs.model import EventStatus, Line, Moment, Precision, Source

_LONGEST_TITLE = 90
_MOST_MENTIONS = 12
_OVER = frozenset({EventStatus.CANCELLED, EventStatus.HELD})


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies ahead: occasions in the time asked for, lines that begin or end in it, and what came last."""

    start: date
    end: date | None
    occasions: Sequence[Occasion]
    later: Sequence[Occasion]
    ending: Sequence[Line]
    promised: Mapping[str, Sequence[Line]]
    last: Occasion | None = None


def upcoming(ahead: Ahead, asked: Asked) -> Brief:
    """What is under way, what is coming, and which terms and deadlines end; where nothing does, what was last."""
    running = [each for each in ahead.occasions if each.start and each.start <= asked.today and _lasts(each)]
    coming = [each for each in ahead.occasions if each not in running]
    shown_above = {each.slug for each in ahead.occasions}
    ends = [_deadline(line, asked) for line in _by_end(ahead.ending) if line.outcome.event not in shown_above]
    parts = [
        made.part("coming", "Coming", [occasion_entry(each, asked, ahead.promised) for each in coming]),
        made.part("running", "Under way", [occasion_entry(each, asked, ahead.promised) for each in running]),
        made.part("ending", "Terms and deadlines", ends),
        made.part(
            "later", "Later", [occasion_entry(each, asked, {}) for each in ahead.later], folded=bool(coming)
        ),
    ]
    nothing = not (coming or running or ends)
    lead = [_window(ahead, asked)]
    lead += [_nothing_ahead(ahead, asked)] if nothing else []
    sources = made.cited(ahead.ending, _told_by([*coming, *running, *ahead.later]))
    codes = asked.question.parties
    title = " · ".join(["Upcoming", *(asked.lexicon.party_name(code) for code in codes)])
    choices = tuple(
        Choice(f"All on {asked.lexicon.party_name(code)}", f"partner {code}") for code in codes[:2]
    )
    return made.answer(
        asked, title, lead, made.fold(parts), sources, choices=choices, found=not nothing or bool(ahead.later)
    )


def _lasts(occasion: Occasion) -> bool:
    """Whether it is known to run over its whole time; a summit "in 2027" is not under way all year."""
    return occasion.kind == "chairmanship" or occasion.when.precision is Precision.DAY


def _window(ahead: Ahead, asked: Asked) -> str:
    when = Moment(ahead.start, ahead.end, Precision.DAY)
    if ahead.end is None:
        return f"From {dates_shown.day(ahead.start, asked.language)} on."
    return f"{dates_shown.shown(when, asked.language)}."


def _nothing_ahead(ahead: Ahead, asked: Asked) -> str:
    words = "Nothing known lies in this time."
    if ahead.later:
        return f"{words} What is known of later times follows."
    if ahead.last is not None:
        told = occasions.in_words(ahead.last.when, ahead.last.status, asked.language)
        return f"{words} The last known was {ahead.last.name}, {told}."
    return words


def occasion_entry(occasion: Occasion, asked: Asked, promised: Mapping[str, Sequence[Line]]) -> Entry:
    """An event in one line: date, name, how far off, host, place, and what was promised for it."""
    notes = [_far_off(occasion, asked.today)]
    notes.append(f"host: {asked.lexicon.party_name(occasion.host)}" if occasion.host else "")
    notes.append(occasion.place or "")
    notes.append("postponed" if occasion.status is EventStatus.POSTPONED else "")
    lines = promised.get(occasion.slug, ())
    if lines:
        more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
        notes.append(f"promised for it: “{made.plain(lines[0].outcome.headline)}”{more}")
    last = occasion.told.mentions[-1].source.number if occasion.told and occasion.told.mentions else None
    notes.append(f"record: {occasion.record}" if occasion.record and last is None else "")
    return Entry(
        occasion.name,
        when=occasion.when,
        notes=tuple(note for note in notes if note),
        source=last,
        ask=f"event {occasion.slug}",
    )


def _far_off(occasion: Occasion, today: date) -> str:
    """How far off it is, where its date is a day; a running one says until when."""
    start, end = occasion.start, occasion.end
    if not start or not end or occasion.when.precision is not Precision.DAY:
        return ""
    if start <= today <= end:
        return "today" if start == end else f"ends {dates_shown.distance(end, today)}"
    return dates_shown.distance(start, today)


def _by_end(lines: Iterable[Line]) -> list[Line]:
    def end(line: Line) -> date:
        return (line.outcome.period.end if line.outcome.period else None) or date.max

    return sorted(lines, key=lambda line: (end(line), line.number))


def _deadline(line: Line, asked: Asked) -> Entry:
    """A line by the time within which it falls due ("by 2030", "2026", "2021–2025"); a day says how far off it is."""
    period = line.outcome.period
    end = period.end if period else None
    said = f"said {dates_shown.shown(line.said, asked.language)}"
    exact = period is not None and period.precision is Precision.DAY
    off = dates_shown.distance(end, asked.today) if end and exact else ""
    entry = made.entry(line, asked, off, said, period=False)
    return replace(entry, when=Moment(period.start, end, period.precision) if period else None)


def _told_by(found: Iterable[Occasion]) -> list[Source]:
    return [each.told.mentions[-1].source for each in found if each.told is not None and each.told.mentions]


def event(occasion: Occasion, lines: Sequence[Line], asked: Asked) -> Brief:
    """One event: facts of record, the dates it had with who said so, what was promised for it, all mentions."""
    mentions = occasion.told.mentions if occasion.told else ()
    host = f"Host: {asked.lexicon.party_name(occasion.host)}." if occasion.host else ""
    place = f"Place: {occasion.place}." if occasion.place else ""
    far = _far_off(occasion, asked.today) if occasion.status not in _OVER else ""
    words = occasions.in_words(occasion.when, occasion.status, asked.language)
    when = f"{words[:1].upper()}{words[1:]}{f', {far}' if far else ''}."
    binding = [line for line in lines if line.outcome.kind in made.BINDING]
    others = [line for line in lines if line.outcome.kind not in made.BINDING]
    quoted = [
        Entry(
            made.cut(made.plain(mention.quote)),
            when=mention.source.published,
            notes=(f"paragraph {mention.paragraph}",),
            source=mention.source.number,
        )
        for mention in mentions[-_MOST_MENTIONS:]
    ]
    parts = [
        made.part("dates", "Dates it had", _dates(occasion, asked)),
        made.part("promised", "Promised for it", [made.entry(line, asked) for line in binding]),
        made.part("said", "Said of it", [made.entry(line, asked) for line in others]),
        made.part("mentions", "Mentions", quoted),
    ]
    sources = made.cited(lines, [mention.source for mention in mentions])
    record = f"Record: {occasion.record}." if occasion.record else ""
    lead = [when, " ".join(piece for piece in (host, place) if piece), record]
    choices = (
        [Choice(f"All on {asked.lexicon.party_name(occasion.host)}", f"partner {occasion.host}")]
        if occasion.host
        else []
    )
    choices.append(Choice("What is coming", "upcoming"))
    return made.answer(asked, occasion.name, lead, made.fold(parts), sources, choices=tuple(choices))


def _dates(occasion: Occasion, asked: Asked) -> list[Entry]:
    """The dates it had, where there was more than one: a moved date is news."""
    told = occasions.tellings(occasion, asked.today)
    if len({each.when for each in told}) < 2:  # noqa: PLR2004 - one date has not moved
        return []
    return [
        Entry(
            occasions.in_words(each.when, each.status, asked.language),
            when=each.said if each.said.start else None,
            notes=(made.cut(made.plain(each.words), _LONGEST_TITLE if each.source else made.LONGEST_QUOTE),),
            source=each.source,
        )
        for each in told
    ]


def meeting(
    met: Met, sessions: Sequence[Met], lines: Sequence[Line], others: Sequence[Met], asked: Asked
) -> Brief:
    """One meeting: who sat there, its sessions, and what came of it, by kind; what one document alone tells says so."""
    stored, own = met.stored, meeting_entry(met, asked)
    once = told_once(lines)
    notes = {line.number: f"only in document {line.source.number}" for line in lines if line.number in once}
    lead = [dates_shown.shown(stored.when, asked.language)]
    lead += [" · ".join(note for note in own.notes)] if own.notes else []
    parts = [
        made.part("sessions", "Sessions", [meeting_entry(each, asked) for each in sessions]),
        *kinds(lines, asked, notes),
        made.part(
            "others", "Other meetings", [meeting_entry(each, asked) for each in others], folded=bool(lines)
        ),
    ]
    sources = made.cited(lines, [source for each in (met, *sessions, *others) for source in each.sources])
    choices = [
        Choice(asked.lexicon.party_name(code), f"partner {code}") for code in stored.meeting.parties[:4]
    ]
    return made.answer(
        asked, made.begun(stored.meeting.name), lead, made.fold(parts), sources, choices=tuple(choices)
    )


def horizon(today: date) -> date:
    """How far ahead is looked where nobody says: a year."""
    return today + timedelta(days=365)
