"""One text written out as the offices of many countries would send it: pages, letters, mails, archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape

NOTES = (
    "The text in the other language is equally valid.",
    "In the words of the protocol that was signed at sea.",
    "See the annex on harbour dues.",
)


@dataclass(frozen=True)
class Piece:
    """A paragraph with what it is: "title", "heading", "text", "bullet" or "number"."""

    kind: str
    words: str


def pieces(text: str) -> list[Piece]:
    """The pieces of a text in Markdown, one to a block of lines."""
    return [_piece(block) for block in text.strip().split("\n\n")]


def _piece(block: str) -> Piece:
    words = " ".join(block.split())
    if words.startswith("# "):
        return Piece("title", words[2:])
    if words.startswith("## "):
        return Piece("heading", words[3:])
    if words.startswith("- "):
        return Piece("bullet", words[2:])
    return Piece("text", words)


def plain(text: str) -> bytes:
    lines = [f"- {piece.words}" if piece.kind == "bullet" else piece.words for piece in pieces(text)]
    return "\n\n".join(lines).encode()


def markdown(text: str) -> bytes:
    return text.encode()


def wrapped(text: str) -> bytes:
    """As a mail program or a typewriter sets it: no line longer than 72 letters."""
    import textwrap

    return "\n\n".join(textwrap.fill(line, 72) for line in plain(text).decode().split("\n\n")).encode()


def html(text: str) -> bytes:
    tags = {"title": "h1", "heading": "h2", "text": "p", "bullet": "li"}
    body = "\n".join(f"<{tags[p.kind]}>{escape(p.words)}</{tags[p.kind]}>" for p in pieces(text))
    body = body.replace("<li>", "<ul><li>", 1)
    body = "</li></ul>".join(body.rsplit("</li>", 1))
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/visa'>Visa forms</a></li></ul></nav>"
    foot = "<footer><p>Ministry webmaster. Terms of use.</p></footer>"
    return f"<!DOCTYPE html><html><head><title>News</title></head><body>{menu}<article>{body}</article>{foot}</body></html>".encode()


def docx(text: str) -> bytes:
    import docx as library

    document = library.Document()
    document.sections[0].header.paragraphs[0].text = "Ministry of Fisheries - for release"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    styles = {"title": "Title", "heading": "Heading 1", "text": "Normal", "bullet": "List Bullet"}
    for piece in pieces(text):
        document.add_paragraph(piece.words, style=styles[piece.kind])
    return _saved(document.save)


def odt(text: str) -> bytes:
    from odfdo import Document, Header, List, Paragraph

    document = Document("text")
    document.body.clear()
    for piece in pieces(text):
        if piece.kind in {"title", "heading"}:
            document.body.append(Header(1 if piece.kind == "title" else 2, piece.words))
        elif piece.kind == "bullet":
            document.body.append(List([piece.words]))
        else:
            document.body.append(Paragraph(piece.words))
    return _saved(document.save)


def rtf(text: str) -> bytes:
    styles = {"title": "\\s1\\b ", "heading": "\\s2\\b ", "text": "\\s0 ", "bullet": "\\s0 \\bullet\\tab "}
    head = (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}"
        "{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}{\\s2 heading 2;}}"
        "{\\header\\pard Ministry of Fisheries\\par}"
    )
    lines = [f"\\pard{styles[p.kind]}{_rtf_words(p.words)}\\par\n" for p in pieces(text)]
    return f"{head}{''.join(lines)}}}".encode("ascii")


def _rtf_words(words: str) -> str:
    return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in words)


def eml(text: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "press@ministry.example", "desk@example.org"
    mail["Subject"], mail["Message-ID"] = "Talks on fishing", "<1@ministry.example>"
    mail.set_content(plain(text).decode())
    mail.add_alternative(html(text).decode(), subtype="html")
    return mail.as_bytes()


def mail_with(name: str, data: bytes, kind: tuple[str, str] = ("application", "octet-stream")) -> bytes:
    """A mail that only hands over a file."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "press@ministry.example", "desk@example.org"
    mail["Subject"], mail["Date"] = "Fwd: statement", "Mon, 06 Jan 2031 08:00:00 +0700"
    mail.set_content("Dear colleagues, please find the statement attached. Best regards, the press desk")
    mail.add_attachment(data, maintype=kind[0], subtype=kind[1], filename=name)
    return mail.as_bytes()


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


def pdf(
    text: str, columns: int = 1, *, indented: bool = False, size: float = 11, notes: bool = False
) -> bytes:
    """A press office's PDF: a header and a page number on every page, justified text, and page breaks where they fall."""
    from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    gap = 0 if indented else size * 0.6
    body = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=size, leading=size * 1.25, alignment=TA_JUSTIFY, spaceAfter=gap,
        firstLineIndent=18 if indented else 0, embeddedHyphenation=1, allowWidows=1, allowOrphans=1,
    )  # fmt: skip
    styles = {
        "text": body,
        "bullet": ParagraphStyle("bullet", parent=body, leftIndent=14, bulletIndent=2, firstLineIndent=0),
        "title": ParagraphStyle("title", parent=body, fontSize=size * 1.5, leading=size * 1.9, alignment=TA_CENTER, spaceAfter=12, firstLineIndent=0),
        "heading": ParagraphStyle("heading", parent=body, fontSize=size * 1.2, leading=size * 1.6, spaceBefore=8, firstLineIndent=0),
    }  # fmt: skip
    wide, high = A5
    width = (wide - 100 - 16 * (columns - 1)) / columns
    frames = [Frame(50 + at * (width + 16), 60, width, high - 120, 0, 0, 0, 0) for at in range(columns)]

    def furnish(canvas, document) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, high - 35, "Ministry of Fisheries and Harbours")
        canvas.drawRightString(wide - 50, high - 35, "Statement No. 14")
        canvas.drawCentredString(wide / 2, 30, f"Page {document.page}")
        if notes:
            canvas.setFont("Times-Roman", size * 0.75)
            canvas.drawString(50, 48, f"{document.page} {NOTES[document.page % len(NOTES)]}")

    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A5, title="Microsoft Word - final_v3.doc")
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furnish)])
    document.build(
        [
            Paragraph(escape(p.words), styles[p.kind], bulletText="•" if p.kind == "bullet" else None)
            for p in pieces(text)
        ]
    )
    return buffer.getvalue()


def pdf_by_rows(text: str) -> bytes:
    """Two columns of a program that draws line by line across both, so that only their places tell them apart."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    lines = list(_set(text, 230, lambda words: stringWidth(words, "Helvetica", 10)))
    buffer, height = io.BytesIO(), 44
    canvas = Canvas(buffer, pagesize=A4)
    for start in range(0, len(lines), 2 * height):
        left, right = lines[start : start + height], lines[start + height : start + 2 * height]
        canvas.setFont("Helvetica", 10)
        for row in range(height):
            for column, side in enumerate((left, right)):
                if row < len(side):
                    canvas.drawString(50 + column * 260, 780 - row * 14, side[row])
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _set(text: str, width: float, measured: Callable[[str], float]) -> Iterator[str]:
    """The lines of a text set in a column, words cut at a hyphen where their half fits."""
    for piece in pieces(text):
        line = "• " if piece.kind == "bullet" else ""
        for word in piece.words.split():
            if measured(f"{line}{word}") <= width:
                line += f"{word} "
                continue
            half = len(word) // 2
            if len(word) > 8 and word.isalpha() and measured(f"{line}{word[:half]}-") <= width:
                yield f"{line}{word[:half]}-"
                line = f"{word[half:]} "
            else:
                yield line.rstrip()
                line = f"{word} "
        yield line.rstrip()
        yield ""


FORMATS: dict[str, Callable[[str], bytes]] = {
    "plain text": plain,
    "wrapped text": wrapped,
    "Markdown": markdown,
    "HTML": html,
    "DOCX": docx,
    "ODT": odt,
    "RTF": rtf,
    "EML": eml,
    "PDF": pdf,
    "PDF in two columns": lambda text: pdf(text, 2, size=10),
    "PDF with indents": lambda text: pdf(text, indented=True),
    "PDF in large type": lambda text: pdf(text, size=15),
    "PDF with footnotes": lambda text: pdf(text, notes=True),
    "PDF drawn by rows": pdf_by_rows,
    "PDF in a mail": lambda text: mail_with("statement.pdf", pdf(text), ("application", "pdf")),
    "DOCX in an archive": lambda text: zipped(**{"a/statement.docx": docx(text)}),
}
