"""What waits for what: messages to one person leave in order, but for those that may wait for hours."""

import pytest

from bot.domain.delivery import Lane, cards_of, conversation_of, is_patient, lane_of
from bot.domain.effects import (
    EditMessage,
    Notice,
    PostCard,
    SayDirectly,
    SayInThread,
    SendDigest,
    UpdateCard,
    UploadSpec,
)

UNASKED = (
    Notice.REVIEW_DUE,
    Notice.ESCALATED,
    Notice.PROMISE_BROKEN,
    Notice.PROMISE_MOVED,
    Notice.OWNER_LEFT,
    Notice.STAND_IN_NAMED,
)
AWAITED = (Notice.UNDERSTOOD, Notice.OWNERSHIP_ASKED, Notice.PROMISED, Notice.SNOOZED)


@pytest.mark.parametrize("notice", UNASKED)
def test_what_others_have_not_done_is_told_when_one_may_be_disturbed(notice: Notice) -> None:
    assert is_patient(SayDirectly(alignment_id="A1", person="UANA", notice=notice))


@pytest.mark.parametrize("notice", AWAITED)
def test_an_answer_to_what_one_did_is_given_at_any_hour(notice: Notice) -> None:
    assert not is_patient(SayDirectly(alignment_id="A1", person="UANA", notice=notice))


@pytest.mark.parametrize("notice", UNASKED)
def test_nothing_waits_behind_what_waits_for_the_end_of_do_not_disturb(notice: Notice) -> None:
    patient = SayDirectly(alignment_id="A1", person="UANA", notice=notice)
    confirmation = SayDirectly(alignment_id="A1", person="UANA", notice=Notice.UNDERSTOOD)

    assert conversation_of(patient) != conversation_of(confirmation)


def test_nothing_waits_behind_a_reminder_either() -> None:
    reminder = SendDigest(person="UANA", local_date="2026-03-04")
    confirmation = SayDirectly(alignment_id="A1", person="UANA", notice=Notice.UNDERSTOOD)

    assert conversation_of(reminder) != conversation_of(confirmation)


def test_no_message_waits_behind_the_edit_of_a_card() -> None:
    edit = UpdateCard(alignment_id="A1", channel="C1")
    reply = SayInThread(alignment_id="A1", channel="C1", notice=Notice.UNDERSTOOD)

    assert conversation_of(edit) != conversation_of(reply)


def test_one_card_is_edited_once_at_a_time() -> None:
    edit = UpdateCard(alignment_id="A1", channel="C1")

    assert conversation_of(edit) == conversation_of(edit.model_copy())
    assert conversation_of(edit) != conversation_of(UpdateCard(alignment_id="A2", channel="C1"))


def test_no_message_waits_behind_a_button_that_is_settled() -> None:
    settled = EditMessage(alignment_id="A1", channel="C1", ts="1.1", notice=Notice.SETTLED)
    reply = SayInThread(alignment_id="A1", channel="C1", notice=Notice.UNDERSTOOD)

    assert conversation_of(settled) != conversation_of(reply)


def test_one_message_is_edited_once_at_a_time() -> None:
    settled = EditMessage(alignment_id="A1", channel="C1", ts="1.1", notice=Notice.SETTLED)

    assert conversation_of(settled) == conversation_of(settled.model_copy())
    assert conversation_of(settled) != conversation_of(settled.model_copy(update={"ts": "1.2"}))


def test_no_message_waits_behind_an_upload() -> None:
    upload = UploadSpec(alignment_id="A1", channel="C1", version=1)
    reply = SayInThread(alignment_id="A1", channel="C1", notice=Notice.UNDERSTOOD)

    assert conversation_of(upload) != conversation_of(reply)


def test_a_card_waits_for_no_words_since_they_may_be_waiting_for_it() -> None:
    card = PostCard(alignment_id="A1", channel="C1", edition=2, is_first=False)
    reply = SayInThread(alignment_id="A1", channel="C1", notice=Notice.UNDERSTOOD)

    assert cards_of("C1") == conversation_of(card) != conversation_of(reply)


def test_a_card_that_follows_its_thread_keeps_no_reply_waiting() -> None:
    reply = SayInThread(alignment_id="A1", channel="C1", notice=Notice.UNDERSTOOD)
    posted = PostCard(alignment_id="A1", channel="C1", edition=2, is_first=False)

    lanes = [lane_of(effect) for effect in (posted, reply, UpdateCard(alignment_id="A1", channel="C1"))]

    assert lanes == [Lane.NORMAL, Lane.NORMAL, Lane.CARD]


def test_reminders_keep_nobody_waiting_who_has_asked_for_something() -> None:
    reminder = SendDigest(person="UANA", local_date="2026-03-04")
    reminded_of_others = SayDirectly(alignment_id="A1", person="UANA", notice=Notice.ESCALATED)
    confirmation = SayDirectly(alignment_id="A1", person="UANA", notice=Notice.UNDERSTOOD)

    assert [lane_of(effect) for effect in (reminder, reminded_of_others, confirmation)] == [
        Lane.PATIENT,
        Lane.PATIENT,
        Lane.NORMAL,
    ]
