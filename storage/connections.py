"""Which kind of connections an address calls for, and how a database that is out of order is told."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.domain.errors import NotStored
from storage.postgres import PostgresConnections, is_crowded
from storage.sqlite import SqliteConnections, primary_code
from storage.urls import is_sqlite

_log = logging.getLogger(__name__)

#: PostgreSQL rolls one of two transactions back that wait for each other, or that cannot both have happened.
_GIVEN_WAY = {"40P01", "40001"}
_OUR_OWN_BUGS: tuple[type[DBAPIError], ...] = (IntegrityError, ProgrammingError, DataError, NotSupportedError)
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class Connections(Protocol):
    """Where the connections of one database come from."""

    url: URL

    def writing(self) -> AbstractContextManager[Connection]:
        """Begin a writing transaction."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """Begin a reading transaction."""
        ...

    one_at_a_time: bool
    """Whether one writing transaction begins where the one before it has ended."""

    @property
    def is_away(self) -> bool:
        """Tell whether the server cannot be reached, or takes nobody yet; a file is never away."""
        ...

    @property
    def has_room(self) -> bool:
        """Tell whether the disk takes more, as far as that can be seen from here."""
        ...

    def on_connect(self, callback: Callable[[], None]) -> None:
        """Call back whenever a connection is made anew: to the same server, or to another that took over."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...


def connect(url: URL, *, alone: bool = True) -> Connections:
    """Prepare connections; where SQLite is to be had `alone`, a second process that wants the same is refused."""
    return SqliteConnections(url, alone=alone) if is_sqlite(url) else PostgresConnections(url)


def is_taken(outage: NotStored) -> bool:
    """Tell whether others hold an SQLite file, or every connection of a server: they will let go of it.

    A wrong setting stays wrong.
    """
    reason = getattr(outage.__cause__, "orig", None)
    return primary_code(reason) in _LOCKED or is_crowded(reason)


@contextmanager
def outages_told(our_own_bugs: tuple[type[DBAPIError], ...] = _OUR_OWN_BUGS) -> Iterator[None]:
    """Turn whatever is the database's trouble and not ours into NotStored; the log has the detail."""
    try:
        yield
    except our_own_bugs:
        raise
    except (DBAPIError, PoolTimeout) as outage:
        reason = getattr(outage, "orig", None) or outage
        _log.warning("the database is out of order: %s", reason)
        raise NotStored(str(reason), has_given_way=getattr(reason, "sqlstate", None) in _GIVEN_WAY) from outage
