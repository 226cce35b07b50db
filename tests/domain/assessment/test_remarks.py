"""A hedge on a value voids it; a hedge on a remark about the value voids nothing."""

import pytest

from tests.domain.assessment.conftest import Missing

ON_THE_VALUE = [
    ("success_criteria.metric", "wrong seat calls under perhaps 3 % per night", {"threshold", "comparator"}),
    (
        "success_criteria.failure_threshold",
        "spoiled batches above 5 or 6 % a month I reckon",
        {"threshold", "comparator"},
    ),
    ("monitoring.alert", "more than, let's say, 20 refused cards an hour → cashier desk lead", {"threshold"}),
    ("monitoring.alert", "así como 15 errores por hora → jefe de turno", {"threshold"}),
    ("success_criteria.failure_threshold", "mehr als so 4 % Fehlbuchungen im Monat", {"threshold", "comparator"}),
    (
        "exception_rollback.rollback_procedure",
        "Turn the dial to manual, the boatswain may, takes a quarter of an hour if we are lucky",
        {"time_limit"},
    ),
    ("output_format.consumer", "I suppose the tram drivers, on the cab display", {"consumer"}),
    ("input_schema.source_system", "most likely SAP, table VBAK", {"system"}),
]
ON_A_REMARK = [
    ("success_criteria.metric", "Could be strict, but: wrong seat calls under 3 % per night"),
    ("monitoring.alert", "more than 20 refused cards an hour → cashier desk lead, who will probably be asleep"),
    ("exception_rollback.rollback_trigger", "more than 12 complaints a day. Roughly what we had with the old vendor."),
    ("monitoring.review_cadence", "the head nurse, every first Monday, maybe with cake"),
    ("ownership.accountable_owner", "<@U0ANNA001>, she said yes, though she'll perhaps hate me for it"),
    ("ownership.accountable_owner", "I've maybe said this three times now, accountable = <@U0ANNA001>, she accepted"),
    ("capability.in_scope", "Oak and beech stands of the Solling district, probably the best documented ones we have"),
    (
        "exception_rollback.human_review_trigger",
        "Possibly overcautious: each letter with a legal deadline goes to the registrar",
    ),
    ("monitoring.alert", "vielleicht übertrieben, aber: ab 10 Fehlbuchungen pro Stunde Anruf beim Schichtleiter"),
]


@pytest.mark.parametrize(("key", "answer", "expected"), ON_THE_VALUE)
def test_a_hedge_on_the_value_voids_it(missing: Missing, key: str, answer: str, expected: set[str]) -> None:
    assert expected == missing(key, answer)


@pytest.mark.parametrize(("key", "answer"), ON_A_REMARK)
def test_a_hedge_on_a_remark_voids_nothing(missing: Missing, key: str, answer: str) -> None:
    assert set() == missing(key, answer)
