"""An answer that our own code cannot read: tried again, given up in the end, kept, and told to its author."""

from datetime import timedelta

import pytest

from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.effects import Hear, Notice, Whisper
from bot.domain.outcome import Outcome
from bot.services.hearing import Hearing
from bot.worker.delivery_loop import DeliveryLoop
from bot.worker.ears import CourierWithEars, Listener
from bot.worker.recorder import CRASHES, Recorder
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import BEN, EXECUTABLE, Office, a_reply
from tests.worker.couriers import ScriptedCourier

DECISION = "capability.decision"


class ClumsyListener:
    """Breaks so many times before it hears."""

    def __init__(self, hearing: Hearing, times: int) -> None:
        self._hearing = hearing
        self._left = times

    def hear(self, delivery: Delivery, said: Hear) -> Outcome:
        """Break, or hear."""
        if self._left:
            self._left -= 1
            raise KeyError("slot")
        return self._hearing.hear(delivery, said)


@pytest.fixture
def office(database: InMemoryDatabase, clock: StoppedClock) -> Office:
    """An office whose alignment is open, and in whose thread Ben has answered."""
    office = Office(database, clock)
    office.open()
    office.carry_out()
    office.receive(a_reply(EXECUTABLE[DECISION], person=BEN))
    return office


def a_loop(office: Office, listener: Listener) -> DeliveryLoop:
    """Return a loop that takes everything to a courier of whom nothing is asked."""
    recorder = Recorder(database=office.database, consequences=office.services.aftermath, clock=office.clock)
    courier = CourierWithEars(ScriptedCourier(), listener)
    return DeliveryLoop(database=office.database, courier=courier, recorder=recorder, clock=office.clock)


def every_delivery(office: Office) -> list[Delivery]:
    """List all there are, finished or not."""
    with office.database.read() as tx:
        return [queued.delivery for queued in tx.deliveries._state.deliveries.values()]


def told(office: Office) -> list[str]:
    """List who was told that their answer was not read."""
    whispers = [one.effect for one in every_delivery(office) if isinstance(one.effect, Whisper)]
    return [whisper.person for whisper in whispers if whisper.notice is Notice.UNREAD]


def try_again(loop: DeliveryLoop, office: Office, times: int) -> None:
    """Let the loop work, and time pass, so many times."""
    for _ in range(times):
        loop.perform_due()
        office.clock.advance(timedelta(minutes=1))


def test_an_answer_that_breaks_us_once_is_heard_the_next_time(office: Office) -> None:
    loop = a_loop(office, ClumsyListener(office.services.hearing, times=1))

    try_again(loop, office, times=2)

    assert EXECUTABLE[DECISION] == office.alignment.answers[DECISION].text
    assert [] == told(office)


def test_an_answer_that_breaks_us_again_and_again_is_kept_and_its_author_is_told(office: Office) -> None:
    loop = a_loop(office, ClumsyListener(office.services.hearing, times=CRASHES))

    try_again(loop, office, times=CRASHES - 1)
    told_too_soon = told(office)
    try_again(loop, office, times=2)

    (unheard,) = [one.effect for one in every_delivery(office) if one.state is DeliveryState.DEAD]
    assert ([], [BEN]) == (told_too_soon, told(office))
    assert a_reply(EXECUTABLE[DECISION], person=BEN) == unheard


def test_what_is_said_after_an_unreadable_answer_is_heard_once_that_is_given_up(office: Office) -> None:
    loop = a_loop(office, ClumsyListener(office.services.hearing, times=CRASHES))
    office.receive(a_reply(EXECUTABLE[DECISION], ts="7.8"))

    try_again(loop, office, times=CRASHES + 1)

    assert EXECUTABLE[DECISION] == office.alignment.answers[DECISION].text
