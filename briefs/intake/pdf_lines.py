"""A page of a PDF in, its lines with their places on the page out, in reading order: columns stay apart."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen at the end of a line, with which it takes the two lines for one."""
LINE = re.compile(rf"[^\r\n{HYPHEN}]+(?P<hyphen>{HYPHEN})?")
SPACED = re.compile(r"\w(?: +\w){4,}[\W\d]*$")
"""Letters that stand apart to make a heading look important."""
REFERENCE = re.compile(r"(?<=[^\W\d_][.,;:)\u201d\"])\d{1,2}(?=\s|$)|(?<=[^\W\d_])\d{1,2}(?=[\s.,;:]|$)")
"""A number glued to a word: the sign of a footnote, if it is also small."""
SMALLER = 0.8
MANY_PIECES = 1.25
"""Pieces of text for a line, from which on lines may have been taken across two columns."""
GUTTER = 9.0
"""Points between two columns at least; words stand 3 points apart."""
WORD_GAP = 1.5
FEWEST = 5
BIN = 2.0
"""Points by which a strip is looked for."""
CROSSED = 0.12
"""The share of pieces that may stand across the gutter: titles and tables do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; places in points from the left and lower edges, ``base`` is what its letters stand on."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page and its height in points."""

    lines: list[Line]
    height: float


class Places:
    """Asks pdfium where letters stand; one set of numbers is used for all answers, for there are many questions."""

    def __init__(self, text: PdfTextPage) -> None:
        from pypdfium2 import raw

        self._raw: Any = raw
        self._page = text.raw
        self._numbers = [ctypes.c_double() for _ in range(4)]

    def index(self, at: int) -> int:
        """The letter that stands at a place of the text, where some letters have no text."""
        return int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, at))

    def start(self, at: int) -> tuple[float, float]:
        """Where a letter begins: from the left, and its base line."""
        x, y, _, _ = self._numbers
        self._raw.FPDFText_GetCharOrigin(self._page, at, x, y)
        return x.value, y.value

    def sides(self, at: int) -> tuple[float, float]:
        """The left and right edge of a letter."""
        left, right, low, high = self._numbers
        self._raw.FPDFText_GetCharBox(self._page, at, left, right, low, high)
        return left.value, right.value

    def size(self, at: int) -> float:
        """The size of a letter's type as it is drawn."""
        return float(self._raw.FPDFText_GetFontSize(self._page, at))


def page(given: PdfPage) -> Page:
    """What is written on a page."""
    text = given.get_textpage()
    words = text.get_text_range()
    height = float(given.get_height())
    if not words.strip():
        return Page([], height)
    places = Places(text)
    exact = text.count_chars() == len(words)
    found = [_Span(match, places, exact) for match in LINE.finditer(words)]
    spans = [span for span in found if span.text.strip()]
    pieces = text.count_rects() if len(spans) >= FEWEST else 0
    if pieces > MANY_PIECES * len(spans):
        gutter = _gutter([text.get_rect(at) for at in range(min(pieces, 3000))])
        if gutter:
            return Page(_apart(spans, places, gutter), height)
    return Page([span.line(places) for span in spans], height)


class _Span:
    """A line as a stretch of the page's letters."""

    def __init__(self, match: re.Match[str], places: Places, exact: bool) -> None:
        words = match.group()
        blanks = len(words) - len(words.lstrip())
        hyphen = match.group("hyphen")
        self.text = f"{words[:-1]}-" if hyphen else words
        end = match.end() - (1 if hyphen else len(words) - len(words.rstrip())) - 1
        start = match.start() + blanks
        self.text = self.text.strip()
        self.first, self.last = (start, end) if exact else (places.index(start), places.index(end))

    def line(self, places: Places) -> Line:
        left, base = places.start(self.first)
        return self._line(places, self.text, self.first, self.last, left, base)

    def _line(self, places: Places, text: str, first: int, last: int, left: float, base: float) -> Line:
        # A bullet at the start may be larger, a reference at the end smaller, and a blank has no size of its own.
        middle = next(at for at in range(len(text) // 2, len(text)) if not text[at].isspace())
        size = places.size(min(first + middle, last))
        if REFERENCE.search(text):
            text = self._without_references(text, first, places, size)
        if SPACED.fullmatch(text):
            text = _closed(text, first, places)
        return Line(text, left, places.sides(last)[1], base, size)

    def _without_references(self, text: str, first: int, places: Places, size: float) -> str:
        def kept(match: re.Match[str]) -> str:
            return "" if places.size(first + match.start()) < SMALLER * size else match.group()

        return REFERENCE.sub(kept, text)

    def split(self, places: Places, gutter: tuple[float, float]) -> tuple[Line | None, Line | None, Line | None]:
        """What stands left of the gutter, right of it, and across: either the third alone, or one or both of the others."""
        whole = self.line(places)
        middle = sum(gutter) / 2
        if whole.right <= middle:
            return whole, None, None
        if whole.left >= middle:
            return None, whole, None
        low, high = self.first, self.last
        while low < high:
            at = (low + high) // 2
            if places.sides(at)[0] < middle:
                low = at + 1
            else:
                high = at
        cut = low - self.first
        before, after = self.text[:cut].rstrip(), self.text[cut:].lstrip()
        ends = places.sides(self.first + max(0, len(before) - 1))[1]
        low += len(self.text[cut:]) - len(after)
        begins, base = places.start(low)
        if not before or not after or begins - ends < GUTTER:
            return None, None, whole
        one = replace(whole, text=before, right=ends)
        return one, self._line(places, after, low, self.last, begins, base), None


def _closed(text: str, first: int, places: Places) -> str:
    """Letters set apart, put together again: words are where the gap is clearly wider than between letters."""
    at = [place for place, sign in enumerate(text) if sign != " "]
    edges = [places.sides(first + place) for place in at]
    gaps = [after[0] - before[1] for before, after in zip(edges, edges[1:], strict=False)]
    usual = sorted(gaps)[len(gaps) // 2]
    words = [text[at[0]]]
    for place, gap in zip(at[1:], gaps, strict=True):
        words.append(f" {text[place]}" if gap > WORD_GAP * usual else text[place])
    return "".join(words)


def _gutter(pieces: list[tuple[float, float, float, float]]) -> tuple[float, float] | None:
    """The strip between two columns, from left to right edge; None where the page has one column.

    ``pieces`` are rectangles of text: left, bottom, right, top. Linear in their number.
    """
    least, most = min(piece[0] for piece in pieces), max(piece[2] for piece in pieces)
    low, width = least + 0.3 * (most - least), 0.4 * (most - least)
    count = int(width / BIN)
    changes = [0] * (count + 2)
    for left, _, right, _ in pieces:
        changes[min(count + 1, max(0, int((left - low) / BIN)))] += 1
        changes[min(count + 1, max(0, int((right - low) / BIN) + 1))] -= 1
    covering = list(accumulate(changes))[:count]
    fewest = min(covering, default=len(pieces))
    if fewest > CROSSED * len(pieces):
        return None
    start, end = _longest(covering, fewest)
    strip = low + start * BIN, low + end * BIN
    before = sum(right <= strip[0] + BIN for _, _, right, _ in pieces)
    after = sum(left >= strip[1] - BIN for left, _, _, _ in pieces)
    return strip if strip[1] - strip[0] >= GUTTER - BIN and min(before, after) >= FEWEST else None


def _longest(covering: list[int], fewest: int) -> tuple[int, int]:
    """Where the longest run of places that so few pieces cover begins and ends."""
    best, start = (0, 0), 0
    for at, count in enumerate([*covering, fewest + 1]):
        if count > fewest:
            best = max(best, (start, at), key=lambda run: run[1] - run[0])
            start = at + 1
    return best


def _apart(spans: list[_Span], places: Places, gutter: tuple[float, float]) -> list[Line]:
    """The left column and then the right one, as far as nothing stands across both."""
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for span in spans:
        one, two, whole = span.split(places, gutter)
        if whole is not None:
            ordered += [*left, *right, whole]
            left, right = [], []
        left += [one] if one else []
        right += [two] if two else []
    return [*ordered, *left, *right]
