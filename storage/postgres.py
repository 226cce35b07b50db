"""PostgreSQL as the store, for several replicas: it is the only coordinator they have."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, create_engine

#: Everything a person waits for fits inside the ack deadline of two seconds.
_TIMEOUTS = {
    "statement_timeout": 1_500,
    "lock_timeout": 1_200,
    "idle_in_transaction_session_timeout": 10_000,
}
_POOL_TIMEOUT = 1.5
_CONNECTIONS = 16


class PostgresConnections:
    """Connections to one PostgreSQL database."""

    def __init__(self, url: URL) -> None:
        self._engine = create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=_CONNECTIONS,
            max_overflow=_CONNECTIONS,
            pool_timeout=_POOL_TIMEOUT,
            connect_args={
                "connect_timeout": 2,
                "tcp_user_timeout": 2_000,
                "application_name": "aligned",
                "options": " ".join(f"-c {name}={milliseconds}" for name, milliseconds in _TIMEOUTS.items()),
            },
        )
        self._reader = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction; what must not change under it is locked by the stores, row by row."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that sees one state of the database and cannot change it."""
        with self._reader.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
