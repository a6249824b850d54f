"""The sample documents that ship with the program, as Documents marked as samples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import intake

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from briefs.lexicon import Lexicon
    from briefs.model import Document, Reading
    from briefs.store import Store

ENDINGS = frozenset({".txt", ".md", ".html"})


def documents() -> list[Document]:
    """Every sample, in the order of their names, which begin with year and month."""
    paths = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in ENDINGS)
    return [replace(intake.read_path(path), name=path.name, sample=True) for path in paths]


def read_in(
    store: Store,
    lexicon: Lexicon,
    now: datetime,
    read: Callable[[Document, Lexicon], Reading] | None = None,
) -> int:
    """Reads the samples into a store on its first start; returns how many were added.

    A store that has documents of its own, or from which the samples were removed, is left as it is. A start
    that is broken off is made up for by the next one.
    """
    if not store.wants_samples:
        return 0
    if read is None:
        from briefs.parsing import parser

        read = parser.read
    changes = [store.add(document, read(document, lexicon), now).change for document in documents()]
    store.settle_samples()
    return changes.count("new")
