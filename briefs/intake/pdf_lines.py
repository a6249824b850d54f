"""A page of a PDF in, its lines with their places on the page out, in reading order: columns stay apart."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage, PdfTextPage

HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen at the end of a line, with which it takes the two lines for one."""
LINE = re.compile(rf"[^\r\n{HYPHEN}]+(?P<hyphen>{HYPHEN})?")
SPACED = re.compile(r"\w(?: +\w){4,}[\W\d]*$")
"""Letters that stand apart to make a heading look important."""
REFERENCE = re.compile(r"\d(?<=[^\W\d_.]\d|[.,;:)\u201d\"]\d)\d?(?=[\s.,;:]|$)")
"""A number glued to a word: the sign of a footnote, if it is also raised."""
RAISED = 0.1
"""How far above the line a reference stands, as a share of the size of the type."""
UNIT = re.compile(r"(?:^|[\s\d])[kcm]?m$")
"""Square and cubic metres, whose raised number stays."""
WIDE = 0.6
MOST_PIECES = 3_000
GUTTER = 9.0
"""Points between two columns at least; words stand 3 points apart."""
WORD_GAP = 1.5
FEWEST = 5
BIN = 2.0
"""Points by which a strip is looked for."""
CROSSED = 0.12
"""The share of pieces that may stand across the gutter: titles and tables do."""


class Line(NamedTuple):
    """A line of a page; places in points from the left and lower edges, ``base`` is what its letters stand on."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, its height in points and how many letters are on it."""

    lines: list[Line]
    height: float
    letters: int = 0


class Places:
    """Asks pdfium where letters stand; one set of numbers is used for all answers, for there are many questions."""

    def __init__(self, text: PdfTextPage) -> None:
        from pypdfium2 import raw

        self._page = text.raw
        self._index: Any = raw.FPDFText_GetCharIndexFromTextIndex
        self._origin: Any = raw.FPDFText_GetCharOrigin
        self._box: Any = raw.FPDFText_GetCharBox
        self._rect: Any = raw.FPDFText_GetRect
        self._count: Any = raw.FPDFText_CountRects
        self._size: Any = raw.FPDFText_GetFontSize
        self._numbers = [ctypes.c_double() for _ in range(4)]
        self._one, self._two, self._low, self._high = self._numbers
        self._refs = tuple(ctypes.byref(number) for number in self._numbers)

    def index(self, at: int) -> int:
        """The letter that stands at a place of the text, where some letters have no text."""
        return int(self._index(self._page, at))

    def start(self, at: int) -> tuple[float, float]:
        """Where a letter begins: from the left, and its base line."""
        one, two, _, _ = self._refs
        self._origin(self._page, at, one, two)
        return self._one.value, self._two.value

    def piece(self, at: int) -> tuple[float, float]:
        """The left and right edge of a piece of text, counted by pdfium when it was asked how many there are."""
        one, two, low, high = self._refs
        self._rect(self._page, at, one, high, two, low)
        return self._one.value, self._two.value

    def pieces(self, first: int = 0, count: int = -1) -> list[tuple[float, float]]:
        """The edges of the pieces in which so many letters from one on were drawn, all of them if nothing is said."""
        return [self.piece(at) for at in range(min(self._count(self._page, first, count), MOST_PIECES))]

    def widest_gap(self, first: int, last: int) -> float:
        """The widest gap between the pieces of a line, in points."""
        edges = sorted(self.pieces(first, last - first + 1))
        return max((after[0] - before[1] for before, after in pairwise(edges)), default=0.0)

    def sides(self, at: int) -> tuple[float, float]:
        """The left and right edge of a letter."""
        one, two, low, high = self._refs
        self._box(self._page, at, one, two, low, high)
        return self._one.value, self._two.value

    def size(self, at: int) -> float:
        """The size of a letter's type as it is drawn."""
        return float(self._size(self._page, at))


def page(given: PdfPage) -> Page:
    """What is written on a page."""
    text = given.get_textpage()
    words = text.get_text_range()
    height = float(given.get_height())
    if not words.strip():
        return Page([], height)
    places = Places(text)
    spans = list(_spans(words, places, exact=text.count_chars() == len(words)))
    found = [_line(places, *span) for span in spans]
    gutter = _gutter(places) if _has_gaps(found, spans, places) else None
    return Page(_apart(found, spans, places, gutter) if gutter else found, height, len(words))


class _Span(NamedTuple):
    """A line as a stretch of the page's letters."""

    text: str
    first: int
    last: int


def _spans(words: str, places: Places, *, exact: bool) -> Iterator[_Span]:
    for match in LINE.finditer(words):
        raw = match.group()
        text = raw.strip()
        if not text:
            continue
        start = match.start() + (0 if raw[0] == text[0] else len(raw) - len(raw.lstrip()))
        end = start + len(text) - 1
        if text[-1] == HYPHEN:
            text = f"{text[:-1]}-"
            end -= 1
        yield _Span(text, start, end) if exact else _Span(text, places.index(start), places.index(end))


def _line(places: Places, text: str, first: int, last: int) -> Line:
    left, base = places.start(first)
    # A bullet at the start may be larger, a reference at the end smaller, and a blank has no size of its own.
    middle = len(text) // 2
    while text[middle].isspace():
        middle += 1
    size = places.size(min(first + middle, last))
    if REFERENCE.search(text):
        text = _without_references(text, first, places, base + RAISED * size) or text
    if text[1:2] == " " and SPACED.fullmatch(text):
        text = _closed(text, first, places)
    return Line(text, left, places.sides(last)[1], base, size)


def _without_references(text: str, first: int, places: Places, raised: float) -> str:
    def kept(match: re.Match[str]) -> str:
        is_raised = places.start(first + match.start())[1] > raised
        return "" if is_raised and not UNIT.search(text, 0, match.start()) else match.group()

    return REFERENCE.sub(kept, text)


def _has_gaps(found: list[Line], spans: list[_Span], places: Places) -> bool:
    """Whether most of the wide lines have a gap inside: some programs draw two columns row by row.

    A look at a few lines of a page is enough, and asking for the places of everything on it would cost as much as
    reading it does.
    """
    if len(found) < FEWEST:
        return False
    least, most = min(line.left for line in found), max(line.right for line in found)
    wide = [at for at, line in enumerate(found) if line.right - line.left > WIDE * (most - least)]
    if len(wide) < FEWEST:
        return False
    sample = wide[:: max(1, len(wide) // FEWEST)][: FEWEST + 1]
    return (
        sum(places.widest_gap(spans[at].first, spans[at].last) >= GUTTER for at in sample) > len(sample) / 2
    )


def _split(
    line: Line, span: _Span, places: Places, gutter: tuple[float, float]
) -> tuple[Line | None, Line | None, Line | None]:
    """What stands left of the gutter, right of it, and across: either the third alone, or one or both of the others."""
    middle = sum(gutter) / 2
    if line.right <= middle:
        return line, None, None
    if line.left >= middle:
        return None, line, None
    low, high = span.first, span.last
    while low < high:
        at = (low + high) // 2
        if places.sides(at)[0] < middle:
            low = at + 1
        else:
            high = at
    cut = low - span.first
    before, after = span.text[:cut].rstrip(), span.text[cut:].lstrip()
    if not before or not after:
        return None, None, line
    low += len(span.text[cut:]) - len(after)
    one = _line(places, before, span.first, span.first + len(before) - 1)
    two = _line(places, after, low, span.last)
    return (None, None, line) if two.left - one.right < GUTTER else (one, two, None)


def _closed(text: str, first: int, places: Places) -> str:
    """Letters set apart, put together again: words are where the gap is clearly wider than between letters."""
    at = [place for place, sign in enumerate(text) if sign != " "]
    edges = [places.sides(first + place) for place in at]
    gaps = [after[0] - before[1] for before, after in pairwise(edges)]
    usual = sorted(gaps)[len(gaps) // 2]
    words = [text[at[0]]]
    for place, gap in zip(at[1:], gaps, strict=True):
        words.append(f" {text[place]}" if gap > WORD_GAP * usual else text[place])
    return "".join(words)


def _gutter(places: Places) -> tuple[float, float] | None:
    """The strip between two columns, from left to right edge; None where the page has one column.

    Linear in the number of pieces that the page's text was drawn in.
    """
    pieces = places.pieces()
    least, most = min(left for left, _ in pieces), max(right for _, right in pieces)
    low, high = least + 0.3 * (most - least), least + 0.7 * (most - least)
    count = int((high - low) / BIN)
    changes = [0] * (count + 2)
    for left, right in pieces:
        if right > low and left < high:
            changes[int((left - low) / BIN) if left > low else 0] += 1
            changes[int((right - low) / BIN) + 1 if right < high else count + 1] -= 1
    covering = list(accumulate(changes))[:count]
    fewest = min(covering, default=len(pieces))
    if fewest > CROSSED * len(pieces):
        return None
    start, end = _longest(covering, fewest)
    strip = low + start * BIN, low + end * BIN
    if strip[1] - strip[0] < GUTTER - BIN:
        return None
    before = sum(right <= strip[0] + BIN for _, right in pieces)
    after = sum(left >= strip[1] - BIN for left, _ in pieces)
    return strip if min(before, after) >= FEWEST else None


def _longest(covering: list[int], fewest: int) -> tuple[int, int]:
    """Where the longest run of places that so few pieces cover begins and ends."""
    best, start = (0, 0), 0
    for at, count in enumerate([*covering, fewest + 1]):
        if count > fewest:
            best = max(best, (start, at), key=lambda run: run[1] - run[0])
            start = at + 1
    return best


def _apart(found: list[Line], spans: list[_Span], places: Places, gutter: tuple[float, float]) -> list[Line]:
    """The left column and then the right one, as far as nothing stands across both."""
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line, span in zip(found, spans, strict=True):
        one, two, whole = _split(line, span, places, gutter)
        if whole is not None:
            ordered += [*left, *right, whole]
            left, right = [], []
        left += [one] if one else []
        right += [two] if two else []
    return [*ordered, *left, *right]
