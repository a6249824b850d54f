"""A broadcast by the real bot process, which is killed over and over, to a Telegram that is as bad as the net can be.

    python tests/chaos/broadcast.py [sqlite|postgresql] [--chats N] [--kills N] [--processes N] [--seed N]

Before each life of the process a few readers' daily digests fall due, so that it composes, writes and sends while it
waits to be killed. Each reader must have one digest made; every live chat must have it; none more often than it had sends
whose outcome the bot could not know (killed, or cut off, between the request and its record); a chat that has closed
itself is not written to again; every question that was asked meanwhile is answered. On PostgreSQL two processes share the
work.
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
from followers import Followers, Made, settled  # noqa: E402
from sqlalchemy import func, select  # noqa: E402

from bot.delivery.tables import inbox, outbox  # noqa: E402
from bot.telegram_nouns import Person  # noqa: E402

LONGEST_LIFE = 1.2
"""Seconds from the first digest that a process sends to its end."""

ANYWHERE = 0.1
IN_A_TICK = 0.4
"""Of the kills so many come anywhere in a start, and so many while digests are made; the others while they are sent."""

LONGEST_TICK = 0.25
"""Seconds from the claim of digests to the kill."""

ASKED_EVERY = 1.5
"""Seconds between two questions of people."""

TOLD_EVERY = 10
"""Kills after which whoever waits for the end is told how far it is."""

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
    rate: int = 30
    seed: int = 1
    moods: Moods = field(default_factory=Moods)
    longest_life: float = LONGEST_LIFE
    samples: bool = True
    tick: float = 0.5
    lease: float = 60.0

    @property
    def wave(self) -> int:
        """How many digests fall due before each life."""
        return -(-self.chats // (self.kills + self.processes))


@dataclass(slots=True)
class Report:
    """What happened. ``held`` are the chats whose messages a process had claimed and not yet recorded when it was killed,
    ``struck`` counts for each chat the kills between its message's arrival and the record of it. ``torn`` counts the kills
    that came while a tick had claimed digests and not written them, ``unwritten`` those digests.
    """

    kills: int = 0
    early: int = 0
    torn: int = 0
    unwritten: int = 0
    made: Made | None = None
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

    def __init__(self, plan: Plan, server: FickleTelegram, followers: Followers) -> None:
        self.plan = plan
        self.server = server
        self.followers = followers
        self.store = followers.store
        self.chance = random.Random(plan.seed)  # noqa: S311 - chance that can be repeated
        self.report = Report()
        self.lives = 0
        self.started = 0.0

    async def run(self) -> Report:
        """Kill as often as planned, each time with something due; then let the work be finished."""
        self.started = monotonic()
        asking = asyncio.create_task(self._ask())
        try:
            await asyncio.gather(*(self._lives(number) for number in range(self.plan.processes)))
        finally:
            asking.cancel()
        self.report.seconds = monotonic() - self.started
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
        while self.report.kills < self.plan.kills:
            self.lives += 1
            name = f"p{number}l{self.lives}"
            self.followers.fall_due(self.plan.wave, _now())
            before = self.followers.claimed(_now())
            async with self._process(name) as process:
                log = asyncio.create_task(process.stderr.read())
                await self._moment(name, process, before)
                if process.returncode is not None:
                    raise AssertionError(f"{name} ended by itself: {(await log).decode()[-2000:]}")
                process.kill()
                await process.wait()
                self._note_kill(name, (await log).decode())
                torn = self.followers.claimed(_now()) - before if self.plan.processes == 1 else set()
                self.report.torn += bool(torn)
                self.report.unwritten += len(torn)
        self.followers.fall_due(self.plan.chats, _now())
        async with self._process(f"p{number}last") as process:
            log = asyncio.create_task(process.stderr.read())
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_SECONDS):
                    while self._to_do() or self._unanswered():  # noqa: ASYNC110 - it happens in another process
                        await asyncio.sleep(0.3)
            process.send_signal(signal.SIGTERM)
            self.report.statuses.append(await process.wait())
            self._note_log((await log).decode())

    async def _moment(
        self, name: str, process: asyncio.subprocess.Process, before: set[tuple[int, str]]
    ) -> None:
        """Wait for the moment to kill: soon after the first digest went out or while digests are made; a few anywhere in the start."""
        kind = self.chance.random()
        if kind < ANYWHERE:
            await asyncio.sleep(self.chance.uniform(0, 2.0))
            self.report.early += 1
            return
        until = monotonic() + 20
        in_tick = kind < ANYWHERE + IN_A_TICK
        while monotonic() < until and process.returncode is None:
            if self.followers.claimed(_now()) - before if in_tick else self.server.pushes[name]:
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(self.chance.uniform(0, LONGEST_TICK if in_tick else self.plan.longest_life))

    def _note_kill(self, name: str, log: str) -> None:
        """Which chats' own sends the kill hit: the server has their message, and the store does not know it."""
        self._note_log(log)
        self.report.kills += 1
        if self.report.kills % TOLD_EVERY == 0:
            seconds = monotonic() - self.started
            print(f"{self.report.kills} kills, {seconds:.0f} s", file=sys.stderr, flush=True)  # noqa: T201
        worker = next((line["worker"] for line in _lines(log) if "worker" in line), None)
        with self.store.reading() as connection:
            held = (outbox.c.state == "sending") & (outbox.c.claimed_by == worker)
            chats = set(connection.scalars(select(outbox.c.chat).where(held)))
        self.report.held[name] = chats

    def _note_log(self, log: str) -> None:
        faults = [line for line in _lines(log) if line.get("level") in ("error", "critical")]
        # That digests are late while everybody who makes them is killed is true, and told as it should be.
        faults = [line for line in faults if not str(line.get("alarm", "")).startswith("late|")]
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
            str(ROOT / "tests" / "chaos" / "hurried.py"),
            str(self.plan.tick),
            str(self.plan.lease),
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

    def _to_do(self) -> int:
        """Digests to be made, and messages to be sent."""
        return self.followers.due(_now()) + self._open()

    def _unanswered(self) -> list[int]:
        return [person for person in self.report.asked if not self.server.answers[person]]

    def _look(self) -> None:
        report = self.report
        report.open_at_end = self._to_do()
        report.made = self.followers.made()
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
    found += _wrongly_made(plan, report.made)
    if any(report.statuses) or report.log:
        found.append(f"The processes ended with {report.statuses} and logged {report.log[:3]}.")
    return found


def _wrongly_made(plan: Plan, made: Made | None) -> Iterator[str]:
    """Each reader has one digest made, of one message: none is lost in a tick that was killed, none is made twice."""
    if made is None or made.digests != plan.chats or made.without:
        yield f"Digests were not made for all of {plan.chats} readers: {made}."
    elif made.several:
        yield f"{len(made.several)} readers had more than one digest made, such as {made.several[:5]}."
    elif many := [chat for chat, messages in made.messages.items() if messages != 1]:
        yield f"{len(many)} chats were written more than one message, such as {many[:5]}."


def _killed_before_they_noted_it(server: FickleTelegram, report: Report, chat: int) -> int:
    """Processes that were told that the chat is closed and died before they could write it down: the next one asks."""
    return sum((name, chat) in server.told for name, chats in report.held.items() if chat in chats)


def shown(plan: Plan, server: FickleTelegram, report: Report) -> str:
    """The figures, for a person and for the docs."""
    copies = Counter(server.copies[chat] for chat in range(1, plan.chats + 1))
    spread = ", ".join(f"{count} chats {number}×" for number, count in sorted(copies.items()))
    many = sum(count > 1 for count in server.answers.values())
    held = sum(map(len, report.held.values()))
    made = report.made.digests if report.made else 0
    torn = f"{report.torn} kills came while {report.unwritten} were claimed and not written"
    torn = torn if plan.processes == 1 else "whose of them were claimed is not told apart between processes"
    lines = (
        f"{plan.chats} chats, {plan.processes} process(es) at a time, {plan.rate} messages/s, seed {plan.seed}",
        f"{report.kills} kills in {report.seconds:.0f} s, {report.early} of them anywhere in the start",
        f"digests made {made}; {torn}",
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
    chats = range(1, plan.chats + 1)
    followers = settled(plan.address, plan.folder, chats, _now(), samples=plan.samples)
    server = FickleTelegram(random.Random(plan.seed), plan.moods)  # noqa: S311
    try:
        async with server.running():
            report = await Broadcast(plan, server, followers).run()
    finally:
        followers.store.close()
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
