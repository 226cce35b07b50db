"""A reminder that never arrived is not counted: neither for the next one, nor for telling others."""

from datetime import timedelta

import pytest

from bot.domain.delivery import Delivery, Lane
from bot.domain.effects import Effect, Notice, SayDirectly, SendDigest
from tests.builders import WORKSPACE
from tests.services.office import ANA, BEN, Office


@pytest.fixture
def owed(office: Office) -> Office:
    """An alignment that Ben facilitates, everything in it owed by Ana."""
    office.open(by=BEN, accountable=ANA)
    office.carry_out()
    return office


def remind(office: Office) -> None:
    """Let the morning of Ana's next reminder come, and queue it."""
    office.clock.set(office.next_digest_of(ANA))
    office.services.nudging.tick()


def take(office: Office) -> Delivery:
    """Take the reminder that is to leave next."""
    with office.database.write() as tx:
        return next(
            taken
            for taken in tx.deliveries.claim(Lane.PATIENT, office.clock.now(), 10)
            if isinstance(taken.effect, SendDigest)
        )


def hold(office: Office, days: float) -> None:
    """Let Slack tell that Ana is in Do Not Disturb for so many days."""
    held = take(office)
    with office.database.write() as tx:
        tx.deliveries.mark_due(held, office.clock.now() + timedelta(days=days), "do not disturb")


def leave_out(office: Office) -> None:
    """Let the reminder that is to leave next come too late for its day."""
    late = take(office)
    with office.database.write() as tx:
        tx.deliveries.mark_sent(late, None)
        office.services.aftermath.left_out(tx, late)


def let_three_never_arrive(office: Office) -> None:
    """Hold the first up for days, with two more behind it; all come too late."""
    remind(office)
    hold(office, days=9)
    remind(office)
    remind(office)
    office.clock.advance(days=4)
    for _ in range(3):
        leave_out(office)


def nudges(office: Office) -> dict[str, set[int]]:
    """Return how often Ana was reminded of what she owes, by the title of the alignment."""
    with office.database.read() as tx:
        owed = tx.alignments.list_owed_by(WORKSPACE, ANA)
    return {alignment.title: {owner.nudges for owner in alignment.owners.values()} for alignment in owed}


def tells_others(effect: Effect) -> bool:
    return isinstance(effect, SayDirectly) and effect.notice is Notice.ESCALATED


def test_of_several_that_waited_and_never_arrived_none_is_counted(owed: Office) -> None:
    let_three_never_arrive(owed)

    assert {"Invoices": {0}} == nudges(owed)


def test_after_several_that_never_arrived_the_first_that_does_tells_nobody_else(owed: Office) -> None:
    let_three_never_arrive(owed)

    remind(owed)

    assert not any(map(tells_others, owed.carry_out()))


def test_one_that_never_arrived_takes_nothing_back_of_what_another_told(owed: Office) -> None:
    remind(owed)
    hold(owed, days=27 / 24)
    owed.clock.advance(hours=1)
    owed.open(by=BEN, accountable=ANA, title="Refunds")
    remind(owed)
    owed.clock.advance(hours=4)

    leave_out(owed)

    assert {"Invoices": {0}, "Refunds": {1}} == nudges(owed)
