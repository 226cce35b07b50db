"""What was received goes to whoever hears; Slack has no part in it, and the courier gets everything else."""

from dataclasses import dataclass, field, replace

from bot.domain.delivery import Delivery, DeliveryState, Lane
from bot.domain.effects import Effect, Hear, Heard
from bot.domain.outcome import Done, Outcome, Sent
from bot.worker.ears import CourierWithEars
from tests.builders import an_effect
from tests.fakes import MONDAY_NOON
from tests.worker.couriers import ScriptedCourier

SAID = Hear(what=Heard.SAID, person="UANA", channel="C1", ts="1.2", thread_ts="1.1", text="A clerk decides.")


@dataclass
class RememberingListener:
    """Remembers what it was to hear."""

    heard: list[Hear] = field(default_factory=list)

    def hear(self, delivery: Delivery, said: Hear) -> Outcome:
        """Remember it."""
        self.heard.append(said)
        return Done()


def a_delivery(effect: Effect) -> Delivery:
    """Return an effect that was claimed."""
    return Delivery(
        id=1,
        key="k",
        workspace="T1",
        effect=effect,
        state=DeliveryState.SENDING,
        lane=Lane.NORMAL,
        due_at=MONDAY_NOON,
        created_at=MONDAY_NOON,
        attempt=1,
    )


def test_what_was_received_is_heard_and_slack_is_not_called() -> None:
    courier, listener = ScriptedCourier(), RememberingListener()

    outcome = CourierWithEars(courier, listener).deliver(a_delivery(SAID))

    assert (Done(), [SAID], []) == (outcome, listener.heard, courier.delivered)


def test_what_an_earlier_attempt_left_behind_is_heard_now() -> None:
    courier, listener = ScriptedCourier(), RememberingListener()
    left_behind = replace(a_delivery(SAID), state=DeliveryState.AMBIGUOUS)

    outcome = CourierWithEars(courier, listener).reconcile(left_behind)

    assert (Done(), [SAID], []) == (outcome, listener.heard, courier.reconciled)


def test_everything_else_is_left_to_the_courier() -> None:
    courier, listener = ScriptedCourier(Sent(), Sent()), RememberingListener()
    ears = CourierWithEars(courier, listener)

    ears.deliver(a_delivery(an_effect()))
    ears.reconcile(a_delivery(an_effect()))

    assert ([1], [1], []) == (courier.delivered, courier.reconciled, listener.heard)


def test_the_courier_learns_what_comes_next() -> None:
    courier = ScriptedCourier()

    CourierWithEars(courier, RememberingListener()).expect([a_delivery(an_effect())])

    assert [[1]] == courier.expected
