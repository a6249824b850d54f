"""A repository, a revision and files come in; what that revision's parser reads in them goes out.

The repository is only read: a revision is written out into a folder of its own, which is gone afterwards.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WORKING_TREE = "the working tree"
SUFFIXES = frozenset({".md", ".txt", ".html", ".htm"})
MOST_AT_ONCE = 500
"""Files that are named in one command: a system takes only so many."""

Outcome = Mapping[str, Any]


class CannotCompareError(Exception):
    """A revision, folder or parser that cannot be used, in a sentence."""


def documents_in(folder: Path) -> list[Path]:
    """The documents of a folder and of those in it, in order; what only describes the folder is left out."""
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES and path.is_file() and path.stem.upper() != "README"
    ]
    if not found:
        raise CannotCompareError(f"The folder {folder} holds no document (.md, .txt or .html).")
    return found


@contextmanager
def checkout(repository: Path, revision: str | None) -> Iterator[tuple[Path, str]]:
    """A folder with a revision in it, and its name; the working tree itself where no revision is named."""
    if revision is None:
        yield repository, WORKING_TREE
        return
    if revision.startswith("-"):  # git would take it for an option, and some of its options write files
        raise CannotCompareError(f"{revision} is no revision. Try `git log --oneline`.")
    name = _git(repository, "log", "-1", "--format=%h %s", revision, "--").decode("utf-8", "replace").strip()
    with tempfile.TemporaryDirectory(prefix="gains-") as place:
        written = _git(repository, "archive", "--format=tar", revision)
        with tarfile.open(fileobj=io.BytesIO(written)) as archive:
            archive.extractall(place, filter="data")
        yield Path(place), printable(name)


def _git(repository: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", "-C", str(repository), *arguments], check=False, capture_output=True)
    if done.returncode:
        complaint = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["git failed"]
        raise CannotCompareError(f"git cannot give that revision: {complaint[0]}. Try `git log --oneline`.")
    return done.stdout


def readings(place: Path, files: Sequence[Path]) -> dict[str, list[Outcome]]:
    """The outcomes of each file as the parser that stands in a folder reads it; files that it cannot read are left out.

    The command prints a line for each file that it can read and says nothing of where the others were: where a
    line is missing, the files are read again in halves.
    """
    if len(files) > MOST_AT_ONCE:
        return readings(place, files[:MOST_AT_ONCE]) | readings(place, files[MOST_AT_ONCE:])
    printed = _parse(place, files)
    if len(printed) == len(files):
        return {str(path): result["outcomes"] for path, result in zip(files, printed, strict=True)}
    if len(files) == 1:
        return {}
    half = len(files) // 2
    return readings(place, files[:half]) | readings(place, files[half:])


def _parse(place: Path, files: Sequence[Path]) -> list[dict[str, Any]]:
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-m", "briefs", "parse", *map(str, files)]
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        cwd=place,
        env={**environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"},
    )
    printed = done.stdout.decode("utf-8", "surrogatepass")
    complaints = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if not printed and ("Traceback" in " ".join(complaints) or len(complaints) < len(files)):
        why = complaints[-1] if complaints else "it says nothing"
        raise CannotCompareError(f"The parser in {place} does not work: {printable(why)}")
    try:
        if len(files) == 1:
            return [json.loads(printed)] if printed.strip() else []
        return [json.loads(line) for line in printed.split("\n") if line.strip()]
    except ValueError as fault:
        raise CannotCompareError(
            f"The parser in {place} prints something other than JSON: {fault}."
        ) from fault


def printable(words: str) -> str:
    """The words with the signs that steer a terminal made harmless."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in words)
