"""The database as the core knows it: transactions over all stores, the same on SQLite and PostgreSQL."""

import logging
import time
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager, suppress
from datetime import timedelta
from math import inf

from sqlalchemy import Connection

from bot.domain.delivery import LEASE, Lane
from bot.domain.errors import LinkLost, Misconfigured, NotStored
from bot.ports import Alignments, Clock, Deliveries, Inbox, People, Specs
from storage import migrate, urls
from storage.alignments import SqlAlignments
from storage.connections import Connections, connect, is_taken, outages_told
from storage.deliveries import SqlDeliveries
from storage.inbox import SqlInbox
from storage.memory import Memory
from storage.people import SqlPeople
from storage.specs import SqlSpecs

_log = logging.getLogger(__name__)

TRUST = 5.0
"""Seconds for which a database that wrote for a check is trusted to write: it may be asked often, and syncs a disk."""

Attend = Callable[["SqlTransaction", Set[Lane]], Callable[[], None]]
"""Joins a transaction that is about to commit, and returns what is to be done once it has."""


def open_database(url: str, *, clock: Clock, lease: timedelta = LEASE, alone: bool = True) -> "SqlDatabase":
    """Open a database and bring its schema up to date; Misconfigured, in a sentence, when that cannot be done.

    Raises LinkLost, with one as well, while there is no server at its address, or one that is starting itself, or
    while others hold the file, or every connection of the server.
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
        reason = outage.reason or outage
        if connections.is_away:
            raise LinkLost(f"The database {urls.shown(address)} cannot be reached: {reason}") from outage
        if is_taken(outage):
            raise LinkLost(f"The database {urls.shown(address)} cannot be opened just now: {reason}") from outage
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
        self,
        connection: Connection,
        memory: Memory,
        *,
        clock: Clock,
        lease: timedelta,
        is_writing: bool,
        is_alone: bool,
        ours: str | None,
    ) -> None:
        self.inbox = SqlInbox(connection, clock)
        self.aggregates = SqlAlignments(connection, memory, locks=is_writing)
        self.alignments = self.aggregates
        self.people = SqlPeople(connection, ours)
        self.outbox = SqlDeliveries(connection, clock, lease, ours)
        self.deliveries = self.outbox
        self.specs = SqlSpecs(connection)
        self.is_alone = is_alone
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
        self._ours: str | None = None
        self._memory = Memory()
        connections.on_connect(self._memory.clear)
        self._attending: list[Attend] = []
        self._wrote_at = self._refused_at = -inf

    @contextmanager
    def write(self) -> Iterator[SqlTransaction]:
        """Begin a writing transaction: committed at the end of the block, rolled back when the block raises.

        Raises NotStored when the database does not take it within the ack deadline. Transactions do not nest.
        """
        with self._writing() as connection:
            transaction = self._transaction(connection, is_writing=True)
            yield transaction
            transaction.finish()
            queued = transaction.outbox.queued
            once_committed = [attend(transaction, queued) for attend in self._attending if queued]
        for step in once_committed:
            step()

    @contextmanager
    def read(self) -> Iterator[SqlTransaction]:
        """Begin a reading transaction, which sees one state of the database and can change nothing.

        Keep it short, and never inside another: on SQLite a reader takes its turn among the writers.
        """
        with outages_told(), self._connections.reading() as connection:
            yield self._transaction(connection, is_writing=False)

    def on_commit(self, attend: Attend) -> None:
        """Have every transaction that queued deliveries attended before it commits, with their lanes.

        What attending returns is called in the same thread once it is committed, and never if it is not.
        """
        self._attending.append(attend)

    def keep_to(self, workspace: str) -> tuple[str, ...]:
        """Have only what belongs to that workspace claimed from now on, and list in which others somebody is waiting.

        A token opens one workspace: with it everybody of another seems to be gone, and every channel.
        """
        self._ours = workspace
        with suppress(NotStored), outages_told(), self._connections.reading() as connection:
            return SqlPeople(connection, workspace).list_elsewhere()
        return ()

    def check(self) -> None:
        """Raise NotStored unless the database would take a transaction now.

        It has to write, for one that can write nothing may begin transactions all the same. After that it is trusted
        for a few seconds, but no longer than until it refuses something.
        """
        began = time.monotonic()
        is_trusted = self._refused_at < self._wrote_at and began < self._wrote_at + TRUST
        with self._writing() as connection, outages_told(our_own_bugs=()):
            if not is_trusted:
                SqlInbox(connection, self._clock).try_out()
        if not is_trusted:
            self._wrote_at = began  # and not when it had: what was refused meanwhile was refused since
        if not self._connections.has_room:
            _log.warning("the database is out of order: its disk is full")
            raise NotStored()

    def close(self) -> None:
        """Close every connection and let another process have the database."""
        self._connections.close()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Begin a writing transaction, and remember it when one is refused."""
        try:
            with outages_told(), self._connections.writing() as connection:
                yield connection
        except NotStored:
            self._refused_at = time.monotonic()
            raise

    def _transaction(self, connection: Connection, *, is_writing: bool) -> SqlTransaction:
        return SqlTransaction(
            connection,
            self._memory,
            clock=self._clock,
            lease=self._lease,
            is_writing=is_writing,
            is_alone=is_writing and self._connections.one_at_a_time,
            ours=self._ours,
        )
