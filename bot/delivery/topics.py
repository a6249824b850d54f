"""What became of a message whose topic takes none any more goes in; those who look after the group are told.

They are told once a month at most, and only when it is known whether General took the message.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite
from telegram.error import TelegramError

from bot.delivery.letters import GIVE_UP, Post
from bot.delivery.outbox import is_given_up
from bot.delivery.paced import pushing
from bot.delivery.refusals import Verdict
from bot.delivery.tables import outbox
from bot.markup import Run, bold
from bot.messages import Screen, of_lines

if TYPE_CHECKING:
    from telegram import Bot

    from bot.delivery.outbox import Claimed, Result
    from briefs.store import Store

log = logging.getLogger(__name__)
PURPOSE = "owner"
MOST_TOLD = 10


class Closed(StrEnum):
    """What took no message, and where that was put then."""

    TOPIC = "a topic, and General took it"
    BOTH = "a topic, and General did not take it either"
    GENERAL = "General, for which it was"


def closed(result: Result, now: datetime) -> Closed | None:
    """What there is to tell of a message; None where no topic was closed, or General is still to be tried."""
    message, verdict = result.claimed, result.fate.verdict
    if message.topic is None:
        general = verdict is Verdict.TOPIC and message.thread is None
        return Closed.GENERAL if general else None
    if verdict is Verdict.SENT:
        return Closed.TOPIC
    over = verdict in {Verdict.TOPIC, Verdict.FAILED} or (
        verdict is Verdict.LATER and is_given_up(result, now)
    )
    return Closed.BOTH if over else None


async def tell_administrators(store: Store, bot: Bot, message: Claimed, what: Closed, now: datetime) -> int:
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
    screen = told(group.title or "a group", what)
    return await asyncio.to_thread(_put, store, message, persons, screen, now)


def told(title: str, what: Closed) -> Screen:
    """What they read."""
    which, then = {
        Closed.TOPIC: ("A topic in ", "The message that was due there went to General instead."),
        Closed.BOTH: (
            "A topic in ",
            "General did not take the message that was due there either: it could not be put anywhere.",
        ),
        Closed.GENERAL: (
            "The topic General in ",
            "The message that was due there could not be put anywhere.",
        ),
    }[what]
    return of_lines(
        [
            (
                Run("⚠️ "),
                Run(which),
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
                "key": f"topic|{message.chat}|{message.topic or 0}|{person}|{now:%Y-%m}",
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
