"""Asks Telegram for updates, again and again, and hands each to ``Updates``, until it is told to stop."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

if TYPE_CHECKING:
    from telegram import Bot

    from bot.updates import Updates

log = logging.getLogger(__name__)
LONG_POLL = 30
"""Seconds that Telegram may keep a question open until something comes."""

PATIENCE = 2.0
"""Seconds that one slow answer may hold up the updates of others."""

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds between tries when Telegram cannot be reached; the last repeats."""

T = TypeVar("T")


async def poll(
    bot: Bot,
    updates: Updates,
    stop: asyncio.Event,
    allowed: Sequence[str],
    *,
    alive: Callable[[], None] = lambda: None,
    pauses: Sequence[float] = PAUSES,
) -> None:
    """Fetch and handle updates until ``stop``; ``alive`` is called whenever Telegram has answered.

    Raises ``InvalidToken`` when the token was withdrawn. What was fetched is finished and confirmed at the end.
    """
    given: dict[str, Any] = {"timeout": LONG_POLL, "allowed_updates": list(allowed)}
    await persist(lambda: bot.delete_webhook(drop_pending_updates=False), stop, pauses)
    while not stop.is_set():
        batch = await persist(lambda: _fetch(bot, given), stop, pauses)
        if batch is None:
            break
        alive()
        if batch:
            await _hand_on(batch, updates)
            given["offset"] = batch[-1]["update_id"] + 1
    if "offset" in given:
        # Otherwise Telegram would send what is done already once more at the next start.
        with suppress(TelegramError):
            await _fetch(bot, {**given, "timeout": 0, "limit": 1})


async def _fetch(bot: Bot, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The updates as they came. ``bot.get_updates`` reads them, and stumbles for ever over one it cannot read."""
    question = urlencode(
        {key: value if isinstance(value, int) else json.dumps(value) for key, value in given.items()}
    )
    found = await bot.request.post(f"{bot.base_url}/getUpdates?{question}", read_timeout=LONG_POLL + 10)
    if not isinstance(found, list) or not all(map(_is_update, found)):
        raise NetworkError("The server's answer to getUpdates is no list of updates.")
    return found


def _is_update(found: object) -> bool:
    return isinstance(found, dict) and isinstance(found.get("update_id"), int)


async def _hand_on(batch: Sequence[dict[str, Any]], updates: Updates) -> None:
    """Chats go side by side; a slow one is left to finish while the next updates are fetched.

    To ask for the next confirms these: not before they are all written down, however long that takes.
    """
    tasks = [asyncio.create_task(updates.take(raw)) for raw in batch]
    await asyncio.wait(tasks, timeout=PATIENCE)
    await updates.written()


async def persist(
    call: Callable[[], Awaitable[T]], stop: asyncio.Event, pauses: Sequence[float] = PAUSES
) -> T | None:
    """What a call of Telegram gives, tried until it succeeds; None when told to stop before.

    Trouble that passes (no network, 429, another process asking) is waited out. What will not pass is raised:
    a wrong token, a request that Telegram does not take.
    """
    failures = 0
    while not stop.is_set():
        try:
            return await _unless(stop, call())
        except (InvalidToken, Forbidden, BadRequest):
            raise
        except RetryAfter as problem:
            seconds = problem.retry_after
            pause = float(seconds if isinstance(seconds, int) else seconds.total_seconds())
        except (Conflict, NetworkError) as problem:
            pause = pauses[min(failures, len(pauses) - 1)]
            log.warning("Telegram cannot be asked", extra={"reason": str(problem), "again_in_seconds": pause})
        failures += 1
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
    return None


async def _unless(stop: asyncio.Event, call: Awaitable[T]) -> T | None:
    """Wait for the call, but no longer than until ``stop``."""
    asking = asyncio.ensure_future(call)
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((asking, stopping), return_when=asyncio.FIRST_COMPLETED)
        if asking.done():
            return asking.result()
        asking.cancel()
        with suppress(asyncio.CancelledError, TelegramError):
            await asking
        return None
    finally:
        stopping.cancel()
