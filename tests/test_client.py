"""The request class over aiohttp, against a real server on this machine."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from bot_api_server import TOKEN, BotApiServer, reserved_port
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.client import AiohttpRequest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@asynccontextmanager
async def bot_at(base_url: str, base_file_url: str = "http://127.0.0.1:1/file/bot", token: str = TOKEN):
    request = AiohttpRequest()
    bot = Bot(token, base_url, base_file_url, request=request, get_updates_request=request)
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()


@asynccontextmanager
async def serving(answer):
    application = web.Application()
    application.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    finally:
        await runner.cleanup()


@pytest.fixture
async def server():
    async with BotApiServer().running() as server:
        yield server


async def test_messages_and_files_go_out_and_come_in(server):
    async with bot_at(server.base_url, server.base_file_url) as bot:
        assert (await bot.get_me()).username == "aide_memoire_bot"
        message = await bot.send_message(7, "<b>é</b> & 🇰🇭", parse_mode="HTML", disable_notification=True)
        assert (message.text, message.entities[0].type) == ("é & 🇰🇭", "bold")
        sent = await bot.send_document(7, b"\x00bytes", filename="ñ.bin", caption="c")
        assert (sent.document.file_name, sent.document.file_size) == ("ñ.bin", 6)
        file = await bot.get_file(sent.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"\x00bytes"


async def test_what_telegram_refuses_is_the_library_s_error(server):
    async with bot_at(server.base_url) as bot:
        with pytest.raises(BadRequest, match="empty"):
            await bot.send_message(7, " ")
    async with bot_at(server.base_url, token="1:wrong") as bot:
        with pytest.raises(InvalidToken):
            await bot.get_me()


async def test_many_calls_share_one_pool(server):
    async with bot_at(server.base_url) as bot:
        sent = await asyncio.gather(*(bot.send_message(7, f"{n}") for n in range(200)))
    assert sorted(int(message.text) for message in sent) == list(range(200))


async def test_a_429_says_how_long_to_wait(monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")

    async def answer(_request):
        body = {
            "ok": False,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
        return web.json_response(body, status=429)

    async with serving(answer) as address, bot_at(address) as bot:
        with pytest.raises(RetryAfter) as caught:
            await bot.get_me()
    assert caught.value.retry_after.total_seconds() == 7


async def test_a_server_that_does_not_answer_is_a_timeout():
    async def answer(_request):
        await asyncio.Event().wait()

    async with serving(answer) as address, bot_at(address) as bot:
        with pytest.raises(TimedOut):
            await bot.get_me(read_timeout=0.05)


async def test_a_connection_that_breaks_is_a_network_error_without_the_token():
    async def answer(request):
        request.transport.abort()

    async with serving(answer) as address, bot_at(address) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.get_me()
    assert TOKEN not in str(caught.value)


async def test_nobody_listening_is_a_network_error_that_names_the_host():
    with reserved_port() as port:
        async with bot_at(f"http://127.0.0.1:{port}/bot") as bot:
            with pytest.raises(NetworkError, match=f"127.0.0.1:{port}") as caught:
                await bot.get_me()
    assert TOKEN not in str(caught.value)


async def test_an_address_that_is_none_is_a_network_error_without_the_token():
    async with bot_at("nowhere:/bot") as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.get_me()
    assert TOKEN not in str(caught.value)


async def test_a_closed_client_says_so_and_can_be_opened_again(server):
    request = AiohttpRequest()
    bot = Bot(TOKEN, server.base_url, request=request, get_updates_request=request)
    with pytest.raises(NetworkError, match="closed"):
        await bot.get_me()
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        assert await bot.get_me()
        await request.shutdown()
        await request.shutdown()
