"""Copies of an SQLite database, taken while it is in use, and putting one back, or into an empty PostgreSQL.

A copy of the file would be wrong: it may catch a transaction half way. PostgreSQL brings its own tools.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import chain, count
from pathlib import Path

from sqlalchemy import URL, update

from bot.domain.delivery import DeliveryState, Lane
from bot.domain.errors import Misconfigured, NotStored
from storage import migrate, urls
from storage.connections import Connections, connect, outages_told
from storage.delivery_queries import deliveries, is_in
from storage.locks import ProcessLock
from storage.moving import move

_UNFINISHED = (DeliveryState.DUE, DeliveryState.SENDING)
_COMPANIONS = ("-journal", "-wal", "-shm")


def backup(url: str, path: Path) -> None:
    """Write a copy of the database as it is now to a new file that only its owner may read.

    Raises Misconfigured when there is no SQLite file, when it is damaged or empty, or when the copy cannot be written.
    """
    source = _sqlite_file(url)
    with _trouble_told(source, path):
        _require_schema(source, f"{source} is empty, so there is nothing to back up; the first start fills it.")
        if path.exists():
            raise Misconfigured(f"{path} exists already, and a backup never replaces another.")
        with _copied(source, path.absolute()) as copy:
            _require_schema(copy, f"The copy of {source} came out empty.")
            os.replace(copy, path)


def restore(url: str, path: Path) -> Path | None:
    """Put a backup in the place of the database; return where what stood there is kept, None where nothing stood.

    Into PostgreSQL a backup of SQLite is put only where that is empty: so one moves from one to the other.

    The backup does not know what was posted after it was taken. So everything it holds as waiting is looked up
    in Slack before it is sent, and what somebody waited for in front of the screen is given up. What people wrote and
    was not read yet is read. Raises Misconfigured when the file is no backup, or a process uses the database.
    """
    address = urls.parse(url)
    if not urls.is_sqlite(address):
        _move_to(address, path)
        return None
    target = _sqlite_file(url)
    with _trouble_told(path, target):
        _require_backup(path)
        lock = ProcessLock(target)
        try:
            with _copied(path.absolute(), target) as copy:
                _doubt_the_outbox(connect(urls.parse(_url_of(copy)), alone=False))
                kept = _set_aside(target)
                os.replace(copy, target)
            return kept
        finally:
            lock.release()


def reconcile(url: str) -> int:
    """Doubt what waits in a database that was put back by other tools, as `restore` does; return how much waits.

    To be done before the first process starts. The schema is brought up to date. Raises Misconfigured when the
    database is missing or empty, for then nothing was put back.
    """
    if migrate.check(url).current is None:
        raise Misconfigured("The database is empty: put the backup back first, and then run `aligned db reconcile`.")
    return _doubt_the_outbox(connect(urls.parse(url)))


def _move_to(address: URL, path: Path) -> None:
    """Put a backup of SQLite into an empty PostgreSQL, doubted as any other that is put back."""
    with _trouble_told(path, urls.shown(address)), tempfile.TemporaryDirectory() as folder:
        _require_backup(path)
        with _copied(path.absolute(), Path(folder) / "moved.db") as copy:
            source, target = urls.parse(_url_of(copy)), connect(address)
            _doubt_the_outbox(connect(source, alone=False))
            with closing(target), closing(connect(source, alone=False)) as moved:
                migrate.bring_up_to_date(target)
                move(moved, target)


def _require_backup(path: Path) -> None:
    if not path.is_file():
        raise Misconfigured(f"There is no backup at {path}.")
    _require_schema(path.absolute(), f"{path} is not a backup of Aligned.")


def _require_schema(file: Path, otherwise: str) -> None:
    if migrate.check(_url_of(file)).current is None:
        raise Misconfigured(otherwise)


@contextmanager
def _trouble_told(source: Path, target: Path | str) -> Iterator[None]:
    """Turn what the disk, the names of the files and SQLite are in the way with into Misconfigured."""
    try:
        yield
    except (OSError, UnicodeError, sqlite3.Error, NotStored) as trouble:
        reason = getattr(trouble, "reason", None) or getattr(trouble, "strerror", None) or trouble
        raise Misconfigured(f"{source} cannot be copied to {target}: {reason}.") from trouble


@contextmanager
def _copied(source: Path, target: Path) -> Iterator[Path]:
    """Copy a database to a file beside the target, to be renamed when it is known to be good; nothing else stays."""
    partial = target.with_name(f"{target.name}.partial")
    if os.path.realpath(partial) == os.path.realpath(source):
        raise Misconfigured(f"{source} would be in the way of its own copy; choose another name.")
    try:
        for part in _parts(partial):
            part.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(partial)) as written:
            read.backup(written, sleep=0.01)
        yield partial
    finally:
        for part in _parts(partial):
            with suppress(OSError):  # what went wrong before is what is to be told
                part.unlink()


def _doubt_the_outbox(connections: Connections) -> int:
    """Have what waits looked up in Slack before it is sent, and give up what somebody waited for at the screen."""
    try:
        migrate.bring_up_to_date(connections)
        with outages_told(), connections.writing() as connection:
            unfinished = update(deliveries).where(is_in(*_UNFINISHED))
            to_reconcile = {"state": DeliveryState.AMBIGUOUS, "note": "restored from a backup"}
            doubted = connection.execute(unfinished.where(deliveries.c.lane != Lane.FAST).values(to_reconcile))
            given_up = {"state": DeliveryState.DEAD, "note": "restored", "finished_at": deliveries.c.created_at}
            connection.execute(unfinished.values(given_up))
            return doubted.rowcount
    finally:
        connections.close()


def _set_aside(database: Path) -> Path | None:
    """Rename a database and its journal: apart, one is half written, and the other is played into what comes.

    The journal may be all that is left, of a file that somebody moved. Return the first that is kept, if any.
    """
    endings = chain([".replaced"], (f".replaced-{number}" for number in count(2)))
    names = (database.with_name(f"{database.name}{ending}") for ending in endings)
    free = next(name for name in names if not any(part.exists() for part in _parts(name)))
    left = [(part, kept) for part, kept in zip(_parts(database), _parts(free), strict=True) if part.exists()]
    for part, kept in left:
        os.replace(part, kept)
    return left[0][1] if left else None


def _parts(database: Path) -> tuple[Path, ...]:
    """Return every name under which SQLite keeps something of a database, the file itself first."""
    return tuple(database.with_name(f"{database.name}{suffix}") for suffix in ("", *_COMPANIONS))


def _sqlite_file(url: str) -> Path:
    """Return the file itself, where the address names a link to it."""
    named = urls.sqlite_file(urls.parse(url))
    if named is None:
        raise Misconfigured("Only an SQLite file is backed up here; for PostgreSQL use pg_dump.")
    file = Path(os.path.realpath(named))
    if os.path.isdir(file):
        raise Misconfigured(f"DATABASE_URL names {file}, which is a folder; name a file in it.")
    return file


def _url_of(file: Path) -> str:
    return str(URL.create("sqlite", database=str(file)))
