"""Reads many documents in while the process is killed again and again, and sees that each is there once, whole.

python tests/chaos/bulk.py [DOCUMENTS] [KILLS] [sqlite|postgresql|DATABASE_URL]    10000, 50 and sqlite if nothing is said
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, sleep
from typing import IO

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from sqlalchemy import func, select  # noqa: E402 - the program stands beside the tests

from briefs.store import Store  # noqa: E402
from briefs.store.beside import bands  # noqa: E402
from briefs.store.tables import documents, outcome_parties, outcomes, paragraphs, texts  # noqa: E402

STATES = "Cambodia Laos Thailand Japan Australia Canada India Nepal Bhutan Mongolia Norway Sweden Spain Italy".split()
GOODS = (
    "rice pepper timber silk coffee tea salt fish rubber cotton maize sugar copper pearls honey wool".split()
)
WORKS = (
    "bridges wells schools harbours railways clinics roads canals ferries markets archives gardens".split()
)

ANYWHERE = 0.2
A_START = 3.0
"""Seconds within which a kill comes that may hit a start, or the stepping over what is known."""
A_BATCH = 0.4
"""Seconds within which a kill comes after a batch was told of: in which the next one is read and written."""
LOOKED_EVERY = 0.01


def text_of(number: int) -> str:
    """One document of few sentences, like no other, with a pledge and a request."""
    pick = random.Random(number)  # noqa: S311 - the same document for the same number
    giver, taker = pick.sample(STATES, 2)
    goods, works = pick.sample(GOODS, 3), pick.sample(WORKS, 4)
    return (
        f"{giver} and {taker} meet for the {number}th time\n\n"
        f"The ministers of {giver} and {taker} held talks number {number} on {goods[0]}, {goods[1]} and {works[0]}.\n\n"
        f"{giver} will give {taker} {number + 3} million dollars for {works[1]} and {works[2]} in {number} villages.\n\n"
        f"{taker} asked {giver} to buy {number} tonnes of {goods[2]} and to send engineers for its {works[3]}.\n"
    )


def write(folder: Path, count: int) -> None:
    """The documents as files."""
    for number in range(1, count + 1):
        (folder / f"{number:06}.txt").write_text(text_of(number), encoding="utf-8")


@dataclass(slots=True)
class Told:
    """What the reads said: how many documents went in, how many were there already, and what was wrong afterwards.

    ``early`` counts the kills that came before a document went in: in a start, or while known files were stepped over.
    """

    read: int = 0
    known: int = 0
    early: int = 0
    wrong: list[str] = field(default_factory=list)


def start(folder: Path, environ: dict[str, str], told: IO[bytes]) -> subprocess.Popen[bytes]:
    """The bulk read, in a session of its own, so that its workers can be killed with it."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefs", "add", str(folder)],
        cwd=ROOT,
        env={**os.environ, **environ, "PYTHONUNBUFFERED": "1"},  # noqa: TID251 - the door of the tests
        stdout=told,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def killed(folder: Path, environ: dict[str, str], documents: int, seconds: float) -> tuple[int, int]:
    """Kills the read so many seconds after so many documents went in, if it still goes on; returns how many it said
    went in, and how many it said were there.
    """
    with tempfile.TemporaryFile() as told:
        running = start(folder, environ, told)
        while running.poll() is None and _counted(told)[0] < documents:
            sleep(LOOKED_EVERY)
        with suppress(subprocess.TimeoutExpired):
            running.wait(seconds)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return _counted(told)


def _counted(told: IO[bytes]) -> tuple[int, int]:
    told.seek(0)
    said = told.read()
    known = said.count(b"  known already: ")
    return said.count(b"  new: "), known


def faults(address: str, whole: dict[str, tuple[int, ...]] | None = None) -> list[str]:
    """What is wrong with a store: documents that are there twice, or without a part of what was read in them."""
    store = Store.open(address)
    try:
        with store.reading() as connection:
            found = [
                name
                for name, times in Counter(connection.scalars(select(documents.c.sha256))).items()
                if times > 1
            ]
            wrong = [f"{len(found)} texts are there more than once"] if found else []
            if whole is not None:
                parts = _parts(connection)
                broken = [name for name, numbers in parts.items() if numbers != whole[name]]
                wrong += [f"{len(broken)} documents are not whole, such as {broken[0]}"] if broken else []
            if store.dialect == "sqlite":
                verdict = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
                wrong += [f"the file says: {verdict}"] if verdict != "ok" else []
            return wrong
    finally:
        store.close()


def parts_of(address: str) -> dict[str, tuple[int, ...]]:
    """How many rows there are of each document in each table."""
    store = Store.open(address)
    try:
        with store.reading() as connection:
            return _parts(connection)
    finally:
        store.close()


def _parts(connection) -> dict[str, tuple[int, ...]]:  # type: ignore[no-untyped-def]
    names = {row[0]: row[1] for row in connection.execute(select(documents.c.number, documents.c.name))}
    counted: dict[int, list[int]] = {number: [] for number in names}
    of_outcome = select(outcomes.c.document, func.count()).join(
        outcome_parties, outcome_parties.c.outcome == outcomes.c.number
    )
    queries = [select(table.c.document, func.count()) for table in (texts, paragraphs, outcomes, bands)]
    for query, column in [
        *((query, query.selected_columns[0]) for query in queries),
        (of_outcome, outcomes.c.document),
    ]:
        rows = {row[0]: row[1] for row in connection.execute(query.group_by(column))}
        for number, numbers in counted.items():
            numbers.append(rows.get(number, 0))
    return {names[number]: tuple(numbers) for number, numbers in counted.items()}


def unhurt(folder: Path, place: Path) -> dict[str, tuple[int, ...]]:
    """How many rows there are of each document where nobody disturbed the same command."""
    address = f"sqlite:///{place / 'unhurt.sqlite3'}"
    _end(folder, {"DATABASE_URL": address, "AIDE_SAMPLES": "off"})
    return parts_of(address)


def run(count: int, kills: int, address: str, place: Path, seed: int = 1) -> Told:
    """Reads ``count`` documents into an empty database with so many kills, spread over the reading; ``place`` is empty.

    One kill in five comes anywhere in a start. The others come within so many documents that the last ones are read in
    when the last kill is done.
    """
    folder = place / "documents"
    folder.mkdir()
    write(folder, count)
    whole = unhurt(folder, place)
    report = Told(
        wrong=[] if len(whole) == count else [f"only {len(whole)} of {count} documents came in unhurt"]
    )
    environ = {"DATABASE_URL": address, "AIDE_SAMPLES": "off"}
    pick = random.Random(seed)  # noqa: S311 - the same moments of every run
    for kill in range(kills):
        anywhere = pick.random() < ANYWHERE
        left = count - report.read
        most = min(2 * left // (kills - kill), left - 1)
        documents = 0 if anywhere else pick.randint(1, max(1, most))
        seconds = pick.uniform(0, A_START if anywhere else A_BATCH)
        read, known = killed(folder, environ, documents, seconds)
        report.read += read
        report.known += known
        report.early += not read
        report.wrong += [f"after kill {kill + 1}: {each}" for each in faults(address, whole)]
        if (kill + 1) % 10 == 0:
            print(f"{kill + 1} kills, {report.read} documents read in", file=sys.stderr, flush=True)  # noqa: T201
    _end(folder, environ)
    report.wrong += faults(address, whole)
    missing = whole.keys() - parts_of(address).keys()
    report.wrong += [f"{len(missing)} documents are lost"] if missing else []
    return report


def _end(folder: Path, environ: dict[str, str]) -> None:
    with tempfile.TemporaryFile() as told:
        status = start(folder, environ, told).wait()
        told.seek(0)
        assert status == 0, told.read()[-2000:].decode()


@contextmanager
def database(named: str, place: Path) -> Iterator[str]:
    """The address of an empty database: a file, one on a server of its own, or the one that is named."""
    if named == "sqlite":
        yield f"sqlite:///{place / 'store.sqlite3'}"
    elif named == "postgresql":
        from conftest import _database, _own_server

        with _own_server(place / "server") as server, _database(server) as address:
            yield address
    else:
        yield named


def main() -> int:
    given = [*sys.argv[1:], *("10000", "50", "sqlite")[len(sys.argv) - 1 :]]
    count, kills = int(given[0]), int(given[1])
    started = perf_counter()
    with tempfile.TemporaryDirectory() as name, database(given[2], Path(name)) as address:
        place = Path(name)
        report = run(count, kills, address, place)
    for each in report.wrong:
        print(each)  # noqa: T201 - a script for a person
    kind = given[2].partition(":")[0]
    print(  # noqa: T201
        f"{kind}: {count} documents, killed {kills} times ({report.early} of them before one more was in); "
        f"{report.known} times a file was stepped over as known; {len(report.wrong)} faults; "
        f"{perf_counter() - started:.0f} s"
    )
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
