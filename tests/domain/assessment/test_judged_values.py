"""Values that are called good or bad a second time, times that only tell a volume, alarms that are counted."""

import pytest

from tests.domain.assessment.conftest import Missing

MISJUDGED = [
    ("metric", "At least 95 % of the pallets in the right bin per week. 91 % counts as a pass as well."),
    ("metric", "wrong invoices at most 2 % a month; a month with 3 % is fine too"),
    ("metric", "misrouted calls below 4 % each quarter. A quarter at 3 % would not be a success."),
    ("metric", "mindestens 90 % der Bäume richtig erkannt pro Quartal. Ein Quartal mit 85 % ist auch in Ordnung."),
    ("metric", "lost samples: no more than 5 per month, but 8 in a month is still good enough"),
    ("metric", "median reply under 4 hours, weekly. We can live with 6 hours."),
    ("failure_threshold", "Wrong invoices above 3 % in a month. 5 % is not a failure though."),
    ("failure_threshold", "fewer than 80 % right bins in a week means stop. At 75 % it keeps running."),
    ("failure_threshold", "over 5 false stops a week is a failure, but 7 would be alright too"),
    ("failure_threshold", "more than 6 lost samples a month. 4 in a month have failed as well."),
    ("failure_threshold", "wrong seats must not exceed 5 a month. Up to 9 wrong seats a month are no failure."),
]
WELL_JUDGED = [
    ("metric", "At least 95 % of pallets in the right bin per week. 90 % is not enough."),
    ("metric", "wrong invoices at most 2 % a month; a month with 1 % is fine of course"),
    ("metric", "lost samples: no more than 5 per month, 8 would be too many"),
    ("metric", "mindestens 90 % pro Quartal richtig erkannte Bäume. 85 % reicht nicht."),
    ("failure_threshold", "wrong invoices above 3 % in a month. 2 % is ok."),
    ("failure_threshold", "more than 6 lost samples a month; up to 6 is acceptable"),
]
ONLY_A_VOLUME = [
    ("metric", "misread plates at most 1 %. We had 12,000 plates last month."),
    ("metric", "At least 97 % of scripts right. Per year we fill 80,000 of them."),
    ("metric", "mindestens 97 % richtige Rezepte. Letztes Jahr waren es 80.000 Stück."),
    ("failure_threshold", "over 5 % wrong scripts, then it ends. We fill 300 of them a day."),
]
ROUNDS_AND_SAMPLES = [
    ("metric", "leak class right in at least 85 % of 300 roofs surveyed in spring"),
    ("metric", "Durchschnittliche Abweichung höchstens 2 mm pro OP-Woche"),
    ("metric", "Anteil falsch geschätzter Zählerstände höchstens 2,5 % pro Ableserunde (Quartal)"),
    ("metric", "at least 95 % of the files to the right committee per intake"),
    ("failure_threshold", "dès que plus de 6 % des fuites sont manquées sur une saison"),
]
COUNTED_ALARMS = [
    ("metric", "no more than 3 missed alerts a month"),
    ("failure_threshold", "alerts that turn out wrong: over 30 % in a week"),
    ("failure_threshold", "stop when more than 10 alarms a week are false"),
    ("failure_threshold", "precision of the alarms below 60 % in a month"),
]


@pytest.mark.parametrize(("field", "answer"), MISJUDGED)
def test_a_value_that_is_judged_against_the_bound_leaves_it_open(field: str, answer: str, missing: Missing) -> None:
    assert {"comparator", "threshold"} == missing(f"success_criteria.{field}", answer)


@pytest.mark.parametrize(("field", "answer"), WELL_JUDGED)
def test_a_value_that_is_judged_as_the_bound_does_changes_nothing(field: str, answer: str, missing: Missing) -> None:
    assert set() == missing(f"success_criteria.{field}", answer)


@pytest.mark.parametrize(("field", "answer"), ONLY_A_VOLUME)
def test_a_time_that_only_tells_how_much_there_is_is_no_window(field: str, answer: str, missing: Missing) -> None:
    assert {"window"} == missing(f"success_criteria.{field}", answer)


@pytest.mark.parametrize(("field", "answer"), ROUNDS_AND_SAMPLES)
def test_a_round_of_work_or_a_sample_is_a_window(field: str, answer: str, missing: Missing) -> None:
    assert set() == missing(f"success_criteria.{field}", answer)


@pytest.mark.parametrize(("field", "answer"), COUNTED_ALARMS)
def test_alarms_that_are_counted_raise_none(field: str, answer: str, missing: Missing) -> None:
    assert set() == missing(f"success_criteria.{field}", answer)


@pytest.mark.parametrize(
    "answer", ["page <@U1> if latency is above 2 s for 10 minutes", "alert: error rate > 5 % in 1 h"]
)
def test_an_alarm_that_is_raised_is_no_failure_threshold(answer: str, missing: Missing) -> None:
    assert {"metric", "comparator", "threshold", "unit", "window"} == missing(
        "success_criteria.failure_threshold", answer
    )
