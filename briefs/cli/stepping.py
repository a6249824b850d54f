"""Files and a store in; which of them stand there already, told by their bytes before any is read, and which do not, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.errors import Unreadable
from briefs.intake import recognised
from briefs.intake.files import bytes_of
from briefs.store import filed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefs.intake import Given
    from briefs.store import Known, Store

TOGETHER = 500
"""Files that the store is asked about at once: of ten thousand that are known, a restart asks twenty times."""


def looked_up(
    files: Sequence[Path], given: Given, store: Store
) -> Iterator[tuple[Path, str, tuple[Known, ...]]]:
    """Each file, in order, with its key and the documents of it that stand in the store; none where it is to be read.

    A plain text has the fingerprint of its bytes. What is packed, a page or a PDF, is known by what was noted when it was
    taken apart. A file that cannot be opened has no key: whoever reads it is told why.
    """
    for start in range(0, len(files), TOGETHER):
        some = files[start : start + TOGETHER]
        keys = [_key(file, given) for file in some]
        known = {key: (one,) for key, one in store.standing(list(filter(None, keys))).items()}
        left = [key for key in keys if key and key not in known]
        more = filed.standing(store, left, recognised.intake()) if left else {}
        for file, key in zip(some, keys, strict=True):
            yield file, key, known.get(key) or more.get(key, ())


def _key(file: Path, given: Given) -> str:
    try:
        return recognised.key_of(bytes_of(file), given)
    except Unreadable:
        return ""
