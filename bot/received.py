"""An update or a message goes in; what it says of itself comes out: its words, whether it is private, whom it is for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from telegram import MaybeInaccessibleMessage, Message, MessageEntity, Update
from telegram.constants import ChatType

if TYPE_CHECKING:
    from telegram import User

NAME = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,32}))?")


def message_of(update: Update) -> Message:
    """The message of an update that the filters let through, which therefore has one."""
    message = update.effective_message
    if message is None:
        raise TypeError("an update without a message came to a handler of messages")
    return message


def after_name(message: Message) -> str:
    """The words after the command, lines and all."""
    pieces = (message.text or "").split(maxsplit=1)
    return pieces[1] if len(pieces) > 1 else ""


def command_in(message: Message) -> tuple[str, str | None]:
    """The name of a command and the bot that it is for, if one is named: "/help@this_bot"; "" where there is none."""
    match = NAME.match(message.text or "")
    return (match[1], match[2]) if match else ("", None)


def is_private(message: MaybeInaccessibleMessage) -> bool:
    """Whether a message is between the bot and one person."""
    return message.chat.type == ChatType.PRIVATE


def is_addressed(message: Message, bot: int, username: str) -> bool:
    """Whether a message in a group is meant for the bot: an answer to it, or one that names it."""
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == bot:
        return True
    named = {
        **message.parse_entities([MessageEntity.MENTION]),
        **message.parse_caption_entities([MessageEntity.MENTION]),
    }
    return f"@{username}".casefold() in {name.casefold() for name in named.values()}


def id_of(person: User | None) -> int:
    """The number of a person; 0 where a chat speaks for itself."""
    return person.id if person else 0


def answers(message: Message, bot: int, form: re.Pattern[str]) -> str | None:
    """The data of this form on a message of the bot that this one replies to in words; None where there is none."""
    asked = message.reply_to_message
    if asked is None or asked.reply_markup is None or not message.text:
        return None
    if asked.from_user is not None and asked.from_user.id != bot:
        return None
    return among((each.callback_data for row in asked.reply_markup.inline_keyboard for each in row), form)


def among(data: Iterable[object], form: re.Pattern[str]) -> str | None:
    """The first data of buttons that has this form; None where none has."""
    return next((each for each in data if isinstance(each, str) and form.fullmatch(each)), None)
