"""A PDF in, its text out: read by pdfium with the places of its lines, or by pypdf where pdfium gives up."""

from __future__ import annotations

import io
import re
from itertools import islice
from typing import TYPE_CHECKING

from briefs.errors import Unreadable
from briefs.intake.formats import Found, borne_out
from briefs.intake.office import MOST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

    from briefs.intake.pdf_lines import Page

MOST_PAGES = 1_500
FEWEST_LETTERS = 25
"""Letters on a page, on average, below which a file is pictures of pages; a stamp or a number is less than a line."""
GARBLED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf05f\uf100-\uf8ff\ufffd]")
MOST_GARBLED = 0.2
LOCKED = 4
"""What pdfium calls a password that is missing."""


def read(data: bytes, name: str) -> Found:
    """The text of a PDF. Raises Unreadable: locked, damaged, a scan, or set in letters that nothing says the meaning of."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # pdfium leaves its last error standing: one file that is locked, and the next damaged one looks locked too.
        if getattr(error, "err_code", None) == LOCKED and b"/Encrypt" in data:
            raise Unreadable(
                f"{name} is a PDF file that is locked with a password. Send it unlocked."
            ) from error
        return read_plainly(data, name)
    try:
        return _found(document, name)
    finally:
        document.close()


def _found(document: PdfDocument, name: str) -> Found:
    from briefs.intake.pdf_flow import Flow
    from briefs.intake.pdf_pages import written

    _bound(len(document), name)
    pages = list(_pages(document, name))
    letters = sum(page.letters for page in pages)
    _refuse_pictures(letters, len(pages), name)
    text = Flow(written(pages)).text()
    _refuse_garbled(text, name)
    return Found(text, title=borne_out(_title(document), text))


def _pages(document: PdfDocument, name: str) -> Iterator[Page]:
    from pypdfium2 import PdfiumError

    from briefs.intake.pdf_lines import page
    from briefs.intake.pdf_places import Places

    size, places = 0, Places()
    for number in range(len(document)):
        try:
            with places.on(document, number):
                one = page(places)
        except PdfiumError as error:
            raise Unreadable(
                f"{name} is a damaged PDF file: page {number + 1} cannot be read. Save it again."
            ) from error
        size += one.letters
        if size > MOST_TEXT:
            raise Unreadable(
                f"{name} holds more than {MOST_TEXT // 1_000_000} MB of text. Cut it into parts."
            )
        yield one


def read_plainly(data: bytes, name: str) -> Found:
    """The text by the second library, which knows nothing of places but reads what is damaged. Raises Unreadable."""
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [page.extract_text() for page in islice(reader.pages, MOST_PAGES)]
    except Exception as error:
        raise Unreadable(f"{name} is a damaged PDF file and cannot be read. Save it again.") from error
    if locked:
        raise Unreadable(f"{name} is a PDF file that is locked with a password. Send it unlocked.")
    _bound(len(reader.pages), name)
    text = "\f".join(pages)
    _refuse_pictures(len(text), len(pages), name)
    _refuse_garbled(text, name)
    return Found(text)


def _bound(pages: int, name: str) -> None:
    if pages > MOST_PAGES:
        raise Unreadable(
            f"{name} is a PDF file of {pages:,} pages; up to {MOST_PAGES:,} are read. Cut it into parts."
        )
    if pages == 0:
        raise Unreadable(f"{name} is a PDF file without a page.")


def _refuse_pictures(letters: int, pages: int, name: str) -> None:
    if letters < FEWEST_LETTERS * pages:
        raise Unreadable(
            f"{name} is a scan: its pages are pictures without text. Have it read by a program for text recognition "
            "(OCR) and add what that gives."
        )


def _refuse_garbled(text: str, name: str) -> None:
    if len(GARBLED.findall(text)) > MOST_GARBLED * len(text):
        raise Unreadable(
            f"{name} is a PDF file whose fonts do not say what their letters mean, so that nothing can be copied out "
            "of it. Save it in another way, or as a Word file."
        )


def _title(document: PdfDocument) -> str:
    return str(document.get_metadata_value("Title"))[:300]
