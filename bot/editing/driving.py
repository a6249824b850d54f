"""An Application and its desk go in; from then on whoever has to hear of a correction is written to, and editors have menus."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from bot import menus
from briefs.errors import StoreUnavailable

if TYPE_CHECKING:
    from telegram.ext import Application, CallbackContext

    from bot.desk import Desk

log = logging.getLogger(__name__)
EVERY = timedelta(seconds=30)


def attach(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Look every half minute, in a thread, and never twice at once."""
    if application.job_queue:
        application.job_queue.run_repeating(
            partial(_look, desk),
            EVERY,
            first=EVERY,
            name="corrections",
            job_kwargs={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )


async def _look(desk: Desk, context: CallbackContext[Any, Any, Any, Any]) -> None:
    await menus.refresh(context.bot, desk)
    await _tell(desk)


async def _tell(desk: Desk) -> None:
    from bot.editing import telling  # what composes messages need not hold up a start

    try:
        told = await asyncio.to_thread(telling.tell, desk, desk.clock())
    except StoreUnavailable as problem:
        log.warning("nobody could be told of corrections just now", extra={"reason": str(problem)})
        return
    if told.worked:
        log.info(
            "told of corrections and reports",
            extra={
                "readers": told.readers,
                "reporters": told.reporters,
                "editors": told.editors,
                "erased": told.erased,
            },
        )
