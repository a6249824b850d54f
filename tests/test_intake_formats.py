"""What each format says of itself, what it leaves out, and where its own habits would spoil a text."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pypdfium2
import pytest
from hostile_files import body, locked_pdf, open_text, scanned_pdf, word
from hypothesis import given
from hypothesis import strategies as st
from rendering import docx, eml, mail_with, pdf, plain, zipped
from striprtf.striprtf import rtf_to_text
from test_intake import FRENCH, KHMER
from test_round_trip import TEXT

from briefs import intake
from briefs.errors import Unreadable
from briefs.intake import Given, pdf_flow, pdf_lines, pdf_pages, pdf_places, rtf_file
from briefs.intake.pdf_lines import Line, Page
from briefs.lexicon import Lexicon
from briefs.model import Document
from briefs.parsing import parser

OFFICE = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODT = (
    b'<?xml version="1.0"?><o:document-content xmlns:o="%s" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    b'xmlns:b="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    b"<o:body><o:text>%%s</o:text></o:body></o:document-content>" % OFFICE
)


def paragraph(words: str, inner: str = "") -> bytes:
    return f"<w:p><w:pPr>{inner}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>".encode()


def text_of(data: bytes) -> str:
    return intake.from_bytes(data, "the file").text


def mail(**headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Message-ID"] = "press@ministry.example", "<1@ministry.example>"
    for name, words in headers.items():
        made[name] = words
    return made


# Word


def test_struck_out_words_of_a_word_file_are_not_read() -> None:
    struck = b"<w:p><w:r><w:t>Japan will help</w:t></w:r><w:del><w:r><w:t> not</w:t></w:r></w:del></w:p>"
    assert text_of(word(body(struck))) == "Japan will help"


def test_a_text_box_is_read_once() -> None:
    box = (
        b'<w:p><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        b"<mc:Choice><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        b"<mc:Fallback><w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        b"</mc:AlternateContent></w:p>"
    )
    assert text_of(word(body(box))) == "In the box."


def test_automatic_numbers_of_a_word_file_are_written_out() -> None:
    levels = (
        b'<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        b'<w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%2)"/></w:lvl>'
    )
    numbering = (
        b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:abstractNum w:abstractNumId="7">%s</w:abstractNum>'
        b'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>' % levels
    )
    items = b"".join(
        paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>')
        for words, depth in (("Boats", 0), ("large", 1), ("small", 1), ("Nets", 0), ("wide", 1))
    )
    text = text_of(word(body(items), **{"word/numbering.xml": numbering}))
    assert text.split("\n\n") == ["3. Boats", "(i) large", "(ii) small", "4. Nets", "(i) wide"]


def test_a_table_of_entries_stays_one_and_a_layout_table_becomes_paragraphs() -> None:
    def row(*cells: str) -> bytes:
        inside = b"".join(b"<w:tc>" + paragraph(cell) + b"</w:tc>" for cell in cells)
        return b"<w:tr>" + inside + b"</w:tr>"

    entries = b"<w:tbl>" + row("State", "Boats") + row("Laos", "2") + b"</w:tbl>"
    laid_out = b"<w:tbl>" + row("Words. " * 60, "Other words. " * 60) + b"</w:tbl>"
    text = text_of(word(body(entries + laid_out)))
    assert text.startswith("| State | Boats |\n| Laos | 2 |\n\nWords. Words.")
    assert "\n\nOther words." in text


def test_a_words_own_title_counts_only_where_the_text_has_it() -> None:
    core = b'<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>%s</dc:title></x>'
    for title, wanted in ((b"Talks on fishing", "Talks on fishing"), (b"Template of 2009", None)):
        data = word(
            body(paragraph("Talks on fishing") + paragraph("The sides met.")),
            **{"docProps/core.xml": core % title},
        )
        assert intake.from_bytes(data, "x").title == wanted


def test_a_sign_of_markdown_in_a_word_file_is_no_heading() -> None:
    assert text_of(word(body(paragraph("#1 priority is fish")))) == "\\#1 priority is fish"


# OpenDocument


def test_remarks_and_struck_out_words_of_an_open_document_are_not_read_and_notes_come_last() -> None:
    inside = (
        b"<t:tracked-changes><t:changed-region><t:p>gone</t:p></t:changed-region></t:tracked-changes>"
        b"<t:p>Laos<o:annotation><t:p>really?</t:p></o:annotation> agreed.<t:note><t:note-citation>1</t:note-citation>"
        b"<t:note-body><t:p>In writing.</t:p></t:note-body></t:note> It<t:s/>paid.</t:p><t:p>End.</t:p>"
    )
    assert text_of(open_text(ODT % inside)) == "Laos agreed. It paid.\n\nEnd.\n\nIn writing."


def test_a_locked_open_document_says_so() -> None:
    data = zipped(
        mimetype=b"application/vnd.oasis.opendocument.text",
        **{"content.xml": b"\x00noise", "META-INF/manifest.xml": b"<m><encryption-data/></m>"},
    )
    with pytest.raises(Unreadable, match="password"):
        intake.from_bytes(data, "the file")


# RTF


def test_an_rtf_file_keeps_its_paragraphs_breaks_headings_and_foreign_letters() -> None:
    data = (
        rb"{\rtf1\ansi{\stylesheet{\s0 Normal;}{\s4\b heading 1;}}{\info{\title Old}}{\header Ministry}"
        rb"\pard\s4 Boats\par\pard\s0 S\u227?o Tom\'e9\line met.\par Second.\par}"
    )
    assert text_of(data) == "## Boats\n\nSão Tomé\nmet.\n\nSecond."


RTF_PIECES = (
    r"\par ", r"\'e9", r"\u8217 ?", r"\u8217?", r"\uc2 ", r"\uc1 ", r"\uc9 ", r"\u233 ab", "{", "}", r"\cell ", r"\row ",
    r"\{", r"\\", r"\~", r"\-", "; ", "\n", "plain words that go on for a very long while ", r"\fs24 words after a control word ",
    r"{\*\x words that nobody is to see, long as they are }", "é", "0", r"\u233 the words behind a sign that they stand for ",
    r'{\field{\*\fldinst{ HYPERLINK "https://example.org/a/long/address"}}{\fldrslt the linked words here}}',
)  # fmt: skip


@given(st.lists(st.sampled_from(RTF_PIECES), max_size=25))
def test_words_that_are_kept_aside_from_the_rtf_library_stand_where_it_would_have_put_them(
    pieces: list[str],
) -> None:
    source = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times New Roman;}}" + "".join(pieces) + "}"
    aside = rtf_file.Aside()
    assert aside.back(rtf_to_text(aside.put(source))) == rtf_to_text(source)


def test_a_forged_number_brings_no_words_twice() -> None:
    words = "The sides met in the harbour of Kampot to speak of boats."
    data = rf"{{\rtf1 {words}\par \'010\'02 \'01999\'02 \'010\'02}}".encode()
    assert text_of(data) == words


# E-mail


def test_a_mail_gives_its_subject_and_day_unless_it_was_passed_on() -> None:
    words = "The two sides met and agreed to build a bridge. " * 8
    for subject, title, day in (
        ("Talks on fishing", "Talks on fishing", date(2031, 1, 6)),
        ("Fwd: Re: Talks on fishing", "Talks on fishing", None),
    ):
        made = mail(
            Subject=subject, Date="Mon, 06 Jan 2031 23:30:00 +0700", Organization="Ministry of Fisheries"
        )
        made.set_content(words)
        read = intake.from_bytes(made.as_bytes(), "mail")
        assert (read.title, read.published_on) == (title, day)
        assert read.publisher == ("Ministry of Fisheries" if day else None)


def test_a_cover_note_is_no_document_but_what_it_brings_is() -> None:
    (read,) = intake.all_from_bytes(mail_with("talks.docx", docx(TEXT)), "mail.eml")
    assert isinstance(read, Document)
    assert read.name == "mail.eml: talks.docx"


def test_a_mail_with_words_of_its_own_gives_both() -> None:
    made = mail(Subject="Talks")
    made.set_content("The two sides met and agreed to build a bridge over the river. " * 8)
    made.add_attachment(plain(TEXT), maintype="text", subtype="plain", filename="talks.txt")
    names = [read.name for read in intake.all_from_bytes(made.as_bytes(), "m") if isinstance(read, Document)]
    assert names == ["m", "m: talks.txt"]


def test_pictures_in_a_mail_are_passed_over_and_other_files_told_of() -> None:
    made = mail(Subject="Talks")
    made.set_content("The two sides met. " * 30)
    made.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", maintype="application", subtype="msword", filename="old.doc"
    )
    first, second = intake.all_from_bytes(made.as_bytes(), "m")
    assert isinstance(first, Document)
    assert "old.doc is a file of an old Word" in str(second)


# Archives


def test_an_archive_gives_each_of_its_files_and_the_reasons_for_the_others() -> None:
    data = zipped(**{
        "a/talks.txt": plain(TEXT), "b.eml": eml(TEXT), "c.pdf": b"%PDF-1.7", "__MACOSX/._a": b"x", "d/.hidden": b"x",
    })  # fmt: skip
    found = intake.all_from_bytes(
        data, "week.zip", Given(title="T", publisher="P", url="https://a.example/z")
    )
    documents = [one for one in found if isinstance(one, Document)]
    assert [one.name for one in documents] == ["week.zip: talks.txt", "week.zip: b.eml"]
    assert [str(one) for one in found if not isinstance(one, Document)] == [
        "week.zip: c.pdf is a damaged PDF file and cannot be read. Save it again."
    ]
    assert {one.publisher for one in documents} == {"P"}
    assert {one.url for one in documents} == {None}
    assert "T" not in {one.title for one in documents}
    with pytest.raises(Unreadable, match="holds 2 documents"):
        intake.from_bytes(data, "week.zip")


def test_what_is_given_counts_for_the_one_document_in_an_archive() -> None:
    at = datetime(2031, 1, 7, tzinfo=UTC)
    (read,) = intake.all_from_bytes(
        zipped(**{"a.txt": plain(TEXT)}),
        "z",
        Given("Talks", None, date(2031, 1, 5), "https://a.example/z", at),
    )
    assert isinstance(read, Document)
    assert (read.title, read.url, read.published_on, read.fetched_at) == (
        "Talks", "https://a.example/z", date(2031, 1, 5), at,
    )  # fmt: skip


# PDF


def lines(*written: tuple[str, float, float, float]) -> list[Line]:
    return [Line(text, left, right, base, 10.0) for text, left, right, base in written]


def flowed(*pages: list[Line]) -> str:
    return pdf_flow.Flow(pdf_pages.written([Page(page, 800.0) for page in pages])).text()


def test_a_page_break_does_not_cut_a_sentence() -> None:
    one = lines(
        ("The two sides agreed to build", 50, 300, 400), ("a bridge over the river and", 50, 290, 388)
    )
    two = lines(("a road to the market in", 50, 270, 700), ("the north.", 50, 100, 688))
    assert flowed(one, two) == (
        "The two sides agreed to build a bridge over the river and a road to the market in the north."
    )


def test_a_short_last_line_ends_its_paragraph_at_the_end_of_a_page() -> None:
    one = lines(("The two sides agreed to build", 50, 300, 400), ("a bridge.", 50, 95, 388))
    two = lines(("Laos thanked Japan for the gift of", 50, 300, 700), ("two boats.", 50, 100, 688))
    assert flowed(one, two).split("\n\n")[1] == "Laos thanked Japan for the gift of two boats."


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("they will be in charge of the safe-", "ty of ferries", "safety of ferries"),
        ("they will meet in close co-", "operation with", "co-operation with"),
        ("they spoke of the South-", "East Asian sea", "South-East Asian sea"),
        ("the years from 2020-", "2021 were good", "2020-2021 were good"),
        ("they praised the long-", "standing ties", "long-standing ties"),
        ("they praised the peace-", "keeping (peacekeeping) men", "the peacekeeping (peacekeeping)"),
    ],
)
def test_a_word_that_was_cut_is_whole_again(before: str, after: str, whole: str) -> None:
    assert whole in flowed(lines((before, 50, 300, 400), (after, 50, 300, 388)))


def test_running_headers_and_numbers_are_dropped_and_a_first_line_is_kept() -> None:
    pages = [
        lines(
            ("Ministry of Ports", 50, 130, 780),
            (f"Words of page {n} go on here,", 50, 300, 600),
            (f"- {n} -", 290, 310, 20),
        )
        for n in range(1, 5)
    ]
    text = flowed(*pages)
    assert "Ministry" not in text
    assert "- 2 -" not in text
    assert all(f"Words of page {n}" in text for n in range(1, 5))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([("The talks on steel go on since", 50, 300, 72), ("2017.", 50, 75, 58)], []),
        (
            [("The talks on steel go on since", 50, 300, 72)],
            [("2017.", 50, 75, 740), ("They spoke of the new harbour too,", 50, 300, 722)],
        ),
    ],
)
def test_a_year_alone_on_the_last_line_of_a_sentence_is_no_page_number(before, after) -> None:
    assert "go on since 2017." in flowed(lines(*before), lines(*after))


def test_a_number_that_stands_apart_below_the_text_is_a_page_number() -> None:
    assert "17" not in flowed(lines(("The talks on steel go on.", 50, 300, 72), ("17", 50, 60, 40)))


def test_the_number_of_a_page_right_below_a_footer_is_none_of_its_words() -> None:
    text = flowed(
        lines(("They agreed on it.", 50, 300, 400), ("Ministry of Ports", 50, 130, 40), ("17", 50, 60, 28))
    )
    assert "17" not in text


def test_a_stop_that_the_sign_of_a_footnote_cut_off_stands_at_its_word() -> None:
    cut = lines(("They agreed on trade in services", 50, 300, 400), (".", 301, 303, 400))
    assert flowed(cut) == "They agreed on trade in services."


def test_letters_set_apart_are_words() -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 700, "J O I N T   S T A T E M E N T")
    canvas.drawString(72, 650, "The ministers met in Vientiane and agreed on a plan of action.")
    canvas.save()
    assert text_of(buffer.getvalue()).startswith("JOINT STATEMENT")


def test_a_raised_number_at_a_word_is_a_note_and_at_a_metre_is_not() -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for at, words in ((700, "A field of 30 km"), (650, "They agreed on a plan")):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, at, words)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(72 + canvas.stringWidth(words, "Helvetica", 11), at + 4, "2")
    canvas.save()
    text = text_of(buffer.getvalue())
    assert "30 km2" in text
    assert "plan2" not in text


def test_footnotes_stand_behind_the_text_and_do_not_cut_it() -> None:
    text = text_of(pdf(TEXT, notes=True))
    assert text.index("signed at sea") > text.index("warm hospitality")


def test_many_letters_of_a_page_are_asked_for_at_once_and_each_stands_where_the_library_says() -> None:
    document = pypdfium2.PdfDocument(pdf(TEXT))
    places = pdf_places.Places()
    for number in range(len(document)):
        theirs = document[number].get_textpage()
        letters = range(0, theirs.count_chars(), 7)
        with places.on(document, number):
            assert places.words == theirs.get_text_range()
            edges = list(zip(*places.edges(letters), strict=True))
            bases = places.starts(letters)[1]
        boxes = [theirs.get_charbox(letter) for letter in letters]
        assert edges == [(left, right) for left, _, right, _ in boxes]
        assert all(low - 4 < base < high + 4 for base, (_, low, _, high) in zip(bases, boxes, strict=True))
    document.close()


def test_the_number_of_a_paragraph_is_no_sign_of_a_footnote() -> None:
    assert "2.7 The ministers met." in text_of(pdf("2.7 The ministers met.\n\n" + TEXT))


def test_a_strip_is_found_between_columns_only() -> None:
    class Drawn(pdf_places.Places):
        def __init__(self, edges: list[tuple[float, float]]) -> None:
            self.edges = edges

        def pieces(self, *_span: int) -> list[tuple[float, float]]:
            return self.edges

    left, right = [(50.0, 200.0 + n) for n in range(20)], [(260.0, 400.0 + n) for n in range(20)]
    low, high = pdf_lines._gutter(Drawn([*left, *right, (50.0, 420.0)]))
    assert 215 <= low < high <= 262
    assert pdf_lines._gutter(Drawn([(50.0, 400.0 + n) for n in range(40)])) is None


@pytest.mark.parametrize(("make", "words"), [(scanned_pdf, r"scan.*\(OCR\)"), (locked_pdf, "password")])
def test_what_cannot_be_read_of_a_pdf_is_said_clearly(make, words) -> None:
    with pytest.raises(Unreadable, match=words):
        intake.from_bytes(make(), "the file")


# Languages


@pytest.mark.parametrize(("text", "code", "name"), [(KHMER, "km", "Khmer"), (FRENCH, "fr", "French")])
def test_what_is_not_english_is_kept_with_its_words_and_declined_by_the_parser(
    text: str, code: str, name: str, lexicon: Lexicon, store
) -> None:
    document = intake.from_bytes(text.encode(), "note.txt")
    reading = parser.read(document, lexicon)
    assert document.language == reading.document.language == code
    assert reading.paragraphs
    assert reading.outcomes == ()
    (unread,) = reading.unread
    assert f"in {name}" in unread.reason
    assert unread.quote in document.text
    assert store.add(document, reading, datetime(2031, 1, 1, tzinfo=UTC)).change == "new"


def test_what_is_english_has_no_other_language() -> None:
    assert intake.from_bytes(plain(TEXT), "x").language is None
