"""Updates of Telegram that may change what a chat receives go in; the place they mean comes out, or what is to be said."""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from telegram import MessageOriginChannel
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from bot import sending
from bot.buttons import BAR, Act, decode
from bot.delivery import subscriptions
from bot.following import authority, comings, pressing, target
from bot.following.replies import MOST_WORDS, TOO_LONG
from bot.following.spoken import channel_in
from bot.following.target import FORGET, HELD, RUN, WISH
from bot.messages import Screen, of_text

if TYPE_CHECKING:
    from telegram import Bot, MaybeInaccessibleMessage, Message, Update, User
    from telegram.ext import CallbackContext

    from bot.desk import Command, Desk, Heard, Place

log = logging.getLogger(__name__)
OURS = tuple(f"x{BAR}{name}{BAR}" for name in (WISH, HELD, RUN, FORGET))
WAITS = re.compile(rf"x\{BAR}[{WISH}{HELD}]\{BAR}[^ ]{{1,48}} w [a-z]{{1,12}}")
"""The data of the button below a menu that can be answered in words."""
SENT_IN_PRIVATE = "The address is a secret: I have sent it to you in our private chat."
NOT_IN_IT = (
    "To set up what {named} receives, make me an administrator there who may post messages, and send me one of its "
    "posts again."
)
NOT_OPEN = (
    "The address is a secret, and I may not write to you in private yet. Open a private chat with @{name}, "
    "press Start, then press this button again."
)
LEAVING = frozenset({"cancel", "stop", "help", "quit", "unsubscribe", "annuler", "aide"})
ASKING = re.compile(r"(?:what|when|where|who|why|how|which|did|does|is|are|has|have)\b")


async def of_command(command: Command, message: Message, person: User | None, words: str) -> Place | None:
    """The place that a command of following means; None for any other command."""
    return await authority.of_message(message, person, words) if command.follows else None


async def of_forwarded(message: Message, person: User | None) -> Place | None:
    """The channel of a post that somebody sent on to the bot in private: whether they may set it up; None of any other."""
    origin = message.forward_origin
    if (
        not isinstance(origin, MessageOriginChannel)
        or message.chat.type != ChatType.PRIVATE
        or person is None
    ):
        return None
    place = await authority.elsewhere(message.get_bot(), str(origin.chat.id), person.id)
    if place.chat or place.refusal == authority.NO_ANSWER:
        return place
    named = authority.called(origin.chat)
    return replace(place, name=named, refusal=NOT_IN_IT.format(named=named))


async def of_press(desk: Desk, message: MaybeInaccessibleMessage, person: User, data: str) -> Place | None:
    """The place that a button changes; None where it changes none."""
    if not data.startswith(OURS):
        return None
    action = await asyncio.to_thread(decode, data, desk.recall)
    if not isinstance(action, Act):
        return None
    if action.name == FORGET:
        return await authority.of_press(message, person, None, None)
    if action.name == RUN:
        return await _of_run(desk, message, person, action.value)
    read = target.of_value(action.name, action.value)
    return None if read is None else await _of_target(desk, message, person, read[0])


async def _of_target(
    desk: Desk, message: MaybeInaccessibleMessage, person: User, aim: target.Target
) -> Place:
    if not aim.number:
        return await authority.of_press(message, person, aim.chat, aim.thread)
    held = await asyncio.to_thread(subscriptions.one, desk.library.store, aim.number)
    chat, thread = (held.chat, held.thread) if held else (None, None)
    return await authority.of_press(message, person, chat, thread)


async def _of_run(desk: Desk, message: MaybeInaccessibleMessage, person: User, line: str) -> Place | None:
    name, _, words = line.partition(" ")
    if not any(command.follows and command.name == name for command in desk.commands):
        return None
    named = channel_in(words)
    if named and message.chat.type == ChatType.PRIVATE:
        return await authority.elsewhere(message.get_bot(), named, person.id)
    return await authority.of_press(message, person, None, None)


def is_another_matter(words: str) -> bool:
    """Whether plain words are no answer to a menu: a question, or a wish to leave it."""
    said = words.strip().casefold().rstrip(".!")
    return said.endswith("?") or said in LEAVING or bool(ASKING.match(said))


async def of_answer(desk: Desk, message: Message, person: User | None, data: str) -> Place:
    """The place of a menu that was answered in words."""
    own = await authority.of_message(message, person, "")
    read = _read(data)
    if read is None:
        return own
    aim = read[0]
    held = await asyncio.to_thread(subscriptions.one, desk.library.store, aim.number) if aim.number else None
    chat = held.chat if held else aim.chat
    if chat is None or chat == own.chat:
        return replace(own, thread=aim.thread or own.thread)
    if person is None:
        return replace(own, may=False, refusal=authority.NOT_HERE)
    return await authority.of_press(message, person, chat, aim.thread)


def answer(desk: Desk, heard: Heard, data: str) -> Screen:
    """What the words in answer to a menu lead to."""
    read = _read(data)
    if read is None:
        return of_text(pressing.TOO_OLD)
    if len(heard.words) > MOST_WORDS:
        return of_text(TOO_LONG)
    shown = pressing.answered(desk, heard, data.split(BAR, 2)[1], data.split(BAR, 2)[2])
    return of_text(shown) if isinstance(shown, str) else shown


def _read(data: str) -> tuple[target.Target, str] | None:
    _, name, value = data.split(BAR, 2)
    return target.of_value(name, value)


async def told_alone(bot: Bot, person: User, screen: Screen) -> str:
    """Send to a person alone what a group must not read; gives what to say about it where the button was pressed."""
    try:
        keys = {"reply_markup": sending.keyboard(screen.rows)}
        await bot.send_message(person.id, screen.html, api_kwargs=keys)
    except (BadRequest, Forbidden):
        return NOT_OPEN.format(name=bot.username)
    return SENT_IN_PRIVATE


async def membership(desk: Desk, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """The bot was blocked, put out or let in: what the chat follows ends, or runs again, at once."""
    changed = update.my_chat_member
    if changed is None:
        return
    told = comings.coming(changed)
    count = await asyncio.to_thread(comings.noted, desk, told)
    log.info("the bot's place in a chat changed", extra={"kind": told.kind, "why": told.why, "count": count})
    if told.why:
        return
    screen, chat = None, told.chat
    if count:
        screen = await asyncio.to_thread(comings.welcome_back, desk, count)
    elif told.new and told.kind == ChatType.CHANNEL and not changed.from_user.is_bot:
        screen, chat = await asyncio.to_thread(comings.set_up, desk, told), changed.from_user.id
    if screen is None:
        return
    try:
        await sending.send_to(context.bot, chat, screen)
    except (BadRequest, Forbidden):
        log.info("nobody could be told that the bot's place changed")
