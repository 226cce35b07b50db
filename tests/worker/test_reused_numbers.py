"""SQLite gives the number of a row that is gone to the next one, also while the first is still being dealt with."""

import shutil
import threading
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.effects import Hear, Heard, Notice, SayInThread
from bot.domain.outcome import Done, Outcome, Sent
from bot.worker.delivery_loop import DeliveryLoop
from bot.worker.recorder import Recorder
from storage.database import SqlDatabase, open_database
from tests.builders import CHANNEL, WORKSPACE
from tests.fakes import StoppedClock
from tests.worker.couriers import DEADLINE, RememberedConsequences

SAID = Hear(what=Heard.SAID, person="UANA", channel=CHANNEL, ts="1.1", thread_ts="1.0", text="By a clerk.")
REPLY = SayInThread(alignment_id="A1", channel=CHANNEL, notice=Notice.UNDERSTOOD)


class SlowPost:
    """Hears and replies at once, and is done with the hearing only when the reply is under way, which takes long."""

    def __init__(self, database: SqlDatabase, clock: StoppedClock) -> None:
        self._database = database
        self._clock = clock
        self.numbers: list[int] = []
        self.is_posting = threading.Event()
        self.may_end = threading.Event()

    def expect(self, deliveries: Iterable[Delivery]) -> None:
        """Let them come."""

    def deliver(self, delivery: Delivery) -> Outcome:
        """Take one."""
        self.numbers.append(delivery.id)
        if isinstance(delivery.effect, Hear):
            with self._database.write() as tx:
                tx.deliveries.forget(delivery)
                tx.deliveries.add(WORKSPACE, REPLY, due_at=self._clock.now())
            assert self.is_posting.wait(DEADLINE)
            return Done()
        self.is_posting.set()
        assert self.may_end.wait(DEADLINE)
        return Sent()

    reconcile = deliver


def test_a_stop_does_not_overlook_what_has_the_number_of_something_that_is_done(
    migrated_sqlite: Path, tmp_path: Path, clock: StoppedClock
) -> None:
    file = shutil.copy(migrated_sqlite, tmp_path / "aligned.db")
    with closing(open_database(f"sqlite:///{file}", clock=clock)) as database:
        courier = SlowPost(database, clock)
        recorder = Recorder(database=database, consequences=RememberedConsequences(), clock=clock)
        loop = DeliveryLoop(database=database, courier=courier, recorder=recorder, clock=clock)
        database.on_commit(loop.attend)
        loop.start()
        with database.write() as tx:
            tx.deliveries.add(WORKSPACE, SAID, due_at=clock.now())
        assert courier.is_posting.wait(DEADLINE)

        is_done = loop.stop(timedelta(seconds=0.5))

        with database.read() as tx:
            state = tx.deliveries.find_latest(WORKSPACE, "A1", REPLY.kind).state
        courier.may_end.set()
    assert courier.numbers[0] == courier.numbers[1]
    assert (False, DeliveryState.AMBIGUOUS) == (is_done, state)
