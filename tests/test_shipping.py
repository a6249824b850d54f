"""What ships the program is checked as far as it can be without an engine: every path and command exists."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")


def instructions(word: str) -> list[str]:
    joined = DOCKERFILE.replace("\\\n", " ")
    return [line[len(word) :].strip() for line in joined.splitlines() if line.startswith(word + " ")]


def test_every_file_the_image_copies_is_there():
    own = [words.split() for words in instructions("COPY") if not words.startswith("--from")]
    wanted = [name for *names, _ in own for name in names]
    assert {"config", "briefs", "bot", "requirements.lock"} <= set(wanted)
    assert [name for name in wanted if not (ROOT / name).exists()] == []


def test_nothing_the_image_copies_is_left_out_of_its_context():
    ignored = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())
    copied = {name for words in instructions("COPY") if "--from" not in words for name in words.split()[:-1]}
    assert copied & ignored == set()


def test_the_image_has_two_stages_a_user_of_its_own_and_a_health_check():
    assert len(instructions("FROM")) == 2
    assert instructions("USER") == ["aide"]
    assert instructions("HEALTHCHECK")


def test_the_commands_of_the_image_are_modules_of_this_project():
    commands = [*instructions("CMD"), *instructions("HEALTHCHECK")]
    modules = [m for words in commands for m in re.findall(r'"-m", "(\w+)"', words)]
    assert modules == ["bot", "bot"]
    assert all((ROOT / module / "__main__.py").exists() for module in modules)


def test_the_image_runs_a_python_that_the_project_supports():
    versions = {
        tuple(map(int, words.split(":")[1].split("-")[0].split("."))) for words in instructions("FROM")
    }
    assert versions == {(3, 13)}


def test_compose_asks_only_for_settings_that_the_program_reads():
    readers = "".join(
        path.read_text(encoding="utf-8") for room in ("bot", "briefs") for path in (ROOT / room).glob("*.py")
    )
    given = re.findall(r"^      ([A-Z_]+):", COMPOSE.split("  bot:")[1], re.MULTILINE)
    assert given
    assert [name for name in given if name not in readers] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_pins_with_hashes_and_names_no_host(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.split(r"\n(?=\S)", text.strip())
    assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_the_lock_files_agree_and_hold_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run, *others = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / n).read_text(), re.MULTILINE)) for n in LOCKS
    )
    asked = {re.split(r"[\[~<>=]", words)[0].lower() for words in project["dependencies"]}
    assert asked - set(run) == set()
    for other in others:
        assert {name for name in run.keys() & other.keys() if other[name] != run[name]} == set()


def test_make_alone_lists_the_targets():
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("make run", "make test", "make check"):
        assert target in listed
