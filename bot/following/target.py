"""What a button changes goes in, a subscription or a wish; the data of the button comes out, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.buttons import Act, encode
from bot.following.wish import from_words, of_subscription, to_words

if TYPE_CHECKING:
    from bot.buttons import Keep, Recall
    from bot.delivery.subscriptions import Subscription
    from bot.desk import Desk, Place
    from bot.following.wish import Wish

WISH, HELD, RUN, FORGET = "w", "s", "run", "forget"
"""The names of the buttons' acts: a wish still being made, a subscription there is, a command, all of a chat erased."""

FORM = re.compile(
    r"(?P<key>[A-Za-z0-9_-]{1,16})(?:@(?P<chat>-?[0-9a-z]{1,13}))?(?:\.(?P<thread>[0-9a-z]{1,8}))? (?P<change>.+)",
    re.DOTALL,
)
HELD_FORM = re.compile(r"(?P<number>[0-9]{1,9}) (?P<change>.+)", re.DOTALL)
SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Target:
    """A subscription by its ``number``; without one a wish, whose state is kept under ``key``.

    ``chat`` is set where the wish is for another chat than the one in which its buttons are, ``thread`` where it is
    for a topic.
    """

    number: int = 0
    key: str = ""
    chat: int | None = None
    thread: int | None = None

    def data(self, change: str, keep: Keep) -> str:
        """The callback data of a button that makes a change."""
        if self.number:
            return encode(Act(HELD, f"{self.number} {change}"), keep)
        chat = "" if self.chat is None else f"@{_signed(self.chat)}"
        thread = "" if self.thread is None else f".{_written(self.thread)}"
        return encode(Act(WISH, f"{self.key}{chat}{thread} {change}"), keep)


def of_wish(desk: Desk, wish: Wish, place: Place) -> Target:
    """The target of a wish: its state is kept, so that the buttons work after a restart and on another machine."""
    return Target(key=desk.keep(to_words(wish)), chat=place.chat if place.name else None, thread=place.thread)


def of_value(name: str, value: str) -> tuple[Target, str] | None:
    """The target and the change in a button's value; None where they are none."""
    if name == HELD:
        held = HELD_FORM.fullmatch(value)
        return (Target(number=int(held["number"])), held["change"]) if held else None
    match = FORM.fullmatch(value)
    if match is None:
        return None
    chat = None if match["chat"] is None else _read(match["chat"])
    thread = None if match["thread"] is None else _read(match["thread"])
    return Target(key=match["key"], chat=chat, thread=thread), match["change"]


def wish_of(target: Target, recall: Recall) -> Wish | None:
    """The wish behind a button; None where it is not kept (any more)."""
    words = recall(target.key) if target.key else None
    return None if words is None else from_words(words)


def of_held(held: Subscription) -> tuple[Target, Wish]:
    """The target of a subscription, and what it is set to."""
    return Target(number=held.number), of_subscription(held)


def _written(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, len(SIGNS))
        digits = SIGNS[digit] + digits
    return digits or "0"


def _signed(number: int) -> str:
    return f"-{_written(-number)}" if number < 0 else _written(number)


def _read(digits: str) -> int:
    return int(digits, len(SIGNS))
