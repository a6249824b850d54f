"""Paths in, Documents or Unreadable out; every refusal is a sentence that names the file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.errors import Unreadable
from briefs.intake.documents import MOST_BYTES, Given, all_from_bytes, from_bytes, too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from briefs.model import Document


ADDRESSES = ("http:/", "https:/")
"""How an address begins, one stroke of it taken away as it is of every path."""


def read_path(
    path: Path,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published_on: date | None = None,
    url: str | None = None,
) -> Document:
    """The one document in a file; what is given wins over what the file says of itself.

    Raises Unreadable where there is no file, or it is empty, binary, too large, of an unknown format, or holds several.
    """
    data = bytes_of(Path(path))
    return from_bytes(data, str(path), title=title, publisher=publisher, published_on=published_on, url=url)


def all_in(path: Path, given: Given | None = None) -> tuple[Document | Unreadable, ...]:
    """Every document in a file, and the reasons for what in it could not be read. Raises Unreadable as ``read_path``."""
    return all_from_bytes(bytes_of(Path(path)), str(path), given)


def read_paths(
    paths: Iterable[Path],
    *,
    title: str | None = None,
    publisher: str | None = None,
    published_on: date | None = None,
    url: str | None = None,
) -> Iterator[tuple[Path, Document | Unreadable]]:
    """Each file with its documents, or with the reason why there is none; folders are walked in sorted order."""
    given = Given(title, publisher, published_on, url)
    for path in paths:
        try:
            files = find([path])
        except Unreadable as error:
            yield Path(path), error
            continue
        for file in files:
            try:
                found = all_in(file, given)
            except Unreadable as error:
                found = (error,)
            yield from ((file, one) for one in found)


def find(paths: Iterable[Path]) -> list[Path]:
    """The files that are meant: those named, and those in the folders named, hidden ones left out.

    Raises Unreadable where there is no such path, or a folder has nothing in it.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            found.append(path)
            continue
        inside = list(_files_in(path))
        if not inside:
            raise Unreadable(f"The folder {path} holds no file to read.")
        found += inside
    return list(dict.fromkeys(found))


def _files_in(folder: Path) -> Iterator[Path]:
    """Every file of a folder and of those in it, sorted; a link to a folder is not followed, for it may circle."""
    for place, folders, files in os.walk(folder, onerror=_complain):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(files) if not name.startswith("."))


def _complain(error: OSError) -> None:
    raise Unreadable(f"The folder {error.filename} cannot be opened: {error.strerror}.") from error


def bytes_of(path: Path) -> bytes:
    """What is in a file; no more than the limit and one byte is ever read, whatever it says of its size."""
    try:
        if str(path).startswith(ADDRESSES):
            raise Unreadable(
                f"{path} is an address, and only files are read here. Save the page and give its file, or send the link "
                "to the bot."
            )
        if not path.exists():
            raise Unreadable(f"There is no file {path}. Check the path and try again.")
        if path.is_dir():
            raise Unreadable(f"{path} is a folder; name a file in it.")
        if not path.is_file():
            raise Unreadable(f"{path} is no ordinary file and is not read.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Unreadable(too_large(str(path), size))
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name cannot be used"
        raise Unreadable(f"{path!s} cannot be opened: {reason}.") from error
