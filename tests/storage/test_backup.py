"""Backups are whole, private and never overwritten; what is restored is doubted before it is sent."""

import sqlite3
import threading
from contextlib import closing

import pytest

from bot.domain.delivery import DeliveryState, Lane
from bot.domain.effects import FormName, OpenForm
from bot.domain.errors import Misconfigured
from storage.backup import backup, restore
from storage.database import open_database
from tests.builders import a_message, a_person, an_alignment, an_effect


@pytest.fixture
def copy(tmp_path):
    """Where the backup goes."""
    return tmp_path / "backup.db"


def people_in(file):
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT count(*) FROM people").fetchone()[0]


def test_a_backup_holds_what_was_committed_and_only_its_owner_may_read_it(sqlite, sqlite_url, copy):
    with sqlite.write() as tx:
        tx.people.put(a_person())

    backup(sqlite_url, copy)

    assert (people_in(copy), copy.stat().st_mode & 0o777) == (1, 0o600)


def test_a_backup_taken_while_people_write_is_whole(sqlite, sqlite_url, copy):
    written, is_enough = [], threading.Event()

    def write():
        while not is_enough.is_set():
            with sqlite.write() as tx:
                tx.people.put(a_person(f"U{len(written)}"))
            written.append(len(written))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        wait_for(written, 5)
        acked_before = len(written)
        backup(sqlite_url, copy)
    finally:
        is_enough.set()
        writer.join(timeout=30)

    assert acked_before <= people_in(copy) <= len(written)


def wait_for(written, count):
    for _ in range(1_000):
        if len(written) >= count:
            return
        threading.Event().wait(0.01)
    raise AssertionError("nothing was written")


def test_a_backup_never_replaces_a_file(sqlite_url, copy):
    copy.write_text("mine")

    with pytest.raises(Misconfigured, match="exists already"):
        backup(sqlite_url, copy)

    assert copy.read_text() == "mine"


def test_a_backup_of_nothing_is_refused(tmp_path, copy):
    with pytest.raises(Misconfigured, match="There is no database"):
        backup(f"sqlite:///{tmp_path}/nothing.db", copy)


def test_postgresql_is_left_to_its_own_tools(copy):
    with pytest.raises(Misconfigured, match="pg_dump"):
        backup("postgresql://h/d", copy)
    with pytest.raises(Misconfigured, match="pg_restore"):
        restore("postgresql://h/d", copy)


def test_a_restored_database_is_as_it_was_and_the_replaced_one_is_kept(sqlite_url, sqlite_file, copy, clock):
    with closing(open_database(sqlite_url, clock=clock)) as database:
        with database.write() as tx:
            tx.alignments.add(an_alignment())
        backup(sqlite_url, copy)
        with database.write() as tx:
            tx.people.put(a_person())

    restore(sqlite_url, copy)

    with closing(open_database(sqlite_url, clock=clock)) as database, database.read() as tx:
        assert (tx.alignments.get("T1", "A1"), tx.people.find("T1", "UANA")) == (an_alignment(), None)
    assert people_in(sqlite_file.with_name("aligned.db.replaced")) == 1


def test_what_a_restored_outbox_holds_as_waiting_is_reconciled_before_it_is_sent(sqlite_url, copy, clock):
    form = OpenForm(form=FormName.START, person="UANA", trigger_id="1.2")
    with closing(open_database(sqlite_url, clock=clock)) as database:
        with database.write() as tx:
            for effect in (an_effect(channel="C1"), an_effect(channel="C2"), an_effect(channel="C3"), form):
                tx.deliveries.add("T1", effect, due_at=clock.now())
            sent, _ = tx.deliveries.claim(Lane.NORMAL, clock.now(), 2)
            tx.deliveries.mark_sent(sent, a_message())
        backup(sqlite_url, copy)

    restore(sqlite_url, copy)

    with closing(open_database(sqlite_url, clock=clock)) as database, database.write() as tx:
        states = [tx.deliveries.get(number).state for number in (1, 2, 3, 4)]
        claimed = tx.deliveries.claim(Lane.NORMAL, clock.now(), 10)
    assert states == [DeliveryState.SENT, DeliveryState.AMBIGUOUS, DeliveryState.AMBIGUOUS, DeliveryState.DEAD]
    assert {delivery.state for delivery in claimed} == {DeliveryState.AMBIGUOUS}


def test_nothing_is_restored_under_a_running_process(sqlite, sqlite_url, copy):
    backup(sqlite_url, copy)

    with pytest.raises(Misconfigured, match="in use by another process"):
        restore(sqlite_url, copy)


def test_a_file_that_is_no_backup_is_not_restored(sqlite_url, sqlite_file, copy):
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("CREATE TABLE notes (text)")
    before = sqlite_file.read_bytes()

    with pytest.raises(Misconfigured, match="not a backup"):
        restore(sqlite_url, copy)

    assert sqlite_file.read_bytes() == before


def test_a_backup_can_be_restored_where_there_was_no_database(sqlite_url, copy, tmp_path, clock):
    backup(sqlite_url, copy)
    elsewhere = f"sqlite:///{tmp_path}/elsewhere.db"

    restore(elsewhere, copy)

    with closing(open_database(elsewhere, clock=clock)) as database:
        database.check()
