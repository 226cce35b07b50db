"""The database as the core knows it: transactions over all stores, the same on SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Connection, select

from bot.domain.delivery import LEASE, Lane
from bot.domain.errors import Misconfigured, NotStored
from bot.ports import Alignments, Clock, Deliveries, Inbox, People, Specs
from storage import migrate, urls
from storage.alignments import SqlAlignments
from storage.connections import Connections, connect, outages_told
from storage.deliveries import SqlDeliveries
from storage.inbox import SqlInbox
from storage.memory import Memory
from storage.people import SqlPeople
from storage.specs import SqlSpecs


def open_database(url: str, *, clock: Clock, lease: timedelta = LEASE, alone: bool = True) -> "SqlDatabase":
    """Open a database and bring its schema up to date; Misconfigured, in a sentence, when that cannot be done.

    An SQLite file is taken `alone`: a second process that asks for it is refused. A command that only looks
    something up while the bot runs asks with ``alone=False``; the schema must be up to date then.
    """
    address = urls.parse(url)
    if not alone:
        migrate.require_current(url)
    connections = connect(address, alone=alone)
    try:
        if alone:
            migrate.bring_up_to_date(connections)
        return SqlDatabase(connections, clock=clock, lease=lease)
    except NotStored as outage:
        connections.close()
        reason = getattr(outage.__cause__, "orig", None) or outage
        raise Misconfigured(f"The database {urls.shown(address)} cannot be opened: {reason}") from outage
    except Misconfigured:
        connections.close()
        raise


class SqlTransaction:
    """All stores over one connection."""

    inbox: Inbox
    alignments: Alignments
    people: People
    deliveries: Deliveries
    specs: Specs

    def __init__(
        self, connection: Connection, memory: Memory, *, clock: Clock, lease: timedelta, is_writing: bool
    ) -> None:
        self.inbox = SqlInbox(connection, clock)
        self.aggregates = SqlAlignments(connection, memory, locks=is_writing)
        self.alignments = self.aggregates
        self.people = SqlPeople(connection)
        self.outbox = SqlDeliveries(connection, clock, lease)
        self.deliveries = self.outbox
        self.specs = SqlSpecs(connection)
        self._last: dict[tuple[str, ...], Callable[[], None]] = {}

    def at_the_end(self, key: tuple[str, ...], step: Callable[[], None]) -> None:
        """Do this last, before the commit, once for a key and in the order of the keys."""
        self._last[key] = step

    def finish(self) -> None:
        """Do what was left to the end."""
        self.aggregates.finish()
        for key in sorted(self._last):
            self._last[key]()


class SqlDatabase:
    """Transactions on SQLite or PostgreSQL; create it with `open_database`."""

    def __init__(self, connections: Connections, *, clock: Clock, lease: timedelta) -> None:
        self._connections = connections
        self._clock = clock
        self._lease = lease
        self._memory = Memory()
        connections.on_connect(self._memory.clear)
        self._callbacks: list[Callable[[Set[Lane]], None]] = []

    @contextmanager
    def write(self) -> Iterator[SqlTransaction]:
        """Begin a writing transaction: committed at the end of the block, rolled back when the block raises.

        Raises NotStored when the database does not take it within the ack deadline. Transactions do not nest.
        """
        with outages_told(), self._connections.writing() as connection:
            transaction = self._transaction(connection, is_writing=True)
            yield transaction
            transaction.finish()
        if transaction.outbox.queued:
            for callback in self._callbacks:
                callback(transaction.outbox.queued)

    @contextmanager
    def read(self) -> Iterator[SqlTransaction]:
        """Begin a reading transaction, which sees one state of the database and can change nothing.

        Keep it short, and never inside another: on SQLite a reader takes its turn among the writers.
        """
        with outages_told(), self._connections.reading() as connection:
            yield self._transaction(connection, is_writing=False)

    def on_commit(self, callback: Callable[[Set[Lane]], None]) -> None:
        """Call back after every commit that queued deliveries, with their lanes, in the thread that committed."""
        self._callbacks.append(callback)

    def check(self) -> None:
        """Raise NotStored unless the database would take a transaction now."""
        with outages_told(), self._connections.writing() as connection:
            connection.execute(select(1))

    def close(self) -> None:
        """Close every connection and let another process have the database."""
        self._connections.close()

    def _transaction(self, connection: Connection, *, is_writing: bool) -> SqlTransaction:
        return SqlTransaction(connection, self._memory, clock=self._clock, lease=self._lease, is_writing=is_writing)
