"""What every database promises about transactions."""

import threading
from functools import partial

import pytest

from bot.domain.delivery import Lane
from bot.domain.effects import PublishHome
from bot.domain.errors import AlignmentClosed, NotStored
from tests.builders import a_person, an_alignment, an_answer, an_effect


def tells(wakes):
    """Attend commits by noting the lanes once they are through."""
    return lambda _tx, lanes: partial(wakes.extend, lanes)


def test_a_block_that_raises_leaves_nothing_behind(database):
    def put_and_fail():
        with database.write() as tx:
            tx.people.put(a_person())
            raise AlignmentClosed()

    with pytest.raises(AlignmentClosed):
        put_and_fail()

    with database.read() as tx:
        assert tx.people.find("T1", "UANA") is None


def test_a_commit_that_queued_a_delivery_wakes_its_lane_and_no_other(database, clock):
    wakes = []
    database.on_commit(tells(wakes))

    with database.write() as tx:
        tx.deliveries.add("T1", an_effect(), due_at=clock.now())
        assert wakes == []

    assert wakes == [Lane.NORMAL]


def test_a_commit_that_queued_nothing_wakes_nobody(database):
    wakes = []
    database.on_commit(tells(wakes))

    with database.write() as tx:
        tx.people.put(a_person())

    assert wakes == []


def test_a_delivery_that_was_superfluous_wakes_nobody(database, clock):
    with database.write() as tx:
        tx.deliveries.add("T1", PublishHome(person="UANA"), due_at=clock.now())
    wakes = []
    database.on_commit(tells(wakes))

    with database.write() as tx:
        tx.deliveries.add("T1", PublishHome(person="UANA"), due_at=clock.now())

    assert wakes == []


def test_a_block_that_raises_wakes_nobody(database, clock):
    wakes = []
    database.on_commit(tells(wakes))

    def queue_and_fail():
        with database.write() as tx:
            tx.deliveries.add("T1", an_effect(), due_at=clock.now())
            raise AlignmentClosed()

    with pytest.raises(AlignmentClosed):
        queue_and_fail()

    assert wakes == []


def test_whoever_is_woken_may_write(database, clock):
    claimed = []

    def claim() -> None:
        with database.write() as tx:
            claimed.extend(tx.deliveries.claim(Lane.NORMAL, clock.now(), 10))

    database.on_commit(lambda _tx, _lanes: claim)

    with database.write() as tx:
        tx.deliveries.add("T1", an_effect(), due_at=clock.now())

    assert len(claimed) == 1


def test_a_database_that_works_passes_its_check(database):
    database.check()


def store(database, change):
    """Make a change, again while it is said that there was no time for it: a machine may be busy for a second."""
    for _ in range(20):
        try:
            with database.write() as tx:
                change(tx)
        except NotStored:
            continue
        return
    raise AssertionError("it was never stored")


def test_nothing_is_lost_when_eight_threads_change_one_alignment(database):
    threads, turns = 8, 10
    with database.write() as tx:
        tx.alignments.add(an_alignment())

    def skip(tx, field: str) -> None:
        tx.alignments.save(tx.alignments.get("T1", "A1").with_skipped(field))

    def count_up(number: int) -> None:
        for turn in range(turns):
            store(database, partial(skip, field=f"field.{number}_{turn}"))

    workers = [threading.Thread(target=count_up, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    with database.read() as tx:
        stored = tx.alignments.get("T1", "A1")
    assert (threads * turns, threads * turns) == (stored.revision, len(stored.skipped))


def test_nothing_is_lost_when_eight_threads_answer_one_field(database):
    threads, turns = 8, 10
    with database.write() as tx:
        tx.alignments.add(an_alignment())

    def record(tx, text: str) -> None:
        revision = tx.alignments.get("T1", "A1").revision_of("capability.decision") + 1
        tx.alignments.record("T1", "A1", an_answer(text=text, revision=revision))

    def answer(number: int) -> None:
        for turn in range(turns):
            store(database, partial(record, text=f"{number} {turn}"))

    workers = [threading.Thread(target=answer, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    with database.read() as tx:
        texts = {given.text for given in tx.alignments.history("T1", "A1")}
    assert {f"{number} {turn}" for number in range(threads) for turn in range(turns)} == texts


def test_what_is_left_to_the_end_is_done_once_and_in_order(database):
    done = []

    with database.write() as tx:
        for name in ("b", "a", "b"):
            tx.at_the_end((name,), lambda name=name: done.append(name))
        assert done == []

    assert ["a", "b"] == done


def test_what_is_done_at_the_end_belongs_to_the_transaction(database):
    with database.write() as tx:
        tx.at_the_end(("a",), lambda: tx.people.put(a_person()))

    with database.read() as tx:
        assert a_person() == tx.people.find("T1", "UANA")


def test_a_block_that_raises_does_not_come_to_its_end(database):
    done = []

    def leave_and_fail():
        with database.write() as tx:
            tx.at_the_end(("a",), lambda: done.append("a"))
            raise AlignmentClosed()

    with pytest.raises(AlignmentClosed):
        leave_and_fail()

    assert done == []
