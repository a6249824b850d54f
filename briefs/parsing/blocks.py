"""Lines come in; blocks go out: the lines that were written as one paragraph, with the marker they carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefs.parsing.lines import LONE_MARKER, Line, Sign

_HEADING: Final = 160
_HEADING_WORDS: Final = 16
_SMALL_WORD: Final = 4
_BOLD_LENGTH: Final = 600
_MARKER: Final = 6
WIDE: Final = 200
"""A line longer than this is a paragraph by itself: nobody wraps there."""
_ENDED: Final = re.compile(r"[.!?:;][\"'\u201d\u2019)\]*_]{0,6}$")
_LISTED: Final = re.compile(r"(?:[.!?:;,]|\b(?:and|or))[\"'\u201d\u2019)\]*_]{0,6}$")
_BOLD: Final = re.compile(r"(?:\*\*|__)(?![*_\s])[^*\n]{1,200}(?:\*\*|__):?$")
_UNDERLINE: Final = re.compile(r"(?:=|-){3,}$")
_SURE_BULLETS: Final = frozenset(
    "\u2022\u2023\u2043\u25aa\u25ab\u25a0\u25a1\u25cf\u25cb\u25e6\u25b8\u25ba\u27a2\uf0b7\uf0a7\uf0d8"
)


_DATELINE_LENGTH: Final = 70
_MONTHS: Final = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATELINE: Final = re.compile(
    r"[A-Z][^\W\d]{1,20}(?:[ ,]{1,2}[A-Z][^\W\d]{1,20}){0,4},?\s(?:the\s)?\d{1,2}(?:st|nd|rd|th)?\s"
    rf"{_MONTHS},?\s\d{{4}}\.?[*_]{{0,3}}$"
    r"|[A-Z][\w./]{1,20}[ ,|-]{1,4}(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s"
    rf"(?:{_MONTHS}\s\d{{1,2}}|\d{{1,2}}\s{_MONTHS}),?\s\d{{4}}(?:[ ,|-]{{1,3}}\d{{1,2}}[:.]\d{{2}}.{{0,12}})?$"
)
"""A line that is a place and a whole date, or an agency's sign with the weekday and the hour, and nothing else."""
_RUNS_ON: Final = re.compile(r"(?:,|\b(?:in|at|on|and|of|the|for|from|to))$")


@dataclass(slots=True)
class Block:
    """Lines that belong together, as ranges of the source; ``level`` is that of a heading sign, 0 without."""

    ranges: list[tuple[int, int]]
    marker: str = ""
    sign: Sign = Sign.PLAIN
    level: int = 0
    gap: int = 0
    paged: bool = False
    glued: bool = False

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """Behind its last word."""
        return self.ranges[-1][1]


def blocks(source: str, written: list[Line]) -> list[Block]:
    """Group lines into blocks. A blank line, a marker, a heading sign or a clearly short line begins a new one."""
    found: list[Block] = []
    width = _wrap_width(written)
    previous: Line | None = None
    for line in written:
        if line.sign is Sign.RULE:
            if found and previous and line.gap == 1 and _UNDERLINE.match(source, line.start, line.end):
                _underlined(found[-1], source, line)
            previous = None
            continue
        if previous is not None and found and not _begins(source, found[-1], previous, line, width):
            found[-1].ranges.append((line.start, line.end))
        else:
            found.append(_block(line, glued=line.gap == 1 and previous is not None))
        previous = line
    return _lone_markers(source, found)


def _block(line: Line, *, glued: bool) -> Block:
    level = len(line.marker) if line.sign is Sign.HASH else 0
    marker = "" if level else line.marker
    return Block([(line.start, line.end)], marker, line.sign, level, line.gap, line.paged, glued)


def _underlined(block: Block, source: str, line: Line) -> None:
    """A line of === or --- under one short line makes it a heading."""
    if len(block.ranges) == 1 and block.end - block.start <= _HEADING and block.sign is Sign.PLAIN:
        block.level = 1 if source[line.start] == "=" else 2


def _wrap_width(written: list[Line]) -> int:
    """Where the writer's lines were wrapped: the width that nine in ten of the running lines stay below."""
    widths = sorted(line.width for line, after in pairwise(written) if after.gap == 1 and line.width <= WIDE)
    return max(60, widths[len(widths) * 9 // 10]) if widths else WIDE


def _begins(source: str, block: Block, previous: Line, line: Line, width: int) -> bool:
    if line.gap > 1 or line.paged or Sign.TABLE in {line.sign, previous.sign}:
        return True
    if line.sign is Sign.HASH or block.level:
        return True
    if previous.width > WIDE or line.width > WIDE:
        return True
    if line.sign in {Sign.BULLET, Sign.NUMBER}:
        return _is_item(source, block, previous, line, width)
    if line.end - line.start < _DATELINE_LENGTH and _DATELINE.match(source, line.start, line.end):
        return not _RUNS_ON.search(source, max(0, previous.end - 12), previous.end)
    return _is_short(source, block, previous, line, width)


def _is_item(source: str, block: Block, previous: Line, line: Line, width: int) -> bool:
    """A marker inside running lines counts where a list is going on or the line before has ended."""
    if line.marker in _SURE_BULLETS or (block.marker and _follows(block.marker, line.marker)):
        return True
    if _LISTED.search(source, max(0, previous.end - 12), previous.end):
        return line.marker[-1:] in ".)" or not line.marker[:1].isdigit()
    return _fits(source, previous, line, width) and previous.width < 0.8 * width


def _follows(before: str, after: str) -> bool:
    """Whether a marker comes next: "4." comes after "3.", "(b)" after "(a)", a dash after a dash."""
    one, two = before.strip("(). "), after.strip("(). ")
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    if len(one) == len(two) == 1 and one.isalpha() and two.isalpha():
        return ord(two) == ord(one) + 1
    return before == after


def _fits(source: str, previous: Line, line: Line, width: int) -> bool:
    """Whether the first word of this line would have fitted on the line before."""
    word = source[line.left : line.left + 40].split(None, 1)
    return previous.width + 1 + (len(word[0]) if word else 0) <= width


def _is_short(source: str, block: Block, previous: Line, line: Line, width: int) -> bool:
    """A line that stops early, though the next word had room, was meant to stop."""
    if not _fits(source, previous, line, width) or _in_bold(source, block, previous):
        return False
    tail = max(0, previous.end - 8)
    capital = not source[line.start].islower()
    only = len(block.ranges) == 1
    if only and previous.sign is Sign.PLAIN and capital and _bold_line(source, previous, line):
        return True
    if previous.width > 0.85 * width and not (previous.broken and previous.width < 0.95 * width):
        return False
    if _ENDED.search(source, tail, previous.end):
        return capital
    return capital and only and previous.sign is not Sign.BULLET and _may_be_heading(source, previous)


def _in_bold(source: str, block: Block, previous: Line) -> bool:
    """Bold letters that were opened and not closed yet hold a heading of two lines together."""
    return (
        previous.end - block.start <= _BOLD_LENGTH and source.count("**", block.start, previous.end) % 2 == 1
    )


def _bold_line(source: str, previous: Line, line: Line) -> bool:
    return bool(_BOLD.match(source, previous.start, previous.end)) and source[line.start] not in "*_"


def _may_be_heading(source: str, line: Line) -> bool:
    """A short line without a stop whose longer words are all capitalised."""
    words = source[line.start : line.end].split()
    if not words or len(words) > _HEADING_WORDS or not words[0].strip("*_\"'\u201c(")[:1].isupper():
        return False
    longer = [word.strip("*_\"'\u201c(") for word in words if len(word) > _SMALL_WORD]
    return all(word[:1].isupper() or word[:1].isdigit() for word in longer)


def _lone_markers(source: str, found: list[Block]) -> list[Block]:
    """A marker that stands alone on its line numbers the block that follows it."""
    kept: list[Block] = []
    waiting: Block | None = None
    for block in found:
        first, end = block.ranges[0]
        lone = not block.marker and end - first <= _MARKER and LONE_MARKER.fullmatch(source, first, end)
        if waiting is not None and not block.marker and not lone:
            block.marker, block.sign = source[waiting.start : waiting.end], Sign.NUMBER
        waiting = None
        if lone and len(block.ranges) > 1:
            block.marker, block.sign = source[first:end], Sign.NUMBER
            del block.ranges[0]
        elif lone:
            waiting = block
            continue
        kept.append(block)
    return kept
