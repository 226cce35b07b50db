"""Nobody is reminded of what cannot be seen any more, and everybody again once it can."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.effects import Notice, SendDigest, UpdateCard
from bot.services.allowance import MOST_ASKED
from bot.services.requests import HandOver
from tests.builders import CHANNEL
from tests.services.office import ANA, BEN, CAT, Office

TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def opened(office: Office) -> Office:
    """An office in which Ben owes everything to Ana."""
    office.open(accountable=BEN)
    office.carry_out()
    return office


def test_the_facilitator_is_asked_once_when_a_channel_is_out_of_reach(opened: Office) -> None:
    opened.services.reach.lost(opened.inbound(), CHANNEL, "is_archived")
    opened.services.reach.lost(opened.inbound(), CHANNEL, "not_in_channel")

    (told,) = opened.said(Notice.CANNOT_POST)
    assert (told.person, told.facts["code"]) == (ANA, "is_archived")  # type: ignore[union-attr]


def test_the_facilitator_of_several_is_asked_about_all_of_them_at_once(opened: Office) -> None:
    opened.open(title="Claims")
    opened.open(title="Invoices")
    opened.carry_out()

    opened.services.reach.lost(opened.inbound(), CHANNEL, "is_archived")

    (told,) = opened.said(Notice.CANNOT_POST)
    assert 2 == told.facts["others"]


def test_nobody_is_reminded_of_a_channel_out_of_reach(opened: Office) -> None:
    opened.services.reach.lost(opened.inbound(), CHANNEL, "is_archived")
    opened.clock.set(TUESDAY)
    opened.services.nudging.tick()

    assert opened.next_digest_of(BEN) is None
    assert [] == opened.queued(SendDigest)


def test_everybody_is_reminded_again_once_it_is_within_reach(opened: Office) -> None:
    opened.services.reach.lost(opened.inbound(), CHANNEL, "not_in_channel")
    opened.services.reach.regained(opened.inbound(), CHANNEL)

    assert [CHANNEL] == [card.channel for card in opened.queued(UpdateCard)]
    assert not opened.alignment.is_muted
    assert opened.next_digest_of(BEN) is not None


def test_a_repeated_event_changes_nothing(opened: Office) -> None:
    opened.services.reach.lost(opened.inbound(key="Ev1"), CHANNEL, "is_archived")
    opened.services.reach.regained(opened.inbound(), CHANNEL)
    opened.carry_out()

    opened.services.reach.lost(opened.inbound(key="Ev1"), CHANNEL, "is_archived")

    assert not opened.alignment.is_muted


def test_what_is_closed_is_nobodys_question(opened: Office) -> None:
    with opened.database.write() as tx:
        tx.alignments.save(opened.alignment.closed())

    opened.services.reach.lost(opened.inbound(), CHANNEL, "is_archived")

    assert [] == opened.said(Notice.CANNOT_POST)


def test_a_channel_that_was_never_lost_needs_no_new_card(opened: Office) -> None:
    opened.services.reach.regained(opened.inbound(), CHANNEL)

    assert [] == opened.queued(UpdateCard)


def test_a_person_is_asked_to_take_something_on_only_so_often_a_day(office: Office) -> None:
    office.open()
    office.carry_out()
    for _ in range(15):
        for to in (CAT, ANA):
            request = HandOver(alignment_id=office.alignment.id, artifacts=("monitoring",), to=to)
            office.services.ownership.hand_over(office.inbound(ANA), request)

    assert MOST_ASKED == len(office.said(Notice.OWNERSHIP_ASKED))


def test_somebody_who_is_named_everywhere_gets_one_digest_a_day(office: Office) -> None:
    office.open(accountable=CAT)
    office.carry_out()
    with office.database.write() as tx:
        for number in range(200):
            tx.alignments.add(replace(office.alignment, id=f"bomb{number}", revision=0))
    office.clock.set(TUESDAY)
    for _ in range(20):
        office.services.nudging.tick()
        office.clock.advance(minutes=20)

    assert 1 == len(office.queued(SendDigest))
