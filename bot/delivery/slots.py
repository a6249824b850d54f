"""Turns to send that several processes on one PostgreSQL share: each reserves a few at a time and uses them alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.delivery.paced import Block, Reserve

if TYPE_CHECKING:
    from briefs.store import Store

NAME = "messages"

# The database's own clock decides: those of two machines differ by more than the distance of two messages. Nobody
# reserves a minute ahead: what is further away was reserved before that clock was set back.
_BEGIN = text(
    "INSERT INTO pacing (name, next_at) VALUES (:name, clock_timestamp()) ON CONFLICT (name) DO NOTHING"
)
_RESERVE = text(
    "UPDATE pacing SET next_at = CASE WHEN next_at > clock_timestamp() + INTERVAL '1 minute' THEN clock_timestamp() "
    "ELSE GREATEST(next_at, clock_timestamp()) END + make_interval(secs => :span) "
    "WHERE name = :name RETURNING EXTRACT(EPOCH FROM next_at - clock_timestamp()), EXTRACT(EPOCH FROM next_at)"
)
EXACT = 1e-5
"""Seconds: what the database does not keep of a moment, and much less than a turn."""


def reserve(store: Store, span: float) -> tuple[float, float]:
    """Reserve the next ``span`` seconds of everybody's time.

    Gives the seconds until they begin, and when they end by the database's clock.
    """
    asked = {"name": NAME, "span": span}
    with store.writing() as connection:
        row = connection.execute(_RESERVE, asked).first()
        if row is None:
            connection.execute(_BEGIN, {"name": NAME})
            row = connection.execute(_RESERVE, asked).one()
    return float(row[0]) - span, float(row[1])


def shared(store: Store, step: float) -> Reserve | None:
    """What a pace needs to share its turns, ``step`` seconds apart; None where one process has the store for itself."""
    if store.dialect != "postgresql":
        return None

    reserved_until = 0.0

    async def take(count: int) -> Block:
        nonlocal reserved_until
        first, ends = await asyncio.to_thread(reserve, store, count * step)
        follow = abs(ends - count * step - reserved_until) < EXACT
        reserved_until = ends
        return Block(first, follow)

    return take
