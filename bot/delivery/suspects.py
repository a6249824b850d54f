"""Messages that processes died over go in; one at a time comes out to be sent by itself, and what kills is set aside.

Whoever dies takes along all that he had claimed, and most of it has nothing to do with his death. What has been there
several times is sent when nothing else is, so that from then on a death is its own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, literal_column, select, update

from bot.delivery.letters import Post
from bot.delivery.tables import outbox
from bot.delivery.told import FREED
from bot.messages import of_text

if TYPE_CHECKING:
    from sqlalchemy import Connection

log = logging.getLogger(__name__)
ALONE = 3
"""From so many deaths on a message is sent by itself. A machine that is restarted in a row kills by chance: of two
thousand messages in a broadcast with a hundred kills, one in twenty was claimed at three of them."""

MOST_DEATHS = 6
"""Processes that may die over a message before it is set aside: the last three of them while it alone was sent."""

WHY = f"the bot stopped {MOST_DEATHS} times while it sent this"
columns = outbox.c
INNOCENT: Any = columns.deaths < literal_column(str(ALONE))
IS_FAILED: Any = columns.state == literal_column("'failed'")


def free(connection: Connection, which: Any, now: datetime, owners: Iterable[int]) -> int:
    """Let go of messages whose process died, and give up those that it cannot be forgiven for; gives how many.

    Nobody knows whether they were sent. That their process died is no refusal of Telegram: it counts as no try, or the
    next slip would put them off for long.
    """
    found = select(columns.number).where(which).with_for_update(skip_locked=True)
    is_deadly = columns.deaths + 1 >= MOST_DEATHS
    values = {
        "state": case((is_deadly, "failed"), else_="waiting"),
        "why": case((is_deadly, WHY), else_=columns.why),
        "ended_at": case((is_deadly, now), else_=None),
        "key": case((is_deadly, FREED), else_=columns.key),
        "doubts": columns.doubts + 1,
        "deaths": columns.deaths + 1,
        "attempts": columns.attempts - 1,
        "due": now,
        "claimed_by": None,
        "claimed_until": None,
    }
    freed = update(outbox).where(columns.number.in_(found)).values(**values)
    told = freed.returning(columns.number, columns.state, columns.purpose, columns.letter, columns.chat)
    rows: list[Any] = list(connection.execute(told))
    for row in sorted(rows, key=lambda row: row.number):
        if row.state == "failed":
            _tell(connection, row, now, owners)
    return len(rows)


def _tell(connection: Connection, row: Any, now: datetime, owners: Iterable[int]) -> None:
    """The owners hear of it once; not of what the bot wrote to them itself, or one such note would follow the other."""
    log.error(
        "a message was set aside",
        extra={"number": row.number, "purpose": row.purpose, "letter": row.letter, "deaths": MOST_DEATHS},
    )
    if row.purpose == "owner":
        return
    words = (
        f"⚠️ I stopped {MOST_DEATHS} times while I sent one and the same message, so I have set it aside (number "
        f"{row.number}, a message of the kind “{row.purpose}”). The log may say what happened. Its reader may not have "
        "got it; everything else is sent as usual."
    )
    post = Post(now)
    for owner in owners:
        post.write_note(connection, owner, of_text(words), f"deadly|{row.number}|{owner}")


def set_aside(connection: Connection, since: datetime) -> int:
    """How many messages were given up since a moment because processes died over them."""
    deadly = IS_FAILED & (columns.ended_at > since) & (columns.deaths >= MOST_DEATHS)
    return connection.scalar(select(func.count()).select_from(outbox).where(deadly)) or 0
