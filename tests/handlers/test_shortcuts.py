"""The shortcuts: from a message, from anywhere, and a message used as an answer."""

import pytest

from bot.domain.effects import FormName, OpenForm
from bot.slack.ids import CallbackId
from tests.builders import CHANNEL
from tests.handlers.payloads import a_global_shortcut, a_message_shortcut
from tests.handlers.reception import Reception
from tests.services.office import BEN, CARD_TS, EXECUTABLE

DECISION = "capability.decision"
MESSAGE = {"type": "message", "user": BEN, "ts": "1772443000.000100", "text": EXECUTABLE[DECISION]}


def test_a_message_becomes_the_note_of_a_new_alignment(reception: Reception) -> None:
    response = reception.receives(a_message_shortcut(CallbackId.ALIGN_FROM_MESSAGE, MESSAGE))

    (form,) = reception.office.queued(OpenForm)
    assert response.status == 200
    assert FormName.START is form.form
    assert form.facts["note"] == EXECUTABLE[DECISION]
    assert form.channel == CHANNEL


def test_the_global_shortcut_asks_for_the_channel(reception: Reception) -> None:
    reception.receives(a_global_shortcut(CallbackId.ALIGN_GLOBAL))

    blocks = [block.get("block_id") for block in reception.shown_form()["blocks"]]
    assert "channel" in blocks


def test_a_message_without_words_still_opens_the_form(reception: Reception) -> None:
    message = {"type": "message", "user": BEN, "ts": "1.2", "files": [{"id": "F1"}]}

    response = reception.receives(a_message_shortcut(CallbackId.ALIGN_FROM_MESSAGE, message))

    assert response.status == 200
    assert "title" in [block.get("block_id") for block in reception.shown_form()["blocks"]]


def test_a_long_message_is_cut_visibly(reception: Reception) -> None:
    message = {**MESSAGE, "text": "w" * 40_000}

    reception.receives(a_message_shortcut(CallbackId.ALIGN_FROM_MESSAGE, message))

    (form,) = reception.office.queued(OpenForm)
    assert str(form.facts["note"]).endswith("w…")


def test_a_message_of_the_thread_is_offered_as_an_answer_to_that_alignment(reception: Reception) -> None:
    alignment = reception.office.open()

    reception.receives(a_message_shortcut(CallbackId.ANSWER_FROM_MESSAGE, {**MESSAGE, "thread_ts": CARD_TS}))

    (form,) = reception.office.queued(OpenForm)
    assert (form.form, form.alignment_id) == (FormName.USE_AS_ANSWER, alignment.id)
    assert (form.facts["author"], form.facts["source_ts"]) == (BEN, MESSAGE["ts"])


def test_a_message_elsewhere_is_offered_to_every_open_alignment_of_the_channel(reception: Reception) -> None:
    reception.office.open()

    reception.receives(a_message_shortcut(CallbackId.ANSWER_FROM_MESSAGE, MESSAGE))

    (form,) = reception.office.queued(OpenForm)
    assert form.alignment_id is None


def test_a_message_used_as_an_answer_keeps_its_author(reception: Reception) -> None:
    reception.office.open()
    reception.receives(a_message_shortcut(CallbackId.ANSWER_FROM_MESSAGE, {**MESSAGE, "thread_ts": CARD_TS}))
    form = reception.shown_form()
    gap = next(block for block in form["blocks"] if block.get("block_id") == "gap")
    options = [option for group in gap["element"]["option_groups"] for option in group["options"]]
    decision = next(option for option in options if DECISION in option["value"])

    response = reception.submits(form, gap={"selected_option": decision})

    answer = reception.office.alignment.answers[DECISION]
    assert response.status == 200
    assert (answer.author, answer.text) == (BEN, EXECUTABLE[DECISION])


@pytest.mark.parametrize("callback_id", [CallbackId.ALIGN_FROM_MESSAGE, CallbackId.ANSWER_FROM_MESSAGE])
def test_a_shortcut_delivered_twice_opens_one_form(reception: Reception, callback_id: str) -> None:
    shortcut = a_message_shortcut(callback_id, MESSAGE)

    responses = [reception.receives(shortcut) for _ in range(2)]

    assert [response.status for response in responses] == [200, 200]
    assert len(reception.office.queued(OpenForm)) == 1
