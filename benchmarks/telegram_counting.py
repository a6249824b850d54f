"""Telegram's side of the measurement of delivery, in a process of its own: it counts, keeps a limit and asks questions.

    python benchmarks/telegram_counting.py LIMIT [DELAY]

It speaks HTTP itself, as much as a bot needs, so that it takes little of a machine that it shares with what is
measured. Every message is counted when it has arrived in full, and answered DELAY seconds later. The port is the first
line on standard output. Each line on standard input is a task as JSON: ``{"ask": [texts], "every": seconds}`` lets a
new person write each text, and gives the milliseconds from the update to its answer; ``{"count": true}`` gives what
came in since the last time: the ``seconds`` between the first push and the last, the ``messages`` of that time (answers
are such too, and count towards the limit), the ``busiest`` half-open second, how many were ``refused`` for being above
the limit in it, how many were pushed to a chat that had one already (``again``), and the seconds of the processor that
this process took (``used``).
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from array import array
from collections import deque
from time import perf_counter, process_time
from typing import Any
from urllib.parse import parse_qs

FIRST_PERSON = 10_000_000
PATIENCE = 20.0
POLL_SECONDS = 25.0
ME = {"id": 1, "is_bot": True, "first_name": "Counting", "username": "counting_bot"}
TOO_MANY = {"ok": False, "error_code": 429, "description": "Too Many", "parameters": {"retry_after": 1}}


class Counting:
    """A Bot API server for one bot that polls. Above ``limit`` messages in a second it says 429."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.times = array("d")
        self.first = self.last = 0
        self.window: deque[float] = deque()
        self.chats: set[int] = set()
        self.refused = self.again = 0
        self.used = 0.0
        self.updates: list[dict[str, Any]] = []
        self.fed = asyncio.Event()
        self.asked: dict[int, tuple[float, asyncio.Future[float]]] = {}
        self.persons = 0

    def take(self, chat: int) -> dict[str, Any]:
        """A message to a chat; gives the answer."""
        now = perf_counter()
        while self.window and now - self.window[0] >= 1.0:
            self.window.popleft()
        if len(self.window) >= self.limit:
            self.refused += 1
            return TOO_MANY
        self.window.append(now)
        if chat in self.asked:
            began, answered = self.asked.pop(chat)
            answered.set_result((now - began) * 1000)
        elif chat < FIRST_PERSON:
            self.again += chat in self.chats
            self.first = self.first if self.chats else len(self.times)
            self.last = len(self.times) + 1
            self.chats.add(chat)
        self.times.append(now)
        return _good({"message_id": len(self.times) + 1, "date": 1, "chat": {"id": chat, "type": "private"}})

    async def new_updates(self, offset: int) -> dict[str, Any]:
        """What people wrote; those before the offset are known to have arrived."""
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        if not self.updates:
            self.fed.clear()
            try:
                await asyncio.wait_for(self.fed.wait(), POLL_SECONDS)
            except TimeoutError:
                return _good([])
        return _good(self.updates)

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
        times, self.times = self.times[self.first : self.last], array("d")
        seconds = times[-1] - times[0] if times else 0.0
        used = process_time()
        found = {
            "messages": len(times),
            "seconds": seconds,
            "busiest": _busiest(times),
            "refused": self.refused,
            "again": self.again,
            "used": used - self.used,
        }
        self.refused = self.again = self.first = self.last = 0
        self.used, self.chats = used, set()
        return found


class Connection(asyncio.Protocol):
    """One connection of the bot: a call after the other, as HTTP/1.1 has it."""

    def __init__(self, server: Counting, delay: float) -> None:
        self.server = server
        self.delay = delay
        self.left = b""
        self.polling: set[asyncio.Task[None]] = set()
        self.transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It stays open until the bot closes it."""
        self.transport = transport

    def connection_lost(self, _problem: Exception | None) -> None:
        """Nobody waits for an answer any more."""
        for task in self.polling:
            task.cancel()

    def data_received(self, data: bytes) -> None:
        """A piece of a call; as soon as it is whole it is answered."""
        self.left += data
        head, found, rest = self.left.partition(b"\r\n\r\n")
        if not found:
            return
        size = _length(head)
        if len(rest) >= size:
            self.left = rest[size:]
            method, _, query = head.split(b" ", 2)[1].rpartition(b"/")[2].partition(b"?")
            self._call(method, query or rest[:size])

    def _call(self, method: bytes, given: bytes) -> None:
        if method == b"sendMessage":
            answer = self.server.take(int(_given(given, "chat_id")))
            if self.delay:
                asyncio.get_running_loop().call_later(self.delay, self._answer, answer)
            else:
                self._answer(answer)
        elif method == b"getUpdates":
            task = asyncio.create_task(self._poll(int(_given(given, "offset"))))
            self.polling.add(task)
            task.add_done_callback(self.polling.discard)
        else:
            self._answer(_good(ME if method == b"getMe" else True))

    async def _poll(self, offset: int) -> None:
        self._answer(await self.server.new_updates(offset))

    def _answer(self, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        status = b"200 OK" if answer["ok"] else b"429 Too Many Requests"
        head = b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        if not self.transport.is_closing():
            self.transport.write(head % (status, len(body)) + body)


def _length(head: bytes) -> int:
    """How long the body is; none where the head does not say."""
    value = head.lower().partition(b"\r\ncontent-length:")[2]
    return int(value.partition(b"\r\n")[0] or 0)


def _given(form: bytes, name: str) -> str:
    """One value of a form, 0 where it has none. The last is found without reading the long text before it."""
    last = form[form.rfind(b"&") + 1 :]
    if last.startswith(name.encode() + b"="):
        return last.partition(b"=")[2].decode()
    return parse_qs(form.decode()).get(name, ["0"])[0]


def _busiest(times: array[float]) -> int:
    """The most that came in any half-open second."""
    busiest = first = 0
    for last, at in enumerate(times):
        while at - times[first] >= 1.0:
            first += 1
        busiest = max(busiest, last - first + 1)
    return busiest


def _good(result: Any) -> dict[str, Any]:
    return {"ok": True, "result": result}


async def main() -> None:
    server = Counting(int(sys.argv[1]))
    delay = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    listening = await asyncio.get_running_loop().create_server(
        lambda: Connection(server, delay), "127.0.0.1", 0
    )
    print(listening.sockets[0].getsockname()[1], flush=True)
    gc.freeze()
    while line := await asyncio.to_thread(sys.stdin.readline):
        task = json.loads(line)
        found = await server.ask(task["ask"], task["every"]) if "ask" in task else server.count()
        print(json.dumps(found), flush=True)
    listening.close()


if __name__ == "__main__":
    asyncio.run(main())
