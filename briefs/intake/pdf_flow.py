"""The lines of a PDF's text in, its paragraphs as Markdown out: put together across lines, columns and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefs.intake.pdf_pages import Placed, Written

MARKER: Final = re.compile(
    r"(?:[\u2022\u2023\u2043\u25aa\u25ab\u25a0\u25a1\u25cf\u25cb\u25e6\u25b8\u25ba\u27a2\u00b7\uf0b7\uf0a7\uf0d8*]"
    r"|[-\u2013\u2014](?=\s)|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)](?!\d)|\d{1,2}\.\d{1,2}\.?(?=\s))\s{0,9}\S?"
)
BULLET: Final = re.compile(
    r"[\u2022\u2023\u2043\u25aa\u25ab\u25a0\u25a1\u25cf\u25cb\u25e6\u25b8\u25ba\u27a2\u00b7\uf0b7\uf0a7\uf0d8]\s{0,9}"
)
ENDED: Final = re.compile(r"[.!?:;][\"'\u201d\u2019)\]]{0,3}\d{0,2}$")
CLOSING: Final = re.compile(r"[.,;:)\]\u201d\u2019]")
"""What stands at the end of a word, also where the sign of a footnote had cut it off."""
TAIL: Final = 8
"""Letters at the end of a line in which its last stop stands."""
LISTED: Final = re.compile(r"(?:[.!?:;,]|\b(?:and|or))[\"'\u201d\u2019)\]]{0,3}$")
WORD: Final = re.compile(r"\w+(?:-\w+)*")
LONGEST_WORD: Final = 60
LAST: Final = re.compile(r"([^\W_]+)-$")
FIRST: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
STANDING: Final = frozenset(
    "all anti co cross deputy ex far half high inter like long low mid multi near non one post pre pro re self semi short sub "
    "two vice well".split()
)
"""What is written before a hyphen that stays, where the text itself does not show the word elsewhere."""
LOOSER: Final = 1.18
"""How much more than the usual distance two lines stand apart that are of two paragraphs."""
INDENT: Final = 6.0
LETTER: Final = 0.5
"""The width of an average letter, as a share of the size of its type."""
LARGER: Final = 1.12
LONGEST_HEADING: Final = 160
SAME_SIZE: Final = 0.08


@dataclass(slots=True)
class _Block:
    """Lines put together: ``words`` with line breaks where the writer broke the line on purpose."""

    words: str
    first: Placed
    last: Placed
    marked: bool


class Flow:
    """Puts lines together into paragraphs, with what the whole document shows of itself."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._leadings: dict[tuple[int, int], float] = {}

    def text(self) -> str:
        """The document: paragraphs and headings, and its footnotes at the end."""
        blocks = self._blocks(self._written.body)
        began = False
        pieces = []
        for block in blocks:
            heading = self._is_heading(block)
            began = began or (not heading and len(block.words) > LONGEST_HEADING)
            pieces.append(_shown(block, heading=heading and began))
        pieces += [_shown(block, heading=False) for block in self._blocks(self._written.notes)]
        return "\n\n".join(piece for piece in pieces if piece.strip())

    def _blocks(self, lines: list[Placed]) -> list[_Block]:
        leading = _leading(lines)
        blocks: list[_Block] = []
        for placed in lines:
            text = placed.line.text
            block = blocks[-1] if blocks else None
            joint = self._joint(block, placed, leading) if block else None
            if block is None or joint is None:
                blocks.append(_Block(text, placed, placed, bool(MARKER.match(text))))
                continue
            block.words = (
                self._hyphenless(block.words, text) if joint == " " else f"{block.words}{joint}{text}"
            )
            block.last = placed
        return blocks

    def _joint(self, block: _Block, after: Placed, leading: float) -> str | None:
        """What stands between a block and the next line: a blank, a line break, nothing, or (None) the end of the block."""
        before = block.last
        one, two = before.line, after.line
        if _beside(before, after):
            return "" if CLOSING.match(two.text) else " "
        if abs(one.size - two.size) > SAME_SIZE * one.size:
            return None
        short = _is_short(before, after)
        if one.base < two.base or before.page != after.page or before.column != after.column:
            return _across(before, after, short=short)
        if one.base - two.base > LOOSER * leading * max(1.0, two.size / self._written.size):
            return None
        return _within(block, after, short=short)

    def _is_heading(self, block: _Block) -> bool:
        large = block.first.line.size >= LARGER * self._written.size
        return large and len(block.words) <= LONGEST_HEADING and not ENDED.search(block.words[-TAIL:])

    def _hyphenless(self, before: str, after: str) -> str:
        """Two lines as one: a word that was cut at the end of the first is whole again."""
        if before[-1] != "-":
            return f"{before} {after}"
        cut, rest = LAST.search(before[-LONGEST_WORD:]), FIRST.match(after)
        if cut is None or rest is None:
            return f"{before} {after}"
        head, tail = cut[1], rest[0]
        if not tail[0].islower() or not head[-1].isalpha():
            return f"{before}{after}"
        tail = tail.partition("-")[0]
        if f"{head}{tail}".casefold() in self._words:
            return f"{before[:-1]}{after}"
        hyphened = f"{head}-{tail}".casefold() in self._words or head.casefold() in STANDING
        return f"{before}{after}" if hyphened else f"{before[:-1]}{after}"

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word that stands whole in some line, to tell how a cut one is written."""
        lines = [placed.line.text for placed in (*self._written.body, *self._written.notes)]
        return frozenset(WORD.findall("\n".join(lines).casefold()))


def _leading(lines: list[Placed]) -> float:
    """The distance at which lines of a paragraph follow each other: the lower of those that are usual, in points."""
    steps = sorted(
        before.line.base - after.line.base
        for before, after in pairwise(lines)
        if (before.page, before.column) == (after.page, after.column)
        and 0.8 * after.line.size < before.line.base - after.line.base < 2.5 * after.line.size
    )
    return steps[len(steps) // 4] if steps else 0.0


def _across(before: Placed, after: Placed, *, short: bool) -> str | None:
    """A page or column ended here: whether a paragraph did is told by the words and by the width of the line."""
    tail = before.line.text[-TAIL:]
    if MARKER.match(after.line.text) and (short or LISTED.search(tail) or ENDED.search(tail)):
        return None
    if after.line.text[:1].islower():
        return " "
    indented = after.line.left > after.left + INDENT
    return None if short or indented else " "


def _within(block: _Block, after: Placed, *, short: bool) -> str | None:
    """Lines that follow each other at the usual distance: a paragraph ends by a mark, an indent or a short line."""
    one, two = block.last.line, after.line
    if MARKER.match(two.text) and (short or block.marked or LISTED.search(one.text[-TAIL:])):
        return None
    indented = two.left - one.left > INDENT and not (block.marked and block.last is block.first)
    if (short or indented) and ENDED.search(one.text[-TAIL:]):
        return None
    return "\n" if short else " "


def _beside(before: Placed, after: Placed) -> bool:
    """Whether two pieces stand on one line, which a raised number between them had cut."""
    one, two = before.line, after.line
    if abs(two.base - one.base) >= 1.0 or before.page != after.page:
        return False
    return -1.0 < two.left - one.right < 2 * one.size


def _is_short(before: Placed, after: Placed) -> bool:
    """Whether the first word of the next line had room on this one, so that the line was meant to end."""
    line = before.line
    left = before.right - line.right
    letter = LETTER * line.size
    if left < 2 * letter:
        return False
    if line.text[-1] == "-" and after.line.text[0].islower():
        return False
    word = after.line.text[:LONGEST_WORD].split(None, 1)[0]
    return (min(len(word), 30) + 1) * letter < left


def _shown(block: _Block, *, heading: bool) -> str:
    if heading:
        return "## " + " ".join(block.words.split("\n"))
    return BULLET.sub("- ", block.words, count=1) if BULLET.match(block.words) else block.words
