"""A message whose topic takes none any more goes in; those who look after the group are told, once a month at most."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite
from telegram.error import TelegramError

from bot.delivery.letters import GIVE_UP, Post
from bot.delivery.paced import pushing
from bot.delivery.tables import outbox
from bot.markup import Run, bold
from bot.messages import Screen, of_lines

if TYPE_CHECKING:
    from telegram import Bot

    from bot.delivery.outbox import Claimed
    from briefs.store import Store

log = logging.getLogger(__name__)
PURPOSE = "owner"
MOST_TOLD = 10


async def tell_administrators(store: Store, bot: Bot, message: Claimed, now: datetime) -> int:
    """Put word for the administrators of a group into the outbox; gives how many. Where nobody can be asked, none.

    A bot may write to those only who have written to it: for the others the message is refused, and that is all.
    """
    try:
        with pushing():
            group = await bot.get_chat(message.chat)
            people = await bot.get_chat_administrators(message.chat)
    except TelegramError as problem:
        log.info("the administrators cannot be asked for", extra={"reason": type(problem).__name__})
        return 0
    persons = [person.user.id for person in people if not person.user.is_bot][:MOST_TOLD]
    screen = told(group.title or "a group", in_general=message.thread is not None)
    return await asyncio.to_thread(_put, store, message, persons, screen, now)


def told(title: str, *, in_general: bool) -> Screen:
    """What they read."""
    what = "A topic in " if in_general else "The topic General in "
    then = (
        "The message that was due there went to General instead."
        if in_general
        else "The message that was due there could not be put anywhere."
    )
    return of_lines(
        [
            (
                Run("⚠️ "),
                Run(what),
                bold(title),
                Run(" takes no messages any more: it was closed or deleted."),
            ),
            (Run(then),),
            (),
            (
                Run(
                    "Open it again, or write /subscriptions in the topic where you want what I send "
                    "and set it up there."
                ),
            ),
        ]
    )


def _put(store: Store, message: Claimed, persons: list[int], screen: Screen, now: datetime) -> int:
    with store.writing() as connection:
        letter = Post(now).kept(connection, screen)
        rows: list[dict[str, Any]] = [
            {
                "chat": person,
                "letter": letter,
                "purpose": PURPOSE,
                "key": f"topic|{message.chat}|{message.thread or 0}|{person}|{now:%Y-%m}",
                "state": "waiting",
                "due": now,
                "give_up": now + GIVE_UP,
                "made_at": now,
            }
            for person in persons
        ]
        insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(outbox)
        made = insert.on_conflict_do_nothing().returning(outbox.c.number)
        return len(connection.execute(made, rows).all()) if rows else 0
