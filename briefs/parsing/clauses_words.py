"""A stretch of text comes in; its words go out in lower case with their places, ready to be looked at one by one."""

from __future__ import annotations

import re
from functools import lru_cache

from briefs.parsing.word_sets import words as word_set
from briefs.values import value

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[-'.&/][^\W_]+)*'?|[^\w\s*]")
_PLAIN_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Za-z0-9]+(?:[-'.&/][A-Za-z0-9]+)*'?|[^\sA-Za-z0-9_*]")
"""The same for text in plain letters, as most is: ``re`` knows a named letter twice as fast as a kind of letter."""
_SPAN = re.Match.span
_EVEN = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("‑", "-"),
    ("‐", "-"),
    ("\u2060", "-"),
    ("“", '"'),
    ("”", '"'),
    ("\u00a0", " "),
)

ADVERBS = word_set(
    "also further furthermore jointly again then now once always never still all each therefore thus "
    "moreover specifically particularly once ever more today warmly highly hereby once-again together "
    "collectively already just even instead additionally not equally in-turn respectively further likewise "
    "accordingly very much hard yesterday monday tuesday wednesday thursday friday saturday sunday"
)
"""Words that may stand between a subject and its verb, or between the parts of a verb."""
_NO_ADVERBS = word_set(
    "family italy july supply assembly ally reply early fly rely apply comply multiply anomaly"
)


_NO_GERUNDS = word_set(
    "king viking beijing nanjing chongqing thing nothing something everything evening morning"
)


_SHORTEST = 4
_KEPT = 4096
"""Words of which it is remembered whether they are adverbs."""


@value(frozen=True, slots=True)
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
    if text.isascii():
        return text
    for odd, plain in _EVEN:
        text = text.replace(odd, plain)
    return text


def words_of(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words of ``text[start:end]``; ``text`` must have been made even."""
    stop = len(text) if end is None else end
    piece = text[start:stop]
    word = _PLAIN_WORD if piece.isascii() else _WORD
    spans = list(map(_SPAN, word.finditer(text, start, stop)))
    lowered = piece.lower()
    if len(lowered) != len(piece):
        lowered = "".join(letter.lower()[0] for letter in piece)
    low = [lowered[a - start : b - start] for a, b in spans]
    return Words(text, low, [a for a, _ in spans], [b for _, b in spans])


@lru_cache(maxsize=_KEPT)
def is_adverb(word: str) -> bool:
    """Whether the word may be passed over inside a group of verbs ("*strongly* supported")."""
    return word in ADVERBS or (len(word) > _SHORTEST and word.endswith("ly") and word not in _NO_ADVERBS)


def is_gerund(word: str) -> bool:
    """Whether the word opens a phrase as a participle does ("*Noting* the report, …"); a *king* acts himself."""
    return word.endswith("ing") and word not in _NO_GERUNDS
