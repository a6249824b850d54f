"""A message over which the real process dies each time is set aside after a few deaths, and everything else arrives."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bot_api_server import PATIENCE, TOKEN, BotApiServer
from fakes import OWNER
from outgoing import put, rows_of

from bot.delivery.suspects import ALONE, MOST_DEATHS, WHY
from briefs.store import Store

HERE = Path(__file__).parent
DEADLY = 13
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


async def life(server: BotApiServer, folder: Path, address: str) -> int:
    """The status of one process, which is told to stop as soon as nothing waits."""
    kept = {name: value for name in ("PATH", "HOME", "LANG") if (value := os.getenv(name))}  # noqa: TID251
    environ = {
        "AIDE_DATA": str(folder),
        "AIDE_SAMPLES": "off",
        "DATABASE_URL": address,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": server.base_url,
        "TELEGRAM_BASE_FILE_URL": server.base_file_url,
        "TELEGRAM_OWNERS": str(OWNER.id),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(HERE / "deadly.py"),
        str(DEADLY),
        cwd=HERE.parent.parent,
        env=kept | environ,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    ended = asyncio.create_task(process.wait())
    told = asyncio.create_task(server.until(lambda: heard_by_the_owner(server)))
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.wait((ended, told), return_when="FIRST_COMPLETED")
            if not ended.done():
                process.send_signal(signal.SIGTERM)
            return await ended
    finally:
        told.cancel()
        if process.returncode is None:
            process.kill()
            await process.wait()


def heard_by_the_owner(server: BotApiServer) -> list[str]:
    return [call.shown for call in server.of("sendMessage") if call.chat_id == OWNER.id]


async def test_a_message_that_kills_its_process_is_set_aside_and_told_to_the_owner_once(tmp_path: Path):
    address = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    store = Store.open(address)
    put(store, [5, DEADLY, 7], at=datetime.now(UTC))  # noqa: TID251 - the process goes by the clock too
    statuses = []
    async with BotApiServer().running() as server:
        while not heard_by_the_owner(server) and len(statuses) <= MOST_DEATHS:
            statuses.append(await life(server, tmp_path, address))
    rows = {row.chat: row for row in rows_of(store)}
    store.close()
    assert statuses == [-signal.SIGKILL] * MOST_DEATHS + [0]
    assert (rows[DEADLY].state, rows[DEADLY].deaths, rows[DEADLY].why) == ("failed", MOST_DEATHS, WHY)
    assert (rows[5].state, rows[7].state) == ("sent", "sent")
    assert max(rows[5].deaths, rows[7].deaths) <= ALONE
    (note,) = heard_by_the_owner(server)
    assert f"I stopped {MOST_DEATHS} times while I sent" in note
