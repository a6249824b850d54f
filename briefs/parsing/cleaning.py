"""The text of a document comes in; its whole paragraphs go out, numbered, mended and told apart by role.

Lines that were wrapped are joined, a page break inside a sentence is healed, markup is gone, and every character
still knows where it stood: a quote is always given as the document has it, also where letters were spread.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Final

from briefs.parsing import spread
from briefs.parsing.blocks import WIDE, Block, blocks
from briefs.parsing.furniture import furniture
from briefs.parsing.lines import STAMP, Sign, lines
from briefs.parsing.markup import mend
from briefs.parsing.paragraph_roles import Look, roles
from briefs.parsing.text import Paragraph
from briefs.parsing.word_sets import words

_LEAST: Final = 25
"""Shorter words are a label, not a sentence that a page cut."""
_RAW: Final = 600
_CLOSED: Final = frozenset(".!?:;\u2026")
_QUOTES: Final = "\"'\u201d\u2019)]*_"
_HANGING: Final = words(
    "a an the of to in on at by for from with and or as that which who whose its their his her our "
    "between among including especially particularly towards toward into under over through upon via "
    "per than not is are was were be been has have had will shall would should could may can must "
    "both such this these those"
)
_NUMBERED_LIST: Final = frozenset({Sign.BULLET, Sign.NUMBER})


@dataclass(slots=True)
class _Draft:
    block: Block
    text: str
    offsets: array[int]
    furniture: bool = False


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a document in order, numbered from 1, furniture among them under its own role.

    Where furniture stood inside a sentence, it comes behind the mended paragraph. Linear in the text; any text
    is taken, and an empty one gives no paragraphs.
    """
    drafts = _drafts(text)
    if spread.is_spread(text):
        whole = spread.rejoined((draft.text, draft.offsets) for draft in drafts)
        for draft, (words_, offsets) in zip(drafts, whole, strict=True):
            draft.text, draft.offsets = words_, offsets
    looks = [_look(text, draft) for draft in drafts]
    return tuple(
        Paragraph(number, draft.text, role, draft.block.marker, text, draft.offsets)
        for number, (draft, role) in enumerate(zip(drafts, roles(looks), strict=True), start=1)
    )


def _drafts(source: str) -> list[_Draft]:
    found = blocks(source, lines(source))
    marked = furniture(source, found)
    drafts: list[_Draft] = []
    last: _Draft | None = None
    interrupted = False
    for index, block in enumerate(found):
        aside = index in marked
        if not aside and last is not None and _goes_on(source, last, block, interrupted=interrupted):
            last.block.ranges.extend(block.ranges)
            last.text, last.offsets = mend(source, last.block.ranges)
            interrupted = False
            continue
        text, offsets = mend(source, block.ranges)
        if not text:
            continue
        draft = _Draft(block, text, offsets, aside)
        drafts.append(draft)
        if aside:
            interrupted = True
        else:
            last, interrupted = draft, False
    return drafts


def _goes_on(source: str, last: _Draft, block: Block, *, interrupted: bool) -> bool:
    """Whether a block continues the sentence that the last one left open, across a blank line or a page.

    A sentence is open when it ends without a stop; it goes on in small letters, or behind a word that cannot
    be the last one ("especially to / Cambodia").
    """
    ending = last.text.rstrip(_QUOTES)
    opening = source[block.start : block.start + 80].lstrip("*_\"'\u201c\u2018([")[:1]
    if not _may_go_on(last, block) or not ending or ending[-1] in _CLOSED or not opening:
        return False
    if opening.islower():
        return STAMP.match(source, block.start) is None
    if last.block.sign in _NUMBERED_LIST and not interrupted:
        return False
    broken = (interrupted or block.paged) and len(last.text) > WIDE and opening.isalnum()
    return broken or ending.rsplit(None, 1)[-1] in _HANGING


def _may_go_on(last: _Draft, block: Block) -> bool:
    """Neither headings nor items go on, and a label in capitals or of a few words is no open sentence."""
    if block.level or block.marker or block.sign is Sign.TABLE or last.block.level:
        return False
    return len(last.text) >= _LEAST and not last.text.isupper()


def _look(source: str, draft: _Draft) -> Look:
    block = draft.block
    raw = source[block.start : block.end] if block.end - block.start <= _RAW else ""
    return Look(draft.text, raw, block.marker, block.sign, block.level, draft.furniture, block.glued)
