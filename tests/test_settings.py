"""Settings: the file, the environment over it, and a sentence for every mistake."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest

from briefs import settings
from briefs.errors import BadSettings
from briefs.settings import Settings

ROOT = Path(__file__).parent.parent


def load(folder: Path, words: str | None = None, **environ: str) -> Settings:
    if words is not None:
        (folder / "settings.toml").write_text(words, encoding="utf-8")
    return settings.load(folder, environ)


def test_the_file_that_ships_is_sound() -> None:
    shipped = settings.load(ROOT / "config", {})
    assert shipped.zone.key == "Asia/Phnom_Penh"
    assert shipped.samples
    assert shipped.rest["bot"]["owners"] == ()


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    plain = load(tmp_path)
    assert plain.zone.key == "UTC"
    assert plain.samples
    assert plain.rest == {}


def test_the_store_is_kept_in_a_folder_of_the_users_own(tmp_path: Path) -> None:
    plain = load(tmp_path)
    assert plain.database_url == f"sqlite:///{plain.data_folder / 'store.sqlite3'}"
    assert plain.data_folder.name == "aide-memoire"
    assert ROOT not in plain.data_folder.parents


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    words = 'zone = "Europe/Paris"\nsamples = true\ndata_folder = "/one"\ndatabase = "sqlite:////one/a.db"'
    given = load(
        tmp_path,
        words,
        AIDE_ZONE="Asia/Tokyo",
        AIDE_SAMPLES="off",
        AIDE_DATA=str(tmp_path),
        DATABASE_URL="postgresql://host/name",
    )
    assert (given.zone.key, given.samples, given.data_folder) == ("Asia/Tokyo", False, tmp_path)
    assert given.database_url == "postgresql://host/name"


def test_the_file_counts_where_the_environment_is_silent(tmp_path: Path) -> None:
    given = load(
        tmp_path, 'zone = "Europe/Paris"\nsamples = false\ndata_folder = "/one"', AIDE_ZONE=" ", AIDE_DATA=""
    )
    assert (given.zone.key, given.samples) == ("Europe/Paris", False)
    assert given.database_url == "sqlite:////one/store.sqlite3"


def test_home_comes_from_the_file_or_the_environment(tmp_path: Path) -> None:
    assert load(tmp_path, "").home == ""
    assert load(tmp_path, 'home = "KH"').home == "KH"
    assert load(tmp_path, 'home = "KH"', AIDE_HOME=" Canada ").home == "Canada"


def test_another_folder_of_settings_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('zone = "Asia/Tokyo"', encoding="utf-8")
    given = settings.load(ROOT / "config", {"AIDE_CONFIG": str(tmp_path)})
    assert (given.zone.key, given.config_folder) == ("Asia/Tokyo", tmp_path)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('zoen = "UTC"', r'"zoen".*Did you mean "zone"\?'),
        ("colour = 1", r'"colour".*it knows zone'),
        ("zone = 7", r'"zone".*text in quotation marks, not 7'),
        ('samples = "no"', r'"samples".*true or false'),
        ('zone = "Phnom Penh"', r'"zone".*"Phnom Penh".*Asia/Phnom_Penh'),
        ('zone = "../../etc/passwd"', "zone"),
        ('zone = ""', "zone"),
        ('database = "mysql://x"', r'"database".*postgresql://'),
        ("zone = UTC", "is not TOML"),
        ("[other]\nx = 1", '"other"'),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_key(tmp_path: Path, words: str, told: str) -> None:
    with pytest.raises(BadSettings, match=told) as error:
        load(tmp_path, words)
    assert "settings.toml" in str(error.value)


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"AIDE_SAMPLES": "maybe"}, 'AIDE_SAMPLES is "maybe"'),
        ({"AIDE_ZONE": "Mars/Base"}, "AIDE_ZONE names the time zone"),
        ({"DATABASE_URL": "mysql://user:hidden@host/x"}, "DATABASE_URL must begin"),
        ({"AIDE_CONFIG": "/no/such/folder"}, "AIDE_CONFIG names the folder"),
    ],
)
def test_a_mistake_in_the_environment_is_told_with_its_variable(
    tmp_path: Path, environ: dict[str, str], told: str
) -> None:
    with pytest.raises(BadSettings, match=told) as error:
        load(tmp_path, **environ)
    assert "hidden" not in str(error.value)


def test_what_belongs_to_the_bot_is_handed_on_frozen(tmp_path: Path) -> None:
    given = load(tmp_path, "[bot]\nowners = [1, 2]\nanything = {deep = [3]}")
    bot = given.rest["bot"]
    assert isinstance(bot, MappingProxyType)
    assert bot["owners"] == (1, 2)
    assert bot["anything"]["deep"] == (3,)


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    given = load(tmp_path, DATABASE_URL="postgresql://user:hidden@host/name")
    assert "hidden" not in repr(given)
