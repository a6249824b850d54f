"""Files that were read or could not be read go in; what could not is put aside with its reason, what was is taken out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefs.watching import addresses, records
from briefs.watching.due import Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from briefs.cli.reading import Read
    from briefs.store import Store

BY_HAND = ""
"""The source of what somebody named: none."""


def put(batch: Sequence[Read], store: Store, now: datetime, met: set[str]) -> int:
    """What of some files could not be read goes to quarantine, each part with its own reason; what could is out of it.

    ``met`` holds the files of batches before, whose parts are there already. Returns how many were put aside; a file that
    is not there any more is nobody's to try again.
    """
    files = {read.file: str(Path(read.file).absolute()) for read in batch}
    records.read_by_hand(store, [path for path in files.values() if path not in met])
    met.update(files.values())
    count = 0
    for read in batch:
        path = Path(files[read.file])
        if read.complaint and path.is_file():
            key = addresses.key_of(f"{path} {read.complaint}")
            records.put_by(store, Waiting(key, BY_HAND, str(path), None, None, 1), read.complaint, now)
            count += 1
    return count
