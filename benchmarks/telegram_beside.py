"""Telegram's side of the measurement, in a process of its own: a Bot API server, and posts to a webhook.

The port of the server is the first line on standard output. Each line on standard input is a task as JSON: the
``port`` of the webhook, the ``questions``, how many ``rounds`` of them one at a time, and how many times they are
asked ``side_by_side``. For each task a line of JSON comes out: ``singles``, the milliseconds from the POST of an
update to its 200, one at a time, and ``rate``, the updates a second side by side.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import aiohttp  # noqa: E402
from bot_api_server import BotApiServer  # noqa: E402

from bot.telegram_nouns import Person  # noqa: E402
from bot.webhook import SECRET_HEADER  # noqa: E402

READER = Person(id=4711)


async def carry_out(server: BotApiServer, session: aiohttp.ClientSession, task: dict[str, Any]) -> Any:
    questions: list[str] = task["questions"]

    async def post(question: str, person: Person) -> float:
        raw = server.telegram.said(question, person)
        started = perf_counter()
        async with session.post(f"http://127.0.0.1:{task['port']}/telegram", json=raw) as answer:
            assert answer.status == 200
        return (perf_counter() - started) * 1000

    singles = [await post(question, READER) for _ in range(task["rounds"]) for question in questions]
    left = iter(range(task["rounds"] * len(questions)))

    async def worker(number: int) -> None:
        for turn in left:
            await post(questions[turn % len(questions)], Person(id=5000 + number))

    started = perf_counter()
    await asyncio.gather(*(worker(number) for number in range(task["side_by_side"])))
    rate = task["rounds"] * len(questions) / (perf_counter() - started)
    server.telegram.messages.clear()
    return {"singles": singles, "rate": rate}


async def main() -> None:
    async with BotApiServer().running() as server:
        server.telegram.watch = lambda _sent: None
        print(server.port, flush=True)
        async with aiohttp.ClientSession(headers={SECRET_HEADER: "s"}) as session:
            while line := await asyncio.to_thread(sys.stdin.readline):
                print(json.dumps(await carry_out(server, session, json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
