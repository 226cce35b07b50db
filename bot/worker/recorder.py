"""Writes down what became of a delivery, with what follows from it, in one transaction."""

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

import structlog

from bot.domain.alignment import MessageRef
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.errors import NotStored
from bot.domain.outcome import Done, Obstacle, Outcome, Postponed, Refused, Sent, Skipped, Unknown
from bot.ports import Clock, Database, Transaction

HORIZON = timedelta(seconds=40)
"""After this long a call that was given up, at ten seconds, has either arrived or never will."""

TRIES = 3
CRASHES = 5
LOSSES, FAILURES = 8, 11
"""Looked for, or asked again, after twice as long each time: what Slack never answers is given up after an hour and a
half, be it a message, of which nobody knows whether it arrived, or an edit or a question, which do no harm twice.

Each has its count, so that neither shortens the other. Questions are counted anew once a message is lost, which stays
so until it is found or given up: however failures and losses take turns, it ends within three times that long."""
LOSS = 100
"""What a lost message adds to a row's count, to which a failure adds one: so the two counts share a column."""
FIRST_PAUSE = timedelta(seconds=2)

Storable = Sent | Skipped | Refused | Postponed | Unknown

log = structlog.get_logger(__name__)


class Consequences(Protocol):
    """What follows, in our own records, from what became of a delivery."""

    def sent(self, tx: Transaction, delivery: Delivery, message: MessageRef | None) -> None:
        """Learn from a delivery that happened."""
        ...

    def left_out(self, tx: Transaction, delivery: Delivery) -> None:
        """Learn from a delivery that need not happen any more."""
        ...

    def given_up(self, tx: Transaction, delivery: Delivery) -> None:
        """Tell whoever must know of a delivery that our own code failed at, or that Slack never answered."""
        ...

    def refused(self, tx: Transaction, delivery: Delivery, refusal: Refused) -> None:
        """Tell whoever must know of a delivery that cannot happen."""
        ...


class Recorder:
    """Decides from an outcome what the delivery's row says next; a refusal nobody knows gets three tries."""

    def __init__(
        self, *, database: Database, consequences: Consequences, clock: Clock, horizon: timedelta = HORIZON
    ) -> None:
        self._database = database
        self._consequences = consequences
        self._clock = clock
        self._horizon = horizon
        self._failures = _Failures()

    def record(self, delivery: Delivery, outcome: Outcome) -> None:
        """Store the outcome; does nothing when another attempt holds the lease by now, or when it is stored already."""
        if not isinstance(outcome, Done):
            with self._database.write() as tx:
                if not self._store(tx, delivery, outcome):
                    log.warning("outcome of a lapsed lease", delivery=delivery.id, attempt=delivery.attempt)
        if isinstance(outcome, Sent | Skipped | Done):
            self._failures.forget(delivery)

    def crashed(self, delivery: Delivery, error: Exception, outcome: Outcome | None) -> None:
        """Store that our own code failed: the row waits longer each time, and is given up after five.

        An outage of the database is no failure of the row, however often it is met by one.
        """
        count = 0 if isinstance(error, NotStored) else self._failures.add(delivery)
        note = f"{type(error).__name__}: {error}"
        with self._database.write() as tx:
            if count >= CRASHES:
                self._give_up(tx, delivery, note)
            elif outcome is None:  # it broke before anything was sent
                self._wait(tx, delivery, _pause(count), note)
            else:
                tx.deliveries.mark_ambiguous(_to_look_for(delivery), self._clock.now() + _pause(count), note)
        if count >= CRASHES:
            self._failures.forget(delivery)

    def release(self, deliveries: Iterable[Delivery]) -> None:
        """Store that these were claimed and never begun: whoever comes next may begin them at once."""
        with self._database.write() as tx:
            for delivery in deliveries:
                self._wait(tx, delivery, timedelta(), "given back")

    def abandon(self, delivery: Delivery) -> None:
        """Store that the process ended while the call was under way."""
        with self._database.write() as tx:
            at = self._clock.now() + self._horizon
            tx.deliveries.mark_ambiguous(_to_look_for(delivery), at, "the process ended")

    def _store(self, tx: Transaction, delivery: Delivery, outcome: Storable) -> bool:
        match outcome:
            case Sent(message=message):
                return self._sent(tx, delivery, message)
            case Skipped(reason=reason):
                log.info("delivery skipped", delivery=delivery.id, effect=delivery.effect.kind, reason=reason)
                return self._left_out(tx, delivery)
            case Postponed(is_failure=True):
                return self._failed(tx, delivery, outcome)
            case Postponed(wait=wait, reason=reason):
                return self._wait(tx, delivery, wait, reason)
            case Unknown(reason=reason):
                return self._lost(tx, delivery, reason)
            case Refused():
                return self._refused(tx, delivery, outcome)

    def _sent(self, tx: Transaction, delivery: Delivery, message: MessageRef | None) -> bool:
        if not tx.deliveries.mark_sent(delivery, message):
            return False
        self._consequences.sent(tx, delivery, message)
        return True

    def _left_out(self, tx: Transaction, delivery: Delivery) -> bool:
        if not tx.deliveries.mark_sent(delivery, None):
            return False
        self._consequences.left_out(tx, delivery)
        return True

    def _refused(self, tx: Transaction, delivery: Delivery, refusal: Refused) -> bool:
        if refusal.obstacle is Obstacle.UNKNOWN and (count := self._failures.add(delivery)) <= TRIES:
            return self._wait(tx, delivery, _pause(count), refusal.code)
        log.warning("delivery refused", delivery=delivery.id, effect=delivery.effect.kind, code=refusal.code)
        if not tx.deliveries.mark_dead(delivery, refusal.code):
            return False
        self._consequences.refused(tx, delivery, refusal)
        return True

    def _lost(self, tx: Transaction, delivery: Delivery, reason: str) -> bool:
        begun = _to_look_for(delivery)
        losses = begun.lost // LOSS + 1
        if losses >= LOSSES:
            return self._give_up(tx, delivery, reason)
        at = self._clock.now() + self._horizon * (1 << (losses - 1))
        return tx.deliveries.mark_ambiguous(replace(begun, lost=begun.lost + LOSS), at, reason)

    def _failed(self, tx: Transaction, delivery: Delivery, failure: Postponed) -> bool:
        failures = delivery.lost % LOSS + 1
        if failures >= FAILURES:
            return self._give_up(tx, delivery, failure.reason)
        counted = replace(delivery, lost=delivery.lost + 1)
        return self._wait(tx, counted, failure.wait * (1 << (failures - 1)), failure.reason)

    def _give_up(self, tx: Transaction, delivery: Delivery, note: str) -> bool:
        # The text of an error may quote what somebody answered; it stays in the row.
        log.error("delivery given up", delivery=delivery.id, effect=delivery.effect.kind)
        if not tx.deliveries.mark_dead(delivery, note):
            return False
        self._consequences.given_up(tx, delivery)
        return True

    def _wait(self, tx: Transaction, delivery: Delivery, wait: timedelta, note: str) -> bool:
        """Try again later; what was ambiguous stays so, or its next attempt would not look before it sends."""
        at = self._clock.now() + wait
        if delivery.state is DeliveryState.AMBIGUOUS:
            return tx.deliveries.mark_ambiguous(delivery, at, note)
        return tx.deliveries.mark_due(delivery, at, note)


class _Failures:
    """Which attempts at each delivery failed in this process; others were put off, and one may be recorded twice."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._attempts: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, delivery: Delivery) -> int:
        with self._lock:
            failed = self._attempts[delivery.key]
            failed.add(delivery.attempt)
            return len(failed)

    def forget(self, delivery: Delivery) -> None:
        with self._lock:
            self._attempts.pop(delivery.key, None)


def _to_look_for(delivery: Delivery) -> Delivery:
    """Forget what failed before anything was lost: what failed then says nothing of how often to look now."""
    return delivery if delivery.state is DeliveryState.AMBIGUOUS else replace(delivery, lost=0)


def _pause(count: int) -> timedelta:
    return FIRST_PAUSE * (1 << max(count - 1, 0))
