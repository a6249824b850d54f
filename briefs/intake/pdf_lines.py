"""A page of a PDF in, its lines with their places on the page out, in reading order: columns stay apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefs.intake.pdf_places import Places

HYPHEN = "\ufffe"
"""What pdfium writes for a hyphen at the end of a line, with which it takes the two lines for one."""
LINE = re.compile(rf"[^\r\n{HYPHEN}]+(?P<hyphen>{HYPHEN})?")
SPACED = re.compile(r"\w(?: +\w){4,}[\W\d]*$")
"""Letters that stand apart to make a heading look important."""
REFERENCE = re.compile(r"\d(?<=[^\W\d_.]\d|[.,;:)\u201d\"]\d)\d?(?=[\s.,;:]|$)")
"""A number glued to a word: the sign of a footnote, if it is also raised."""
NUMBERED = 3
"""The letters of the number of a paragraph ("2.7"), in which no sign of a footnote is looked for."""
RAISED = 0.1
"""How far above the line a reference stands, as a share of the size of the type."""
UNIT = re.compile(r"(?:^|[\s\d])[kcm]?m$")
"""Square and cubic metres, whose raised number stays."""
WIDE = 0.6
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


def page(places: Places) -> Page:
    """What is written on a page, while it is open."""
    words, height = places.words, places.height
    if not words.strip():
        return Page([], height)
    spans = _spans(words, places)
    found = _lines(spans, places)
    gutter = _gutter(places) if _has_gaps(found, spans, places) else None
    return Page(_apart(found, spans, places, gutter) if gutter else found, height, len(words))


class _Span(NamedTuple):
    """A line as a stretch of the page's letters; ``middle`` is the one that tells the size of its type."""

    text: str
    first: int
    last: int
    middle: int


def _spans(words: str, places: Places) -> list[_Span]:
    """The lines of a page; a document has hundreds, so that nothing is asked of one twice."""
    spans = []
    exact = places.exact
    for match in LINE.finditer(words):
        raw = match.group()
        text = raw.strip()
        if not text:
            continue
        start = match.start()
        if raw[0] != text[0]:
            start += len(raw) - len(raw.lstrip())
        end = start + len(text) - 1
        if text[-1] == HYPHEN:
            text = f"{text[:-1]}-"
            end -= 1
        if not exact:
            start, end = places.index(start), places.index(end)
        spans.append(_span(text, start, end))
    return spans


def _span(text: str, first: int, last: int) -> _Span:
    # A bullet at the start may be larger, a reference at the end smaller, and a blank has no size of its own.
    middle = len(text) // 2
    while text[middle] == " " or text[middle].isspace():
        middle += 1
    return _Span(text, first, last, min(last, first + middle))


def _lines(spans: Sequence[_Span], places: Places) -> list[Line]:
    """Where the lines stand: pdfium is asked three times for all of them."""
    texts, firsts, lasts, middles = zip(*spans, strict=True)
    lefts, bases = places.starts(firsts)
    _, rights = places.edges(lasts)
    sizes = places.sizes(middles)
    found = list(map(Line, texts, lefts, rights, bases, sizes))
    for at, text in enumerate(texts):
        if REFERENCE.search(text, NUMBERED) or (text[1:2] == " " and SPACED.fullmatch(text)):
            found[at] = _mended(found[at], firsts[at], places)
    return found


def _line(places: Places, text: str, first: int, last: int) -> Line:
    (line,) = _lines([_span(text, first, last)], places)
    return line


def _mended(line: Line, first: int, places: Places) -> Line:
    """The line without the signs of footnotes, and with letters that were set apart put together."""
    text = line.text
    if REFERENCE.search(text, NUMBERED):
        text = _without_references(text, first, places, line.base + RAISED * line.size) or text
    if text[1:2] == " " and SPACED.fullmatch(text):
        text = _closed(text, first, places)
    return line._replace(text=text)


def _without_references(text: str, first: int, places: Places, raised: float) -> str:
    def kept(match: re.Match[str]) -> str:
        is_raised = places.start(first + match.start())[1] > raised
        return "" if is_raised and not UNIT.search(text, 0, match.start()) else match.group()

    return text[:NUMBERED] + REFERENCE.sub(kept, text)[NUMBERED:]


def _has_gaps(found: list[Line], spans: list[_Span], places: Places) -> bool:
    """Whether most of the wide lines have a gap inside: some programs draw two columns row by row.

    A look at a few lines of a page is enough, and asking for the places of everything on it would cost as much as
    reading it does.
    """
    if len(found) < FEWEST:
        return False
    least, most = min(line.left for line in found), max(line.right for line in found)
    wide = [at for at, line in enumerate(found) if line.right - line.left > WIDE * (most - least)]
    # A line with a gap inside was drawn in two pieces at least.
    if len(wide) < FEWEST or places.count_pieces() < len(found) + len(wide) / 2:
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
    edges = list(zip(*places.edges([first + place for place in at]), strict=True))
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
