"""A chat, or a choice of subscriptions, and an open transaction go in: ended, closed, moved or erased in all tables."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import case, delete, exists, func, select, update

from bot.delivery.rows import ACTIVE, ENDED, PAUSED
from bot.delivery.tables import (
    interest_terms,
    letters,
    matches,
    outbox,
    runs,
    subscriptions,
    told_events,
    told_lines,
)
from bot.delivery.told import take_back

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sqlalchemy import ColumnElement, Connection

WAITING = "waiting"
SENDING = "sending"
REMOVED = "removed"
ASLEEP = ", while paused"
"""How the reason ends for which a paused subscription was ended: it comes back as it was."""
NOTHING_DUE = {"digest_due": None, "alert_due": None, "reminder_due": None}


def pause(connection: Connection, number: int, now: datetime) -> None:
    """Nothing is due any more, what was found for an alert is let go, and what waits to be sent is withdrawn.

    A digest of which nothing was sent yet is as if it had never been made: the next one begins where it began.
    """
    chosen = subscriptions.c.number == number
    connection.execute(update(subscriptions).where(chosen).values(state=PAUSED, **NOTHING_DUE))
    connection.execute(delete(matches).where(matches.c.subscription == number))
    _unmake(connection, number)
    _withdraw(connection, [number], "paused", now)


def end(connection: Connection, chosen: ColumnElement[bool], why: str, now: datetime) -> int:
    """End the chosen subscriptions: the rows stay, nothing finds them any more; gives how many were ended.

    What waits to be sent of them is withdrawn. The reason is cut at 40 characters.
    """
    columns = subscriptions.c
    found = select(columns.number).where(chosen, columns.state != ENDED)
    numbers: list[int] = list(connection.scalars(found.with_for_update()))
    if not numbers:
        return 0
    slept = (columns.state == PAUSED) & (why != REMOVED)
    reason = case((slept, f"{why[: 40 - len(ASLEEP)]}{ASLEEP}"), else_=why[:40])
    ended = {"state": ENDED, "ended_why": reason, "ended_at": now, "feed": None, **NOTHING_DUE}
    connection.execute(update(subscriptions).where(columns.number.in_(numbers)).values(**ended))
    for table in (interest_terms, matches):
        connection.execute(delete(table).where(table.c.subscription.in_(numbers)))
    _withdraw(connection, numbers, why, now)
    return len(numbers)


def _unmake(connection: Connection, number: int) -> None:
    """Go back to where the first of the digests began that wait whole."""
    columns = outbox.c
    whole = ~exists().where(columns.run == runs.c.number, (columns.state != WAITING) | (columns.doubts > 0))
    waits = exists().where(columns.run == runs.c.number, columns.state == WAITING)
    mine = (runs.c.subscription == number) & (runs.c.form == "digest")
    found: Any = connection.execute(select(runs).where(mine, waits, whole).order_by(runs.c.number)).all()
    if not found:
        return
    first, moments = found[0], [row.made_at for row in found]
    dates = (told_events.c.subscription == number) & told_events.c.told_at.in_(moments)
    connection.execute(delete(told_events).where(dates))
    begun = {"seen": first.after, "window_start": first.starts}
    connection.execute(update(subscriptions).where(subscriptions.c.number == number).values(**begun))
    for row in found:  # its key is free for the next one, which begins at the same moment
        aside = {"key": f"withdrawn {row.number}"}
        connection.execute(update(runs).where(runs.c.number == row.number).values(**aside))


def _same_said(one: Any, other: Any) -> ColumnElement[bool]:
    """The runs have the same to say; behind the digest of what a change is stands only its moment."""
    changes: ColumnElement[bool] = (one.form == "change") & (
        func.substr(one.key, 1, 64) == func.substr(other.key, 1, 64)
    )
    same: ColumnElement[bool] = one.key == other.key
    return same | changes


def _withdraw(connection: Connection, numbers: Sequence[int], why: str, now: datetime) -> None:
    """What waits to be sent of these subscriptions is not; but what another of the chat relied on becomes its own."""
    mine = select(runs.c.number).where(runs.c.subscription.in_(numbers))
    waits = (outbox.c.state == WAITING) & outbox.c.run.in_(mine)
    twin, other, theirs = runs.alias(), subscriptions.alias(), runs.alias()
    heir = (
        select(func.min(twin.c.number))
        .join(other, other.c.number == twin.c.subscription)
        .join(theirs, (theirs.c.form == twin.c.form) & _same_said(theirs.c, twin.c))
        .where(theirs.c.number == outbox.c.run, other.c.state == ACTIVE, other.c.chat == outbox.c.chat)
        .where(other.c.thread.is_not_distinct_from(outbox.c.thread), other.c.number.not_in(numbers))
        .correlate(outbox)
        .scalar_subquery()
    )
    shared = select(outbox.c.number, heir.label("heir")).where(waits, outbox.c.key.is_not(None))
    rows: Any = connection.execute(shared).all()
    for message, run in rows:
        if run is not None:
            connection.execute(update(outbox).where(outbox.c.number == message).values(run=run))
    take_back(connection, outbox.c.run.in_(mine), "withdrawn", why, now)


def close(connection: Connection, chat: int, why: str, now: datetime) -> None:
    """Nothing that waits for a closed chat is tried any more."""
    take_back(connection, outbox.c.chat == chat, "gone", why, now)


def move(connection: Connection, old: int, new: int) -> int:
    """A chat has another id: subscriptions, what waits for it and what it was told go along; gives how many it follows."""
    twice = told_lines.alias()
    same = (twice.c.outcome == told_lines.c.outcome) & (twice.c.thread == told_lines.c.thread)
    known = exists().where(twice.c.chat == new, same)
    connection.execute(delete(told_lines).where(told_lines.c.chat == old, known))
    for table in (told_lines, outbox):
        connection.execute(update(table).where(table.c.chat == old).values(chat=new))
    return connection.execute(
        update(subscriptions).where(subscriptions.c.chat == old).values(chat=new)
    ).rowcount


def forget(connection: Connection, chat: int) -> int:
    """Erase every row of a chat, and the letters that nobody else was sent; gives how many subscriptions it had.

    What hangs on a subscription (terms, matches, runs, told events) and on a message (told lines) goes by the
    foreign keys.
    """
    theirs: set[int] = set(connection.scalars(select(outbox.c.letter).where(outbox.c.chat == chat)))
    connection.execute(delete(told_lines).where(told_lines.c.chat == chat))
    connection.execute(delete(outbox).where(outbox.c.chat == chat))
    used = exists().where(outbox.c.letter == letters.c.number)
    connection.execute(delete(letters).where(letters.c.number.in_(theirs), ~used))
    return connection.execute(delete(subscriptions).where(subscriptions.c.chat == chat)).rowcount
