"""Telegram's side of the measurement of delivery, in a process of its own: it counts, keeps a limit and asks questions.

    python benchmarks/telegram_counting.py LIMIT

The port is the first line on standard output. Each line on standard input is a task as JSON: ``{"ask": [texts],
"every": seconds}`` lets a new person write each text, and gives the milliseconds from the update to its answer;
``{"count": true}`` gives what came in since the last time: ``messages`` (answers are such too), the ``seconds`` between the first and the
last, the ``busiest`` half-open second, and how many were ``refused`` for being above the limit in it.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import deque
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import parse_qs

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from aiohttp import web  # noqa: E402

FIRST_PERSON = 10_000_000
PATIENCE = 20.0


class Counting:
    """A Bot API server for one bot that polls. Above ``limit`` messages in a second it says 429."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.times: list[float] = []
        self.window: deque[float] = deque()
        self.refused = 0
        self.updates: list[dict[str, Any]] = []
        self.fed = asyncio.Event()
        self.asked: dict[int, tuple[float, asyncio.Future[float]]] = {}
        self.persons = 0

    async def call(self, request: web.Request) -> web.Response:
        """One call of the Bot API."""
        method = request.match_info["method"]
        if method == "sendMessage":
            given = parse_qs((await request.read()).decode())
            return self._take(int(given["chat_id"][0]))
        if method == "getUpdates":
            return _good(await self._updates(int(request.query.get("offset", 0))))
        me = {"id": 1, "is_bot": True, "first_name": "Counting", "username": "counting_bot"}
        return _good(me if method == "getMe" else True)

    def _take(self, chat: int) -> web.Response:
        now = perf_counter()
        while self.window and now - self.window[0] >= 1.0:
            self.window.popleft()
        if len(self.window) >= self.limit:
            self.refused += 1
            again = {
                "ok": False,
                "error_code": 429,
                "description": "Too Many",
                "parameters": {"retry_after": 1},
            }
            return web.json_response(again, status=429)
        self.window.append(now)
        if chat in self.asked:
            began, answered = self.asked.pop(chat)
            answered.set_result((now - began) * 1000)
        self.times.append(now)
        return _good({"message_id": len(self.times) + 1, "date": 1, "chat": {"id": chat, "type": "private"}})

    async def _updates(self, offset: int) -> list[dict[str, Any]]:
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        if not self.updates:
            self.fed.clear()
            try:
                await asyncio.wait_for(self.fed.wait(), 25)
            except TimeoutError:
                return []
        return self.updates

    async def ask(self, texts: list[str], every: float) -> list[float]:
        """A new person writes each text; gives the milliseconds until each was answered."""
        waiting = []
        for text in texts:
            self.persons += 1
            person = {"id": FIRST_PERSON + self.persons, "is_bot": False, "first_name": "P"}
            message = {
                "message_id": self.persons,
                "date": 1,
                "chat": {"id": person["id"], "type": "private"},
                "from": person,
                "text": text,
                "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}],
            }
            answered = asyncio.get_running_loop().create_future()
            self.asked[FIRST_PERSON + self.persons] = (perf_counter(), answered)
            self.updates.append({"update_id": self.persons, "message": message})
            self.fed.set()
            waiting.append(answered)
            await asyncio.sleep(every)
        return await asyncio.wait_for(asyncio.gather(*waiting), PATIENCE)

    def count(self) -> dict[str, float]:
        """What came in since the last time."""
        times, refused = self.times, self.refused
        self.times, self.refused = [], 0
        busiest = first = 0
        for last, at in enumerate(times):
            while at - times[first] >= 1.0:
                first += 1
            busiest = max(busiest, last - first + 1)
        seconds = times[-1] - times[0] if times else 0.0
        return {"messages": len(times), "seconds": seconds, "busiest": busiest, "refused": refused}


def _good(result: Any) -> web.Response:
    return web.Response(body=json.dumps({"ok": True, "result": result}), content_type="application/json")


async def main() -> None:
    server = Counting(int(sys.argv[1]))
    application = web.Application()
    application.router.add_route("*", "/bot{token}/{method}", server.call)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        task = json.loads(line)
        found = await server.ask(task["ask"], task["every"]) if "ask" in task else server.count()
        print(json.dumps(found), flush=True)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main())
