"""Files and a store in; which of them stand there already, told by their bytes before any is read, and which do not, out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from briefs.errors import Unreadable
from briefs.intake.files import bytes_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefs.store import Known, Store

TOGETHER = 500
"""Files that the store is asked about at once: of ten thousand that are known, a restart asks twenty times."""


def looked_up(files: Sequence[Path], store: Store) -> Iterator[tuple[Path, str, Known | None]]:
    """Each file, in order, with the fingerprint of its bytes and what stands in the store under it.

    A plain text has the fingerprint of its bytes. What is packed, a page or a PDF, is found only when it has been taken
    apart. A file that cannot be opened has no fingerprint: whoever reads it is told why.
    """
    for start in range(0, len(files), TOGETHER):
        some = files[start : start + TOGETHER]
        digests = [_digest(file) for file in some]
        standing = store.standing([digest for digest in digests if digest])
        for file, digest in zip(some, digests, strict=True):
            yield file, digest, standing.get(digest)


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(bytes_of(file)).hexdigest()
    except Unreadable:
        return ""
