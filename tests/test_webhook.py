"""The web form: who may call, what is taken, and that a 200 means the update was handled."""

from __future__ import annotations

import asyncio
import json
import socket

import httpx
import pytest
from fakes import NOW, READER, RecordingRequest
from small_bot import SmallBot

from bot.health import Health
from bot.settings import BotSettings, Mode
from bot.updates import Updates
from bot.webhook import CONNECTIONS, LARGEST_BODY, SECRET_HEADER, Server, announce, listen, web
from briefs.errors import BadSettings

SETTINGS = BotSettings(
    mode=Mode.WEBHOOK, webhook_secret="known-to-telegram", webhook_url="https://bot.example.org/telegram"
)
KNOWN = {SECRET_HEADER: "known-to-telegram"}


class Place:
    """The web application over a small bot, called without a network."""

    def __init__(self) -> None:
        self.request = RecordingRequest()
        self.small = SmallBot(self.request)
        self.updates = Updates(self.small.application, lambda: NOW)
        self.health = Health(store=True, last_update_age=None)
        self.web = web(SETTINGS, self.updates, self.look)
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(self.web), base_url="http://bot")

    async def look(self) -> Health:
        return self.health

    async def post(self, body, headers=KNOWN, path="/telegram"):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self.client.post(path, content=content, headers=headers)

    def said(self, text):
        return self.request.telegram.said(text, READER)


@pytest.fixture
async def place():
    place = Place()
    async with place.small.application, place.client:
        yield place


async def test_an_update_is_answered_before_its_200(place):
    answer = await place.post(place.said("hello"))
    assert (answer.status_code, answer.content) == (200, b"")
    assert place.request.answers[-1].text == "heard: hello"


async def test_the_200_waits_for_the_handler(place):
    posting = asyncio.create_task(place.post(place.said("/wait")))
    await place.small.waits.wait()
    assert not posting.done()
    place.small.go.set()
    assert (await posting).status_code == 200
    assert place.request.answers[-1].text == "done waiting"


async def test_a_repeated_update_gets_its_200_and_no_second_answer(place):
    raw = place.said("once")
    assert [(await place.post(raw)).status_code for _ in range(3)] == [200, 200, 200]
    assert place.small.heard == ["once"]


async def test_a_handler_that_failed_has_told_its_user_and_is_not_called_again(place):
    assert (await place.post(place.said("/fail"))).status_code == 200
    assert place.small.failures == ["LookupError"]


@pytest.mark.parametrize(
    "headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "known-to-telegra"}, {SECRET_HEADER: "gu\u00e9"}]
)
async def test_nobody_but_telegram_gets_in(place, headers):
    raw_headers = {key: value.encode("latin-1") for key, value in headers.items()}
    answer = await place.post(place.said("hello"), raw_headers)
    assert answer.status_code == 403
    assert not place.small.heard


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"not json", 400),
        (b"\xff\xfe", 400),
        (b"[1, 2]", 400),
        (b'{"message": {}}', 400),
        (b"[" * 100_000, 400),
        (b'"' + b"x" * LARGEST_BODY + b'"', 413),
    ],
)
async def test_a_body_that_is_no_update_is_refused(place, body, status):
    assert (await place.post(body)).status_code == status


async def test_a_body_of_unknown_length_is_bounded_too(place):
    async def endless():
        for _ in range(20):
            yield b" " * 100_000

    answer = await place.client.post("/telegram", content=endless(), headers=KNOWN)
    assert answer.status_code == 413


async def test_other_doors_are_closed(place):
    assert (await place.client.get("/telegram")).status_code == 405
    assert (await place.client.get("/")).status_code == 404


async def test_the_health_check_tells_of_the_store_and_the_last_update(place):
    answer = await place.client.get("/healthz")
    assert answer.status_code == 200
    quiet = {"last_tick_age_seconds": None, "alarms": []}
    assert answer.json() == {"status": "ok", "store": "reachable", "last_update_age_seconds": None, **quiet}
    place.health = Health(store=False, last_update_age=12.34)
    answer = await place.client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["last_update_age_seconds"] == 12.3
    assert (answer.json()["status"], answer.json()["store"]) == ("failing", "unreachable")


async def test_telegram_is_told_the_address_and_the_secret_and_drops_nothing(place):
    assert await announce(place.small.application.bot, SETTINGS, ["message"])
    hook = place.request.telegram.webhook
    assert (hook["url"], hook["secret_token"]) == (SETTINGS.webhook_url, SETTINGS.webhook_secret)
    assert (hook["max_connections"], hook["allowed_updates"]) == (CONNECTIONS, ["message"])
    assert not hook.get("drop_pending_updates")


@pytest.mark.allow_hosts(["127.0.0.1"])
async def test_a_stop_finishes_what_runs_and_takes_no_more(place):
    stop = asyncio.Event()
    address = listen("127.0.0.1", 0)
    port = address.getsockname()[1]
    server = Server(place.web)
    serving = asyncio.create_task(server.run_until(stop, address))
    await server.listening.wait()
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        posting = asyncio.create_task(client.post("/telegram", json=place.said("/wait"), headers=KNOWN))
        await place.small.waits.wait()
        stop.set()
        place.small.go.set()
        assert (await posting).status_code == 200
        await serving
        with pytest.raises(httpx.ConnectError):
            await client.get("/healthz")


@pytest.mark.allow_hosts(["127.0.0.1"])
async def test_a_call_that_breaks_the_rules_of_http_is_refused_and_is_no_fault_of_the_program(place, caplog):
    stop = asyncio.Event()
    address = listen("127.0.0.1", 0)
    server = Server(place.web)
    serving = asyncio.create_task(server.run_until(stop, address))
    await server.listening.wait()
    broken = b"POST /telegram HTTP/1.1\r\nHost: bot\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n"
    reader, writer = await asyncio.open_connection(*address.getsockname()[:2])
    writer.write(broken)
    answer = await reader.read()
    writer.close()
    stop.set()
    await serving
    assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 403"))
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []


def test_a_taken_address_is_told_with_its_key():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(BadSettings, match=r"\[bot\] listen"):
        listen("127.0.0.1", taken.getsockname()[1])
