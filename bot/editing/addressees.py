"""Chats that were sent something wrong and what to say of it go in; a message waits for each that still receives something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.delivery import bulk
from bot.delivery.letters import GIVE_UP, Post
from bot.delivery.rows import ACTIVE, of_row
from bot.delivery.schedule import end_of_quiet
from bot.delivery.tables import outbox, subscriptions, told_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Connection

    from bot.delivery.rows import Subscription
    from bot.messages import Screen

PURPOSE = "correction"
AT_ONCE = 400
REACHED = ("waiting", "sending", "sent")
ANY = None
"""Whatever topic of a chat."""
FIRST = (-(2**62), 0)
"""The chat and topic after which all others come."""

Said = Callable[[Any, str], "tuple[str, Screen] | None"]
"""For a row of ``read`` and a language: the key of the message and the message itself; None where nothing is to be said."""


def read(
    connection: Connection, of: ColumnElement[bool], after: tuple[int, int], *, first: bool = False
) -> Sequence[Any]:
    """The chats and topics that were sent something, each with the last moment of it, or the first; some at a time."""
    columns, (chat, thread) = told_lines.c, after
    place = (columns.chat, columns.thread)
    at = (func.min if first else func.max)(columns.told_at).label("at")
    query = select(*place, at).join(outbox, outbox.c.number == columns.outbox, isouter=True)
    arrived = columns.outbox.is_(None) | outbox.c.state.in_(REACHED)
    later = (columns.chat > chat) | ((columns.chat == chat) & (columns.thread > thread))
    query = query.where(of, arrived, later).group_by(*place).order_by(*place)
    return connection.execute(query.limit(AT_ONCE)).all()


def write(
    connection: Connection, rows: Sequence[Any], said: Said, now: datetime
) -> tuple[list[tuple[int, int]], int]:
    """A message for each topic of a chat that still receives something: which these are, and how many were new."""
    following = _following(connection, [row.chat for row in rows])
    post, notes = Post(now), []
    for row in rows:
        to = following.get((row.chat, row.thread)) or following.get((row.chat, ANY))
        found = said(row, to.language) if to else None
        if to is None or found is None:
            continue
        key, screen = found
        due = end_of_quiet(to.quiet, to.zone, now)
        notes.append(
            {
                "chat": row.chat,
                "thread": row.thread or None,
                "letter": post.kept(connection, screen),
                "purpose": PURPOSE,
                "key": key,
                "state": "waiting",
                "due": due,
                "give_up": due + GIVE_UP,
                "made_at": now,
            }
        )
    places = [(note["chat"], note["thread"] or 0) for note in notes]
    return places, len(bulk.insert(connection, outbox, notes, (outbox.c.number,)))


def place(chat: int, thread: int) -> str:
    """A chat and topic within the key of a message."""
    return f"{chat}/{thread}" if thread else str(chat)


def _following(connection: Connection, chats: Sequence[int]) -> Mapping[tuple[int, int | None], Subscription]:
    """For each topic one of the things that it follows, and for each chat; nobody else is written to unasked."""
    query = select(subscriptions).where(subscriptions.c.chat.in_(chats), subscriptions.c.state == ACTIVE)
    found = connection.execute(query.order_by(subscriptions.c.number.desc()))
    held = [of_row(row) for row in found]
    return {(each.chat, place): each for each in held for place in (ANY, each.thread or 0)}
