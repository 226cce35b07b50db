"""PostgreSQL as the store, for several replicas: it is the only coordinator they have."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping
from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import DBAPIError

#: Everything a person waits for fits inside the ack deadline of two seconds.
_TIMEOUTS = {
    "statement_timeout": 1_500,
    "lock_timeout": 1_200,
    "idle_in_transaction_session_timeout": 10_000,
}
#: What is looked for is in memory, or on a disk without heads: an index is worth while for few rows as well.
_PLANNING = {"random_page_cost": 1.1}
#: What is acknowledged has to outlive a crash of the server, whatever a role or a database has for a default.
_LASTING = """SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') <> 'remote_apply'"""
_POOL_TIMEOUT = 1.5
_CONNECT_TIMEOUT = 2
_ADDRESS = ("host", "hostaddr", "port", "service")
_CONNECTIONS = 16
#: The driver passes no code on for a connection that is refused, only what the server says (53300), or PgBouncer.
_CROWDED = re.compile("too many (clients|connections)|connection slots are reserved|no more connections allowed")
_TO_WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED"
_TO_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class PostgresConnections:
    """Connections to one PostgreSQL database; the one that was used last is used next, for it is prepared best."""

    one_at_a_time = False

    def __init__(self, url: URL) -> None:
        self.url = url
        self._engine = create_engine(
            url,
            hide_parameters=True,
            pool_size=_CONNECTIONS,
            max_overflow=_CONNECTIONS,
            pool_timeout=_POOL_TIMEOUT,
            pool_use_lifo=True,
            connect_args={
                "autocommit": True,  # transactions begin as told
                "connect_timeout": _CONNECT_TIMEOUT,
                "tcp_user_timeout": 2_000,
                "application_name": "aligned",
                "options": _options(url),
            },
        )
        event.listen(self._engine, "connect", lambda connection, _: connection.execute(_LASTING))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction; what must not change under it is locked by the stores, row by row."""
        with self._begun(_TO_WRITE) as connection:
            yield connection
            connection.commit()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that sees one state of the database and cannot change it."""
        with self._begun(_TO_READ) as connection:
            yield connection
            connection.commit()  # the driver forgets its prepared statements when it rolls back

    @property
    def is_away(self) -> bool:
        """Ask whether anybody is there who takes connections; whether they would take ours is another matter."""
        _, given = self._engine.dialect.create_connect_args(self.url)
        address = {name: given[name] for name in _ADDRESS if name in given}
        answer = PGconn.ping(make_conninfo(**address, connect_timeout=_CONNECT_TIMEOUT).encode())
        return answer in {Ping.REJECT, Ping.NO_RESPONSE}

    @property
    def has_room(self) -> bool:
        """Leave the disk to the server, which refuses to write on a full one."""
        return True

    def on_connect(self, callback: Callable[[], None]) -> None:
        """Call back whenever a connection is made anew."""
        event.listen(self._engine, "connect", lambda *_: callback())

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _begun(self, begin: str) -> Connection:
        """Begin on a connection that lives: one that was lost unnoticed shows it now, and nothing is lost with it.

        SQLAlchemy drops the others that were made before it as well.
        """
        try:
            return self._begin(begin)
        except DBAPIError as failure:
            if not failure.connection_invalidated:
                raise
        return self._begin(begin)

    def _begin(self, begin: str) -> Connection:
        connection = self._engine.connect()
        try:
            connection.exec_driver_sql(begin)
        except DBAPIError:
            connection.close()
            raise
        return connection


def _options(url: URL) -> str:
    """Write ours behind those of an address: of two values for one setting the server takes the last."""
    ours = (f"-c {name}={value}" for name, value in {**_TIMEOUTS, **_PLANNING}.items())
    return " ".join((*url.normalized_query.get("options", ()), *ours))


def is_crowded(error: object) -> bool:
    """Tell whether a server refused a connection because others have them all, in the words of English servers."""
    return bool(_CROWDED.search(str(error)))
