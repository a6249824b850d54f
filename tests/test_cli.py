"""The shell: what is printed, what is said when something is wrong, and with which status it ends."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shelf

from briefs import cli, intake
from briefs.brief import Brief, Choice, Entry, Part
from briefs.cli import pool, shell
from briefs.parsing import parser
from briefs.store import Store

ROOT = Path(__file__).parent.parent
NOW = datetime(2021, 6, 1, 12, tzinfo=UTC)
NOTE = """Cambodia and Australia hold talks

Phnom Penh, 28 January 2021

Cambodia thanked Australia for its grant of $28 million to buy vaccines. The two sides agreed to train border police.
"""


class Shell:
    """A shell with a folder of its own; each command gives its status, and what it wrote is kept."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.environ = {"AIDE_DATA": str(folder), "AIDE_SAMPLES": "off", "AIDE_ZONE": "UTC", **environ}
        self.out = self.err = ""

    def __call__(self, *argv: str, stdin: bytes = b"") -> int:
        out, err = io.StringIO(), io.StringIO()
        world = cli.World(self.environ, lambda: NOW, out, err, io.BytesIO(stdin))
        status = cli.run(argv, world)
        self.out, self.err = out.getvalue(), err.getvalue()
        return status


@pytest.fixture
def typed(tmp_path):
    return Shell(tmp_path / "data")


@pytest.fixture
def filled(tmp_path):
    folder = tmp_path / "data"
    store = Store.open(f"sqlite:///{folder / 'store.sqlite3'}")
    shelf.fill(store)
    store.close()
    return Shell(folder)


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


def test_parse_prints_one_object_for_one_file(typed, note):
    assert typed("parse", str(note)) == 0
    result = json.loads(typed.out)
    assert {"document", "meetings", "outcomes", "events", "commentary", "unread"} <= set(result)
    assert result["document"]["published_on"] == "2021-01-28"
    assert [outcome["kind"] for outcome in result["outcomes"]] == ["pledge", "commitment"]


def test_parse_prints_one_object_a_line_for_several_files(typed, note):
    assert typed("parse", *[str(note)] * 3) == 0
    assert [json.loads(line)["document"]["kind"] for line in typed.out.splitlines()].count(
        json.loads(typed.out.splitlines()[0])["document"]["kind"]
    ) == 3


def test_parse_waits_for_no_database():
    loaded = "import sys, briefs.cli.reading; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, check=False).returncode == 0


def test_parse_reads_standard_input(typed):
    assert typed("parse", "-", stdin=NOTE.encode()) == 0
    assert json.loads(typed.out)["outcomes"]


def test_many_files_are_parsed_in_their_order_by_several_processes(typed, tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "WORTH_A_PROCESS", 4)
    paths = []
    for number in range(17):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(NOTE.replace("28 million", f"{number + 1} million"), encoding="utf-8")
    assert typed("parse", *map(str, paths)) == 0
    values = [json.loads(line)["outcomes"][0]["amount"]["value"] for line in typed.out.splitlines()]
    assert values == [(number + 1) * 1_000_000 for number in range(17)]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(typed, note, tmp_path):
    missing = tmp_path / "missing.txt"
    assert typed("parse", str(missing), str(note)) == 1
    assert len(typed.out.splitlines()) == 1
    assert str(missing) in typed.err
    assert len(typed.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [("empty.txt", b""), ("binary.bin", bytes(range(256)) * 8), ("huge.txt", b"a " * 4_000_000)],
)
def test_bad_input_is_one_sentence_and_loses_nothing(filled, tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    assert filled("add", str(path)) == 1
    assert name in filled.err
    assert len(filled.err.splitlines()) == 1
    assert filled("source", "1") == 0


def test_many_files_are_added_in_their_order_by_several_processes(typed, tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "WORTH_A_PROCESS", 4)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(20):
        text = NOTE.replace("hold talks", f"hold talks number {number}")
        (folder / f"note{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "note07.txt").write_bytes(b"")
    assert typed("add", str(folder)) == 1
    told = [line.split(": ", 1)[1] for line in typed.out.splitlines()[:-2]]
    wanted = [f"Cambodia and Australia hold talks number {n}" for n in range(20) if n != 7]
    assert [line.partition(" (")[0] for line in told] == wanted
    assert "`quarantine` lists what could not be read" in typed.out.splitlines()[-2]
    assert typed.out.splitlines()[-1] == "19 documents read, 1 file not."
    assert "note07.txt is empty" in typed.err
    assert typed("add", str(folder)) == 1
    assert typed.out.count("known already") == 19
    assert typed.out.splitlines()[-1] == "19 documents there already, 1 file could not be read."


def test_what_the_store_knows_is_not_read_again(typed, note, monkeypatch):
    assert typed("add", str(note)) == 0

    read, asked = parser.read, []
    monkeypatch.setattr(parser, "read", lambda *given: asked.append(given) or read(*given))
    assert typed("add", str(note)) == 0
    assert "(2 outcomes)" in typed.out
    assert asked == []
    assert typed("add", "--title", "Another title", str(note)) == 0
    assert len(asked) == 1


def test_a_file_whose_bytes_the_store_knows_is_not_even_taken_apart(typed, note, tmp_path, monkeypatch):
    folder = tmp_path / "some"
    folder.mkdir()
    for number in range(3):
        text = NOTE.replace("hold talks", f"hold talks number {number}")
        (folder / f"note{number}.txt").write_text(text, encoding="utf-8")
    assert typed("add", str(folder)) == 0
    (folder / "note9.txt").write_text(NOTE, encoding="utf-8")
    opened = []
    everything = intake.all_in
    monkeypatch.setattr(
        intake, "all_in", lambda path, given: opened.append(path.name) or everything(path, given)
    )
    assert typed("add", str(folder)) == 0
    assert opened == ["note9.txt"]
    assert typed.out.splitlines()[-1] == "1 document read, 3 documents there already."


def test_a_file_that_is_a_sample_too_becomes_a_document_of_ones_own(typed, tmp_path):
    assert typed("samples", "add") == 0
    sample = next(ROOT.joinpath("briefs", "samples").rglob("*.md"))
    assert typed("add", str(sample)) == 0
    assert "there already" not in typed.out
    assert typed("samples", "remove") == 0
    assert typed("add", str(sample)) == 0
    assert "1 document there already." in typed.out


def test_a_text_that_was_revised_since_is_known_when_its_old_file_comes_again(typed, note):
    assert typed("add", str(note)) == 0
    first = note.read_text(encoding="utf-8")
    note.write_text(NOTE.replace("border police", "more border police"), encoding="utf-8")
    assert typed("add", str(note)) == 0
    note.write_text(first, encoding="utf-8")
    assert typed("add", str(note)) == 0
    assert "known already: " in typed.out
    assert typed("check") == 0
    assert "1 document, " in typed.out
    assert "1 older revision, " in typed.out


def test_a_file_of_tags_alone_is_not_read(typed, tmp_path):
    for name, text in (("a.md", "<p></p>\n<br/>"), ("b.html", "<html><body><div></div></body></html>")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert typed("add", str(tmp_path / name)) == 1
        assert "holds no words to read" in typed.err


def test_an_address_is_no_file_and_that_is_said(typed):
    assert typed("add", "https://ministry.example/releases/1") == 1
    assert "ministry.example/releases/1 is an address, and only files are read here" in typed.err


def test_check_reads_the_sources_too(typed, tmp_path):
    assert typed("check") == 0
    assert "to watch." in typed.out
    folder = tmp_path / "config"
    shutil.copytree(ROOT / "config", folder)
    (folder / "sources.toml").write_text("[source.one]\n", encoding="utf-8")
    typed.environ["AIDE_CONFIG"] = str(folder)
    assert typed("check") == 1
    assert "sources.toml" in typed.err


def test_add_reports_what_it_read_and_is_idempotent(typed, note):
    assert typed("add", str(note)) == 0
    assert "new: " in typed.out
    assert "(2 outcomes)" in typed.out
    assert "1 document read." in typed.out
    assert typed("add", str(note)) == 0
    assert "known already: " in typed.out
    note.write_text(NOTE.replace("border police", "more border police"), encoding="utf-8")
    assert typed("add", str(note)) == 0
    assert "new revision: " in typed.out


def test_what_is_said_on_the_command_line_wins(typed, note):
    given = (
        "--date",
        "3 March 2020",
        "--title",
        "A note",
        "--publisher",
        "The Gazette",
        "--url",
        "https://gazette.example/1",
    )
    assert typed("add", *given, str(note)) == 0
    assert typed("latest", "--json") == 0
    [source] = json.loads(typed.out)["sources"]
    assert (source["title"], source["publisher"], source["url"]) == (
        "A note",
        "The Gazette",
        "https://gazette.example/1",
    )
    assert source["published"]["start"] == "2020-03-03"


def test_a_date_that_is_none_is_told_and_nothing_is_read(typed, note):
    assert typed("add", "--date", "someday soon", str(note)) == 1
    assert (
        typed.err
        == "The date “someday soon” cannot be read as a day; write it as 2021-01-28 or 28 January 2021.\n"
    )
    assert typed("latest") == 1


def test_one_title_is_not_given_to_many_documents(typed, note):
    assert typed("add", "--title", "A note", str(note), str(note)) == 1
    assert typed.err.startswith("--title and --url name one document")


def test_an_answer_in_the_shell_is_readable(filled):
    assert filled("partner", "australia") == 0
    lines = filled.out.splitlines()
    assert lines[0] == "Australia"
    assert max(map(len, lines)) <= 100
    assert any(
        line.startswith("   6  28 January 2021 (inferred) · Australia → Cambodia · pledge") for line in lines
    )
    assert "\x1b" not in filled.out
    assert "Sources" in lines


def test_an_answer_as_json_holds_everything(filled):
    assert filled("commitments", "2021", "--json") == 0
    brief = json.loads(filled.out)
    assert brief["question"] == "commitments 2021"
    assert brief["parts"][0]["entries"][0]["when"]["start"] == "2021-01-28"
    assert {source["number"] for source in brief["sources"]} == {1, 2}


def test_a_question_can_be_asked_as_of_a_day(filled):
    assert filled("requests", "--as-of", "2021-01-01", "--json") == 0
    brief = json.loads(filled.out)
    assert brief["parts"][0]["entries"][0]["notes"] == ["open for 3 months"]
    assert [source["number"] for source in brief["sources"]] == [1]
    assert filled("requests", "--as-of", "the other day") == 1
    assert "cannot be read as a day" in filled.err


def test_plain_english_works_in_the_shell(filled):
    assert filled("ask", "what did Australia promise Cambodia?") == 0
    assert filled.out.startswith("Commitments · Australia → Cambodia")


def test_a_misspelt_name_is_answered_with_a_suggestion_and_a_status(filled):
    assert filled("partner", "austrlia") == 1
    assert filled.out.startswith("No partner called “austrlia”.\nDid you mean Australia?")


@pytest.mark.parametrize(
    "argv", [("frobnicate",), ("parse",), ("samples", "hide"), ("partner", "--colour", "blue")]
)
def test_what_is_no_command_is_one_sentence_and_status_2(typed, argv):
    assert typed(*argv) == 2
    assert len(typed.err.splitlines()) == 1
    assert "--help" in typed.err


def test_no_command_at_all_shows_the_commands(typed):
    assert typed() == 0
    assert all(name in typed.out for name in cli.QUESTIONS)


def test_the_first_question_reads_the_samples_in_unless_the_settings_say_no(tmp_path):
    with_samples = Shell(tmp_path / "one", AIDE_SAMPLES="on")
    assert with_samples("partner", "australia") == 0
    assert "sample" in with_samples.out
    without = Shell(tmp_path / "two")
    assert without("latest") == 1
    assert "The store is empty" in without.out


def test_samples_are_taken_out_and_put_in_by_one_command(typed):
    assert typed("samples", "add") == 0
    assert typed("latest") == 0
    assert typed("samples", "remove") == 0
    assert "taken out" in typed.out
    assert typed("latest") == 1


def test_check_says_what_is_there(filled):
    assert filled("check") == 0
    assert "3 documents" in filled.out


def test_a_wrong_setting_is_named(tmp_path):
    bad = Shell(tmp_path, AIDE_ZONE="Mars/Olympus")
    assert bad("check") == 1
    assert "AIDE_ZONE" in bad.err
    assert len(bad.err.splitlines()) == 1


def test_a_fault_of_the_program_is_told_in_a_sentence(typed, monkeypatch):
    monkeypatch.setattr(cli, "_check", lambda *_: 1 / 0)
    assert typed("check") == 1
    assert typed.err.startswith("This is a fault of the program: ZeroDivisionError in test_cli.py:")


def test_a_reader_that_leaves_early_is_no_fault(filled):
    command = f"{sys.executable} -m briefs partner australia --all | head -n 1"
    run = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**filled.environ, "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert run.stdout == "Australia\n"
    assert run.stderr == ""


def test_bold_and_marks_are_for_terminals_only():
    hit = Entry("more scholarships now", marks=((5, 17),))
    brief = Brief("Search", "search x", parts=(Part("hits", "", (hit,)),))
    assert "\x1b[1mscholarships\x1b[0m" in shell.render(brief, shell.Paper(bold=True))
    assert "\x1b" not in shell.render(brief, shell.Paper())


def test_a_document_cannot_steer_the_terminal():
    brief = Brief(
        "Ti\x1b[2Jtle", "x", parts=(Part("a", "A", (Entry("te\x1b]0;xt\u202e", notes=("\x07",)),)),)
    )
    assert not {"\x1b", "\x07", "\u202e"} & set(shell.render(brief, shell.Paper()))


def test_long_parts_are_cut_unless_all_is_asked_for():
    part = Part("views", "Positions", tuple(Entry(f"view {n}") for n in range(9)), folded=True)
    brief = Brief("Japan", "partner JP", parts=(part,), choices=(Choice("Pledges", "pledges JP"),))
    assert "… and 6 more: --all shows them." in shell.render(brief, shell.Paper())
    assert "view 8" in shell.render(brief, shell.Paper(whole=True))
    assert shell.render(brief, shell.Paper()).endswith("Ask next: pledges JP\n")


def test_an_archive_is_added_document_by_document(typed, tmp_path):
    path = tmp_path / "week.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.txt", NOTE)
        archive.writestr("two.txt", NOTE.replace("28 million", "29 million").replace("Phnom Penh", "Kampot"))
        archive.writestr("empty.txt", "")
    assert typed("add", str(path)) == 1
    assert typed.out.splitlines()[-1] == "2 documents read, 1 file not."
    assert "week.zip: empty.txt is empty." in typed.err
    assert typed("parse", str(path)) == 1
    assert len(typed.out.splitlines()) > 2


def test_a_document_in_another_language_is_added_and_found(typed, tmp_path):
    path = tmp_path / "note.txt"
    words = (
        "Les deux ministres se sont rencontrés ce matin dans la capitale et ont convenu d'ouvrir un deuxième poste "
        "frontière, de former davantage de douaniers et de se revoir avant la saison des pluies."
    )
    path.write_text(words, encoding="utf-8")
    assert typed("add", str(path)) == 0
    assert "in French, to be searched only" in typed.out
    assert typed("search", "douaniers") == 0
    assert "douaniers" in typed.out
