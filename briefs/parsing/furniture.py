"""Blocks of a document come in; which of them are page furniture goes out.

Running headers and footers, page numbers, and the buttons of a web page stand in a text without belonging to it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefs.parsing.blocks import Block

_PAGE: Final = re.compile(
    r"(?:page|p\.|seite)?\s{0,3}[-\u2013\u2014|\[]?\s{0,3}(?:\d{1,3}|[ivxl]{1,6})\s{0,3}[-\u2013\u2014|\]]?"
    r"(?:\s{0,3}(?:of|/|\|)\s{0,3}\d{1,3})?",
    re.IGNORECASE,
)
_WEB: Final = re.compile(
    r"(?:(?:share|print|download|back to top|read more|follow us|subscribe|tags?:|related (?:articles|content|news)"
    r"|home\s{0,2}[>|/\u00bb]|skip to (?:main )?content|advertisement|copyright|\u00a9|all rights reserved"
    r"|click here|last updated)\b.{0,80}|#{3,5}|[-\u2013*]{0,3}\s?(?:end|ends|30)\s?[-\u2013*]{0,3}"
    r"|for immediate release\W{0,3}|cookies?\b.{0,60}|https?://\S{1,300}|\(?(?:more|continued)\)?)",
    re.IGNORECASE,
)
_END: Final = re.compile(r"ends?\s?[-\u2013*#]{0,3}", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LONGEST: Final = 120
_OFTEN: Final = 3
_OPEN: Final = 60
"""Shorter words are a label, not a sentence that a page cut."""


def furniture(source: str, found: list[Block]) -> set[int]:
    """The indices of blocks that are furniture: a page number, a line that returns page by page, a web button."""
    words = [_words(source, block) for block in found]
    masked = [_DIGITS.sub("#", text) for text in words]
    seen = Counter(text for text in masked if text)
    marked: set[int] = set()
    for index, (block, text) in enumerate(zip(found, words, strict=True)):
        if not text:
            if not _LETTER.search(source, block.start, block.end):
                marked.add(index)
            continue
        if (
            block.level == 0
            and ((not block.marker and (_is_page(text) or _WEB.fullmatch(text))) or _END.fullmatch(text))
        ) or (seen[masked[index]] >= _OFTEN and _may_return(text, block)):
            marked.add(index)
    return marked | _heads(source, found, words, marked)


def _heads(source: str, found: list[Block], words: list[str], marked: set[int]) -> set[int]:
    """Running heads inside a sentence.

    They are short words at a page break or beside a page number, between words that ended without a stop and
    words that go on in small letters.
    """
    heads: set[int] = set()
    for index, block in enumerate(found):
        if index in marked or not words[index] or block.marker or block.level:
            continue
        if (
            not (block.paged or index - 1 in marked or index + 1 in marked)
            or words[index][-1] in ".:;,!?"
            or words[index][0].islower()
        ):
            continue
        before = next((at for at in range(index - 1, max(-1, index - 5), -1) if at not in marked), None)
        after = next((at for at in range(index + 1, min(len(found), index + 4)) if at not in marked), None)
        if before is None or after is None:
            continue
        ending = source[max(0, found[before].end - 8) : found[before].end].rstrip("\"'\u201d\u2019)]*_ ")
        if (
            ending
            and ending[-1] not in ".!?:;"
            and source[found[after].start].islower()
            and found[before].end - found[before].start > _OPEN
        ):
            heads.add(index)
    return heads


def _words(source: str, block: Block) -> str:
    """The words of a short block, folded; "" for one too long to be furniture, or without any letter or digit."""
    if block.end - block.start > _LONGEST:
        return ""
    lines = [source[start:end] for start, end in block.ranges]
    text = " ".join((lines[0] if len(lines) == 1 else " ".join(lines)).replace("*", "").split())
    return text if text[:1].isalnum() or any(sign.isalnum() for sign in text) else ""


def _is_page(text: str) -> bool:
    return bool(_PAGE.fullmatch(text)) and text not in {"I", "V", "X"}


def _may_return(text: str, block: Block) -> bool:
    """Whether short words that stand there at least three times are a header: unmarked, and not like a sentence."""
    if block.level or block.marker or text[-1] in ".:;,!?":
        return False
    return bool(_LETTER.search(text))
