"""A window is what a number is measured over; a limit in front of an order is none."""

import pytest

from bot.domain.assessment.passage import Passage
from bot.domain.assessment.windows import find_windows
from tests.domain.assessment.conftest import Missing


@pytest.mark.parametrize(
    "answer",
    [
        "score is over 50, approve",
        "score over 50 approve, else reject",
        "risk over 700 decline",
        "more than 5, ask; over 50, escalate",
        "if the amount is over 200, route it to the clerk",
    ],
)
def test_a_limit_in_front_of_an_order_is_no_sample(answer: str) -> None:
    assert () == find_windows(Passage(answer))


@pytest.mark.parametrize("answer", ["over 500 invoices", "across 400 labelled tickets", "on the last 200 reviews"])
def test_a_number_of_cases_is_a_sample(answer: str) -> None:
    windows = find_windows(Passage(answer))

    assert [True] == [window.is_sample for window in windows]


@pytest.mark.parametrize(
    "field",
    ["success_criteria.failure_threshold", "monitoring.logged_events", "capability.out_of_scope"],
)
def test_a_rollback_procedure_answers_no_other_question(missing: Missing, field: str) -> None:
    found = missing(field, "Switch flag PAY_AI off, rerun the month in DATEV, takes the clerk 20 minutes at most")

    assert missing(field, "TBD") == found
