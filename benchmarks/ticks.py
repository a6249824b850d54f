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
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from sqlalchemy import func, select  # noqa: E402

from benchmarks.followers import DUE, INTERESTS, MINUTE, NOW, arrive, fill, make_due, opened  # noqa: E402
from bot.delivery.tables import letters, matches, outbox  # noqa: E402
from bot.delivery.tick import Ticked, Ticker  # noqa: E402
from briefs.library import Library  # noqa: E402

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
        ticker = Ticker(library.store, library, partial(library.store.keep_question, now=NOW), "bench")
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


def thousand_alone(library: Library) -> float:
    """A thousand due in a store that holds no other, twice: the first time compiles what the second uses."""
    ticker = Ticker(library.store, library, partial(library.store.keep_question, now=NOW), "alone")
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
