"""What was loaded is remembered across transactions, and never believed once anybody has changed it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.alignment import Alignment
from bot.domain.catalogue import Depth
from storage.database import SqlDatabase, open_database
from storage.memory import Memory, room_of
from tests.builders import (
    OPENED_AT,
    WORKSPACE,
    a_message,
    a_silence,
    a_waiver,
    an_alignment,
    an_answer,
    an_ownership,
)
from tests.fakes import StoppedClock
from tests.storage.statements import statements

ID = an_alignment().id
ID_OF_ANOTHER = "A2"
FIELD = an_answer().field
TWO_MINUTES = 120


@pytest.fixture
def elsewhere(database: SqlDatabase, url: str, clock: StoppedClock) -> Iterator[SqlDatabase]:
    """The same database, as another process sees it."""
    with closing(open_database(url, clock=clock, alone=False)) as opened:
        yield opened


@pytest.fixture
def afresh(database: SqlDatabase, url: str, clock: StoppedClock) -> Callable[[], Alignment]:
    """Read the alignment as a process does that has just started."""

    def read() -> Alignment:
        with closing(open_database(url, clock=clock, alone=False)) as opened:
            return seen_by(opened)

    return read


@pytest.fixture
def _stored(database: SqlDatabase) -> None:
    """One alignment with a little of everything, which this process has read."""
    with database.write() as tx:
        tx.alignments.add(
            an_alignment(
                an_answer(),
                participants=("UANA", "UBEN"),
                thread_ts="1.1",
                owners={"monitoring": an_ownership()},
                waivers=(a_waiver("rollback"),),
                silences={"UBEN": a_silence()},
            )
        )
    seen_by(database)


def seen_by(database: SqlDatabase) -> Alignment:
    with database.read() as tx:
        return tx.alignments.get(WORKSPACE, ID)


class _TakenBack(Exception):
    """What a transaction did is not to last."""


def take_back(database: SqlDatabase, step: Callable[[Any], object], alignment_id: str = ID) -> None:
    """Do something in a transaction, look at it, and roll it back."""
    with suppress(_TakenBack), database.write() as tx:
        step(tx)
        tx.alignments.get(WORKSPACE, alignment_id)
        raise _TakenBack


def saved(**changes: Any) -> Callable[[Any, Alignment], object]:
    return lambda tx, seen: tx.alignments.save(replace(seen, **changes))


def answered(tx: Any, seen: Alignment) -> None:
    answer = an_answer(revision=2, text="Approve refunds up to 300 euros.")
    tx.alignments.record(WORKSPACE, ID, answer)
    tx.alignments.save(seen.with_answer(answer))


def answered_after_saving(tx: Any, seen: Alignment) -> None:
    tx.alignments.save(replace(seen, title="Another title"))
    tx.alignments.record(WORKSPACE, ID, an_answer(revision=2))


CHANGES: dict[str, Callable[[Any, Alignment], object]] = {
    "a title": saved(title="Another title"),
    "a depth": saved(depth=Depth.HIGH),
    "a thread": saved(thread_ts="2.2", channel="C2"),
    "a muted channel": saved(is_muted=True),
    "questions": saved(asked=("capability.decision",), skipped=("monitoring.alarm",)),
    "fewer participants": saved(participants=("UBEN",)),
    "another owner": saved(owners={"monitoring": an_ownership(person="UCLEO")}),
    "a counted reminder": lambda tx, seen: tx.alignments.save(seen.nudged("UBEN", ["monitoring"], OPENED_AT)),
    "no owner": saved(owners={}),
    "another waiver": saved(waivers=(a_waiver("rollback", expires_on=date(2026, 5, 2)),)),
    "no waiver": saved(waivers=()),
    "a longer silence": saved(silences={"UBEN": a_silence(until=OPENED_AT + timedelta(days=9))}),
    "no silence": saved(silences={}),
    "an answer": answered,
    "an answer, and nothing else": lambda tx, _: tx.alignments.record(WORKSPACE, ID, an_answer(revision=2)),
    "an answer after it was saved": answered_after_saving,
    "an answer from a message": lambda tx, _: tx.alignments.record(
        WORKSPACE, ID, an_answer("monitoring.alarm", source=a_message())
    ),
    "an answer that is set aside": lambda tx, _: tx.alignments.record(
        WORKSPACE, ID, an_answer(revision=2, is_set_aside=True)
    ),
}


@pytest.mark.usefixtures("_stored")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_another_process_changes_is_seen_at_once(
    database: SqlDatabase,
    elsewhere: SqlDatabase,
    afresh: Callable[[], Alignment],
    change: Callable[[Any, Alignment], object],
) -> None:
    with elsewhere.write() as tx:
        change(tx, tx.alignments.get(WORKSPACE, ID))

    seen = seen_by(database)

    assert afresh() == seen
    assert seen_by(elsewhere) == seen


@pytest.mark.usefixtures("_stored")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_this_process_changes_is_seen_as_it_is_stored(
    database: SqlDatabase, afresh: Callable[[], Alignment], change: Callable[[Any, Alignment], object]
) -> None:
    with database.write() as tx:
        change(tx, tx.alignments.get(WORKSPACE, ID))
        tx.alignments.get(WORKSPACE, ID)

    seen = seen_by(database)

    assert afresh() == seen


@pytest.mark.usefixtures("_stored")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_is_remembered_of_what_was_rolled_back(
    database: SqlDatabase,
    elsewhere: SqlDatabase,
    afresh: Callable[[], Alignment],
    change: Callable[[Any, Alignment], object],
) -> None:
    take_back(database, lambda tx: change(tx, tx.alignments.get(WORKSPACE, ID)))

    seen = seen_by(database)
    assert afresh() == seen

    with elsewhere.write() as tx:
        tx.alignments.save(replace(seen, title="Some other title"))
    assert afresh() == seen_by(database)


@pytest.mark.usefixtures("_stored")
def test_what_has_not_changed_is_found_with_one_statement_in_every_transaction(database: SqlDatabase) -> None:
    with statements() as asked, database.read() as tx:
        tx.alignments.list_owed_by(WORKSPACE, "UBEN")
    with statements() as asked_to_write, database.write() as tx:
        tx.alignments.get(WORKSPACE, ID)

    assert (1, 1) == (len(asked), len(asked_to_write))


@pytest.mark.usefixtures("_stored")
def test_what_has_changed_is_loaded_with_one_statement_more(database: SqlDatabase, elsewhere: SqlDatabase) -> None:
    with elsewhere.write() as tx:
        tx.alignments.save(tx.alignments.get(WORKSPACE, ID))

    with statements() as asked:
        seen_by(database)

    assert len(asked) == 2


@pytest.mark.usefixtures("_stored")
def test_what_a_new_alignment_is_like_is_not_known_before_it_is_committed(
    database: SqlDatabase, elsewhere: SqlDatabase
) -> None:
    take_back(database, lambda tx: tx.alignments.add(an_alignment(id=ID_OF_ANOTHER)), ID_OF_ANOTHER)

    with elsewhere.write() as tx:
        tx.alignments.add(an_alignment(id=ID_OF_ANOTHER, title="Another title"))

    with database.read() as tx:
        assert tx.alignments.get(WORKSPACE, ID_OF_ANOTHER).title == "Another title"


@pytest.mark.usefixtures("_stored")
def test_nothing_is_remembered_of_a_server_that_was_lost(database: SqlDatabase) -> None:
    seen_by(database)
    forget_connections(database)

    with statements() as asked:
        seen_by(database)

    assert any("ownerships" in statement for statement in asked)


def forget_connections(database: SqlDatabase) -> None:
    """Let every connection be made anew."""
    connections: Any = database._connections
    for name in ("_engine", "_reader"):
        if hasattr(connections, name):
            getattr(connections, name).dispose()


@pytest.mark.postgres
def test_an_alignment_and_its_parts_are_of_one_moment_whoever_writes_meanwhile(
    empty_postgres: str, postgres: SqlDatabase, clock: StoppedClock
) -> None:
    with postgres.write() as tx:
        tx.alignments.add(an_alignment(title="U0", owners={"monitoring": an_ownership(person="U0")}))

    def change(opened: SqlDatabase) -> None:
        for number in range(1, 100):
            owners = {"monitoring": an_ownership(person=f"U{number}")}
            with opened.write() as tx:
                tx.alignments.save(replace(tx.alignments.get(WORKSPACE, ID), title=f"U{number}", owners=owners))

    torn = []
    with closing(open_database(empty_postgres, clock=clock)) as opened, ThreadPoolExecutor(1) as pool:
        writing = pool.submit(change, opened)
        while not writing.done():
            with postgres.write() as tx:
                seen = tx.alignments.list_owed_by(WORKSPACE, an_alignment().facilitator)
            torn += [one for one in seen if one.title != one.owners["monitoring"].person]
        writing.result(timeout=TWO_MINUTES)

    assert torn == []


def test_only_the_revision_that_was_read_is_remembered() -> None:
    memory = Memory()
    memory.put(an_alignment(revision=3))

    found = [memory.find(WORKSPACE, ID, revision) for revision in (2, 3, 4)]

    assert [None, an_alignment(revision=3), None] == found


def test_what_was_read_late_does_not_replace_a_later_revision() -> None:
    memory = Memory()
    memory.put(an_alignment(revision=4))

    memory.put(an_alignment(revision=3))

    assert memory.find(WORKSPACE, ID, 4) is not None


def test_those_nobody_asked_for_longest_give_way() -> None:
    memory = Memory(room=2 * room_of(an_alignment()))
    memory.put(an_alignment(id="A1"))
    memory.put(an_alignment(id="A2"))
    memory.find(WORKSPACE, "A1", 0)

    memory.put(an_alignment(id="A3"))

    known = [name for name in ("A1", "A2", "A3") if memory.find(WORKSPACE, name, 0)]
    assert ["A1", "A3"] == known


def test_long_answers_take_more_room_than_short_ones() -> None:
    short, long = (an_alignment(an_answer(text="x" * length)) for length in (100, 10_000))

    memory = Memory(room=room_of(long))
    memory.put(short)
    memory.put(replace(long, id="A2"))

    assert memory.find(WORKSPACE, ID, 0) is None
    assert memory.find(WORKSPACE, "A2", 0) is not None


def test_another_revision_takes_the_room_of_the_one_before() -> None:
    memory = Memory(room=2 * room_of(an_alignment()))
    memory.put(an_alignment(id="A2"))

    for revision in range(10):
        memory.put(an_alignment(revision=revision))

    assert memory.find(WORKSPACE, "A2", 0) is not None


def test_a_memory_that_was_cleared_knows_nothing() -> None:
    memory = Memory()
    memory.put(an_alignment())

    memory.clear()

    assert memory.find(WORKSPACE, ID, 0) is None
