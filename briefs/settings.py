"""config/settings.toml and the environment in, one frozen Settings out; a wrong key is named, with its file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from briefs.errors import BadSettings

FILE = "settings.toml"
OWN_KEYS = {"zone": str, "samples": bool, "database": str, "data_folder": str, "home": str}
OTHER_TABLES = frozenset({"bot"})
"""Tables that are read, and checked, by whom they concern; they come out in ``rest``."""
VARIABLES = ("DATABASE_URL", "AIDE_DATA", "AIDE_CONFIG", "AIDE_SAMPLES", "AIDE_ZONE", "AIDE_HOME")
YES = frozenset({"on", "yes", "true", "1"})
NO = frozenset({"off", "no", "false", "0"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is and how answers are given where a reader has set nothing.

    ``database_url`` may hold a password and is left out of ``repr``. ``home`` is who "we" are, as it was written,
    or empty. ``rest`` are the tables of others, as read.
    """

    database_url: str = field(repr=False)
    data_folder: Path
    config_folder: Path
    zone: ZoneInfo
    samples: bool
    home: str
    rest: Mapping[str, Any]


def load(folder: Path, environ: Mapping[str, str]) -> Settings:
    """The settings of a folder; AIDE_CONFIG names another folder, and the environment wins over the file.

    Raises BadSettings, whose message names the key, the file and what is expected.
    """
    config = Path(environ["AIDE_CONFIG"]).expanduser() if environ.get("AIDE_CONFIG") else folder
    path = config / FILE
    given = _table(path, required=bool(environ.get("AIDE_CONFIG")))
    own = _own(given, path)
    data = _data_folder(own, environ)
    zone = environ.get("AIDE_ZONE", "").strip()
    return Settings(
        database_url=_database(own, environ, data),
        data_folder=data,
        config_folder=config,
        zone=_zone(zone or own.get("zone", "UTC"), "AIDE_ZONE" if zone else f'The key "zone" in {path}'),
        samples=_samples(own, environ),
        home=environ.get("AIDE_HOME", "").strip() or own.get("home", "").strip(),
        rest=MappingProxyType({name: _frozen(given[name]) for name in OTHER_TABLES if name in given}),
    )


def _table(path: Path, *, required: bool) -> dict[str, Any]:
    """The file as read; one that is not there says nothing, unless somebody named its folder."""
    if not path.exists():
        if required:
            raise BadSettings(f"AIDE_CONFIG names the folder {path.parent}, but there is no {FILE} in it.")
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(
            f"{path} is not TOML: {error}. Correct the line, or put quotes around the text."
        ) from error
    except OSError as error:
        raise BadSettings(f"{path} cannot be opened: {error.strerror}.") from error


def _own(given: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The keys that are read here, each of its type."""
    own: dict[str, Any] = {}
    for key, value in given.items():
        if key in OTHER_TABLES:
            continue
        if key not in OWN_KEYS:
            raise BadSettings(f'{path} has a key "{key}" that means nothing here{_near(key)}')
        expected = OWN_KEYS[key]
        if type(value) is not expected:
            what = "true or false" if expected is bool else "text in quotation marks"
            raise BadSettings(f'The key "{key}" in {path} must be {what}, not {value!r}.')
        own[key] = value
    return own


def _near(key: str) -> str:
    from rapidfuzz import process

    known = [*OWN_KEYS, *sorted(OTHER_TABLES)]
    best = process.extractOne(key, known, score_cutoff=70)
    return f'. Did you mean "{best[0]}"?' if best else f": it knows {', '.join(known)}."


def _data_folder(own: Mapping[str, Any], environ: Mapping[str, str]) -> Path:
    """A folder of the user's own, never one in the repository."""
    named = environ.get("AIDE_DATA", "").strip() or own.get("data_folder", "").strip()
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_dir

    return Path(user_data_dir("aide-memoire", appauthor=False))


def _database(own: Mapping[str, Any], environ: Mapping[str, str], data: Path) -> str:
    url = environ.get("DATABASE_URL", "").strip() or own.get("database", "").strip()
    if url and not url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:", "postgres:")):
        where = "DATABASE_URL" if environ.get("DATABASE_URL", "").strip() else f'The key "database" in {FILE}'
        raise BadSettings(
            f"{where} must begin with sqlite:/// or postgresql://, such as postgresql://user:password@host/name."
        )
    return url or f"sqlite:///{data / 'store.sqlite3'}"


def _zone(name: str, where: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadSettings(
            f'{where} names the time zone "{name[:80]}", which there is not; write it as Area/City, '
            'such as "Asia/Phnom_Penh".'
        ) from error


def _samples(own: Mapping[str, Any], environ: Mapping[str, str]) -> bool:
    word = environ.get("AIDE_SAMPLES", "").strip().casefold()
    if not word:
        return bool(own.get("samples", True))
    if word not in YES | NO:
        raise BadSettings(f'AIDE_SAMPLES is "{word[:80]}"; it must be "on" or "off".')
    return word in YES


def _frozen(value: Any) -> Any:
    """Tables and lists that nobody can change by mistake."""
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(inner) for key, inner in value.items()})
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list) else value
