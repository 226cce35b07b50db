"""SQLite as the store: one writer at a time in the order they came, one process per file.

Before 3.51.3 a write-ahead log can corrupt the file, so there the rollback journal is kept. It is persisted and
not deleted: as safe, and on journalling file systems ten times as fast, because no directory entry changes.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from bot.domain.errors import NotStored
from storage.locks import FairLock, ProcessLock
from storage.urls import sqlite_file

#: How long a transaction may wait for its turn and for other connections, inside the ack deadline of two seconds.
PATIENCE = 1.5
#: How long a commit may always wait for readers, even when its turn came late.
_LEAST_PATIENCE = 0.1
_WAL_IS_SAFE = (3, 51, 3)
_JOURNAL_MODE = "WAL" if sqlite3.sqlite_version_info >= _WAL_IS_SAFE else "PERSIST"
_EVERYWHERE = (f"busy_timeout={int(PATIENCE * 1000)}", f"journal_mode={_JOURNAL_MODE}", "synchronous=FULL")
#: One writer keeps the pages of its indexes in memory: 2 MB, taken only as the database grows.
_TO_WRITE = ("foreign_keys=ON", "cache_size=-2000")
#: A reader forgets its pages whenever somebody writes, and the operating system still has them.
_TO_READ = ("query_only=ON", "cache_size=-256")
_READERS = 32
#: Bytes on the disk below which a transaction may end half way; a letterbox is on the same one.
_LEAST_ROOM = 1024 * 1024
_PRIMARY = 0xFF


class SqliteConnections:
    """Connections to one SQLite file, or to a database in memory."""

    one_at_a_time = True

    def __init__(self, url: URL, *, alone: bool) -> None:
        self.url = url
        file = sqlite_file(url)
        self._file = file
        self._is_in_memory = file is None
        self._process_lock = ProcessLock(file) if alone and file else None
        if alone and file:
            _make_for_its_owner(file)
        self._turns = FairLock()
        self._takes_turns = self._is_in_memory or _JOURNAL_MODE != "WAL"
        self._writer = sqlite_engine(url, begin="BEGIN IMMEDIATE", pragmas=_TO_WRITE)
        self._reader = self._writer if self._is_in_memory else sqlite_engine(url, begin="BEGIN", pragmas=_TO_READ)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that holds the write lock from its first moment, so no read in it can be outdated."""
        deadline = time.monotonic() + PATIENCE
        with self._turns.held(within=PATIENCE), self._writer.connect() as connection:
            _be_patient(connection, deadline)
            with connection.begin():
                yield connection
                _refuse_undone(connection)
                _be_patient(connection, deadline)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that sees one state of the database.

        It takes its turn among the writers, unless a write-ahead log lets it read beside them: with a rollback
        journal a stream of readers keeps a commit waiting, and a stream of commits keeps readers out.
        """
        turn: AbstractContextManager[None] = self._turns.held(within=PATIENCE) if self._takes_turns else nullcontext()
        with turn, self._reader.begin() as connection:
            yield connection

    @property
    def is_away(self) -> bool:
        """Say no: what is wrong with a file is not mended by waiting."""
        return False

    @property
    def has_room(self) -> bool:
        """Tell whether the disk takes more: an empty transaction succeeds on a full one."""
        if self._file is None:
            return True
        try:
            disk = os.statvfs(self._file.parent)
        except OSError:
            return False
        blocks = disk.f_bavail if os.geteuid() else disk.f_bfree  # some are kept back for root
        return blocks * disk.f_frsize >= _LEAST_ROOM

    def on_connect(self, callback: Callable[[], None]) -> None:
        """Call back whenever a connection is made anew."""
        for engine in {self._writer, self._reader}:
            event.listen(engine, "connect", lambda *_: callback())

    def close(self) -> None:
        """Close every connection and let another process have the file."""
        self._writer.dispose()
        self._reader.dispose()
        if self._process_lock:
            self._process_lock.release()


def sqlite_engine(url: URL, *, begin: str, pragmas: tuple[str, ...]) -> Engine:
    """Build an engine whose transactions begin as told, and not when the driver thinks they should."""
    pool: dict[str, Any] = {"poolclass": QueuePool, "pool_size": _READERS, "pool_timeout": PATIENCE}
    if sqlite_file(url) is None:
        pool = {"poolclass": StaticPool}
    options = {"check_same_thread": False, "isolation_level": None}
    engine = create_engine(url, connect_args=options, hide_parameters=True, **pool)

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in (*_EVERYWHERE, *pragmas):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _make_for_its_owner(file: Path) -> None:
    """Make a file that is not there yet, which nobody else may read; what cannot be made SQLite tells of."""
    with suppress(OSError):
        os.close(os.open(os.path.realpath(file), os.O_CREAT | os.O_EXCL, 0o600))


def primary_code(error: object) -> int:
    """Return what kind of trouble SQLite tells of, 0 where it tells of none: the lower byte of its code."""
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY


def _refuse_undone(connection: Connection) -> None:
    """Raise NotStored where SQLite has rolled back by itself: the driver would call it committed."""
    driver = connection.connection.driver_connection
    if connection.in_transaction() and not (driver and driver.in_transaction):
        raise NotStored("SQLite has rolled the transaction back")


def _be_patient(connection: Connection, deadline: float) -> None:
    """Let SQLite wait for other connections as long as is left."""
    left = max(deadline - time.monotonic(), _LEAST_PATIENCE)
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA busy_timeout={int(left * 1000)}").close()
