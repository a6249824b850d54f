"""HTTP requests of Telegram go in; each update is handled before its 200 goes out, so that none acknowledged is lost."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import uvicorn
from h11 import LocalProtocolError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.health import Health
from briefs.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator

    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.settings import BotSettings
    from bot.updates import Updates

log = logging.getLogger(__name__)
LARGEST_BODY = 1024 * 1024
"""Bytes; an update with the longest message and its buttons stays far below."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
CONNECTIONS = 40
"""How many updates Telegram may send at the same time."""

LAST_SECONDS = 20
"""How long a stop waits for what is being handled."""


def web(
    settings: BotSettings,
    updates: Updates,
    health: Callable[[], Awaitable[Health]],
    more: Sequence[Route] = (),
) -> Starlette:
    """The web application: one path for Telegram, one for the health check, and those of ``more``; nothing else."""
    secret = settings.webhook_secret.encode()

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode("latin-1", "replace")
        if not hmac.compare_digest(given, secret):
            log.warning("a call without the secret was refused")
            return PlainTextResponse("Only Telegram may call this address.", 403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return PlainTextResponse("The update did not arrive whole.", 400)
        if body is None:
            return PlainTextResponse("An update is smaller than this.", 413)
        raw = _json(body)
        if not isinstance(raw, dict):
            return PlainTextResponse("An update is a JSON object.", 400)
        try:
            await updates.take(raw)
        except ValueError as problem:
            return PlainTextResponse(str(problem), 400)
        # A handler that failed has told its user so; sending the update again would only repeat it.
        return Response(status_code=200)

    async def healthz(_request: Request) -> Response:
        state = await health()
        return JSONResponse(state.to_dict(), 200 if state.well else 503)

    return Starlette(
        routes=[
            Route(settings.webhook_path, receive, methods=["POST"]),
            Route("/healthz", healthz, methods=["GET"]),
            *more,
        ]
    )


async def _body(request: Request) -> bytes | None:
    """The body of a request, or None where it is larger than any update."""
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or int(length[:20]) > LARGEST_BODY:
        return None
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def calm(application: ASGIApp) -> ASGIApp:
    """The same application, for which a call that breaks the rules of HTTP halfway is no fault of the program.

    The server has refused such a call already; the answer that is ready by then has nobody to go to.
    """

    async def take(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await application(scope, receive, send)
        except LocalProtocolError:
            log.warning("a call broke the rules of HTTP and was refused")
            while (await receive())["type"] != "http.disconnect":
                pass  # the server hangs up by itself

    return take


class Server(uvicorn.Server):
    """A uvicorn server that leaves the signals to its owner and says when it listens."""

    def __init__(self, application: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                calm(application),
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                ws="none",
                timeout_graceful_shutdown=LAST_SECONDS,
            )
        )
        self.listening = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Uvicorn would take SIGTERM and raise it again when it is done; here the process ends by itself."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        self.listening.set()

    async def run_until(self, stop: asyncio.Event, address: socket.socket) -> None:
        """Serve until ``stop``; then take no more connections and finish the requests that run."""
        stopping = asyncio.create_task(self._stop_after(stop))
        try:
            await self.serve(sockets=[address])
        finally:
            stopping.cancel()

    async def _stop_after(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; ``BadSettings`` where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except OSError as problem:
        raise BadSettings(
            f"[bot] listen: cannot listen on {host}:{port} ({problem.strerror or 'unknown address'}). "
            "Is another bot running there? Change it, or set TELEGRAM_LISTEN."
        ) from problem


async def announce(bot: Any, settings: BotSettings, allowed: list[str]) -> bool:
    """Tell Telegram where to send updates; nothing that waits is dropped."""
    done: bool = await bot.set_webhook(
        url=settings.webhook_url,
        secret_token=settings.webhook_secret,
        max_connections=CONNECTIONS,
        allowed_updates=allowed,
        drop_pending_updates=False,
    )
    return done
