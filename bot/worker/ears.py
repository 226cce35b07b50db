"""Has what was received heard, in the delivery loop: the one kind of delivery in which Slack has no part."""

from collections.abc import Iterable
from typing import Protocol

from bot.domain.delivery import Delivery
from bot.domain.effects import Hear
from bot.domain.outcome import Outcome
from bot.worker.delivery_loop import Courier


class Listener(Protocol):
    """Takes in what people wrote."""

    def hear(self, delivery: Delivery, said: Hear) -> Outcome:
        """Take in what was received, and forget the row in which it waited."""
        ...


class CourierWithEars:
    """Gives what was received to the listener, and everything else to the courier that talks to Slack."""

    def __init__(self, courier: Courier, listener: Listener) -> None:
        self._courier = courier
        self._listener = listener

    def expect(self, deliveries: Iterable[Delivery]) -> None:
        """Tell the courier what comes next."""
        self._courier.expect(deliveries)

    def deliver(self, delivery: Delivery) -> Outcome:
        """Perform the effect once and say what became of it."""
        effect = delivery.effect
        return self._listener.hear(delivery, effect) if isinstance(effect, Hear) else self._courier.deliver(delivery)

    def reconcile(self, delivery: Delivery) -> Outcome:
        """Hear what an earlier attempt has not: it left its row behind. Anything else is looked up in Slack."""
        effect = delivery.effect
        return self._listener.hear(delivery, effect) if isinstance(effect, Hear) else self._courier.reconcile(delivery)
