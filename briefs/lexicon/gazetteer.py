"""Names and a text come in; where the names stand in the text goes out, by one pass of an Aho-Corasick automaton.

The text may hold curly apostrophes, no-break spaces and hyphens, invisible joiners, line ends and doubled
spaces inside a name; the places found always refer to the text exactly as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ALIKE = (
    ("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u2032", "'"), ("\u00b4", "'"),
    ("\u00a0", " "), ("\u202f", " "), ("\u2007", " "), ("\u2009", " "), ("\u3000", " "),
    ("\u2010", "-"), ("\u2011", "-"), ("\u2012", "-"), ("\u2013", "-"), ("\u2212", "-"),
)  # fmt: skip
_BREAKS = ("\n", "\r", "\t", "\x0b", "\x0c", "\u2028", "\u2029")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = "\u0300-\u036f"
_LOOSE = re.compile(f"[ {_INVISIBLE}{_MARKS}]{{2,}}|[{_INVISIBLE}{_MARKS}]")

_HALVES = re.compile("[\ud800-\udfff]")


class Mended(NamedTuple):
    """A text made plain for matching, and what it takes to find a place of it in the text as given.

    From ``cuts[i]`` on, a place lies ``shifts[i]`` further in the given text; no cuts: it lies where it lies.
    """

    text: str
    cuts: Sequence[int] = ()
    shifts: Sequence[int] = ()

    def start(self, at: int) -> int:
        """Where the character ``at`` stood in the text as given."""
        return at + self.shifts[bisect_right(self.cuts, at) - 1] if self.cuts else at

    def end(self, at: int) -> int:
        """Just past where the character before ``at`` stood."""
        return self.start(at - 1) + 1


class Hit(NamedTuple):
    """Pattern number ``pattern`` stands at ``start`` to ``end`` of a mended text."""

    start: int
    end: int
    pattern: int


def mend(text: str) -> Mended:
    """The text with one kind of apostrophe, hyphen and space, single spaces, and nothing invisible in it."""
    plain = text
    if not text.isascii():
        for old, new in _ALIKE:
            plain = plain.replace(old, new)
    if not plain.isprintable():
        for old in _BREAKS:
            plain = plain.replace(old, " ")
    if "  " not in plain and (plain.isascii() or not _LOOSE.search(plain)):
        return Mended(plain)
    return _tightened(plain)


def _tightened(plain: str) -> Mended:
    """Without invisible signs and accents that stand apart, and with one space for several."""
    pieces: list[str] = []
    cuts, shifts = [0], [0]
    kept = reached = 0
    for run in _LOOSE.finditer(plain):
        space = run.group().find(" ")
        upto = run.start() if space < 0 else run.start() + space + 1
        piece = plain[reached : run.start()] + (" " if space >= 0 else "")
        if space > 0:
            cuts.append(kept + len(piece) - 1)
            shifts.append(shifts[-1] + space)
        pieces.append(piece)
        kept += len(piece)
        reached = run.end()
        cuts.append(kept)
        shifts.append(shifts[-1] + reached - upto)
    pieces.append(plain[reached:])
    return Mended("".join(pieces), cuts, shifts)


_LETTERS = 20_000
"""Letters that are remembered; a text of more different ones is no text."""


class _Plain(dict[int, str]):
    """Letters to lower-case letters without accents, one for one, learned as they are met."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _LETTERS:
            self.clear()
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0].lower()
        self[code] = base if len(base) == 1 else letter
        return self[code]


_PLAIN = _Plain()


def folded(text: str) -> str:
    """The text in lower case and without accents, of the same length: places in it are places in the text."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def without_accents(text: str) -> str:
    """The text without accents (``Côte`` → ``Cote``); letters that only look accented stay (``ø``)."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


class Gazetteer:
    """Patterns that are whole words. Where several stand at a place, the leftmost and then the longest is meant."""

    __slots__ = ("_automaton",)

    def __init__(self, patterns: Iterable[str]) -> None:
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(patterns), matchkind=ahocorasick_rs.MATCHKIND_STANDARD, store_patterns=False
        )

    def find(self, plain: str, *, numbered: bool = False) -> list[Hit]:
        """Every pattern that stands as whole words in a mended text, none inside or across another. Linear.

        ``numbered`` lets a digit follow a pattern that ends in a letter ("ASEM13").
        """
        try:
            matches = self._automaton.find_matches_as_indexes(plain, overlapping=True)
        except UnicodeEncodeError:  # half a surrogate pair, from a broken file
            return self.find(_HALVES.sub("?", plain), numbered=numbered)
        if not matches:  # most texts that are asked about hold none
            return []
        last = len(plain)
        found: list[tuple[int, int, int]] = []
        for pattern, start, end in matches:
            if start and plain[start - 1].isalnum():
                continue
            if end < last and plain[end].isalnum() and not (numbered and plain[end].isdigit()):
                continue
            found.append((start, -end, pattern))
        if len(found) > 1:
            found.sort()
        chosen: list[Hit] = []
        reached = 0
        for start, negative, pattern in found:
            if start >= reached:
                reached = -negative
                chosen.append(Hit(start, reached, pattern))
        return chosen


class Hints:
    """Letters of which a text may hold some anywhere, inside words too: a cheap look before a dear expression."""

    __slots__ = ("_automaton",)

    def __init__(self, letters: Iterable[str]) -> None:
        self._automaton = ahocorasick_rs.AhoCorasick(list(letters), store_patterns=False)

    def any_in(self, text: str) -> bool:
        """Whether the text holds any of them. Linear, never raises."""
        try:
            return bool(self._automaton.find_matches_as_indexes(text))
        except UnicodeEncodeError:  # half a surrogate pair, from a broken file
            return self.any_in(_HALVES.sub("?", text))
