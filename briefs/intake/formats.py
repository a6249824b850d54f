"""The first bytes of a file in, what kind of thing it is out: never by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

WHAT_IS_READ = (
    "Text, Markdown, HTML, PDF, Word (DOCX), OpenDocument (ODT), RTF and e-mail (EML) files are read, and ZIP "
    "archives of these; save it as one of them and add that."
)
TITLE_STANDS_WITHIN = 3000
"""A title stands near the beginning of its document: letterheads are shorter than this."""


class Form(StrEnum):
    """How a file is taken apart; a ``ZIP`` is an archive of files, or a Word or OpenDocument text."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    PLAIN_PDF = "plain pdf"
    ZIP = "zip"
    RTF = "rtf"
    EML = "eml"


STARTS = (
    (b"%PDF-", Form.PDF),
    (b"{\\rtf", Form.RTF),
    (b"PK\x03\x04", Form.ZIP),
    (b"PK\x05\x06", Form.ZIP),
)
REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of an old Word, Excel or Outlook"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\x00", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file"),
    (b"Rar!\x1a\x07", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
PAGE = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body)[\s>]", re.IGNORECASE)
PIECE = re.compile(r"</?(?:p|div|article|section|h[1-6]|ul|ol|li|table|br)\b[^<>]{0,300}>", re.IGNORECASE)
HEAD = 3000
ENOUGH_PIECES = 4
HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]|[ \t]+\S|From ")
"""A line of the head of an e-mail: a name with a colon, the rest of the line before, or the postmark of a mailbox."""
TELLING = frozenset([b"mime-version", b"message-id", b"received", b"return-path", b"content-type"])
ADDRESSED = frozenset([b"from", b"to", b"subject", b"date", b"sender", b"cc"])
MOST_HEADERS = 400


@dataclass(frozen=True, slots=True)
class Found:
    """The text of a file and what the file says of itself besides."""

    text: str
    title: str | None = None
    published_on: date | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside another: an attachment of an e-mail, a member of an archive."""

    name: str
    data: bytes


def form_of(data: bytes) -> Form | None:
    """What a file is by its first bytes, with the blanks that some writers put before; None where it is none of these."""
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, form in STARTS:
        if head.startswith(start) and (data.startswith(start) or form is not Form.ZIP):
            return form
    return Form.EML if is_mail(data) else None


def refused(data: bytes) -> str | None:
    """What a file is that is never read, in words; None where it may be a text."""
    return next((words for start, words in REFUSED if data.startswith(start)), None)


def is_html(text: str) -> bool:
    """Whether a text is a page: it begins like one, or begins with a tag and has several near its start."""
    head = text[:HEAD].lstrip()
    if not head.startswith("<"):
        return False
    return PAGE.search(head) is not None or len(PIECE.findall(head)) >= ENOUGH_PIECES


def is_mail(data: bytes) -> bool:
    """Whether a file begins with the head of an e-mail: who wrote to whom, and a line that only machines write.

    A memorandum too may begin with "From:" and "Subject:", but never says which version of MIME it keeps to.
    """
    names = set()
    for line in data[:100_000].splitlines()[:MOST_HEADERS]:
        header = HEADER.match(line)
        if header is None:
            break
        names.add((header[1] or b"").lower())
    return bool(names & TELLING) and bool(names & ADDRESSED)


def borne_out(title: str | None, text: str) -> str | None:
    """The title that a file's properties give, where the text has it too: many keep the title of an older paper."""
    words = " ".join((title or "").split())
    start = " ".join(text[:TITLE_STANDS_WITHIN].replace("#", " ").split())
    return words if len(words) > len("Minutes") and words.casefold() in start.casefold() else None
