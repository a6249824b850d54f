"""Paths and bytes in, Documents or Unreadable out; every refusal is a sentence that names the file."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.errors import Unreadable
from briefs.intake import decoding, formats
from briefs.intake.language import foreign_language
from briefs.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

_MARKUP = re.compile(r"<!--.*?-->|<[^<>]{0,2000}>|&#?\w{1,12};", re.DOTALL)
"""Comments, tags and entities, which are no words of a document even where it is not read as a page."""
MOST_BYTES = 5_000_000
"""The largest file that is read; the longest communiqué is a fiftieth of it."""


def read_path(
    path: Path,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published_on: date | None = None,
    url: str | None = None,
) -> Document:
    """The document in a file; what is given wins over what the file says of itself.

    Raises Unreadable where there is no file, or it is empty, binary, too large, in another format or language.
    """
    data = _bytes_of(Path(path))
    return from_bytes(data, str(path), title=title, publisher=publisher, published_on=published_on, url=url)


def from_bytes(
    data: bytes,
    name: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published_on: date | None = None,
    url: str | None = None,
) -> Document:
    """The document in some bytes; ``name`` is what it is called in messages. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_too_large(name, len(data)))
    text, found = _text_of(data, name)
    language = foreign_language(text)
    if language is not None:
        raise Unreadable(f"{name} is written in {language}; only documents in English can be read so far.")
    return Document(
        text=text,
        name=name,
        title=_given(title) or found.title,
        publisher=_given(publisher),
        published_on=published_on or found.published_on,
        url=_given(url) or found.url,
    )


def read_paths(
    paths: Iterable[Path],
    *,
    title: str | None = None,
    publisher: str | None = None,
    published_on: date | None = None,
    url: str | None = None,
) -> Iterator[tuple[Path, Document | Unreadable]]:
    """Each file with its document, or with the reason why there is none; folders are walked in sorted order."""
    for path in paths:
        try:
            files = find([path])
        except Unreadable as error:
            yield Path(path), error
            continue
        for file in files:
            try:
                document = read_path(
                    file, title=title, publisher=publisher, published_on=published_on, url=url
                )
            except Unreadable as error:
                yield file, error
            else:
                yield file, document


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


def _bytes_of(path: Path) -> bytes:
    """No more than the limit and one byte is ever read, whatever a file says of its size."""
    try:
        if not path.exists():
            raise Unreadable(f"There is no file {path}. Check the path and try again.")
        if path.is_dir():
            raise Unreadable(f"{path} is a folder; name a file in it.")
        if not path.is_file():
            raise Unreadable(f"{path} is no ordinary file and is not read.")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Unreadable(_too_large(str(path), size))
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name cannot be used"
        raise Unreadable(f"{path!s} cannot be opened: {reason}.") from error


def _text_of(data: bytes, name: str) -> tuple[str, formats.Found]:
    if not data:
        raise Unreadable(f"{name} is empty.")
    other = formats.other_format(data)
    if other is not None:
        raise Unreadable(f"{name} is {other}. {formats.WHAT_IS_READ}")
    text = decoding.text_of(data)
    if text is None:
        raise Unreadable(f"{name} is not text but binary data. {formats.WHAT_IS_READ}")
    found = formats.Found(text)
    if formats.is_html(text):
        from briefs.intake import html_page  # costs most of a second, and few files are pages

        found = html_page.read(decoding.html_text_of(data, text), name)
    if not any(letter.isalnum() for letter in _MARKUP.sub(" ", found.text)):
        raise Unreadable(f"{name} holds no words to read.")
    return found.text, found


def _too_large(name: str, size: int) -> str:
    megabytes = f"{size / 1_000_000:.1f}"
    return (
        f"{name} has {megabytes} MB; files of up to {MOST_BYTES // 1_000_000} MB are read. Cut it into parts."
    )


def _given(words: str | None) -> str | None:
    """What a person gave on the command line, trimmed; blanks say nothing."""
    return " ".join(words.split()) or None if words else None
