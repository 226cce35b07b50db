"""What only SQLite does: its settings, its outages, its queries' use of indexes."""

import shutil
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy import make_url

from bot.domain.delivery import Lane
from bot.domain.effects import UpdateCard
from bot.domain.errors import LinkLost, Misconfigured, NotStored
from bot.patience import patiently
from storage.database import open_database
from storage.sqlite import PATIENCE, SqliteConnections
from tests.builders import a_message, a_person, an_alignment, an_answer, an_effect

ACK_DEADLINE = 2.0


def pragma(connection, name):
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.fixture
def connections(sqlite_url):
    with closing(SqliteConnections(make_url(sqlite_url), alone=True)) as opened:
        yield opened


def test_every_commit_reaches_the_disk_and_references_are_enforced(connections):
    with connections.writing() as connection:
        found = [pragma(connection, name) for name in ("synchronous", "foreign_keys", "query_only")]

    assert found == [2, 1, 0]


def test_the_journal_is_one_that_this_version_of_sqlite_does_not_corrupt(connections):
    with connections.writing() as connection:
        mode = pragma(connection, "journal_mode")

    assert mode == ("wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "persist")


def test_a_transaction_waits_for_other_connections_no_longer_than_its_patience(connections):
    with connections.writing() as connection:
        waits = pragma(connection, "busy_timeout")

    assert 0 < waits <= PATIENCE * 1000


def test_a_writing_transaction_is_alone_and_a_reading_one_is_not(sqlite):
    with sqlite.write() as tx:
        assert tx.is_alone
    with sqlite.read() as tx:
        assert not tx.is_alone


def test_a_reading_transaction_can_change_nothing(sqlite):
    with pytest.raises(NotStored), sqlite.read() as tx:
        tx.people.put(a_person())

    with sqlite.read() as tx:
        assert tx.people.find("T1", "UANA") is None


def test_a_reading_transaction_sees_one_state(sqlite):
    with sqlite.write() as tx:
        tx.people.put(a_person())

    with sqlite.read() as tx:
        before = tx.people.find("T1", "UANA")

    assert before == a_person()


def test_nothing_is_lost_when_two_connections_of_different_processes_change_one_alignment(sqlite, sqlite_url, clock):
    turns = 20
    with sqlite.write() as tx:
        tx.alignments.add(an_alignment())

    def count_up(database):
        for turn in range(turns):
            with database.write() as tx:
                seen = tx.alignments.get("T1", "A1")
                tx.alignments.save(seen.with_skipped(f"{id(database)}.{turn}"))

    with closing(open_database(sqlite_url, clock=clock, alone=False)) as other, ThreadPoolExecutor(2) as pool:
        list(pool.map(count_up, (sqlite, other)))

    with sqlite.read() as tx:
        assert len(tx.alignments.get("T1", "A1").skipped) == 2 * turns


def test_a_database_in_memory_works_for_a_test(clock):
    with closing(open_database("sqlite://", clock=clock)) as database:
        with database.write() as tx:
            tx.alignments.add(an_alignment(an_answer()))

        with database.read() as tx:
            assert tx.alignments.get("T1", "A1") == an_alignment(an_answer())


def test_a_lock_held_from_outside_is_told_within_the_ack_deadline_and_nothing_is_lost(sqlite, sqlite_file):
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        with pytest.raises(NotStored), sqlite.write() as tx:
            tx.people.put(a_person())
        waited = time.monotonic() - started
        other.execute("ROLLBACK")

    assert waited < ACK_DEADLINE
    with sqlite.write() as tx:
        assert tx.people.find("T1", "UANA") is None


def test_a_check_fails_while_the_database_takes_nothing(sqlite, sqlite_file):
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotStored):
            sqlite.check()
        other.execute("ROLLBACK")

    sqlite.check()


def test_a_transaction_that_sqlite_rolled_back_by_itself_is_not_called_committed(sqlite):
    def put_somebody():
        with sqlite.write() as tx:
            tx.people.put(a_person())
            tx.outbox._connection.exec_driver_sql("ROLLBACK")

    with pytest.raises(NotStored):
        put_somebody()

    with sqlite.read() as tx:
        assert tx.people.find("T1", "UANA") is None


def test_a_claim_that_the_file_does_not_take_is_told_where_it_is_claimed(sqlite, clock):
    with sqlite.write() as tx:
        tx.deliveries.add("T1", an_effect(), due_at=clock.now())

    with sqlite.write() as tx:
        tx.outbox._connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(NotStored):
            tx.deliveries.claim(Lane.NORMAL, clock.now(), 10)


def test_a_check_reaches_the_file(sqlite, sqlite_file):
    with closing(sqlite3.connect(sqlite_file)) as other:
        before = other.execute("PRAGMA data_version").fetchone()
        sqlite.check()

        assert other.execute("PRAGMA data_version").fetchone() != before


def test_a_file_that_another_program_holds_for_a_moment_is_no_wrong_setting(sqlite_file, sqlite_url, clock):
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(LinkLost, match="cannot be opened just now: database is locked"):
            open_database(sqlite_url, clock=clock)


def test_a_start_waits_for_whoever_holds_the_file(sqlite_file, sqlite_url, clock):
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        open_ours = partial(open_database, sqlite_url, clock=clock)
        database = patiently(open_ours, pauses=(0.5,), sleep=lambda _: other.execute("COMMIT"))

    with closing(database):
        database.check()


def test_a_full_disk_is_told_and_writing_goes_on_when_there_is_room_again(sqlite, sqlite_file):
    def set_room(pages):
        with sqlite._connections.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    set_room(1)  # SQLite takes this as: no more than there are now
    with pytest.raises(NotStored), sqlite.write() as tx:
        tx.people.put(a_person(name="x" * 200_000))
    set_room(1_000_000)

    with sqlite.write() as tx:
        tx.people.put(a_person())
    with closing(sqlite3.connect(sqlite_file)) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_people_typed_is_not_in_the_log_when_the_database_fails(sqlite, caplog):
    with sqlite._connections.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")

    with pytest.raises(NotStored) as refusal, sqlite.write() as tx:
        tx.people.put(a_person(name="canary" * 50_000))

    assert "full" in caplog.text
    assert "canary" not in caplog.text + str(refusal.value.__cause__)


def test_a_file_with_a_damaged_page_is_refused_with_the_way_out(sqlite_file, sqlite_url, clock):
    pages = sqlite_file.read_bytes()
    sqlite_file.write_bytes(pages[:-4096] + b"\xff" * 4096)

    with pytest.raises(Misconfigured, match="aligned db restore"):
        open_database(sqlite_url, clock=clock)


def test_a_full_disk_is_seen_before_anything_is_written(sqlite, monkeypatch):
    sqlite.check()
    monkeypatch.setattr("storage.sqlite._LEAST_ROOM", 1 << 70)

    with pytest.raises(NotStored):
        sqlite.check()


def test_a_database_in_memory_has_no_disk_to_fill(monkeypatch, clock):
    monkeypatch.setattr("storage.sqlite._LEAST_ROOM", 1 << 70)

    with closing(open_database("sqlite://", clock=clock)) as database:
        database.check()


def test_a_file_that_sqlite_cannot_even_look_into_is_refused_with_a_sentence(sqlite_file, sqlite_url, clock):
    pages = sqlite_file.read_bytes()
    sqlite_file.write_bytes(pages[:4096] + b"\xff" * (len(pages) - 4096))

    with pytest.raises(Misconfigured, match="malformed"):
        open_database(sqlite_url, clock=clock)


def test_a_file_that_is_no_database_is_refused_with_a_sentence(tmp_path, clock):
    file = tmp_path / "notes.txt"
    file.write_text("This is not a database, it only looks like a file. " * 100)

    with pytest.raises(Misconfigured, match="not a database"):
        open_database(f"sqlite:///{file}", clock=clock)

    assert file.read_text().startswith("This is not a database")


def test_nobody_but_its_owner_may_read_a_new_file(tmp_path, clock):
    file = tmp_path / "new.db"

    with closing(open_database(f"sqlite:///{file}", clock=clock)) as database, database.write() as tx:
        tx.people.put(a_person())

    modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    assert modes.pop("new.db") == 0o600
    assert set(modes.values()) == {0o600}


def test_a_file_that_is_there_keeps_the_rights_it_has(tmp_path, clock):
    file = tmp_path / "shared.db"
    file.touch(mode=0o640)

    open_database(f"sqlite:///{file}", clock=clock).close()

    assert file.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_not_there_is_refused_with_a_sentence(tmp_path, clock):
    with pytest.raises(Misconfigured, match="No such file or directory"):
        open_database(f"sqlite:///{tmp_path}/nowhere/aligned.db", clock=clock)


def test_a_refused_file_is_not_kept_locked(tmp_path, migrated_sqlite, clock):
    file = tmp_path / "aligned.db"
    file.write_text("not a database " * 1000)
    with pytest.raises(Misconfigured):
        open_database(f"sqlite:///{file}", clock=clock)
    shutil.copy(migrated_sqlite, file)

    with closing(open_database(f"sqlite:///{file}", clock=clock)) as database:
        database.check()


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda tx, now: tx.deliveries.claim(Lane.NORMAL, now, 10), "ix_deliveries_waiting"),
        (lambda tx, now: tx.deliveries.claim(Lane.NORMAL, now, 10), "ix_deliveries_conversation"),
        (lambda tx, now: tx.deliveries.next_due_at(), "ix_deliveries_waiting"),
        (lambda tx, now: tx.deliveries.oldest_begun_at(), "ix_deliveries_waiting"),
        (lambda tx, now: tx.deliveries.recover_expired(now), "ix_deliveries_leased"),
        (lambda tx, now: tx.deliveries.bring_back(now, now), "ix_deliveries_waiting"),
        (lambda tx, now: tx.deliveries.forget_before(now), "ix_deliveries_finished"),
        (lambda tx, now: tx.deliveries.count(), "ix_deliveries_finished"),
        (lambda tx, now: tx.deliveries.find_latest("T1", "A1", "post_card"), "ix_deliveries_alignment"),
        (
            lambda tx, now: tx.deliveries.add("T1", UpdateCard(alignment_id="A1", channel="C1"), due_at=now),
            "ix_deliveries_coalescing",
        ),
        (lambda tx, now: tx.people.claim_due(now, 10), "ix_digest_slots_next_digest_at"),
        (lambda tx, now: tx.inbox.forget_before(now), "ix_inbox_accepted_at"),
        (lambda tx, now: tx.people.forget_digests_before(now.date()), "ix_digests_local_date"),
        (
            lambda tx, now: tx.people.last_digest_of("T1", "UANA"),
            "digests USING PRIMARY KEY (workspace=? AND person=?)",
        ),
        (lambda tx, now: tx.alignments.find_by_thread("T1", "C1", "1.0"), "ix_alignments_thread"),
        (lambda tx, now: tx.alignments.concerns("T1", a_message(), "1.0"), "ix_alignments_thread"),
        (lambda tx, now: tx.alignments.concerns("T1", a_message(), "1.0"), "ix_answers_source"),
        (lambda tx, now: tx.alignments.count_opened_by("T1", "UANA", now), "ix_alignments_facilitator"),
        (lambda tx, now: tx.alignments.list_expiring(now.date()), "ix_waivers_expires_on"),
    ],
)
def test_a_search_uses_the_index_that_was_made_for_it(sqlite, clock, ask, index):
    plans = []

    with sqlite._connections.writing() as connection:
        explain = connection.connection.driver_connection.cursor()
        connection.connection.driver_connection.set_trace_callback(plans.append)
        transaction = sqlite._transaction(connection, is_writing=True)
        ask(transaction, clock.now())
        connection.connection.driver_connection.set_trace_callback(None)
        statements = [plan for plan in plans if not plan.startswith(("PRAGMA", "--"))]
        steps = [row[3] for one in statements for row in explain.execute(f"EXPLAIN QUERY PLAN {one}")]

    assert any(index in step for step in steps), steps


def test_an_effect_is_queued_without_reading_any_table(sqlite, clock):
    statements = []
    with sqlite._connections.writing() as connection:
        connection.connection.driver_connection.set_trace_callback(statements.append)
        sqlite._transaction(connection, is_writing=True).deliveries.add("T1", an_effect(), due_at=clock.now())
        connection.connection.driver_connection.set_trace_callback(None)

    assert [statement.split()[0] for statement in statements] == ["INSERT"]
