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


def test_a_channel_that_gets_another_id_takes_its_alignments_along(reception: Reception) -> None:
    opened = reception.office.open()
    event = {"type": "channel_id_changed", "old_channel_id": CHANNEL, "new_channel_id": "C9", "event_ts": "1.1"}

    response = reception.receives(an_event(event))

    with reception.office.database.read() as tx:
        assert (200, "C9") == (response.status, tx.alignments.get(opened.workspace, opened.id).channel)


def test_others_who_join_change_nothing(reception: Reception) -> None:
    reception.office.open()
    reception.receives(an_event({"type": "channel_left", "channel": CHANNEL}))
    reception.office.carry_out()

    reception.receives(an_event({"type": "member_joined_channel", "channel": CHANNEL, "user": "U0NEW"}))

    assert [] == reception.office.queued(UpdateCard)
