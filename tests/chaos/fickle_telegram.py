"""A Bot API server that is as bad as the net can be: it delays, drops connections, refuses at random, and counts."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from bot_api_server import BotApiServer, _parameters

from bot.telegram_limits import Refusal

FIRST_PERSON = 1_000_000
"""Chats from here on are people who ask; those below get the broadcast, and whatever the server thinks of."""

BLOCKED = Refusal("Forbidden: bot was blocked by the user", status=403)
GONE = Refusal("chat not found")


@dataclass(frozen=True, slots=True)
class Moods:
    """How often out of a hundred calls something happens, and for how many seconds."""

    slow: float = 8
    slowest: float = 0.4
    drop_before: float = 2
    drop_after: float = 2
    too_many: float = 3
    broken: float = 2
    blocked: float = 1
    gone: float = 0.5
    hangs: float = 0.05
    hanging: float = 12


class FickleTelegram(BotApiServer):
    """Serves every process under an address of its own, so that it is known who made which call.

    ``copies`` counts the messages that each chat has got, ``by`` the same for each process, ``unheard`` those whose
    process was not told, ``closed`` the chats that refuse with the processes that were told so, ``late`` the calls that
    a process made although it had been told.
    """

    def __init__(self, chance: random.Random, moods: Moods) -> None:
        super().__init__()
        self.chance = chance
        self.moods = moods
        self.copies: Counter[int] = Counter()
        self.by: Counter[tuple[str, int]] = Counter()
        self.unheard: Counter[int] = Counter()
        self.closed: dict[int, Refusal] = {}
        self.told: set[tuple[str, int]] = set()
        self.late: Counter[int] = Counter()
        self.answers: Counter[int] = Counter()
        self.faults: Counter[str] = Counter()
        self.pushes: Counter[str] = Counter()

    def address(self, process: str) -> dict[str, str]:
        """What a process has to be told to come here."""
        base = f"http://127.0.0.1:{self.port}/{process}"
        return {"TELEGRAM_BASE_URL": f"{base}/bot", "TELEGRAM_BASE_FILE_URL": f"{base}/file/bot"}

    def routes(self, application: web.Application) -> None:
        application.router.add_route("*", "/{process}/bot{token}/{method}", self._call)

    async def _call(self, request: web.Request) -> web.Response:
        if request.match_info["method"] != "sendMessage":
            return await super()._call(request)
        parameters, files = await _parameters(request)
        chat, process = parameters["chat_id"], request.match_info["process"]
        if chat >= FIRST_PERSON:
            self.answers[chat] += 1
            status, answer = self.telegram.answer("sendMessage", parameters, files)
            return web.json_response(answer, status=status)
        self.pushes[process] += 1
        return await self._broadcast(request, process, chat, parameters)

    async def _broadcast(self, request: web.Request, process: str, chat: int, given: Any) -> web.Response:
        if self._happens("slow"):
            await asyncio.sleep(self.chance.uniform(0, self.moods.slowest))
        if chat in self.closed:
            self.late[chat] += 1
        elif self._happens("blocked"):
            self.closed[chat] = BLOCKED
        elif self._happens("gone"):
            self.closed[chat] = GONE
        if chat in self.closed:
            self.told.add((process, chat))
            return _refused(self.closed[chat])
        if self._happens("drop_before"):
            return _dropped(request)
        if self._happens("too_many"):
            seconds = self.chance.randint(1, 2)
            return _refused(Refusal("Too Many Requests: retry later", 429, {"retry_after": seconds}))
        if self._happens("broken"):
            return _refused(Refusal("Bad Gateway", status=self.chance.choice([500, 502, 504])))
        self.copies[chat] += 1
        self.by[process, chat] += 1
        status, answer = self.telegram.answer("sendMessage", given, {})
        if self._happens("drop_after"):
            self.unheard[chat] += 1
            return _dropped(request)
        if self._happens("hangs"):
            self.unheard[chat] += 1
            await asyncio.sleep(self.moods.hanging)
        return web.json_response(answer, status=status)

    def _happens(self, mood: str) -> bool:
        happens = self.chance.uniform(0, 100) < getattr(self.moods, mood)
        self.faults[mood] += happens
        return happens


def _refused(refusal: Refusal) -> web.Response:
    return web.json_response(refusal.to_dict(), status=refusal.status)


def _dropped(request: web.Request) -> web.Response:
    """The connection breaks, and no answer gets through."""
    if request.transport:
        request.transport.abort()
    return web.Response()
