"""What the README shows is run: its exchange, its list of commands, its settings, its commands of make."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.app import COMMANDS
from bot.house import listed
from bot.settings import SECRETS, VARIABLES
from briefs import settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def marked(name: str) -> str:
    """What stands between two comments of the README."""
    return README.split(f"<!-- {name} -->\n")[1].split(f"<!-- /{name} -->")[0].strip()


def said(words: str, folder: Path) -> str:
    """What the program answers to lines on its standard input, in a store of its own."""
    environ = {"AIDE_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-m", "bot"],
        input=words,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environ,
        check=True,
        timeout=300,  # a busy machine is slow to read the samples
    )
    return "\n".join(line.rstrip() for line in run.stdout.strip().splitlines())


def test_the_exchange_on_the_first_screen_is_what_the_program_answers(tmp_path):
    asked = re.search(r"\$ printf '([^']+)' \| make run", README)
    assert asked is not None
    shown = marked("exchange").removeprefix("```text\n").removesuffix("```").strip()
    assert said(asked[1].replace("\\n", "\n"), tmp_path) == shown


def test_the_list_of_commands_is_the_table_of_commands():
    assert marked("commands").splitlines() == listed(COMMANDS)


def test_every_setting_is_explained_and_nothing_else():
    explained = set(re.findall(r"`((?:AIDE|TELEGRAM|DATABASE|LOG)_[A-Z_]+)`", README.split("## Settings")[1]))
    assert explained == {*settings.VARIABLES, *VARIABLES.values(), *SECRETS.values()}


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_target_of_make_that_is_named_exists(text):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`|\| |… )make ([a-z]+)", text, re.MULTILINE))
    assert named
    assert [name for name in named if f"\n{name}:" not in makefile] == []


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_file_that_is_named_exists(text):
    named = re.findall(r"`((?:config|briefs|bot|tests)/[\w./]+)`|\]\(([\w./]+\.md)\)", text)
    assert named
    assert [name for pair in named for name in pair if name and not (ROOT / name).exists()] == []


def test_every_command_of_the_shell_that_is_shown_is_one():
    shown = re.findall(r"^python -m briefs (.+?)(?:  .*)?$", README, re.MULTILINE)
    listed_ = subprocess.run(
        [sys.executable, "-m", "briefs", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert shown
    assert [line for line in shown if f"\n    {shlex.split(line)[0]}" not in listed_] == []


def test_the_party_that_contributing_adds_is_a_table_that_the_lexicon_takes():
    table = CONTRIBUTING.split("```toml\n")[1].split("```")[0]
    ours = tomllib.loads((ROOT / "config" / "parties.toml").read_text(encoding="utf-8"))
    given = tomllib.loads(table)["body"]["MRC"]
    assert set(given) <= {key for entry in ours["body"].values() for key in entry}
