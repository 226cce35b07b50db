"""Slack may give a channel another id: everything in it goes on under the new one, and nothing on its way is lost."""

from datetime import date

import pytest

from bot.domain.alignment import MessageRef
from bot.domain.delivery import Lane
from bot.domain.effects import Heard, Notice, PostCard, SayInThread, UpdateCard
from bot.domain.outcome import Obstacle, Refused
from bot.services.requests import Start
from tests.builders import CHANNEL, WORKSPACE
from tests.services.office import ANA, EXECUTABLE, Office, a_reply

DECISION = "capability.decision"
NEW = "C0NEW"


def move(office: Office, key: str | None = None) -> None:
    """Let Slack tell that the channel has another id."""
    office.services.reach.moved(office.inbound("", key), CHANNEL, NEW)


def in_new_channel(office: Office) -> list[str]:
    """List the alignments of the new channel."""
    with office.database.read() as tx:
        return [alignment.id for alignment in tx.alignments.list_in_channel(WORKSPACE, NEW)]


def answered(office: Office) -> bool:
    """Tell whether the first question was answered."""
    with office.database.read() as tx:
        return DECISION in tx.alignments.get(WORKSPACE, "id1").answers


@pytest.fixture
def opened(office: Office) -> Office:
    """An alignment whose card is posted."""
    office.open()
    return office


def test_a_reply_under_the_new_id_is_an_answer(opened: Office) -> None:
    move(opened)

    opened.receive(a_reply(EXECUTABLE[DECISION], channel=NEW))
    opened.hear()

    assert answered(opened)


def test_a_reply_that_comes_late_under_the_old_id_is_an_answer_as_well(opened: Office) -> None:
    move(opened)

    opened.receive(a_reply(EXECUTABLE[DECISION]))

    assert [] == opened.said(Notice.THREAD_MOVED)
    assert answered(opened)


def test_a_reply_that_was_received_before_is_heard_after(opened: Office) -> None:
    opened.receive(a_reply(EXECUTABLE[DECISION]))

    move(opened)
    opened.hear()

    assert answered(opened)


def test_an_edit_under_the_new_id_is_offered(opened: Office) -> None:
    opened.receive(a_reply(EXECUTABLE[DECISION]))
    opened.hear()
    move(opened)

    opened.receive(a_reply("Something else is decided.", what=Heard.EDITED, channel=NEW))

    assert [NEW] == [getattr(offer, "channel", None) for offer in opened.said(Notice.SOURCE_EDITED)]


def test_what_waits_is_said_under_the_new_id(opened: Office) -> None:
    opened.receive(a_reply(EXECUTABLE[DECISION]))
    opened.hear()

    move(opened)

    said = [each for each in opened.carry_out() if isinstance(each, SayInThread | UpdateCard)]
    assert said
    assert {NEW} == {each.channel for each in said}


def test_the_same_event_twice_changes_nothing_more(opened: Office) -> None:
    move(opened, key="moved")
    with opened.database.read() as tx:
        before = tx.alignments.get(WORKSPACE, "id1")

    move(opened, key="moved")

    with opened.database.read() as tx:
        assert before == tx.alignments.get(WORKSPACE, "id1")


def test_what_was_started_under_the_new_id_meanwhile_is_beside_what_was_there(opened: Office) -> None:
    start = Start(channel=NEW, title="Refunds", met_on=date(2026, 3, 2), accountable=ANA)
    opened.services.opening.open(opened.inbound(), start)

    move(opened)

    assert 2 == len(in_new_channel(opened))


def test_what_was_refused_before_anybody_knew_is_shown_again(opened: Office) -> None:
    with opened.database.write() as tx:
        opened.services.reach.mute(tx, tx.alignments.get(WORKSPACE, "id1"), "channel_not_found")
    opened.carry_out()

    move(opened)

    (shown,) = opened.queued(UpdateCard)
    with opened.database.read() as tx:
        assert (NEW, False) == (shown.channel, tx.alignments.get(WORKSPACE, "id1").is_muted)


def test_a_card_that_was_refused_before_anybody_knew_is_posted_under_the_new_id(office: Office) -> None:
    start = Start(channel=CHANNEL, title="Invoices", met_on=date(2026, 3, 2), accountable=ANA)
    office.services.opening.open(office.inbound(), start)
    with office.database.write() as tx:
        (card,) = tx.deliveries.claim(Lane.NORMAL, office.clock.now(), 9)
        refusal = Refused(obstacle=Obstacle.CHANNEL, code="channel_not_found")
        tx.deliveries.mark_dead(card, refusal.code)
        office.services.aftermath.refused(tx, card, refusal)

    move(office)

    assert [NEW] == [card.channel for card in office.queued(PostCard)]


def test_a_button_of_an_earlier_message_is_found_under_the_new_id(opened: Office) -> None:
    with opened.database.read() as tx:
        said = tx.deliveries.find_latest(WORKSPACE, "id1", "say_in_thread")
    assert said is not None
    assert said.message is not None

    move(opened)

    with opened.database.read() as tx:
        assert said.id == tx.deliveries.find_sent(WORKSPACE, MessageRef(channel=NEW, ts=said.message.ts)).id  # type: ignore[union-attr]


def test_a_card_that_arrives_under_the_old_id_after_the_move_does_not_move_its_alignment_back(office: Office) -> None:
    start = Start(channel=CHANNEL, title="Invoices", met_on=date(2026, 3, 2), accountable=ANA)
    office.services.opening.open(office.inbound(), start)
    with office.database.write() as tx:
        (card,) = tx.deliveries.claim(Lane.NORMAL, office.clock.now(), 1)

    move(office)
    with office.database.write() as tx:
        office.services.aftermath.sent(tx, card, MessageRef(channel=CHANNEL, ts="5.5"))

    assert ["id1"] == in_new_channel(office)
