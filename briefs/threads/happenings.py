"""Takes stored events and promises, and gives what became of each event, with the two documents that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from briefs.dates_shown import shown
from briefs.model import EventStatus, Kind, Line, Moment
from briefs.queries import DateTold, StoredEvent
from briefs.threads.links import Became, Kept, Told, Turn
from briefs.threads.words import BESIDE, HOSTING

_SLACK = timedelta(days=10)
"""Dates so near each other are those of a meeting and of a day within it, or of its text."""
_LASTING = frozenset({"chairmanship", "presidency"})
"""A term in the chair is not held on a day: that it began is arithmetic."""
_PROMISES = frozenset({Kind.COMMITMENT, Kind.PLEDGE})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MOVED = re.compile(
    r"\b(?:postpon|reschedul|mov(?:ed|ing) to|put off|defer|brought forward|delay)", re.IGNORECASE
)


def turns(events: Iterable[StoredEvent]) -> list[Turn]:
    """Each event that a later document moves, holds or calls off: one turn for each such document, oldest first."""
    found: list[Turn] = []
    for event in events:
        if event.kind in _LASTING:
            continue
        told = [each for each in (_told(event, each) for each in event.history) if each is not None]
        for before, (place, later) in zip(told, list(enumerate(told))[1:], strict=False):
            turn = _turn(event, _dated_before(told[:place]) or before, later)
            if turn:
                found.append(turn)
    return found


def _dated_before(told: Sequence[Told]) -> Told | None:
    return next((each for each in reversed(told) if each.when.start), None)


def _told(event: StoredEvent, telling: DateTold) -> Told | None:
    """A telling with the sentence of its document that says most of the date."""
    mentions = [
        each
        for each in event.mentions
        if each.source.number == telling.source.number and _of_its_year(each.quote, telling.when)
    ]
    if not mentions:
        return None
    best = max(mentions, key=lambda each: (_says(each.quote, telling), -each.paragraph))
    return Told(best.quote, best.paragraph, telling.source, telling.when, telling.status)


def _of_its_year(quote: str, when: Moment) -> bool:
    """Whether a sentence that names years names one of the event's: "the summit of 2022" tells of no other."""
    years = {int(year) for year in _YEAR.findall(quote)}
    first, last = when.start or when.end, when.end or when.start
    return not years or not first or not last or any(first.year <= year <= last.year for year in years)


def _says(quote: str, telling: DateTold) -> int:
    """How much of a telling stands in a sentence: its year, its month, its day, a word that it moved."""
    start = telling.when.start or telling.when.end
    marks = [bool(_MOVED.search(quote))]
    if start:
        marks += [
            str(start.year) in quote,
            f"{start:%B}" in quote,
            bool(re.search(rf"\b{start.day}\b", quote)),
        ]
    return sum(marks)


def _turn(event: StoredEvent, earlier: Told, later: Told) -> Turn | None:
    became = _became(earlier, later)
    if became is None or not _follows(earlier, later):
        return None
    return Turn(event.slug, event.name, became, earlier, later, _reason(became, earlier, later))


def _follows(earlier: Told, later: Told) -> bool:
    """Whether a document was published later than another; one without a date follows nothing."""
    first, second = earlier.source.published.start, later.source.published.start
    return bool(first and second and first < second)


def _became(earlier: Told, later: Told) -> Became | None:
    if later.status is EventStatus.CANCELLED:
        return Became.CANCELLED if earlier.status is not EventStatus.CANCELLED else None
    if later.status is EventStatus.POSTPONED:
        return Became.POSTPONED if earlier.status is not EventStatus.POSTPONED else None
    if earlier.status is EventStatus.HELD:
        return None
    if _apart(earlier.when, later.when):
        return Became.MOVED if later.status is EventStatus.PLANNED or _MOVED.search(later.quote) else None
    held = later.status is EventStatus.HELD and _is_over(later)
    return Became.HELD if held and _is_to_come(earlier, later) else None


def _is_over(told: Told) -> bool:
    """Whether a document that says "held" was published when the event had at least begun."""
    published, start = told.source.published.start, told.when.start
    return bool(published and start and start <= published)


def _is_to_come(earlier: Told, later: Told) -> bool:
    """Whether the event lay ahead when the earlier document was published, by the dates of both."""
    published = earlier.source.published.start
    last, held = earlier.when.end or earlier.when.start, later.when.end or later.when.start
    return bool(published and held and published < held and (last is None or published < last))


def _apart(one: Moment, other: Moment) -> bool:
    """Whether two dates exclude each other, beyond a few days of slack; an open one excludes nothing."""
    if not (one.start and other.start and one.end and other.end):
        return False
    return one.end + _SLACK < other.start or other.end + _SLACK < one.start


def _reason(became: Became, earlier: Told, later: Told) -> str:
    before = shown(earlier.when)
    if became is Became.MOVED:
        return f"{before} in one document, {shown(later.when)} in the later one"
    if became is Became.HELD:
        return f"one event by its name; to come in one document, held in the later one ({shown(later.when)})"
    return f"one event by its name; the later document says {later.status.value}"


def kept(lines: Iterable[Line], events: Mapping[str, StoredEvent], today: date) -> dict[int, Kept]:
    """Each promise to hold an event that a later document tells as held, by the number of the promise.

    What is promised beside an event ("on its sidelines") is not done when the event is held.
    """
    found: dict[int, Kept] = {}
    for line in lines:
        event = events.get(line.outcome.event or "")
        if event is None or line.outcome.kind not in _PROMISES or not _hosts(line.outcome.quote):
            continue
        held = _held(event, line, today)
        if held:
            reason = f"the promise names {event.name}; the later document tells of it as held"
            found[line.number] = Kept(line, held, event.name, reason)
    return found


def _hosts(quote: str) -> bool:
    text = quote.casefold()
    return any(word in text for word in HOSTING) and not any(word in text for word in BESIDE)


def _held(event: StoredEvent, line: Line, today: date) -> Told | None:
    for telling in event.history:
        published = telling.source.published.start
        if telling.status is not EventStatus.HELD or telling.source.number == line.source.number:
            continue
        told, said = _told(event, telling), line.said.start
        if told and published and said and said < published <= today and _is_over(told):
            held = told.when.end or told.when.start
            if held and said <= held:  # what was over before is not what was promised
                return told
    return None
