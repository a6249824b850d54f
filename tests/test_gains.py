"""Two revisions in, what a change of a rule does out: on a small repository, made for the purpose."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from benchmarks import gains
from benchmarks.revisions import CannotCompareError, checkout, documents_in, readings

PARSER = """
import json, sys
from pathlib import Path

WORDS = {words!r}

def outcome(number, line):
    return {{"id": f"o{{number}}", "kind": "pledge" if "give" in line else "commitment", "strength": None,
        "actors": ["JP"], "towards": ["LA"], "headline": line, "quote": line, "paragraph": number, "period": None,
        "amount": None, "instrument": None, "event": None, "meeting": {meeting!r}, "topics": []}}

for name in sys.argv[2:]:
    lines = Path(name).read_text().splitlines()
    if "broken" in name:
        print(f"{{name}} cannot be read.", file=sys.stderr)
        continue
    found = [outcome(n, line) for n, line in enumerate(lines, 1) if any(word in line for word in WORDS)]
    print(json.dumps({{"outcomes": found}}))
"""


def git(folder: Path, *arguments: str) -> None:
    person = ["-c", "user.name=A Person", "-c", "user.email=person@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True)


def write_parser(repository: Path, *words: str, meeting: str | None = None) -> None:
    package = repository / "briefs"
    package.mkdir(exist_ok=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(PARSER.format(words=words, meeting=meeting))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two revisions, and a working tree with a third state: each finds more than the one before."""
    place = tmp_path / "repository"
    place.mkdir()
    git(place, "init", "--quiet", "--initial-branch=main")
    for words in (("give", "lend"), ("give", "meet")):
        write_parser(place, *words)
        git(place, "add", ".")
        git(place, "commit", "--quiet", "-m", f"Find {' and '.join(words)}")
    write_parser(place, "give", "meet", meeting="m1")
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "documents"
    place.mkdir()
    (place / "one.md").write_text("They give boats.\nThey lend money.\nThey meet again.\n")
    (place / "two.txt").write_text("They meet in May.\n")
    (place / "README.md").write_text("They give nothing: this only describes the folder.\n")
    return place


def outcome(quote: str, kind: str = "commitment", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "actors": ["JP"], "towards": ["LA"], "quote": quote, "paragraph": 1, **more}


def test_outcomes_gained_and_lost_between_two_revisions_are_shown(
    repository: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = gains.main(["HEAD~1", "HEAD", "--folder", str(folder), "--repository", str(repository)])
    said = capsys.readouterr().out
    assert status == 0
    assert "Find give and lend" in said
    assert "2 documents" in said
    assert "outcomes 2 → 3: 2 gained, 1 lost, 0 changed, 1 as before" in said
    assert (
        'Gained: 2 (2 commitment)\n  one.md, paragraph 3: commitment by JP towards LA\n      "They meet again."'
        in said
    )
    assert (
        'Lost: 1 (1 commitment)\n  one.md, paragraph 2: commitment by JP towards LA\n      "They lend money."'
        in said
    )


def test_without_a_second_revision_the_working_tree_is_compared_with_the_last_one(
    repository: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = gains.main(["--folder", str(folder), "--repository", str(repository), "--lines", "1"])
    said = capsys.readouterr().out
    assert status == 0
    assert "→  the working tree" in said
    assert "0 gained, 0 lost, 3 changed, 0 as before" in said
    assert "Changed: 3 (3 meeting)" in said
    assert "meeting: nothing → m1" in said
    assert "… and 2 more; --lines 3 shows them all" in said


def test_nothing_is_written_into_the_repository(repository: Path, folder: Path) -> None:
    def everything() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in repository.rglob("*") if path.is_file()}

    before = everything()
    gains.main(["HEAD~1", "--folder", str(folder), "--repository", str(repository)])
    assert everything() == before


def test_a_revision_that_git_does_not_know_is_refused_in_a_sentence(
    repository: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = gains.main(["no-such-thing", "--folder", str(folder), "--repository", str(repository)])
    assert status == 2
    assert capsys.readouterr().err.startswith("git cannot give that revision: ")


def test_an_option_of_git_is_no_revision(repository: Path, tmp_path: Path) -> None:
    with (
        pytest.raises(CannotCompareError, match="is no revision"),
        checkout(repository, f"--output={tmp_path}/x"),
    ):
        pass
    assert not (tmp_path / "x").exists()


def test_a_file_that_cannot_be_read_does_not_shift_the_outcomes_of_the_others(
    repository: Path, folder: Path
) -> None:
    (folder / "broken.md").write_text("They give nothing.\n")
    with checkout(repository, "HEAD") as (place, _):
        found = readings(place, documents_in(folder))
    assert [(Path(name).name, len(outcomes)) for name, outcomes in found.items()] == [
        ("one.md", 2),
        ("two.txt", 1),
    ]


def test_a_parser_that_does_not_start_is_named_and_not_taken_for_one_that_finds_nothing(
    repository: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "briefs" / "__main__.py").write_text("raise ValueError('half an edit')\n")
    status = gains.main(["--folder", str(folder), "--repository", str(repository)])
    assert status == 2
    assert "does not work: ValueError: half an edit" in capsys.readouterr().err


def test_a_folder_without_documents_is_refused(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert gains.main(["--folder", str(empty), "--repository", str(repository)]) == 2
    assert "holds no document" in capsys.readouterr().err


def test_the_same_quote_with_another_kind_is_a_change_and_no_loss() -> None:
    found = gains.compare(
        {"a": [outcome("They give boats.")]}, {"a": [outcome("They give boats.", "pledge")]}
    )
    assert (len(found.gained), len(found.lost), len(found.changed), found.same) == (0, 0, 1, 0)
    assert found.changed[0].new is not None
    assert found.changed[0].old is not None
    assert gains.differences(found.changed[0].old, found.changed[0].new) == ["kind: commitment → pledge"]


def test_an_act_whose_quote_ends_elsewhere_is_a_change() -> None:
    old = outcome("They agreed to open an office in the north")
    new = outcome("They agreed to open an office in the north and to close one in the south.")
    found = gains.compare({"a": [old]}, {"a": [new]})
    assert [change.old for change in found.changed] == [old]


def test_two_outcomes_of_one_quote_are_matched_one_by_one() -> None:
    one, two = outcome("They give boats and meet.", "pledge"), outcome("They give boats and meet.")
    found = gains.compare({"a": [one, two]}, {"a": [two]})
    assert (found.lost[0].old, found.same, found.changed) == (one, 1, ())


def test_layout_inside_a_quote_makes_no_difference() -> None:
    found = gains.compare({"a": [outcome("They give\n  boats.")]}, {"a": [outcome("They give boats.")]})
    assert (found.same, found.changed) == (1, ())


def test_a_document_that_only_one_of_them_reads_is_named_and_its_outcomes_are_not_counted() -> None:
    found = gains.compare({"a": [outcome("They meet.")]}, {"b": [outcome("They meet.")]})
    assert (found.gained, found.lost) == ((), ())
    assert found.faults == ("b: only the new one can read it", "a: only the old one could read it")


def test_signs_that_steer_a_terminal_are_made_harmless() -> None:
    assert gains.shown("red \x1b[31malert\u202e") == "red \ufffd[31malert\ufffd"
