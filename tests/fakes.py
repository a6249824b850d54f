"""Hand-written stand-ins at the outermost seam: a Telegram that records what the bot sends and can refuse it."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.telegram_in_process import InProcessRequest, Telegram
from bot.telegram_limits import Refusal
from bot.telegram_nouns import Json, Person, Sent, Upload

# The library warns of every RetryAfter unless told that its seconds may be a timedelta; `python -m bot` tells it too.
os.environ.setdefault("PTB_TIMEDELTA", "1")  # noqa: TID251

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
READER = Person(id=4711, first_name="Rithy", username="rithy")
OWNER = Person(id=42, first_name="Dara", username="dara")


class RecordingRequest(InProcessRequest):
    """The request class to build an Application with.

    ``sent`` lists what the bot did, in order and without ``getMe``; ``refused`` what was refused. Updates to feed
    to ``process_update`` come from ``telegram.said(...)``, ``.pressed(...)`` and ``.uploaded(...)``.
    """

    def __init__(self, now: Callable[[], datetime] = lambda: NOW) -> None:
        super().__init__(Telegram(now=now))
        self.sent: list[Sent] = []
        self.refused: list[Sent] = []
        self._refusals: dict[str, deque[Refusal | Exception]] = defaultdict(deque)

    def refuse(self, method: str, status: int = 400, description: str = "refused", **parameters: Any) -> None:
        """The next call of the method gets this answer: ``refuse("sendMessage", 429, "Too Many", retry_after=3)``."""
        self._refusals[method].append(Refusal(description, status, parameters))

    def fail(self, method: str, error: Exception) -> None:
        """The next call of the method raises, as a broken network does."""
        self._refusals[method].append(error)

    def answer(
        self, method: str, parameters: Mapping[str, Any], files: Mapping[str, Upload]
    ) -> tuple[int, Json]:
        """Record, then refuse or hand on."""
        if self._refusals[method]:
            problem = self._refusals[method].popleft()
            self.refused.append(Sent(method, parameters, files))
            if isinstance(problem, Refusal):
                return problem.status, problem.to_dict()
            raise problem
        status, answer = super().answer(method, parameters, files)
        call = Sent(method, parameters, files, answer.get("result"))
        if status != 200:
            self.refused.append(Sent(method, parameters, files, answer.get("description")))
        elif method != "getMe":
            self.sent.append(call)
        return status, answer

    def of(self, *methods: str) -> list[Sent]:
        """The calls of these methods only."""
        return [call for call in self.sent if call.method in methods]

    @property
    def answers(self) -> list[Sent]:
        """What a person saw: messages, edits and files."""
        return self.of("sendMessage", "editMessageText", "editMessageReplyMarkup", "sendDocument")

    def press(self, label: str, person: Person = READER) -> Json:
        """The update of pressing the newest button whose label holds these words."""
        for message in reversed(list(self.telegram.messages.values())):
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                for button in row:
                    if label in button["text"] and "callback_data" in button:
                        return self.telegram.pressed(message, button["callback_data"], person)
        raise LookupError(f"No button says {label!r}.")
