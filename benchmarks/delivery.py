"""How fast a broadcast goes out, and how fast commands are answered beside it: the real bot, over HTTP on this machine.

    python benchmarks/delivery.py [sqlite|postgresql] [RATE:SUBSCRIBERS[:SECONDS[:DELAY]] …]

For each RATE (what Telegram allows in a second; above 30 it is paid for) and number of SUBSCRIBERS the outbox holds one
message for each of them; `python -m bot` sends them to a Bot API server that refuses whatever is above the rate in any
second, and answers each after DELAY seconds. With SECONDS (if not 0) the broadcast is stopped after so many. Beside it
people ask something four times a second. The rate is counted by the server, from the first message to the last. The
marks: 97 of 100 of the allowed rate, and the 99th percentile of a command's answer within a second.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import signal
import statistics
import sys
import tempfile
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from outgoing import put  # noqa: E402
from sqlalchemy import func, select, update  # noqa: E402

from benchmarks.webhooks import percentile  # noqa: E402
from bot.delivery.tables import outbox  # noqa: E402
from briefs.store import Store  # noqa: E402

MARK_SHARE = 0.97
MARK_ANSWER = 1000.0
FREE_RATE = 30
WHOLE = ("30:10000:60", "1000:10000", "1000:100000")
QUESTIONS = ("/help", "/partner australia", "/commitments 2021", "/privacy", "/upcoming")
HTML = "<b>Your digest</b>\n" + "\n".join(
    f"{n}. A line of <i>what came</i>, as long as lines are." for n in range(20)
)
BUTTONS = [[{"label": str(n), "data": f"q:{n}"} for n in range(6)]]
EVERY = 0.25


@dataclass(frozen=True, slots=True)
class Case:
    """One measurement; ``seconds`` of the broadcast are watched, all of it where they are 0.

    ``delay`` is what an answer of the server takes.
    """

    rate: int
    subscribers: int
    seconds: float = 0.0
    delay: float = 0.0

    @classmethod
    def of(cls, words: str) -> Case:
        """RATE:SUBSCRIBERS, and where they are given the seconds and the delay."""
        rate, subscribers, *times = words.split(":")
        return cls(int(rate), int(subscribers), *map(float, times))


class Beside:
    """The process that plays Telegram; see ``telegram_counting.py``."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self.process = process
        self.base = f"http://127.0.0.1:{port}"

    async def ask(self, **task: Any) -> Any:
        """Give it a task; what it found comes back."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(task).encode() + b"\n")
        return json.loads(await self.process.stdout.readline())


@asynccontextmanager
async def telegram(case: Case) -> Any:
    pipe = asyncio.subprocess.PIPE
    script = str(Path(__file__).parent / "telegram_counting.py")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        script,
        str(case.rate),
        str(case.delay),
        stdin=pipe,
        stdout=pipe,
        limit=2**24,
    )
    assert process.stdin
    assert process.stdout
    try:
        yield Beside(process, int(await process.stdout.readline()))
    finally:
        process.stdin.close()
        await process.wait()


@asynccontextmanager
async def bot(folder: Path, address: str, case: Case, base: str) -> Any:
    """The program as it is started; it does not outlive the measurement."""
    environ = {
        "PATH": os.environ["PATH"],
        "AIDE_DATA": str(folder),
        "DATABASE_URL": address,
        "LOG_LEVEL": "warning",
        "TELEGRAM_BOT_TOKEN": "123456:a-token-of-the-tests-that-opens-nothing",
        "TELEGRAM_BASE_URL": f"{base}/bot",
        "TELEGRAM_BASE_FILE_URL": f"{base}/file/bot",
        "TELEGRAM_BROADCAST_RATE": str(case.rate),
        "TELEGRAM_PAID_BROADCAST": "on" if case.rate > FREE_RATE else "off",
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", cwd=ROOT, env=environ)
    try:
        yield process
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 40)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def waiting(store: Store) -> int:
    with store.reading() as connection:
        is_open = outbox.c.state.in_(["waiting", "sending"])
        return connection.scalar(select(func.count()).select_from(outbox).where(is_open)) or 0


def memory(process: Any) -> tuple[float, float]:
    """Megabytes that the process holds now for itself, and the most it ever held with the files that it looks into.

    A SQLite file is such a file, and its pages are the system's to take back. 0 where the system does not tell.
    """
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return 0.0, 0.0
    found = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    return int(found["RssAnon"].split()[0]) / 1024, int(found["VmHWM"].split()[0]) / 1024


def processor(process: Any) -> float:
    """Seconds of the processor that the process has used; 0 where the system does not tell."""
    status = Path(f"/proc/{process.pid}/stat")
    if not status.exists():
        return 0.0
    fields = status.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measured(case: Case, address: str, folder: Path) -> dict[str, Any]:
    store = Store.open(address)
    texts = [QUESTIONS[n % len(QUESTIONS)] for n in range(40)]
    async with telegram(case) as beside, bot(folder, address, case, beside.base) as process:
        await beside.ask(ask=["/help", *QUESTIONS], every=0.5)  # the first ones fill caches
        idle = await beside.ask(ask=texts, every=EVERY)
        held = [memory(process)[0]]
        await beside.ask(count=True)
        used = processor(process)
        put(store, range(1, case.subscribers + 1), HTML, buttons=BUTTONS, at=datetime.now(UTC))
        answers: list[float] = []
        started = perf_counter()
        while waiting(store) and not (case.seconds and perf_counter() - started > case.seconds):
            answers += await beside.ask(
                ask=texts[: max(4, min(40, case.subscribers // case.rate))], every=EVERY
            )
            held.append(memory(process)[0])
        found = await beside.ask(count=True)
        found["worked"] = processor(process) - used
        with store.writing() as connection:
            connection.execute(update(outbox).values(state="withdrawn"))
        found |= {"idle": idle, "beside": answers, "held": held, "most": memory(process)[1]}
    store.close()
    return found


def show(case: Case, found: dict[str, Any]) -> bool:
    rate = (found["messages"] - 1) / found["seconds"]
    share = rate / case.rate
    worst = percentile(found["beside"], 0.99)
    well = share >= MARK_SHARE and worst <= MARK_ANSWER
    part = f", the first {case.seconds:.0f} s" if case.seconds else ""
    part += f", answered after {case.delay * 1000:.0f} ms" if case.delay else ""
    print(f"{case.subscribers} subscribers at {case.rate}/s{part}: {found['messages']} messages")
    print(
        f"  {rate:.1f}/s, {100 * share:.1f} % of the rate; busiest second {found['busiest']}, "
        f"refused {found['refused']}, sent twice {found['again']}"
    )
    each = 1000 / found["messages"]
    print(
        f"  processor time for a message: the bot {found['worked'] * each:.2f} ms, with the answers; "
        f"the server {found['used'] * each:.2f} ms"
    )
    for name in ("idle", "beside"):
        times = found[name]
        print(
            f"  answers {'at idle' if name == 'idle' else 'beside the broadcast'}: "
            f"p50 {statistics.median(times):.1f} ms, p99 {percentile(times, 0.99):.1f} ms ({len(times)})"
        )
    held = found["held"]
    print(
        f"  memory {held[0]:.0f} MB at idle, {held[len(held) // 2]:.0f} half-way, {held[-1]:.0f} at the end; "
        f"with mapped files {found['most']:.0f} MB at most"
    )
    print(f"  marks of {100 * MARK_SHARE:.0f} % and {MARK_ANSWER:.0f} ms: {'held' if well else 'MISSED'}\n")
    return well


@contextmanager
def database(kind: str, folder: Path) -> Any:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    from conftest import _database, _own_server

    with _own_server(folder / "server") as server, _database(server) as address:
        yield address


def main() -> int:
    words = sys.argv[1:]
    kind = words.pop(0) if words and ":" not in words[0] else "sqlite"
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    version = platform.python_version()
    print(
        f"{datetime.now(UTC):%Y-%m-%d} · {kind} · Python {version} · {os.cpu_count()} cores · load {load}\n"
    )
    well = True
    for case in map(Case.of, words or WHOLE):
        with tempfile.TemporaryDirectory() as name, database(kind, Path(name)) as address:
            well &= show(case, asyncio.run(measured(case, address, Path(name))))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
