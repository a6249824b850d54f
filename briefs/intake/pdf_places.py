"""A page of a PDF in, what pdfium tells of its letters out: the words, and where each of many letters stands, at once.

The library's own objects for pages ask for one number at a time, and look after themselves; a page has hundreds of lines.
"""

from __future__ import annotations

import ctypes
from collections import deque
from contextlib import contextmanager
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pypdfium2 import PdfDocument

MOST_PIECES = 3_000
DOUBLE = ctypes.sizeof(ctypes.c_double)


def _address(pointer: Any) -> int:
    """Where something of the library stands in memory."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _into_numbers(function: Any, numbers: int) -> Callable[..., int]:
    """A function of the library that is handed plain addresses for its answers: a pointer object costs as much as the call."""
    takes = [ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * numbers]
    return ctypes.CFUNCTYPE(ctypes.c_int, *takes)(_address(function))


class Places:
    """Asks pdfium where letters stand on one page after the other; the numbers of all answers share one room."""

    def __init__(self) -> None:
        from pypdfium2 import raw

        self.height = 0.0
        self.words = ""
        self.exact = True
        self._page: Any = None
        self._at = 0
        self._index: Any = raw.FPDFText_GetCharIndexFromTextIndex
        self._count: Any = raw.FPDFText_CountRects
        self._origin = _into_numbers(raw.FPDFText_GetCharOrigin, 2)
        self._box = _into_numbers(raw.FPDFText_GetCharBox, 4)
        self._rect = _into_numbers(raw.FPDFText_GetRect, 4)
        self._size = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_void_p, ctypes.c_int)(
            _address(raw.FPDFText_GetFontSize)
        )
        self._room_for(1)

    def _room_for(self, letters: int) -> None:
        """Four numbers for each of so many letters, and where each of them is kept."""
        self._letters = letters
        self._numbers = (ctypes.c_double * (4 * letters))()
        first = ctypes.addressof(self._numbers)
        self._rooms = list(range(first, first + 4 * letters * DOUBLE, DOUBLE))

    @contextmanager
    def on(self, document: PdfDocument, number: int) -> Iterator[Places]:
        """The places of a page, counted from 0, while it is open. Raises PdfiumError where it cannot be opened."""
        from pypdfium2 import PdfiumError, raw

        page = raw.FPDF_LoadPage(document, number)
        if not page:
            raise PdfiumError("A page cannot be opened.")
        try:
            self._page = raw.FPDFText_LoadPage(page)
            if not self._page:
                raise PdfiumError("The text of a page cannot be opened.")
            self._at = _address(self._page)
            try:
                self.height = float(raw.FPDF_GetPageHeightF(page))
                self._read(document, number)
                yield self
            finally:
                raw.FPDFText_ClosePage(self._page)
        finally:
            raw.FPDF_ClosePage(page)

    def _read(self, document: PdfDocument, number: int) -> None:
        """The words of the page. Where letters and text are not of one length, the library's own object knows how."""
        from pypdfium2 import raw

        count = raw.FPDFText_CountChars(self._page)
        buffer = (ctypes.c_ushort * (count + 1))()
        given = raw.FPDFText_GetText(self._page, 0, count, buffer) if count > 0 else 1
        last = raw.FPDFText_GetTextIndexFromCharIndex(self._page, count - 1) if count > 0 else -1
        if given - 1 == count and last == count - 1:
            self.words = bytes(buffer)[: 2 * count].decode("utf-16-le", "ignore")
        else:
            self.words = document[number].get_textpage().get_text_range()
        self.exact = count == len(self.words)

    def index(self, at: int) -> int:
        """The letter that stands at a place of the text, where some letters have no text."""
        return int(self._index(self._page, at))

    def starts(self, letters: Sequence[int]) -> tuple[list[float], list[float]]:
        """Where letters begin: from the left, and their base lines."""
        count = self._room(letters)
        rows = (self._rooms[at * count : (at + 1) * count] for at in range(2))
        deque(map(self._origin, repeat(self._at), letters, *rows), maxlen=0)
        return self._numbers[:count], self._numbers[count : 2 * count]

    def start(self, letter: int) -> tuple[float, float]:
        """Where a letter begins: from the left, and its base line."""
        (left,), (base,) = self.starts((letter,))
        return left, base

    def edges(self, letters: Sequence[int]) -> tuple[list[float], list[float]]:
        """The left and the right edges of letters."""
        count = self._room(letters)
        rows = (self._rooms[at * count : (at + 1) * count] for at in range(4))
        deque(map(self._box, repeat(self._at), letters, *rows), maxlen=0)
        return self._numbers[:count], self._numbers[count : 2 * count]

    def sides(self, letter: int) -> tuple[float, float]:
        """The left and right edge of a letter."""
        (left,), (right,) = self.edges((letter,))
        return left, right

    def sizes(self, letters: Sequence[int]) -> list[float]:
        """The sizes of letters' type as they are drawn."""
        return list(map(self._size, repeat(self._at), letters))

    def _room(self, letters: Sequence[int]) -> int:
        if len(letters) > self._letters:
            self._room_for(2 * len(letters))
        return len(letters)

    def count_pieces(self) -> int:
        """In how many pieces the text of the page was drawn."""
        return int(self._count(self._page, 0, -1))

    def pieces(self, first: int = 0, count: int = -1) -> list[tuple[float, float]]:
        """The edges of the pieces in which so many letters from one on were drawn, all of them if nothing is said."""
        return [self._piece(at) for at in range(min(self._count(self._page, first, count), MOST_PIECES))]

    def _piece(self, at: int) -> tuple[float, float]:
        """The left and right edge of a piece of text, counted by pdfium when it was asked how many there are."""
        self._rect(self._at, at, *self._rooms[:4])
        return self._numbers[0], self._numbers[2]

    def widest_gap(self, first: int, last: int) -> float:
        """The widest gap between the pieces of a line, in points."""
        edges = sorted(self.pieces(first, last - first + 1))
        return max((after[0] - before[1] for before, after in pairwise(edges)), default=0.0)
