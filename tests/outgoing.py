"""Messages in an outbox without anybody who follows anything: for tests of what sends them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from fakes import NOW
from sqlalchemy import insert, select

from bot.delivery.tables import letters, outbox
from briefs.store import Store

WORKER = "tests"


def put(
    store: Store,
    chats: Iterable[int],
    html: str = "<b>Digest</b> of today",
    *,
    buttons: Iterable[Any] = (),
    at: datetime = NOW,
    **more: Any,
) -> list[int]:
    """One message with this text to each chat, waiting since ``at``; gives their numbers."""
    given = {
        "purpose": "digest",
        "state": "waiting",
        "due": at,
        "made_at": at,
        "give_up": at + timedelta(days=1),
    }
    with store.writing() as connection:
        kept = insert(letters).values(html=html, buttons=json.dumps(list(buttons)), made_at=at)
        letter = connection.execute(kept).inserted_primary_key[0]
        rows = [{"chat": chat, "letter": letter, **given, **more} for chat in chats]
        added = insert(outbox).returning(outbox.c.number, sort_by_parameter_order=True)
        return list(connection.execute(added, rows).scalars())


def rows_of(store: Store, *numbers: int) -> list[Any]:
    """The rows of these messages, or of all, by number."""
    query = select(outbox).order_by(outbox.c.number)
    with store.reading() as connection:
        return list(connection.execute(query.where(outbox.c.number.in_(numbers)) if numbers else query))


def states(store: Store) -> dict[int, str]:
    """The state of each message by its number."""
    return {row.number: row.state for row in rows_of(store)}
