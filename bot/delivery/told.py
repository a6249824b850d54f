"""Subscriptions go in; the dates that each was told come out, and what waits to be told in vain is withdrawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, or_, select, update

from bot.delivery.tables import outbox, runs, subscriptions, told_events
from briefs.following.told import Told
from briefs.model import EventStatus, Precision

if TYPE_CHECKING:
    from sqlalchemy import Connection

AT_ONCE = 500
DAY = timedelta(days=1)


def told_by(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Told]]:
    """The dates that each of these subscriptions was told last, by slug."""
    found: dict[int, dict[str, Told]] = defaultdict(dict)
    columns = told_events.c
    for at in range(0, len(numbers), AT_ONCE):
        query = select(told_events).where(columns.subscription.in_(list(numbers[at : at + AT_ONCE])))
        for row in connection.execute(query.order_by(columns.subscription, columns.slug)):
            found[row.subscription][row.slug] = told_of(row)
    return found


def told_of(row: Any) -> Told:
    """The date in a row of ``told_events``."""
    precision = Precision(row.precision) if row.precision else None
    return Told(row.starts, row.ends, precision, EventStatus(row.status), getattr(row, "source", None))


def withdraw(connection: Connection, subscription: int, slugs: Iterable[str], now: datetime) -> int:
    """Take back the reminders of these events that wait to be sent: their date is another; gives how many.

    Their runs make room and their days are looked at again: a date that moves there and back is reminded of again. Of
    the other reminders of those days the runs stand, so that they do not come twice.
    """
    of_these = or_(*(runs.c.key.startswith(f"{slug}|", autoescape=True) for slug in slugs))
    mine = (runs.c.subscription == subscription) & (runs.c.form == "reminder") & of_these
    waits = (
        select(outbox.c.run, outbox.c.made_at)
        .join(runs, runs.c.number == outbox.c.run)
        .where(mine, outbox.c.state == "waiting")
    )
    rows: Any = connection.execute(waits).all()
    if not rows:
        return 0
    found = {run for run, _ in rows}
    taken = {"state": "withdrawn", "ended_at": now, "why": "the date moved", "key": None}
    chosen = outbox.c.run.in_(found) & (outbox.c.state == "waiting")
    count = connection.execute(update(outbox).where(chosen).values(**taken)).rowcount
    aside = func.substr(runs.c.key, 1, 180) + literal(f"|withdrawn {int(now.timestamp())}")
    connection.execute(update(runs).where(runs.c.number.in_(found)).values(key=aside))
    before = min(made_at for _, made_at in rows).date() - 2 * DAY  # a day earlier than in any zone
    chosen = (subscriptions.c.number == subscription) & (subscriptions.c.reminded_on > before)
    connection.execute(update(subscriptions).where(chosen).values(reminded_on=before))
    return count
