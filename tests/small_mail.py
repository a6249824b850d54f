"""A mail server on this machine that speaks as much IMAP as reading a folder needs, and notes what it was told."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class SmallMail:
    """One folder: messages by number. ``said`` is every line of a client, without its tag.

    ``spoil`` makes of each answer, counted from the greeting on, what is sent in its place.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.address = f"imap://reader%40ministry.example@127.0.0.1:{port}/Press"
        self.messages: dict[int, bytes] = {}
        self.validity = 7
        self.password = "open sesame"
        self.said: list[str] = []
        self.spoil: Callable[[int, bytes], bytes] = lambda _nth, said: said

    def put(self, number: int, subject: str, text: str, day: str = "Wed, 18 Nov 2026 09:00:00 +0700") -> None:
        """Leave a message in the folder."""
        head = f"From: press@ministry.example\r\nSubject: {subject}\r\nDate: {day}\r\nMessage-ID: <{number}@x>\r\n"
        kind = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        self.messages[number] = f"{head}{kind}\r\n{text}\r\n".encode()

    def answer(self, words: str) -> tuple[list[bytes], str]:  # noqa: PLR0911 - one return for each command
        """The lines that answer a command, and how it ended."""
        name, _, rest = words.partition(" ")
        command = (f"UID {rest.partition(' ')[0]}" if name.upper() == "UID" else name).upper()
        if command == "CAPABILITY":
            return [b"* CAPABILITY IMAP4rev1"], "OK done"
        if command == "LOGIN":
            return [], "OK in" if self.password in rest else "NO wrong"
        if command in {"EXAMINE", "SELECT"}:
            return [
                f"* {len(self.messages)} EXISTS".encode(),
                b"* OK [UIDVALIDITY 7] is it",
            ], "OK [READ-ONLY] open"
        if command == "STATUS":
            return [f'* STATUS "Press" (UIDVALIDITY {self.validity})'.encode()], "OK done"
        if command == "UID SEARCH":
            found = " ".join(str(number) for number in self._among(rest.rpartition("UID ")[2].strip("() ")))
            return [f"* SEARCH {found}".rstrip().encode()], "OK done"
        if command == "UID FETCH":
            _, numbers, parts = rest.split(" ", 2)
            return [self._fetched(number, parts) for number in self._among(numbers)], "OK done"
        return [], "BYE" if command == "LOGOUT" else "OK done"

    def _among(self, numbers: str) -> list[int]:
        """The messages that a set of numbers names; "9:*" names the last one in any case."""
        last = max(self.messages, default=0)
        chosen = set()
        for piece in numbers.split(","):
            first, colon, end = piece.partition(":")
            low, high = (
                min(number, last + 1) for number in (int(first), last if end == "*" else int(end or first))
            )
            chosen |= set(range(min(low, high), max(low, high) + 1)) if colon else {low}
        return sorted(chosen & set(self.messages))

    def _fetched(self, number: int, parts: str) -> bytes:
        whole, heads_only = self.messages[number], "HEADER" in parts
        if "BODY" not in parts:
            return f"* {number} FETCH (UID {number} RFC822.SIZE {len(whole)})".encode()
        body = whole.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if heads_only else whole
        part = "BODY[HEADER]" if heads_only else "BODY[]"
        start = f"* {number} FETCH (UID {number} RFC822.SIZE {len(whole)} FLAGS () {part} {{{len(body)}}}\r\n"
        return start.encode() + body + b")"


class _Handler(socketserver.StreamRequestHandler):
    mail: SmallMail

    def handle(self) -> None:
        self.wfile.write(self.mail.spoil(0, b"* OK ready\r\n"))
        for nth, line in enumerate(self.rfile, 1):
            tag, _, words = line.decode().strip().partition(" ")
            self.mail.said.append(re.sub(r"^LOGIN .*", "LOGIN", words))
            lines, ended = self.mail.answer(words)
            told = b"".join(said + b"\r\n" for said in lines) + (b"* BYE\r\n" if ended == "BYE" else b"")
            told += f"{tag} {'OK' if ended == 'BYE' else ended}\r\n".encode()
            spoilt = self.mail.spoil(nth, told)
            self.wfile.write(spoilt)
            if ended == "BYE" or (spoilt != told and tag.encode() not in spoilt.rpartition(b"\r\n")[0]):
                return  # whoever waits for the end of such an answer waits for ever


class _Server(socketserver.ThreadingTCPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in the middle is what some tests are about."""


@contextmanager
def small_mail() -> Iterator[SmallMail]:
    """A server on a port of its own, gone at the end."""
    handler: Any = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.mail = mail = SmallMail(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield mail
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
