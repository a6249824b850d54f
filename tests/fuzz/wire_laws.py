"""What must hold of whatever a mail server answers, and of whatever is sent to the webhook, over real sockets of this machine."""

from __future__ import annotations

import asyncio
import atexit
import logging
import socket
import threading
from collections import Counter
from functools import cache
from typing import Any

import laws
import mutations
from fakes import NOW, RecordingRequest
from hypothesis import strategies as st
from small_bot import SmallBot
from small_mail import SmallMail, small_mail

from bot.health import Health
from bot.settings import BotSettings, Mode
from bot.updates import Updates
from bot.webhook import LARGEST_BODY, SECRET_HEADER, Server, listen, web
from briefs import intake
from briefs.errors import Unfetchable, Unreadable
from briefs.watching.listing import MOST
from briefs.watching.mail import Mailboxes
from briefs.watching.mail_wire import Allowance
from briefs.watching.sources import Form, Source

# ---------------------------------------------------------------------------------------------------------- a mail server

MAIL_PIECES = st.sampled_from(
    (b"{5}\r\n", b"{99999999999}\r\n", b"{-1}\r\n", b"{0}\r\n", b"* BYE\r\n", b"* 1 EXISTS\r\n", b"* SEARCH 1 2 3\r\n", b"* SEARCH " + b"9" * 5_000,
     b"\r\n", b'"', b"(", b")", b"\\", b"\x00", b"\xff\xfe", b"NIL", b"+ go on\r\n", b" NO [ALERT] x\r\n", b"* STATUS Press (UIDVALIDITY x)\r\n",
     b"UID 0", b"UID 99999999999999999999", b"FLAGS (", b"=?utf-8?B?////?=", b"=?x-none?q?=ff?=", b"Date: Fri, 99 Foo 99999 99:99:99 +9999\r\n",
     b"Content-Type: multipart/mixed; boundary=\r\n", b"Subject: \r\n\t\r\n", b"* OK [UIDVALIDITY 4294967296]\r\n")
)  # fmt: skip
MAIL_EDIT = st.tuples(
    st.sampled_from(("flip", "put", "put", "cut", "double", "zero", "end", "many")),
    mutations.PLACE,
    st.integers(1, 200),
    st.one_of(MAIL_PIECES, st.binary(max_size=8)),
)
MESSAGES = st.lists(mutations.files("eml"), min_size=1, max_size=3)
SPOILT = st.dictionaries(st.integers(0, 9), st.lists(MAIL_EDIT, max_size=4), max_size=4)
MAIL = st.tuples(MESSAGES, SPOILT, st.sampled_from((None, "7:1", "7:", "x:y", "7:99999999999999999999")))


@cache
def the_mail() -> SmallMail:
    """The mail server of this process."""
    opened = small_mail()
    atexit.register(opened.__exit__, None, None, None)
    return opened.__enter__()


def whatever_a_mail_server_says_is_listed_or_told(value: Any) -> None:
    """A folder is listed and its messages read, or it is said in a sentence why not; within two seconds."""
    messages, edits, place = value
    mail = the_mail()
    mail.messages = dict(enumerate(messages, 1))
    mail.spoil = lambda nth, said: mutations.shaken(said, edits.get(nth, []), 200_000)
    source = Source("press-mail", Form.MAIL, mail.address, "Press lists")
    boxes = Mailboxes({"": mail.password}, Allowance(seconds=2.0))
    try:
        with laws.within(2.0):
            found = _told(lambda: boxes.look(source, place))
            for item in found.items if found else ():
                assert not laws.HIDDEN & set(item.title or "")
                data = _told(lambda address=item.address: boxes.message(source, address))
                if data is not None:
                    _read(data)
        assert found is None or len(found.items) <= MOST
    finally:
        boxes.close()


def _told(do: Any) -> Any:
    try:
        return do()
    except Unfetchable as told:
        laws.is_sentence(str(told))
        laws.seen["told"] += 1
        return None


def _read(data: bytes) -> None:
    try:
        intake.all_from_bytes(data, "a message.eml")
    except Unreadable as told:
        laws.is_sentence(str(told))


# ------------------------------------------------------------------------------------------------------------- the webhook

SECRET = "known-to-telegram"
HEADERS = st.sampled_from(
    (
        f"{SECRET_HEADER}: {SECRET}", f"{SECRET_HEADER}: {SECRET}", f"{SECRET_HEADER}: wrong", f"{SECRET_HEADER}:", f"{SECRET_HEADER}: \xff\xfe", "Host: bot",
        "Content-Length: 10", "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 1e3", "Content-Length: ٣", "Content-Length: 5, 5",
        "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Expect: 100-continue", "Connection: keep-alive", "Connection: close", "Upgrade: h2c",
        "Content-Type: application/json; charset=utf-7", "X-Odd: " + "a" * 9_000, "No colon", " folded", "X\x00Y: z", "Accept-Encoding: br",
    )
)  # fmt: skip
BODIES = st.one_of(
    mutations.PIECES.map(lambda words: words.encode("utf-8", "replace")),
    st.binary(max_size=60),
    st.sampled_from(
        (b"{}", b"[]", b"null", b'{"update_id": 1}', b'{"update_id": true}', b'{"update_id": 1e400}', b'{"update_id": 9' + b"9" * 5_000 + b"}", b'{"update_id": -1}',
         b'{"update_id": 5, "message": {"message_id": 1}}', b'{"update_id": 6, "message": []}', b'{"update_id": 7, "callback_query": {"id": 1}}', b"[" * 100_000,
         b'{"update_id": 8, "message": {"message_id": 1, "date": 99999999999999, "chat": {"id": 1, "type": "private"}, "text": "\\ud800"}}',
         b'{"update_id": 9, "message": {"message_id": 1, "date": 1, "chat": {"id": "x", "type": 5}, "from": {}, "text": 7}}',
         b'{"update_id": 99999999999999999999999, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "hello"}}',
         b"5\r\nhello\r\n0\r\n\r\n", b"ffffffffffff\r\nx", b"-5\r\nx\r\n", b"0\r\nX: y\r\n\r\n", b"5;a=b\r\nhel", b"\xef\xbb\xbf{}", b"x" * (LARGEST_BODY + 10))
    ),
)  # fmt: skip
LINES = st.sampled_from(
    (b"POST /telegram HTTP/1.1", b"POST /telegram HTTP/1.1", b"POST /telegram HTTP/1.0", b"GET /telegram HTTP/1.1", b"POST /telegram/../healthz HTTP/1.1",
     b"GET /healthz HTTP/1.1", b"POST //telegram HTTP/1.1", b"PRI * HTTP/2.0", b"POST http://other/telegram HTTP/1.1", b"post /telegram", b"\x16\x03\x01\x02\x00",
     b"CONNECT x:1 HTTP/1.1", b"POST /" + b"a" * 70_000 + b" HTTP/1.1", b"OPTIONS * HTTP/1.1", b"POST /telegram?%00=%ff HTTP/1.1")
)  # fmt: skip
REQUEST = st.tuples(LINES, st.lists(HEADERS, max_size=5), st.sampled_from(("right", "as said")), BODIES)
HTTP = st.tuples(
    st.lists(REQUEST, min_size=1, max_size=3),
    st.lists(
        st.tuples(
            st.sampled_from(("flip", "put", "cut", "double", "zero", "end")),
            mutations.PLACE,
            st.integers(1, 60),
            st.one_of(st.sampled_from((b"\r\n", b"\n", b"\r", b"\x00", b": ", b"\r\n\r\n", b"0\r\n\r\n")), st.binary(max_size=4)),
        ),
        max_size=3,
    ),
)  # fmt: skip
ANSWER = 60.0
"""Seconds that the server has to answer or to hang up once nothing more comes."""


class _Noting(logging.Handler):
    """Counts what the server logs as a fault of the program."""

    def __init__(self, faults: Counter[str]) -> None:
        super().__init__(logging.ERROR)
        self.faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0] if record.exc_info else None
        self.faults[kind.__name__ if kind else record.getMessage()[:100]] += 1


class Listening:
    """The webhook's server in a thread of its own, over a bot that says what it heard."""

    def __init__(self) -> None:
        self.faults: Counter[str] = Counter()
        self.loop = asyncio.new_event_loop()
        self.ready = threading.Event()
        self.port = 0
        self._thread = threading.Thread(target=self._run, name="webhook", daemon=True)
        self._thread.start()
        assert self.ready.wait(120)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        settings = BotSettings(
            mode=Mode.WEBHOOK, webhook_secret=SECRET, webhook_url="https://x.example/telegram"
        )
        request = RecordingRequest()
        small = SmallBot(request)
        updates = Updates(small.application, lambda: NOW)
        self.stop = asyncio.Event()
        logging.getLogger("uvicorn.error").addHandler(_Noting(self.faults))
        address = listen("127.0.0.1", 0)
        self.port = address.getsockname()[1]
        server = Server(web(settings, updates, _well))
        async with small.application:
            serving = asyncio.create_task(server.run_until(self.stop, address))
            await server.listening.wait()
            self.ready.set()
            await serving

    def ask(self, data: bytes) -> bytes:
        """What comes back for these bytes until the server hangs up, or is asked whether it is well and says so."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=ANSWER) as wire:
            try:
                wire.sendall(data)
                wire.shutdown(socket.SHUT_WR)
                return b"".join(iter(lambda: wire.recv(65_536), b""))
            except OSError:  # it has hung up already
                return b""


async def _well() -> Health:
    return Health(store=True, last_update_age=None)


@cache
def the_webhook() -> Listening:
    """The server of this process."""
    return Listening()


def whatever_is_sent_to_the_webhook_is_answered_or_refused(value: Any) -> None:
    """Each answer is one that was meant, nothing fails inside, and the server goes on serving."""
    requests, edits = value
    data = b"".join(_written(*request) for request in requests)
    data = mutations.shaken(data, edits, 3_000_000)
    place = the_webhook()
    before = sum(place.faults.values())
    with laws.within(3.0):
        said = place.ask(data)
    for line in said.split(b"\r\n"):
        if line.startswith(b"HTTP/1."):
            status = int(line.split(b" ")[1])
            assert status in {100, 200, 400, 403, 404, 405, 413, 307}, status
            laws.seen[f"answered {status}"] += 1
    assert sum(place.faults.values()) == before, place.faults
    assert place.ask(b"GET /healthz HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n").startswith(
        b"HTTP/1.1 200"
    )


def _written(line: bytes, headers: list[str], length: str, body: bytes) -> bytes:
    said = [header.encode("latin-1", "replace") for header in headers]
    if length == "right":
        said = [each for each in said if not each.lower().startswith((b"content-length", b"transfer"))]
        said.append(f"Content-Length: {len(body)}".encode())
    return b"\r\n".join([line, *said, b"", body])
