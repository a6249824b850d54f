"""The address of a database in, a ready engine out: opened, checked, and brought to today's version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from briefs.errors import StoreTooNew, StoreUnavailable
from briefs.store.tables import VERSIONS, metadata

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection

BUSY_SECONDS = 15.0
"""How long a writer waits for another one before it gives up."""
PRAGMAS = (
    "foreign_keys=ON",
    "synchronous=NORMAL",
    "temp_store=MEMORY",
    "cache_size=-16000",
    "mmap_size=268435456",
)
"""What SQLite keeps per connection: 16 MB of pages at hand, and up to 256 MB read without copying."""
MIGRATION_LOCK = 4_152_001
"""The number of the advisory lock under which PostgreSQL lets one process at a time migrate."""


def ready_engine(address: str) -> Engine:
    """An engine on a database of today's version.

    Raises StoreUnavailable where there is none to be had, StoreTooNew where a newer program wrote it; what is
    in the database stays as it was in both cases.
    """
    url = _url(address)
    _make_folder(url)
    engine = _engine(url)
    try:
        _bring_up_to_date(engine, url)
    except SQLAlchemyError as error:
        engine.dispose()
        raise StoreUnavailable(_complaint(url, error)) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def shown(address: str) -> str:
    """The address as it may be shown and logged: without its password."""
    try:
        return make_url(address).render_as_string(hide_password=True)
    except ArgumentError:
        return "(an address that cannot be read)"


def _url(address: str) -> URL:
    """The address with its driver; "postgres://" is what hosting services write."""
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreUnavailable(
            "The address of the store cannot be read; write sqlite:///folder/file.sqlite3 or "
            "postgresql://user:password@host/database."
        ) from error
    name = url.get_backend_name()
    if name in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if name != "sqlite":
        raise StoreUnavailable(
            f'The store cannot be kept in "{name}"; write an address that starts with sqlite:/// or postgresql://.'
        )
    if url.database and url.database.startswith("~"):
        return url.set(database=str(Path(url.database).expanduser()))
    return url


def _in_memory(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}


def _make_folder(url: URL) -> None:
    if url.get_backend_name() != "sqlite" or _in_memory(url):
        return
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"The folder {folder} for the store cannot be made: {error.strerror}. Name another one with "
            "AIDE_DATA or DATABASE_URL."
        ) from error


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    options: dict[str, Any] = {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
    if _in_memory(url):
        # The one connection is the database: threads wait for it in turn, for two cannot begin on it at once.
        options |= {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0, "pool_timeout": BUSY_SECONDS}
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:
    """Sets what SQLite keeps per connection; transactions are begun by us, not guessed by the driver."""
    del record
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: two that read first and write later would refuse each other."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(engine: Engine, url: URL) -> None:
    with engine.connect() as connection:
        version = _version(connection, url)
    if version == VERSIONS[-1]:
        return
    if engine.dialect.name == "sqlite" and not _in_memory(url):
        _write_ahead(engine)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
        if _version(connection, url) != VERSIONS[-1]:
            _migrate(connection)


def _write_ahead(engine: Engine) -> None:
    """Lets readers read while one writes; the file remembers it. Must stand outside of any transaction."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def _version(connection: Connection, url: URL) -> str | None:
    """The version of the store, None where it is still empty; raises where it is not a store of ours."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables:
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if version in VERSIONS:
            return str(version)
        raise StoreTooNew(
            f"The store {shown(str(url))} is of version {version}, which this program does not know: it knows "
            f"{VERSIONS[-1]} and older. Update the program, or name another store with DATABASE_URL; nothing "
            "was changed."
        )
    strange = (
        tables - {"spatial_ref_sys"} if connection.dialect.name == "sqlite" else tables & set(metadata.tables)
    )
    if strange:
        raise StoreUnavailable(
            f"The database {shown(str(url))} holds tables of another program ({', '.join(sorted(strange)[:3])}). "
            "Name an empty one with DATABASE_URL; nothing was changed."
        )
    return None


def _migrate(connection: Connection) -> None:
    """Alembic costs a third of a second to import, so only a store that needs it pays."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).parents[1] / "migrations").replace("%", "%%")
    )
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _complaint(url: URL, error: SQLAlchemyError) -> str:
    """One sentence of what went wrong, in the database's own words, without the statement or a password."""
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0].rstrip(".")
    place = shown(str(url.render_as_string(hide_password=True)))
    if "not a database" in reason:
        return f"The file {url.database} is not a store: {reason}. Name another one with DATABASE_URL."
    if isinstance(error, OperationalError) and url.get_backend_name() == "postgresql":
        return f"The database {place} cannot be reached: {reason}. See that it runs and that DATABASE_URL is right."
    return f"The store {place} cannot be opened: {reason}. Check the file, its folder and DATABASE_URL."
