"""Subscriptions go in; the dates that each was told come out, and what waits to be told in vain is withdrawn."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, delete, func, literal, or_, select, update

from bot.delivery.tables import outbox, runs, subscriptions, told_events, told_lines
from briefs.following.told import Told
from briefs.model import EventStatus, Precision

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

AT_ONCE = 500
DAY = timedelta(days=1)
LONGEST_NAME = 100
"""Of an event within the key of its reminder, which has room for 200 characters and begins with the chat."""


FREED = case((outbox.c.run.is_(None), outbox.c.key))
"""The key of a message that is never sent: what was made for a subscription may be made again, a note to the owners not."""


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


def named(slug: str) -> str:
    """An event within the key of a reminder: as it is, or where it is long, cut and told apart by a digest of it."""
    if len(slug) <= LONGEST_NAME:
        return slug
    mark = hashlib.sha256(slug.encode("utf-8", "replace")).hexdigest()[:24]
    return f"{slug[: LONGEST_NAME - len(mark) - 1]}~{mark}"


def take_back(
    connection: Connection, chosen: ColumnElement[bool], state: str, why: str, now: datetime
) -> int:
    """Of the chosen messages those that wait are not sent, and end in this state; gives how many.

    What they would have said counts as told no longer, so that another message may say it; but not of one that may
    have arrived.
    """
    waits = select(outbox.c.number, outbox.c.doubts).where(chosen, outbox.c.state == "waiting")
    rows: Any = connection.execute(waits.with_for_update(of=outbox)).all()
    unsay(connection, [number for number, doubts in rows if not doubts])
    numbers = [number for number, _ in rows]
    ended = {"state": state, "ended_at": now, "why": why[:200], "key": FREED}
    for at in range(0, len(numbers), AT_ONCE):
        some = outbox.c.number.in_(numbers[at : at + AT_ONCE])
        connection.execute(update(outbox).where(some).values(**ended))
    return len(numbers)


def unsay(connection: Connection, numbers: Sequence[int]) -> None:
    """Nobody was sent the lines of these messages."""
    for at in range(0, len(numbers), AT_ONCE):
        some = told_lines.c.outbox.in_(numbers[at : at + AT_ONCE])
        connection.execute(delete(told_lines).where(some))


def withdraw(connection: Connection, subscription: int, slugs: Iterable[str], now: datetime) -> int:
    """Take back the reminders of these events that wait to be sent: their date is another; gives how many.

    Their runs make room and their days are looked at again: a date that moves there and back is reminded of again. Of
    the other reminders of those days the runs stand, so that they do not come twice.
    """
    of_these = or_(*(runs.c.key.startswith(f"{named(slug)}|", autoescape=True) for slug in slugs))
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
    count = take_back(connection, outbox.c.run.in_(found), "withdrawn", "the date moved", now)
    aside = func.substr(runs.c.key, 1, 180) + literal(f"|withdrawn {int(now.timestamp())}")
    connection.execute(update(runs).where(runs.c.number.in_(found)).values(key=aside))
    before = min(made_at for _, made_at in rows).date() - 2 * DAY  # a day earlier than in any zone
    chosen = (subscriptions.c.number == subscription) & (subscriptions.c.reminded_on > before)
    connection.execute(update(subscriptions).where(chosen).values(reminded_on=before))
    return count
