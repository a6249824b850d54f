"""How many documents a second `python -m briefs add` reads into a new store, against what its cores could read alone.

python -m benchmarks.bulk [DOCUMENTS]    2000 if nothing is said; on one core, on all, and again what is known already
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import corpus, peers

MARK = 0.7
DOCUMENTS = 2000
BUSY = 0.3
"""Processes that wait for a core beside ours, on average of a minute, with which a measurement is still worth anything."""
_WORDS = re.compile(r"^(.*\w.*)$", re.MULTILINE)


def written(folder: Path, documents: int) -> None:
    """Write so many; each has its number in its first line, so that none is taken for a revision of another."""
    for number in range(documents):
        document = corpus.once()[number % len(corpus.once())]
        title = _WORDS.search(document.text)
        at = title.end() if title else 0
        copy = number // len(corpus.once()) + 1
        text = f"{document.text[:at]} ({copy}){document.text[at:]}"
        (folder / f"{number:06}.md").write_text(text, encoding="utf-8", errors="surrogatepass")


def alone(documents: int) -> float:
    """Documents a second that this process reads by itself, for about as long as the command will take."""
    reader = peers.parser()
    some = corpus.repeated(min(documents // 2, 1500) * corpus.size(corpus.once()) // len(corpus.once()))
    reader(some[:1])
    started = perf_counter()
    reader(some)
    return len(some) / (perf_counter() - started)


def added(folder: Path, data: Path, cores: set[int]) -> float:
    """The seconds that the command takes on these cores, with its start. Raises RuntimeError where it fails."""
    environ = {**os.environ, "AIDE_DATA": str(data), "AIDE_SAMPLES": "off"}
    environ.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "briefs", "add", str(folder)]
    os.sched_setaffinity(0, cores)
    started = perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=corpus.ROOT, env=environ)
    spent = perf_counter() - started
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no word"])[-1])
    return spent


def measured(place: Path, count: int, cores: set[int]) -> float:
    """Tell how fast so many cores add and add again; gives the share of what they could parse alone."""
    folder, data = place / "documents", place / f"data{len(cores)}"
    all_cores = os.sched_getaffinity(0)
    try:
        before = alone(count)
        spent = added(folder, data, cores)
        again = added(folder, data, cores)
        after = alone(count)
    finally:
        os.sched_setaffinity(0, all_cores)
    each = (before + after) / 2
    share = count / spent / (each * len(cores))
    name = f"{len(cores)} core{'s' if len(cores) > 1 else ''}"
    print(f"{name}: {count} files in {spent:.1f} s with start and store, {count / spent:.0f} documents/s")
    print(f"  known already: {again:.1f} s, {count / again:.0f} documents/s")
    print(f"  one core parses {each:.0f} documents/s and nothing else; share reached: {share:.0%}")
    return share


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    cores = sorted(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    print(f"load before: {load:.1f}{' - too much beside it for true figures' if load > BUSY else ''}")
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "documents").mkdir()
        written(Path(place) / "documents", count)
        try:
            shares = [measured(Path(place), count, set(cores[:some])) for some in sorted({1, len(cores)})]
        except RuntimeError as problem:
            print(f"`python -m briefs add` failed: {problem}")
            return 1
    print(f"load after: {os.getloadavg()[0]:.1f}; the mark is {MARK:.0%}")
    return 0 if min(shares) >= MARK else 1


if __name__ == "__main__":
    sys.exit(main())
