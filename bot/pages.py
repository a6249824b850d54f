"""The blocks of an answer go in; pages that stay within Telegram's limits, each with its sources, come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.layout import Block, Target
from bot.markup import Run, bold, rendered, short

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

    def put(self, block: Block, *, always: bool = False) -> bool:
        """Add a block, and the line of its source where that is not yet cited; False where there is no room."""
        source = block.source
        new = source is not None and source not in self.footer
        line = self.cite(source) if source is not None and new and not block.names_source else None
        size, marks = self.size + block.html.size + 2, self.marks + block.html.marks
        if line is not None:
            size, marks = size + line.html.size + 2, marks + line.html.marks
        numbers = self.numbers + (block.number is not None)
        full = size > COMFORT or marks > MOST_MARKS or numbers > MOST_NUMBERS
        if not always and (full or len(self.footer) + new > MOST_SOURCES):
            return False
        self.blocks.append(block)
        self.size, self.marks, self.numbers = size, marks, numbers
        if source is not None and (new or block.names_source):
            self.footer[source] = line
        return True

    def page(self) -> Page:
        """The page as it is sent."""
        pieces: list[str] = []
        cited = [line for line in self.footer.values() if line is not None]
        for place, block in enumerate([*self.blocks, *cited]):
            footed = place == len(self.blocks) and not self.blocks[-1].names_source
            if pieces and (block.gap or footed):
                pieces.append("")
            pieces.append(block.html.text)
        numbers = [(b.number, b.target) for b in self.blocks if b.number is not None and b.target is not None]
        return Page("\n".join(pieces) or "…", tuple(numbers), tuple(self.footer))


def pack(title: str, blocks: Sequence[Block], cite: Cite) -> tuple[Page, ...]:
    """As few pages as hold the blocks in order; a heading is never the last line of one.

    From the second page on the title stands above, and a heading is repeated where its part goes on.
    There is always a page.
    """
    pages: list[Page] = []
    place = 0
    heading: str | None = None
    while place < len(blocks) or not pages:
        draft = _Draft(cite)
        for block in _above(title, heading, blocks[place]) if pages else ():
            draft.put(block, always=True)
        taken = _filled(draft, blocks[place:])
        pages.append(draft.page())
        heading = next((b.heading for b in reversed(blocks[place : place + taken]) if b.heading), heading)
        place += max(taken, 1)
    return tuple(pages)


def _filled(draft: _Draft, blocks: Sequence[Block]) -> int:
    """Put as many of the blocks on the page as go there: at least one, where there is one."""
    taken = 0
    for block in blocks:
        if not draft.put(block, always=not taken):
            break
        taken += 1
    while 1 < taken < len(blocks) and blocks[taken - 1].heading:
        draft.blocks.pop()
        taken -= 1
    return taken


def _above(title: str, heading: str | None, first: Block) -> list[Block]:
    """What a page that is not the first repeats."""
    repeated = [Block(rendered((bold(short(title, 100)),)))] if title.strip() else []
    if heading and not first.gap:
        repeated.append(Block(rendered((bold(heading), Run(" (continued)"))), gap=True))
    return repeated
