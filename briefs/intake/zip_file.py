"""A ZIP file in: a Word or OpenDocument text as one Found, any other archive as the files in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefs.errors import Unreadable
from briefs.intake import archive
from briefs.intake.formats import WHAT_IS_READ, Found, Part

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MOST_FILES = 200
MOST_PART = 20_000_000
OFFICE = (
    ("xl/workbook.xml", "an Excel file (XLSX)"),
    ("ppt/presentation.xml", "a PowerPoint file (PPTX)"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
)
OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_ODD = re.compile(r"[\x00-\x1f\x7f]+")


def read(data: bytes, name: str) -> Found | list[Part]:
    """The text, or the files to be looked at one by one. Raises Unreadable."""
    whole = archive.opened(data, name)
    names = set(whole.namelist())
    if "word/document.xml" in names:
        from briefs.intake import docx_file

        return docx_file.read(whole, name)
    if "content.xml" in names and "mimetype" in names:
        return _open_document(whole, name)
    for sign, words in OFFICE:
        if sign in names:
            raise Unreadable(f"{name} is {words}. {WHAT_IS_READ}")
    return _files(whole, name)


def _open_document(whole: ZipFile, name: str) -> Found:
    kind = archive.member(whole, whole.getinfo("mimetype"), 200, name)
    if not kind.startswith(OPEN_TEXT):
        raise Unreadable(f"{name} is an OpenDocument file, but no text. {WHAT_IS_READ}")
    from briefs.intake import odt_file

    return odt_file.read(whole, name)


def _files(whole: ZipFile, name: str) -> list[Part]:
    files = [info for info in whole.infolist() if not info.is_dir() and not _hidden(info)]
    if not files:
        raise Unreadable(f"{name} is an empty ZIP archive.")
    if len(files) > MOST_FILES:
        raise Unreadable(
            f"{name} is an archive of {len(files):,} files; up to {MOST_FILES} are read at once. Pack fewer."
        )
    return [Part(_shown(info.filename), archive.member(whole, info, MOST_PART, name)) for info in files]


def _hidden(info: ZipInfo) -> bool:
    """What file systems and packers leave behind."""
    places = info.filename.split("/")
    return places[0] == "__MACOSX" or places[-1].startswith((".", "~$")) or places[-1] == "Thumbs.db"


def _shown(filename: str) -> str:
    """The name alone: nothing is ever written to the place that an archive names."""
    return (
        _ODD.sub(" ", filename.replace("\\", "/")).rpartition("/")[2].strip()[:100] or "file without a name"
    )
