"""Bytes that atheris makes by looking which lines they reach go in; a fault of what reads them stops it and is told.

python tests/fuzz/by_coverage.py [MINUTES]    two minutes if nothing is said; without atheris it says so and does nothing
"""

# ruff: noqa: T201 - a program of its own, which tells on the terminal what it found
from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]
sys.path.append(str(ROOT / ".venv" / "atheris"))

BYTES = ("apart-html", "apart-zip", "apart-rtf", "apart-eml", "feed", "sitemap", "page")
WORDS = ("parser", "asking", "following")
MEGABYTES = 1_500
LONGEST = 8_000
PATIENCE = 30
"""Seconds for one input, by the clock."""
ROOMS = ("briefs.intake", "briefs.parsing", "briefs.asking", "briefs.following", "briefs.watching")


def is_here() -> bool:
    """Whether atheris is installed."""
    return find_spec("atheris") is not None


def alone(name: str, seconds: int, folder: Path) -> None:
    """One target in this process, until the time is over or a fault is found."""
    import atheris

    with atheris.instrument_imports(include=list(ROOMS), enable_loader_override=False):
        import laws
        import mutations
        from targets import TARGETS
    laws.the_lexicon()
    _sow(folder, name, mutations)
    check = TARGETS[name].check

    def one(data: bytes) -> None:
        check(data if name in BYTES else atheris.FuzzedDataProvider(data).ConsumeUnicode(LONGEST))

    limits = [
        f"-max_total_time={seconds}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-timeout={PATIENCE}",
        f"-max_len={LONGEST}",
    ]
    atheris.Setup(["fuzz", *limits, f"-artifact_prefix={folder}/", "-print_final_stats=1", str(folder)], one)
    atheris.Fuzz()


def _sow(folder: Path, name: str, mutations: object) -> None:
    """Files to begin with."""
    import targets

    made: Callable[[str], tuple[bytes, ...]] = mutations.made  # type: ignore[attr-defined]
    seeds: dict[str, tuple[bytes, ...]] = {
        "feed": (targets.FEED, targets.ATOM),
        "sitemap": (targets.SITEMAP, targets.INDEX),
        "page": (targets.PAGE,),
    }
    if name.startswith("apart-"):
        seeds[name] = made(name.removeprefix("apart-"))
    for number, seed in enumerate(
        seeds.get(name, (b"\x01Cambodia and Australia agreed to build two bridges by 2030.",))
    ):
        (folder / f"seed{number}").write_bytes(seed)


def main(minutes: float) -> int:
    """Every target for its share; the number of those in which a fault was found."""
    if not is_here():
        print("atheris is not here (pip install --target .venv/atheris atheris); hypothesis goes alone.")
        return 0
    names = (*BYTES, *WORDS)
    seconds = max(1, int(minutes * 60 / len(names)))
    return sum(_tried(name, seconds) for name in names)


def _tried(name: str, seconds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--alone", name, str(seconds), folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
        units = re.search(r"number_of_executed_units:\s+(\d+)", done.stderr)
        peak = re.search(r"peak_rss_mb:\s+(\d+)", done.stderr)
        figures = f"{int(units[1]) if units else 0:8,} inputs {int(peak[1]) if peak else 0:5} MB"
        print(f"{name:12} {seconds:5} s {figures}  by atheris", flush=True)
        if done.returncode == 0:
            return 0
        print(f"\n--- {name}, by atheris\n{done.stdout[-1_500:]}{done.stderr[-600:]}", flush=True)
        for path in Path(folder).glob("[cto][rio][amo]*-*"):
            print(f"  with {path.read_bytes()[:2_000]!r}", flush=True)
        return 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        alone(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    else:
        sys.exit(min(1, main(float(sys.argv[1]) if sys.argv[1:] else 2)))
