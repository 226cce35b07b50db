"""Backups are whole, private and never overwritten; what is restored is doubted before it is sent."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.delivery import DeliveryState, Lane, lane_of
from bot.domain.effects import FormName, Hear, Heard, OpenForm, SendDigest, UpdateCard
from bot.domain.errors import Misconfigured
from storage import migrate
from storage.backup import backup, reconcile, restore
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


def test_a_database_is_not_removed_because_its_name_is_that_of_an_unfinished_copy(sqlite_file, tmp_path):
    source = sqlite_file.rename(tmp_path / "monday.db.partial")

    with pytest.raises(Misconfigured, match="in the way of its own copy"):
        backup(f"sqlite:///{source}", tmp_path / "monday.db")

    assert migrate.check(f"sqlite:///{source}").is_current


def test_a_backup_of_nothing_is_refused(tmp_path, copy):
    with pytest.raises(Misconfigured, match="There is no database"):
        backup(f"sqlite:///{tmp_path}/nothing.db", copy)


def test_a_database_without_anything_in_it_is_not_backed_up(tmp_path, copy):
    (tmp_path / "empty.db").touch()

    with pytest.raises(Misconfigured, match="is empty, so there is nothing"):
        backup(f"sqlite:///{tmp_path}/empty.db", copy)

    assert not copy.exists()


def test_a_backup_may_have_the_name_of_an_address(sqlite_url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    backup(sqlite_url, Path("file:monday.db"))

    assert (people_in(tmp_path / "file:monday.db"), []) == (0, list(tmp_path.glob("*.partial*")))
    restore(sqlite_url, Path("file:monday.db"))
    assert migrate.check(sqlite_url).is_current


def test_a_damaged_database_is_not_backed_up_and_nothing_is_left_behind(sqlite_file, sqlite_url, copy):
    break_open(sqlite_file)

    with pytest.raises(Misconfigured, match="is damaged"):
        backup(sqlite_url, copy)

    assert [sqlite_file] == sorted(copy.parent.iterdir())


def break_open(file):
    """Write over what SQLite keeps in the middle of a file."""
    pages = file.read_bytes()
    file.write_bytes(pages[:4096] + b"\xa5" * (len(pages) - 4096))


def test_a_backup_that_cannot_be_written_is_told(sqlite_url, copy):
    with pytest.raises(Misconfigured, match=r"cannot be copied to .*No such file"):
        backup(sqlite_url, copy.parent / "nowhere" / "backup.db")


UNUSABLE = ["a" * 300, "a" * 250, "caf\udce9.db"]


@pytest.mark.parametrize("name", UNUSABLE, ids=["too long", "too long for a copy beside it", "no UTF-8"])
def test_a_name_that_no_backup_can_have_is_told_and_leaves_nothing_behind(sqlite_file, sqlite_url, name):
    with pytest.raises(Misconfigured, match="cannot be copied to"):
        backup(sqlite_url, sqlite_file.with_name(name))

    assert {sqlite_file.name, f"{sqlite_file.name}-journal"} >= {each.name for each in sqlite_file.parent.iterdir()}


def test_a_name_that_no_backup_can_have_is_told_by_a_restore(sqlite_url, copy):
    with pytest.raises(Misconfigured, match="File name too long"):
        restore(sqlite_url, copy.with_name("a" * 300))


def test_a_folder_in_the_place_of_the_half_written_copy_is_told_and_kept(sqlite_url, copy):
    in_the_way = copy.with_name("backup.db.partial")
    in_the_way.mkdir()

    with pytest.raises(Misconfigured, match=r"cannot be copied to .*Is a directory"):
        backup(sqlite_url, copy)

    assert in_the_way.is_dir()


def test_a_backup_that_the_database_keeps_waiting_says_why(sqlite_file, sqlite_url, copy):
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(Misconfigured, match=r"cannot be copied to .*: database is locked"):
            backup(sqlite_url, copy)


def test_a_folder_is_neither_backed_up_nor_moved_aside_by_a_restore(sqlite_url, copy, tmp_path):
    backup(sqlite_url, copy)
    folder = tmp_path / "data"
    folder.mkdir()

    with pytest.raises(Misconfigured, match="which is a folder"):
        backup(f"sqlite:///{folder}", copy.with_name("another.db"))
    with pytest.raises(Misconfigured, match="which is a folder"):
        restore(f"sqlite:///{folder}", copy)

    assert folder.is_dir()


def test_a_folder_is_no_backup(sqlite_url, tmp_path):
    with pytest.raises(Misconfigured, match="There is no backup at"):
        restore(sqlite_url, tmp_path)


def test_a_backup_of_postgresql_is_left_to_its_own_tools(copy):
    with pytest.raises(Misconfigured, match="pg_dump"):
        backup("postgresql://h/d", copy)


def test_a_restored_database_is_as_it_was_and_the_replaced_one_is_kept(sqlite_url, sqlite_file, copy, clock):
    with closing(open_database(sqlite_url, clock=clock)) as database:
        with database.write() as tx:
            tx.alignments.add(an_alignment())
        backup(sqlite_url, copy)
        with database.write() as tx:
            tx.people.put(a_person())

    kept = restore(sqlite_url, copy)

    with closing(open_database(sqlite_url, clock=clock)) as database, database.read() as tx:
        assert (tx.alignments.get("T1", "A1"), tx.people.find("T1", "UANA")) == (an_alignment(), None)
    assert (sqlite_file.with_name("aligned.db.replaced"), 1) == (kept, people_in(kept))


def test_a_second_restore_keeps_what_the_first_one_kept(sqlite_url, copy, clock):
    backup(sqlite_url, copy)
    with closing(open_database(sqlite_url, clock=clock)) as database, database.write() as tx:
        tx.people.put(a_person())

    kept = [restore(sqlite_url, copy), restore(sqlite_url, copy)]

    assert [1, 0] == [people_in(file) for file in kept]


def test_what_a_killed_process_left_half_way_goes_with_the_replaced_database(sqlite_url, sqlite_file, copy):
    backup(sqlite_url, copy)
    leave_half_way(sqlite_file)

    kept = restore(sqlite_url, copy)

    assert (0, True) == (people_in(kept), migrate.check(f"sqlite:///{kept}").is_current)
    assert migrate.check(sqlite_url).is_current


def test_what_a_killed_process_left_of_a_database_that_was_moved_is_not_played_into_the_restored_one(
    sqlite_url, sqlite_file, copy
):
    backup(sqlite_url, copy)
    leave_half_way(sqlite_file)
    sqlite_file.rename(sqlite_file.with_name("broken.db"))

    kept = restore(sqlite_url, copy)

    assert (sqlite_file.with_name("aligned.db.replaced-journal"), True) == (kept, kept.exists())
    assert migrate.check(sqlite_url).is_current


def test_a_journal_that_is_kept_alone_never_meets_another_database(sqlite_url, sqlite_file, copy):
    backup(sqlite_url, copy)
    leave_half_way(sqlite_file)
    sqlite_file.rename(sqlite_file.with_name("broken.db"))

    kept = [restore(sqlite_url, copy), restore(sqlite_url, copy)]

    assert ["aligned.db.replaced-journal", "aligned.db.replaced-2"] == [each.name for each in kept]


def test_a_database_behind_a_link_is_restored_where_the_link_leads(sqlite_url, sqlite_file, copy):
    backup(sqlite_url, copy)
    volume = sqlite_file.with_name("volume")
    volume.mkdir()
    moved = sqlite_file.rename(volume / "aligned.db")
    sqlite_file.symlink_to(moved)
    before = moved.stat().st_ino

    kept = restore(sqlite_url, copy)

    assert (True, volume / "aligned.db.replaced") == (sqlite_file.is_symlink(), kept)
    assert (kept.stat().st_ino, migrate.check(sqlite_url).is_current) == (before, True)


def leave_half_way(file):
    """Leave the file as a process does that is killed before its commit: the journal alone knows what was before."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=PERSIST")
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM alembic_version")
        connection.execute("CREATE TABLE filler AS SELECT randomblob(1000000) AS much")
        halves = {each: each.read_bytes() for each in (file, file.with_name(f"{file.name}-journal"))}
    for each, content in halves.items():
        each.write_bytes(content)


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


def test_a_database_that_other_tools_put_back_is_doubted_in_the_same_way(url, clock):
    form = OpenForm(form=FormName.START, person="UANA", trigger_id="1.2")
    with closing(open_database(url, clock=clock)) as database, database.write() as tx:
        for effect in (an_effect(channel="C1"), form):
            tx.deliveries.add("T1", effect, due_at=clock.now())

    assert reconcile(url) == 1

    with closing(open_database(url, clock=clock)) as database, database.read() as tx:
        states = [tx.deliveries.get(number).state for number in (1, 2)]
    assert states == [DeliveryState.AMBIGUOUS, DeliveryState.DEAD]


def test_a_database_that_nothing_was_put_back_into_is_not_reconciled(tmp_path):
    empty = tmp_path / "empty.db"
    empty.touch()

    with pytest.raises(Misconfigured, match="The database is empty"):
        reconcile(f"sqlite:///{empty}")

    assert migrate.current(f"sqlite:///{empty}") is None


@pytest.mark.parametrize("state", [DeliveryState.DUE, DeliveryState.SENDING])
@pytest.mark.parametrize(
    "effect",
    [
        Hear(what=Heard.SAID, person="UANA", channel="C1", ts="1.2", thread_ts="1.1", text="By a clerk."),
        UpdateCard(alignment_id="A1", channel="C1"),
        SendDigest(person="UANA", local_date="2026-03-02"),
    ],
    ids=lambda each: getattr(each, "kind", each),
)
def test_what_was_received_and_what_is_said_later_is_not_given_up_by_a_restore(sqlite_url, copy, clock, effect, state):
    with closing(open_database(sqlite_url, clock=clock)) as database:
        with database.write() as tx:
            tx.deliveries.add("T1", effect, due_at=clock.now())
            if state is DeliveryState.SENDING:
                tx.deliveries.claim(lane_of(effect), clock.now(), 1)
        backup(sqlite_url, copy)

    restore(sqlite_url, copy)

    with closing(open_database(sqlite_url, clock=clock)) as database, database.write() as tx:
        (again,) = tx.deliveries.claim(lane_of(effect), clock.now(), 1)
    assert (effect, DeliveryState.AMBIGUOUS) == (again.effect, again.state)


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


def test_a_damaged_database_can_be_replaced(sqlite_url, sqlite_file, copy):
    backup(sqlite_url, copy)
    break_open(sqlite_file)

    restore(sqlite_url, copy)

    assert migrate.check(sqlite_url).is_current


def test_a_damaged_backup_is_not_restored(sqlite_url, sqlite_file, copy):
    backup(sqlite_url, copy)
    break_open(copy)
    before = sqlite_file.read_bytes()

    with pytest.raises(Misconfigured, match=r"is damaged .* Restore an earlier backup"):
        restore(sqlite_url, copy)

    assert sqlite_file.read_bytes() == before


def test_a_backup_that_is_not_there_is_told(sqlite_url, copy):
    with pytest.raises(Misconfigured, match=f"There is no backup at {copy}"):
        restore(sqlite_url, copy)


def test_a_backup_can_be_restored_where_there_was_no_database(sqlite_url, copy, tmp_path, clock):
    backup(sqlite_url, copy)
    elsewhere = f"sqlite:///{tmp_path}/elsewhere.db"

    restore(elsewhere, copy)

    with closing(open_database(elsewhere, clock=clock)) as database:
        database.check()
