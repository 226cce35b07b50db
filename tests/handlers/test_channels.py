"""What happens to a channel reaches the alignments in it."""

import pytest

from bot.domain.effects import Notice, UpdateCard
from tests.builders import CHANNEL
from tests.handlers.payloads import an_event
from tests.handlers.reception import Reception

APP = "U0APP"


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("channel_archive", "is_archived"),
        ("group_archive", "is_archived"),
        ("channel_left", "not_in_channel"),
        ("group_left", "not_in_channel"),
    ],
)
def test_a_channel_that_closes_mutes_what_is_in_it(reception: Reception, event: str, code: str) -> None:
    reception.office.open()

    reception.receives(an_event({"type": event, "channel": CHANNEL}))

    (told,) = reception.office.said(Notice.CANNOT_POST)
    assert code == told.facts["code"]


@pytest.mark.parametrize(
    "event",
    [
        {"type": "channel_unarchive", "channel": CHANNEL},
        {"type": "group_unarchive", "channel": CHANNEL},
        {"type": "member_joined_channel", "channel": CHANNEL, "user": APP},
    ],
    ids=lambda event: event["type"],
)
def test_a_channel_that_opens_shows_its_cards_again(reception: Reception, event: dict[str, str]) -> None:
    reception.office.open()
    reception.receives(an_event({"type": "channel_left", "channel": CHANNEL}))
    reception.office.carry_out()

    reception.receives(an_event(event))

    assert 1 == len(reception.office.queued(UpdateCard))


def test_others_who_join_change_nothing(reception: Reception) -> None:
    reception.office.open()
    reception.receives(an_event({"type": "channel_left", "channel": CHANNEL}))
    reception.office.carry_out()

    reception.receives(an_event({"type": "member_joined_channel", "channel": CHANNEL, "user": "U0NEW"}))

    assert [] == reception.office.queued(UpdateCard)
