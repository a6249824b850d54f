"""How many documents a second `python -m briefs add` reads into a new store, against what its cores could read alone.

python -m benchmarks.bulk [COPIES]    copies of the corpus, 10 if nothing is said
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
_WORDS = re.compile(r"^(.*\w.*)$", re.MULTILINE)


def written(folder: Path, copies: int) -> int:
    """Write the copies; each has its number in its first line, so that none is taken for a revision of another."""
    count = 0
    for copy in range(copies):
        for document in corpus.once():
            title = _WORDS.search(document.text)
            at = title.end() if title else 0
            text = f"{document.text[:at]} ({copy + 1}){document.text[at:]}"
            (folder / f"{count:06}.md").write_text(text, encoding="utf-8", errors="surrogatepass")
            count += 1
    return count


def alone(documents: int) -> float:
    """Documents a second that this process reads by itself, for about as long as the command will take."""
    reader = peers.parser()
    some = corpus.repeated(min(documents // 2, 1500) * corpus.size(corpus.once()) // len(corpus.once()))
    reader(some[:1])
    started = perf_counter()
    reader(some)
    return len(some) / (perf_counter() - started)


def main() -> int:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "documents"
        folder.mkdir()
        count = written(folder, copies)
        before = alone(count)
        environ = {**os.environ, "AIDE_DATA": str(Path(place) / "data"), "AIDE_SAMPLES": "off"}
        environ.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "briefs", "add", str(folder)]
        started = perf_counter()
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd=corpus.ROOT, env=environ
        )
        spent = perf_counter() - started
        after = alone(count)
    if done.returncode:
        print(f"`{' '.join(command[1:4])}` failed: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
        return 1
    print(f"{count} files in {spent:.1f} s with start and store: {count / spent:.0f} documents/s")
    each = (before + after) / 2
    share = count / spent / (each * cores)
    print(
        f"one core parses {each:.0f} documents/s and nothing else; {cores} cores could parse {each * cores:.0f}"
    )
    print(f"share reached: {share:.0%}; the mark is {MARK:.0%}")
    return 0 if share >= MARK else 1


if __name__ == "__main__":
    sys.exit(main())
