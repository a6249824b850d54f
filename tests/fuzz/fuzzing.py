"""Tries everything that takes in what others wrote, for some minutes, each in a process with limits, and tells what it found.

python tests/fuzz/fuzzing.py [MINUTES] [TARGET …]    ten minutes and every target if nothing is said

The minutes are divided between the targets; a fifth of them goes to atheris where it is installed. What was found is told with the smallest input that shows it; it belongs into
an ordinary test before it is mended. Beginnings can be repeated: FUZZ_SEED=7 tries the same inputs again.
"""

# ruff: noqa: T201 - a program of its own, which tells on the terminal what it found
from __future__ import annotations

import json
import os
import pickle
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path
from time import monotonic, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from targets import Target

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]
os.environ.setdefault("PTB_TIMEDELTA", "1")  # noqa: TID251 - the door of the fuzzing

MEMORY = 2_000_000_000
"""Bytes of address space that a target may have; each needs less than a third of it."""
STUCK = 60
"""Seconds by the clock after which one input is a find, whatever the law says."""
BATCH = 150
SHRINKING = 20
MOST_FINDS = 6


class Stuck(Exception):
    """One input takes for ever."""


class Over(KeyboardInterrupt):
    """The time is over: of all that is raised, hypothesis lets only this pass at once."""


class Trial:
    """One target under one process: what was tried, and each sort of fault once."""

    def __init__(self, target: Target, until: float, last: Path) -> None:
        self.target = target
        self.until = until
        self.last = last
        self.inputs = 0
        self.known: set[str] = set()
        self.finds: list[str] = []
        self.newest: tuple[str, str] = ("", "")

    def check(self, value: Any) -> None:
        """Try one input; a fault of a sort that is known already does not stop the search for others."""
        if monotonic() > self.until:
            raise Over
        self.inputs += 1
        with suppress(pickle.PicklingError, TypeError, AttributeError):
            self.last.write_bytes(pickle.dumps(value))
        signal.alarm(STUCK)
        try:
            self.target.check(value)
        except Exception as fault:
            sort = sort_of(fault)
            if sort in self.known:
                return
            self.newest = sort, told(fault, value)
            raise
        finally:
            signal.alarm(0)

    def run(self, seed: int) -> None:
        """Batches of inputs until the time is over, each from another beginning."""
        from hypothesis import HealthCheck, Phase, given, settings
        from hypothesis import seed as begin_with

        quiet = settings(
            max_examples=BATCH,
            deadline=None,
            database=None,
            phases=(Phase.explicit, Phase.generate, Phase.target, Phase.shrink),
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        )
        while monotonic() < self.until and len(self.finds) < MOST_FINDS:
            seed += 1
            batch: Callable[[], None] = begin_with(seed)(quiet(given(self.target.draw())(self.check)))
            try:
                batch()
            except Over:
                return
            except Exception as fault:  # noqa: BLE001 - that is what is looked for
                sort, words = self.newest
                self.known.add(sort or sort_of(fault))
                self.finds.append(words or told(fault, None))


def sort_of(fault: BaseException) -> str:
    """Two faults of one class at one line are one."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if str(ROOT) in frame.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(fault).__name__} at {where}"


def told(fault: BaseException, value: Any) -> str:
    """A fault with its last lines and its input."""
    lines = traceback.format_exception(type(fault), fault, fault.__traceback__)
    return f"{''.join(lines)[-1_800:]}\n  with {ascii(value)[:2_000]}"


def alone(name: str, seconds: float, seed: int, last: Path) -> None:
    """One target in this process; the last line that is written says what became of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    import laws
    from hypothesis.internal.conjecture import engine
    from targets import TARGETS

    engine.MAX_SHRINKING_SECONDS = SHRINKING
    signal.signal(signal.SIGALRM, _stuck)
    target = TARGETS[name]
    target.draw()
    laws.the_lexicon()
    trial = Trial(target, monotonic() + seconds, last)
    trial.run(seed)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        json.dumps(
            {"inputs": trial.inputs, "peak": peak // 1024, "finds": trial.finds, "seen": dict(laws.seen)}
        )
    )


def _stuck(_signal: int, _frame: object) -> None:
    raise Stuck(f"One input took more than {STUCK} seconds.")


def tried(name: str, seconds: float, seed: int) -> dict[str, Any]:
    """One target in a process of its own; where that was ended, the input that it was reading is the find."""
    with tempfile.TemporaryDirectory() as folder:
        last = Path(folder) / "last"
        command = [sys.executable, __file__, "--alone", name, str(seconds), str(seed), str(last)]
        try:
            done = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=False,
                timeout=seconds + 4 * STUCK,
                env={**os.environ, "TMPDIR": folder},  # noqa: TID251
            )
            status, errors = done.returncode, done.stderr[-1_500:]
            lines = done.stdout.strip().splitlines()
        except subprocess.TimeoutExpired:
            status, errors, lines = -1, "It went on for minutes after its time.", []
        if status == 0 and lines:
            result: dict[str, Any] = json.loads(lines[-1])
            return result
        value = pickle.loads(last.read_bytes()) if last.exists() else None  # noqa: S301 - written a moment ago by us
        return {
            "inputs": 0,
            "peak": 0,
            "seen": {},
            "finds": [f"The process was ended ({status}): {errors}\n  with {ascii(value)[:4_000]}"],
        }


def main(minutes: float, names: list[str]) -> int:
    """Every target for its share of the minutes; the number of finds."""
    import by_coverage
    from targets import TARGETS

    unknown = [name for name in names if name not in TARGETS]
    if unknown:
        print(f"There is no target {unknown[0]}. There are: {', '.join(TARGETS)}.")
        return 2
    chosen = [TARGETS[name] for name in names] or list(TARGETS.values())
    seed = int(os.environ.get("FUZZ_SEED") or time())  # noqa: TID251 - the door of the fuzzing
    print(f"{minutes:g} minutes for {len(chosen)} targets, beginning with {seed}.")
    total: Counter[str] = Counter()
    finds = 0
    began = monotonic()
    share = 0.0 if names else (1 / 5 if by_coverage.is_here() else 0.0)
    for target in chosen:
        seconds = (1 - share) * minutes * 60 * target.share / sum(each.share for each in chosen)
        result = tried(target.name, seconds, seed)
        seen = ", ".join(f"{count:,} {what}" for what, count in sorted(result["seen"].items()))
        print(
            f"{target.name:12} {seconds:5.0f} s {result['inputs']:8,} inputs {result['peak']:5} MB  {seen}",
            flush=True,
        )
        for find in result["finds"]:
            print(f"\n--- {target.name}\n{find}\n", flush=True)
        total["inputs"] += result["inputs"]
        finds += len(result["finds"])
    if not names:
        finds += by_coverage.main(share * minutes)
    print(
        f"{total['inputs']:,} inputs by hypothesis in {(monotonic() - began) / 60:.1f} minutes; {finds} finds."
    )
    return 1 if finds else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        alone(sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
    else:
        sys.exit(main(float(sys.argv[1]) if sys.argv[1:] else 10, sys.argv[2:]))
