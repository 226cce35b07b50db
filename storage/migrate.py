"""Bringing the schema up to date, under a lock, and saying where it stands."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from bot.domain.errors import Misconfigured
from storage import urls
from storage.connections import Connections, connect, outages_told
from storage.sqlite import primary_code

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"
"""The migrations that are shipped; a bench may bring others, which are yet to come."""

#: Replicas that start together take turns on this advisory lock; the number is arbitrary, but ours.
_LOCK = 0x416C69676E6564

#: What SQLite says when a file is not what it wrote.
_DAMAGES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

#: PostgreSQL's own measure of when a table is to be counted again.
_HARDLY_KNOWN = """
    SELECT relname FROM pg_stat_user_tables
    WHERE schemaname = current_schema() AND n_mod_since_analyze > 50 + n_live_tup / 10
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The version a database has, None when it is empty, and the one this program writes."""

    current: str | None
    newest: str

    @property
    def is_current(self) -> bool:
        """Tell whether nothing has to be upgraded."""
        return self.current == self.newest


def upgrade(url: str, scripts: Path = SCRIPTS) -> Schema:
    """Bring the schema up to date; a second caller waits for the first."""
    connections = connect(urls.parse(url))
    try:
        return bring_up_to_date(connections, scripts)
    finally:
        connections.close()


def check(url: str) -> Schema:
    """Say where the schema stands; Misconfigured when the database is missing, out of reach or damaged."""
    address = urls.parse(url)
    _refuse_missing(urls.sqlite_file(address))
    connections = connect(address, alone=False)
    try:
        with outages_told(), _damage_told(address), connections.reading() as connection:
            _refuse_damaged(connection)
            return _schema(connection, SCRIPTS)
    finally:
        connections.close()


def require_current(url: str) -> None:
    """Raise Misconfigured unless the database is there and its schema is the newest."""
    schema = check(url)
    if not schema.is_current:
        raise Misconfigured(
            f"The database has schema {schema.current}, this program needs {schema.newest}. Run `aligned db upgrade`."
        )


def current(url: str) -> str | None:
    """Return the version of the schema, None when the database is empty."""
    return check(url).current


def bring_up_to_date(connections: Connections, scripts: Path = SCRIPTS) -> Schema:
    """Run the migrations that are missing, in one transaction that nobody else runs at the same time."""
    with outages_told(), _damage_told(connections.url), connections.writing() as connection:
        _take_turns(connection)
        _refuse_damaged(connection)
        schema = _schema(connection, scripts)
        if not schema.is_current:
            _run_migrations(connection, scripts)
        _survey(connection)
        return _schema(connection, scripts)


def config_for(connection: Connection, scripts: Path = SCRIPTS) -> "Config":
    """Return what Alembic needs to know to run our migrations on an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _run_migrations(connection: Connection, scripts: Path) -> None:
    """Load Alembic, which takes ten megabytes, only where there is something to upgrade."""
    from alembic import command

    command.upgrade(config_for(connection, scripts), "head")


@contextmanager
def _damage_told(url: URL) -> Iterator[None]:
    """Turn what SQLite says of a damaged file into Misconfigured; nothing is repaired, and nothing deleted."""
    try:
        yield
    except DatabaseError as error:
        if primary_code(error.orig) not in _DAMAGES:
            raise
        raise _damaged(url, error.orig) from error


def _refuse_missing(file: Path | None) -> None:
    """Raise Misconfigured where there should be a file and is none, for SQLite would make one."""
    if file is None:
        return
    try:
        is_there = file.exists()
    except OSError as error:
        raise Misconfigured(f"{file} cannot be opened: {error.strerror}.") from error
    if not is_there:
        raise urls.missing(file)


def _refuse_damaged(connection: Connection) -> None:
    """Raise Misconfigured when SQLite can read the file and finds something wrong with it."""
    found = connection.scalar(text("PRAGMA quick_check(1)")) if connection.dialect.name == "sqlite" else "ok"
    if found != "ok":
        raise _damaged(connection.engine.url, found)


def _damaged(url: URL, found: object) -> Misconfigured:
    in_one_line = " ".join(str(found).split())
    return Misconfigured(
        f"{urls.sqlite_file(url)} is damaged ({in_one_line}). Restore an earlier backup with `aligned db restore`."
    )


def _take_turns(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _survey(connection: Connection) -> None:
    """Let PostgreSQL count what has changed much since it last did: until then it reads whole workspaces for one row.

    It does so by itself within a minute or two, but not before a start after a restore, or after much was imported.
    """
    if connection.dialect.name == "postgresql":
        for table in connection.scalars(text(_HARDLY_KNOWN)).all():
            connection.execute(text(f'ANALYZE "{table}"'))


def _schema(connection: Connection, scripts: Path) -> Schema:
    known = sorted(script.name.partition("_")[0] for script in (scripts / "versions").glob("[0-9]*.py"))
    newest, version = known[-1], _version(connection)
    if version is not None and version not in known:
        raise Misconfigured(
            f"The database was written by a newer Aligned (schema {version}); this one knows schemas up to {newest}. "
            "Install the newer version, or restore a backup made before it."
        )
    return Schema(current=version, newest=newest)


def _version(connection: Connection) -> str | None:
    """Read what Alembic recorded, None where it never ran."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version
