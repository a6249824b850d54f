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
    from briefs.store import Added, Store

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
    return sum(added.change == "new" for added in put_in(store, lexicon, now, read))


def put_in(
    store: Store, lexicon: Lexicon, now: datetime, read: Callable[[Document, Lexicon], Reading] | None = None
) -> list[Added]:
    """Reads every sample into a store, whatever else is in it."""
    if read is None:
        from briefs.parsing import parser

        read = parser.read
    added = store.add_all([(document, read(document, lexicon)) for document in documents()], now)
    store.settle_samples()
    return added
