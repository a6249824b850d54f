"""What goes into a call of the Bot API, and what it raises where none came about; without the client that carries it.

The client takes an eighth of a second to import, and a chat in the terminal has no use for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram.error import NetworkError


@dataclass(frozen=True, slots=True)
class Encoded:
    """The parameters of a call with their encoded form: what many chats get is encoded once, not for each of them.

    It stands for the library's RequestData, with as much of it as a request class looks at.
    """

    parameters: Mapping[str, Any]
    body: bytes
    contains_files: bool = False
    multipart_data: None = None


class NotReached(NetworkError):
    """No connection to Telegram came about, so that nothing can have arrived there."""
