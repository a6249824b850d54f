"""How time and memory grow with a document, how soon the first one is read, and whether every run says the same.

python -m benchmarks.limits [PYTHON …]    other interpreters with the program's packages, to compare with this one
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from benchmarks import corpus
from briefs import lexicon, parse_result
from briefs.model import Document
from briefs.parsing import parser

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
STEEPEST = 2.0
"""How much dearer a byte of the longest text may be than one of a text a hundredth as long."""
DEAREST = 20.0
"""Bytes of memory for a byte of text."""
SOONEST = 0.5
"""Seconds from nothing to the first document read."""
STARTS = 7
BATCH = 50


def grown(size: int) -> tuple[float, int]:
    """The processor's seconds for one text of that many characters, and the outcomes in it."""
    rules = lexicon.load(lexicon.config_folder())
    parser.read(Document("Japan will help Laos.", "warm"), rules)
    document = Document(corpus.joined(size), "grown")
    started = process_time()
    found = len(parser.read(document, rules).outcomes)
    return process_time() - started, found


def growth() -> bool:
    print(f"{'characters':>12}{'seconds':>10}{'MB/s':>8}{'outcomes':>10}")
    spent: dict[int, float] = {}
    for size in SIZES:
        spent[size], found = grown(size)
        print(f"{size:>12,}{spent[size]:>10.3f}{size / spent[size] / 1e6:>8.2f}{found:>10,}", flush=True)
    steep = (spent[SIZES[-1]] / SIZES[-1]) / (spent[SIZES[-3]] / SIZES[-3])
    print(f"a byte of the longest costs {steep:.2f} times one of 100 KB; the mark is {STEEPEST:g}\n")
    return steep <= STEEPEST


def peak(characters: int) -> int:
    """The most memory that a process of its own held while it read one text, in bytes, as Linux counts it."""
    code = (
        f"from benchmarks import limits; limits.grown({characters}); print(open('/proc/self/status').read())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=corpus.ROOT
    )
    line = next(line for line in done.stdout.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def memory() -> bool:
    size = SIZES[-1]
    small, large = peak(SIZES[0]), peak(size)
    length = len(corpus.joined(size).encode())
    each = (large - small) / length
    print(
        f"memory: {small / 1e6:.0f} MB for {SIZES[0]:,} characters, {large / 1e6:.0f} MB for {size:,}:",
        end=" ",
    )
    print(f"{each:.1f} bytes a byte; the mark is {DEAREST:g}\n")
    return each < DEAREST


def soon() -> bool:
    """``python -m briefs parse`` on a short document, its bytecode cached; the best of several, as others use the machine."""
    times = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "first.txt"
        path.write_text("Japan will give Laos two boats next year.\n", encoding="utf-8")
        for _ in range(STARTS):
            started = perf_counter()
            said([sys.executable], [path], {})
            times.append(perf_counter() - started)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / STARTS
    print(
        f"first document: {min(times):.2f} s by the clock at best, {statistics.median(times):.2f} s in the",
        end=" ",
    )
    print(f"median of {STARTS}, {worked:.2f} s of the processor; the mark is {SOONEST:g} s\n")
    return min(times) <= SOONEST


def said(python: list[str], files: list[Path], environ: dict[str, str]) -> bytes:
    """What the command prints about the files."""
    command = [*python, "-m", "briefs", "parse", *map(str, files)]
    done = subprocess.run(
        command, check=True, capture_output=True, cwd=corpus.ROOT, env={**os.environ, **environ}
    )
    return done.stdout


def same(interpreters: list[str]) -> bool:
    """Whether the bytes are the same for every run, every seed of hashes and every version of Python."""
    folder = corpus.ROOT / "briefs" / "samples"
    files = corpus.files() or sorted(path for path in folder.iterdir() if path.suffix in corpus.SUFFIXES)
    seen: dict[str, str] = {}
    for python, seed in [
        (sys.executable, "0"),
        (sys.executable, "1"),
        *((other, "2") for other in interpreters),
    ]:
        digest = hashlib.sha256(said([python], files, {"PYTHONHASHSEED": seed})).hexdigest()
        version = subprocess.run(
            [python, "--version"], check=True, capture_output=True, text=True
        ).stdout.strip()
        seen[f"{version}, hash seed {seed}"] = digest
    rules = lexicon.load(lexicon.config_folder())
    again = [json.dumps(parse_result.to_dict(parser.read(each, rules))) for each in corpus.once()[:BATCH]]
    twice = [json.dumps(parse_result.to_dict(parser.read(each, rules))) for each in corpus.once()[:BATCH]]
    for run, digest in seen.items():
        print(f"{run:<32}{digest[:16]}")
    one = len(set(seen.values())) == 1 and again == twice
    print(f"{len(files)} documents: {'the same bytes' if one else 'NOT the same bytes'} from every run\n")
    return one


def main() -> int:
    kept = [growth(), memory(), soon(), same(sys.argv[1:])]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
