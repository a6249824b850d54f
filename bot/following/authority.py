"""A chat and a person go in; Telegram is asked, and the place comes out, with whether the person may change it.

Nothing of it is remembered: who was an administrator a minute ago may be none by now.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from telegram import ChatMemberAdministrator, Message
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.desk import Place
from bot.following.spoken import channel_in

if TYPE_CHECKING:
    from telegram import Bot, Chat, ChatFullInfo, MaybeInaccessibleMessage, User

log = logging.getLogger(__name__)

LEADING = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
LONGEST_NAME = 60

NOT_HERE = (
    "Only administrators of this chat can change what it receives. To follow something for yourself, write to me "
    "in private."
)
NOT_THERE = "You are no administrator of that chat, as far as Telegram tells me."
IN_PRIVATE = "What {named} receives is set up in a private chat with me, by one of its administrators. Write this to me there."
THAT = "that chat"
NO_ANSWER = "Telegram does not tell me just now who the administrators are. Please try again in a minute."
BEHIND_A_NAME = (
    "I cannot tell who writes in the name of a channel. Write under your own name, or as the group itself."
)


async def of_message(message: Message, person: User | None, words: str) -> Place:
    """The place that a message is about: its own chat and topic, or the channel or group that its words name."""
    named = channel_in(words)
    if named and message.chat.type == ChatType.PRIVATE:
        return await elsewhere(message.get_bot(), named, person.id if person else 0)
    if named and named.casefold() not in (f"@{message.chat.username}".casefold(), str(message.chat.id)):
        return Place(0, name=named, refusal=IN_PRIVATE.format(named=named))
    place = Place(message.chat.id, _topic(message), may=True)
    if message.chat.type == ChatType.PRIVATE or _speaks_for(message):
        return place
    if message.sender_chat is not None:
        return Place(place.chat, place.thread, refusal=BEHIND_A_NAME)
    return await _checked(message.get_bot(), place, person, NOT_HERE)


async def of_press(
    message: MaybeInaccessibleMessage, person: User, chat: int | None, thread: int | None
) -> Place:
    """The place of a button: the chat it names, or its own.

    Whoever presses another chat's button, by whatever means it came to them, must be an administrator there.
    """
    bot = message.get_bot()
    if chat is not None and chat != message.chat.id:
        place = await _checked(bot, Place(chat, thread, may=True), person, NOT_THERE)
        return replace(place, name=await _name(bot, chat)) if place.may else replace(place, name=THAT)
    place = Place(message.chat.id, thread or _topic(message), may=True)
    if message.chat.type == ChatType.PRIVATE:
        return place
    return await _checked(bot, place, person, NOT_HERE)


async def elsewhere(bot: Bot, named: str, person: int) -> Place:
    """The channel or group of this name or number, as a place that a person sets up from a private chat."""
    unseen = Place(
        0,
        refusal=f"I see no channel or group {named}. Add me there as an administrator first, and ask again.",
    )
    try:
        chat = await bot.get_chat(named if named.startswith("@") else int(named))
        mine = await bot.get_chat_member(chat.id, bot.id)
    except (BadRequest, Forbidden):
        return unseen
    except NetworkError:
        return Place(0, refusal=NO_ANSWER)
    if chat.type == ChatType.PRIVATE or mine.status in OUTSIDE:
        return unseen
    name = called(chat)
    if await administers(bot, chat.id, person) is not True:
        return Place(
            chat.id, name=name, refusal=f"You are no administrator of {name}, as far as Telegram tells me."
        )
    if chat.type == ChatType.CHANNEL and not (
        isinstance(mine, ChatMemberAdministrator) and mine.can_post_messages
    ):
        return Place(
            chat.id,
            name=name,
            refusal=f"In {name} I may not post. Make me an administrator who may post messages, and ask again.",
        )
    return Place(chat.id, may=True, name=name)


async def administers(bot: Bot, chat: int, person: int) -> bool | None:
    """Whether Telegram says that a person is an administrator of a chat; None where it says nothing."""
    try:
        member = await bot.get_chat_member(chat, person)
    except (BadRequest, Forbidden):
        return await _is_listed(bot, chat, person)  # a group that hides its members still lists who leads it
    except NetworkError as problem:
        log.warning("Telegram did not tell of a member", extra={"reason": type(problem).__name__})
        return None
    return member.status in LEADING


def called(chat: Chat | ChatFullInfo) -> str:
    """What a chat is called in a sentence: by its public name, or by its title."""
    return f"@{chat.username}" if chat.username else f"“{(chat.title or 'this chat')[:LONGEST_NAME]}”"


async def _checked(bot: Bot, place: Place, person: User | None, refusal: str) -> Place:
    may = await administers(bot, place.chat, person.id) if person else False
    if may:
        return place
    return Place(place.chat, place.thread, refusal=NO_ANSWER if may is None else refusal)


async def _name(bot: Bot, chat: int) -> str:
    """What a chat is called, as far as Telegram tells."""
    try:
        return called(await bot.get_chat(chat))
    except TelegramError:
        return THAT


async def _is_listed(bot: Bot, chat: int, person: int) -> bool | None:
    try:
        listed = await bot.get_chat_administrators(chat)
    except (BadRequest, Forbidden):
        return False
    except NetworkError:
        return None
    return any(member.user.id == person for member in listed)


def _speaks_for(message: Message) -> bool:
    """Whether the chat itself speaks: an administrator who stays unnamed, or a post of a channel in it."""
    speaker = message.sender_chat
    return speaker is not None and speaker.id == message.chat.id and not message.is_automatic_forward


def _topic(message: MaybeInaccessibleMessage) -> int | None:
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
