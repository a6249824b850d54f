"""The whole program, started as it is started, against a Bot API server over real HTTP: once polling, once webhook."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from bot_api_server import PATIENCE, TOKEN, BotApiServer, reserved_port
from fakes import OWNER, READER

from bot.telegram_nouns import Upload

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
async def server():
    async with BotApiServer().running() as server:
        yield server


@pytest.fixture
def port():
    with reserved_port() as port:
        yield port


@asynccontextmanager
async def bot_process(
    folder: Path, *arguments: str, **environ: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot` with a store of its own; whatever happens, it does not outlive the test."""
    kept = {name: value for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if (value := os.getenv(name))}  # noqa: TID251
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=ROOT,
        env=kept | {"AIDE_DATA": str(folder), "LOG_FORMAT": "json", **environ},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ended(process: asyncio.subprocess.Process) -> tuple[int, str]:
    """The status and the log of a bot that was told to stop."""
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(PATIENCE):
        _, err = await process.communicate()
    return process.returncode, err.decode()


def connected(server: BotApiServer) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": server.base_url,
        "TELEGRAM_BASE_FILE_URL": server.base_file_url,
        "TELEGRAM_OWNERS": str(OWNER.id),
    }


def shown_to(server: BotApiServer, person, words: str) -> list[str]:
    texts = [call.shown for call in server.sent if call.chat_id == person.id]
    return [text for text in texts if words in text]


async def test_by_long_polling_it_answers_takes_a_file_and_stops_when_told(server, tmp_path):
    async with bot_process(tmp_path, **connected(server)) as process:
        await server.feed(server.telegram.said("/partner australia", READER))
        await server.until(lambda: shown_to(server, READER, "Australia"))

        message = server.telegram.messages[READER.id, server.of("sendMessage")[0].message_id]
        pressed = next(
            button["callback_data"]
            for row in message["reply_markup"]["inline_keyboard"]
            for button in row
            if "callback_data" in button
        )
        await server.feed(server.telegram.pressed(message, pressed, READER))
        await server.until(lambda: server.of("answerCallbackQuery"))

        text = "Press release\n\nOslo, 3 March 2026\n\nNorway agreed to give Cambodia ten scholarships in 2027.\n"
        await server.feed(server.telegram.uploaded(Upload("oslo.txt", text.encode(), "text/plain"), OWNER))
        await server.until(lambda: server.of("getFile") and shown_to(server, OWNER, "not kept yet"))

        status, log = await ended(process)
    assert status == 0, log
    assert server.of("setMyCommands")
    assert '"command": "partner"' in log
    assert "australia" not in log
    assert TOKEN not in log


async def test_as_a_webhook_it_answers_before_it_acknowledges_and_lets_no_stranger_in(server, port, tmp_path):
    hook = f"http://127.0.0.1:{port}/hook"
    environ = connected(server) | {
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_WEBHOOK_URL": hook,
        "TELEGRAM_LISTEN": f"127.0.0.1:{port}",
    }
    async with bot_process(tmp_path, **environ) as process:
        await server.feed(server.telegram.said("/commitments 2021", READER))
        await server.until(lambda: server.statuses)
        assert server.statuses == [200]
        assert shown_to(server, READER, "2021")

        async with aiohttp.ClientSession() as stranger:
            async with stranger.post(hook, json=server.telegram.said("/start", READER)) as answer:
                assert answer.status == 403
            async with stranger.get(f"http://127.0.0.1:{port}/healthz") as answer:
                assert (answer.status, (await answer.json())["store"]) == (200, "reachable")

        async with bot_process(tmp_path, "health", **environ) as asked:
            assert await asked.wait() == 0

        status, log = await ended(process)
    assert status == 0, log
    assert server.telegram.webhook["url"] == hook
