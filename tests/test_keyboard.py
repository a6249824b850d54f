"""What a person types at the terminal: completed, remembered in private, ended by Ctrl-C and Ctrl-D."""

from __future__ import annotations

import stat

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.keyboard import LONGEST_REMEMBERED, PrivateHistory, Words, typed

COMMANDS = {"/partner": "a brief", "/pledges": "money", "/help": "how"}
NAMES = ["New Zealand", "Australia", "Austria", "Aotearoa", "Australia"]


def completed(line: str) -> list[str]:
    words = Words(COMMANDS, NAMES)
    found = words.get_completions(Document(line, len(line)), CompleteEvent())
    return [line[: len(line) + one.start_position] + one.text for one in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/p", ["/partner ", "/pledges "]),
        ("/PA", ["/partner "]),
        (":", [":send ", ":quit "]),
        ("/partner aus", ["/partner Australia", "/partner Austria"]),
        ("/partner new z", ["/partner New Zealand"]),
        ("pledges of austr", ["pledges of Australia", "pledges of Austria"]),
        ("a", []),
        ("", []),
        ("/partner ", []),
        ("nothing known", []),
    ],
)
def test_commands_and_names_are_completed(line, expected):
    assert completed(line) == expected


def test_a_path_is_completed_after_send(tmp_path):
    (tmp_path / "statement.txt").touch()
    assert completed(f":send {tmp_path}/st") == [f":send {tmp_path}/statement.txt"]


def test_the_history_is_for_its_owner_alone_and_keeps_no_documents(tmp_path):
    path = tmp_path / "new" / "history"
    history = PrivateHistory(path)
    for line in ("/partner japan", "x" * (LONGEST_REMEMBERED + 1), "a pasted\ndocument"):
        history.append_string(line)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(PrivateHistory(path).load_history_strings()) == ["/partner japan"]


def test_a_history_that_others_could_read_is_closed_to_them(tmp_path):
    path = tmp_path / "history"
    path.touch(0o644)
    PrivateHistory(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("end", ["\x03", "\x04"])
async def test_what_is_typed_comes_line_by_line_until_ctrl_c_or_ctrl_d(tmp_path, end):
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text(f"/partner japan\r\x1b[200~two\nlines\x1b[201~\r{end}")
        lines = [line async for line in typed(COMMANDS, NAMES, tmp_path / "history")]
    assert lines == ["/partner japan", "two\nlines"]
