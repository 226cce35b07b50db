"""What every inbox does."""

import pytest

from bot.domain.errors import UnknownAlignment


def test_a_key_is_accepted_once(database):
    with database.write() as tx:
        first = tx.inbox.accept("Ev1")
    with database.write() as tx:
        again = tx.inbox.accept("Ev1")

    assert (first, again) == (True, False)


def test_a_key_is_accepted_once_within_a_transaction(database):
    with database.write() as tx:
        answers = [tx.inbox.accept("Ev1"), tx.inbox.accept("Ev1"), tx.inbox.accept("Ev2")]

    assert answers == [True, False, True]


def test_a_key_of_a_transaction_that_failed_is_accepted_again(database):
    def accept_and_fail():
        with database.write() as tx:
            tx.inbox.accept("Ev1")
            raise UnknownAlignment()

    with pytest.raises(UnknownAlignment):
        accept_and_fail()

    with database.write() as tx:
        assert tx.inbox.accept("Ev1")


def test_keys_are_forgotten_when_they_are_older_than_the_instant(database, clock):
    with database.write() as tx:
        tx.inbox.accept("old")
        clock.advance(hours=48)
        tx.inbox.accept("new")

    with database.write() as tx:
        forgotten = tx.inbox.forget_before(clock.now())
        accepted = [tx.inbox.accept("old"), tx.inbox.accept("new")]

    assert (forgotten, accepted) == (1, [True, False])
