"""How fast the whole parser reads, beside spaCy, dateparser and a bare expression, over the same text in one run.

    python -m benchmarks.reading [--megabytes 20] [options of pyperf, as -o FILE or --quiet]

pyperf starts a process of its own for every value, so that no reader profits or suffers from another; here all of
them stand on one core, and what counts is the processor's time, which other programs do not disturb as much as the
clock's. Every reader does its work on one text first, before its time is taken. Slow peers read a part of the
text, which has every document at least once; all are compared by bytes a second.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import process_time
from typing import Any

import pyperf

from benchmarks import corpus, peers

PROCESSES = 3
MARK_DOCUMENTS = 150


@dataclass(frozen=True, slots=True)
class Peer:
    """A reader to measure: the share of the text that it reads, and how many times faster the parser must be."""

    name: str
    make: Callable[[], peers.Reader]
    share: float = 1.0
    mark: float | None = None
    needs: str | None = None


PEERS = (
    Peer("the parser", peers.parser),
    Peer("(a) spaCy blank, sentencizer and Matcher", peers.blank_spacy, 0.1, mark=3, needs="spacy"),
    Peer("    the same with its PhraseMatcher", peers.spacy_phrases, 0.1, needs="spacy"),
    Peer("(b) dateparser.search_dates", peers.dates, 0.04, mark=100),
    Peer("(c) one alternation of all verbs", peers.alternation),
    Peer("(d) spaCy small English pipeline", peers.small_spacy, 0.04, mark=25, needs=peers.SMALL_MODEL),
)


def seconds(_loops: int, peer: Peer, megabytes: float) -> float:
    """The processor's seconds for one pass over a peer's share of the text."""
    documents = corpus.repeated(int(megabytes * peer.share * corpus.MEGABYTE))
    reader = peer.make()
    assert reader(documents[:1]) >= 0
    started = process_time()
    found = reader(documents)
    spent = process_time() - started
    assert found > 0
    return spent


def pass_on(command: list[str], arguments: Any) -> None:
    """Tell a worker what the whole run was told."""
    command += ["--megabytes", str(arguments.megabytes)]


def report(rows: list[tuple[Peer, Any]], megabytes: float) -> int:
    """Print the table and how each mark stands; gives 1 where one is missed."""
    speeds: dict[str, float] = {}
    print(f"\n{corpus.name()}, repeated to {megabytes:g} MB; one core")
    print(f"{'':<44}{'MB read':>9}{'MB/s':>9}{'± %':>6}{'documents/s':>13}")
    for peer, bench in rows:
        documents = corpus.repeated(int(megabytes * peer.share * corpus.MEGABYTE))
        read = corpus.size(documents) / corpus.MEGABYTE
        mean = bench.mean()
        spread = 100 * bench.stdev() / mean if bench.get_nvalue() > 1 else 0.0
        speeds[peer.name] = read / mean
        print(f"{peer.name:<44}{read:>9.2f}{read / mean:>9.3f}{spread:>6.1f}{len(documents) / mean:>13.0f}")
    ours, rate = speeds[PEERS[0].name], 0.0
    whole = corpus.once()
    rate = ours * corpus.MEGABYTE / corpus.size(whole) * len(whole)
    print(f"\n{'documents a second and core':<44}{rate:>9.0f}   mark {MARK_DOCUMENTS}")
    missed = rate < MARK_DOCUMENTS
    for peer, _ in rows:
        if peer.mark is not None:
            times = ours / speeds[peer.name]
            missed = missed or times < peer.mark
            print(f"{'times as fast as ' + peer.name:<44}{times:>9.1f}   mark {peer.mark:g}")
    for peer in PEERS:
        if peer.needs and not peers.installed(peer.needs):
            print(f"{peer.name}: not measured, {peer.needs} is not installed; `make bench` installs it")
    return int(missed)


def main() -> int:
    runner = pyperf.Runner(
        processes=PROCESSES,
        values=1,
        warmups=0,
        loops=1,
        program_args=("-m", "benchmarks.reading"),
        add_cmdline_args=pass_on,
    )
    runner.argparser.add_argument("--megabytes", type=float, default=20.0)
    arguments = runner.parse_args()
    if not arguments.worker:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rows: list[tuple[Peer, Any]] = []
    for peer in PEERS:
        if peer.needs and not peers.installed(peer.needs):
            continue
        work = partial(seconds, peer=peer, megabytes=arguments.megabytes)
        bench = runner.bench_time_func(peer.name, work)
        if bench is not None:
            rows.append((peer, bench))
    return 0 if arguments.worker else report(rows, arguments.megabytes)


if __name__ == "__main__":
    sys.exit(main())
