"""Buttons, menus and selects: what each leads to, and what the rest of the world may do with them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.alignment import Consent
from bot.domain.delivery import Lane
from bot.domain.effects import EditMessage, FormName, Notice, OpenForm, PostCard, Whisper
from bot.slack.ids import ActionId, CardChoice, Later
from bot.slack.presses import Press
from tests.builders import WORKSPACE, a_person
from tests.handlers.payloads import DIRECT, ORGANISATION, OTHER_TEAM, Body, a_choice, a_message, a_press, an_edit
from tests.handlers.reception import Reception
from tests.services.office import ANA, BEN, CARD_TS, CAT, EXECUTABLE

DECISION, METRIC = "capability.decision", "success_criteria.metric"
EVERY_FORM = {
    ActionId.ANSWER: FormName.ANSWER,
    ActionId.HAND_OVER: FormName.HAND_OVER,
    ActionId.NOT_MINE: FormName.HAND_OVER,
    ActionId.PROMISE: FormName.PROMISE,
    ActionId.NOT_NEEDED: FormName.WAIVE,
    ActionId.HISTORY: FormName.HISTORY,
    ActionId.PREFERENCES: FormName.PREFERENCES,
}
CHOICES = {
    CardChoice.HAND_OVER: FormName.HAND_OVER,
    CardChoice.HISTORY: FormName.HISTORY,
    CardChoice.LEAVE_OPEN: FormName.WAIVE,
    CardChoice.DEEPEN: FormName.DEEPEN,
    CardChoice.CLOSE: FormName.CLOSE,
}


@pytest.mark.parametrize(("action_id", "form"), EVERY_FORM.items())
def test_a_button_opens_its_form(reception: Reception, action_id: ActionId, form: FormName) -> None:
    alignment = reception.office.open()
    press = a_press(action_id, Press(a=alignment.id, r="capability"))

    response = reception.receives(press)

    (opened,) = reception.office.queued(OpenForm)
    assert response.status == 200
    assert (opened.form, opened.alignment_id) == (form, alignment.id)
    assert (opened.person, opened.trigger_id) == (ANA, press["trigger_id"])


@pytest.mark.parametrize(("choice", "form"), CHOICES.items())
def test_the_menu_of_the_card_opens_its_forms(reception: Reception, choice: CardChoice, form: FormName) -> None:
    alignment = reception.office.open()

    reception.receives(a_choice(ActionId.CARD_MENU, Press(a=alignment.id, x=choice)))

    (opened,) = reception.office.queued(OpenForm)
    assert opened.form is form


def test_a_part_chosen_on_the_card_is_asked_in_the_form(reception: Reception) -> None:
    alignment = reception.office.open()

    reception.receives(a_choice(ActionId.ANSWER, Press(a=alignment.id, r="monitoring")))

    asked = [block["block_id"] for block in reception.shown_form()["blocks"] if block["type"] == "input"]
    assert {field.key for field in reception.office.catalogue.fields_of("monitoring", alignment.depth)} == set(asked)


def test_several_fields_named_by_a_button_are_asked_together(reception: Reception) -> None:
    alignment = reception.office.open()

    reception.receives(a_press(ActionId.ANSWER, Press.listing(alignment.id, (DECISION, METRIC))))

    (opened,) = reception.office.queued(OpenForm)
    assert opened.facts == {"fields": [DECISION, METRIC]}


def test_a_numbered_button_is_the_button_itself(reception: Reception) -> None:
    alignment = reception.office.open()

    reception.receives(a_press(ActionId.SHOW.numbered(3), Press(a=alignment.id)))

    (whisper,) = reception.office.queued(Whisper)
    assert (whisper.notice, whisper.alignment_id) == (Notice.SHOW, alignment.id)


def test_trying_it_out_opens_the_form(reception: Reception) -> None:
    home = {"container": {"type": "view", "view_id": "V1"}, "view": {"id": "V1"}, "channel": None, "message": None}

    reception.receives(a_press(ActionId.TRY_IT, Press(), **home))

    (opened,) = reception.office.queued(OpenForm)
    assert FormName.START is opened.form


def test_a_form_whose_trigger_ran_out_is_opened_again_with_what_was_known(reception: Reception) -> None:
    press = Press.reopening(FormName.START, None, {"title": "Refunds", "channel": "C1"})

    reception.receives(a_press(ActionId.OPEN_FORM, press))

    (opened,) = reception.office.queued(OpenForm)
    assert opened.facts == {"title": "Refunds", "channel": "C1"}


def test_a_question_put_off_gives_way_to_the_next(reception: Reception) -> None:
    alignment = reception.office.open()

    reception.receives(a_press(ActionId.NOT_NOW, Press(a=alignment.id, f=DECISION)))

    (asked,) = reception.office.said(Notice.QUESTION)
    assert asked.facts["field"] != DECISION
    assert DECISION in reception.office.alignment.skipped


def test_a_named_owner_accepts(reception: Reception) -> None:
    alignment = reception.office.open(accountable=BEN)

    reception.receives(a_press(ActionId.ACCEPT, Press(a=alignment.id), person=BEN))

    assert Consent.ACCEPTED is reception.office.alignment.owners["capability"].consent


def test_a_named_owner_declines(reception: Reception) -> None:
    alignment = reception.office.open(accountable=BEN)

    reception.receives(a_press(ActionId.DECLINE, Press(a=alignment.id), person=BEN))

    assert reception.office.alignment.owner_of("capability") == ANA


@pytest.mark.parametrize("later", list(Later))
def test_a_snooze_silences_the_reminders(reception: Reception, later: Later) -> None:
    alignment = reception.office.open()

    reception.receives(a_choice(ActionId.LATER, Press(a=alignment.id, x=later)))

    assert ANA in reception.office.alignment.silences


def test_a_snooze_can_be_undone(reception: Reception) -> None:
    alignment = reception.office.open()
    reception.receives(a_choice(ActionId.LATER, Press(a=alignment.id, x=Later.ONE_WEEK)))

    made_at = reception.office.clock.now().isoformat()
    reception.receives(a_press(ActionId.UNDO_SILENCE, Press(a=alignment.id, x=made_at)))

    assert reception.office.alignment.silences == {}


def test_a_card_that_was_refused_is_posted_when_somebody_asks_for_it(reception: Reception) -> None:
    alignment = reception.office.open()
    with reception.office.database.write() as tx:
        tx.alignments.save(replace(tx.alignments.get(WORKSPACE, alignment.id), thread_ts=None, is_muted=True))

    reception.receives(a_press(ActionId.TRY_AGAIN, Press(a=alignment.id)))

    assert [2] == [card.edition for card in reception.office.queued(PostCard)]


def test_a_suggestion_is_added_to_the_answer(reception: Reception) -> None:
    alignment = reception.office.open()
    reception.office.answer(METRIC, "Extraction accuracy of at least 95 %.")

    reception.receives(a_press(ActionId.SUGGEST, Press(a=alignment.id, f=METRIC, x="over 30 days")))

    assert reception.office.alignment.answers[METRIC].text.endswith("over 30 days")


def test_of_two_answers_that_crossed_the_second_can_be_chosen(reception: Reception) -> None:
    alignment = reception.office.open()
    reception.office.answer(METRIC, "Accuracy of at least 90 % over 7 days.", by=BEN)
    reception.office.answer(METRIC, EXECUTABLE[METRIC], by=CAT, seen=0)
    (aside,) = [a for a in reception.office.services.reporting.history("T1", alignment.id, METRIC) if a.is_set_aside]

    reception.receives(a_press(ActionId.USE_MINE, Press(a=alignment.id, x=aside.id), person=CAT))

    current = reception.office.alignment.answers[METRIC]
    assert (current.text, current.author) == (EXECUTABLE[METRIC], CAT)


def test_an_answer_can_be_filed_where_it_belongs(reception: Reception) -> None:
    alignment = reception.office.open()
    given = reception.office.answer(DECISION, EXECUTABLE[METRIC]).answers[DECISION]

    reception.receives(a_press(ActionId.FILE_THERE, Press(a=alignment.id, f=METRIC, x=given.id)))

    assert reception.office.alignment.answers[METRIC].text == EXECUTABLE[METRIC]


@pytest.mark.parametrize("action_id", [ActionId.KEEP_HERE, ActionId.KEEP_THEIRS, ActionId.KEEP_ANSWER])
def test_an_answer_can_be_left_as_it_is(reception: Reception, action_id: ActionId) -> None:
    alignment = reception.office.open()
    before = reception.office.answer(METRIC, EXECUTABLE[METRIC])
    reception.office.carry_out()

    reception.receives(a_press(action_id, Press(a=alignment.id, f=METRIC)))

    (settled,) = reception.office.queued(EditMessage)
    assert settled.facts["what"] == "kept"
    assert reception.office.alignment.answers == before.answers


def test_an_edited_message_updates_its_answer_once_somebody_says_so(reception: Reception) -> None:
    alignment = reception.office.open()
    said = a_message(EXECUTABLE[DECISION])
    reception.receives(said)
    reception.receives(an_edit(said, EXECUTABLE[DECISION].replace("clerk", "controller")))
    reception.office.carry_out()
    with reception.office.database.read() as tx:
        offer = tx.deliveries.find_latest("T1", alignment.id, "say_in_thread")
    place = {"type": "message", "channel_id": offer.message.channel, "message_ts": offer.message.ts}

    reception.receives(a_press(ActionId.UPDATE_ANSWER, Press(a=alignment.id), container=place))

    assert "controller" in reception.office.alignment.answers[DECISION].text


def test_the_offer_to_follow_an_edit_can_be_pressed_before_its_sending_is_recorded(reception: Reception) -> None:
    alignment = reception.office.open()
    said = a_message(EXECUTABLE[DECISION])
    reception.receives(said)
    reception.office.carry_out()
    reception.hears(an_edit(said, EXECUTABLE[DECISION].replace("clerk", "controller")))
    with reception.office.database.write() as tx:
        (offer,) = tx.deliveries.claim(Lane.NORMAL, reception.office.clock.now(), 1)
    place = {"type": "message", "channel_id": offer.effect.channel, "message_ts": "1772450001.000001"}

    reception.receives(a_press(ActionId.UPDATE_ANSWER, Press(a=alignment.id), container=place))

    assert "controller" in reception.office.alignment.answers[DECISION].text


CLOSED_TO = [
    lambda id_: a_press(ActionId.ANSWER, Press(a=id_, f=DECISION)),
    lambda id_: a_press(ActionId.NOT_NOW, Press(a=id_, f=DECISION)),
    lambda id_: a_press(ActionId.HAND_OVER, Press(a=id_, r="monitoring")),
    lambda id_: a_press(ActionId.NOT_MINE, Press.listing(id_, ("monitoring",))),
    lambda id_: a_press(ActionId.NOT_NEEDED, Press(a=id_, r="monitoring")),
    lambda id_: a_press(ActionId.PROMISE, Press(a=id_)),
    lambda id_: a_choice(ActionId.LATER, Press(a=id_, x=Later.NEXT_MORNING)),
    lambda id_: a_press(ActionId.SUGGEST, Press(a=id_, f=DECISION, x="a clerk")),
    lambda id_: a_choice(ActionId.CARD_MENU, Press(a=id_, x=CardChoice.CLOSE)),
]


@pytest.mark.parametrize("press", CLOSED_TO)
def test_a_control_of_a_closed_alignment_says_that_it_is_closed(
    reception: Reception, press: Callable[[str], Body]
) -> None:
    alignment = reception.office.open()
    reception.office.services.closing.close(reception.office.inbound(), alignment.id)
    reception.office.carry_out()

    response = reception.receives(press(alignment.id))

    (whisper,) = reception.office.carry_out()
    assert response.status == 200
    assert isinstance(whisper, Whisper)
    assert (whisper.facts["error"], whisper.facts["title"]) == ("AlignmentClosed", "Invoices")


@pytest.mark.parametrize("action_id", [ActionId.HISTORY, ActionId.SHOW])
def test_a_closed_alignment_can_still_be_read(reception: Reception, action_id: ActionId) -> None:
    alignment = reception.office.open()
    reception.office.services.closing.close(reception.office.inbound(), alignment.id)
    reception.office.carry_out()

    reception.receives(a_press(action_id, Press(a=alignment.id)))

    (effect,) = reception.office.carry_out()
    assert getattr(effect, "notice", None) is not Notice.REFUSED


@pytest.mark.parametrize("action_id", list(ActionId))
def test_somebody_from_another_organisation_is_told_that_they_cannot(reception: Reception, action_id: ActionId) -> None:
    alignment = reception.office.open(accountable=BEN)
    stranger = {"id": "U0EVE", "username": "eve", "team_id": OTHER_TEAM}

    response = reception.receives(a_press(action_id, Press(a=alignment.id), user=stranger))

    (whisper,) = reception.office.queued(Whisper)
    assert response.status == 200
    assert (whisper.notice, whisper.person) == (Notice.EXTERNAL, "U0EVE")


@pytest.mark.parametrize(
    ("message", "container", "thread"),
    [
        ({"ts": "5.0", "thread_ts": CARD_TS}, {"message_ts": "5.0"}, CARD_TS),
        ({"ts": CARD_TS, "thread_ts": CARD_TS}, {"message_ts": CARD_TS}, None),
        (None, {"message_ts": "5.0", "thread_ts": CARD_TS, "is_ephemeral": True}, CARD_TS),
        ({"ts": CARD_TS}, {"message_ts": CARD_TS}, None),
    ],
)
def test_who_presses_in_a_thread_is_answered_there_and_who_presses_above_it_in_the_channel(
    reception: Reception, message: Body | None, container: Body, thread: str | None
) -> None:
    alignment = reception.office.open()
    place = {"container": {"type": "message", "channel_id": "C1", **container}, "message": message}

    reception.receives(a_press(ActionId.SHOW, Press(a=alignment.id), **place))

    (whisper,) = reception.office.queued(Whisper)
    assert thread == whisper.thread_ts


@pytest.mark.parametrize(("is_external", "notice"), [(False, Notice.SHOW), (True, Notice.EXTERNAL)])
def test_in_an_organisation_of_several_workspaces_the_account_says_who_belongs_to_it(
    reception: Reception, is_external: bool, notice: Notice
) -> None:
    alignment = reception.office.open()
    eve = {"id": "U0EVE", "username": "eve", "team_id": "T0SIBLING"}
    with reception.office.database.write() as tx:
        tx.people.put(a_person("U0EVE", is_external=is_external))

    reception.receives(
        a_press(ActionId.SHOW, Press(a=alignment.id), user=eve, enterprise={"id": ORGANISATION, "name": "Ours"})
    )

    (whisper,) = reception.office.queued(Whisper)
    assert whisper.notice is notice


@pytest.mark.parametrize("action_id", [ActionId.ACCEPT, ActionId.DECLINE])
def test_nobody_answers_for_somebody_else(reception: Reception, action_id: ActionId) -> None:
    alignment = reception.office.open(accountable=BEN)

    reception.receives(a_press(action_id, Press(a=alignment.id), person=CAT))

    (whisper,) = reception.office.queued(Whisper)
    assert whisper.facts["error"] == "NotYours"
    assert reception.office.alignment.owners["capability"].consent is Consent.ASKED


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("aligned.no_such_button", Press(a="A1").encode()),
        (ActionId.ANSWER, "not JSON"),
        (ActionId.ANSWER, '{"v": 7, "a": "A1"}'),
        (ActionId.OPEN_FORM, Press(a="A1", x="not a form").encode()),
        (ActionId.ANSWER, ""),
    ],
)
def test_a_control_that_cannot_be_read_is_said_to_be_out_of_date(
    reception: Reception, action_id: str, value: str
) -> None:
    response = reception.receives(a_press(action_id, value))

    (whisper,) = reception.office.queued(Whisper)
    assert response.status == 200
    assert whisper.facts["error"] == "UnreadablePress"


def test_a_control_of_an_alignment_that_is_gone_says_so(reception: Reception) -> None:
    reception.receives(a_press(ActionId.ANSWER, Press(a="gone", f=DECISION)))

    (whisper,) = reception.office.queued(Whisper)
    assert whisper.facts["error"] == "UnknownAlignment"


def test_what_breaks_in_a_way_nobody_thought_of_is_not_blamed_on_the_database(reception: Reception) -> None:
    alignment = reception.office.open()

    response = reception.receives(a_press(ActionId.USE_MINE, Press(a=alignment.id, x="no such answer")))

    (whisper,) = reception.office.queued(Whisper)
    assert response.status == 200
    assert whisper.facts["error"] == "Unforeseen"


def test_a_press_that_was_not_stored_is_not_acknowledged_so_that_slack_marks_it(reception: Reception) -> None:
    alignment = reception.office.open()
    reception.office.database.fail_next_commit = True

    response = reception.receives(a_press(ActionId.NOT_NOW, Press(a=alignment.id, f=DECISION)))

    assert response.status == 503
    assert reception.office.queued(Whisper) == []
    assert reception.office.alignment.skipped == ()


def test_the_same_press_delivered_twice_counts_once(reception: Reception) -> None:
    alignment = reception.office.open()
    press = a_press(ActionId.ANSWER, Press(a=alignment.id, f=DECISION))

    responses = [reception.receives(press) for _ in range(2)]

    assert [response.status for response in responses] == [200, 200]
    assert len(reception.office.queued(OpenForm)) == 1


def test_the_same_button_pressed_again_counts_again(reception: Reception) -> None:
    alignment = reception.office.open()

    for _ in range(2):
        reception.receives(a_press(ActionId.ANSWER, Press(a=alignment.id, f=DECISION)))

    assert len(reception.office.queued(OpenForm)) == 2


def test_only_a_message_that_can_be_edited_is_tidied_up(reception: Reception) -> None:
    alignment = reception.office.open()
    whispered = {"type": "message", "channel_id": DIRECT, "message_ts": "1.1", "is_ephemeral": True}

    reception.receives(a_press(ActionId.NOT_NOW, Press(a=alignment.id, f=DECISION), container=whispered))

    assert reception.office.queued(EditMessage) == []
