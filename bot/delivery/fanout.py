"""Documents that have come go in; who follows what they say, or was told a date that they move, is due an alert."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, insert, literal, or_, select, union, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.delivery import bulk
from bot.delivery.leases import FANNED
from bot.delivery.rows import ACTIVE, WATCH
from bot.delivery.schedule import Quiet, end_of_quiet
from bot.delivery.tables import interest_terms, matches, subscriptions, told_events
from bot.delivery.told import told_of
from briefs.following import matching
from briefs.following.interest import Interest, terms_of_document, understood
from briefs.following.news import Window, news
from briefs.following.reminders import changes
from briefs.store.tables import documents, events, marks

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

    from bot.delivery.leases import Look
    from briefs.library import Library
    from briefs.store import Snapshot, Store

BURST = timedelta(seconds=60)
"""How long an alert waits for further documents, so that several become one message."""
AT_ONCE = 10_000
"""Subscriptions of one step: what else is due waits no longer than these take."""
DOCUMENTS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the search got: through all documents up to ``done``, and of one more through some subscriptions."""

    done: int
    document: int = 0
    within: int = 0

    @staticmethod
    def of(value: str) -> Mark:
        """The mark in its value: "12", or "12 13 4500"."""
        return Mark(*map(int, value.split()))

    @property
    def value(self) -> str:
        """The mark as it is kept."""
        return f"{self.done} {self.document} {self.within}" if self.document else str(self.done)


@dataclass(frozen=True, slots=True)
class Search:
    """One state of the store at one moment, in which it is looked for whom documents concern."""

    library: Library
    snapshot: Snapshot
    now: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """A document and the subscriptions ``after`` < number <= ``last`` among which it is looked for whom it concerns.

    Watches that are found by ``terms`` are concerned where their interest is one of ``interests``; whoever was told
    one of the dates ``otherwise`` is concerned too. ``last`` is None where these are all there are.
    """

    document: int
    terms: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    otherwise: tuple[Any, ...] = ()
    after: int = 0
    last: int | None = None
    size: int = 0


@dataclass(frozen=True, slots=True)
class Fanned:
    """How many documents were looked at, how many watches match them, and how many were told a date that moved."""

    documents: int = 0
    matched: int = 0
    moved: int = 0

    def __add__(self, other: Fanned) -> Fanned:
        """Both together."""
        return Fanned(
            self.documents + other.documents, self.matched + other.matched, self.moved + other.moved
        )


def fan_out(
    library: Library, now: datetime, *, most: int = AT_ONCE, documents_at_once: int = DOCUMENTS_AT_ONCE
) -> Fanned:
    """Find for new documents who is to be told of them; each document once, whoever else does the same.

    One step: some documents, or of one that concerns very many a part of these. What is found and how far the search
    got are written in one transaction.
    """
    with library.store.snapshot() as snapshot:
        value = snapshot.connection.scalar(select(marks.c.value).where(marks.c.name == FANNED))
        mark = Mark(_start(snapshot.connection)) if value is None else Mark.of(value)
        new = select(documents.c.number).where(documents.c.number > mark.done)
        numbers: list[int] = list(
            snapshot.connection.scalars(new.order_by(documents.c.number).limit(documents_at_once))
        )
        if not numbers and value is not None:
            return Fanned()
        parts = _parts(Search(library, snapshot, now), numbers, mark, most)
    with library.store.writing() as connection:
        bulk.by_indexes(connection)
        if not _advance(connection, value, _reached(mark, parts)):
            return Fanned()
        found = [_kept(connection, part, now) for part in parts]
    return sum(found, Fanned())


def step_over(store: Store) -> int | None:
    """Leave out the document that is next: it resists. Gives its number; None where there is none, or others were faster."""
    with store.writing() as connection:
        value = connection.scalar(select(marks.c.value).where(marks.c.name == FANNED))
        mark = Mark(_start(connection)) if value is None else Mark.of(value)
        new = select(func.min(documents.c.number)).where(documents.c.number > mark.done)
        number: int | None = connection.scalar(new)
        if number is None or not _advance(connection, value, Mark(number)):
            return None
        return number


def is_done(seen: Look) -> bool:
    """Whether everybody has been found whom the documents concern that there are."""
    return seen.fanned is not None and Mark.of(seen.fanned).done >= seen.newest


def _start(connection: Connection) -> int:
    """Where a store begins that was never looked through: nobody follows anything yet, nobody is told of its past."""
    if connection.scalar(select(subscriptions.c.number).limit(1)) is not None:
        return 0
    return connection.scalar(select(documents.c.number).order_by(documents.c.number.desc()).limit(1)) or 0


def _parts(search: Search, numbers: Sequence[int], mark: Mark, most: int) -> list[Part]:
    """As many documents as concern no more than ``most`` subscriptions, the last of them in part."""
    parts: list[Part] = []
    left = most
    for number in numbers:
        after = mark.within if number == mark.document else 0
        parts.append(_part(search, number, after, left))
        left -= parts[-1].size
        if left <= 0:
            break
    return parts


def _part(search: Search, number: int, after: int, most: int) -> Part:
    """The subscriptions, by their numbers, among which this document may concern some; and which interests it meets."""
    connection = search.snapshot.connection
    meets = _meeting(search, number)
    terms = tuple(sorted(terms_of_document(search.snapshot, number))) if meets else ()
    otherwise = _otherwise(search, number)
    if not terms and not otherwise:
        return Part(number)
    candidates = union(*_candidates(terms, otherwise, after)).subquery()
    some = select(candidates.c.subscription).order_by(candidates.c.subscription).limit(most).subquery()
    bounds: Any = select(func.count(), func.max(some.c.subscription)).select_from(some)
    row: Any = connection.execute(bounds).one()
    size, last = row
    part = Part(number, terms, (), otherwise, after, last if size == most else None, size)
    if not meets:
        return part
    found = connection.scalars(_watching(part, subscriptions.c.interest).distinct())
    return replace(part, interests=tuple(words for words in found if meets(words)))


def _candidates(terms: Sequence[str], otherwise: Sequence[Any], after: int) -> list[Select[Any]]:
    """The numbers of those who may be concerned."""
    watches, told = interest_terms.c, told_events.c
    found = [
        select(told.subscription).where(same, told.subscription > after) for same in map(_same, otherwise)
    ]
    if terms:
        found.append(
            select(watches.subscription).where(watches.term.in_(terms), watches.subscription > after)
        )
    return found


def _meeting(search: Search, number: int) -> Callable[[str], bool] | None:
    """What says whether an interest, in words, is met by the new lines of a document; None where it has none.

    The lines are read once, however many interests there are; but of a document with too many each interest asks anew.
    """
    window, lexicon = Window(number - 1, number, search.now, search.now), search.library.lexicon
    every = news(search.snapshot, lexicon, Interest(), window)
    if not every.lines:
        return None

    def meets(words: str) -> bool:
        interest = understood(words, lexicon).interest
        if every.beyond:
            return bool(news(search.snapshot, lexicon, interest, window).lines)
        return any(matching.matches(line, interest, lexicon) for line in every.lines)

    return meets


def _otherwise(search: Search, number: int) -> tuple[Any, ...]:
    """The dates of events, as somebody was told them, that are others since this document."""
    named = select(events.c.slug).where(events.c.document == number)
    query = select(*_DATES).where(told_events.c.slug.in_(named)).distinct()
    rows = search.snapshot.connection.execute(query).all()
    today = search.now.date()
    return tuple(row for row in rows if changes(search.library, {row.slug: told_of(row)}, today))


def _reached(mark: Mark, parts: Sequence[Part]) -> Mark:
    """How far the search is after these parts."""
    whole = [part.document for part in parts if part.last is None]
    done = max(whole, default=mark.done)
    begun = next((part for part in parts if part.last is not None), None)
    return Mark(done, begun.document, begun.last or 0) if begun else Mark(done)


def _advance(connection: Connection, value: str | None, reached: Mark) -> bool:
    """Move the mark on from where it was; False where another process has moved it in the meantime."""
    if value is None:
        kind = postgresql if connection.dialect.name == "postgresql" else sqlite
        first = kind.insert(marks).values(name=FANNED, value=reached.value).on_conflict_do_nothing()
        return connection.execute(first.returning(marks.c.name)).first() is not None
    step = update(marks).where(marks.c.name == FANNED, marks.c.value == value).values(value=reached.value)
    return connection.execute(step).rowcount == 1


def _kept(connection: Connection, part: Part, now: datetime) -> Fanned:
    """Note the document for each watch that it concerns and that is still there, and when everybody is told."""
    matched = moved = 0
    for at in range(0, len(part.interests), bulk.AT_ONCE):
        some = part.interests[at : at + bulk.AT_ONCE]
        found = _watching(part, subscriptions.c.number, literal(part.document)).distinct()
        found = found.where(bulk.among(connection, subscriptions.c.interest, some))
        made = insert(matches).from_select(["subscription", "document"], found)
        matched += connection.execute(made, execution_options={"preserve_rowcount": True}).rowcount
    if matched:
        mine = (matches.c.document == part.document) & _within(part, matches.c.subscription)
        _due(connection, select(matches.c.subscription).where(mine), now)
    for same in map(_same, part.otherwise):
        told = select(told_events.c.subscription).where(same, _within(part, told_events.c.subscription))
        active = subscriptions.c.number.in_(told) & (subscriptions.c.state == ACTIVE)
        moved += connection.scalar(select(func.count()).select_from(subscriptions).where(active)) or 0
        _due(connection, told, now)
    return Fanned(int(part.last is None), matched, moved)


def _due(connection: Connection, numbers: Select[Any], now: datetime) -> None:
    """Set when each is told: after a minute, or when its night is over. What is set already stays.

    But not where a process is writing what it found before this document: its work is void then, and done again
    with the document.
    """
    columns = subscriptions.c
    anew = or_(columns.alert_due.is_(None), columns.leased_until > now)
    chosen = columns.number.in_(numbers) & (columns.state == ACTIVE) & anew
    nights = select(columns.zone, columns.quiet_from, columns.quiet_until).where(
        chosen, columns.quiet_from.is_not(None)
    )
    rows: Any = connection.execute(nights.distinct()).all()
    for zone, start, end in rows:
        same = (columns.zone == zone) & (columns.quiet_from == start) & (columns.quiet_until == end)
        wakes = end_of_quiet(Quiet(start, end), zone, now + BURST)
        connection.execute(update(subscriptions).where(chosen, same).values(alert_due=wakes))
    awake = update(subscriptions).where(chosen, columns.quiet_from.is_(None))
    connection.execute(awake.values(alert_due=now + BURST))


def _watching(part: Part, *columns: Any) -> Select[Any]:
    """Of the watches among which this part looks, those that are found by the terms of its document."""
    watches = subscriptions.c
    query = select(*columns).join_from(
        interest_terms, subscriptions, interest_terms.c.subscription == watches.number
    )
    query = query.where(interest_terms.c.term.in_(part.terms), _within(part, interest_terms.c.subscription))
    return query.where(watches.state == ACTIVE, watches.form == WATCH, watches.seen < part.document)


def _within(part: Part, number: ColumnElement[int]) -> ColumnElement[bool]:
    return number > part.after if part.last is None else number.between(part.after + 1, part.last)


def _same(dates: Any) -> ColumnElement[bool]:
    """Who was told exactly these dates."""
    pairs = zip(_DATES, dates, strict=True)
    return and_(*(column.is_not_distinct_from(value) for column, value in pairs))


_DATES = tuple(told_events.c[name] for name in ("slug", "starts", "ends", "precision", "status"))
