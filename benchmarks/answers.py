"""How long the bot itself takes to answer: over each request class and server form, in one run, on the samples.

    python benchmarks/answers.py [ROUNDS]

Own time is from the update's arrival to the handler's end, less the time that Telegram (here: a stand-in) was
waited for. The mark is 5 ms of the processor at the 99th percentile for every command: the clock also counts what
else the machine was doing. Ratios count more than the figures.
"""

from __future__ import annotations

import asyncio
import gc
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import aiohttp  # noqa: E402
from bot_api_server import TOKEN, BotApiServer  # noqa: E402
from telegram.ext import Application  # noqa: E402
from telegram.request import BaseRequest, HTTPXRequest  # noqa: E402

import briefs.settings  # noqa: E402
from bot import app, opening  # noqa: E402
from bot.client import AiohttpRequest  # noqa: E402
from bot.health import Health  # noqa: E402
from bot.settings import BotSettings, Mode  # noqa: E402
from bot.telegram_in_process import InProcessRequest, Telegram  # noqa: E402
from bot.telegram_nouns import Person  # noqa: E402
from bot.updates import Updates  # noqa: E402
from bot.webhook import SECRET_HEADER, Server, listen, web  # noqa: E402
from briefs import lexicon  # noqa: E402

MARK = 5.0
TURNS = 5
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
READER = Person(id=4711)
QUESTIONS = (
    "/start",
    "/help",
    "/partner australia",
    "/commitments 2021",
    "/pledges",
    "/requests",
    "/upcoming",
    "/event asem13",
    "/meeting",
    "/topic health",
    "/search vaccines",
    "/source 1",
    "/latest",
    "/settings",
    "/privacy",
    "/about",
    "australia vaccines 2021",
    "/partner austrlia",
)


def percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Waited:
    """Adds up what a request class spends waiting for its server."""

    def __init__(self, inner: BaseRequest) -> None:
        self.seconds = self.worked = 0.0
        original = inner.do_request

        async def timed(*given: Any, **more: Any) -> tuple[int, bytes]:
            started, worked = perf_counter(), process_time()
            try:
                return await original(*given, **more)
            finally:
                self.seconds += perf_counter() - started
                self.worked += process_time() - worked

        inner.do_request = timed  # type: ignore[method-assign]


@asynccontextmanager
async def running(settings: BotSettings, library: Any, request: BaseRequest) -> Any:
    application: Application[Any, Any, Any, Any, Any, Any] = app.build(
        settings, library, request, lambda: NOW
    )
    async with application:
        yield Updates(application, lambda: NOW)


async def own_times(library: Any, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of every command by the clock, without Telegram's own, and of the processor with it."""
    telegram = Telegram(now=lambda: NOW)
    request = InProcessRequest(telegram)
    waited = Waited(request)
    times: dict[str, list[tuple[float, float]]] = {question: [] for question in QUESTIONS}
    async with running(BotSettings(), library, request) as updates:
        for turn in range(rounds + 3):
            telegram.messages.clear()  # Telegram's memory is not ours to collect
            for question in QUESTIONS:
                raw = telegram.said(question, READER)
                waited.seconds = waited.worked = 0.0
                started, worked = perf_counter(), process_time()
                await updates.take(raw)
                spent = perf_counter() - started - waited.seconds
                if turn >= 3:  # the first ones fill caches, as they do once in the life of a server
                    times[question].append((spent * 1000, (process_time() - worked - waited.worked) * 1000))
    return times


async def over_http(library: Any, rounds: int, make: Callable[[], BaseRequest]) -> tuple[list[float], float]:
    """Milliseconds from the POST of an update to its 200, one at a time, and updates a second with 32 at a time."""
    async with BotApiServer().running() as server:
        settings = BotSettings(
            token=TOKEN,
            base_url=server.base_url,
            base_file_url=server.base_file_url,
            mode=Mode.WEBHOOK,
            webhook_secret="s",  # noqa: S106
        )
        async with running(settings, library, make()) as updates:
            server.telegram.watch = lambda _sent: None

            async def well() -> Health:
                return Health(store=True, last_update_age=None)

            stop = asyncio.Event()
            address = listen("127.0.0.1", 0)
            port = address.getsockname()[1]
            serving = asyncio.create_task(Server(web(settings, updates, well)).run_until(stop, address))
            async with aiohttp.ClientSession(headers={SECRET_HEADER: "s"}) as session:

                async def post(question: str, person: Person) -> float:
                    raw = server.telegram.said(question, person)
                    started = perf_counter()
                    async with session.post(f"http://127.0.0.1:{port}/telegram", json=raw) as answer:
                        assert answer.status == 200
                    return (perf_counter() - started) * 1000

                gc.collect()
                singles = [await post(question, READER) for _ in range(rounds) for question in QUESTIONS]
                rate = await at_once(post, rounds * len(QUESTIONS))
            stop.set()
            await serving
        return singles[len(QUESTIONS) :], rate


async def at_once(
    post: Callable[[str, Person], Awaitable[float]], total: int, side_by_side: int = 32
) -> float:
    left = iter(range(total))

    async def worker(number: int) -> None:
        for turn in left:
            await post(QUESTIONS[turn % len(QUESTIONS)], Person(id=5000 + number))

    started = perf_counter()
    await asyncio.gather(*(worker(number) for number in range(side_by_side)))
    return total / (perf_counter() - started)


def opened(folder: Path) -> Any:
    environ = {"AIDE_DATA": str(folder), "AIDE_SAMPLES": "on"}
    settings = briefs.settings.load(lexicon.config_folder(), environ)
    return opening.open_library(settings, lambda: NOW, sys.stderr)


def show(times: dict[str, list[tuple[float, float]]]) -> float:
    """Print a line for each command, the slowest first; gives the highest 99th percentile of the processor."""
    print(f"{'own time, in process':<28}{'p50 ms':>9}{'p99 ms':>9}{'processor p50':>16}{'p99':>8}")
    walls = {question: [wall for wall, _ in spent] for question, spent in times.items()}
    cpus = {question: [cpu for _, cpu in spent] for question, spent in times.items()}
    slowest = sorted(times, key=lambda question: -statistics.median(walls[question]))
    walls["all"], cpus["all"] = list(chain(*walls.values())), list(chain(*cpus.values()))
    for question in (*slowest, "all"):
        wall, cpu = walls[question], cpus[question]
        print(
            f"{question:<28}{statistics.median(wall):9.2f}{percentile(wall, 0.99):9.2f}"
            f"{statistics.median(cpu):16.2f}{percentile(cpu, 0.99):8.2f}"
        )
    print()
    return max(percentile(cpus[question], 0.99) for question in slowest)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(f"{datetime.now(UTC):%Y-%m-%d} · Python {platform.python_version()} · {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        library = opened(Path(folder))
        print(f"documents {library.store.counts().documents}, {rounds} rounds of {len(QUESTIONS)} commands\n")
        gc.freeze()
        times = asyncio.run(own_times(library, rounds))
        worst = show(times)
        print(f"{'webhook over loopback':<28}{'p50 ms':>9}{'p99 ms':>9}{'updates/s, 32 at once':>24}")
        makers: dict[str, Callable[[], BaseRequest]] = {
            "aiohttp": AiohttpRequest,
            "httpx (the default)": HTTPXRequest,
        }
        singles: dict[str, list[float]] = {name: [] for name in makers}
        rates: dict[str, list[float]] = {name: [] for name in makers}
        for _ in range(TURNS):  # in turns, so that whatever else the machine does strikes both
            for name, make in makers.items():
                spent, rate = asyncio.run(over_http(library, max(3, rounds // 10), make))
                singles[name] += spent
                rates[name].append(rate)
        for name, spent in singles.items():
            rate = statistics.median(rates[name])
            print(f"{name:<28}{statistics.median(spent):9.2f}{percentile(spent, 0.99):9.2f}{rate:24.0f}")
        first, second = map(statistics.median, rates.values())
        print(f"\naiohttp carries {first / second:.2f} times as many updates as the default request class")
        library.store.close()
    print(
        f"the slowest command takes {worst:.2f} ms of the processor at the 99th percentile; the mark is {MARK} ms"
    )
    return 0 if worst < MARK else 1


if __name__ == "__main__":
    sys.exit(main())
