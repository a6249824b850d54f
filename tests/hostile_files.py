"""Files that were made to harm whoever opens them: bombs, endless nesting, false promises. Built here, never stored."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage

from rendering import docx, mail_with, odt, pdf, zipped

TEXT = (
    "# Statement\n\nJapan will give Laos two boats next year.\n\nThe sides agreed to meet again in Vientiane."
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIL = b"From: a@b.example\r\nTo: c@d.example\r\nMIME-Version: 1.0\r\nMessage-ID: <1@b>\r\n"


def word(document: bytes, **parts: bytes) -> bytes:
    """A Word file around some XML."""
    return zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": document, **parts})


def body(inner: bytes) -> bytes:
    return b'<?xml version="1.0"?><w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' % (
        WORD.encode(),
        inner,
    )


def open_text(content: bytes) -> bytes:
    return zipped(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": content})


def stream_pdf(content: bytes, extra: bytes = b"", pages: int = 1) -> bytes:
    """A PDF of so many pages that all draw the same stream, compressed."""
    packed = zlib.compress(content, 9)
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>"
        % extra,
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return assembled(objects)


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
    return data + end % (size, table, size, trailer, len(data))


def double_packed_pdf() -> bytes:
    """Gigabytes behind two filters, in some kilobytes."""
    inner = zlib.compress(zlib.compress(b"BT /F 1 Tf (a) Tj ET " * 8_000_000, 9), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(inner), inner),
    ]
    return assembled(objects)


def nested_arrays_pdf() -> bytes:
    return assembled(
        [b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 200_000 + b">>", b"<</Type/Pages/Kids[]/Count 0>>"]
    )


def circling_pages_pdf() -> bytes:
    kids = b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 99999999>>"
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", kids, b"<</Type/Pages/Kids[2 0 R]/Count 9>>"])


def forms_within_forms_pdf() -> bytes:
    """Each of thirty forms draws the next one ten times."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/X Do\nendstream",
    ]
    for number in range(5, 35):
        draws = b"/X Do " * 10
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>"
        objects.append(head % (number + 1, len(draws)) + b"stream\n" + draws + b"\nendstream")
    return assembled(objects)


def locked_pdf() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(pdf(TEXT)))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def scanned_pdf() -> bytes:
    picture = zlib.compress(b"\x80" * 600 * 800)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 25>>stream\n600 0 0 800 0 0 cm /I Do\nendstream",
        b"<</Subtype/Image/Width 600/Height 800/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode"
        b"/Length %d>>stream\n%s\nendstream" % (len(picture), picture),
    ]
    return assembled(objects)


def many_members(count: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", b"")
    return buffer.getvalue()


def swelling(size: int = 400_000_000) -> bytes:
    """A member of zeros, which shrink a thousandfold."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as file:
        for _ in range(size // 10_000_000):
            file.write(bytes(10_000_000))
    return buffer.getvalue()


def lying_size() -> bytes:
    """A directory that promises ten bytes where there are fifty million."""
    data = bytearray(swelling(50_000_000))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)
    struct.pack_into("<L", data, 22, 10)
    return bytes(data)


def overlapping() -> bytes:
    """A thousand names for the same bytes."""
    kernel = zipped(**{"a.txt": b"The sides met. " * 60_000})
    at = kernel.rfind(b"PK\x01\x02")
    end = kernel.rfind(b"PK\x05\x06")
    entry = kernel[at:end]
    many = b"".join(entry.replace(b"a.txt", b"%05d" % number) for number in range(1000))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(many), at, 0)
    return kernel[:at] + many + tail


def within(depth: int) -> bytes:
    data = zipped(**{"a.txt": TEXT.encode()})
    for _ in range(depth):
        data = zipped(**{"inner.zip": data})
    return data


def rising_zip() -> bytes:
    """A hundred archives in each of a hundred archives, all of them bombs."""
    bomb = swelling(60_000_000)
    return zipped(**{f"{n}.zip": zipped(**{f"{m}.zip": bomb for m in range(20)}) for n in range(20)})


def locked_zip() -> bytes:
    data = bytearray(zipped(**{"a.txt": TEXT.encode()}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def laughs(root: bytes) -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">%s]>%s' % (entities, root)


def blown_up() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "%s">]><x>%s</x>' % (
        b"a" * 100_000,
        b"&a;" * 100_000,
    )


def outside(address: bytes) -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "%s">]>' % address
    return head + body(b"<w:p><w:r><w:t>&e;</w:t></w:r></w:p>").partition(b"?>")[2]


def hidden_type() -> bytes:
    """The same in UTF-16, where no search for bytes finds it."""
    return laughs(b"<x>&l9;</x>").decode().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")


def foreign_type() -> bytes:
    """A document type written in an encoding of mainframes, behind a declaration that everybody can read."""
    return b'<?xml version="1.0" encoding="cp037"?>' + laughs(b"<x>&l9;</x>").partition(b"?>")[
        2
    ].decode().encode("cp037")


def many_parts() -> bytes:
    mail = MAIL + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    return mail + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 10_000 + b"--b--"


def parts_within_parts() -> bytes:
    data = MAIL
    for number in range(3000):
        data += b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (number, number)
    return data


def mails_within_mails() -> bytes:
    return (MAIL + b"Content-Type: message/rfc822\r\n\r\n") * 180 + MAIL + b"\r\nThe sides met."


def deep_tags(tag: str, count: int) -> bytes:
    return f"<html><body>{f'<{tag}>' * count}Japan will help Laos.".encode()


def polyglot() -> bytes:
    """A page to some and an archive to others."""
    return b"<html><body><p>Japan will help Laos with boats.</p></body></html>" + zipped(**{"a.txt": b"x"})


def noise(start: bytes, size: int = 200_000) -> bytes:
    return start + random.Random(7).randbytes(size)  # noqa: S311 - the same noise every time


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def shaken(data: bytes, seed: int) -> bytes:
    """A file with a hundred bytes changed."""
    dice, changed = random.Random(seed), bytearray(data)  # noqa: S311 - the same changes every time
    for _ in range(100):
        changed[dice.randrange(20, len(changed))] = dice.randrange(256)
    return bytes(changed)


def named(name: str) -> bytes:
    return zipped(**{name: TEXT.encode()})


def strange_mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "a@b.example", "<1@b>"
    mail.set_content("x")
    return (
        mail.as_bytes()
        .replace(b'charset="utf-8"', b'charset="no-such-thing"')
        .replace(b"\n\nx", b"\n\nThe sides met again.")
    )


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a PDF bomb of one stream": (lambda: stream_pdf(b"BT /F 9 Tf (a) Tj ET " * 6_000_000), "long|program|memory|text|damaged"),
    "a PDF bomb behind two filters": (double_packed_pdf, "long|program|memory|scan|damaged"),
    "a PDF whose stream never draws": (lambda: stream_pdf(b"q " * 20_000_000), "scan|long|program"),
    "a PDF of 100,000 pages": (lambda: stream_pdf(b"BT /F 9 Tf (a) Tj ET", pages=100_000), "pages|damaged"),
    "a PDF whose pages circle": (circling_pages_pdf, "pages|damaged|scan|page|long"),
    "a PDF of nested arrays": (nested_arrays_pdf, "damaged|page|program|scan"),
    "a PDF of forms within forms": (forms_within_forms_pdf, "scan|long|damaged|program"),
    "a PDF without its table": (lambda: pdf(TEXT).replace(b"xref", b"xxxx"), "read"),
    "a PDF whose table lies": (lambda: pdf(TEXT).replace(b"00000 n", b"65535 f"), "read|damaged|scan"),
    "a PDF that promises 99,999,999,999 objects": (
        lambda: pdf(TEXT).replace(b"/Size", b"/Size 99999999999 %"), "read|damaged|scan",
    ),
    "half a PDF": (lambda: half(pdf(TEXT)), "damaged|scan|page"),
    "a locked PDF": (locked_pdf, "password"),
    "a scan": (scanned_pdf, "scan"),
    "noise that calls itself a PDF": (lambda: noise(b"%PDF-1.7\n"), "damaged"),
    "a PDF header and nothing else": (lambda: b"%PDF-1.7", "damaged"),
    "a PDF with one line of a million letters": (
        lambda: stream_pdf(b"BT /F 9 Tf (" + b"a" * 1_000_000 + b") Tj ET"), "read|long|text",
    ),
    "a PDF of 30,000 scattered letters": (
        lambda: stream_pdf(b"".join(b"BT /F 9 Tf %d %d Td (a) Tj ET " % (n * 7 % 600, n * 11 % 800) for n in range(30_000))),
        "read|long",
    ),
    "an archive that swells": (swelling, "MB|swells"),
    "an archive that lies about its size": (lying_size, "damaged|part|swells"),
    "an archive of 100,000 files": (lambda: many_members(100_000), "files"),
    "an archive of 5,000 files": (lambda: many_members(5_000), "files"),
    "an archive whose files overlap": (overlapping, "overlap|MB"),
    "an archive in an archive in an archive": (lambda: within(3), "deep|archive"),
    "an archive in 200 archives": (lambda: within(200), "deep|archive"),
    "archives of archives of bombs": (rising_zip, "deep|archive|long|MB|swells"),
    "a locked archive": (locked_zip, "password"),
    "half an archive": (lambda: half(docx(TEXT)), "directory|damaged"),
    "an archive that would write above its folder": (lambda: named("../../../../tmp/evil.txt"), "read"),
    "an archive that would write to the root": (lambda: named("/etc/cron.d/evil"), "read"),
    "an archive with a name of control signs": (lambda: named("a\x1b[2J\n\r\x00b.txt"), "read"),
    "a Word file of entities in entities": (lambda: word(laughs(b"<x>&l9;</x>")), "entities"),
    "a Word file of one long entity": (lambda: word(blown_up()), "entities"),
    "a Word file that asks for a file": (lambda: word(outside(b"file:///etc/passwd")), "entities"),
    "a Word file that calls a server": (lambda: word(outside(b"http://127.0.0.1:9/x")), "entities"),
    "a Word file with a hidden document type": (lambda: word(hidden_type()), "entities"),
    "a Word file with a document type of mainframes": (lambda: word(foreign_type()), "entities|broken"),
    "a Word file of 500,000 nested tables": (
        lambda: word(body(b"<w:tbl><w:tr><w:tc>" * 170_000)), "broken|swells|long|memory",
    ),
    "a Word file of a million headings": (
        lambda: word(
            body(b'<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>Aa</w:t></w:r></w:p>' * 250_000)
        ),
        "swells|MB|long|read",
    ),
    "a Word file of 12 MB in one paragraph": (
        lambda: word(body(b"<w:p><w:r><w:t>" + noise(b"", 9_000_000).hex()[:12_000_000].encode() + b"</w:t></w:r></w:p>")),
        "text|MB",
    ),
    "a Word file without a body": (lambda: word(b""), "broken|words"),
    "a Word file that is noise": (lambda: word(noise(b"")), "broken"),
    "an OpenDocument file of entities": (lambda: open_text(laughs(b"<x>&l9;</x>")), "entities"),
    "an OpenDocument file with a million blanks": (
        lambda: open_text(
            b'<?xml version="1.0"?><o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            b'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text><t:p>a<t:s t:c="999999999"/>b'
            b"</t:p></o:text></o:body></o:document-content>"
        ),
        "read",
    ),
    "an RTF file of deep groups": (lambda: b"{\\rtf1 " + b"{" * 1_000_000 + b"words", "groups"),
    "an RTF file of unopened groups": (lambda: b"{\\rtf1 words " + b"}" * 1_000_000, "read|taken|words"),
    "an RTF file of fields without an end": (
        lambda: b"{\\rtf1 " + b"{\\field{\\*\\fldinst{ HYPERLINK " * 16_000 + b"words", "groups|long|read",
    ),
    "an RTF file with a false binary": (lambda: b"{\\rtf1 words {\\pict\\bin99999999999 x}}", "binary"),
    "an RTF file of a picture": (lambda: b"{\\rtf1 The sides met.{\\pict " + b"ff" * 3_000_000 + b"}}", "read"),
    "a mail of 10,000 parts": (many_parts, "parts"),
    "a mail of parts within parts": (parts_within_parts, "parts"),
    "a mail of mails within mails": (mails_within_mails, "read|taken|nested|words"),
    "a mail in no known encoding": (strange_mail, "read"),
    "a mail of one header without an end": (lambda: MAIL + b"Subject: " + b"a" * 3_000_000, "head|words|never"),
    "a mail of a million addresses": (lambda: MAIL + b"Cc: " + b"a@b.example, " * 20_000 + b"\r\n\r\nThe sides met.", "read"),
    "a mail whose subject is 20,000 encoded words": (
        lambda: MAIL + b"Subject:" + b" =?utf-8?b?YQ==?=\r\n" * 15_000 + b"\r\nThe sides met.", "read",
    ),
    "a bomb in a mail": (lambda: mail_with("a.zip", swelling(100_000_000)), "read"),
    "a page of deep tags": (lambda: deep_tags("div", 100_000), "within"),
    "a page of deep quotations": (lambda: deep_tags("blockquote", 240), "read"),
    "a page of a million headings": (lambda: b"<html><body>" + b"<h1>a</h1>" * 400_000, "tags"),
    "a page of one endless tag": (lambda: b"<html><body><p " + b"a=" * 2_000_000, "read|words|apart|long"),
    "a page of unclosed comments": (lambda: b"<html><body>" + b"<!--" * 1_000_000, "words|apart|long"),
    "a page with a script without an end": (lambda: b"<html><body>Words.<script>" + b"a" * 4_000_000, "read|words"),
    "a page of entities": (lambda: b"<html><body><p>" + b"&amp;&#x41;" * 300_000, "read|long"),
    "a page and an archive in one": (polyglot, "read"),
    "one line of 4 MB": (lambda: b"a" * 4_000_000, "read"),
    "4 MB of brackets": (lambda: b"<" * 4_000_000, "words"),
    "a text of lines of one letter": (lambda: b"a\n" * 2_000_000, "read"),
    "a text that says UTF-16 and is not": (lambda: b"\xff\xfe" + b"abc" * 33_333, "read|binary|words"),
    "a text of broken UTF-8": (lambda: b"The sides met. " + bytes(range(0x80, 0x100)) * 50, "read"),
    "a text of zeros": (lambda: bytes(3_000_000), "binary|words"),
    "a text of control signs": (lambda: b"\x1b]0;x\x07" * 200_000, "binary"),
    "a shaken Word file": (lambda: shaken(docx(TEXT), 1), "read|damaged|broken|words|method|swells|overlap"),
    "a shaken OpenDocument file": (lambda: shaken(odt(TEXT), 2), "read|damaged|broken|words|method|swells|overlap|MB"),
    "a shaken PDF": (lambda: shaken(pdf(TEXT), 3), "read|damaged|scan|page"),
}  # fmt: skip
"""Each file by its name: how it is made, and a word of the refusal ("read" where it may be read)."""
