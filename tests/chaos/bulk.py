"""Reads many documents in while the process is killed again and again, and sees that each is there once, whole.

python tests/chaos/bulk.py [DOCUMENTS] [KILLS] [DATABASE_URL]    10000, 50, and a file of its own if nothing is said
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

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


def start(folder: Path, environ: dict[str, str]) -> subprocess.Popen[str]:
    """The bulk read, in a session of its own, so that its workers can be killed with it."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefs", "add", str(folder)],
        cwd=ROOT,
        env={**os.environ, **environ, "PYTHONUNBUFFERED": "1"},  # noqa: TID251 - the door of the tests
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def killed_after(lines: int, folder: Path, environ: dict[str, str]) -> int:
    """Kills the read once it has told of so many documents; returns how many it told of, fewer where it was done."""
    running = start(folder, environ)
    told = 0
    assert running.stdout is not None
    for _ in running.stdout:
        told += 1
        if told >= lines:
            break
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.stdout.close()
    running.wait()
    return told


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
    """How many rows there are of each document where nobody disturbed the reading of it."""
    from briefs import intake, lexicon
    from briefs.parsing import parser

    rules = lexicon.load(lexicon.config_folder())
    address = f"sqlite:///{place / 'unhurt.sqlite3'}"
    store = Store.open(address)
    papers = [intake.read_path(path) for path in sorted(folder.iterdir())]
    store.add_all([(paper, parser.read(paper, rules)) for paper in papers], datetime(2026, 3, 2, tzinfo=UTC))
    store.close()
    return parts_of(address)


def run(count: int, kills: int, address: str, place: Path, seed: int = 1) -> list[str]:
    """Kills the read at so many places of it, lets it end, and returns what is wrong."""
    folder = place / "documents"
    folder.mkdir()
    write(folder, count)
    whole = unhurt(folder, place)
    wrong = [] if len(whole) == count else [f"only {len(whole)} of {count} documents came in unhurt"]
    environ = {"DATABASE_URL": address, "AIDE_SAMPLES": "off"}
    pick = random.Random(seed)  # noqa: S311 - the same places of every run
    for kill in range(kills):
        told = killed_after(pick.randint(1, count), folder, environ)
        wrong += [f"after kill {kill + 1}, at document {told}: {each}" for each in faults(address, whole)]
    _end(folder, environ)
    wrong += faults(address, whole)
    missing = whole.keys() - parts_of(address).keys()
    return wrong + ([f"{len(missing)} documents are lost"] if missing else [])


def _end(folder: Path, environ: dict[str, str]) -> None:
    running = start(folder, environ)
    output, _ = running.communicate()
    assert running.returncode == 0, output[-2000:]


def main() -> int:
    given = [*sys.argv[1:], *("10000", "50")[len(sys.argv) - 1 :]]
    count, kills = int(given[0]), int(given[1])
    started = perf_counter()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        address = given[2] if len(given) > 2 else f"sqlite:///{place / 'store.sqlite3'}"
        wrong = run(count, kills, address, place)
    for each in wrong:
        print(each)  # noqa: T201 - a script for a person
    print(  # noqa: T201
        f"{count} documents, killed {kills} times: {len(wrong)} faults; {perf_counter() - started:.0f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
