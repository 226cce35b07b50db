"""Reading a reply: which of the questions it answers, whatever it consists of."""

import re
import time

import pytest

from bot.catalogue_files import SHIPPED, read_catalogue, read_every_depth
from bot.domain.catalogue import Field
from bot.domain.moments import is_moment
from bot.domain.reply import answers_anyway, follow, read_reply
from bot.domain.wish import wish_of

FIELDS = list(read_catalogue(SHIPPED))
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
