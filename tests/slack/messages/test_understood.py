"""What was understood is said back, and only one thing is asked next."""

from dataclasses import replace
from typing import Any

from bot.domain.alignment import LONGEST_ANSWER, Answer, Provenance, Status
from bot.domain.verdict import Verdict
from bot.slack.ids import ActionId
from bot.slack.message import Message
from bot.slack.messages.understood import understood
from bot.slack.presses import Press
from tests.builders import a_finding, an_alignment, an_assessment
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


def test_an_executable_answer_is_said_on_one_line_as_it_was_written() -> None:
    message = said_after(a_good_answer(ALERT, "Above 5 %, call\n the on-call pharmacist."))

    assert as_read(message) == (
        "text: Understood: What raises an alarm\n"
        "● *What raises an alarm* (executable): Above 5 %, call the on-call pharmacist"
    )


def test_what_an_earlier_answer_had_said_stands_after_it() -> None:
    found = {"threshold": "5 %", "recipient": "Dana"}

    message = said_after(a_good_answer(ALERT, "Dana gets it", assessment=an_assessment(found=found)))

    assert "(executable): Dana gets it · 5 %" in as_read(message)


def test_names_of_people_nobody_looked_up_are_asked_for() -> None:
    answer = a_good_answer(ALERT, "Above 5 %, <@U0NEW> is called")

    assert "<@U0NEW>" not in as_read(said_after(answer))


def from_a_form(*keys: str, author: str = BEN) -> tuple[Answer, ...]:
    """Return executable answers that were given in one form."""
    return tuple(a_good_answer(key, author=author, provenance=Provenance.FORM) for key in keys)


def test_whoever_answered_a_form_is_named_once() -> None:
    shown = as_read(said_after(*from_a_form(METRIC, FAILURE, ALERT)))

    assert shown.count("<@U0BEN>") == 1
    assert "<@U0BEN> answered 3 questions, all executable:\n● *" in shown


def test_several_executable_answers_take_a_line_each() -> None:
    message = said_after(*from_a_form(METRIC, FAILURE, ALERT))

    assert len(as_read(message).split("\n")) == 1 + 1 + 3
    assert ">" not in as_read(message).replace("<@U0BEN>", "")


def test_twenty_answers_at_once_are_told_in_twenty_lines_and_one_question() -> None:
    good = tuple(replace(answer, provenance=Provenance.FORM) for answer in every_answer() if answer.field != METRIC)

    message = said_after(*good, a_partial_answer(METRIC, "fast", provenance=Provenance.FORM, lacking="window"))

    lines = as_read(message).split("\n")
    assert len([line for line in lines if line.startswith("● *")]) == len(good) == 20
    assert max(len(line) for line in lines if line.startswith("● *")) <= 85
    assert lines[-3:-1] == [
        "◐ *The number that means success* (not complete yet)",
        "*“fast” is no period one can compute. Over which period, or on how many cases, is it measured?*",
    ]


def test_it_is_said_how_many_of_the_answers_are_executable() -> None:
    partial = a_partial_answer(METRIC, "fast", BEN, provenance=Provenance.FORM, lacking="window")

    assert "<@U0BEN> answered 3 questions, 2 executable:\n" in as_read(
        said_after(partial, *from_a_form(FAILURE, ALERT))
    )


def test_words_that_are_called_untestable_do_not_count_as_understood() -> None:
    finding = a_finding(slot="threshold", words="around 90 %", follow_up="“around 90 %” cannot be tested. Which value?")
    judged = an_assessment(Verdict.PARTIAL, found={"unit": "90 %"}, missing=("threshold",), findings=(finding,))

    shown = as_read(said_after(a_good_answer(METRIC, "ideally around 90 %", assessment=judged)))

    assert "◐ *The number that means success* (not complete yet)\n*“around 90 %” cannot be tested." in shown


def test_what_is_asked_about_stands_next_to_the_question() -> None:
    shown = as_read(said_after(a_partial_answer(METRIC, "fast", lacking="window"), a_good_answer(ALERT)))

    assert shown.index("● *What raises an alarm*") < shown.index("◐ *The number that means success*")


def test_the_text_of_many_answers_stays_short() -> None:
    assert said_after(*every_answer()).text.endswith("and 16 more")


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
    assert Press(a="A1", f=METRIC, x="per calendar week", s="window") == Press.of(buttons[0])


def test_what_the_question_asks_anyway_is_not_listed_as_missing() -> None:
    assert "missing:" not in as_read(said_after(a_partial_answer(METRIC, "97 %")))


def test_several_missing_pieces_are_listed() -> None:
    answer = a_partial_answer(METRIC, "97 %")
    lacking = an_assessment(
        answer.assessment.verdict, found={}, missing=("threshold", "window"), findings=answer.assessment.findings
    )

    shown = as_read(said_after(a_good_answer(METRIC, "fast", assessment=lacking)))

    assert "○ *The number that means success* (nothing one can build or test yet)" in shown
    assert "Still missing: the value and the period or sample." in shown


def test_of_several_answers_only_the_most_consequential_gap_is_asked() -> None:
    light = a_partial_answer(ALERT, "often", lacking="threshold")
    heavy = a_partial_answer(FAILURE, "too bad", lacking="threshold")

    shown = as_read(said_after(light, heavy))

    assert "*“too bad” cannot be tested. Which value means that it has failed?*" in shown
    assert "rings at no number" not in shown


def test_after_three_tries_nothing_more_is_asked_about_it() -> None:
    message = said_after(a_partial_answer(METRIC, "97 %"), given_up=[METRIC])

    assert "After three tries it is kept as written and stays open; <@U0ANA> is reminded of it." in as_read(message)
    assert "Still missing: the value." in as_read(message)
    assert message.text == "Kept as written: The number that means success"
    assert actions_of(message) == []


def test_the_next_question_stands_in_the_same_message() -> None:
    message = said_after(a_good_answer(METRIC), next=FAILURE)

    assert "---\n*At which value of which number do you call it failed" in as_read(message)
    assert Press(a="A1", f=FAILURE) == Press.of(actions_of(message)[0])


def test_a_next_question_that_was_answered_meanwhile_is_left_out() -> None:
    message = said_after(a_good_answer(METRIC), others=(a_good_answer(FAILURE),), next=FAILURE)

    assert actions_of(message) == []


def test_an_answer_from_a_form_is_quoted_for_the_others_in_the_thread() -> None:
    judged = an_assessment(Verdict.PARTIAL, found={"unit": "3 %"}, missing=("window",))
    answer = a_good_answer(METRIC, "Perhaps 3 %,\nor so", BEN, provenance=Provenance.FORM, assessment=judged)

    assert "<@U0BEN> answered:\n>Perhaps 3 %, or so\n◐ *" in as_read(said_after(answer))


def test_an_answer_that_was_understood_from_end_to_end_is_not_said_twice() -> None:
    answer = a_good_answer(METRIC, "At most 3 %", BEN, provenance=Provenance.FORM)

    assert as_read(said_after(answer)).count("At most 3 %") == 1


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


def test_whoever_stands_in_for_another_is_told_for_whom_the_answer_counts() -> None:
    shown = as_read(said_after(a_good_answer(METRIC, author=BEN), viewer=BEN, debtor=ANA))

    assert "This counts for what <@U0ANA> owes, as you stand in for them." in shown
    assert "Nothing else is open" not in shown


def test_whoever_stands_in_for_another_is_told_when_nothing_else_is_open_for_them() -> None:
    shown = as_read(said_after(*every_answer(), viewer=BEN, debtor=ANA))

    assert "Nothing else is open for <@U0ANA> in" in shown


def test_the_last_answer_points_to_the_summary() -> None:
    last, *others = every_answer()

    shown = as_read(said_after(last, others=tuple(others), status=Status.COMPLETE, complete=True))

    assert "Nothing is open any more. The summary is in the channel." in shown


def test_a_closed_alignment_asks_no_next_question() -> None:
    message = said_after(a_good_answer(METRIC), status=Status.CLOSED, next=FAILURE)

    assert actions_of(message) == []


def test_answers_nobody_knows_any_more_are_not_spoken_of() -> None:
    scene = a_scene(an_alignment(), viewer=None, facts={"answers": ["gone"], "next": None, "given_up": []})

    assert understood(scene) is None


def test_names_in_answers_are_shown_but_nobody_is_called() -> None:
    answer = a_good_answer(METRIC, "Ask <@U0BEN>", ANA, provenance=Provenance.FORM)

    shown = as_read(said_after(answer))

    assert "(executable): Ask @Ben Okafor" in shown
    assert "<@U0BEN>" not in shown


def test_it_is_said_when_an_answer_was_too_long_to_be_kept_whole() -> None:
    whole = said_after(a_good_answer("capability.decision", "w" * (LONGEST_ANSWER - 1)))
    cut = said_after(a_good_answer("capability.decision", "w" * LONGEST_ANSWER))

    assert "It was too long" not in as_read(whole)
    assert "It was too long: its first 20,000 characters are kept." in as_read(cut)


def test_what_is_over_keeps_its_words_and_has_nothing_to_press() -> None:
    partial = a_partial_answer(METRIC, "97 %", lacking="window")
    asking, over = said_after(partial), said_after(partial, is_over=True)

    assert actions_of(asking)
    assert not actions_of(over)
    assert asking.text == over.text


def test_the_next_question_of_what_is_over_is_only_read() -> None:
    over = said_after(a_good_answer(METRIC), next=FAILURE, is_over=True)

    assert not actions_of(over)
    assert "For example: Failed if" in as_read(over)


def test_whoever_owes_something_elsewhere_too_reads_which_alignment_it_is() -> None:
    answer = a_good_answer(METRIC, provenance=Provenance.DIRECT)
    facts = {"answers": [answer.id], "next": None, "given_up": [], "complete": False}
    one = an_alignment(answer, facilitator=ANA)
    another = replace(an_alignment(facilitator=ANA), id="A2", title="Another")

    alone, beside = (
        understood(a_scene(*alignments, viewer=ANA, facts=facts)) for alignments in ((one,), (one, another))
    )

    assert one.title not in as_read(alone)
    assert "In <" in as_read(beside)
    assert f"|{one.title}>:" in as_read(beside)
