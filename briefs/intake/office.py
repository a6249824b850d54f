"""Paragraphs and tables of an office document in, as they are met; Markdown out: one text for Word and OpenDocument."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefs.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_CELL = 200
"""A longer cell is text that was laid out in a table, not an entry of one."""
MOST_TEXT = 5_000_000
PIECE = 1 << 16
PLAIN_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,99}<(?!\?xml)"
    rb"|(?:\xef\xbb\xbf)?<\?xml(?![^>]{0,200}encoding)[^>]{0,200}\?>"
    rb"|(?:\xef\xbb\xbf)?<\?xml[^>]{0,99}\sencoding\s?=\s?[\"'](?:utf-8|us-ascii)[\"']",
    re.IGNORECASE,
)
"""The beginning of XML in an encoding in which a document type cannot be written otherwise than in plain sight."""


@dataclass(slots=True)
class Blocks:
    """What was read so far; inside a table the paragraphs of a cell wait for the end of its row."""

    written: list[str] = field(default_factory=list)
    rows: list[list[list[str]]] = field(default_factory=list)
    size: int = 0
    deep: int = 0

    def paragraph(self, words: str, mark: str = "") -> None:
        """Take a paragraph; ``mark`` is a sign of heading or list. Raises TooMuch beyond the text a file may hold."""
        lines = [" ".join(line.split()) for line in words.split("\n")]
        text = "\n".join(line for line in lines if line)
        if not text:
            return
        self.size += len(text)
        if self.size > MOST_TEXT:
            raise TooMuch
        target = self.rows[-1][-1] if self.rows and self.rows[-1] else self.written
        target.append(f"{mark}{text}" if mark else _plain(text))

    def row(self) -> None:
        """A row of a table begins; a table inside a cell is read as part of that cell."""
        self.deep += 1
        if self.deep == 1:
            self.rows.append([])

    def cell(self) -> None:
        """A cell begins."""
        if self.deep == 1:
            self.rows[-1].append([])

    def row_ends(self) -> None:
        """Entries of a table stay a row; text that was only laid out in one becomes paragraphs again."""
        self.deep -= 1
        if self.deep != 0:
            return
        cells = [cell for cell in self.rows.pop() if cell]
        entries = len(cells) > 1 and all(len(cell) == 1 and len(cell[0]) <= LONGEST_CELL for cell in cells)
        if entries:
            self.written.append("| " + " | ".join(cell[0].replace("|", "/") for cell in cells) + " |")
        else:
            self.written += [paragraph for cell in cells for paragraph in cell]

    def text(self) -> str:
        """Everything, with an empty line between paragraphs and none between the rows of a table."""
        pieces: list[str] = []
        for before, block in zip(["", *self.written], self.written, strict=False):
            if pieces:
                pieces.append("\n" if before.startswith("| ") and block.startswith("| ") else "\n\n")
            pieces.append(block)
        return "".join(pieces)


class TooMuch(Exception):
    """A document holds more text than any document does."""


def _plain(text: str) -> str:
    """Words that only look like a heading in Markdown stay words."""
    return f"\\{text}" if text[0] == "#" else text


def parse(data: bytes, target: Any, name: str) -> None:
    """Give the elements of some XML to ``target`` one by one. Raises Unreadable for XML that is broken or hostile.

    No tree is built, so that depth costs nothing. Entities can only be defined in a document type, which no office
    program writes: what has one, or may hide one in another encoding, goes to defusedxml to be refused.
    """
    from xml.etree.ElementTree import ParseError, XMLParser

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import XMLParser as SafeParser

    plain = PLAIN_XML.match(data) is not None and b"<!DOCTYPE" not in data
    # The parser that defusedxml builds upon is written in Python and takes twenty times as long.
    parser = XMLParser(target=target) if plain else SafeParser(target=target, forbid_dtd=True)  # noqa: S314
    try:
        for piece in _pieces(data):
            parser.feed(piece)
        parser.close()
    except DefusedXmlException as error:
        raise Unreadable(f"{name} defines its own entities, as no document does, and is not read.") from error
    except TooMuch as error:
        raise Unreadable(
            f"{name} holds more than {MOST_TEXT // 1_000_000} MB of text. Cut it into parts."
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(f"{name} is damaged: its XML is broken. Save it again.") from error


def _pieces(data: bytes) -> Iterable[bytes]:
    return (data[at : at + PIECE] for at in range(0, len(data), PIECE))


class Title:
    """An XML target that keeps the title among a document's properties."""

    def __init__(self) -> None:
        self.words = ""
        self._inside = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        self._inside = tag == "{http://purl.org/dc/elements/1.1/}title"

    def end(self, _tag: str) -> None:
        """An element ends."""
        self._inside = False

    def data(self, words: str) -> None:
        """Words inside an element."""
        if self._inside and len(self.words) < LONGEST_CELL:
            self.words += words

    def close(self) -> None:
        """All was read."""
