"""X17: the numeric bands of the decision rules."""

import pytest

from tests.domain.crossing.saying import found_in


def cases(rules: str) -> list[str]:
    return [each.case for each in found_in({"capability.decision_rules": rules}, rule="X17")]


@pytest.mark.parametrize(
    "rules",
    [
        "If the estimated damage is at most 3,000 EUR, assign to the fast queue; if it is above 2,500 EUR, assign "
        "to the adjuster queue; otherwise to manual sorting.",
        "Score between 0.4 and 0.8: send to review. Score of at least 0.7: approve. Otherwise decline.",
        "If the score is below 60, decline. If the score is above 50, approve. Otherwise ask the underwriter.",
    ],
)
def test_bands_that_overlap_are_found(rules: str) -> None:
    assert cases(rules) == ["overlap"]


@pytest.mark.parametrize(
    "rules",
    [
        "If the amount is below 1,000 EUR, pay it out. If the amount is above 2,000 EUR, give it to the adjuster.",
        "If the score is below 0.5, decline; if the score is above 0.5, approve.",
    ],
)
def test_values_that_no_rule_covers_are_found(rules: str) -> None:
    assert cases(rules) == ["gap"]


@pytest.mark.parametrize(
    "rules",
    [
        "If the estimated damage is at most 3,000 EUR, assign to the fast queue; if it is above 3,000 EUR, assign "
        "to the adjuster queue; otherwise to manual sorting.",
        "If the amount is below 1,000 EUR, pay it out. If the amount is above 2,000 EUR, give it to the adjuster. "
        "Otherwise ask a clerk.",
        "If the confidence is at least 0.9, book it; if the confidence is at least 0.7, draft it; otherwise leave it.",
        "score >= 0.93 -> decline; 0.80–0.93 -> step-up; below 0.80 -> approve",
        "below 0.3 -> decline; 0.3 and up -> approve",
        "Score 0-39: decline, 40-69: junior underwriter, 70-100: approve.",
        "If the amount is below 2,000 EUR and the customer is known, pay it. If the amount is above 1,000 EUR and "
        "the customer is new, ask a clerk. Otherwise decline.",
        "New customers below 500 EUR go to A. Existing customers above 300 EUR go to B. Everything else to C.",
        "If the damage is below 3,000 EUR, pay it. If the age is above 20 years, ask. Otherwise decline.",
    ],
)
def test_bands_that_fit_are_fine(rules: str) -> None:
    assert cases(rules) == []
