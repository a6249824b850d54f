"""A number of bytes comes in; documents of that size in all go out: the shared corpus, or the program's own samples.

Copies of a text differ by the line breaks at their end, so that a reader which remembers whole texts gains nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import intake, samples

if TYPE_CHECKING:
    from briefs.model import Document

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "corpus"
MEGABYTE = 1_000_000
SUFFIXES = frozenset({".md", ".txt", ".html"})


def files() -> list[Path]:
    """The files of the shared corpus in order; none where it is not at hand."""
    return sorted(path for path in SHARED.glob("*.md") if path.name != "README.md")


@cache
def once() -> tuple[Document, ...]:
    """Every document once."""
    return tuple(intake.read_path(path) for path in files()) or tuple(samples.documents())


def name() -> str:
    """What the documents are, in words."""
    return f"{len(once())} documents of {'the shared corpus' if files() else 'the samples'}"


def size(documents: tuple[Document, ...]) -> int:
    """Bytes of the texts in UTF-8."""
    return sum(len(document.text.encode("utf-8", "surrogatepass")) for document in documents)


def repeated(most: int) -> tuple[Document, ...]:
    """The documents over and over until their texts hold ``most`` bytes; the last round may be cut short."""
    found: list[Document] = []
    length = turn = 0
    while length < most:
        for document in once():
            copy = replace(document, text=document.text + "\n" * turn)
            found.append(copy)
            length += size((copy,))
            if length >= most:
                break
        turn += 1
    return tuple(found)


def joined(characters: int) -> str:
    """One text of that many characters: the documents one after the other, over and over."""
    whole = "\n\n".join(document.text for document in once()) + "\n\n"
    return (whole * (characters // len(whole) + 1))[:characters]
