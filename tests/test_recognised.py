"""A file that comes again is known by its bytes, and nothing is taken apart: by the shell, and by whoever watches a source."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from rendering import FORMATS

from briefs import cli, intake
from briefs.intake import confined, recognised
from briefs.parsing import parser
from briefs.store import Store, filed
from briefs.watching import records

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
TEXT = """# The Third Salt Dialogue

Kampot, 18 November 2026

Cambodia and Japan agreed to open a joint salt laboratory in Kampot by 2028.

Japan will give Cambodia 4 million dollars for boats that collect salt in the bay, and will send six engineers.
"""
OTHER = (
    TEXT.replace("Third Salt", "Fourth Pepper").replace("salt", "pepper").replace("4 million", "9 million")
)


class Shell:
    """`python -m briefs` on a store of its own; ``apart`` counts the files that were given to the child process."""

    def __init__(self, address, monkeypatch):
        self.environ = {"DATABASE_URL": address, "AIDE_SAMPLES": "off", "AIDE_ZONE": "UTC"}
        self.apart = 0
        plain = confined.taken

        def counted(*given):
            self.apart += 1
            return plain(*given)

        monkeypatch.setattr(confined, "taken", counted)

    def __call__(self, *argv):
        out, err = io.StringIO(), io.StringIO()
        status = cli.run(argv, cli.World(self.environ, lambda: NOW, out, err, io.BytesIO()))
        assert status == 0, err.getvalue()
        return out.getvalue()


@pytest.fixture
def typed(empty_database, monkeypatch):
    recognised.intake.cache_clear()
    yield Shell(empty_database, monkeypatch)
    recognised.intake.cache_clear()


@pytest.fixture
def behind(typed):
    """The store that the shell writes into."""
    store = Store.open(typed.environ["DATABASE_URL"])
    yield store
    store.close()


@pytest.mark.parametrize("form", ["HTML", "PDF", "DOCX", "ODT", "RTF", "EML"])
def test_a_file_that_comes_again_is_not_taken_apart(typed, tmp_path, form):
    path = tmp_path / "paper"
    path.write_bytes(FORMATS[form](TEXT))
    assert "new: " in typed("add", str(path))
    assert typed.apart == 1
    said = typed("add", str(path))
    assert "known already: " in said
    assert "1 document there already." in said
    assert typed.apart == 1


def test_a_file_that_was_added_before_anything_was_noted_is_noted_when_it_comes_again(
    typed, tmp_path, behind
):
    path = tmp_path / "paper.html"
    path.write_bytes(FORMATS["HTML"](TEXT))
    typed("add", str(path))
    with behind.writing() as connection:
        connection.exec_driver_sql("DELETE FROM files")
    for _ in range(3):
        assert "known already: " in typed("add", str(path))
    assert typed.apart == 2


def test_a_text_that_stands_there_in_another_dress_is_known_when_it_comes_again(typed, tmp_path, monkeypatch):
    (tmp_path / "one.html").write_bytes(FORMATS["HTML"](TEXT))
    (tmp_path / "two.txt").write_bytes(FORMATS["wrapped text"](TEXT))
    assert typed("add", str(tmp_path / "one.html"), str(tmp_path / "two.txt")).count("known already: ") == 1
    monkeypatch.setattr(parser, "read", None)
    assert typed("add", str(tmp_path / "two.txt")).splitlines()[-1] == "1 document there already."


def test_what_cannot_be_read_is_kept_with_its_reason_until_it_can(typed, tmp_path, behind):
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.4 broken")
    for _ in range(2):
        with pytest.raises(AssertionError, match="is a damaged PDF file"):
            typed("add", str(path))
    (held,) = records.held(behind)
    assert (held.address, held.source) == (str(path), "")
    assert "is a damaged PDF file" in held.reason
    with pytest.raises(AssertionError):
        typed("quarantine", "retry", str(held.number))
    assert len(records.held(behind)) == 1
    path.write_bytes(FORMATS["PDF"](TEXT))
    assert "new: " in typed("quarantine", "retry", "all")
    assert records.held(behind) == []
    path.write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(AssertionError):
        typed("add", str(path))
    path.write_bytes(FORMATS["PDF"](TEXT))
    typed("add", str(path))
    assert records.held(behind) == [], "it was read, by whatever way"


def test_a_file_that_is_not_there_is_not_kept(typed, tmp_path, behind):
    with pytest.raises(AssertionError, match="There is no file"):
        typed("add", str(tmp_path / "nowhere.pdf"))
    assert records.held(behind) == []


def test_every_document_of_an_archive_is_told_and_one_that_was_removed_is_read_again(typed, tmp_path, behind):
    path = tmp_path / "week.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.txt", TEXT)
        archive.writestr("two.txt", OTHER)
    typed("add", str(path))
    assert typed("add", str(path)).count("known already: ") == 2
    assert typed.apart == 1
    behind.remove(1)
    said = typed("add", str(path))
    assert "new: The Third Salt Dialogue" in said
    assert "known already: The Fourth Pepper Dialogue" in said
    assert typed.apart == 2


def test_one_release_twice_in_an_archive_is_one_document_and_known_again(typed, tmp_path):
    path = tmp_path / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.docx", FORMATS["DOCX"](TEXT))
        archive.writestr("two.html", FORMATS["HTML"](TEXT))
    typed("add", str(path))
    apart = typed.apart
    assert typed("add", str(path)).splitlines()[-1] == "2 documents there already."
    assert typed.apart == apart


def test_another_intake_takes_a_file_apart_again(typed, tmp_path, monkeypatch):
    path = tmp_path / "paper.html"
    path.write_bytes(FORMATS["HTML"](TEXT))
    typed("add", str(path))
    monkeypatch.setattr(recognised, "LIBRARIES", (*recognised.LIBRARIES, "a-library-that-is-new"))
    recognised.intake.cache_clear()
    for _ in range(2):
        assert "known already: " in typed("add", str(path))
    assert typed.apart == 2, "once by the new one, and then it is known to that"


def test_what_is_given_for_a_file_is_part_of_what_it_is_known_by(typed, tmp_path):
    path = tmp_path / "paper.html"
    path.write_bytes(FORMATS["HTML"](TEXT))
    typed("add", str(path))
    assert "new revision: " in typed("add", str(path), "--publisher", "Salt Board")
    assert "known already: " in typed("add", str(path), "--publisher", "Salt Board")
    assert typed.apart == 2
    assert "new revision: " in typed("add", str(path), "--publisher", "Bay Board")


def test_a_file_of_which_a_part_cannot_be_read_is_told_of_each_time(typed, tmp_path):
    path = tmp_path / "week.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.txt", TEXT)
        archive.writestr("empty.txt", "")
    for _ in range(2):
        with pytest.raises(AssertionError, match=r"week\.zip: empty\.txt is empty"):
            typed("add", str(path))


def test_a_file_has_the_key_of_its_bytes_and_of_all_that_is_given_but_the_moment_it_was_fetched():
    plain = recognised.key_of(b"words")
    assert plain == recognised.key_of(b"words", intake.Given(fetched_at=NOW))
    given = [
        intake.Given(title="words"),
        intake.Given(publisher="words"),
        intake.Given(published_on=date(2026, 1, 2)),
        intake.Given(url="https://words.example/"),
    ]
    assert len({plain, *(recognised.key_of(b"words", each) for each in given)}) == 5


def test_nothing_is_noted_of_a_document_that_is_gone_meanwhile(store, lexicon):
    document = intake.from_bytes(TEXT.encode(), "salt.md")
    number = store.add(document, parser.read(document, lexicon), NOW).number
    assert store.remove(number) == 1
    filed.note(store, {filed.Place("a key", 0, 1): number}, "an intake")
    assert filed.standing(store, ["a key"], "an intake") == {}
