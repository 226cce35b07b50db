"""The success criteria: metric, comparator, threshold, unit, window, baseline."""

import pytest

from tests.domain.assessment.conftest import Missing

WHOLE = {"metric", "comparator", "threshold", "unit", "window"}

METRIC = [
    ("extraction accuracy >= 98 % on 500 held-out invoices", set()),
    ("p95 latency < 300 ms over 7 d", set()),
    ("first contact resolution of at least 70% per month", set()),
    ("F1 at least 0.85 on the golden set v3 (1,200 tickets)", set()),
    ("max 5 wrong bookings per week", set()),
    ("no more than two misrouted parcels in a thousand, measured weekly", set()),
    ("Fehlklassifikationsquote höchstens 3 % pro Monat", set()),
    ("taux de tickets mal routés inférieur à 5 % par semaine", set()),
    ("tasa de error menor de 2,5 % por mes", set()),
    ("handling time drops from 14 to 9 minutes, monthly average", set()),
    ("at least nine in ten drafts sent unchanged, weekly", set()),
    ("waste between 2 and 4 % per shift", set()),
    ("share of auto-approved claims: target 60 % per quarter", set()),
    ("forecast MAPE under 12 % over the last 4 weeks", set()),
    ("reduce no-shows by 20 % per quarter, today 11 %", set()),
    ("95 % or more of the calls are answered within 20 s, per day", set()),
    ("cost per processed document max. 0,15 € per month", set()),
    ("Kappa > 0.8 against two radiologists on 300 scans", set()),
    ("at most 1'200 open backorders at the end of each week", set()),
    ("complaint rate stays below 1.5% per calendar month", set()),
    ("misrouted tickets at most 3 %", {"window"}),
    ("precision 92 % per month", {"comparator"}),
    ("accuracy at least 95 % per week", {"metric"}),
    ("extraction accuracy around 95 % per month", {"threshold", "comparator"}),
    ("reduce handling time by 30 % per quarter", {"baseline"}),
    ("reply time under 4 hours", {"window"}),
    ("high accuracy", WHOLE),
    ("users are happy", WHOLE),
    ("better quality and faster processing", WHOLE),
    ("ROI", WHOLE),
    ("we have a budget of 200k and 5 engineers until Q3", WHOLE),
    ("we'll know it when we see it", WHOLE),
    ("<@U024BE7LH> decides", WHOLE),
]

FAILURE = [
    ("same metric below 80 % in two consecutive months", set()),
    ("misrouting above 8 % over 2 weeks", set()),
    ("more than 3 wrong payouts per month", set()),
    ("if false positives exceed 5% of all alerts in a week, we stop", set()),
    ("recall < 0.7 on the monthly sample of 200 cases", set()),
    ("Falschbuchungen über 1 % in einer Woche", set()),
    ("complaint rate reaches 4 % in any 30-day window", set()),
    ("p99 latency over 2 seconds for 3 days in a row", set()),
    ("less than half of the drafts are accepted in a month", set()),
    ("error rate above 5 %", {"window"}),
    ("false alarm rate 10 % per week", {"comparator"}),
    ("if performance degrades", WHOLE),
    ("when customers complain", WHOLE),
    ("too many errors", WHOLE),
    ("failure is not an option", WHOLE),
]


@pytest.mark.parametrize(("answer", "expected"), METRIC)
def test_success_is_a_metric_with_comparator_threshold_unit_and_window(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("success_criteria.metric", answer)


@pytest.mark.parametrize(("answer", "expected"), FAILURE)
def test_failure_is_a_number_at_which_it_stops(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("success_criteria.failure_threshold", answer)
