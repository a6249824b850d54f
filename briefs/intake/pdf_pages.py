"""The lines of all pages in; the lines of the text, those of the footnotes and the size of the body's type out.

Running headers and footers and page numbers are left behind: what returns at the same place of many pages.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefs.intake.pdf_lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefs.intake.pdf_lines import Page

NUMBER = re.compile(
    r"\W{0,3}(?:page|p\.|pg\.?)?\s{0,2}(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:of|/|\|)\s?\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)
LAST_WORD = re.compile(r"(?:19|20)\d\d|\d{1,4}[.,;:)]{1,3}")
"""A number that may as well be the last word of a sentence: a year, or with a stop."""
DIGITS = re.compile(r"\d+|\b[ivxl]{1,6}\b")
EDGE_LINES = 4
"""How many lines from the top and bottom of a page may be a running header or footer."""
EDGE = 0.14
"""The share of a page's height in which they stand."""
OFTEN = 3
SMALL = 0.9
"""Type smaller than this share of the body's is that of footnotes."""
NOTE = re.compile(r"(?:\d{1,2}|[*†‡§]|\[\d{1,2}\]|[a-z]\))\s{0,3}\S")
NEXT_LINE = 2.0
"""The distance of a text's lines at most, between paragraphs too, as a share of the size of the type; page numbers stand apart."""
SAME_SIZE, SAME_EDGE = 0.5, 40.0
"""Points by which size and left edge of two lines of a text may differ: the first line of a paragraph is indented."""
MOVED = 6.0
"""Points by which a header may stand higher or lower from page to page."""


class Placed(NamedTuple):
    """A line of the text with its page and column (0 across or left, 1 right), and the edges of that column."""

    line: Line
    page: int
    column: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Written:
    """What the pages say without what is only their furniture."""

    body: list[Placed]
    notes: list[Placed]
    size: float


def written(pages: list[Page]) -> Written:
    """The text of a PDF, line by line."""
    repeated = _repeated(pages)
    kept = [
        [line for at, line in enumerate(page.lines) if (number, at) not in repeated]
        for number, page in enumerate(pages)
    ]
    size = _usual_size(kept)
    body: list[Placed] = []
    notes: list[Placed] = []
    for number, lines in enumerate(kept):
        placed = list(_placed(lines, number))
        below = _notes_of(placed, size)
        body += [one for at, one in enumerate(placed) if at not in below]
        notes += [placed[at] for at in below]
    return Written(body, notes, size)


def _repeated(pages: list[Page]) -> set[tuple[int, int]]:
    """Page and place of each line that is furniture."""
    edges = [(number, at, page) for number, page in enumerate(pages) for at in _edges(page)]
    keys = [(_key(page.lines[at]), _spot(page.lines[at])) for _, at, page in edges]
    on: dict[tuple[str, int], set[int]] = {}
    for (number, _, _), (key, spot) in zip(edges, keys, strict=True):
        for near in (spot - 1, spot, spot + 1):
            on.setdefault((key, near), set()).add(number)
    enough = 2 if len(pages) <= OFTEN else OFTEN
    return {
        (number, at)
        for (number, at, page), (key, spot) in zip(edges, keys, strict=True)
        if len(on[key, spot]) >= enough or _is_number(page, at)
    }


def _is_number(page: Page, at: int) -> bool:
    """Whether a line is the number of its page, and not the last word of a sentence, which stands close to its neighbours."""
    line = page.lines[at]
    if NUMBER.fullmatch(line.text) is None:
        return False
    return LAST_WORD.fullmatch(line.text) is None or not any(
        _close(line, other) for other in page.lines[max(0, at - 1) : at + 2] if other is not line
    )


def _close(one: Line, two: Line) -> bool:
    apart = abs(one.base - two.base)
    alike = abs(one.size - two.size) < SAME_SIZE and abs(one.left - two.left) < SAME_EDGE
    return alike and 0 < apart < NEXT_LINE * one.size


def _edges(page: Page) -> Iterator[int]:
    """The places of the lines nearest to the top and to the bottom of a page, if they are near."""
    bases = [line.base for line in page.lines]
    order = sorted(range(len(bases)), key=bases.__getitem__)
    near = EDGE * page.height
    for at in order[:EDGE_LINES]:
        if bases[at] - min(0.0, bases[order[0]]) <= near:
            yield at
    for at in order[-EDGE_LINES:]:
        if page.height - bases[at] <= near:
            yield at


def _key(line: Line) -> str:
    return "".join(DIGITS.sub("#", line.text.casefold()).split())


def _spot(line: Line) -> int:
    return round(line.base / MOVED)


def _usual_size(pages: list[list[Line]]) -> float:
    """The size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _placed(lines: list[Line], page: int) -> Iterator[Placed]:
    """Each line with its column's edges; two columns are seen by many lines on either side of the middle."""
    if not lines:
        return
    left, right = _low([line.left for line in lines]), _high([line.right for line in lines])
    middle = (left + right) / 2
    before = [line for line in lines if line.right <= middle + 10]
    after = [line for line in lines if line.left >= middle - 10]
    two = min(len(before), len(after)) >= 4 and len(before) + len(after) >= len(lines) / 2  # noqa: PLR2004
    edges = (left, _high([line.right for line in before]) if two else right)
    other = (_low([line.left for line in after]), _high([line.right for line in after])) if two else edges
    for line in lines:
        if two and line.left >= middle - 10:
            yield Placed(line, page, 1, *other)
        elif two and line.right <= middle + 10:
            yield Placed(line, page, 0, *edges)
        else:
            yield Placed(line, page, 0, left, right)


def _low(places: list[float]) -> float:
    """The edge that nearly all lines keep to, so that one that hangs out does not move it."""
    return sorted(places)[len(places) // 20]


def _high(places: list[float]) -> float:
    return sorted(places)[len(places) - 1 - len(places) // 20]


def _notes_of(placed: list[Placed], size: float) -> dict[int, None]:
    """The footnotes of a page from the top down: small lines below all others, once one begins with the sign of a note.

    They are found by their places: many programs draw what stands at the edge of a page before its text.
    """
    most = SMALL * size
    small = [at for at, one in enumerate(placed) if one.line.size < most]
    if not small:
        return {}
    floor = min((one.line.base for one in placed if one.line.size >= most), default=0.0)
    small = [at for at in small if placed[at].line.base < floor]
    small.sort(key=lambda at: -placed[at].line.base)
    first = next((n for n, at in enumerate(small) if NOTE.match(placed[at].line.text)), len(small))
    return dict.fromkeys(small[first:])
