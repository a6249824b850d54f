"""The bot as a webhook over each request class, measured from outside; Telegram is a process of its own beside it."""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
from collections.abc import Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

from sqlalchemy import delete
from telegram.ext import Application
from telegram.request import BaseRequest, HTTPXRequest

from bot import app
from bot.client import AiohttpRequest
from bot.delivery.inbox import Inbox
from bot.delivery.tables import inbox
from bot.health import Health
from bot.settings import BotSettings, Mode
from bot.updates import Updates
from bot.webhook import Server, listen, web

TURNS = 5
SIDE_BY_SIDE = 32
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@asynccontextmanager
async def running(settings: BotSettings, library: Any, request: BaseRequest) -> Any:
    application: Application[Any, Any, Any, Any, Any, Any] = app.build(
        settings, library, request, lambda: NOW
    )
    with library.store.writing() as connection:
        connection.execute(delete(inbox))  # the updates of each run have the same numbers
    kept = Inbox(library.store, "benchmark", lambda: NOW)
    async with application:
        yield Updates(application, lambda: NOW, inbox=kept)
    await kept.close()


class Beside:
    """The process that plays Telegram; see ``telegram_beside.py``."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self.process = process
        self.port = port

    async def ask(self, **task: Any) -> Any:
        """Give it a task; what it found comes back."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(task).encode() + b"\n")
        return json.loads(await self.process.stdout.readline())


@asynccontextmanager
async def telegram_beside() -> Any:
    pipe = asyncio.subprocess.PIPE
    script = str(Path(__file__).parent / "telegram_beside.py")
    process = await asyncio.create_subprocess_exec(
        sys.executable, script, stdin=pipe, stdout=pipe, limit=2**24
    )
    assert process.stdin
    assert process.stdout
    try:
        yield Beside(process, int(await process.stdout.readline()))
    finally:
        process.stdin.close()
        await process.wait()


async def over_http(
    library: Any, rounds: int, questions: Sequence[str], beside: Beside, make: Callable[[], BaseRequest]
) -> Any:
    """Round trips one at a time (ms), the processor of the bot alone for each (ms), and updates a second."""
    settings = BotSettings(
        token="123456:a-token-of-the-tests-that-opens-nothing",  # noqa: S106
        base_url=f"http://127.0.0.1:{beside.port}/bot",
        base_file_url=f"http://127.0.0.1:{beside.port}/file/bot",
        mode=Mode.WEBHOOK,
        webhook_secret="s",  # noqa: S106
    )
    arrivals: list[float] = []

    async def well() -> Health:
        return Health(store=True, last_update_age=None)

    async with running(settings, library, make()) as updates:
        take = updates.take

        async def noted(raw: Any) -> bool:
            arrivals.append(process_time())
            done: bool = await take(raw)
            return done

        updates.take = noted
        stop, address = asyncio.Event(), listen("127.0.0.1", 0)
        serving = asyncio.create_task(Server(web(settings, updates, well)).run_until(stop, address))
        gc.collect()
        found = await beside.ask(
            port=address.getsockname()[1], questions=questions, rounds=rounds, side_by_side=SIDE_BY_SIDE
        )
        stop.set()
        await serving
    singles = found["singles"]
    worked = [(after - before) * 1000 for before, after in pairwise(arrivals[: len(singles)])]
    return singles[len(questions) :], worked[len(questions) :], found["rate"]


async def compare(library: Any, rounds: int, questions: Sequence[str]) -> None:
    """Print what the webhook takes over each request class, Telegram being another process on this machine."""
    makers: dict[str, Callable[[], BaseRequest]] = {
        "aiohttp": AiohttpRequest,
        "httpx (the default)": HTTPXRequest,
    }
    trips: dict[str, list[float]] = {name: [] for name in makers}
    worked: dict[str, list[float]] = {name: [] for name in makers}
    rates: dict[str, list[float]] = {name: [] for name in makers}
    async with telegram_beside() as beside:
        for _ in range(TURNS):  # in turns, so that whatever else the machine does strikes both
            for name, make in makers.items():
                trip, work, rate = await over_http(library, rounds, questions, beside, make)
                trips[name] += trip
                worked[name] += work
                rates[name].append(rate)
    print(f"{'':<26}{'POST to 200':>16}{'the bot alone,':>18}{'updates/s,':>14}")
    print(f"{'webhook over loopback':<26}{'p50    p99':>16}{'processor p50':>18}{'32 at once':>14}")
    for name in makers:
        trip = f"{statistics.median(trips[name]):8.2f}{percentile(trips[name], 0.99):8.2f}"
        rate = statistics.median(rates[name])
        print(f"{name:<26}{trip}{statistics.median(worked[name]):18.2f}{rate:14.0f}")
    first, second = map(statistics.median, rates.values())
    print(f"aiohttp carries {first / second:.2f} times as many updates as the default request class\n")
