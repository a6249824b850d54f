"""A message that the bot wrote comes back from Telegram; it goes on without the marks and buttons nobody looks at.

To read them once more costs the library more than everything else that sending a message takes.
"""

from __future__ import annotations

from typing import Any

from telegram.request import BaseRequest

UNREAD = ("entities", "reply_markup", "link_preview_options")


def lean(message: dict[str, Any]) -> dict[str, Any]:
    """The Message object without what the bot itself put there; whom it answers stays."""
    return {key: value for key, value in message.items() if key not in UNREAD}


class LeanRequest(BaseRequest):
    """Another request class, whose answers are read without the marks and buttons of the bot's own messages."""

    def __init__(self, inner: BaseRequest) -> None:
        self.inner = inner

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer where a call does not say."""
        return self.inner.read_timeout

    async def initialize(self) -> None:
        """Open what the request class needs."""
        await self.inner.initialize()

    async def shutdown(self) -> None:
        """Close it."""
        await self.inner.shutdown()

    async def do_request(self, *given: Any, **more: Any) -> tuple[int, bytes]:
        """The status and the body that the server gives."""
        return await self.inner.do_request(*given, **more)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer of the server, as the library reads it from now on."""
        answer = BaseRequest.parse_json_payload(payload)
        result = answer.get("result")
        return {**answer, "result": lean(result)} if isinstance(result, dict) else answer
