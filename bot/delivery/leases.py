"""A due column and a moment go in; the subscriptions that are due and that nobody else works on come out, leased."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import bindparam, func, or_, select, update

from bot.delivery import bulk
from bot.delivery.rows import ACTIVE, Row, Subscription, of_row
from bot.delivery.tables import subscriptions
from briefs.store.snapshot import CHANGED
from briefs.store.tables import documents, marks

if TYPE_CHECKING:
    from sqlalchemy import Connection, ScalarSelect

    from briefs.store import Store

LEASE = timedelta(seconds=60)
"""How long a process may work on a subscription before others take it for dead."""

DueColumn = Literal["digest_due", "alert_due", "reminder_due"]
DUES: tuple[DueColumn, ...] = ("digest_due", "alert_due", "reminder_due")


def _first(due: DueColumn) -> ScalarSelect[datetime]:
    column = subscriptions.c[due]
    by_now = column <= bindparam("now", type_=column.type)
    return select(column).where(by_now).order_by(column).limit(1).scalar_subquery()


def _marked(name: str) -> ScalarSelect[str]:
    return select(marks.c.value).where(marks.c.name == name).scalar_subquery()


FANNED = "fanned"
"""The mark that says up to which document everybody concerned has been found."""
_NEWEST = select(func.max(documents.c.number)).scalar_subquery()
_LOOK = select(_NEWEST, _marked(FANNED), _marked(CHANGED), *map(_first, DUES))


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to do: the newest document, how far the search for readers got, and the first moments due.

    ``version`` is another one whenever documents came, went or changed.
    """

    newest: int
    fanned: str | None
    version: str
    first: Mapping[DueColumn, datetime]

    @property
    def oldest(self) -> datetime | None:
        """The moment that has been due for the longest time."""
        return min(self.first.values(), default=None)


def look(store: Store, now: datetime) -> Look:
    """What there is to do by a moment, in one statement that reads a row of each index."""
    with store.reading() as connection:
        found: Any = connection.execute(_LOOK, {"now": now}).one()
    newest, fanned, version, *moments = found
    first = {due: moment for due, moment in zip(DUES, moments, strict=True) if moment is not None}
    return Look(newest or 0, fanned, version or "", first)


def claim(
    store: Store, due: DueColumn, worker: str, now: datetime, most: int, *, but: Collection[int] = ()
) -> tuple[Subscription, ...]:
    """Lease up to ``most`` subscriptions that are due, the longest due first, ``but`` for some. Reads no row that is not due.

    On PostgreSQL rows that another process is about to claim are skipped, not waited for; SQLite has one writer.
    """
    columns = subscriptions.c
    column = columns[due]
    free = or_(columns.leased_until.is_(None), columns.leased_until <= now)
    found = select(columns.number).where(column <= now, free).order_by(column).limit(most)
    if but:
        found = found.where(columns.number.not_in(list(but)))
    with store.writing() as connection:
        numbers: list[int] = list(connection.scalars(found.with_for_update(skip_locked=True)))
        lease = {"leased_by": worker, "leased_until": now + LEASE}
        connection.execute(update(subscriptions).where(columns.number.in_(numbers)).values(**lease))
        rows = connection.execute(select(subscriptions).where(columns.number.in_(numbers))).all()
    place = {number: at for at, number in enumerate(numbers)}
    return tuple(of_row(row) for row in sorted(rows, key=lambda row: place[row.number]))


def held(
    connection: Connection, due: DueColumn, worker: str, claimed: Iterable[Subscription]
) -> frozenset[int]:
    """Which of the claimed subscriptions are still ours and still due as they were, locked until the transaction ends.

    What was paused, moved to another hour, or claimed by another process after our lease ran out is not.
    """
    columns = subscriptions.c
    moments = {each.number: getattr(each, due) for each in claimed}
    query = select(columns.number, columns[due]).where(
        columns.number.in_(list(moments)), columns.leased_by == worker, columns.state == ACTIVE
    )
    rows: Any = connection.execute(query.order_by(columns.number).with_for_update())
    return frozenset(number for number, moment in rows if moment == moments[number])


def give_back(connection: Connection, worker: str, numbers: Sequence[int]) -> None:
    """Let others, or ourselves, work on these subscriptions at once, as far as they are ours still."""
    if numbers:
        columns = subscriptions.c
        ours = columns.number.in_(list(numbers)) & (columns.leased_by == worker)
        connection.execute(update(subscriptions).where(ours).values(leased_by=None, leased_until=None))


def look_again(connection: Connection, numbers: Sequence[int], upto: int, now: datetime) -> None:
    """Where documents came after ``upto``, while something was made: whoever is told dates by it is due a look at once.

    Another process may have searched those documents before these dates were written down as told.
    """
    if numbers and (connection.scalar(select(func.max(documents.c.number))) or 0) > upto:
        chosen = subscriptions.c.number.in_(list(numbers)) & subscriptions.c.alert_due.is_(None)
        connection.execute(update(subscriptions).where(chosen).values(alert_due=now))


def advance(connection: Connection, rows: Sequence[Row]) -> None:
    """Write what each subscription is set to next and give its lease back; every row has "number" and the same keys."""
    bulk.change(connection, subscriptions, "number", rows, leased_by=None, leased_until=None)
