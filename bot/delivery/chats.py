"""A chat, or a choice of subscriptions, and an open transaction go in: ended, closed, moved or erased in all tables."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, select, update

from bot.delivery.rows import ENDED, PAUSED
from bot.delivery.tables import interest_terms, letters, matches, outbox, runs, subscriptions, told_lines

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

WAITING = "waiting"
SENDING = "sending"
NOTHING_DUE = {"digest_due": None, "alert_due": None, "reminder_due": None}


def pause(connection: Connection, number: int) -> None:
    """Nothing is due any more, and what was found for an alert is let go."""
    chosen = subscriptions.c.number == number
    connection.execute(update(subscriptions).where(chosen).values(state=PAUSED, **NOTHING_DUE))
    connection.execute(delete(matches).where(matches.c.subscription == number))


def end(connection: Connection, chosen: ColumnElement[bool], why: str, now: datetime) -> int:
    """End the chosen subscriptions: the rows stay, nothing finds them any more; gives how many were ended.

    What waits to be sent of them is withdrawn. The reason is cut at 40 characters.
    """
    columns = subscriptions.c
    found = select(columns.number).where(chosen, columns.state != ENDED)
    numbers: list[int] = list(connection.scalars(found.with_for_update()))
    if not numbers:
        return 0
    ended = {"state": ENDED, "ended_why": why[:40], "ended_at": now, "feed": None, **NOTHING_DUE}
    connection.execute(update(subscriptions).where(columns.number.in_(numbers)).values(**ended))
    for table in (interest_terms, matches):
        connection.execute(delete(table).where(table.c.subscription.in_(numbers)))
    theirs = select(runs.c.number).where(runs.c.subscription.in_(numbers))
    waits = (outbox.c.state == WAITING) & outbox.c.run.in_(theirs)
    connection.execute(update(outbox).where(waits).values(state="withdrawn", ended_at=now, why=why[:200]))
    return len(numbers)


def close(connection: Connection, chat: int, why: str, now: datetime) -> None:
    """Nothing that waits for a closed chat is tried any more."""
    waits = (outbox.c.chat == chat) & (outbox.c.state == WAITING)
    connection.execute(update(outbox).where(waits).values(state="gone", ended_at=now, why=why[:200]))


def move(connection: Connection, old: int, new: int) -> int:
    """A chat has another id: subscriptions, what waits for it and what it was told go along; gives how many it follows."""
    twice = told_lines.alias()
    known = exists().where(twice.c.chat == new, twice.c.outcome == told_lines.c.outcome)
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
