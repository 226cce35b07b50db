"""What was understood is said back, and only one thing is asked next."""

from typing import Any

from bot.domain.alignment import Answer, Provenance, Status
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.messages.understood import understood
from bot.slack.presses import Press
from tests.builders import an_alignment, an_assessment
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, a_good_answer, a_partial_answer, a_scene, every_answer

METRIC, FAILURE, ALERT = "success_criteria.metric", "success_criteria.failure_threshold", "monitoring.alert"


def said_after(*answers: Answer, viewer: str | None = None, others: tuple[Answer, ...] = (), **facts: Any) -> Message:
    """Return what is said after these answers."""
    status = facts.pop("status", Status.OPEN)
    scene = a_scene(
        an_alignment(*others, *answers, facilitator=ANA, status=status),
        viewer=viewer,
        facts={"answers": [answer.id for answer in answers], "next": None, "given_up": [], "complete": False, **facts},
    )
    return understood(scene)


def actions_of(message: Message) -> list[dict[str, Any]]:
    """Return every control, from the top down."""
    return [element for block in message.blocks if block["type"] == "actions" for element in block["elements"]]


def test_an_executable_answer_is_repeated_piece_by_piece() -> None:
    found = {"threshold": "5 %", "recipient": "the on-call\n pharmacist"}

    message = said_after(a_good_answer(ALERT, "…", assessment=an_assessment(found=found)))

    assert as_read(message) == (
        "text: Understood: What raises an alarm\n"
        "*What raises an alarm* is executable. Understood:\n"
        "• threshold: 5 %\n"
        "• recipient: the on-call pharmacist"
    )


def test_only_what_is_missing_is_asked_and_suggestions_can_be_pressed() -> None:
    message = said_after(a_partial_answer(METRIC, "97 %", lacking="window"))

    buttons = actions_of(message)
    assert message.text.startswith("The number that means success: “97 %” is no period one can compute.")
    assert [button["text"]["text"] for button in buttons] == [
        "per calendar week",
        "per calendar month",
        "over the last 30 days",
    ]
    assert [button["action_id"] for button in buttons] == [ActionId.SUGGEST.numbered(n) for n in range(3)]
    assert Press(a="A1", f=METRIC, x="per calendar week") == Press.of(buttons[0])


def test_what_the_question_asks_anyway_is_not_listed_as_missing() -> None:
    assert "Missing:" not in as_read(said_after(a_partial_answer(METRIC, "97 %")))


def test_several_missing_pieces_are_listed() -> None:
    answer = a_partial_answer(METRIC, "97 %")
    lacking = an_assessment(
        answer.assessment.verdict, found={}, missing=("threshold", "window"), findings=answer.assessment.findings
    )

    shown = as_read(said_after(a_good_answer(METRIC, "fast", assessment=lacking)))

    assert "*The number that means success*: nothing in it can be built or tested yet." in shown
    assert "Missing: threshold and window." in shown


def test_of_several_answers_only_the_most_consequential_gap_is_asked() -> None:
    light = a_partial_answer(ALERT, "often", lacking="threshold")
    heavy = a_partial_answer(FAILURE, "too bad", lacking="threshold")

    shown = as_read(said_after(light, heavy))

    assert "*“too bad” cannot be tested. Which value means that it has failed?*" in shown
    assert "rings at no number" not in shown


def test_after_three_tries_nothing_more_is_asked_about_it() -> None:
    message = said_after(a_partial_answer(METRIC, "97 %"), given_up=[METRIC])

    assert "That was the third try, so the answer is kept as written and the gap stays open." in as_read(message)
    assert "Missing: threshold." in as_read(message)
    assert actions_of(message) == []


def test_the_next_question_stands_in_the_same_message() -> None:
    message = said_after(a_good_answer(METRIC), next=FAILURE)

    assert "---\n*At which value of which number do you call it failed" in as_read(message)
    assert Press(a="A1", f=FAILURE) == Press.of(actions_of(message)[0])


def test_a_next_question_that_was_answered_meanwhile_is_left_out() -> None:
    message = said_after(a_good_answer(METRIC), others=(a_good_answer(FAILURE),), next=FAILURE)

    assert actions_of(message) == []


def test_an_answer_from_a_form_is_quoted_for_the_others_in_the_thread() -> None:
    answer = a_good_answer(METRIC, "At most 3 %", BEN, provenance=Provenance.FORM)

    assert "<@U0BEN> answered:\n>⁨At most 3 %⁩" in as_read(said_after(answer))


def test_a_reply_in_the_thread_is_not_quoted_back() -> None:
    assert "answered:" not in as_read(said_after(a_good_answer(METRIC, "At most 3 %", BEN)))


def test_people_are_not_quoted_to_themselves() -> None:
    answer = a_good_answer(METRIC, "At most 3 %", BEN, provenance=Provenance.DIRECT)

    assert "answered:" not in as_read(said_after(answer, viewer=BEN))


def test_somebody_with_nothing_left_to_answer_is_thanked() -> None:
    shown = as_read(said_after(a_good_answer(METRIC, author=BEN), viewer=BEN))

    assert "Thank you. Nothing else is open for you in" in shown


def test_somebody_with_more_to_answer_is_not_told_that_it_is_over() -> None:
    assert "Nothing else is open" not in as_read(said_after(a_good_answer(METRIC), viewer=ANA))


def test_the_last_answer_points_to_the_summary() -> None:
    last, *others = every_answer()

    shown = as_read(said_after(last, others=tuple(others), status=Status.COMPLETE, complete=True))

    assert "That was the last open question. The summary is in the channel." in shown


def test_a_closed_alignment_asks_no_next_question() -> None:
    message = said_after(a_good_answer(METRIC), status=Status.CLOSED, next=FAILURE)

    assert actions_of(message) == []


def test_answers_nobody_knows_any_more_are_not_spoken_of() -> None:
    scene = a_scene(an_alignment(), viewer=None, facts={"answers": ["gone"], "next": None, "given_up": []})

    assert understood(scene) is None


def test_names_in_answers_are_shown_but_nobody_is_called() -> None:
    answer = a_good_answer(METRIC, "Ask <@U0BEN>", ANA, provenance=Provenance.FORM)

    shown = as_read(said_after(answer))

    assert ">⁨Ask @Ben Okafor⁩" in shown
    assert "<@U0BEN>" not in shown
