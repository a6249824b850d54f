"""A broadcast by the real bot process, which is killed over and over, to a Telegram that is as bad as the net can be.

    python tests/chaos/broadcast.py [sqlite|postgresql] [--chats N] [--kills N] [--processes N] [--seed N]

Every live chat must have the digest; none more often than it had sends whose outcome the bot could not know (killed, or
cut off, between the request and its record); a chat that has closed itself is not written to again; every question that
was asked meanwhile is answered. On PostgreSQL two processes share the work.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "chaos")]

from bot_api_server import TOKEN  # noqa: E402
from fickle_telegram import FIRST_PERSON, FickleTelegram, Moods  # noqa: E402
from outgoing import put  # noqa: E402
from sqlalchemy import func, select  # noqa: E402

from bot.delivery.tables import inbox, outbox  # noqa: E402
from bot.telegram_nouns import Person  # noqa: E402
from briefs.store import Store  # noqa: E402

LONGEST_LIFE = 1.2
"""Seconds from the first message that a process sends to its end."""

ASKED_EVERY = 1.5
"""Seconds between two questions of people."""

LAST_SECONDS = 240.0
"""How long the work may take once nobody is killed any more: claims run out, what was put off is due again."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to happen: how many chats, kills and processes, how many messages a second."""

    address: str
    folder: Path
    chats: int = 2000
    kills: int = 100
    processes: int = 1
    rate: int = 20
    seed: int = 1
    moods: Moods = field(default_factory=Moods)
    longest_life: float = LONGEST_LIFE


@dataclass(slots=True)
class Report:
    """What happened. ``held`` are the chats whose messages a process had claimed and not yet recorded when it was killed,
    ``struck`` counts for each chat the kills between its message's arrival and the record of it.
    """

    kills: int = 0
    early: int = 0
    struck: Counter[int] = field(default_factory=Counter)
    held: dict[str, set[int]] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    seconds: float = 0.0
    states: dict[str, int] = field(default_factory=dict)
    doubts: int = 0
    open_at_end: int = 0
    unanswered: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    log: list[str] = field(default_factory=list)


class Broadcast:
    """The harness: starts processes, kills them, and looks into their store."""

    def __init__(self, plan: Plan, server: FickleTelegram, store: Store) -> None:
        self.plan = plan
        self.server = server
        self.store = store
        self.chance = random.Random(plan.seed)  # noqa: S311 - chance that can be repeated
        self.report = Report()
        self.lives = 0

    async def run(self) -> Report:
        """Kill as often as planned while there is something to send; then let the work be finished."""
        started = monotonic()
        put(self.store, range(1, self.plan.chats + 1), "<b>Digest</b>\nwhat came", at=_now())
        asking = asyncio.create_task(self._ask())
        try:
            await asyncio.gather(*(self._lives(number) for number in range(self.plan.processes)))
        finally:
            asking.cancel()
        self.report.seconds = monotonic() - started
        self._look()
        return self.report

    async def _ask(self) -> None:
        """People ask all the while, each once."""
        while self.report.kills < self.plan.kills:
            person = Person(FIRST_PERSON + len(self.report.asked))
            self.report.asked.append(person.id)
            await self.server.feed(self.server.telegram.said("/privacy", person))
            await asyncio.sleep(ASKED_EVERY)

    async def _lives(self, number: int) -> None:
        """One process after the other in one place, killed at random moments; the last may live."""
        while self.report.kills < self.plan.kills and self._open():
            self.lives += 1
            name = f"p{number}l{self.lives}"
            async with self._process(name) as process:
                log = asyncio.create_task(process.stderr.read())
                await self._moment(name, process)
                if process.returncode is not None:
                    raise AssertionError(f"{name} ended by itself: {(await log).decode()[-2000:]}")
                process.kill()
                await process.wait()
                self._note_kill(name, (await log).decode())
        async with self._process(f"p{number}last") as process:
            log = asyncio.create_task(process.stderr.read())
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_SECONDS):
                    while self._open() or self._unanswered():  # noqa: ASYNC110 - it happens in another process
                        await asyncio.sleep(0.3)
            process.send_signal(signal.SIGTERM)
            self.report.statuses.append(await process.wait())
            self._note_log((await log).decode())

    async def _moment(self, name: str, process: asyncio.subprocess.Process) -> None:
        """Wait for the moment to kill: mostly soon after the first message, sometimes anywhere in the start."""
        if self.chance.random() < 0.1:
            await asyncio.sleep(self.chance.uniform(0, 2.0))
            self.report.early += 1
            return
        until = monotonic() + 20
        while not self.server.calls[name] and monotonic() < until and process.returncode is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await asyncio.sleep(self.chance.uniform(0, self.plan.longest_life))

    def _note_kill(self, name: str, log: str) -> None:
        """Which chats' own sends the kill hit: the server has their message, and the store does not know it."""
        self._note_log(log)
        self.report.kills += 1
        worker = next((line["worker"] for line in _lines(log) if "worker" in line), None)
        with self.store.reading() as connection:
            held = (outbox.c.state == "sending") & (outbox.c.claimed_by == worker)
            chats = set(connection.scalars(select(outbox.c.chat).where(held)))
        self.report.held[name] = chats

    def _note_log(self, log: str) -> None:
        faults = [line for line in _lines(log) if line.get("level") in ("error", "critical")]
        self.report.log += [json.dumps(line)[:600] for line in faults]

    @asynccontextmanager
    async def _process(self, name: str) -> AsyncIterator[Any]:
        kept = {key: value for key in ("PATH", "HOME", "LANG") if (value := os.getenv(key))}  # noqa: TID251
        environ = {
            "AIDE_DATA": str(self.plan.folder),
            "AIDE_SAMPLES": "off",
            "DATABASE_URL": self.plan.address,
            "LOG_FORMAT": "json",
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_BROADCAST_RATE": str(self.plan.rate),
            **self.server.address(name),
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            cwd=ROOT,
            env=kept | environ,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    def _open(self) -> int:
        with self.store.reading() as connection:
            waits = outbox.c.state.in_(["waiting", "sending"])
            return connection.scalar(select(func.count()).select_from(outbox).where(waits)) or 0

    def _unanswered(self) -> list[int]:
        return [person for person in self.report.asked if not self.server.answers[person]]

    def _look(self) -> None:
        report = self.report
        report.open_at_end = self._open()
        report.unanswered = self._unanswered()
        with self.store.reading() as connection:
            by_state = select(outbox.c.state, func.count()).group_by(outbox.c.state)
            report.states = {state: number for state, number in connection.execute(by_state)}  # noqa: C416
            report.doubts = connection.scalar(select(func.sum(outbox.c.doubts))) or 0
            left = select(func.count()).select_from(inbox).where(inbox.c.done_at.is_(None))
            report.open_at_end += connection.scalar(left) or 0
        for name, chats in report.held.items():
            report.struck += Counter(chat for chat in chats if self.server.by[name, chat])


def faults(plan: Plan, server: FickleTelegram, report: Report) -> list[str]:
    """What should not have happened, in sentences; nothing is as it must be."""
    found = []
    chats = range(1, plan.chats + 1)
    without = [chat for chat in chats if not server.copies[chat] and chat not in server.closed]
    often = [chat for chat in chats if server.copies[chat] > 1 + report.struck[chat] + server.unheard[chat]]
    again = [
        chat
        for chat in server.closed
        if server.late[chat] > _killed_before_they_noted_it(server, report, chat)
    ]
    people = [person for person in report.asked if server.answers[person] > 1 + report.kills]
    if without:
        found.append(f"{len(without)} live chats have no digest, such as {without[:5]}.")
    if often:
        found.append(f"{len(often)} chats have it more often than their sends were hit, such as {often[:5]}.")
    if again:
        found.append(f"{len(again)} chats were written to after they had closed, such as {again[:5]}.")
    if report.unanswered or people:
        found.append(f"Questions without an answer: {report.unanswered[:5]}; with too many: {people[:5]}.")
    if report.open_at_end:
        found.append(f"{report.open_at_end} messages or updates are still open.")
    if report.kills < plan.kills:
        found.append(f"Everything was sent after {report.kills} kills; {plan.kills} were planned.")
    if any(report.statuses) or report.log:
        found.append(f"The processes ended with {report.statuses} and logged {report.log[:3]}.")
    return found


def _killed_before_they_noted_it(server: FickleTelegram, report: Report, chat: int) -> int:
    """Processes that were told that the chat is closed and died before they could write it down: the next one asks."""
    return sum((name, chat) in server.told for name, chats in report.held.items() if chat in chats)


def shown(plan: Plan, server: FickleTelegram, report: Report) -> str:
    """The figures, for a person and for the docs."""
    copies = Counter(server.copies[chat] for chat in range(1, plan.chats + 1))
    spread = ", ".join(f"{count} chats {number}×" for number, count in sorted(copies.items()))
    many = sum(count > 1 for count in server.answers.values())
    held = sum(map(len, report.held.values()))
    lines = (
        f"{plan.chats} chats, {plan.processes} process(es) at a time, {plan.rate} messages/s, seed {plan.seed}",
        f"{report.kills} kills in {report.seconds:.0f} s, {report.early} of them anywhere in the start",
        f"messages that were claimed when a kill came {held}, of which were sent {report.struck.total()}",
        f"copies: {spread}; closed chats {len(server.closed)}, calls to them afterwards {server.late.total()}",
        f"answers that never got through {server.unheard.total()}; doubts counted by the bot {report.doubts}",
        f"outbox: {report.states}; faults: {dict(server.faults)}",
        f"questions {len(report.asked)}, answered {sum(map(bool, server.answers.values()))}, twice {many}",
    )
    return "\n".join(lines)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the processes go by the clock too


def _lines(log: str) -> Iterator[dict[str, Any]]:
    for line in log.splitlines():
        with suppress(ValueError):
            yield json.loads(line)


async def broadcast(plan: Plan) -> tuple[FickleTelegram, Report]:
    """The whole of it over an empty database."""
    store = Store.open(plan.address)
    server = FickleTelegram(random.Random(plan.seed), plan.moods)  # noqa: S311
    try:
        async with server.running():
            report = await Broadcast(plan, server, store).run()
    finally:
        store.close()
    return server, report


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'chaos.sqlite3'}"
        return
    from conftest import _database, _own_server

    with _own_server(folder / "server") as server, _database(server) as address:
        yield address


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("database", nargs="?", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--chats", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--processes", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    processes = given.processes or (1 if given.database == "sqlite" else 2)
    with tempfile.TemporaryDirectory() as name, database(given.database, Path(name)) as address:
        plan = Plan(address, Path(name), given.chats, given.kills, processes, seed=given.seed)
        server, report = asyncio.run(broadcast(plan))
    print(f"{_now():%Y-%m-%d} · {given.database}\n{shown(plan, server, report)}")  # noqa: T201
    wrong = faults(plan, server, report)
    print("\n".join(wrong) or "every live chat has it, none without need twice, none after closing")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
