"""Documents that have come go in; who follows what they say, or was told a date that they move, is due an alert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.delivery import bulk, searching
from bot.delivery.leases import FANNED
from bot.delivery.rows import ACTIVE
from bot.delivery.schedule import Quiet, end_of_quiet
from bot.delivery.searching import Bounds, Part, Search, same, watching, within
from bot.delivery.tables import matches, subscriptions, told_events
from briefs.store.tables import documents, marks

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from bot.delivery.leases import Look
    from briefs.library import Library
    from briefs.store import Store

BURST = timedelta(seconds=60)
"""How long an alert waits for further documents, so that several become one message."""
AT_ONCE = 10_000
"""Subscriptions of one step: what else is due waits no longer than these take."""
DOCUMENTS_AT_ONCE = 50
SECONDS = 2.0
"""For about so long one step looks; then others have their turn, and digests that are due theirs."""


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
    library: Library,
    now: datetime,
    *,
    most: int = AT_ONCE,
    documents_at_once: int = DOCUMENTS_AT_ONCE,
    seconds: float = SECONDS,
) -> Fanned:
    """Find for new documents who is to be told of them; each document once, whoever else does the same.

    One step: some documents, or of one that concerns very many a part of these, for about so many seconds. What is
    found and how far the search got are written in one transaction.
    """
    until = monotonic() + seconds
    with library.store.snapshot() as snapshot:
        value = snapshot.connection.scalar(select(marks.c.value).where(marks.c.name == FANNED))
        mark = Mark(_start(snapshot.connection)) if value is None else Mark.of(value)
        new = select(documents.c.number).where(documents.c.number > mark.done)
        numbers: list[int] = list(
            snapshot.connection.scalars(new.order_by(documents.c.number).limit(documents_at_once))
        )
        if not numbers and value is not None:
            return Fanned()
        papers = [(number, mark.within if number == mark.document else 0) for number in numbers]
        bounds = Bounds(most, lambda: monotonic() >= until)
        parts = searching.parts(Search(library, snapshot, now), papers, bounds)
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


def _reached(mark: Mark, parts: Sequence[Part]) -> Mark:
    """How far the search is after these parts."""
    done = max((part.document for part in parts if part.last is None), default=mark.done)
    begun = parts[-1] if parts and parts[-1].last is not None else None
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
        found = watching(part, subscriptions.c.number, literal(part.document)).distinct()
        found = found.where(bulk.among(connection, subscriptions.c.interest, some))
        made = insert(matches).from_select(["subscription", "document"], found)
        matched += connection.execute(made, execution_options={"preserve_rowcount": True}).rowcount
    if matched:
        mine = (matches.c.document == part.document) & within(part, matches.c.subscription)
        _due(connection, select(matches.c.subscription).where(mine), now)
    for dates in map(same, part.otherwise):
        told = select(told_events.c.subscription).where(dates, within(part, told_events.c.subscription))
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
