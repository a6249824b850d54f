"""Calls of the Bot API go in; Telegram's answers come out, over aiohttp.

The library's own client is one over httpx; at eight and more calls at a time aiohttp is several times as fast.
"""

from __future__ import annotations

import os
from importlib.metadata import version
from urllib.parse import urlencode

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.calls import Encoded, NotReached

CONNECTIONS = 64
"""Calls that may be on their way at once, at the least."""

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
WRITE_SECONDS = 10.0
UPLOAD_SECONDS = 60.0
POOL_SECONDS = 5.0


FORM = "application/x-www-form-urlencoded"


def connections(rate: int) -> int:
    """How many calls may be on their way at so many messages a second, however late each is answered.

    No more than half of the files that this process may have open.
    """
    try:
        import resource
    except ImportError:  # Windows
        files = 1024
    else:
        files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    wanted = int(rate * READ_SECONDS)
    return max(CONNECTIONS, wanted if files < 0 else min(wanted, files // 2))


class AiohttpRequest(BaseRequest):
    """A request class for the Application, over one pool of connections.

    Raises ``TimedOut`` when time runs out and ``NetworkError`` when the connection breaks (in both cases the call may
    have arrived all the same), ``NotReached`` when there was none. None of them shows an address, because the address
    holds the token.
    """

    def __init__(self, proxy: str | None = None, most: int = CONNECTIONS) -> None:
        self._proxy = proxy or None
        self._connections = most
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer where a call does not say."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the pool; again and again does no harm."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": f"aide-memoire python-telegram-bot/{version('python-telegram-bot')}"},
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    async def do_request(  # noqa: PLR0917 - the library's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | Encoded | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body that the server gives."""
        if self._session is None or self._session.closed:
            raise NetworkError("The connection to Telegram is closed.")
        has_files = request_data is not None and request_data.contains_files
        timeout = _timeout(
            read=_seconds(read_timeout, READ_SECONDS),
            write=_seconds(write_timeout, UPLOAD_SECONDS if has_files else WRITE_SECONDS),
            connect=_seconds(connect_timeout, CONNECT_SECONDS),
            pool=_seconds(pool_timeout, POOL_SECONDS),
        )
        body = _body(request_data)
        headers = {"Content-Type": FORM} if isinstance(body, bytes) else None
        try:
            async with self._session.request(
                method,
                URL(url, encoded=True),
                data=body,
                headers=headers,
                timeout=timeout,
                proxy=self._proxy,
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as problem:
            raise NotReached(_reason(problem)) from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError, ValueError) as problem:
            raise NetworkError(_reason(problem)) from None


def _seconds(given: ODVInput[float], default: float) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _timeout(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    """Aiohttp has no limit for writing; it is part of the whole. None waits for ever, as the library has it."""
    parts = (read, write, connect, pool)
    return aiohttp.ClientTimeout(
        total=None if None in parts else sum(part for part in parts if part is not None),
        connect=None if pool is None or connect is None else pool + connect,
        sock_connect=connect,
        sock_read=read,
    )


def _body(request_data: RequestData | Encoded | None) -> aiohttp.FormData | bytes | None:
    """What goes over the wire. aiohttp would make a form of several parts first, each time, and then not use it."""
    if request_data is None:
        return None
    if isinstance(request_data, Encoded):
        return request_data.body
    fields = request_data.json_parameters
    if not request_data.contains_files:
        return urlencode(fields).encode("ascii")
    form = aiohttp.FormData(fields, quote_fields=False)  # file names go as UTF-8, not as %C3%A9
    for part, (name, content, mime_type) in (request_data.multipart_data or {}).items():
        form.add_field(part, content, filename=name, content_type=mime_type)
    return form


def _reason(problem: Exception) -> str:
    """What went wrong, without the address."""
    if isinstance(problem, aiohttp.ClientConnectorCertificateError):
        return "The certificate of the Bot API server could not be verified."
    if isinstance(problem, aiohttp.ClientConnectorError):
        number = problem.os_error.errno
        reason = os.strerror(number).lower() if number and number > 0 else "the name is not known"
        return f"No connection to {problem.host}:{problem.port}: {reason}."
    if isinstance(problem, aiohttp.ConnectionTimeoutError):
        return "No connection to Telegram: it does not answer."
    return f"The connection to Telegram broke ({type(problem).__name__})."
