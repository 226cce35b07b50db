"""A database passes its check while it writes: that it begins transactions says little."""

import resource
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from bot.domain.errors import NotStored
from storage.rows import InboxRow, table_of
from tests.builders import a_person
from tests.storage.statements import statements


def tell(database, statement):
    """Tell something to the connection that writes."""
    with database._connections.writing() as connection:
        connection.execute(text(statement))


@contextmanager
def read_only(database):
    """Have transactions begin and write nothing, as on a standby, a full server or a disk with errors."""
    kind = database._connections.url.get_backend_name()
    with read_only_server(database) if kind == "postgresql" else no_file_may_grow():
        yield


@contextmanager
def read_only_server(database):
    tell(database, "SET default_transaction_read_only=on")
    yield
    tell(database, "SET default_transaction_read_only=off")


@contextmanager
def no_file_may_grow():
    """Let this process write to no file beyond its first bytes: for SQLite that is a disk with errors."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def put_somebody(database):
    with database.write() as tx:
        tx.people.put(a_person())


def test_a_database_that_begins_transactions_and_writes_nothing_fails_its_check(database):
    with read_only(database):
        with database._connections.writing():
            pass

        with pytest.raises(NotStored, match=r"read-only|disk I/O error"):
            database.check()


def test_a_database_that_writes_again_passes_its_check_again(database):
    with read_only(database), pytest.raises(NotStored):
        database.check()

    database.check()


def test_a_check_leaves_nothing_behind(database):
    database.check()

    with database._connections.reading() as connection:
        assert connection.execute(table_of(InboxRow).select()).all() == []


def test_what_is_checked_again_at_once_is_not_written_again(database):
    database.check()

    with statements() as asked:
        database.check()

    assert asked == []


def test_what_is_checked_again_after_a_while_is_written_again(database, monkeypatch):
    database.check()
    monkeypatch.setattr("storage.database.TRUST", 0.0)

    with statements() as asked:
        database.check()

    assert [statement.split()[0] for statement in asked] == ["INSERT", "DELETE"]


def test_a_check_that_passed_lately_means_nothing_once_something_was_refused(database):
    database.check()

    with read_only(database):
        with pytest.raises(NotStored):
            put_somebody(database)
        with pytest.raises(NotStored):
            database.check()


def test_what_is_refused_while_a_check_is_under_way_is_not_overlooked(database, monkeypatch):
    def be_refused_meanwhile(_):
        database._refused_at = time.monotonic()

    monkeypatch.setattr("storage.database.SqlInbox.try_out", be_refused_meanwhile)
    database.check()
    monkeypatch.undo()

    with read_only(database), pytest.raises(NotStored):
        database.check()


def test_a_check_that_fails_as_our_own_bugs_do_is_a_database_that_is_out_of_order_as_well(database):
    tell(database, "ALTER TABLE inbox RENAME TO elsewhere")
    try:
        with pytest.raises(NotStored):
            database.check()
    finally:
        tell(database, "ALTER TABLE elsewhere RENAME TO inbox")
