"""Two opposite states leave nothing over, so the second is what happens otherwise; one state alone leaves that open."""

import pytest

from tests.domain.assessment.conftest import Missing

WHOLE = [
    "Passport expired: refuse boarding. Passport valid: board.",
    "with a receipt we refund in cash, without a receipt they get a voucher",
    "Mit Termin direkt zu Raum 4, ohne Termin an den Schalter",
    "con cita pasa a la sala 2, sin cita va al mostrador",
    "if the seal is broken, quarantine the crate. Intact seal, crate goes to aisle 3.",
    "Member of the library: lend. Not a member: desk.",
    "Known sender goes to the inbox, unknown sender goes to the spam tray",
    "Ohne Unterschrift geht der Antrag zurück an die Filiale, mit Unterschrift wird er gebucht",
    "late delivery -> credit note of 5 %, on time -> nothing",
    "pH below 6.8 or above 7.6 -> dose. in between -> do nothing",
    "Is a witness named? To the senior adjuster. No witness? Straight to payment.",
    "speed over 80 = photo. everything else passes",
    "If the form is incomplete, ask the citizen for it by post. Every other form is booked.",
    "If the claim is older than 2 years, reject; otherwise fast track and paid the same day",
]
LACKING = [
    ("Delivery with a cracked pallet: send back", {"default"}),
    ("with a doctor's note the absence is excused", {"default"}),
    ("door faults twice in 24 h → send a mechanic. All the rest waits. Oh, all the rest gets a call.", {"default"}),
    ("if the debt is older than 90 days we act with due firmness, otherwise a reminder goes out", {"action"}),
    ("if the claim is above 5,000 € we look at it more closely, otherwise it is paid out", {"action"}),
    (
        "The assistant decides according to best practice: good customers get good service",
        {"condition", "action", "default"},
    ),
]


@pytest.mark.parametrize("answer", WHOLE)
def test_a_rule_may_be_told_as_two_opposite_states(missing: Missing, answer: str) -> None:
    assert set() == missing("capability.decision_rules", answer)


@pytest.mark.parametrize(("answer", "expected"), LACKING)
def test_a_rule_without_its_other_side_or_a_real_action_lacks_it(
    missing: Missing, answer: str, expected: set[str]
) -> None:
    assert expected == missing("capability.decision_rules", answer)
