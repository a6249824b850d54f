"""What travels between a person, the bot and Telegram's server, as values: people, files, and calls that were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it travels to or from a chat."""

    name: str
    data: bytes
    mime_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot. Ids above 0; a private chat has the id of its person."""

    id: int
    first_name: str = "Reader"
    username: str | None = None
    language: str | None = "en"

    def to_dict(self) -> Json:
        """The User object of the Bot API."""
        user = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        extra = {"username": self.username, "language_code": self.language}
        return user | {key: value for key, value in extra.items() if value}


@dataclass(frozen=True, slots=True)
class Sent:
    """One call that the bot made: its method, what it gave, the files, and what came back."""

    method: str
    parameters: Mapping[str, Any]
    files: Mapping[str, Upload]
    result: Any = None

    @property
    def text(self) -> str:
        """The text or caption as the bot wrote it, with its markup."""
        return str(self.parameters.get("text", self.parameters.get("caption", "")))

    @property
    def shown(self) -> str:
        """The text or caption as a person sees it."""
        message = self.result if isinstance(self.result, dict) else {}
        return str(message.get("text", message.get("caption", "")))

    @property
    def chat_id(self) -> int | None:
        """The chat it went to, if it went to one."""
        return self.parameters.get("chat_id")

    @property
    def message_id(self) -> int | None:
        """The message that was sent or edited."""
        return self.result.get("message_id") if isinstance(self.result, dict) else None

    @property
    def buttons(self) -> list[Json]:
        """The inline buttons in reading order, as InlineKeyboardButton objects."""
        rows = (self.parameters.get("reply_markup") or {}).get("inline_keyboard", ())
        return [button for row in rows for button in row]
