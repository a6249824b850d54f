"""The first bytes of a file in, what kind of thing it is out: never by its name alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

WHAT_IS_READ = "Text, Markdown and HTML files are read; save it as one of these and add that."

STARTS = (
    (b"%PDF-", "a PDF file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Word, Excel or Outlook"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\x00", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"Rar!\x1a\x07", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
IN_A_ZIP = (
    (b"word/", "a Word file (DOCX)"),
    (b"xl/", "an Excel file (XLSX)"),
    (b"ppt/", "a PowerPoint file (PPTX)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub", "an e-book (EPUB)"),
)
PAGE = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body)[\s>]", re.IGNORECASE)
PIECE = re.compile(r"</?(?:p|div|article|section|h[1-6]|ul|ol|li|table|br)\b[^<>]{0,300}>", re.IGNORECASE)
HEAD = 3000
ENOUGH_PIECES = 4
LARGEST_PREFACE = 100_000
"""Where the contents list of a ZIP is looked for from either end."""


@dataclass(frozen=True, slots=True)
class Found:
    """The text of a file and what the file says of itself besides."""

    text: str
    title: str | None = None
    published_on: date | None = None
    url: str | None = None


def other_format(data: bytes) -> str | None:
    """What a file is that is neither text, Markdown nor HTML, in words; None where it may be one of these."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, words in STARTS:
        if data.startswith(start) or (start in {b"%PDF-", b"{\\rtf"} and head.startswith(start)):
            return words
    if data.startswith(b"PK\x03\x04"):
        ends = data[:LARGEST_PREFACE] + data[-LARGEST_PREFACE:]
        return next((words for sign, words in IN_A_ZIP if sign in ends), "a ZIP archive")
    return None


def is_html(text: str) -> bool:
    """Whether a text is a page: it begins like one, or begins with a tag and has several near its start."""
    head = text[:HEAD].lstrip()
    if not head.startswith("<"):
        return False
    return PAGE.search(head) is not None or len(PIECE.findall(head)) >= ENOUGH_PIECES
