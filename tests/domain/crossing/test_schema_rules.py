"""X4, X9 and X16: metrics, examples and rules against the schemas."""

import pytest

from tests.domain.crossing.saying import found_in

METRIC, RULES = "success_criteria.metric", "capability.decision_rules"
INPUT, OUTPUT, FORMAT = "input_schema.fields", "output_format.output_fields", "output_format.format"
VALID, INVALID, GOLDEN = "input_schema.examples_valid", "input_schema.examples_invalid", "output_format.golden_pairs"
FIELDS = "- claim_id: string\n- queue: enum fast, adjuster, manual\n- confidence: number, 0 to 1"
TAKEN = "- claim_id: string, required\n- amount: number, required\n- note: string, optional"


def found(answers: dict[str, str], rule: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.case, each.words[:1]) for each in found_in(answers, rule=rule)]


@pytest.mark.parametrize(
    ("metric", "name"),
    [
        ("At least 95 % of claims with the right target_queue over 30 days.", "target_queue"),
        ("`severity` is right in at least 95 % of claims over 30 days.", "severity"),
    ],
)
def test_a_metric_about_a_field_the_output_does_not_have_is_found(metric: str, name: str) -> None:
    assert found({METRIC: metric, OUTPUT: FIELDS}, "X4") == [("unknown", (name,))]


@pytest.mark.parametrize(
    "metric",
    [
        "At least 95 % of claims with the right queue over 30 days.",
        "claim_id and `queue` are right in at least 95 % of claims over 30 days.",
        "Accuracy of at least 95 % on golden_set_v3, 500 claims of May.",
        "misroute_rate at most 3 % per week.",
        "At least 95 % right over 30 days, from the table claims_triage in PagerDuty and SharePoint.",
    ],
)
def test_a_metric_about_known_fields_data_sets_and_products_is_fine(metric: str) -> None:
    assert found({METRIC: metric, OUTPUT: FIELDS}, "X4") == []


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        ({INPUT: f'{TAKEN}\n{{"claim_id": "C-1", "amount": "a lot"}}'}, "$.amount"),
        ({INPUT: TAKEN, VALID: '{"claim_id": "C-1"} and {"claim_id": "C-2", "amount": 3}'}, "$"),
        (
            {OUTPUT: FIELDS, FORMAT: 'JSON such as {"claim_id": "C-1", "queue": "express", "confidence": 0.8}'},
            "$.queue",
        ),
        (
            {INPUT: TAKEN, OUTPUT: FIELDS, GOLDEN: '{"claim_id": "C-1", "amount": 2} gives {"queue": "express"}'},
            "$.queue",
        ),
    ],
)
def test_an_example_that_breaks_its_schema_is_found_with_its_path(answers: dict[str, str], path: str) -> None:
    assert found(answers, "X9") == [("breaks", (path,))]


def test_an_invalid_example_that_the_schema_accepts_is_found() -> None:
    answers = {INPUT: TAKEN, INVALID: '{"claim_id": "", "amount": -5}, because the amount is negative.'}

    assert [case for case, _ in found(answers, "X9")] == ["accepted"]


@pytest.mark.parametrize(
    "answers",
    [
        {INPUT: f'{TAKEN}\n{{"claim_id": "C-1", "amount": 12.5}}'},
        {INPUT: TAKEN, VALID: '{"claim_id": "C-1", "amount": 0.99} and {"claim_id": "C-2", "amount": 3, "note": null}'},
        {INPUT: TAKEN, INVALID: '{"claim_id": "C-1", "amount": "five"}, because the amount is a word.'},
        {INPUT: TAKEN, OUTPUT: FIELDS, GOLDEN: '{"claim_id": "C-1", "amount": 2} gives {"queue": "fast"}'},
        {VALID: '{"claim_id": "C-1"}'},
        {INPUT: '{"$schema": "x", "properties": {"a": {"$ref": "https://evil.example/x"}}}', VALID: '{"a": 1}'},
    ],
)
def test_examples_that_fit_and_schemas_nobody_can_trust_are_fine(answers: dict[str, str]) -> None:
    assert found(answers, "X9") == []


@pytest.mark.parametrize(
    ("rules", "stray"),
    [
        (
            "If the damage is at most 3,000 EUR, assign to the fast queue; otherwise assign to the litigation queue.",
            "litigation",
        ),
        (
            'If the text names a person, set it to "adjuster"; if it is empty, set it to "rejected"; else "manual".',
            "rejected",
        ),
    ],
)
def test_an_outcome_that_the_output_cannot_hold_is_found(rules: str, stray: str) -> None:
    assert found({RULES: rules, OUTPUT: FIELDS}, "X16") == [("value", (stray,))]


@pytest.mark.parametrize(
    "rules",
    [
        "If the damage is at most 3,000 EUR, assign to the fast queue; otherwise assign to the adjuster queue.",
        "If the confidence is at least 0.9, post the draft; otherwise send it to the AP exception queue.",
        "If the damage is at most 3,000 EUR, assign to the FAST queue; otherwise tell the team lead.",
    ],
)
def test_outcomes_among_the_values_or_about_something_else_are_fine(rules: str) -> None:
    assert found({RULES: rules, OUTPUT: FIELDS}, "X16") == []
