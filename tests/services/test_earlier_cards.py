"""A card that somebody deleted is posted anew; what people go on writing under the earlier one still counts."""

import pytest

from bot.domain.alignment import Alignment, MessageRef
from bot.domain.delivery import Lane
from bot.domain.effects import Notice, UpdateCard, Whisper
from bot.domain.outcome import Obstacle, Refused
from tests.builders import CHANNEL, WORKSPACE
from tests.services.office import ANA, BEN, CARD_TS, EXECUTABLE, Office, a_reply

DECISION = "capability.decision"
NEW_CARD = "1772442500.000100"


@pytest.fixture
def moved(office: Office) -> Office:
    """An alignment whose card was deleted and posted again."""
    office.open()
    delete_card(office)
    post_card(office)
    return office


def delete_card(office: Office) -> None:
    """Let the next edit of the card find that it is gone."""
    with office.database.write() as tx:
        update = UpdateCard(alignment_id=office.alignment.id, channel=CHANNEL)
        tx.deliveries.add(WORKSPACE, update, due_at=office.clock.now())
    with office.database.write() as tx:
        (edit,) = tx.deliveries.claim(Lane.CARD, office.clock.now(), 9)
        gone = Refused(obstacle=Obstacle.MESSAGE_GONE, code="message_not_found")
        tx.deliveries.mark_dead(edit, gone.code)
        office.services.aftermath.refused(tx, edit, gone)


def post_card(office: Office) -> None:
    """Let the new card arrive at an address of its own."""
    with office.database.write() as tx:
        (card,) = tx.deliveries.claim(Lane.NORMAL, office.clock.now(), 9)
        message = MessageRef(channel=CHANNEL, ts=NEW_CARD)
        tx.deliveries.mark_sent(card, message)
        office.services.aftermath.sent(tx, card, message)
    office.carry_out()


def reply(office: Office, *, by: str = ANA, ts: str = "1772442900.000001") -> Alignment:
    """Write under the earlier card."""
    office.receive(a_reply(EXECUTABLE[DECISION], person=by, ts=ts))
    office.hear()
    return office.alignment


def test_a_reply_under_an_earlier_card_is_an_answer(moved: Office) -> None:
    alignment = reply(moved)

    assert (NEW_CARD, EXECUTABLE[DECISION]) == (alignment.thread_ts, alignment.answers[DECISION].text)


def test_whoever_writes_under_an_earlier_card_is_told_once_where_it_goes_on(moved: Office) -> None:
    reply(moved)
    reply(moved, ts="1772442900.000002")
    reply(moved, by=BEN, ts="1772442900.000003")

    told = moved.said(Notice.THREAD_MOVED)

    assert [(ANA, CARD_TS), (BEN, CARD_TS)] == [(each.person, getattr(each, "thread_ts", None)) for each in told]
    assert all(isinstance(each, Whisper) for each in told)


def test_nobody_is_pointed_anywhere_under_the_card_itself(moved: Office) -> None:
    moved.receive(a_reply(EXECUTABLE[DECISION], thread_ts=NEW_CARD))

    assert [] == moved.said(Notice.THREAD_MOVED)
    assert DECISION in moved.alignment.answers


def test_a_reply_counts_while_the_new_card_is_on_its_way(office: Office) -> None:
    office.open()
    delete_card(office)

    alignment = reply(office)

    assert (None, EXECUTABLE[DECISION]) == (alignment.thread_ts, alignment.answers[DECISION].text)


def test_under_a_card_that_was_edited_before_it_was_deleted_replies_count_as_well(office: Office) -> None:
    office.open()
    with office.database.write() as tx:
        shown = UpdateCard(alignment_id=office.alignment.id, channel=CHANNEL)
        tx.deliveries.add(WORKSPACE, shown, due_at=office.clock.now())
        (edit,) = tx.deliveries.claim(Lane.CARD, office.clock.now(), 9)
        tx.deliveries.mark_sent(edit, MessageRef(channel=CHANNEL, ts=CARD_TS))
    delete_card(office)
    post_card(office)

    assert DECISION in reply(office).answers


def test_the_app_knows_that_it_is_addressed_under_an_earlier_card(moved: Office) -> None:
    found = moved.services.reporting.find_by_thread(WORKSPACE, CHANNEL, CARD_TS)

    assert moved.alignment.id == found


def test_once_the_earlier_card_is_forgotten_what_is_written_there_is_talk(moved: Office) -> None:
    moved.clock.advance(days=31)
    with moved.database.write() as tx:
        tx.deliveries.forget_before(moved.clock.now())

    assert DECISION not in reply(moved).answers


def test_what_is_written_under_another_message_of_ours_is_none_of_our_business(moved: Office) -> None:
    with moved.database.read() as tx:
        question = tx.deliveries.find_latest(WORKSPACE, moved.alignment.id, "say_in_thread")
    assert question is not None
    assert question.message is not None

    moved.receive(a_reply(EXECUTABLE[DECISION], thread_ts=question.message.ts))

    assert () == moved.hear()
