"""Raw updates of Telegram go in, from wherever they come; each is handled once, in the order of its chat, and logged.

Telegram sends an update again when it saw no 2xx, with the same ``update_id``: whoever brings it a second time
waits for the first handling instead of starting another. With an inbox it is written down before anything is done
about it, so that one which nobody finished is found and answered, and one which was answered is known after a restart.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

from telegram import Update

from bot.readback import lean

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram.ext import Application, CallbackContext

    from bot.delivery.inbox import Inbox

log = logging.getLogger(__name__)
REMEMBERED = 10_000
"""Updates whose ids are kept in memory: Telegram repeats within minutes, not after ten thousand others."""

MOST_WAITING = 300
"""Messages of one chat that may wait for their turn: a pasted book comes in some 250. What goes beyond is dropped."""

SUSPECT_SECONDS = 10.0
"""How long an update that processes may have died of is handled before the next such one is looked at."""

MOST_PRESSES = 20
"""The same for presses of buttons: who pressed twenty times looks at the last answer only."""


class Updates:
    """The one way from a raw update to the handlers of an Application.

    ``commands`` are the names that a log may tell; ``last`` is the moment the newest update came in, None before the first;
    ``noted`` is told of each that was handled: its kind, what came of it, and the seconds it took.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        clock: Callable[[], datetime],
        commands: frozenset[str] = frozenset(),
        inbox: Inbox | None = None,
    ) -> None:
        self.application = application
        self.inbox = inbox
        self.clock = clock
        self.commands = commands
        self.last: datetime | None = None
        self.noted: Callable[[str, str, float], None] = _nobody
        self._running: dict[int, asyncio.Task[bool]] = {}
        self._done: OrderedDict[int, bool] = OrderedDict()
        self._chats: dict[int, tuple[asyncio.Lock, int]] = {}
        self._failed: set[int] = set()
        application.add_error_handler(self._note_failure)

    async def take(self, raw: Mapping[str, Any]) -> bool:
        """Handle one update to its end; False where a handler failed or nothing could read it.

        Raises ``ValueError`` if it is no update at all.
        """
        number = raw.get("update_id")
        if not isinstance(number, int) or isinstance(number, bool):
            raise ValueError("An update has an update_id.")  # noqa: TRY004 - a fault of what came in
        if number in self._done:
            return self._done[number]
        if number not in self._running:
            self.last = self.clock()
            self._running[number] = asyncio.create_task(self._once(number, raw, self.inbox))
        # A caller who goes away (a closed connection) must not stop what others wait for.
        return await asyncio.shield(self._running[number])

    async def written(self) -> None:
        """Wait until everything that was taken is safe in the inbox, where there is one."""
        if self.inbox:
            await self.inbox.written()

    async def answer_leftovers(self) -> int:
        """Answer what came and was never finished, whoever was about to; gives how many. Done in the background.

        What processes may have died of is answered by itself, one at each call.
        """
        if self.inbox is None:
            return 0
        await self.inbox.renew(list(self._running))
        found = await self.inbox.leftovers()
        for raw, is_suspect in found:
            number = raw["update_id"]
            if number in self._done:
                self.inbox.done(number)
                continue
            if number not in self._running:
                self._running[number] = asyncio.create_task(self._once(number, raw, None))
            if is_suspect:
                # Should it end this process too, it shall take nothing along that is innocent.
                await asyncio.wait({self._running[number]}, timeout=SUSPECT_SECONDS)
        return len(found)

    async def finish(self, seconds: float) -> int:
        """Wait for what is still being handled; gives how many were not done in time."""
        if not self._running:
            return 0
        _, late = await asyncio.wait(self._running.values(), timeout=seconds)
        return len(late)

    async def _once(self, number: int, raw: Mapping[str, Any], inbox: Inbox | None) -> bool:
        """Handle it, unless the inbox knows it: then it was answered, or another process is about to."""
        try:
            if inbox and not await inbox.take(number, raw):
                # Not noted as done: should the other process die, it is left to us.
                return True
            done = self._done[number] = await self._handle(number, raw)
            if self.inbox:
                self.inbox.done(number)
        finally:
            del self._running[number]
        if len(self._done) > REMEMBERED:
            self._done.popitem(last=False)
        return done

    async def _handle(self, number: int, raw: Mapping[str, Any]) -> bool:
        started = perf_counter()
        outcome = "unreadable"
        try:
            if self._is_flooded(raw):
                outcome = "dropped"
            else:
                update = Update.de_json(_lean(raw), self.application.bot)
                outcome = "failed"
                async with self._turn(raw):
                    await self.application.process_update(update)
                outcome = "failed" if number in self._failed else "ok"
        except Exception as error:
            log.error("update failed", exc_info=error, extra={"update": number})  # noqa: TRY400 - no words, see logs
        self._failed.discard(number)
        milliseconds = round((perf_counter() - started) * 1000, 1)
        fields = described(raw, self.commands)
        log.info("update", extra={"update": number, **fields, "ms": milliseconds, "outcome": outcome})
        self.noted(fields["kind"], outcome, milliseconds / 1000)
        return outcome == "ok"

    def _is_flooded(self, raw: Mapping[str, Any]) -> bool:
        """Whether more of this chat waits already than anybody could want to read; one chat must not fill the memory."""
        _, waiting = self._chats.get(_lane(raw), (None, 0))
        return waiting >= (MOST_PRESSES if "callback_query" in raw else MOST_WAITING)

    @asynccontextmanager
    async def _turn(self, raw: Mapping[str, Any]) -> AsyncIterator[None]:
        """Wait until the updates of the same chat that came before are done."""
        chat = _lane(raw)
        lock, waiting = self._chats.get(chat, (asyncio.Lock(), 0))
        self._chats[chat] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._chats.pop(chat)
            if waiting > 1:
                self._chats[chat] = (lock, waiting - 1)

    async def _note_failure(self, update: object, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        if isinstance(update, Update):
            self._failed.add(update.update_id)


def _nobody(_kind: str, _outcome: str, _seconds: float) -> None:
    """Nobody counts updates."""


def _lean(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The update; a press comes with the whole message of the bot, of which only the place is needed."""
    press = raw.get("callback_query")
    if isinstance(press, dict) and isinstance(press.get("message"), dict):
        return {**raw, "callback_query": {**press, "message": lean(press["message"])}}
    return dict(raw)


def _lane(raw: Mapping[str, Any]) -> int:
    """Whose updates wait for each other: those of a chat; where there is none, those of a person."""
    people = (content.get("from", {}).get("id") for content in raw.values() if isinstance(content, Mapping))
    found = chat_of(raw).get("id") or next(people, 0)
    return found if isinstance(found, int) else 0


def chat_of(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """The Chat object an update belongs to, empty where it has none."""
    for content in raw.values():
        if isinstance(content, Mapping):
            message = content.get("message", content)
            if isinstance(message, Mapping) and isinstance(message.get("chat"), Mapping):
                chat: Mapping[str, Any] = message["chat"]
                return chat
    return {}


def described(raw: Mapping[str, Any], commands: frozenset[str]) -> dict[str, Any]:
    """What a log may say of an update: its kind, the kind of its chat, and the command without its arguments.

    A command that the bot does not have may be anything that a person wrote: it is "other".
    """
    kind = next((key for key in raw if key != "update_id"), "none")
    fields: dict[str, Any] = {"kind": kind, "chat": chat_of(raw).get("type", "none")}
    content = raw.get(kind)
    text = content.get("text", "") if isinstance(content, Mapping) else ""
    if isinstance(text, str) and text.startswith("/") and text.split():
        word = text.split(maxsplit=1)[0][1:].partition("@")[0].lower()
        fields["command"] = word if word in commands else "other"
    return fields
