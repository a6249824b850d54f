"""A message with a link, a file or a text of an editor goes in; it is fetched within bounds, and what was read comes out.

Nothing of anybody else is fetched: who sent it is looked at first.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.editing import depositing, holding
from bot.editing.holding import Found
from bot.markup import units
from briefs import intake
from briefs.errors import Unfetchable, Unreadable
from briefs.model import Document
from briefs.shown import counted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from datetime import datetime

    from telegram import Message

    from bot.desk import Desk, Heard
    from bot.messages import Screen
    from briefs.watching.sources import Manners

LONG_TEXT = 400
"""Characters above which an editor's message is taken for a document rather than a question."""
MOST_CHATS = 200
MOST_LINKS = 10
LONGEST_ROUND = timedelta(seconds=90)
MOST_TOLD = 3
MOST_WORDS_BESIDE = 12
"""Words around an address in a message that is about what stands there."""
AFTER_ADDRESS = ".,;:!?]}'”’»"
ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)
COMMAND = re.compile(r"^/add(?:@[A-Za-z0-9_]{1,32})?\s+", re.IGNORECASE)
STILL_AT_IT = 4.0
"""Seconds after which Telegram has to be told again that the bot is still at work: it forgets after five."""


def links(text: str) -> tuple[str, ...]:
    """The addresses in a message, each once, without the stops of the sentence around them."""
    return tuple(dict.fromkeys(map(_without_stops, ADDRESS.findall(text))))


def _without_stops(address: str) -> str:
    """The address alone; a bracket that closes one within it belongs to it."""
    while (bare := address.rstrip(AFTER_ADDRESS)).endswith(")") and bare.count(")") > bare.count("("):
        address = bare[:-1]
    return bare


def is_link(text: str) -> bool:
    """Whether a message hands over one or more addresses, with a few words about them at most."""
    return bool(links(text)) and len(ADDRESS.sub(" ", text).split()) <= MOST_WORDS_BESIDE


def is_document(text: str) -> bool:
    """Whether an editor's message looks like a document."""
    return len(text) > LONG_TEXT or "\n" in text.strip()


@asynccontextmanager
async def at_work(message: Message) -> AsyncIterator[None]:
    """Show that the bot is busy for as long as it takes: fetching and reading may last for half a minute."""

    async def say() -> None:
        while True:
            with suppress(TelegramError):
                await message.get_bot().send_chat_action(
                    message.chat.id, ChatAction.TYPING, message_thread_id=message.message_thread_id
                )
            await asyncio.sleep(STILL_AT_IT)

    task = asyncio.create_task(say())
    await asyncio.sleep(0)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def linked(desk: Desk, heard: Heard, address: str) -> Screen:
    """What stands at the addresses in a message, fetched and read. Raises Unfetchable and Unreadable."""
    from briefs import watching
    from briefs.lexicon import config_folder
    from briefs.watching import sources

    manners = sources.load(desk.config_folder or config_folder()).manners
    named = links(address)
    if len(named) == 1:
        return depositing.received(
            desk, heard, "link", _found(watching.documents_at(named[0], manners, desk.clock()))
        )
    return depositing.received(desk, heard, "link", _found(_of_several(desk, named, manners)))


def _of_several(desk: Desk, named: Sequence[str], manners: Manners) -> tuple[Document | Unreadable, ...]:
    """The documents at several addresses, one after the other; what is wrong with one of them is its own affair."""
    from briefs import watching

    found: list[Document | Unreadable] = []
    ends = desk.clock() + LONGEST_ROUND
    for address in named[:MOST_LINKS]:
        if desk.clock() > ends:
            found.append(
                Unreadable(f"{address[:200]} was not fetched: the others took too long. Send it again.")
            )
            continue
        try:
            found += watching.documents_at(address, manners, desk.clock())
        except (Unfetchable, Unreadable) as reason:
            found.append(Unreadable(str(reason)))
    left = len(named) - MOST_LINKS
    if left > 0:
        beyond = f"{counted(left, 'link was', 'links were')} left out: I read {MOST_LINKS} at once."
        found.append(Unreadable(beyond))
    if not any(isinstance(each, Document) for each in found):
        raise Unreadable(" ".join(["None of these links could be read.", *map(str, found[:MOST_TOLD])]))
    return tuple(found)


def filed(desk: Desk, heard: Heard, name: str, data: bytes, caption: str) -> Screen:
    """What is in a file. Raises Unreadable, and the errors of a caption that cannot be read."""
    return depositing.received(desk, heard, "file", _found(intake.all_from_bytes(data, name)), caption)


def pasted(desk: Desk, heard: Heard, message: int, text: str, at: datetime) -> Screen | None:
    """What a pasted text says; None where it goes on from one that was asked about."""
    held, first = holding.pasted(
        desk.library.store, heard.reader.id, heard.person, (message, COMMAND.sub("", text, count=1)), at
    )
    return depositing.pasted(desk, held) if first else None


def _found(read: tuple[Document | Unreadable, ...]) -> Found:
    return Found(
        tuple(each for each in read if isinstance(each, Document)),
        tuple(str(each) for each in read if isinstance(each, Unreadable)),
    )


class Gathering:
    """In which chats Telegram cut a text a moment ago, so that the next message, however short, goes on from it."""

    def __init__(self) -> None:
        self._last: OrderedDict[int, datetime] = OrderedDict()

    def note(self, chat: int, text: str, at: datetime) -> None:
        """A piece of text came."""
        self._last.pop(chat, None)
        if units(text) >= holding.FULL_MESSAGE:
            self._last[chat] = at
        while len(self._last) > MOST_CHATS:
            self._last.popitem(last=False)

    def expects(self, chat: int, at: datetime) -> bool:
        """Whether more of a text is due."""
        last = self._last.get(chat)
        return last is not None and abs(at - last) <= holding.TOGETHER
