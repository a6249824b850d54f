"""A stretch of text comes in; its words go out in lower case with their places, ready to be looked at one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[-'.&/][^\W_]+)*'?|[^\w\s]")
_EVEN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "⁠": "-", "“": '"', "”": '"', "\u00a0": " "}
)

ADVERBS = frozenset(
    "also further furthermore jointly again then now once always never still all each therefore thus "
    "moreover specifically particularly once ever more today warmly highly hereby once-again together "
    "collectively already just even instead additionally not equally in-turn respectively further likewise "
    "accordingly yesterday".split()
)
"""Words that may stand between a subject and its verb, or between the parts of a verb."""
_NO_ADVERBS = frozenset(
    "family italy july supply assembly ally reply early fly rely apply comply multiply anomaly".split()
)


_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence: lower case, and where each begins and ends in the paragraph's text."""

    text: str
    low: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.low)

    def capital(self, index: int) -> bool:
        """Whether the word at ``index`` is written with a capital first letter."""
        return self.text[self.starts[index]].isupper()

    def said(self, start: int, end: int) -> str:
        """The words from start to end, as the text has them."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""


def even(text: str) -> str:
    """The text with one kind of apostrophe, quotation mark, hyphen and space; every place stays the same."""
    return text.translate(_EVEN)


def words_of(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words of ``text[start:end]``; ``text`` must have been made even."""
    spans = [found.span() for found in _WORD.finditer(text, start, len(text) if end is None else end)]
    return Words(text, [text[a:b].lower() for a, b in spans], [a for a, _ in spans], [b for _, b in spans])


def is_adverb(word: str) -> bool:
    """Whether the word may be passed over inside a group of verbs ("*strongly* supported")."""
    return word in ADVERBS or (len(word) > _SHORTEST and word.endswith("ly") and word not in _NO_ADVERBS)
