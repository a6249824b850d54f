"""A mail server's name in, a connection out that ends when the server sends too much, or is not done in time.

Python's own client believes the server: it reads as many bytes as the server announces, and waits as long as some come.
"""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

SECONDS = 30.0
MOST_BYTES = 30_000_000
"""What one look or one message may bring in all: the largest message with room for what is said around it."""
MOST_LINES = 20_000
"""Lines of one look or one message, besides what the messages themselves hold; each costs Python's client some work."""
LONGEST_LINE = 1_000_000
PIECE = 65_536


class Overdrawn(Exception):
    """The server sent too much, or took too long; the message says which."""


class Allowance:
    """What may still come, and for how long: of one look or one message at a time."""

    def __init__(self, seconds: float = SECONDS, stopwatch: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._stopwatch = stopwatch
        self.renew()

    def renew(self) -> None:
        """Begin the next look or message."""
        self._bytes = MOST_BYTES
        self._lines = MOST_LINES
        self._ends = self._stopwatch() + self._seconds

    def left(self) -> float:
        """Seconds that remain. Raises Overdrawn where there are none."""
        left = self._ends - self._stopwatch()
        if left <= 0:
            raise Overdrawn(f"it gave no whole answer within {self._seconds:g} seconds")
        return left

    def line(self) -> None:
        """One more line is read. Raises Overdrawn where there were too many."""
        self._lines -= 1
        if self._lines < 0:
            raise Overdrawn(f"it says more than {MOST_LINES:,} lines at once")

    def spend(self, count: int) -> None:
        """So many bytes have come. Raises Overdrawn where these are too many."""
        self.afford(count)
        self._bytes -= count

    def afford(self, count: int) -> None:
        """Whether so many bytes may come. Raises Overdrawn where they may not."""
        if count > self._bytes:
            raise Overdrawn(f"it sends more than {MOST_BYTES // 1_000_000} MB at once")


class Measured(imaplib.IMAP4):
    """A connection that reads no more than its allowance; what came beyond a line is kept for the next one."""

    def __init__(self, host: str, port: int, allowance: Allowance) -> None:
        self.allowance = allowance
        self._ahead = bytearray()
        super().__init__(host, port, allowance.left())

    def read(self, size: int) -> bytes:
        """So many bytes, fewer where the server has ended."""
        self.allowance.afford(size - len(self._ahead))
        while len(self._ahead) < size and self._more():
            pass
        return self._taken(size)

    def readline(self) -> bytes:
        """A line with its end; without one where the server has ended."""
        self.allowance.line()
        looked = 0
        while (end := self._ahead.find(b"\n", looked)) < 0:
            looked = len(self._ahead)
            if looked > LONGEST_LINE:
                raise Overdrawn("it sends a line that does not end")
            if not self._more():
                return self._taken(looked)
        return self._taken(end + 1)

    def _more(self) -> bool:
        """Whether more has come."""
        self.sock.settimeout(self.allowance.left())
        try:
            piece = self.sock.recv(PIECE)
        except TimeoutError:
            self.allowance.left()
            raise
        self.allowance.spend(len(piece))
        self._ahead += piece
        return bool(piece)

    def _taken(self, size: int) -> bytes:
        piece = bytes(self._ahead[:size])
        del self._ahead[:size]
        return piece


class Encrypted(Measured):
    """The same over TLS; the certificate must be valid and that of the host."""

    def _create_socket(self, timeout: float | None) -> Any:
        plain = super()._create_socket(timeout)  # type: ignore[misc]
        return ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def open_box(host: str, port: int, encrypted: bool, allowance: Allowance) -> BaseMailBox:
    """A connection to a mail server, encrypted unless the address says otherwise."""
    from imap_tools import BaseMailBox

    client = Encrypted(host, port or 993, allowance) if encrypted else Measured(host, port or 143, allowance)

    class Box(BaseMailBox):
        def _get_mailbox_client(self) -> imaplib.IMAP4:
            return client

    return Box()
