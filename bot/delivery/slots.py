"""Turns to send that several processes on one PostgreSQL share: each reserves a few at a time and uses them alone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.delivery.paced import Reserve

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
    "WHERE name = :name RETURNING EXTRACT(EPOCH FROM next_at - clock_timestamp())"
)


def reserve(store: Store, span: float) -> float:
    """Reserve the next ``span`` seconds of everybody's time; gives the seconds until they begin."""
    with store.writing() as connection:
        ends = connection.scalar(_RESERVE, {"name": NAME, "span": span})
        if ends is None:
            connection.execute(_BEGIN, {"name": NAME})
            ends = connection.scalar(_RESERVE, {"name": NAME, "span": span})
    return float(ends or 0.0) - span


def shared(store: Store, step: float) -> Reserve | None:
    """What a pace needs to share its turns, ``step`` seconds apart; None where one process has the store for itself."""
    if store.dialect != "postgresql":
        return None

    async def take(count: int) -> float:
        return await asyncio.to_thread(reserve, store, count * step)

    return take
