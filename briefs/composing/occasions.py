"""Takes the events that documents tell of and those of the calendar, and gives each occasion once, as known on a day."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.asking.names import fold, folded
from briefs.calendar import Calendar, Chairmanship, Standing, Summit
from briefs.dates_shown import shown
from briefs.model import Code, EventStatus, Moment, Precision
from briefs.queries import DateTold, StoredEvent

_FINENESS = {
    Precision.DAY: 0,
    Precision.RANGE: 1,
    Precision.MONTH: 2,
    Precision.QUARTER: 3,
    Precision.YEAR: 4,
}
_VAGUEST = 5
_LIKE = 82.0
_MOST_SUGGESTED = 6


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event with what the calendar and the documents together say of it.

    ``recorded`` is the calendar's own entry, and ``record`` where that has it from, so far as was known.
    """

    slug: str
    name: str
    kind: str
    host: Code | None
    place: str | None
    when: Moment
    status: EventStatus
    recorded: Summit | Chairmanship | None
    told: StoredEvent | None
    record: str = ""

    @property
    def start(self) -> date | None:
        """The first day it may be on."""
        return self.when.start or self.when.end

    @property
    def end(self) -> date | None:
        """The last day it may be on."""
        return self.when.end or self.when.start


@dataclass(frozen=True, slots=True)
class Telling:
    """A date that an event once had, or has: who said so, when, and in which document (None: the calendar)."""

    when: Moment
    status: EventStatus
    said: Moment
    words: str
    source: int | None


def merged(
    told: Iterable[StoredEvent], recorded: Iterable[Summit | Chairmanship], today: date
) -> list[Occasion]:
    """One occasion for each slug, by date; those without a date last."""
    stored = {event.slug: event for event in told}
    facts = {each.slug: each for each in recorded}
    found = [_one(slug, stored.get(slug), facts.get(slug), today) for slug in {**stored, **facts}]
    return sorted(found, key=lambda each: (each.start is None, each.start or date.max, each.slug))


def recorded_as(calendar: Calendar, slugs: Iterable[str]) -> list[Summit | Chairmanship]:
    """The calendar's entries with these slugs."""
    wanted = set(slugs)
    return [each for each in facts_of(calendar) if each.slug in wanted]


def facts_of(calendar: Calendar) -> list[Summit | Chairmanship]:
    """Every event of the calendar."""
    return [*calendar.summits, *calendar.chairmanships]


def _one(slug: str, told: StoredEvent | None, fact: Summit | Chairmanship | None, today: date) -> Occasion:
    if fact is None:
        assert told is not None  # noqa: S101 - one of the two gave the slug
        # What was told as planned stays so after its day: nobody said that it was held.
        return Occasion(slug, told.name, told.kind, told.host, told.place, told.when, told.status, None, told)
    standing = fact.as_of(today)
    when = standing.when
    if told is not None and _finer(told.when, when) and not _contradicts(told.when, when):
        when = told.when
    place = fact.place or (told.place if told else None)
    return Occasion(
        slug, fact.name, fact.kind, fact.host, place, when, standing.status, fact, told, standing.record.words
    )


def _finer(one: Moment, other: Moment) -> bool:
    if one.start is None:
        return False
    return other.start is None or _fineness(one) < _fineness(other)


def _fineness(when: Moment) -> int:
    return _FINENESS[when.precision] if when.precision else _VAGUEST


def _contradicts(one: Moment, other: Moment) -> bool:
    """Whether two dates exclude each other: then the calendar, which gives its source, is believed."""
    if other.start is None or one.start is None:
        return False
    return (one.end or one.start) < other.start or one.start > (other.end or other.start)


def lies_in(occasion: Occasion, start: date, end: date | None) -> bool:
    """Whether it may be on a day from start to end."""
    if occasion.start is None or occasion.end is None:
        return False
    return occasion.end >= start and (end is None or occasion.start <= end)


def concerns(occasion: Occasion, codes: Sequence[Code], beside: Collection[str], calendar: Calendar) -> bool:
    """Whether all these parties have to do with it: as host, body or member of it, or at the table.

    ``beside`` are the slugs of events that documents name together with them.
    """
    if occasion.slug in beside:
        return True
    fact = occasion.recorded
    there = {occasion.host}
    if isinstance(fact, Chairmanship):
        there.add(fact.body)
    elif fact is not None:
        there |= {*fact.parties}
        series = folded(f"{fact.series} {fact.name}").split()
        there |= {code for code in codes if code.casefold() in series}
    held_by = bodies(occasion)
    there |= {each.state for each in calendar.memberships if each.body in held_by}
    return all(code in there for code in codes)


def bodies(occasion: Occasion) -> set[Code]:
    """The bodies that hold it, so far as the calendar says."""
    fact = occasion.recorded
    if isinstance(fact, Chairmanship):
        return {fact.body}
    return {*fact.parties, *(code for code in fact.name.split() if code.isupper())} if fact else set()


def was_known(fact: Summit | Chairmanship, as_of: date | None) -> bool:
    """Whether an entry of the calendar could be known on a day of the past.

    Terms in the chair are known years ahead. Of a summit that was still to come, it is known only where the
    calendar says since when.
    """
    if as_of is None or isinstance(fact, Chairmanship) or fact.start is None or fact.start <= as_of:
        return True
    days = [fact.known, *(each.known for each in fact.history)]
    return any(day is not None and day <= as_of for day in days)


def tellings(occasion: Occasion, today: date) -> list[Telling]:
    """Every date it had, the oldest word first; a word that repeats the one before is left out."""
    found = [_of_document(each) for each in occasion.told.history] if occasion.told else []
    if isinstance(occasion.recorded, Summit):
        fact = occasion.recorded
        last = Standing(Moment(fact.start, fact.end, fact.precision), fact.status, fact.record, fact.known)
        found += [
            _of_calendar(each) for each in (*fact.history, last) if each.known is None or each.known <= today
        ]
    found.sort(key=lambda each: (each.said.start or date.min, each.source or 0))
    kept: list[Telling] = []
    for each in found:
        known = kept[-1] if kept else None
        same = known and (known.when.start, known.when.end, known.status) == (
            each.when.start,
            each.when.end,
            each.status,
        )
        if not same:
            kept.append(each)
    return kept


def _of_document(told: DateTold) -> Telling:
    return Telling(told.when, told.status, told.source.published, told.source.title, told.source.number)


def _of_calendar(standing: Standing) -> Telling:
    said = Moment(standing.known, standing.known, Precision.DAY if standing.known else None)
    return Telling(standing.when, standing.status, said, standing.record.words, None)


def in_words(when: Moment, status: EventStatus, language: str = "en") -> str:
    """What became of it, with its date: "planned for 2021", "held 25–26 November 2021", "postponed"."""
    if when.start is None and when.end is None:
        return "planned, date not known" if status is EventStatus.PLANNED else status.value
    joint = " to" if status is EventStatus.POSTPONED else " for" if status is EventStatus.PLANNED else ""
    return f"{status.value}{joint} {shown(when, language)}"


def called(
    words: str, names: Mapping[str, Sequence[str]], calendar: Calendar, today: date
) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The slug that ``words`` name, or None and the slugs with names that may be meant, likeliest first."""
    known = _names(names, calendar)
    asked = fold(words)
    if not asked:
        return None, ()
    exact = [slug for slug, given in known.items() if asked in {folded(name) for name in (slug, *given)}]
    if len(exact) == 1:
        return exact[0], ()
    squeezed = asked.replace(" ", "")
    near = [
        slug
        for slug, given in known.items()
        if squeezed in {folded(name).replace(" ", "") for name in (slug, *given)}
    ]
    if len(near) == 1:
        return near[0], ()
    return None, tuple((slug, known[slug][0]) for slug in _similar(asked, known, _starts(calendar), today))


def _names(names: Mapping[str, Sequence[str]], calendar: Calendar) -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for fact in facts_of(calendar):
        known[fact.slug] = [fact.name, *(fact.names if isinstance(fact, Summit) else ())]
    for slug, given in names.items():
        known.setdefault(slug, []).extend(given)
    return known


def _starts(calendar: Calendar) -> dict[str, date]:
    return {fact.slug: fact.start for fact in facts_of(calendar) if fact.start is not None}


def _similar(
    asked: str, known: Mapping[str, Sequence[str]], starts: Mapping[str, date], today: date
) -> list[str]:
    """Those whose names hold all the words, the nearest in time first; then those whose names look alike.

    Another number is another event: "50th" is no slip for "30th".
    """
    from rapidfuzz import fuzz

    words, numbers = set(asked.split()), _numbers(asked)
    scored: list[tuple[bool, float, int, str]] = []
    for slug, given in known.items():
        plain = [folded(name) for name in (slug, *given)]
        held = any(words <= set(name.split()) for name in plain)
        like = max(fuzz.ratio(asked, name) for name in plain)
        same_numbers = not numbers or any(numbers == _numbers(name) for name in plain)
        far = abs((starts.get(slug, today) - today).days)
        if held:
            extra = min(len(_words(name) - words) for name in plain)
            scored.append((False, float(extra), far, slug))
        elif like >= _LIKE and same_numbers:
            scored.append((True, -like, far, slug))
    return [slug for *_score, slug in sorted(scored)[:_MOST_SUGGESTED]]


def _words(name: str) -> set[str]:
    """The words of a name without its numbers."""
    return {word for word in name.split() if not any(letter.isdigit() for letter in word)}


def _numbers(name: str) -> set[str]:
    return set(re.findall(r"\d+", name))
