"""A screen and the message it answers go in; it is sent, or put in place of another, whatever Telegram says."""

from __future__ import annotations

import asyncio
import html
import logging
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from telegram import InputFile, MaybeInaccessibleMessage, Message, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

if TYPE_CHECKING:
    from telegram import Bot, CallbackQuery

    from bot.messages import Rows, Screen

log = logging.getLogger(__name__)
LONGEST_WAIT = 20
"""Seconds that an answer waits when Telegram says "too many requests"; after longer nobody waits for it."""

pause = asyncio.sleep
NOTICE_LENGTH = 200
NO_FILES = "In this chat I may not send files. Ask me in private for it."
TAG = re.compile(r"<[^<>]{0,1000}>")
NOT_THERE = ("message to edit not found", "message can't be edited", "message_id_invalid")


async def send(message: MaybeInaccessibleMessage, screen: Screen, *, quoting: bool = False) -> None:
    """Send a screen into the chat and the topic of a message, in answer to it where ``quoting``."""
    given = _with(screen.rows)
    if isinstance(message, Message) and message.is_topic_message:
        given["message_thread_id"] = message.message_thread_id
    if quoting:
        given["reply_parameters"] = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    await _given(message.get_bot(), message.chat.id, screen, given)


async def send_to(bot: Bot, chat: int, screen: Screen) -> None:
    """Send a screen into a chat, in answer to nothing that was written there."""
    await _given(bot, chat, screen, _with(screen.rows))


async def put(message: MaybeInaccessibleMessage, screen: Screen) -> None:
    """Put a screen in place of a message of the bot; where that cannot be changed any more, send it anew."""
    given = _with(screen.rows)
    try:
        await _edited(message, screen.html, given)
    except BadRequest as problem:
        reason = problem.message.casefold()
        if "not modified" in reason:
            return
        if any(words in reason for words in NOT_THERE):
            await send(message, screen)
            return
        raise


async def notice(query: CallbackQuery, text: str = "") -> None:
    """Answer a press, so that its button stops turning; ``text`` is shown until it is put away.

    Telegram forgets a press after minutes; that the answer comes too late is nobody's fault.
    """
    cut = text if len(text) <= NOTICE_LENGTH else text[: NOTICE_LENGTH - 1] + "…"
    with suppress(BadRequest):
        await query.answer(cut or None, show_alert=bool(cut))


def keyboard(rows: Rows) -> dict[str, Any]:
    """The buttons as an InlineKeyboardMarkup of the Bot API."""
    return {
        "inline_keyboard": [
            [
                {"text": button.label, "url": button.url}
                if button.url
                else {"text": button.label, "callback_data": button.data}
                for button in row
            ]
            for row in rows
        ]
    }


def _with(rows: Rows) -> dict[str, Any]:
    """The buttons for a call, as plain JSON: the library's own objects for them cost as much as a whole answer."""
    return {"api_kwargs": {"reply_markup": keyboard(rows)} if rows else {}}


async def _given(bot: Bot, chat: int, screen: Screen, given: dict[str, Any]) -> None:
    """A text, or a file with the text as its caption."""
    if screen.file is None:
        await _sent(bot, chat, screen.html, given)
        return
    document = InputFile(screen.file.data, screen.file.name)
    try:
        await _patiently(bot.send_document, chat_id=chat, document=document, caption=screen.html, **given)
    except Forbidden:
        log.info("the chat is closed to the bot")
    except BadRequest as problem:
        if "rights" not in problem.message:
            raise
        # Some groups let nobody send files; that is to be said in words.
        await _sent(bot, chat, NO_FILES, {**given, "api_kwargs": {}})


async def _sent(bot: Bot, chat: int, text: str, given: dict[str, Any]) -> None:
    try:
        await _patiently(bot.send_message, chat_id=chat, text=text, **given)
    except Forbidden:
        # The person blocked the bot, or it was put out of the group: nobody is there to tell.
        log.info("the chat is closed to the bot")
    except ChatMigrated as moved:
        await bot.send_message(chat_id=moved.new_chat_id, text=text, api_kwargs=given["api_kwargs"])
    except BadRequest as problem:
        if "parse entities" not in problem.message:
            raise
        log.warning("Telegram refused the markup of an answer", extra={"reason": problem.message})
        await bot.send_message(chat_id=chat, text=bare(text), parse_mode=None, **given)


async def _edited(message: MaybeInaccessibleMessage, text: str, given: dict[str, Any]) -> None:
    bot = message.get_bot()
    place: dict[str, Any] = {"chat_id": message.chat.id, "message_id": message.message_id}
    try:
        await _patiently(bot.edit_message_text, text=text, **place, **given)
    except Forbidden:
        log.info("the chat is closed to the bot")
    except BadRequest as problem:
        if "parse entities" not in problem.message:
            raise
        log.warning("Telegram refused the markup of an answer", extra={"reason": problem.message})
        await bot.edit_message_text(text=bare(text), parse_mode=None, **place, **given)


async def _patiently(call: Any, **given: Any) -> None:
    """Call, and once more where that is safe: after a short wait that Telegram asks for, or a broken connection.

    What timed out may have arrived all the same and is not sent twice. A BadRequest is a NetworkError to the
    library, and would be refused again.
    """
    try:
        await call(**given)
    except RetryAfter as problem:
        asked = problem.retry_after
        wait = asked if isinstance(asked, int) else asked.total_seconds()
        if wait > LONGEST_WAIT:
            raise
        await pause(wait)
        await call(**given)
    except (BadRequest, TimedOut):
        raise
    except NetworkError:
        await pause(1)
        await call(**given)


def bare(text: str) -> str:
    """A message without its markup: what is left to send where a server does not know an element."""
    return html.unescape(TAG.sub("", text))
