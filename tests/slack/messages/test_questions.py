"""Questions are asked once, in full, and only while they are open."""

from dataclasses import replace
from typing import Any

from bot.domain.alignment import Status
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.messages.questions import all_asked, first_questions, question
from bot.slack.presses import Press
from tests.builders import an_alignment, an_ownership
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, a_good_answer, a_partial_answer, a_scene, every_answer

ALERT = "monitoring.alert"
FIRST = ["capability.decision", "ownership.accountable_owner", "success_criteria.metric"]


def scene_of(*answers: Any, facts: dict[str, Any], **changes: Any) -> Any:
    """Return the thread of an alignment by Ana in which Ben owns monitoring."""
    owners = {"monitoring": an_ownership("monitoring", BEN)}
    return a_scene(an_alignment(*answers, facilitator=ANA, owners=owners, **changes), viewer=None, facts=facts)


def controls_of(message: Message) -> list[dict[str, Any]]:
    """Return the controls of the last block."""
    return message.blocks[-1]["elements"]


def test_a_question_is_asked_with_its_reason_and_an_example() -> None:
    message = question(scene_of(facts={"field": ALERT}))

    assert as_read(message) == (
        "text: What raises an alarm: Which signal at which value raises an alarm, and who or which channel gets it?\n"
        "*Which signal at which value raises an alarm, and who or which channel gets it?*\n"
        "  An alarm without a number never rings, and one without a recipient rings for nobody.\n"
        "  For example: If more than 5 % of prescriptions fail to parse within 15 minutes, PagerDuty calls the on-call "
        "pharmacist.\n"
        "[Answer in a form] [Ask me later] [Hand this part over]"
    )


def test_the_buttons_know_which_question_they_are_about() -> None:
    answer, not_now, hand_over = controls_of(question(scene_of(facts={"field": ALERT})))

    assert answer["action_id"] == ActionId.ANSWER
    assert Press(a="A1", f=ALERT) == Press.of(answer) == Press.of(not_now)
    assert Press(a="A1", f=ALERT, r="monitoring") == Press.of(hand_over)


def test_the_owner_is_called_only_when_asked_to() -> None:
    assert "<@U0BEN>" not in as_read(question(scene_of(facts={"field": ALERT})))
    assert "<@U0BEN> *Which signal" in as_read(question(scene_of(facts={"field": ALERT, "mention_owner": True})))


def test_of_a_question_that_was_answered_in_part_only_what_is_open_is_asked() -> None:
    said = a_partial_answer(ALERT, "when it is slow", BEN, lacking="threshold")

    message = question(scene_of(said, facts={"field": ALERT}))

    assert as_read(message) == (
        "text: What raises an alarm: “when it is slow” rings at no number. At which value does the alarm go off?\n"
        "*What raises an alarm*: “when it is slow” rings at no number. At which value does the alarm go off?\n"
        "[Answer in a form] [Ask me later] [Hand this part over]"
    )


def test_a_question_that_was_answered_meanwhile_is_not_asked() -> None:
    assert question(scene_of(a_good_answer(ALERT), facts={"field": ALERT})) is None


def test_a_closed_alignment_asks_nothing() -> None:
    assert question(scene_of(status=Status.CLOSED, facts={"field": ALERT})) is None
    assert first_questions(scene_of(status=Status.CLOSED, facts={"fields": FIRST})) is None
    assert all_asked(scene_of(status=Status.CLOSED, facts={})) is None


def test_a_question_the_catalogue_no_longer_has_is_not_asked() -> None:
    assert question(scene_of(facts={"field": "monitoring.gone"})) is None


def test_the_first_questions_are_numbered_and_can_be_answered_together() -> None:
    message = first_questions(scene_of(facts={"fields": FIRST}))

    assert [block["text"]["text"][:3] for block in message.blocks[1:4]] == ["*1.", "*2.", "*3."]
    assert message.blocks[0]["text"]["text"].startswith("<@U0ANA>, three questions to start with.")
    assert list(Press.of(controls_of(message)[0]).names) == FIRST


def test_two_first_questions_are_counted_right() -> None:
    message = first_questions(scene_of(facts={"fields": FIRST[:2]}))

    assert "two questions" in message.blocks[0]["text"]["text"]
    assert message.text == "The first 2 questions about Refund copilot"


def test_a_single_first_question_is_not_called_questions() -> None:
    message = first_questions(scene_of(facts={"fields": FIRST[:1]}))

    assert "one question" in message.blocks[0]["text"]["text"]
    assert message.text == "One question about Refund copilot"


def test_the_first_questions_keep_their_numbers_when_one_is_answered() -> None:
    message = first_questions(scene_of(a_good_answer(FIRST[0]), facts={"fields": FIRST}))

    assert message.blocks[3]["text"]["text"].startswith("*3. Which one number")


def test_first_questions_that_were_all_answered_meanwhile_are_not_asked() -> None:
    answers = [a_good_answer(key) for key in FIRST]

    assert first_questions(scene_of(*answers, facts={"fields": FIRST})) is None


def test_when_nothing_more_is_asked_the_thread_learns_who_owes_what() -> None:
    answers = [answer for answer in every_answer() if answer.field not in {ALERT, "ownership.backup_owner"}]

    message = all_asked(scene_of(*answers, facts={}))

    assert message.text == "No more questions for now. 2 questions are still open."
    assert "*No more questions for now.* 2 are still open:\n" in as_read(message)
    assert "• <@U0BEN>: What raises an alarm\n• <@U0ANA>: Who stands in\n" in as_read(message)


def test_one_open_question_is_not_called_questions() -> None:
    answers = [answer for answer in every_answer() if answer.field != ALERT]

    assert all_asked(scene_of(*answers, facts={})).text.endswith("One question is still open.")


def test_three_questions_of_an_owner_are_named_and_the_rest_counted() -> None:
    answers = [answer for answer in every_answer() if not answer.field.startswith("capability.")]

    assert "The decision it takes · The rules it decides by · What is in scope · 1 more" in as_read(
        all_asked(scene_of(*answers, facts={}))
    )


def test_when_everything_is_answered_nothing_is_said_to_be_open() -> None:
    assert all_asked(scene_of(*every_answer(), facts={})) is None


def test_a_complete_alignment_is_not_asked_again() -> None:
    complete = replace(an_alignment(*every_answer()[1:], facilitator=ANA), status=Status.COMPLETE)

    assert question(a_scene(complete, viewer=None, facts={"field": FIRST[0]})) is None
