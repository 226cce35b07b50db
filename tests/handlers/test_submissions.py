"""Submitted forms: what each does, what it says beside its inputs, and that nothing typed is lost."""

from datetime import timedelta

import pytest

from bot.domain.alignment import Consent
from bot.domain.effects import FormName, Notice, Whisper
from bot.slack.ids import ActionId, CallbackId, CardChoice
from bot.slack.presses import Press
from tests.builders import a_person
from tests.handlers.payloads import Body, a_command, a_press, a_submission
from tests.handlers.reception import Reception, answer_of, errors_of
from tests.services.office import ANA, BEN, CAT, EXECUTABLE

DECISION, METRIC = "capability.decision", "success_criteria.metric"


def _form(reception: Reception, action_id: ActionId, *, person: str = ANA, **about: str) -> Body:
    alignment = reception.office.alignment
    reception.receives(a_press(action_id, Press(a=alignment.id, **about), person=person))
    return reception.shown_form()


def _start_form(reception: Reception, title: str = "Refunds") -> Body:
    reception.receives(a_command(title))
    return reception.shown_form()


def test_the_form_starts_an_alignment(reception: Reception) -> None:
    form = _start_form(reception)

    response = reception.submits(form, accountable={"selected_user": BEN})

    alignment = reception.office.alignment
    assert (response.status, answer_of(response)) == (200, {})
    assert (alignment.title, alignment.facilitator, alignment.owner_of("capability")) == ("Refunds", ANA, BEN)


def test_a_missing_title_is_said_beside_the_title(reception: Reception) -> None:
    response = reception.submits(_start_form(reception), title={"value": "   "})

    assert set(errors_of(response)) == {"title"}


@pytest.mark.parametrize(
    ("trait", "word"),
    [("is_bot", "bot"), ("is_guest", "guest"), ("is_deactivated", "deactivated"), ("is_external", "organization")],
)
def test_somebody_who_cannot_own_anything_is_refused_beside_their_name(
    reception: Reception, trait: str, word: str
) -> None:
    with reception.office.database.write() as tx:
        tx.people.put(a_person(BEN, **{trait: True}))

    response = reception.submits(_start_form(reception), accountable={"selected_user": BEN})

    (sentence,) = errors_of(response).values()
    assert set(errors_of(response)) == {"accountable"}
    assert word in sentence


def test_oneself_as_a_stand_in_is_refused_beside_the_name(reception: Reception) -> None:
    reception.receives(a_press(ActionId.PREFERENCES, Press(), person=ANA))

    response = reception.submits(reception.shown_form(), stand_in={"selected_user": ANA})

    assert {"stand_in": "You cannot stand in for yourself. Please choose somebody else, or nobody."} == errors_of(
        response
    )


def test_answers_of_a_form_are_kept(reception: Reception) -> None:
    reception.office.open()
    form = _form(reception, ActionId.ANSWER, r="success_criteria")

    response = reception.submits(form, **{METRIC: {"value": EXECUTABLE[METRIC]}})

    assert (response.status, answer_of(response)) == (200, {})
    assert reception.office.alignment.answers[METRIC].text == EXECUTABLE[METRIC]


def test_a_form_sent_back_as_it_came_stays_open(reception: Reception) -> None:
    reception.office.open()
    form = _form(reception, ActionId.ANSWER, r="success_criteria")

    response = reception.submits(form)

    assert len(errors_of(response)) == 1


def test_an_answer_that_crossed_another_is_kept_and_its_author_told(reception: Reception) -> None:
    alignment = reception.office.open()
    form = _form(reception, ActionId.ANSWER, person=BEN, r="success_criteria")
    reception.office.answer(METRIC, EXECUTABLE[METRIC], by=ANA)
    reception.office.carry_out()

    response = reception.submits(form, person=BEN, **{METRIC: {"value": "Accuracy of at least 80 % over 7 days."}})

    (told,) = reception.office.queued(Whisper)
    texts = [answer.text for answer in reception.office.services.reporting.history("T1", alignment.id, METRIC)]
    assert response.status == 200
    assert (told.notice, told.person) == (Notice.CONFLICT, BEN)
    assert texts == [EXECUTABLE[METRIC], "Accuracy of at least 80 % over 7 days."]
    assert reception.office.alignment.answers[METRIC].text == EXECUTABLE[METRIC]


def test_a_part_is_handed_over(reception: Reception) -> None:
    reception.office.open()
    form = _form(reception, ActionId.HAND_OVER, r="monitoring")

    reception.submits(form, to={"selected_user": BEN})

    ownership = reception.office.alignment.owners["monitoring"]
    assert (ownership.person, ownership.consent) == (BEN, Consent.ASKED)


def test_a_part_handed_to_nobody_is_asked_for(reception: Reception) -> None:
    reception.office.open()
    form = _form(reception, ActionId.HAND_OVER, r="monitoring")

    response = reception.submits(form)

    assert set(errors_of(response)) == {"to"}


def test_a_part_handed_to_a_bot_is_refused_beside_the_name(reception: Reception) -> None:
    with reception.office.database.write() as tx:
        tx.people.put(a_person(BEN, is_bot=True))
    reception.office.open()
    form = _form(reception, ActionId.HAND_OVER, r="monitoring")

    response = reception.submits(form, to={"selected_user": BEN})

    assert errors_of(response) == {"to": "That account is a bot. Please choose a person."}


def test_a_promise_silences_the_reminders(reception: Reception) -> None:
    reception.office.open()

    response = reception.submits(_form(reception, ActionId.PROMISE))

    assert answer_of(response) == {}
    assert reception.office.alignment.silences[ANA].is_promise


@pytest.mark.parametrize("days", [-30, 0, 400])
def test_a_promise_for_an_impossible_day_is_refused_beside_the_day(reception: Reception, days: int) -> None:
    reception.office.open()
    day = (reception.office.clock.now() + timedelta(days=days)).date().isoformat()

    response = reception.submits(_form(reception, ActionId.PROMISE), on={"selected_date": day})

    (sentence,) = errors_of(response).values()
    assert set(errors_of(response)) == {"on"}
    assert sentence.startswith("Please choose a day between tomorrow and")


def test_a_part_is_left_open_with_a_reason(reception: Reception) -> None:
    reception.office.open()
    form = _form(reception, ActionId.NOT_NEEDED, r="monitoring")

    reception.submits(form, reason={"value": "The platform team decides in April."})

    (waiver,) = reception.office.alignment.waivers
    assert (waiver.subject, waiver.reason) == ("monitoring", "The platform team decides in April.")


def test_leaving_a_part_open_for_years_is_refused_beside_the_day(reception: Reception) -> None:
    reception.office.open()
    form = _form(reception, ActionId.NOT_NEEDED, r="monitoring")

    response = reception.submits(form, reason={"value": "Later."}, until={"selected_date": "2031-01-01"})

    assert set(errors_of(response)) == {"until"}


def test_reminders_are_set_as_somebody_wants_them(reception: Reception) -> None:
    reception.office.open()
    form = _form(reception, ActionId.PREFERENCES)

    response = reception.submits(form, digest={"selected_options": []}, country={"value": "pt"})

    with reception.office.database.read() as tx:
        chosen = tx.people.preferences_of("T1", ANA)
    assert answer_of(response) == {}
    assert (chosen.digest, chosen.country) == (False, "PT")


def test_a_time_zone_that_does_not_exist_is_refused_beside_it(reception: Reception) -> None:
    reception.office.open()

    response = reception.submits(_form(reception, ActionId.PREFERENCES), zone={"value": "Mars/Olympus"})

    assert set(errors_of(response)) == {"zone"}


def test_an_alignment_is_closed(reception: Reception) -> None:
    reception.office.open()

    response = reception.submits(_form(reception, ActionId.CARD_MENU, x=CardChoice.CLOSE))

    assert answer_of(response) == {}
    assert reception.office.alignment.status == "closed"


def test_whoever_may_not_close_an_alignment_reads_so_in_the_form(reception: Reception) -> None:
    reception.office.open()
    form = _form(reception, ActionId.CARD_MENU, person=CAT, x=CardChoice.CLOSE)

    answer = answer_of(reception.submits(form, person=CAT))

    assert answer["response_action"] == "update"
    assert answer["view"]["title"] == form["title"]
    assert "submit" not in answer["view"]
    assert "Only the owner" in answer["view"]["blocks"][0]["text"]["text"]
    assert reception.office.alignment.is_open


def test_a_form_of_an_alignment_that_was_closed_meanwhile_keeps_what_was_typed(reception: Reception) -> None:
    reception.office.open(title="Refunds & returns")
    form = _form(reception, ActionId.ANSWER, r="success_criteria")
    reception.office.services.closing.close(reception.office.inbound(), reception.office.alignment.id)

    response = reception.submits(form, **{METRIC: {"value": EXECUTABLE[METRIC]}})

    (sentence,) = errors_of(response).values()
    assert "“Refunds & returns” was closed" in sentence


def test_a_form_of_another_version_keeps_what_was_typed(reception: Reception) -> None:
    form = {**_start_form(reception), "private_metadata": '{"v": 99}'}

    response = reception.submits(form)

    (sentence,) = errors_of(response).values()
    assert "was not saved" in sentence


@pytest.mark.parametrize(
    ("action_id", "about"),
    [
        (ActionId.ANSWER, {"r": "monitoring"}),
        (ActionId.HAND_OVER, {"r": "monitoring"}),
        (ActionId.PROMISE, {}),
        (ActionId.NOT_NEEDED, {"r": "monitoring"}),
        (ActionId.PREFERENCES, {}),
        (ActionId.CARD_MENU, {"x": CardChoice.CLOSE}),
    ],
)
def test_a_form_that_could_not_be_stored_stays_open_and_says_so(
    reception: Reception, action_id: ActionId, about: dict[str, str]
) -> None:
    reception.office.open()
    form = _form(reception, action_id, **about)
    filled_in = {
        "monitoring.alert": {"value": "Accuracy below 90 % over 24 h pages the on-call rota."},
        "to": {"selected_user": BEN},
        "reason": {"value": "The platform team decides."},
    }
    mine = {name: value for name, value in filled_in.items() if name in str(form["blocks"])}
    reception.office.database.fail_next_commit = True

    first = answer_of(reception.submits(form, **mine))
    second = answer_of(reception.submits(form, **mine))

    assert first["response_action"] in {"errors", "update"}
    assert "This was not saved" in str(first)
    assert second == {}


def test_a_start_that_could_not_be_stored_keeps_the_form_open(reception: Reception) -> None:
    form = _start_form(reception)
    reception.office.database.fail_next_commit = True

    (sentence,) = errors_of(reception.submits(form)).values()

    assert sentence.startswith("This was not saved")


def test_the_same_submission_delivered_twice_counts_once(reception: Reception) -> None:
    form = _start_form(reception)

    responses = [reception.submits(form) for _ in range(2)]

    assert [answer_of(response) for response in responses] == [{}, {}]
    assert len(reception.office.services.reporting.in_channel("T1", "C1")) == 1


def test_a_form_corrected_after_its_acknowledgement_was_lost_is_not_taken_for_a_repetition(
    reception: Reception,
) -> None:
    alignment = reception.office.open()
    form = _form(reception, ActionId.ANSWER, r="success_criteria")
    reception.submits(form, **{METRIC: {"value": "Accuracy."}})

    reception.submits(form, **{METRIC: {"value": EXECUTABLE[METRIC]}})

    texts = [answer.text for answer in reception.office.services.reporting.history("T1", alignment.id, METRIC)]
    assert texts == ["Accuracy.", EXECUTABLE[METRIC]]


def test_every_form_that_can_be_submitted_has_somebody_who_takes_it(reception: Reception) -> None:
    title = {"type": "plain_text", "text": "A form"}
    views = [
        {"callback_id": CallbackId.of(form), "title": title, "blocks": []}
        for form in FormName
        if form is not FormName.HISTORY
    ]

    answers = [answer_of(reception.receives(a_submission(view))) for view in views]

    assert {answer["response_action"] for answer in answers} <= {"update", "errors"}
