"""Opening the library: one way for every door, and rules that fail their own examples stop all of them."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pytest

from briefs import cli, opening
from briefs.errors import BadRule, BadSettings
from briefs.lexicon import config_folder

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
BROKEN = """
[[verb]]
lemma = "hosten"
forms = ["hostened"]
kind = "commitment"
examples = ["Peru and Senegal walked by the sea."]
"""


def environ(folder: Path, **more: str) -> dict[str, str]:
    return {"AIDE_DATA": str(folder / "data"), "AIDE_ZONE": "UTC", "AIDE_SAMPLES": "off", **more}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder of rules in which one verb does not show in its own example."""
    folder = tmp_path / "config"
    shutil.copytree(config_folder(), folder)
    with (folder / "verbs.toml").open("a", encoding="utf-8") as verbs:
        verbs.write(BROKEN)
    return folder


def run(given: dict[str, str], *argv: str) -> tuple[int, str]:
    err = StringIO()
    world = cli.World(given, lambda: NOW, StringIO(), err, BytesIO(b"The sides met."))
    return cli.run(argv, world), err.getvalue()


@pytest.mark.parametrize("argv", [("check",), ("add", "note.txt"), ("parse", "-"), ("samples", "add")])
def test_a_verb_that_fails_its_example_stops_whatever_reads(
    tmp_path: Path, broken: Path, argv: tuple[str, ...]
) -> None:
    status, told = run(environ(tmp_path, AIDE_CONFIG=str(broken)), *argv)
    assert status == 1
    for word in ("verbs.toml", "hosten", "Peru and Senegal walked by the sea."):
        assert word in told
    assert told.count("\n") == 1
    assert not list((tmp_path / "data").glob("*.sqlite3"))


def test_a_verb_that_fails_its_example_stops_the_first_start(tmp_path: Path, broken: Path) -> None:
    status, told = run(environ(tmp_path, AIDE_CONFIG=str(broken), AIDE_SAMPLES="on"), "partner", "australia")
    assert (status, "verbs.toml" in told) == (1, True)


def test_the_first_start_is_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    given = opening.settings_of(environ(tmp_path, AIDE_SAMPLES="on"))
    for _ in range(2):
        with opening.opened(given, NOW, first_start=lambda: told.append("first")) as desk:
            assert desk.library.store.counts().samples > 0
    assert told == ["first"]


def test_home_is_known_wherever_the_library_is_opened(tmp_path: Path) -> None:
    with opening.opened(opening.settings_of(environ(tmp_path, AIDE_HOME="cambodia")), NOW) as desk:
        assert desk.library.home == "KH"
    with (
        pytest.raises(BadSettings, match="AIDE_HOME"),
        opening.opened(opening.settings_of(environ(tmp_path, AIDE_HOME="atlantis")), NOW),
    ):
        pass


def test_the_rules_that_ship_obey_their_examples() -> None:
    assert opening.rules_for_reading(config_folder()).verbs


def test_rules_for_reading_are_held_to_their_examples(broken: Path) -> None:
    with pytest.raises(BadRule, match="hosten"):
        opening.rules_for_reading(broken)
