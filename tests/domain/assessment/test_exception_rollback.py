"""The exception and rollback model."""

import pytest

from tests.domain.assessment.conftest import Missing

REVIEW = [
    ("confidence < 0.8 → AP clerk", set()),
    ("Every loan above 50k goes to the credit desk", set()),
    ("if the patient is under 16 the senior physician checks it", set()),
    ("any claim with bodily injury, senior adjuster", set()),
    ("new suppliers: buyer confirms", set()),
    ("No human review, deliberately, because it only writes internal drafts", set()),
    ("Bei Beträgen über 10.000 € prüft der Teamleiter", set()),
    ("The editor reads every article that mentions a living person", set()),
    ("model disagrees with the rule engine → queue manual-check", set()),
    ("100 % of the letters are signed by a lawyer", set()),
    ("confidence below 0.7", {"reviewer"}),
    ("if unsure, the clerk decides", {"condition"}),
    ("the QA lead, when needed", {"condition"}),
    ("human in the loop", {"condition", "reviewer"}),
    ("if necessary someone has a look", {"condition", "reviewer"}),
    ("always keep humans in control", {"condition", "reviewer"}),
]

EXCEPTION = [
    ("scan unreadable → queue manual-intake", set()),
    ("If the API times out, retry 3 times, then park it in the dead letter queue", set()),
    ("Unknown supplier: send the invoice back with template E7", set()),
    ("missing address: the parcel is held and the depot clerk calls the customer", set()),
    ("Bei fehlender Unterschrift geht der Vertrag zurück an den Vertrieb", set()),
    ("language other than EN or DE goes to the translation desk", set()),
    ("no match found, leave the field empty and add the tag manual", set()),
    ("When the sensor sends no data for 5 minutes the last value is used and the HMI shows STALE", set()),
    ("duplicates are skipped and written to the table rejects", set()),
    ("If OCR fails we handle it", {"path"}),
    ("goes to the exception queue in ServiceNow", {"condition"}),
    ("errors are handled gracefully", {"condition", "path"}),
    ("case by case", {"condition", "path"}),
    ("exceptions are escalated appropriately", {"condition", "path"}),
    ("we have a process for that", {"condition", "path"}),
]

TRIGGER = [
    ("error rate > 5 % for 30 minutes", set()),
    ("a single payment to the wrong account", set()),
    ("more than 3 customer complaints per day", set()),
    ("misrouting above 10 % within 24 h", set()),
    ("any injury", set()),
    ("first time a patient gets a wrong dose", set()),
    ("p95 latency over 5 s for 10 min or more than 2 % 5xx in an hour", set()),
    ("Ausfallrate über 3 % in 24 Stunden", set()),
    ("acceptance rate drops below 60 % in a week", set()),
    ("as soon as one invoice is paid twice", set()),
    ("more than 15 complaints", {"window"}),
    ("roughly 5 % errors per hour", {"threshold"}),
    ("above 5 % for an hour", {"signal"}),
    ("error rate gets too high", {"threshold"}),
    ("when things go wrong", {"signal", "threshold"}),
    ("if the team feels uncomfortable", {"signal", "threshold"}),
    ("serious problems", {"signal", "threshold"}),
]

PROCEDURE = [
    ("on-call sets ai_routing=off in LaunchDarkly, done within 10 minutes", set()),
    ("Shift lead switches the line to manual mode and restarts the PLC, max 5 min", set()),
    ("helm rollback scoring 41; any SRE may do it; under 15 min", set()),
    (
        "1. disable the flow in Power Automate\n2. restore the last price list\n<@U024BE7LH> can do it, 30 minutes",
        set(),
    ),
    ("Duty pharmacist turns off the suggestion panel in Epic, takes 2 minutes", set()),
    ("Der Schichtleiter deaktiviert das Modul im Leitstand, innerhalb von 15 Minuten", set()),
    ("I revert the last release with `git revert` and redeploy, within an hour", set()),
    ("redeploy v1.8 from Octopus within 20 min", {"authority"}),
    ("The release manager redeploys the previous container image", {"time_limit"}),
    ("on-call engineer, within 15 minutes", {"steps"}),
    ("set the flag to off", {"authority", "time_limit"}),
    ("roll back quickly", {"steps", "authority", "time_limit"}),
    ("we restore the normal state", {"steps", "authority", "time_limit"}),
    ("see runbook", {"steps", "authority", "time_limit"}),
    ("the team decides together", {"steps", "authority", "time_limit"}),
]


@pytest.mark.parametrize(("answer", "expected"), REVIEW)
def test_a_review_trigger_is_a_testable_case_and_somebody_who_looks(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("exception_rollback.human_review_trigger", answer)


@pytest.mark.parametrize(("answer", "expected"), EXCEPTION)
def test_an_exception_path_says_which_case_goes_where(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.exception_path", answer)


@pytest.mark.parametrize(("answer", "expected"), TRIGGER)
def test_a_rollback_trigger_is_a_value_or_a_single_event(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.rollback_trigger", answer)


@pytest.mark.parametrize(("answer", "expected"), PROCEDURE)
def test_a_rollback_has_steps_an_authority_and_a_time_limit(missing: Missing, answer: str, expected: set[str]) -> None:
    assert expected == missing("exception_rollback.rollback_procedure", answer)
