"""The blocks of an answer go in; pages that stay within Telegram's limits, each with its sources, come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.layout import Block, Target
from bot.markup import bold, short, shown, units

MOST_UNITS = 4096
"""UTF-16 units in a message, counted on the raw HTML: Telegram counts after parsing, which is never more."""

COMFORT = 3000
"""Units after which a page is full: some five screens of a phone. One line and its source always fit the rest."""

MOST_MARKS = 90
"""Entities in a message, a few below Telegram's hundred."""

MOST_NUMBERS = 12
MOST_SOURCES = 8

Cite = Callable[[int], Block | None]
"""The line that names a document, or None where the answer does not carry it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its HTML, the numbered targets on it and the documents it cites."""

    html: str
    numbers: tuple[tuple[int, Target], ...] = ()
    sources: tuple[int, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A page being filled: what stands on it so far, what it cites, and how much room that takes."""

    cite: Cite
    blocks: list[Block] = field(default_factory=list)
    footer: dict[int, Block | None] = field(default_factory=dict)
    size: int = 0
    marks: int = 0
    numbers: int = 0

    def put(self, block: Block) -> None:
        """Add a block, and the line of its source where that is not yet cited."""
        self.blocks.append(block)
        self.numbers += block.number is not None
        self._count(block)
        if block.source is None:
            return
        if block.names_source:
            self.footer[block.source] = None
        elif block.source not in self.footer:
            line = self.footer[block.source] = self.cite(block.source)
            if line is not None:
                self._count(line)

    def is_too_full(self) -> bool:
        """Whether the page holds more than one message should."""
        return (
            self.size > COMFORT
            or self.marks > MOST_MARKS
            or self.numbers > MOST_NUMBERS
            or len(self.footer) > MOST_SOURCES
        )

    def page(self) -> Page:
        """The page as it is sent."""
        pieces: list[str] = []
        cited = [line for line in self.footer.values() if line is not None]
        for place, block in enumerate([*self.blocks, *cited]):
            if pieces and (block.gap or place == len(self.blocks)):
                pieces.append("")
            pieces.append(block.html)
        numbers = [(b.number, b.target) for b in self.blocks if b.number is not None and b.target is not None]
        return Page("\n".join(pieces) or "…", tuple(numbers), tuple(self.footer))

    def _count(self, block: Block) -> None:
        self.size += units(block.html) + 2
        self.marks += block.marks


def pack(title: str, blocks: Sequence[Block], cite: Cite) -> tuple[Page, ...]:
    """As few pages as hold the blocks in order; a heading is never the last line of one.

    From the second page on the title stands above, and a heading is repeated where its part goes on.
    There is always a page.
    """
    pages: list[Page] = []
    place = 0
    heading: str | None = None
    while place < len(blocks) or not pages:
        above = _above(title, heading, blocks[place]) if pages else []
        taken = blocks[place : place + _fitting(above, blocks[place:], cite)]
        draft = _Draft(cite)
        for block in (*above, *taken):
            draft.put(block)
        pages.append(draft.page())
        heading = next((block.heading for block in reversed(taken) if block.heading), heading)
        place += max(len(taken), 1)
    return tuple(pages)


def _fitting(above: Sequence[Block], blocks: Sequence[Block], cite: Cite) -> int:
    """How many of the blocks go on one page: at least one, where there is one."""
    draft = _Draft(cite)
    for block in above:
        draft.put(block)
    most = 0
    for block in blocks:
        draft.put(block)
        if most and draft.is_too_full():
            break
        most += 1
    while 1 < most < len(blocks) and blocks[most - 1].heading:
        most -= 1
    return most


def _above(title: str, heading: str | None, first: Block) -> list[Block]:
    """What a page that is not the first repeats."""
    repeated = [Block(shown((bold(short(title, 100)),)), 1)] if title.strip() else []
    if heading and not first.gap:
        repeated.append(Block(shown((bold(heading),)) + " (continued)", 1, gap=True))
    return repeated
