"""A whole small web on this machine: feeds, pages, redirects, refusals, slow and endless answers, as tests need them."""

from __future__ import annotations

import random
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

RELEASE = """<!doctype html><html><head><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="article:published_time" content="{day}T08:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>
<p>Phnom Penh, {day}. {talk}</p>
<p>{sentence}</p></article>
<footer>All rights reserved</footer></body></html>"""

SUBJECTS = """rice fish rubber timber bridges harbours railways roads ports taxes visas nurses teachers students museums
forests rivers dams power solar wind ships pilots customs insurance banks coins statistics maps borders mines police
courts prisons archives libraries theatres music sport football tourism hotels hospitals vaccines water wells soil seed
cattle honey silk cotton pottery paper printing radio satellites cables software patents""".split()


def talk_about(title: str) -> str:
    """What was spoken of under a title: other things under every other, so that no two releases are like each other."""
    chance = random.Random(title)  # noqa: S311 - no secret
    picked = chance.sample(SUBJECTS, 45)
    return " ".join(
        f"The ministers spoke about {one}, then about {two} and at length about {three}."
        for one, two, three in zip(picked[::3], picked[1::3], picked[2::3], strict=True)
    )


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server says at a path: a status, headers, and a body in one piece."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Reply | Callable[[Any], None]
"""A reply, or whatever is done with the handler of the request."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]


class SmallWeb:
    """Paths and what is said there; ``asked`` is every request in order. Nothing is there that was not put there."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.port = server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.answers: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self.ends = threading.Event()

    def put(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Say this at a path from now on; gives the whole address. ``content_type="…"`` is a header."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        self.answers[path] = Reply(data, status, named)
        return self.address + path

    def does(self, path: str, answer: Callable[[Any], None]) -> str:
        """Do this with whoever asks for a path."""
        self.answers[path] = answer
        return self.address + path

    def moves(self, path: str, target: str, status: int = 302) -> str:
        """Send whoever asks on to another address."""
        return self.put(path, status=status, location=target)

    def release(self, path: str, title: str, day: str = "2026-11-18", sentence: str = "") -> str:
        """A press release."""
        sentence = sentence or f"Australia will provide 40 million dollars for {title.lower()} by 2028."
        return self.put(
            path,
            RELEASE.format(title=title, day=day, talk=talk_about(title), sentence=sentence),
            content_type="text/html",
        )

    def feed(self, path: str, *items: tuple[str, str, str], **headers: str) -> str:
        """An RSS feed of (title, path, day in the words of RFC 822)."""
        entries = "".join(
            f"<item><title>{title}</title><link>{self.address}{link}</link><pubDate>{day}</pubDate></item>"
            for title, link, day in items
        )
        body = (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{entries}</channel></rss>'
        )
        return self.put(path, body, content_type="application/rss+xml", **headers)

    def paths(self) -> list[str]:
        """What was asked for, in order, without the questions about rules."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def stays_silent(self, path: str) -> str:
        """Takes the request and says nothing until the test is over."""
        return self.does(path, lambda _handler: self.ends.wait())

    def never_ends(self, path: str, piece: bytes = b"x" * 65_536) -> str:
        """Sends a body that goes on and on."""

        def answer(handler: Any) -> None:
            handler.send_response(200)
            handler.end_headers()
            while not self.ends.is_set():
                handler.wfile.write(piece)

        return self.does(path, answer)

    def headers_never_end(self, path: str) -> str:
        """Sends headers one after the other, and never the last."""

        def answer(handler: Any) -> None:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.ends.is_set():
                handler.wfile.write(b"X: y\r\n")
                self.ends.wait(0.001)

        return self.does(path, answer)


class _Handler(BaseHTTPRequestHandler):
    web: SmallWeb

    def do_GET(self) -> None:
        self.web.asked.append(Asked(self.path, dict(self.headers.items())))
        answer = self.web.answers.get(self.path, Reply(b"Not here", 404))
        try:
            if isinstance(answer, Reply):
                self._say(answer)
            else:
                answer(self)
        except (BrokenPipeError, ConnectionResetError):
            pass  # whoever asked has heard enough

    def _say(self, reply: Reply) -> None:
        etag = reply.headers.get("Etag")
        if etag and self.headers.get("If-None-Match") == etag:
            self.send_response(304)
            self.send_header("ETag", etag)
            self.end_headers()
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in reply.headers:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def small_web() -> Iterator[SmallWeb]:
    """A server on a port of its own, gone at the end."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.web = web = SmallWeb(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        web.ends.set()
        server.shutdown()
        server.server_close()
        thread.join()


def bomb(size: int) -> bytes:
    """So many zeros, packed into a thousandth of them."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(pack.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)), pack.flush()])
