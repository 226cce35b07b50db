"""Couriers and consequences for tests of the loop: they do as they are told and remember what they were asked."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.domain.alignment import MessageRef
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.effects import Effect, Notice, SayInThread
from bot.domain.outcome import Outcome, Refused, Sent
from bot.ports import Transaction
from tests.builders import CHANNEL, WORKSPACE, a_message
from tests.fakes import InMemoryDatabase, StoppedClock

DEADLINE = 20.0


class ScriptedCourier:
    """Ends every delivery as the script says, at last as sent; raises what is an exception in it."""

    def __init__(self, *script: Outcome | Exception) -> None:
        self._script = deque(script)
        self.delivered: list[int] = []
        self.reconciled: list[int] = []
        self.expected: list[list[int]] = []

    def expect(self, deliveries: Iterable[Delivery]) -> None:
        """Remember what was announced together."""
        self.expected.append([delivery.id for delivery in deliveries])

    def deliver(self, delivery: Delivery) -> Outcome:
        """End an ordinary delivery."""
        self.delivered.append(delivery.id)
        return self._next()

    def reconcile(self, delivery: Delivery) -> Outcome:
        """End a delivery whose first outcome is lost."""
        self.reconciled.append(delivery.id)
        return self._next()

    def _next(self) -> Outcome:
        told = self._script.popleft() if self._script else Sent(message=a_message())
        if isinstance(told, Exception):
            raise told
        return told


class GatedCourier:
    """Holds every delivery until the gate opens, and counts how many are inside at once."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.entered = threading.Semaphore(0)
        self.order: list[int] = []
        self._lock = threading.Lock()

    def expect(self, deliveries: Iterable[Delivery]) -> None:
        """Let them come."""

    def deliver(self, delivery: Delivery) -> Outcome:
        """Wait at the gate."""
        with self._lock:
            self.order.append(delivery.id)
        self.entered.release()
        assert self.gate.wait(DEADLINE)
        return Sent()

    def reconcile(self, delivery: Delivery) -> Outcome:
        """Wait at the gate."""
        return self.deliver(delivery)

    def wait_for(self, count: int) -> None:
        """Return once that many more deliveries have come in."""
        for _ in range(count):
            assert self.entered.acquire(timeout=DEADLINE)


@dataclass
class RememberedConsequences:
    """Remembers what followed; `breaks` is raised instead of remembering."""

    sent_ids: list[int] = field(default_factory=list)
    left_out_ids: list[int] = field(default_factory=list)
    given_up_ids: list[int] = field(default_factory=list)
    refusals: list[Refused] = field(default_factory=list)
    breaks: Exception | None = None

    def sent(self, tx: Transaction, delivery: Delivery, message: MessageRef | None) -> None:
        """Remember a delivery that happened."""
        if self.breaks:
            raise self.breaks
        self.sent_ids.append(delivery.id)

    def left_out(self, tx: Transaction, delivery: Delivery) -> None:
        """Remember a delivery that need not happen any more."""
        self.left_out_ids.append(delivery.id)

    def given_up(self, tx: Transaction, delivery: Delivery) -> None:
        """Remember a delivery that our own code failed at."""
        self.given_up_ids.append(delivery.id)

    def refused(self, tx: Transaction, delivery: Delivery, refusal: Refused) -> None:
        """Remember a refusal."""
        self.refusals.append(refusal)


def a_line(channel: str = CHANNEL) -> SayInThread:
    """Return something to say in a channel."""
    return SayInThread(alignment_id="A1", channel=channel, notice=Notice.QUESTION)


def queue(database: InMemoryDatabase, clock: StoppedClock, *effects: Effect) -> list[int]:
    """Queue effects, due now."""
    with database.write() as tx:
        return [number for effect in effects if (number := tx.deliveries.add(WORKSPACE, effect, due_at=clock.now()))]


def stored(database: InMemoryDatabase, delivery_id: int) -> Delivery:
    """Return a delivery as it is stored."""
    with database.read() as tx:
        return tx.deliveries.get(delivery_id)


def are(database: InMemoryDatabase, state: DeliveryState, ids: Iterable[int]) -> bool:
    """Tell whether all of these deliveries are in the state."""
    return all(stored(database, number).state is state for number in ids)


def wait_until(condition: Callable[[], bool]) -> None:
    """Return once the condition holds; fail when it does not within the deadline."""
    ends_at, pulse = time.monotonic() + DEADLINE, threading.Event()
    while not condition():
        assert time.monotonic() < ends_at, "the deadline passed"
        pulse.wait(0.005)
