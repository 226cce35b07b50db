"""What is queued while somebody has nothing to do is claimed by the very commit that queues it."""

from collections.abc import Callable, Iterator, Set
from contextlib import suppress
from datetime import timedelta
from typing import Never, cast

import pytest

from bot.domain.delivery import DeliveryState, Lane
from bot.domain.effects import SendDigest
from bot.domain.errors import NotStored
from bot.worker.delivery_loop import Courier, DeliveryLoop
from bot.worker.recorder import Recorder
from tests.fakes import InMemoryDatabase, InMemoryDeliveries, InMemoryTransaction, StoppedClock
from tests.worker.couriers import (
    DEADLINE,
    GatedCourier,
    RememberedConsequences,
    ScriptedCourier,
    a_line,
    are,
    queue,
    stored,
    wait_until,
)

LONG_POLL = timedelta(seconds=60)
LoopWith = Callable[[Courier, Lane], DeliveryLoop]


class Witness:
    """Attends commits after the loop, and sees in what state the newest delivery is about to be committed."""

    def __init__(self) -> None:
        self.states: list[DeliveryState] = []
        self.on_claimed: Callable[[], None] = lambda: None

    def attend(self, tx: InMemoryTransaction, _: Set[Lane]) -> Callable[[], None]:
        """Look; what is claimed already may be acted upon before it is committed."""
        self.states.append(tx.deliveries.newest.state)
        if self.states[-1] is DeliveryState.SENDING:
            self.on_claimed()
        return lambda: None


class Spoiler:
    """Attends commits before the loop, and has claiming within them fail."""

    def __init__(self, error: Exception) -> None:
        self.tried = 0
        self._error = error

    def attend(self, tx: InMemoryTransaction, _: Set[Lane]) -> Callable[[], None]:
        """Put an outbox in place of the real one that can only fail, and say what was queued last."""
        self.newest = tx.deliveries.newest
        tx.deliveries = cast(InMemoryDeliveries, self)
        return lambda: None

    def claim(self, *_: object) -> Never:
        """Fail."""
        self.tried += 1
        raise self._error


@pytest.fixture
def witness() -> Witness:
    """A witness who has seen nothing yet."""
    return Witness()


@pytest.fixture
def loop_with(database: InMemoryDatabase, clock: StoppedClock, witness: Witness) -> Iterator[LoopWith]:
    """Start loops of one thread that attend commits, with the witness after them."""
    started: list[DeliveryLoop] = []

    def start(courier: Courier, lane: Lane) -> DeliveryLoop:
        recorder = Recorder(database=database, consequences=RememberedConsequences(), clock=clock)
        loop = DeliveryLoop(
            database=database, courier=courier, recorder=recorder, clock=clock, threads={lane: 1}, poll=LONG_POLL
        )
        database.on_commit(loop.attend)
        database.on_commit(witness.attend)
        loop.start()
        started.append(loop)
        return loop

    yield start
    for loop in started:
        loop.stop(timedelta(seconds=DEADLINE))


def is_claimed_at_once(database: InMemoryDatabase, clock: StoppedClock, witness: Witness) -> bool:
    """Queue something to say, and tell whether it was claimed before it was committed."""
    queue(database, clock, a_line())
    return witness.states[-1] is DeliveryState.SENDING


def test_what_is_queued_for_an_idle_thread_is_claimed_in_the_same_transaction(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: LoopWith, witness: Witness
) -> None:
    courier = ScriptedCourier()
    loop_with(courier, Lane.NORMAL)

    wait_until(lambda: is_claimed_at_once(database, clock, witness))

    queued = range(1, len(witness.states) + 1)
    wait_until(lambda: are(database, DeliveryState.SENT, queued))
    assert courier.delivered == list(queued)


def test_what_nobody_could_begin_at_once_stays_for_whoever_can(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: LoopWith, witness: Witness
) -> None:
    courier = GatedCourier()
    loop_with(courier, Lane.NORMAL)
    queue(database, clock, a_line())
    courier.wait_for(1)

    (second,) = queue(database, clock, a_line("C2"))

    assert stored(database, second).state is DeliveryState.DUE
    courier.gate.set()
    wait_until(lambda: are(database, DeliveryState.SENT, [second]))


def test_reminders_are_claimed_together_and_not_one_by_one(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: LoopWith, witness: Witness
) -> None:
    loop_with(ScriptedCourier(), Lane.PATIENT)

    (reminder,) = queue(database, clock, SendDigest(person="UANA", local_date="2026-03-02"))

    assert witness.states == [DeliveryState.DUE]
    wait_until(lambda: are(database, DeliveryState.SENT, [reminder]))


def test_nothing_is_claimed_early_where_others_may_write_at_the_same_time(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: LoopWith, witness: Witness
) -> None:
    loop_with(ScriptedCourier(), Lane.NORMAL)
    wait_until(lambda: is_claimed_at_once(database, clock, witness))
    wait_until(lambda: are(database, DeliveryState.SENT, range(1, len(witness.states) + 1)))
    database.is_alone = False
    seen = len(witness.states)

    ids = [queue(database, clock, a_line())[0] for _ in range(20)]

    assert witness.states[seen:] == [DeliveryState.DUE] * 20
    wait_until(lambda: are(database, DeliveryState.SENT, ids))


def test_what_was_claimed_in_a_transaction_that_fails_is_not_begun(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: LoopWith, witness: Witness
) -> None:
    courier = ScriptedCourier()
    loop_with(courier, Lane.NORMAL)

    def fails() -> bool:
        database.fail_next_commit = True
        with pytest.raises(NotStored):
            queue(database, clock, a_line())
        return witness.states[-1] is DeliveryState.SENDING

    wait_until(fails)
    (stays,) = queue(database, clock, a_line())

    wait_until(lambda: are(database, DeliveryState.SENT, [stays]))
    assert courier.delivered == [stays]


def test_what_claiming_gets_wrong_costs_nobody_what_they_did(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: LoopWith
) -> None:
    spoiler = Spoiler(ValueError("a row that cannot be read"))
    database.on_commit(spoiler.attend)
    loop_with(ScriptedCourier(), Lane.NORMAL)
    ids: list[int] = []

    def tried() -> int:
        ids.extend(queue(database, clock, a_line()))
        return spoiler.tried

    wait_until(lambda: tried() > 0)

    wait_until(lambda: are(database, DeliveryState.SENT, ids))


def test_a_transaction_in_which_the_database_refuses_a_claim_fails(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: LoopWith
) -> None:
    spoiler = Spoiler(NotStored())
    database.on_commit(spoiler.attend)
    loop_with(ScriptedCourier(), Lane.NORMAL)

    def is_refused() -> bool:
        with suppress(NotStored):
            queue(database, clock, a_line())
            return False
        return True

    wait_until(is_refused)
    assert spoiler.tried == 1


def test_what_was_claimed_while_the_loop_stops_is_given_back(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: LoopWith, witness: Witness
) -> None:
    loop = loop_with(ScriptedCourier(), Lane.NORMAL)
    witness.on_claimed = loop.take_no_more

    wait_until(lambda: is_claimed_at_once(database, clock, witness))

    newest = stored(database, len(witness.states))
    assert newest.state is DeliveryState.DUE
    assert newest.note == "given back"


def test_nothing_is_claimed_for_a_loop_that_has_stopped(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: LoopWith, witness: Witness
) -> None:
    loop = loop_with(ScriptedCourier(), Lane.NORMAL)
    loop.stop(timedelta(seconds=DEADLINE))

    queue(database, clock, a_line())

    assert witness.states == [DeliveryState.DUE]
