"""A file and its form in; its text, or the files inside it, out: the one door to every library that takes a file apart."""

from __future__ import annotations

from dataclasses import dataclass

from briefs.errors import Unreadable
from briefs.intake import decoding
from briefs.intake.formats import Form, Found, Part

MOST_PARTS_BYTES = 60_000_000


@dataclass(frozen=True, slots=True)
class Apart:
    """What a file held: its own text, where it has one, and the files inside it."""

    found: Found | None
    parts: tuple[Part, ...] = ()


def taken(form: Form, data: bytes, name: str) -> Apart:
    """Take a file apart. Raises Unreadable; other errors are faults of the libraries that the caller must expect."""
    if form in {Form.PDF, Form.PLAIN_PDF}:
        from briefs.intake import pdf_file

        plainly = form is Form.PLAIN_PDF
        return Apart(pdf_file.read_plainly(data, name) if plainly else pdf_file.read(data, name))
    if form is Form.ZIP:
        from briefs.intake import zip_file

        inside = zip_file.read(data, name)
        return Apart(inside) if isinstance(inside, Found) else _bounded(None, inside, name)
    if form is Form.EML:
        from briefs.intake import eml_file

        words, attached = eml_file.read(data, name)
        return _bounded(words, attached, name)
    if form is Form.RTF:
        from briefs.intake import rtf_file

        return Apart(rtf_file.read(data, name))
    from briefs.intake import html_page

    return Apart(html_page.read(decoding.html_text_of(data, decoding.text_of(data) or ""), name))


def _bounded(found: Found | None, parts: list[Part], name: str) -> Apart:
    if sum(len(part.data) for part in parts) > MOST_PARTS_BYTES:
        raise Unreadable(
            f"{name} holds files of more than {MOST_PARTS_BYTES // 1_000_000} MB. Add them one by one."
        )
    return Apart(found, tuple(parts))
