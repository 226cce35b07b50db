"""Reading a reply: which of the questions it answers, whatever it consists of."""

import re
import time
from dataclasses import replace

import pytest

from bot.catalogue_files import SHIPPED, read_catalogue, read_every_depth
from bot.domain.alignment import Alignment
from bot.domain.catalogue import Field
from bot.domain.moments import is_moment
from bot.domain.numbering import numbered_questions
from bot.domain.reply import answers_anyway, follow, read_reply
from bot.domain.wish import wish_of
from tests.builders import an_alignment, an_answer

CORE = read_catalogue(SHIPPED)
FIELDS = list(CORE)
DECISION, METRIC, FAILURE = "capability.decision", "success_criteria.metric", "success_criteria.failure_threshold"
STEPS = "exception_rollback.rollback_procedure"
EVERY_DEPTH = read_every_depth()
LONGEST_MESSAGE = 40_000
CPU_SECONDS = 10.0
"""A hundred times what it takes; before, empty lines alone took a minute, in which nothing else could run."""


@pytest.mark.parametrize("between", ["\n", " \n", "\r\n", "\t", "1.\n", "-\n", "|\n"])
def test_the_longest_message_is_read_without_holding_up_anybody(between: str) -> None:
    text = "a" + (between * LONGEST_MESSAGE)[: LONGEST_MESSAGE - 2] + "b"
    before = time.process_time()

    read_reply(text, FIELDS[:4], {}, author="U0ANA")

    assert time.process_time() - before < CPU_SECONDS


def test_numbers_say_which_question_is_meant() -> None:
    fields = FIELDS[:3]

    readings = read_reply("1. A clerk decides.\n 3) Ana owns it.", fields, {}, author="U0ANA")

    assert [(fields[0], "A clerk decides."), (fields[2], "Ana owns it.")] == [
        (each.field, each.text) for each in readings
    ]


def texts(text: str, *asked: str) -> dict[str, str]:
    """Read a reply while these questions are asked, the first ones having been numbered; return what each gets."""
    first = [CORE.field(key) for key in (DECISION, METRIC, FAILURE)]
    readings = read_reply(text, [CORE.field(key) for key in asked], {}, author="U0ANA", numbered=first)
    return {each.field.key: each.text for each in readings}


@pytest.mark.parametrize("asked", [(METRIC, FAILURE), (METRIC, DECISION, FAILURE), (FAILURE,), (STEPS,), ()])
def test_a_number_names_the_question_that_was_put_under_it_whatever_is_asked_by_now(asked: tuple[str, ...]) -> None:
    assert {METRIC: "At least 95 % over 30 days"} == texts("2. At least 95 % over 30 days", *asked)


@pytest.mark.parametrize("number", ["*2.*", "2)", "2:", "Q2:", "#2.", "Question 2:", "Correction to 2:", "re 2:"])
def test_a_number_is_known_however_it_is_written(number: str) -> None:
    assert {METRIC: "At least 95 %"} == texts(f"{number} At least 95 %", FAILURE)


@pytest.mark.parametrize(
    "announced",
    ["Here’s ours:", "Hi all, see below", "<@U0ALIGNED> thanks! Here you go:", "As discussed yesterday:", ""],
)
def test_numbered_answers_may_be_announced(announced: str) -> None:
    said = f"{announced}\n\n2. At least 95 %\n3. Below 85 %"

    assert {METRIC: "At least 95 %", FAILURE: "Below 85 %"} == texts(said, METRIC, DECISION, FAILURE)


@pytest.mark.parametrize("before", ["To roll back:", "92 %:", "Ana decides.", "Our steps:"])
def test_what_says_anything_before_a_list_makes_one_answer_of_it(before: str) -> None:
    assert 1 == len(texts(f"{before}\n1. Turn the flag off\n2. Route by hand\n3. Tell all", DECISION, METRIC))


def test_several_numbers_name_the_first_questions_while_one_of_them_is_asked() -> None:
    assert {METRIC: "At least 95 %", FAILURE: "Below 85 %"} == texts("2. At least 95 %\n3. Below 85 %", FAILURE)


def test_the_steps_of_a_procedure_are_one_answer() -> None:
    steps = "1. Turn the flag off in LaunchDarkly.\n2. Route all claims by hand.\n3. Tell the on-call."

    assert {STEPS: steps} == texts(steps, STEPS)


def test_a_step_that_is_more_than_there_were_questions_belongs_to_the_one_before() -> None:
    assert {FAILURE: "Below 85 %\n4. or more than 9 complaints a day"} == texts(
        "3. Below 85 %\n4. or more than 9 complaints a day", FAILURE
    )


def test_a_list_that_counts_nothing_is_one_answer() -> None:
    assert {FAILURE: "1. Below 85 %\n1. over 7 days"} == texts("1. Below 85 %\n1. over 7 days", FAILURE)


def test_a_day_is_no_number_of_a_question() -> None:
    assert STEPS in texts("3. March 2027", STEPS)


def test_small_talk_under_a_number_is_no_answer() -> None:
    assert {} == texts("2. ok", METRIC)


def begun(*answered: str, **changes: object) -> Alignment:
    """Return an alignment in which these were answered."""
    return replace(an_alignment(*(an_answer(key, catalogue_version=CORE.version) for key in answered)), **changes)


def test_the_first_questions_keep_their_numbers_when_they_are_answered_or_put_off() -> None:
    known = [numbered_questions(each, CORE) for each in (begun(), begun(METRIC, asked=(FAILURE,), skipped=(DECISION,)))]

    assert [[DECISION, METRIC, FAILURE]] * 2 == [[field.key for field in fields] for fields in known]


def test_numbers_are_not_known_after_an_answer_to_another_version_of_the_questions() -> None:
    alignment = an_alignment(an_answer(METRIC, catalogue_version="of last year"))

    assert () == numbered_questions(alignment, CORE)


def is_heard_as_answer(said: str, field: Field) -> bool:
    """Tell whether words are taken for an answer where the question of a field is asked."""
    wish = wish_of(said)
    return wish is None or answers_anyway(wish, follow(field, None, said, author="U0ANA"), None)


def test_every_shipped_example_is_an_answer_to_its_question() -> None:
    assert [] == [field.key for field in EVERY_DEPTH if not is_heard_as_answer(field.example, field)]


def test_every_time_in_a_shipped_example_is_an_answer_to_its_question() -> None:
    parts = [(part, field) for field in EVERY_DEPTH for part in re.split(r"[,;:.] |\.$", field.example)]
    times = [(part, field) for part, field in parts if is_moment(part)]

    assert {"On 15 March 2027", "On 30 September 2027", "On 12 May 2027"} <= {part for part, _ in times}
    assert [] == [(part, field.key) for part, field in times if not is_heard_as_answer(part, field)]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("On 15 March 2027.", "ownership.review_date"),
        ("2026-04-20", "ownership.review_date"),
        ("In three months", "ownership.review_date"),
        ("15 April 2026", "success_criteria.decision_date"),
        ("yesterday", "monitoring.tested_alert"),
        ("12 May", "exception_rollback.drill"),
        ("31 December 2026", "ownership.end_of_life"),
        ("in 2 days", "exception_rollback.rollback_time"),
        ("in 2 hours", "exception_rollback.rollback_time"),
        ("15h", "exception_rollback.rollback_time"),
        ("in one day", "exception_rollback.detection_time"),
        ("by the end of the day", "output_format.latency"),
        ("in 3 months", "monitoring.log_retention"),
        ("at the end of the month", "monitoring.review_cadence"),
        ("in 20 minutes", "exception_rollback.rollback_procedure"),
    ],
)
def test_a_date_or_an_amount_of_time_answers_the_question_that_asks_for_it(said: str, key: str) -> None:
    assert is_heard_as_answer(said, EVERY_DEPTH.field(key))


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("tomorrow", "ownership.review_date"),
        ("friday 3pm", "success_criteria.decision_date"),
        ("in two weeks", "success_criteria.decision_date"),
        ("tonight", "exception_rollback.drill"),
        ("tomorrow", "ownership.end_of_life"),
        ("next week", "monitoring.log_retention"),
        ("in the morning", "exception_rollback.detection_time"),
        ("friday at 15", "exception_rollback.rollback_time"),
        ("in 2 hours", "capability.decision"),
        ("15 April 2026", "capability.in_scope"),
        ("on the 12th", "success_criteria.failure_threshold"),
    ],
)
def test_a_time_at_which_one_is_reminded_answers_no_question_for_something_else(said: str, key: str) -> None:
    assert not is_heard_as_answer(said, EVERY_DEPTH.field(key))
