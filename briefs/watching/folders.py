"""A folder of this machine in, the files in it as items out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import intake
from briefs.errors import Unreadable
from briefs.watching import addresses
from briefs.watching.listing import Item, Listing, chosen

if TYPE_CHECKING:
    from briefs.watching.sources import Source

STILL = timedelta(seconds=10)
"""A file that was changed a moment ago may still be in the middle of being written."""


def look(source: Source, now: datetime) -> Listing:
    """The files of the folder and of those in it, hidden ones and links left out. Raises Unreadable."""
    folder = Path(source.address)
    if not folder.is_dir():
        raise Unreadable(f"There is no folder {folder}. Make it, or correct the address in sources.toml.")
    try:
        files = intake.find([folder])
    except Unreadable:
        files = []  # an empty folder is one where nothing has come yet
    return chosen(source, _items(files, now))


def _items(files: list[Path], now: datetime) -> Iterator[Item]:
    for file in files:
        try:
            about = file.lstat()
        except OSError:
            continue  # it was taken away between two looks
        changed = datetime.fromtimestamp(about.st_mtime, UTC)
        if file.is_symlink() or not file.is_file() or changed > now - STILL:
            continue
        stamp = f"{changed.isoformat()} {about.st_size}"
        yield Item(addresses.key_of(str(file)), str(file), file.name, None, stamp)
