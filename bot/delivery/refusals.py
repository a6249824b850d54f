"""What Telegram says to a send goes in, as an error of the library; what is to become of the message comes out.

The one table of refusals. In the library a BadRequest is a NetworkError too, so it is looked at first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.calls import NotReached

LONGEST_WHY = 200
HOUR = 3600.0
MINUTE = 60.0
NOT_REACHED = "Telegram cannot be reached"


class Verdict(StrEnum):
    """What became of a message."""

    SENT = "sent"
    GONE = "gone"
    MOVED = "moved"
    TOPIC = "topic"
    LATER = "later"
    MALFORMED = "malformed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Fate:
    """A verdict with its reason. ``seconds`` to wait at least; ``chat`` the new id of one that moved.

    ``doubtful`` where the message may have arrived all the same; ``message`` its number where it did.
    """

    verdict: Verdict
    why: str = ""
    seconds: float = 0.0
    chat: int = 0
    doubtful: bool = False
    message: int = 0


FORBIDDEN: tuple[tuple[str, str], ...] = (
    ("blocked", "blocked"),
    ("user is deactivated", "deactivated"),
    ("kicked", "kicked"),
    ("not a member", "kicked"),
    ("group chat was deleted", "gone"),
    ("group chat was deactivated", "gone"),
    ("initiate conversation", "never started"),
)
"""Words of a 403, and why the chat is closed. A 403 with other words closes it too: "forbidden"."""

BAD_REQUESTS: tuple[tuple[str, Verdict, str], ...] = (
    ("chat not found", Verdict.GONE, "gone"),
    ("user not found", Verdict.GONE, "gone"),
    ("peer_id_invalid", Verdict.GONE, "gone"),
    ("chat_id is empty", Verdict.GONE, "gone"),
    ("group chat was deactivated", Verdict.GONE, "gone"),
    ("message thread not found", Verdict.TOPIC, "the topic is gone"),
    ("topic_deleted", Verdict.TOPIC, "the topic is gone"),
    ("topic_id_invalid", Verdict.TOPIC, "the topic is gone"),
    ("topic_closed", Verdict.TOPIC, "the topic is closed"),
    ("topic is closed", Verdict.TOPIC, "the topic is closed"),
    ("parse entities", Verdict.MALFORMED, "the markup was refused"),
    ("parse inline keyboard", Verdict.MALFORMED, "the buttons were refused"),
    ("inline keyboard button", Verdict.MALFORMED, "the buttons were refused"),
    ("button_", Verdict.MALFORMED, "the buttons were refused"),
    ("reply_markup_", Verdict.MALFORMED, "the buttons were refused"),
    ("entities_too_long", Verdict.MALFORMED, "the markup was refused"),
    ("message is too long", Verdict.MALFORMED, "the text was too long"),
    ("not enough rights", Verdict.LATER, "the bot may not write there"),
    ("have no rights", Verdict.LATER, "the bot may not write there"),
    ("need administrator rights", Verdict.LATER, "the bot may not write there"),
    ("chat_write_forbidden", Verdict.LATER, "the bot may not write there"),
    ("chat_restricted", Verdict.LATER, "the bot may not write there"),
)
"""Words of a 400 and what follows. Whoever may not write today may be allowed to within the day. Else: "failed"."""


def fate_of(error: Exception) -> Fate:
    """What is to become of a message whose send ended with this error."""
    judge = next((judge for kind, judge in REFUSALS if isinstance(error, kind)), _fault)
    return judge(error)


def _closed(error: Any) -> Fate:
    words = error.message.casefold()
    return Fate(Verdict.GONE, next((why for part, why in FORBIDDEN if part in words), "forbidden"))


def _bad_request(error: Any) -> Fate:
    words: str = error.message
    lowered = words.casefold()
    for part, verdict, why in BAD_REQUESTS:
        if part in lowered:
            return Fate(verdict, why, HOUR if verdict is Verdict.LATER else 0.0)
    return Fate(Verdict.FAILED, f"Telegram refused it: {words}"[:LONGEST_WHY])


def _moved(error: Any) -> Fate:
    return Fate(Verdict.MOVED, "the group became a supergroup", chat=error.new_chat_id)


def _too_many(error: Any) -> Fate:
    asked = error.retry_after
    seconds = float(asked if isinstance(asked, int) else asked.total_seconds())
    return Fate(Verdict.LATER, "too many requests", seconds)


def _fault(error: Exception) -> Fate:
    return Fate(Verdict.FAILED, f"a fault of this program ({type(error).__name__})")


REFUSALS: tuple[tuple[type[Exception], Callable[[Any], Fate]], ...] = (
    (ChatMigrated, _moved),
    (RetryAfter, _too_many),
    (Forbidden, _closed),
    (BadRequest, _bad_request),
    # A token that was withdrawn, or another server: not the fault of this message.
    (InvalidToken, lambda _error: Fate(Verdict.LATER, "Telegram does not know the token", MINUTE)),
    (NotReached, lambda _error: Fate(Verdict.LATER, NOT_REACHED)),
    # Time ran out, the connection broke, or a 5xx: it may have arrived.
    (NetworkError, lambda _error: Fate(Verdict.LATER, "Telegram did not answer", doubtful=True)),
    (TelegramError, lambda _error: Fate(Verdict.LATER, "Telegram answered strangely", doubtful=True)),
)
"""Which kind of error is judged how; the first that fits decides."""


def back_off(attempts: int, chance: float) -> float:
    """Seconds until the next try after so many: doubled each time, up to an hour, half of it by ``chance`` (0 to 1)."""
    whole = min(2.0 ** min(attempts, 20), HOUR)
    return whole / 2 + whole / 2 * chance
