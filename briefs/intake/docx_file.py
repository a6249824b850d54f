"""A Word file (DOCX) in, its text as Markdown out: styles become headings, automatic numbers become written ones."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefs.errors import Unreadable
from briefs.intake import archive, docx_styles, office
from briefs.intake.docx_lists import Numbering, Numbers
from briefs.intake.docx_styles import Style
from briefs.intake.formats import Found, borne_out
from briefs.intake.office import Blocks

if TYPE_CHECKING:
    from zipfile import ZipFile

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MOST_XML = 20_000_000
UNSEEN = frozenset(
    f"{WORD}{tag}"
    for tag in ("del", "moveFrom", "pPrChange", "rPrChange", "instrText", "delText", "tblPrChange")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
"""What was struck out, what a field is computed from, and the second copy of a text box for older programs."""
SIGNS = {
    f"{WORD}tab": "\t",
    f"{WORD}br": "\n",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}


def read(whole: ZipFile, name: str) -> Found:
    """The text of a Word file. Raises Unreadable."""
    text = _part(whole, "word/document.xml", name)
    styles, numbering = {}, Numbering()
    with suppress(KeyError, Unreadable):  # without its styles the text is still the text
        styles = docx_styles.styles(_part(whole, "word/styles.xml", name))
    if b"numId" in text or any(style.list_ for style in styles.values()):
        with suppress(KeyError, Unreadable):
            office.parse(_part(whole, "word/numbering.xml", name), numbering, name)
    title = office.Title()
    with suppress(KeyError, Unreadable):
        office.parse(_part(whole, "docProps/core.xml", name), title, name)
    body = Body(styles, Numbers(numbering.formats()))
    office.parse(text, body, name)
    notes = Body({}, Numbers({}), frozenset([f"{WORD}footnote"]))
    with suppress(KeyError, Unreadable):
        office.parse(_part(whole, "word/footnotes.xml", name), notes, name)
    written, below = body.blocks.text(), notes.blocks.text()
    return Found(f"{written}\n\n{below}" if below else written, title=borne_out(title.words, written))


def _part(whole: ZipFile, part: str, name: str) -> bytes:
    data = archive.member(whole, whole.getinfo(part), MOST_XML, name)
    return data.replace(STRICT[1:-1].encode(), WORD[1:-1].encode())


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is being read."""

    words: list[str] = field(default_factory=list)
    style: str = ""
    list_: str = ""
    depth: int = 0


class Body:
    """An XML target for the text itself; ``kept`` names the elements outside of which nothing counts (all, if empty)."""

    def __init__(
        self, styles: dict[str, Style], numbers: Numbers, kept: frozenset[str] = frozenset()
    ) -> None:
        self.blocks = Blocks()
        self._styles, self._numbers, self._kept = styles, numbers, kept
        self._open: list[Paragraph] = []
        self._unseen = 0
        self._writing = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._unseen or tag in UNSEEN or (tag in self._kept and f"{WORD}type" in attributes):
            self._unseen += 1
        elif tag == f"{WORD}t":
            self._writing = True
        elif tag == f"{WORD}p":
            self._open.append(Paragraph())
        elif tag == f"{WORD}tr":
            self.blocks.row()
        elif tag == f"{WORD}tc":
            self.blocks.cell()
        elif self._open:
            self._about(tag, attributes)

    def _about(self, tag: str, attributes: dict[str, str]) -> None:
        paragraph = self._open[-1]
        value = attributes.get(f"{WORD}val", "")
        if tag in SIGNS:
            paragraph.words.append(SIGNS[tag])
        elif tag == f"{WORD}pStyle":
            paragraph.style = value
        elif tag == f"{WORD}numId":
            paragraph.list_ = value
        elif tag == f"{WORD}ilvl" and value.isdigit():
            paragraph.depth = min(int(value), 8)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._unseen:
            self._unseen -= 1
        elif tag == f"{WORD}t":
            self._writing = False
        elif tag == f"{WORD}p" and self._open:
            self._ended(self._open.pop())
        elif tag == f"{WORD}tr" and self.blocks.deep:
            self.blocks.row_ends()

    def _ended(self, paragraph: Paragraph) -> None:
        words = "".join(paragraph.words)
        style = self._styles.get(paragraph.style, Style())
        mark = f"{'#' * style.level} " if style.level else ""
        list_ = paragraph.list_ or style.list_
        if words.strip() and list_:
            number = self._numbers.next(list_, paragraph.depth or style.depth)
            mark += f"{number} " if number else ""
        self.blocks.paragraph(words, mark)

    def data(self, words: str) -> None:
        """Words inside an element."""
        if self._writing and self._open:
            self._open[-1].words.append(words)

    def close(self) -> None:
        """All was read."""
