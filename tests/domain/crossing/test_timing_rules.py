"""X7 and X14: durations that fit, dates that lie ahead."""

from datetime import date

import pytest

from bot.domain.crossing.calendar_dates import dates_of
from tests.domain.crossing.saying import found_in

DETECTION, UNDOING = "exception_rollback.detection_time", "exception_rollback.rollback_time"
TOLERABLE, PROCEDURE = "exception_rollback.tolerable_harm_window", "exception_rollback.rollback_procedure"


def cases(answers: dict[str, str], rule: str) -> list[str]:
    return [each.case for each in found_in(answers, rule=rule)]


@pytest.mark.parametrize(
    "answers",
    [
        {DETECTION: "At most 45 minutes.", UNDOING: "At most 20 minutes.", TOLERABLE: "At most 60 minutes."},
        {DETECTION: "At most 1 day.", UNDOING: "At most 2 hours.", TOLERABLE: "At most 24 hours."},
        {
            PROCEDURE: "1. Set the flag x_on to off. 2. Restart. <@U1> may do it, within 90 minutes.",
            TOLERABLE: "At most 1 hour.",
        },
    ],
)
def test_harm_that_lasts_longer_than_is_bearable_is_found(answers: dict[str, str]) -> None:
    assert cases(answers, "X7") == ["late"]


def test_the_sum_is_told_in_the_words_of_the_answers() -> None:
    answers = {DETECTION: "At most 45 minutes.", UNDOING: "At most 20 minutes.", TOLERABLE: "At most 1 hour."}

    (found,) = found_in(answers, rule="X7")

    assert (DETECTION, UNDOING, TOLERABLE) == found.fields
    assert {"together": "45 minutes + 20 minutes", "bearable": "1 hour"} == found.facts


@pytest.mark.parametrize(
    "answers",
    [
        {DETECTION: "At most 15 minutes.", UNDOING: "At most 20 minutes.", TOLERABLE: "At most 60 minutes."},
        {DETECTION: "At most 1 day.", UNDOING: "At most 2 hours."},
        {UNDOING: "At most 60 minutes.", TOLERABLE: "At most 1 hour."},
        {TOLERABLE: "At most 60 minutes."},
    ],
)
def test_harm_that_ends_in_time_is_fine(answers: dict[str, str]) -> None:
    assert cases(answers, "X7") == []


@pytest.mark.parametrize(
    ("field", "said", "case"),
    [
        ("success_criteria.decision_date", "On 30 September 2025, in the operations review.", "past"),
        ("success_criteria.decision_date", "2026-03-01 in the steering meeting.", "past"),
        ("ownership.review_date", "On 1 December 2027.", "far"),
        ("ownership.review_date", "On 2 January 2026.", "past"),
        ("ownership.review_date", "15.03.2025", "past"),
    ],
)
def test_a_date_in_the_past_or_too_far_away_is_found(field: str, said: str, case: str) -> None:
    assert cases({field: said}, "X14") == [case]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("success_criteria.decision_date", "On 30 September 2027, in the operations review."),
        ("ownership.review_date", "On 1 February 2027."),
        ("ownership.review_date", "On 3/4/2025, whichever way that is read."),
        ("monitoring.tested_alert", "On 2 February 2026, see the incident log."),
    ],
)
def test_a_date_ahead_and_the_date_of_something_done_are_fine(field: str, said: str) -> None:
    assert cases({field: said}, "X14") == []


@pytest.mark.parametrize(
    "said",
    [
        "2026-09-30",
        "30 September 2026",
        "30. Sept. 2026",
        "September 30th, 2026",
        "30.9.2026",
        "9/30/2026",
        "30 de septiembre de 2026",
    ],
)
def test_a_date_is_read_as_people_write_it(said: str) -> None:
    assert [when for when, _ in dates_of(said)] == [date(2026, 9, 30)]


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert dates_of("31 June 2026") == ()
