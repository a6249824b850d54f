"""A small Bot API server over real HTTP on this machine: long polling, webhook, messages and files."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp import web

from bot.telegram_in_process import Telegram
from bot.telegram_limits import Refusal
from bot.telegram_nouns import Json, Sent, Upload

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TOKEN = "123456:a-token-of-the-tests-that-opens-nothing"
STRINGS = frozenset(
    [
        "text",
        "caption",
        "parse_mode",
        "url",
        "secret_token",
        "callback_query_id",
        "file_id",
        "language_code",
        "document",
    ]
)
PATIENCE = 120  # seconds after which what did not happen never will, on however busy a machine


@contextmanager
def reserved_port() -> Iterator[int]:
    """A port of this machine that nobody else is given until the block ends; whoever knows it may listen there.

    A port that was found free and let go may be another's by the time it is used. This one stays taken: it is bound,
    and since nobody listens there, a server that names it may. Only Linux lets it; elsewhere the port is let go.
    """
    with socket.socket() as kept:
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.bind(("127.0.0.1", 0))
        port: int = kept.getsockname()[1]
        if sys.platform != "linux":
            kept.close()
        yield port


class BotApiServer:
    """Serves one bot. ``feed`` an update and wait with ``until`` for what the bot does about it."""

    def __init__(self) -> None:
        self.telegram = Telegram(now=lambda: NOW, watch=self._watch)
        self.sent: list[Sent] = []
        self.statuses: list[int] = []
        self.refusals: dict[str, Refusal] = {}
        self._updates: list[Json] = []
        self._changed = asyncio.Condition()
        self.port = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/file/bot"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[BotApiServer]:
        application = web.Application(client_max_size=50 * 1024 * 1024)
        self.routes(application)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]
        pushing = asyncio.create_task(self._push())
        try:
            yield self
        finally:
            pushing.cancel()
            with suppress(asyncio.CancelledError):
                await pushing
            await runner.cleanup()

    def routes(self, application: web.Application) -> None:
        """What is served where."""
        application.router.add_route("*", "/bot{token}/{method}", self._call)
        application.router.add_get("/file/bot{token}/{folder}/{file}", self._file)

    async def feed(self, update: Json) -> None:
        async with self._changed:
            self._updates.append(update)
            self._changed.notify_all()

    async def until(self, happened: Callable[[], Any]) -> Any:
        async with asyncio.timeout(PATIENCE), self._changed:
            while not (found := happened()):
                await self._changed.wait()
            return found

    def of(self, method: str) -> list[Sent]:
        return [call for call in self.sent if call.method == method]

    def _watch(self, sent: Sent) -> None:
        self.sent.append(sent)

    async def _call(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            return web.json_response(
                {"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401
            )
        parameters, files = await _parameters(request)
        method = request.match_info["method"]
        if method == "getUpdates":
            result = await self._wait_for_updates(parameters)
            return web.json_response({"ok": True, "result": result})
        if method in self.refusals:
            refusal = self.refusals[method]
            return web.json_response(refusal.to_dict(), status=refusal.status)
        status, answer = self.telegram.answer(method, parameters, files)
        async with self._changed:
            self._changed.notify_all()
        return web.json_response(answer, status=status)

    async def _file(self, request: web.Request) -> web.Response:
        upload = self.telegram.files.get(request.match_info["file"])
        return web.Response(body=upload.data) if upload else web.Response(status=404)

    async def _wait_for_updates(self, given: Json) -> list[Json]:
        offset = int(given.get("offset", 0))
        async with self._changed:
            self._updates = [update for update in self._updates if update["update_id"] >= offset]
            with suppress(TimeoutError):
                async with asyncio.timeout(float(given.get("timeout", 0))):
                    await self._changed.wait_for(lambda: self._updates)
            return self._updates[: int(given.get("limit", 100))]

    async def _push(self) -> None:
        """One update after the other to the webhook, each again until a 2xx acknowledges it."""
        async with aiohttp.ClientSession() as session:
            while True:
                async with self._changed:
                    await self._changed.wait_for(lambda: self._updates and self.telegram.webhook)
                update, hook = self._updates[0], self.telegram.webhook
                headers = {"X-Telegram-Bot-Api-Secret-Token": hook.get("secret_token", "")}
                try:
                    async with session.post(hook["url"], json=update, headers=headers) as response:
                        status = response.status
                except aiohttp.ClientError:
                    status = 0
                async with self._changed:
                    self.statuses.append(status)
                    if 200 <= status < 300:
                        self._updates.remove(update)
                    self._changed.notify_all()


async def _parameters(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    parameters: Json = {key: _value(key, value) for key, value in request.query.items()}
    files: dict[str, Upload] = {}
    for key, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[key] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            parameters[key] = _value(key, str(value))
    return parameters, files


def _value(key: str, value: str) -> Any:
    if key in STRINGS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
