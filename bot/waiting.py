"""The screens of private chats go in; the question that is still open in a chat, which plain words answer, comes out."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from bot.editing import acting, receiving
from bot.following import conversing
from bot.received import among, is_private

if TYPE_CHECKING:
    from telegram import Message

    from bot.messages import Screen

MOST = 1000


class Asked:
    """What was asked last in private chats, so that people may simply write the answer, without replying to the message.

    In memory only, and until they do anything else: after a restart a reply to the message still finds its question.
    """

    def __init__(self) -> None:
        self._data: OrderedDict[int, str] = OrderedDict()

    def note(self, chat: int, screen: Screen | None) -> None:
        """A screen was shown in a private chat: perhaps it asks for words."""
        buttons = [button.data for row in screen.rows for button in row] if screen else []
        data = among(buttons, acting.WAITS) or among(buttons, conversing.WAITS)
        self._data.pop(chat, None)
        if data is not None:
            self._data[chat] = data
        while len(self._data) > MOST:
            self._data.popitem(last=False)

    def take(self, message: Message) -> str | None:
        """The question that the words of a message answer; whatever they are, it is not open any more."""
        words = message.text or ""
        data = self._data.pop(message.chat.id, None) if is_private(message) else None
        if data is None or receiving.is_link(words) or receiving.is_document(words):
            return None  # that is no answer in a few words, but something new
        return None if among([data], conversing.WAITS) and conversing.is_another_matter(words) else data
