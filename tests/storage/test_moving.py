"""A backup of SQLite fills an empty PostgreSQL: everything is there, nothing else, and it goes on from there."""

from contextlib import closing
from datetime import date

import pytest
from sqlalchemy import func, select

from bot.domain.effects import UpdateCard
from bot.domain.errors import Misconfigured
from bot.domain.people import NudgePreferences
from storage import urls
from storage.backup import backup, restore
from storage.connections import connect
from storage.database import open_database
from storage.moving import BATCH
from storage.rows import InboxRow, Row, table_of
from tests.builders import (
    a_message,
    a_person,
    a_silence,
    a_spec,
    a_waiver,
    an_alignment,
    an_answer,
    an_effect,
    an_ownership,
)

pytestmark = pytest.mark.postgres
INBOX = table_of(InboxRow)


@pytest.fixture
def moved(sqlite, sqlite_url, tmp_path):
    """A backup of a database that has something in every table."""
    alignment = an_alignment(
        an_answer(text="Approve “refunds” up to 200 €.", source=a_message()),
        participants=("UANA", "UBEN"),
        owners={"monitoring": an_ownership()},
        waivers=(a_waiver(),),
        silences={"UBEN": a_silence()},
    )
    with sqlite.write() as tx:
        tx.alignments.add(alignment)
        tx.specs.freeze("T1", a_spec())
        tx.people.put(a_person())
        tx.people.put_preferences("T1", "UANA", NudgePreferences(days=frozenset({1, 3}), away_from=date(2026, 4, 1)))
        tx.people.put_direct_channel("T1", "UANA", "D1")
        tx.people.schedule_digest("T1", "UANA", alignment.opened_at)
        tx.people.note_digest("T1", "UANA", date(2026, 3, 2))
        for number in range(BATCH + 1):
            tx.inbox.accept(f"event:{number}")
        tx.deliveries.add("T1", an_effect(), due_at=alignment.opened_at)
        tx.deliveries.add("T1", UpdateCard(alignment_id="A1", channel="C1"), due_at=alignment.opened_at)
    backup(sqlite_url, tmp_path / "backup.db")
    return tmp_path / "backup.db"


def rows_of(url):
    """Return what every table holds; what waits is doubted when it is put back, which changes these columns."""
    with closing(connect(urls.parse(url), alone=False)) as connections, connections.reading() as connection:
        tables = Row.metadata.sorted_tables
        columns = {table.name: [each for each in table.c if each.name not in {"state", "note"}] for table in tables}
        return {name: sorted(map(repr, connection.execute(select(*wanted)))) for name, wanted in columns.items()}


def test_everything_in_every_table_is_there_afterwards(moved, empty_postgres):
    assert restore(empty_postgres, moved) is None

    there = rows_of(empty_postgres)
    assert there == rows_of(f"sqlite:///{moved}")
    assert all(there.values()), "a table that nobody filled"


def test_what_is_numbered_goes_on_after_what_came(moved, empty_postgres, clock):
    restore(empty_postgres, moved)

    with closing(open_database(empty_postgres, clock=clock)) as database, database.write() as tx:
        alignment = tx.alignments.get("T1", "A1")
        tx.alignments.record("T1", "A1", an_answer(revision=2))
        tx.alignments.add(an_alignment(id="A2"))
        added = tx.deliveries.add("T1", an_effect(channel="C2"), due_at=clock.now())
    assert (["capability.decision"], 3) == (list(alignment.answers), added)


def test_what_waits_is_doubted_as_after_every_restore(moved, empty_postgres, clock):
    restore(empty_postgres, moved)

    with closing(open_database(empty_postgres, clock=clock)) as database, database.read() as tx:
        assert {"ambiguous": 2} == {state: number for state, number in tx.deliveries.count().items() if number}


def test_a_database_that_holds_anything_is_left_as_it_is(moved, empty_postgres, clock):
    with closing(open_database(empty_postgres, clock=clock)) as database, database.write() as tx:
        tx.inbox.accept("event:of somebody else")

    with pytest.raises(Misconfigured, match="is not empty"):
        restore(empty_postgres, moved)

    with closing(connect(urls.parse(empty_postgres))) as connections, connections.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(INBOX)) == 1


def test_what_is_no_backup_is_told(tmp_path, empty_postgres):
    with pytest.raises(Misconfigured, match="There is no backup"):
        restore(empty_postgres, tmp_path / "nothing.db")


def test_a_server_that_is_away_is_told_without_its_password(moved):
    with pytest.raises(Misconfigured, match=r"cannot be copied to postgresql\+psycopg://ana:\*\*\*@127.0.0.1:1/d"):
        restore("postgresql://ana:secret@127.0.0.1:1/d", moved)
