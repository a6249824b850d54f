"""An update and what went wrong with it go in; it is logged with a reference, and the person is told the same."""

from __future__ import annotations

import logging
import secrets

from telegram import Update
from telegram.error import Forbidden, TelegramError, TimedOut

from bot import apologies, sending
from bot.messages import of_text
from briefs.errors import BriefsError

log = logging.getLogger("bot.conversation")


async def told(update: object, error: Exception | None) -> None:
    """Something that should not happen: logged with a reference, which the person is told too."""
    if isinstance(error, Forbidden):
        log.info("the chat is closed to the bot")
        return
    if isinstance(error, TimedOut):
        log.warning("Telegram took too long; what was sent may have arrived")
        return
    if isinstance(error, BriefsError):
        await _said(update, apologies.told(error))
        return
    reference = secrets.token_hex(3)
    log.error("an update failed", exc_info=error, extra={"reference": reference})
    text = f"Something went wrong here, and it was noted as {reference}. Please try again, or ask in other words."
    if not await _said(update, text):
        log.warning("the person could not be told", extra={"reference": reference})


async def _said(update: object, text: str) -> bool:
    """Tell the person; False where that cannot be done."""
    if not isinstance(update, Update):
        return True
    try:
        if update.callback_query:
            await sending.notice(update.callback_query, text)
        elif update.effective_message:
            await sending.send(update.effective_message, of_text(text))
    except TelegramError as problem:
        log.info("Telegram took no apology", extra={"error": type(problem).__name__})
        return False
    return True
