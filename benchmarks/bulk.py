"""How many documents a second `python -m briefs add` reads into a new store, against what its cores could read alone.

python -m benchmarks.bulk [DOCUMENTS]    2000 if nothing is said; on one core, on all, and again what is known already

The documents are texts that differ as those of an archive do: ``texts`` says how they are made.

The share is told by the clock, and by the processor's time, for which other work on the machine hardly counts.
"""

from __future__ import annotations

import ctypes
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from benchmarks import corpus, peers
from briefs.model import Document

MARK = 0.7
DOCUMENTS = 2000
BUSY = 0.3
"""Processes that wait for a core beside ours, on average of a minute, with which a share by the clock is worth anything."""
ADOPTS_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of Linux: what the children of a command took is counted too, though it ends before them."""
_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_PLACES = (slice(1, 2), slice(2, 3), slice(3, None))
"""The two first paragraphs below a title tell of a meeting as no later ones do, and are made from their like."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and of the processor in all processes together."""

    clock: float
    worked: float


def texts(documents: int, shelf: Sequence[Document]) -> Iterator[str]:
    """So many texts that no archive holds twice, put together out of the sentences of a shelf; the same every time.

    Each takes its form from one document, so many paragraphs of so many sentences, its title from two of them, and every
    sentence from any one of the shelf that stood as far down in its own document, drawn anew for each text. So two texts
    share a sentence here and there, as releases of one house do, and of many thousands hardly two are alike.
    """
    cut = [
        [_sentences(piece) for piece in document.text.split("\n\n") if piece.strip()] for document in shelf
    ]
    titles = [" ".join(" ".join(paragraphs[0]).split()) for paragraphs in cut]
    places = [
        [one for paragraphs in cut for paragraph in paragraphs[place] for one in paragraph]
        for place in _PLACES
    ]
    for number in range(documents):
        pick = random.Random(number)  # noqa: S311 - the same text for the same number
        first, turn = number % len(cut), number // len(cut)
        second = (first + turn + 1) % len(cut)
        head = f"{titles[first]}, {titles[second].lstrip('# ')}"
        body = [
            " ".join(pick.choice(sentences) for _ in paragraph)
            for place, sentences in zip(_PLACES, places, strict=True)
            for paragraph in cut[first][place]
        ]
        yield "\n\n".join([head, *body, ""])


def _sentences(paragraph: str) -> list[str]:
    return [one for one in _STOP.split(paragraph) if one.strip()]


def written(folder: Path, documents: int) -> None:
    """Write so many texts as files, each like no other."""
    for number, text in enumerate(texts(documents, corpus.once())):
        (folder / f"{number:06}.md").write_text(text, encoding="utf-8", errors="surrogatepass")


def alone(documents: int) -> Spent:
    """What this process needs for a document that it only parses, measured for about as long as the command will take."""
    reader = peers.parser()
    some = [Document(text, "a text") for text in texts(min(max(documents // 2, 1), 1500), corpus.once())]
    reader(some[:1])
    started, began = perf_counter(), process_time()
    reader(some)
    return Spent((perf_counter() - started) / len(some), (process_time() - began) / len(some))


def added(folder: Path, data: Path, cores: Sequence[int]) -> tuple[Spent, str]:
    """What the command takes on these cores, with its start, and the last line it says. Raises RuntimeError where it fails."""
    environ = {**os.environ, "AIDE_DATA": str(data), "AIDE_SAMPLES": "off"}
    environ.pop("DATABASE_URL", None)
    ctypes.CDLL(None).prctl(ADOPTS_ORPHANS, 1, 0, 0, 0)
    held = ["taskset", "-c", ",".join(map(str, cores))]
    began, started = _worked(), perf_counter()
    done = subprocess.run(
        [*held, sys.executable, "-m", "briefs", "add", str(folder)],
        check=False,
        capture_output=True,
        text=True,
        cwd=corpus.ROOT,
        env=environ,
    )
    clock = perf_counter() - started
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no word"])[-1])
    with suppress(ChildProcessError):
        while True:
            os.wait()
    return Spent(clock, _worked() - began), done.stdout.strip().splitlines()[-1]


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(place: Path, count: int, cores: Sequence[int], *, quiet: bool) -> float:
    """Tell how fast so many cores add and add again; gives the share of what they could parse alone.

    By the clock on a ``quiet`` machine, otherwise by the processor's time.
    """
    folder, data = place / "documents", place / f"data{len(cores)}"
    before = alone(count)
    spent, _ = added(folder, data, cores)
    again, said = added(folder, data, cores)
    after = alone(count)
    by_clock = count * (before.clock + after.clock) / 2 / spent.clock / len(cores)
    by_work = count * (before.worked + after.worked) / 2 / spent.worked
    name = f"{len(cores)} core{'s' if len(cores) > 1 else ''}"
    print(
        f"{name}: {count:,} files in {spent.clock:.1f} s with start and store, {count / spent.clock:.0f} a second"
    )
    print(f"  one core parses {1 / before.clock:.0f} to {1 / after.clock:.0f} a second and does nothing else")
    print(f"  of the processor's time {spent.worked / count * 1000:.1f} ms a document, ", end="")
    print(f"of which parsing alone {(before.worked + after.worked) / 2 * 1000:.1f} ms")
    print(f"  share reached: {by_clock:.0%} by the clock, {by_work:.0%} by the processor's time")
    print(
        f"  once more: {again.clock:.1f} s by the clock, {again.worked:.1f} s of the processor: {said}",
        flush=True,
    )
    return by_clock if quiet else by_work


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    cores = sorted(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    print(f"load before: {load:.1f}{' - too much beside it for the clock' if load > BUSY else ''}")
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "documents").mkdir()
        written(Path(place) / "documents", count)
        try:
            shares = [
                measured(Path(place), count, cores[:some], quiet=load <= BUSY)
                for some in sorted({1, len(cores)})
            ]
        except RuntimeError as problem:
            print(f"`python -m briefs add` failed: {problem}")
            return 1
    print(f"load after: {os.getloadavg()[0]:.1f}; the mark is {MARK:.0%}")
    return 0 if min(shares) >= MARK else 1


if __name__ == "__main__":
    sys.exit(main())
