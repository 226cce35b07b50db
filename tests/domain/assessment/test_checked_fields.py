"""A check names its field before the rule or behind "without"; kinds of values, remarks and people are no fields."""

import pytest

from tests.domain.assessment.conftest import Missing

WHOLE = [
    "Reject every order without a postcode",
    "mandatory: IBAN and amount",
    "unique invoice numbers per supplier",
    "Duplicate claims on the same policy number are dropped",
    "at least one of phone or e-mail has to be filled",
    "Kontonummer genau 10 Ziffern, Betrag größer als 0",
    "le code postal a 5 chiffres, la date de naissance n'est pas dans le futur",
    "no negative quantities, no unknown warehouse codes",
    "We refuse readings whose meter is not in the register",
    "o2_mgl never null nor negative",
    "rows without a species are dropped",
    "No validation on purpose, agreed with the data office: pnr and seat were checked upstream",
    "seat must match ^[A-Z]+$, we learnt that the hard way roughly two seasons ago. No match, no processing: 422.",
]
NAMELESS = [
    "Blanks are refused, dates must lie in the past, text is limited to 80 characters",
    "only ISO dates, only two decimals, everything else gets thrown out",
    "Keine leeren Zellen, keine negativen Zahlen, sonst Abbruch",
    "pas de valeurs nulles, les nombres entre 0 et 100",
    "must be one of NEW, OPEN or DONE otherwise HTTP 400",
    "at most 2 MB, PDF or PNG only",
    "nothing negative, nothing older than a year",
    "mínimo 3 caracteres y nada de números negativos",
    "duplicates are dropped, empties bounce with a 400",
]
RULELESS = [
    "amount, iban: tbd",
    "vin and km go through a sanity check",
    "el importe tiene que ser razonable",
    "dob and gender are validated with the usual rules",
    "temp_c has to stay below 120. Values of temp_c up to 140 are let through, the old sensors read high.",
    "qty must not be negative, such rows are dropped.\nRows with a negative qty are kept as they are.",
]
EMPTY = [
    "Frau Maier looks over it within a day",
    "if anything fails the helpdesk gets a mail and answers within two days",
    "around 300 files a day, most of them fine",
    "wird vom Gateway ordentlich geprüft",
    "legal is still looking at that",
    "certified to ISO 9001, 32 test cases",
]


@pytest.mark.parametrize("answer", WHOLE)
def test_a_check_names_its_field_before_the_rule_or_behind_what_is_wrong(missing: Missing, answer: str) -> None:
    assert set() == missing("input_schema.validation", answer)


@pytest.mark.parametrize("answer", NAMELESS)
def test_a_kind_of_value_is_no_field(missing: Missing, answer: str) -> None:
    assert {"field_names"} == missing("input_schema.validation", answer)


@pytest.mark.parametrize("answer", RULELESS)
def test_a_field_without_a_rule_that_can_fail_is_only_named(missing: Missing, answer: str) -> None:
    assert {"rule"} == missing("input_schema.validation", answer)


@pytest.mark.parametrize("answer", EMPTY)
def test_a_remark_or_a_deadline_checks_nothing(missing: Missing, answer: str) -> None:
    assert {"rule", "field_names"} == missing("input_schema.validation", answer)
