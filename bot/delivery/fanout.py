"""Documents that have come go in; who follows what they say, or was told a date that they move, is due an alert."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, insert, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.delivery.rows import ACTIVE, WATCH
from bot.delivery.schedule import Quiet, end_of_quiet
from bot.delivery.tables import interest_terms, matches, subscriptions, told_events
from bot.delivery.told import told_of
from briefs.following.interest import terms_of_document, understood
from briefs.following.news import Window, news
from briefs.following.reminders import changes
from briefs.store.tables import documents, events, marks

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from briefs.library import Library
    from briefs.store import Snapshot

FANNED = "fanned"
"""The mark that says up to which document everybody concerned has been found."""
BURST = timedelta(seconds=60)
"""How long an alert waits for further documents, so that several become one message."""
AT_ONCE = 500
"""Numbers in one statement."""
DOCUMENTS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Concerned:
    """One subscription that a document concerns, with what decides when it may be told."""

    number: int
    zone: str
    quiet: Quiet | None


@dataclass(frozen=True, slots=True)
class Fanned:
    """How many documents were looked at, how many watches match them, and how many were told a date that moved."""

    documents: int = 0
    matched: int = 0
    moved: int = 0


def fan_out(library: Library, now: datetime) -> Fanned:
    """Find for each new document who is to be told of it; each document once, whoever else does the same.

    What is found and how far the search got are written in one transaction.
    """
    with library.store.snapshot() as snapshot:
        mark = snapshot.connection.scalar(select(marks.c.value).where(marks.c.name == FANNED))
        done = _start(snapshot.connection) if mark is None else int(mark)
        new = select(documents.c.number).where(documents.c.number > done)
        numbers: list[int] = list(
            snapshot.connection.scalars(new.order_by(documents.c.number).limit(DOCUMENTS_AT_ONCE))
        )
        if not numbers and mark is not None:
            return Fanned()
        matched = {number: _matching(library, snapshot, number, now) for number in numbers}
    moved = _told_otherwise(library, numbers, now)
    upto = max(numbers, default=done)
    with library.store.writing() as connection:
        if not _advance(connection, mark, upto):
            return Fanned()
        for number, concerned in matched.items():
            _keep(connection, number, concerned)
        both = {each.number: each for each in (*(one for some in matched.values() for one in some), *moved)}
        _due(connection, both.values(), now)
    return Fanned(len(numbers), sum(map(len, matched.values())), len(moved))


def _start(connection: Connection) -> int:
    """Where a store begins that was never looked through: nobody follows anything yet, nobody is told of its past."""
    if connection.scalar(select(subscriptions.c.number).limit(1)) is not None:
        return 0
    return connection.scalar(select(documents.c.number).order_by(documents.c.number.desc()).limit(1)) or 0


def _matching(library: Library, snapshot: Snapshot, number: int, now: datetime) -> list[Concerned]:
    """The watches that a document concerns: those found by its terms, of which its lines are then read."""
    terms = terms_of_document(snapshot, number)
    columns = subscriptions.c
    query = (
        select(*_CONCERNED, columns.interest)
        .join(interest_terms, interest_terms.c.subscription == columns.number)
        .where(interest_terms.c.term.in_(sorted(terms)), columns.state == ACTIVE, columns.form == WATCH)
        .where(columns.seen < number)
        .distinct()
    )
    window = Window(number - 1, number, now, now)
    by_words: dict[str, list[Concerned]] = defaultdict(list)
    for row in snapshot.connection.execute(query):
        by_words[row.interest].append(_concerned(row))
    return [
        each
        for words, found in by_words.items()
        if news(snapshot, library.lexicon, understood(words, library.lexicon).interest, window).lines
        for each in found
    ]


def _told_otherwise(library: Library, numbers: Iterable[int], now: datetime) -> list[Concerned]:
    """The subscriptions that were told another date of an event than is known with these documents."""
    columns = told_events.c
    dates = (columns.slug, columns.starts, columns.ends, columns.precision, columns.status)
    named = select(events.c.slug).where(events.c.document.in_(list(numbers)))
    with library.store.reading() as connection:
        rows = connection.execute(select(*dates).where(columns.slug.in_(named)).distinct()).all()
        found: dict[int, Concerned] = {}
        for row in rows:
            if not changes(library, {row.slug: told_of(row)}, now.date()):
                continue
            same = [column.is_not_distinct_from(value) for column, value in zip(dates, row, strict=True)]
            query = select(*_CONCERNED).join(told_events, columns.subscription == subscriptions.c.number)
            for one in connection.execute(query.where(subscriptions.c.state == ACTIVE, *same)):
                found[one.number] = _concerned(one)
    return list(found.values())


def _advance(connection: Connection, mark: str | None, upto: int) -> bool:
    """Move the mark on from where it was; False where another process has moved it in the meantime."""
    if mark is None:
        kind = postgresql if connection.dialect.name == "postgresql" else sqlite
        first = kind.insert(marks).values(name=FANNED, value=str(upto)).on_conflict_do_nothing()
        return connection.execute(first.returning(marks.c.name)).first() is not None
    step = update(marks).where(marks.c.name == FANNED, marks.c.value == mark).values(value=str(upto))
    return connection.execute(step).rowcount == 1


def _keep(connection: Connection, number: int, concerned: Iterable[Concerned]) -> None:
    """Note the document for each watch that is still there."""
    for part in _parts([each.number for each in concerned]):
        alive = select(subscriptions.c.number, literal(number)).where(
            subscriptions.c.number.in_(part), subscriptions.c.state == ACTIVE
        )
        connection.execute(insert(matches).from_select(["subscription", "document"], alive))


def _due(connection: Connection, concerned: Iterable[Concerned], now: datetime) -> None:
    """Set when each is told: after a minute, or when its night is over. What is set already stays.

    But not where a process is writing what it found before this document: its work is void then, and done again
    with the document.
    """
    columns = subscriptions.c
    moments: dict[tuple[str, Quiet | None], datetime] = {}
    numbers: dict[datetime, list[int]] = defaultdict(list)
    for each in concerned:
        key = (each.zone, each.quiet)
        if key not in moments:
            moments[key] = end_of_quiet(each.quiet, each.zone, now + BURST)
        numbers[moments[key]].append(each.number)
    anew = or_(columns.alert_due.is_(None), columns.leased_until > now)
    value = case((anew, bindparam("moment", type_=columns.alert_due.type)), else_=columns.alert_due)
    for moment, found in numbers.items():
        for part in _parts(found):
            chosen = (columns.number.in_(part)) & (columns.state == ACTIVE)
            connection.execute(
                update(subscriptions).where(chosen).values(alert_due=value), {"moment": moment}
            )


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE))


def _concerned(row: Any) -> Concerned:
    quiet = None if row.quiet_from is None else Quiet(row.quiet_from, row.quiet_until)
    return Concerned(row.number, row.zone, quiet)


_CONCERNED = (
    subscriptions.c.number,
    subscriptions.c.zone,
    subscriptions.c.quiet_from,
    subscriptions.c.quiet_until,
)
