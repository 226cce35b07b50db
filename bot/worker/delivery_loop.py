"""Takes deliveries from the outbox and has them performed, for as long as the process lives."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

import structlog

from bot.domain.delivery import LEASE, Delivery, DeliveryState, Lane
from bot.domain.errors import NotStored
from bot.domain.outcome import Outcome, Sent
from bot.ports import Clock, Database, Transaction
from bot.worker.lanes import THREADS, LaneState
from bot.worker.recorder import Recorder
from bot.worker.survival import survive

POLL = timedelta(seconds=1)
HELD = 1 / 6
"""How much of its lease a delivery may wait for its turn; the rest is for five calls that take ten seconds each."""
SENDS = 7 / 12
"""How much of its lease may be over when the last call leaves: connecting, being answered and recording take 25 s."""
# Recording survives a database that is locked for ten seconds; each refusal has taken two by itself.
RECORDING_PAUSES = (0.5, 1.0, 2.0, 4.0)

BREATH = 0.01
"""Seconds before a thread looks for work that it was not told of: whoever has some needs the database now."""

log = structlog.get_logger(__name__)


class Courier(Protocol):
    """Performs deliveries."""

    def expect(self, deliveries: Iterable[Delivery]) -> None:
        """Learn what will be performed next, one after the other."""
        ...

    def deliver(self, delivery: Delivery) -> Outcome:
        """Perform the effect once and say what became of it."""
        ...

    def reconcile(self, delivery: Delivery) -> Outcome:
        """Find out whether an earlier attempt arrived; if it did not, perform the effect now."""
        ...


class DeliveryLoop:
    """A few threads for each lane. A commit wakes them; otherwise they look when the next delivery is due."""

    def __init__(
        self,
        *,
        database: Database,
        courier: Courier,
        recorder: Recorder,
        clock: Clock,
        threads: Mapping[Lane, int] = THREADS,
        lease: timedelta = LEASE,
        poll: timedelta = POLL,
    ) -> None:
        self._database = database
        self._courier = courier
        self._recorder = recorder
        self._clock = clock
        self._lease = lease.total_seconds()
        self._poll = poll.total_seconds()
        self._lanes = {lane: LaneState(lane) for lane in threads}
        self._threads = [
            threading.Thread(target=self._run, args=(self._lanes[lane],), name=f"deliver-{lane}-{number}", daemon=True)
            for lane, count in threads.items()
            for number in range(count)
        ]
        self._stopping = threading.Event()
        self._under_way: dict[str, Delivery] = {}  # by key: SQLite gives a number anew once it is free

    def start(self) -> None:
        """Begin to take deliveries."""
        for thread in self._threads:
            thread.start()

    def wake(self, lanes: Iterable[Lane] = tuple(Lane)) -> None:
        """Look for work in these lanes now, because something was queued there."""
        for lane in self._lanes.keys() & set(lanes):
            self._lanes[lane].tell()

    def attend(self, tx: Transaction, queued: Set[Lane]) -> Callable[[], None]:
        """Claim what a transaction queues within it, as far as somebody here has nothing to do: that saves a commit.

        Return what has that begun, and the rest looked for, once the transaction is committed. The transaction is
        somebody else's: it fails where the database does, and never at what our own code gets wrong with a claim,
        which takes its leases in its last step, so that it leaves nothing held that nobody performs.
        """
        began = time.monotonic()
        may_claim = tx.is_alone and not self._stopping.is_set()
        free = {name: self._lanes[name].free if may_claim else 0 for name in self._lanes.keys() & queued}
        claimed: dict[Lane, tuple[Delivery, ...]] = {}

        def claim() -> None:
            for name, count in free.items():
                if count:
                    claimed[name] = self._claimed(tx, self._lanes[name], count)

        if isinstance(error := self._survive(claim), NotStored):
            raise error

        def begin() -> None:
            for name in free:
                lane, deliveries = self._lanes[name], claimed.get(name, ())
                self._courier.expect(deliveries)
                self._keep(lane, deliveries, began)
                lane.tell(is_news=name not in claimed)
            if self._stopping.is_set():
                self._give_all_back()

        return begin

    def take_no_more(self) -> None:
        """Leave what is due, and what was claimed and not begun, to whoever comes next; what is under way goes on."""
        self._stopping.set()
        self.wake()
        self._give_all_back()

    def stop(self, deadline: timedelta) -> bool:
        """Take nothing more, let what is under way finish, and say whether all of it did before the deadline.

        What was received is still heard. What did not finish is left to be reconciled by whoever comes next.
        """
        self.take_no_more()
        ends_at = time.monotonic() + deadline.total_seconds()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, ends_at - time.monotonic()))
        self._give_all_back()  # what a thread was claiming when it was told to stop
        self._survive(lambda: self._hear_out(ends_at))
        unfinished = list(self._under_way.values())
        for delivery in unfinished:
            if self._survive(lambda delivery=delivery: self._recorder.abandon(delivery)):  # type: ignore[misc]
                break  # the database is away, and the lease of each runs out by itself
        return not unfinished

    def perform_due(self) -> int:
        """Perform everything that is due, here and now, and return how many deliveries that were."""
        performed = 0
        while True:
            claimed = [one for lane in self._lanes.values() for one in self._claim(lane)]
            for delivery in claimed:
                self._perform(delivery)
            if not claimed:
                return performed
            performed += len(claimed)

    @property
    def is_alive(self) -> bool:
        """Tell whether every thread still works."""
        return all(thread.is_alive() for thread in self._threads)

    def _run(self, lane: LaneState) -> None:
        while not self._stopping.is_set():
            if self._survive(lambda: self._take(lane)):
                lane.woken.wait(self._poll)  # the database is away, and not hammered; a commit says that it is back
        self._give_back(lane)

    def _take(self, lane: LaneState) -> None:
        with lane.idling(), lane.turn:
            delivery = self._next(lane)
        if delivery is not None and (self._perform(delivery) or lane.name is not Lane.PATIENT):
            lane.woken.set()  # what waited behind it in its conversation is free now, or it comes again

    def _next(self, lane: LaneState) -> Delivery | None:
        while not self._stopping.is_set():
            if time.monotonic() >= lane.begin_before:
                self._give_back(lane)
            lane.woken.clear()  # before anything is looked at: what comes from now on is heard
            if delivery := lane.next():
                return delivery
            if not lane.has_news and lane.woken.wait(BREATH):
                continue
            is_news = lane.has_more or self._gathered(lane)
            pause = 0.0 if is_news else self._seconds_until_due(lane)
            if pause <= 0 and (delivery := self._first_claimed(lane)):
                return delivery
            if not is_news:
                lane.woken.wait(min(pause, self._poll) if pause > 0 else self._poll)
        return None

    def _gathered(self, lane: LaneState) -> bool:
        """Tell whether something was queued since the last look; where that can wait, wait for what comes with it."""
        if not lane.is_told:
            return False
        self._stopping.wait(lane.gathering)
        lane.is_told = False
        return True

    def _first_claimed(self, lane: LaneState) -> Delivery | None:
        """Claim what is due, and keep all but the first of it for whoever has their turn next."""
        began = time.monotonic()
        claimed = self._claim(lane)
        lane.has_more = 1 < len(claimed) == lane.at_once
        self._keep(lane, claimed[1:], began)
        return next(iter(claimed), None)

    def _keep(self, lane: LaneState, deliveries: tuple[Delivery, ...], began: float) -> None:
        lane.keep(deliveries, began + self._lease * HELD)

    def _give_all_back(self) -> None:
        for lane in self._lanes.values():
            self._give_back(lane)

    def _give_back(self, lane: LaneState) -> None:
        """Leave to others what was claimed and not begun: once its lease has run out they might send it as well."""
        if rest := lane.rest():
            self._survive(lambda: self._recorder.release(rest))

    def _seconds_until_due(self, lane: LaneState) -> float:
        with self._database.read() as tx:
            due_at = tx.deliveries.next_due_at(lane.name)
        return self._poll if due_at is None else (due_at - self._clock.now()).total_seconds()

    def _claim(self, lane: LaneState) -> tuple[Delivery, ...]:
        with self._database.write() as tx:
            claimed = self._claimed(tx, lane, lane.at_once)
        self._courier.expect(claimed)
        return claimed

    def _claimed(self, tx: Transaction, lane: LaneState, limit: int) -> tuple[Delivery, ...]:
        send_before = time.monotonic() + self._lease * SENDS
        found = tx.deliveries.claim(lane.name, self._clock.now(), limit)
        return tuple(replace(delivery, send_before=send_before) for delivery in found)

    def _hear_out(self, ends_at: float) -> None:
        """Hear what was acknowledged last, as far as there is time: it needs nobody but ourselves."""
        hearing = LaneState(Lane.HEARING)
        while time.monotonic() < ends_at and (received := self._claim(hearing)):
            self._perform(received[0])

    def _perform(self, delivery: Delivery) -> bool:
        """Perform and record one delivery, and tell whether it has to be performed again.

        Whatever our own code gets wrong with it stays with it.
        """
        outcome: Outcome | None = None

        def attempt() -> None:
            nonlocal outcome
            is_lost = delivery.state is DeliveryState.AMBIGUOUS
            outcome = self._courier.reconcile(delivery) if is_lost else self._courier.deliver(delivery)
            self._patiently(lambda: self._recorder.record(delivery, outcome))

        self._under_way[delivery.key] = delivery
        error = self._survive(attempt)
        if error is not None:
            self._survive(lambda: self._patiently(lambda: self._recorder.crashed(delivery, error, outcome)))
        self._under_way.pop(delivery.key, None)
        return not isinstance(outcome, Sent)

    def _patiently(self, record: Callable[[], None]) -> None:
        """Record something, and try again while the database is away; in the end its lease runs out."""
        for pause in RECORDING_PAUSES:
            try:
                record()
            except NotStored:
                log.warning("an outcome is not stored yet")
                self._stopping.wait(pause)
            else:
                return
        record()

    def _survive(self, step: Callable[[], None]) -> Exception | None:
        """Take a step, outlive whatever it raises, and say so in the log."""
        error = survive(step)
        if isinstance(error, NotStored):
            log.warning("a step of the delivery loop waits for the database")
        elif error is not None:
            log.error("a step of the delivery loop failed", error=type(error).__name__, exc_info=error)
        return error
