"""What became of a message goes in; a line of the log comes out, as loud as it deserves."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.delivery.refusals import Verdict

if TYPE_CHECKING:
    from bot.delivery.outbox import Result

log = logging.getLogger(__name__)


def log_of(result: Result) -> None:
    """Say what became of a message, but for one that was sent; never whom it was for."""
    message, fate = result.claimed, result.fate
    told = {
        "number": message.number,
        "purpose": message.purpose,
        "reason": fate.why,
        "attempts": message.attempts,
    }
    match fate.verdict:
        case Verdict.SENT:
            pass
        case Verdict.LATER:
            log.debug("a message goes later", extra=told)
        case Verdict.FAILED:
            log.warning("a message was given up", extra=told)
        case Verdict.MOVED:
            log.info("a group has a new id", extra=told)
        case Verdict.TOPIC:
            log.info("a topic takes no messages", extra=told)
        case _:
            log.info("a chat is closed to the bot", extra=told)
