"""How long the bot itself takes to answer on the samples: in process, and as a webhook over each request class.

    python benchmarks/answers.py [ROUNDS]

Own time runs from an update's arrival to the end of its handling, one command after the other and warm, less the
time that Telegram (here: a stand-in) was waited for. It is given by the clock, which counts whatever else the
machine was doing, and by the processor. Each command is measured "anew", when nobody asked it since the store
changed, and "again", when somebody did. The mark is 5 ms at the 99th percentile for every single command. In the
same rounds a handler that only says "pong" is measured: what the library takes by itself, on this machine and now.
"""

from __future__ import annotations

import asyncio
import gc
import os
import platform
import statistics
import sys
import tempfile
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from telegram import Update  # noqa: E402
from telegram.ext import Application, CommandHandler  # noqa: E402
from telegram.request import BaseRequest  # noqa: E402

from benchmarks import webhooks  # noqa: E402
from bot import messages  # noqa: E402
from bot.settings import BotSettings  # noqa: E402
from bot.telegram_in_process import InProcessRequest, Telegram  # noqa: E402
from bot.telegram_nouns import Json, Person  # noqa: E402
from briefs import opening  # noqa: E402

MARK = 5.0
PEER = "(the library: pong)"
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
READER = Person(id=4711)
QUESTIONS = (
    "/start",
    "/help",
    "/partner australia",
    "press [2]",
    "press [‹ Back]",
    "press [»]",
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
COMMANDS = tuple(question for question in QUESTIONS if not question.startswith("press "))
Times = dict[str, list[tuple[float, float]]]
"""For each command the milliseconds of every round: by the clock, and of the processor."""


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


async def pong(update: Update, _context: Any) -> None:
    assert update.message
    await update.message.reply_text("pong")


@asynccontextmanager
async def library_alone(request: BaseRequest) -> Any:
    builder = Application.builder().token("1:x").request(request).get_updates_request(request)
    application: Application[Any, Any, Any, Any, Any, Any] = builder.updater(None).job_queue(None).build()
    application.add_handler(CommandHandler("ping", pong))
    async with application:

        async def take(raw: Json) -> None:
            await application.process_update(Update.de_json(raw, application.bot))

        yield take


def raw_update(telegram: Telegram, question: str) -> Json:
    """What Telegram brings when the question is written, or when the newest button of this label is pressed."""
    if not question.startswith("press "):
        return telegram.said(question, READER)
    label = question.removeprefix("press [").removesuffix("]")
    for message in reversed(telegram.messages.values()):
        for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
            for button in row:
                if button["text"] == label:
                    return telegram.pressed(message, button["callback_data"], READER)
    raise LookupError(question)


async def own_times(library: Any, rounds: int, *, anew: bool) -> Times:
    telegram = Telegram(now=lambda: NOW)
    request = InProcessRequest(telegram)
    waited = Waited(request)
    times: Times = {question: [] for question in (*QUESTIONS, PEER)}
    running = webhooks.running(BotSettings(), library, request)
    async with running as updates, library_alone(request) as alone:
        for turn in range(rounds + 3):
            telegram.messages.clear()  # Telegram's memory is not ours to collect
            for question in times:
                if anew:
                    library.kept.clear()
                    messages._packed.cache_clear()  # noqa: SLF001 - an answer that is new has no pages either
                raw = raw_update(telegram, "/ping" if question == PEER else question)
                take = alone if question == PEER else updates.take
                waited.seconds = waited.worked = 0.0
                started, worked = perf_counter(), process_time()
                await take(raw)
                spent = perf_counter() - started - waited.seconds
                if turn >= 3:  # the first ones fill caches, as they do once in the life of a server
                    times[question].append((spent * 1000, (process_time() - worked - waited.worked) * 1000))
    return times


def opened(folder: Path) -> Any:
    environ = {"AIDE_DATA": str(folder), "AIDE_SAMPLES": "on"}
    return opening.opened(opening.settings_of(environ), NOW)


def show(name: str, times: Times) -> tuple[float, float]:
    """Print a line for each command, the slowest first; gives the worst 99th percentiles: clock and processor."""
    print(f"{f'ms of own time, {name}':<28}{'clock p50':>11}{'p99':>8}{'processor p50':>16}{'p99':>8}")
    alone = times.pop(PEER)
    pooled = list(chain(*times.values()))
    worst = [0.0, 0.0]
    order = sorted(times, key=lambda question: -statistics.median([cpu for _, cpu in times[question]]))
    for question in (*order, "all", PEER):
        figures = ""
        for place, width in ((0, 11), (1, 16)):
            spent = [both[place] for both in times.get(question, alone if question == PEER else pooled)]
            high = webhooks.percentile(spent, 0.99)
            figures += f"{statistics.median(spent):{width}.2f}{high:8.2f}"
            if question in times:
                worst[place] = max(worst[place], high)
        print(f"{question:<28}{figures}")
    print()
    return worst[0], worst[1]


def load() -> str:
    return " ".join(f"{each:.1f}" for each in os.getloadavg())


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    cores = os.cpu_count()
    print(
        f"{datetime.now(UTC):%Y-%m-%d} · Python {platform.python_version()} · {cores} cores · load {load()}"
    )
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        library = stack.enter_context(opened(Path(folder))).library
        print(f"documents {library.store.counts().documents}, {rounds} rounds of {len(QUESTIONS)} commands\n")
        gc.freeze()
        verdicts = {
            name: show(name, asyncio.run(own_times(library, rounds, anew=name == "anew")))
            for name in ("again", "anew")
        }
        asyncio.run(webhooks.compare(library, max(3, rounds // 10), COMMANDS))
    for name, (clock, processor) in verdicts.items():
        held = "held" if processor < MARK else "MISSED"
        print(
            f"asked {name}: the slowest command's 99th percentile is {processor:.2f} ms of the processor "
            f"({clock:.2f} ms by the clock, load {load()}); the mark of {MARK:.0f} ms is {held}"
        )
    return 0 if max(processor for _, processor in verdicts.values()) < MARK else 1


if __name__ == "__main__":
    sys.exit(main())
