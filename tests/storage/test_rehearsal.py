"""A rehearsal goes through the statements of a day, and leaves nothing behind."""

from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.engine.interfaces import CacheStats

from bot.domain.delivery import Lane
from bot.domain.effects import UpdateCard
from bot.domain.errors import NotStored
from storage.database import SqlDatabase
from storage.rehearsal import rehearse
from storage.rows import Row
from tests.builders import WORKSPACE, a_person, an_alignment
from tests.fakes import StoppedClock


def rows_in(database: SqlDatabase) -> int:
    """Count the rows of every table."""
    with database._connections.reading() as connection:
        return sum(connection.scalar(select(func.count()).select_from(table)) for table in Row.metadata.sorted_tables)


def test_a_rehearsal_leaves_no_row_behind(database: SqlDatabase) -> None:
    rehearse(database)

    assert rows_in(database) == 0


def test_a_rehearsal_takes_nothing_from_what_is_due(database: SqlDatabase, clock: StoppedClock) -> None:
    with database.write() as tx:
        tx.people.put(a_person())
        tx.people.schedule_digest(WORKSPACE, a_person().id, clock.now() - timedelta(hours=1))
        tx.deliveries.add(WORKSPACE, UpdateCard(alignment_id="A1", channel="C1"), due_at=clock.now())

    rehearse(database)

    with database.write() as tx:
        assert [a_person()] == [due.person for due in tx.people.claim_due(clock.now(), 5)]
        assert len(tx.deliveries.claim(Lane.CARD, clock.now(), 5)) == 1


def test_a_rehearsal_wakes_nobody(database: SqlDatabase) -> None:
    woken = []
    database.on_commit(lambda _, lanes: partial(woken.extend, lanes))

    rehearse(database)

    assert woken == []


def test_what_was_rehearsed_is_not_composed_again(sqlite: SqlDatabase, clock: StoppedClock) -> None:
    composed = []

    def hear(_: object, __: object, statement: str, ___: object, context: Any, ____: object) -> None:
        if context.cache_hit is CacheStats.CACHE_MISS:
            composed.append(statement)

    rehearse(sqlite)
    event.listen(sqlite._connections._writer, "before_cursor_execute", hear)  # type: ignore[attr-defined]
    with sqlite.write() as tx:
        tx.alignments.add(an_alignment())
        tx.alignments.save(tx.alignments.get(WORKSPACE, "A1"))
        tx.people.claim_due(clock.now(), 1)

    assert composed == []


def test_a_database_that_is_busy_is_left_in_peace() -> None:
    class Busy:
        def write(self) -> AbstractContextManager[Any]:
            raise NotStored()

    rehearse(Busy())  # type: ignore[arg-type]
