"""X10 and X11: targets, failure thresholds, alerts and rollbacks in the direction of their metric."""

import pytest

from tests.domain.crossing.saying import found_in

METRIC, FAILURE = "success_criteria.metric", "success_criteria.failure_threshold"
ALERT, ROLLBACK = "monitoring.alert", "exception_rollback.rollback_trigger"


def cases(answers: dict[str, str], rule: str) -> list[str]:
    return [each.case for each in found_in(answers, rule=rule)]


@pytest.mark.parametrize(
    ("target", "failure"),
    [
        (
            "At least 92 % of claims in the right queue, over 30 days.",
            "Below 95 % of claims in the right queue over 7 days.",
        ),
        ("Misrouted tickets at most 3 % per week.", "More than 2 % misrouted tickets per week."),
        ("p95 response time under 800 ms over 7 days.", "p95 response time over 0.5 s over 7 days."),
        ("Extraction accuracy at least 97 % over 30 days.", "Same metric below 98 % over 7 days."),
        ("F1 of at least 0.85 on the test set of March.", "F1 under 0.9 on the test set of March."),
    ],
)
def test_a_failure_threshold_on_the_good_side_of_the_target_is_found(target: str, failure: str) -> None:
    assert cases({METRIC: target, FAILURE: failure}, "X10") == ["failure"]


def test_failing_in_the_direction_of_success_is_found() -> None:
    answers = {
        METRIC: "Extraction accuracy at least 97 % over 30 days.",
        FAILURE: "Extraction accuracy above 90 % over 7 days: then it is switched off.",
    }

    assert cases(answers, "X10") == ["direction"]


@pytest.mark.parametrize(
    ("target", "failure"),
    [
        (
            "At least 92 % of claims in the right queue, over 30 days.",
            "Below 85 % of claims in the right queue over 7 days.",
        ),
        (
            "At least 92 % of claims in the right queue, over 30 days.",
            "More than 15 % of claims in the wrong queue over 7 days.",
        ),
        ("Misrouted tickets at most 3 % per week.", "More than 5 % misrouted tickets per week."),
        ("Extraction accuracy at least 97 % over 30 days.", "More than 20 complaints in a week."),
        (
            "Extraction accuracy at least 97 % over 30 days.",
            "Extraction accuracy must stay above 90 % over 7 days, otherwise we stop.",
        ),
        ("p95 under 800 ms over 7 days.", "p95 no longer under 2 s over 7 days."),
        ("At least 92 % right over 30 days.", "Below 92 % right over 30 days."),
    ],
)
def test_a_failure_threshold_beyond_the_target_is_fine(target: str, failure: str) -> None:
    assert cases({METRIC: target, FAILURE: failure}, "X10") == []


@pytest.mark.parametrize(
    ("target", "today"),
    [
        ("Misrouted tickets at most 12 % per week.", "11.4 % of tickets were misrouted in March, counted in Zendesk."),
        ("At least 90 % of claims in the right queue over 30 days.", "93 % in April, from the ClaimCenter report."),
    ],
)
def test_a_target_no_better_than_today_is_found(target: str, today: str) -> None:
    assert cases({METRIC: target, "success_criteria.baseline": today}, "X10") == ["baseline"]


@pytest.mark.parametrize(
    ("target", "today"),
    [
        ("Misrouted tickets at most 3 % per week.", "11.4 % of tickets were misrouted in March, counted in Zendesk."),
        ("Handling time at most 4 minutes per case over 30 days.", "6 minutes per case, from the time sheets."),
        ("Misrouted tickets at most 3 % per week.", "180 tickets per week, counted in Zendesk."),
    ],
)
def test_a_target_better_than_today_is_fine(target: str, today: str) -> None:
    assert cases({METRIC: target, "success_criteria.baseline": today}, "X10") == []


@pytest.mark.parametrize(
    ("alert", "other", "case"),
    [
        (
            "Claims in the right queue below 80 % over 24 h pages <@U1>.",
            {FAILURE: "Claims in the right queue below 85 % over 7 days."},
            "failure",
        ),
        (
            "More than 8 % misrouted tickets over a day pages the on-call rota.",
            {FAILURE: "More than 5 % misrouted tickets per week."},
            "failure",
        ),
        (
            "More than 30 wrong postings in 24 h pages <@U1>.",
            {ROLLBACK: "More than 20 wrong postings in 24 h."},
            "rollback",
        ),
    ],
)
def test_an_alert_that_comes_after_the_limit_is_found(alert: str, other: dict[str, str], case: str) -> None:
    assert cases({ALERT: alert, **other}, "X11") == [case]


def test_the_same_metric_is_the_one_success_is_measured_by() -> None:
    answers = {
        METRIC: "Extraction accuracy at least 97 % over 30 days.",
        FAILURE: "The same metric below 92 % over 7 days.",
        ALERT: "Extraction accuracy below 88 % over 24 h pages <@U1>.",
    }

    assert cases(answers, "X11") == ["failure"]


@pytest.mark.parametrize(
    ("alert", "other"),
    [
        (
            "Claims in the right queue below 88 % over 24 h alerts <@U1>.",
            {FAILURE: "Claims in the right queue below 85 % over 7 days."},
        ),
        ("More than 10 wrong postings in 24 h pages <@U1>.", {ROLLBACK: "More than 20 wrong postings in 24 h."}),
        ("More than 30 wrong postings in a week pages <@U1>.", {ROLLBACK: "More than 20 wrong postings in 24 h."}),
        ("More than 8 % timeouts over an hour pages <@U1>.", {FAILURE: "More than 5 % misrouted tickets per week."}),
        (
            "Claims in the right queue below 70 % over 15 minutes pages <@U1>.",
            {FAILURE: "Claims in the right queue below 85 % over 7 days."},
        ),
    ],
)
def test_an_alert_that_comes_in_time_or_is_about_something_else_is_fine(alert: str, other: dict[str, str]) -> None:
    assert cases({ALERT: alert, **other}, "X11") == []
