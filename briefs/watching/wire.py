"""A host's name in, a connection to one of its checked addresses out, which ends when the time of the fetch is over.

What is checked is what is connected to: the name is looked up once, here, so that it cannot mean another machine a
moment later. The time counts for everything together, so that an answer of one byte a second ends as well.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import httpcore

from briefs.errors import BriefsError, Unfetchable
from briefs.watching import addresses

if TYPE_CHECKING:
    import ssl

SLICE = 0.5
"""Seconds after which a wait for the next bytes asks whether it is to stop."""
MOST_ADDRESSES = 4

LookUp = Callable[[str, int], list[str]]


def look_up(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as the system gives them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Stopped(BriefsError):
    """A fetch was broken off because the program was told to stop: nobody's fault, and nothing to record."""


class Patience:
    """How long a fetch may still take: asked before every wait, it raises when there is no more.

    Unfetchable where the time is over, Stopped where the program is to stop. ``asked`` is what the sentences call the
    address at hand.
    """

    def __init__(self, seconds: float, stopwatch: Callable[[], float], stopped: Callable[[], bool]) -> None:
        self.asked = "the address"
        self.seconds = seconds
        self._stopwatch = stopwatch
        self._stopped = stopped
        self._end = stopwatch() + seconds

    def left(self) -> float:
        """Seconds that remain, more than none."""
        if self._stopped():
            raise Stopped(f"{self.asked} was not fetched to its end, because the program stops.")
        left = self._end - self._stopwatch()
        if left <= 0:
            raise Unfetchable(f"{self.asked} gave no whole answer within {self.seconds:g} seconds.")
        return left

    def slice(self) -> float:
        """How long to wait before asking again."""
        return min(SLICE, self.left())


class Wire(httpcore.NetworkBackend):
    """Makes the connections of one fetch. ``private`` allows addresses that are not of the public internet."""

    def __init__(self, patience: Patience, *, private: bool, names: LookUp = look_up) -> None:
        self._patience = patience
        self._private = private
        self._names = names
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the patience of the whole fetch counts
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the host's addresses that answers. Raises Unfetchable."""
        numbers = self._numbers(host, port)
        allowed = [number for number in numbers if self._private or not addresses.forbidden(number)]
        if not allowed:
            raise Unfetchable(
                f"{host[:100]} leads to this machine or to a private network, which is not fetched from.",
                lasting=True,
            )
        problem: Exception | None = None
        for number in allowed[:MOST_ADDRESSES]:
            try:
                stream = self._plain.connect_tcp(
                    number, port, self._patience.left() / 2, local_address, socket_options
                )
                return _Timed(stream, self._patience)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise Unfetchable(f"{host[:100]} cannot be reached: {_reason(problem)}.") from problem

    def _numbers(self, host: str, port: int) -> list[str]:
        """The addresses of the host. The system's own search knows no limit, so it is left behind where it lasts."""
        found: list[list[str] | Exception] = []

        def search() -> None:
            try:
                found.append(self._names(host, port))
            except (OSError, ValueError) as error:
                found.append(error)

        thread = threading.Thread(target=search, name="look up a host", daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(self._patience.slice())
        numbers = found[0] if found else []
        if isinstance(numbers, Exception) or not numbers:
            raise Unfetchable(f'There is no host called "{host[:100]}", or no way to ask for it just now.')
        return numbers


class _Timed(httpcore.NetworkStream):
    """A stream that waits no longer than its fetch may, and not past a word to stop."""

    def __init__(self, stream: httpcore.NetworkStream, patience: Patience) -> None:
        self._stream = stream
        self._patience = patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """The next bytes."""
        while True:
            try:
                return self._stream.read(max_bytes, self._patience.slice())
            except httpcore.ReadTimeout:
                self._patience.left()

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Sends all of it."""
        self._stream.write(buffer, self._patience.left())

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted; the certificate must be that of the name, not of the number."""
        secured = self._stream.start_tls(ssl_context, server_hostname, self._patience.left())
        return _Timed(secured, self._patience)

    def get_extra_info(self, info: str) -> Any:
        """What the connection tells of itself."""
        return self._stream.get_extra_info(info)


def _reason(problem: Exception | None) -> str:
    """Few words of the system, such as "Connection refused"."""
    words = str(problem or "").rpartition("]")[2].strip().rstrip(".")
    return words[:100] or "it does not answer"
