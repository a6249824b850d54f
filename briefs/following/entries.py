"""Lines and occasions in, the entries of messages that are sent unasked out: short, for they are read between two doors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefs import dates_shown, queries
from briefs.asking.question import About, Question
from briefs.brief import Entry, Part
from briefs.composing import entries as made
from briefs.following.fitting import fitted
from briefs.following.told import Occasion, Told
from briefs.library import Asked, Library, Preferences
from briefs.model import EventStatus, Kind, Line, Moment, Precision, Source, Strength
from briefs.queries import Wanted
from briefs.store.words import term, terms

if TYPE_CHECKING:
    from briefs.following.interest import Interest
    from briefs.store import Snapshot

_LONGEST_LINE = 150
_FRESH = timedelta(days=7)
_LONGEST_PROMISE = 110
_LONGEST_RECORD = 90
_LONGEST_PLACE = 60
_MOST_PROMISED = 60
_RANKS: Mapping[Kind, int] = {
    Kind.ADOPTION: 0,
    Kind.COMMITMENT: 2,
    Kind.PLEDGE: 3,
    Kind.REQUEST: 4,
    Kind.PROGRESS: 7,
    Kind.POSITION: 8,
    Kind.APPRECIATION: 9,
}
_SUM_RANK, _GENERAL_RANK, _SOFT_RANK = 1, 5, 6
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?")
_SAYS_LITTLE = frozenset(
    term(word)
    for word in "a an and as at be chair chairing held hold holding host hosted hosting in its next of on the to "
    "take place year will meeting summit summits conference chairmanship organise organize convene support supported "
    "supports every begin beginning from annually regularly agree agreed commit committed plan plans planned".split()
)
_SORTS = frozenset(
    term(word)
    for word in "summit meeting conference chairmanship presidency forum dialogue debate talks session assembly congress "
    "consultations workshop symposium".split()
)
"""What sort of event it is, by its name."""


def asked_by(
    library: Library,
    snapshot: Snapshot,
    interest: Interest,
    today: date,
    *,
    about: About = About.LATEST,
    as_of: date | None = None,
    language: str = "en",
) -> Asked:
    """The question that comes nearest to what somebody follows: what the buttons of a message lead back to.

    A question about several parties asks for what they have in common, so that it names one or none.
    """
    parties = interest.parties if len(interest.parties) == 1 else ()
    topics = interest.topics if len(interest.topics) == 1 and about is About.LATEST else ()
    question = Question(about, parties=parties, topics=topics, as_of=as_of)
    return Asked(question, library, today, Preferences(language=language), snapshot)


def rank(line: Line) -> int:
    """How much a line weighs: what binds first, then what is asked, then intentions, reports, views and thanks.

    A promise of a sum or of goods comes before other promises; one with no subject, time or event ("to work closely
    together") weighs less than a request.
    """
    outcome = line.outcome
    if outcome.kind in {Kind.COMMITMENT, Kind.PLEDGE}:
        if outcome.amount and outcome.strength is not Strength.SOFT:
            return _SUM_RANK
        if outcome.strength is Strength.SOFT:
            return _SOFT_RANK
        if not (outcome.topics or outcome.period or outcome.amount or outcome.event or outcome.instrument):
            return _GENERAL_RANK
    return _RANKS[outcome.kind]


def line_entry(line: Line, asked: Asked, *extra: str) -> Entry:
    """A line in a few words; when it was said only where that is long before its document, which bears its own date."""
    entry = made.entry(line, asked, *extra)
    said, published = line.said.end or line.said.start, line.source.published.start
    fresh = said is None or (published is not None and abs(published - said) <= _FRESH)
    return replace(entry, text=made.cut(entry.text, _LONGEST_LINE), when=None if fresh else entry.when)


def occasion_entry(
    occasion: Occasion, asked: Asked, promised: Sequence[Line] = (), *, extra: Iterable[str] = ()
) -> Entry:
    """An occasion in a few words: date, name, how far off, where, by whom, and what was promised for it."""
    notes = [far_off(occasion, asked.today), *extra, where(occasion, asked)]
    if occasion.status is EventStatus.POSTPONED:
        notes.append("postponed to this date")
    if promised:
        more = f" and {len(promised) - 1} more" if len(promised) > 1 else ""
        words = made.cut(made.plain(promised[0].outcome.headline), _LONGEST_PROMISE)
        notes.append(f"promised for it: “{words}”{more}")
    if occasion.record and occasion.source is None:
        notes.append(f"record: {made.cut(occasion.record.split(';')[0], _LONGEST_RECORD)}")
    return Entry(
        occasion.name,
        when=occasion.when,
        notes=tuple(note for note in notes if note),
        source=occasion.source,
        ask=None if occasion.is_term else f"event {occasion.slug}",
    )


def says_more(line: Line, occasion: Occasion, asked: Asked) -> bool:
    """Whether a promise says more than that the event will be held: "Cambodia will host the 13th ASEM Summit" does not.

    It must name the event in the words that are shown, or nobody would see what it has to do with it.
    """
    host = asked.lexicon.party_name(occasion.host) if occasion.host else ""
    known = terms(f"{occasion.name} {occasion.place or ''} {host}").split()
    headline = line.outcome.headline
    said = terms(_ORDINAL.sub(" ", headline)).split()
    return _names(headline, occasion) and len({*said} - {*known} - _SAYS_LITTLE) > 1


def _names(headline: str, occasion: Occasion) -> bool:
    """Whether a line names an event: by its sign ("ASEM13"), or by half of its name, what sort of event it is among it."""
    said, name = {*terms(headline).split()}, {*terms(occasion.name).split()}
    if term(occasion.slug) in said:
        return True
    sorts = name & _SORTS
    return len(said & name) * 2 >= len(name) and (not sorts or bool(sorts & said))


def far_off(occasion: Occasion, today: date) -> str:
    """How far off it is: "in 12 days", "ends tomorrow"; a term in the chair begins, and "June 2021" is no day."""
    start, end = occasion.starts, occasion.ends
    if start is None or end is None:
        return ""
    if occasion.kind == "chairmanship":
        return f"begins {dates_shown.distance(start, today)}" if start >= today else ""
    if occasion.precision is not Precision.DAY:
        return "the day is not known yet"
    if start < today <= end:
        return f"ends {dates_shown.distance(end, today)}"
    return dates_shown.distance(start, today)


def where(occasion: Occasion, asked: Asked) -> str:
    """Place and host: "Phnom Penh, Cambodia", "host: Cambodia"."""
    host = asked.lexicon.party_name(occasion.host) if occasion.host else ""
    place = made.cut(occasion.place, _LONGEST_PLACE) if occasion.place else ""
    if occasion.kind == "chairmanship":
        return f"chair: {host}" if host else ""
    if place and host and host.casefold() not in place.casefold() and place.casefold() not in host.casefold():
        return f"{place}, {host}"
    return place or (f"host: {host}" if host else "")


def promised_for(
    snapshot: Snapshot, found: Iterable[Occasion], interest: Interest, asked: Asked
) -> dict[str, list[Line]]:
    """What was adopted, promised and pledged for some events, the lines of whoever is followed first.

    That an event will be held is not among it: the date says so.
    """
    events = {each.slug: each for each in found if not each.is_term}
    if not events:
        return {}
    wanted = Wanted(events=tuple(sorted(events)), kinds=made.BINDING, as_of=asked.as_of, limit=_MOST_PROMISED)
    lines = [
        line
        for line in queries.lines(snapshot, wanted)
        if says_more(line, events[line.outcome.event or ""], asked)
    ]
    mine = set(interest.parties)

    def own(line: Line) -> tuple[bool, int]:
        return (mine.isdisjoint((*line.outcome.actors, *line.outcome.towards)), rank(line))

    return made.group(sorted(lines, key=own), lambda line: line.outcome.event or "")


def date_words(told: Told, language: str) -> str:
    """A date as it was told, or that none was: "25–26 November 2021", "a date not yet known"."""
    if told.starts is None:
        return "a date not yet known"
    return dates_shown.shown(Moment(told.starts, told.ends, told.precision), language)


def fitting(snapshot: Snapshot, parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Source, ...]]:
    """As much of the parts as one message holds, and the documents that this cites, in the order of their numbers."""
    numbers = {entry.source for part in parts for entry in part.entries if entry.source is not None}
    known = {source.number: source for source in queries.sources(snapshot, tuple(sorted(numbers)))}
    kept = fitted(parts, known)
    cited = {entry.source for part in kept for entry in part.entries}
    return kept, tuple(source for number, source in known.items() if number in cited)


def lines_in(parts: Iterable[Part]) -> tuple[int, ...]:
    """The numbers of the lines that parts show, each once."""
    return tuple(
        dict.fromkeys(entry.line for part in parts for entry in part.entries if entry.line is not None)
    )


def shown_of(parts: Iterable[Part], key: str) -> int:
    """How many entries a part shows; 0 where it is not there."""
    return sum(len(part.entries) for part in parts if part.key == key)
