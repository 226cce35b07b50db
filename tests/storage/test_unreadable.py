"""A delivery that another release wrote, and this one cannot read, keeps no other from leaving."""

import pytest
from sqlalchemy import update

from bot.domain.delivery import DeliveryState, Lane
from storage.deliveries import UNREAD_FOR, UNREAD_PAUSE, UNREADABLE
from storage.delivery_queries import deliveries
from tests.builders import an_effect
from tests.storage.statements import statements

FOREIGN = {"kind": "say_in_thread", "notice": "of the next release", "text": "canary"}


@pytest.fixture
def unreadable(database, clock):
    """The number of a delivery that this release cannot read, queued before all others."""
    number = queue(database, clock, an_effect())
    with database._connections.writing() as connection:
        connection.execute(update(deliveries).where(deliveries.c.id == number).values(effect=FOREIGN))
    return number


def queue(database, clock, effect):
    with database.write() as tx:
        return tx.deliveries.add("T1", effect, due_at=clock.now())


def claimed(database, clock, limit=10):
    """List the numbers of what is claimed."""
    with database.write() as tx:
        return [delivery.id for delivery in tx.deliveries.claim(Lane.NORMAL, clock.now(), limit)]


def row(database, number):
    with database._connections.reading() as connection:
        return connection.execute(deliveries.select().where(deliveries.c.id == number)).one()


def test_what_cannot_be_read_keeps_no_other_from_being_claimed(database, clock, unreadable):
    other = queue(database, clock, an_effect(channel="C2"))

    assert claimed(database, clock) == [other]


def test_what_is_claimed_one_at_a_time_comes_after_what_cannot_be_read(database, clock, unreadable):
    other = queue(database, clock, an_effect(channel="C2"))

    assert [claimed(database, clock, limit=1), claimed(database, clock, limit=1)] == [[], [other]]


def test_what_cannot_be_read_is_left_for_a_moment_to_a_replica_that_can(database, clock, unreadable):
    claimed(database, clock)

    left = row(database, unreadable)
    assert (left.state, left.due_at, left.attempt) == (DeliveryState.DUE, clock.now() + UNREAD_PAUSE, 0)


def test_what_nobody_could_read_for_long_is_given_up(database, clock, unreadable):
    claimed(database, clock)
    clock.advance(UNREAD_FOR)
    claimed(database, clock)

    dead = row(database, unreadable)
    assert (dead.state, dead.finished_at, dead.note) == (DeliveryState.DEAD, clock.now(), UNREADABLE)


def test_what_is_given_up_unread_holds_back_nothing_of_its_conversation(database, clock, unreadable):
    other = queue(database, clock, an_effect())
    clock.advance(UNREAD_FOR)
    claimed(database, clock)

    assert claimed(database, clock) == [other]


def test_the_log_says_what_cannot_be_read_and_not_what_it_says(database, clock, unreadable, caplog):
    claimed(database, clock)

    assert f"delivery {unreadable} (say_in_thread) cannot be read: ValidationError" in caplog.text
    assert "canary" not in caplog.text


def test_a_channel_is_followed_by_all_that_can_be_read(database, clock, unreadable):
    other = queue(database, clock, an_effect())

    with database.write() as tx:
        tx.deliveries.change_channel("T1", "C1", "C9")

    assert row(database, other).effect["channel"] == "C9"


def test_what_is_read_by_everybody_is_claimed_in_two_statements(database, clock):
    queue(database, clock, an_effect())

    with statements() as asked:
        claimed(database, clock)

    assert [statement.split()[0] for statement in asked] == ["SELECT", "UPDATE"]
