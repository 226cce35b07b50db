"""Numbers in every locale and in words, their units, and the roles in which they bound nothing."""

import pytest

from bot.domain.assessment.passage import Passage
from bot.domain.assessment.quantities import Quantity, Role, find_quantities, localised


def first(text: str) -> Quantity:
    return find_quantities(Passage(text))[0]


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("1.200", 1200),
        ("1 200", 1200),
        ("1,200", 1200),
        ("1'200", 1200),
        ("92,5", 92.5),
        ("0.125", 0.125),
        ("1.234.567", 1234567),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("7", 7),
    ],
)
def test_digits_are_read_in_any_locale(digits: str, value: float) -> None:
    assert value == localised(digits)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ninety-five percent", 95),
        ("ninety five percent", 95),
        ("fünfundneunzig Prozent", 95),
        ("fuenfundneunzig Prozent", 95),
        ("quatre-vingt-quinze pour cent", 95),
        ("noventa y cinco por ciento", 95),
        ("two per thousand", 0.002),
        ("nine in ten", 0.9),
        ("3 out of 4", 0.75),
        ("half of them", 0.5),
    ],
)
def test_number_words_are_read_in_four_languages(words: str, value: float) -> None:
    assert value == pytest.approx(first(words).value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("95 %", "%"),
        ("95%", "%"),
        ("12 pct", "%"),
        ("300 ms", "ms"),
        ("30d", "d"),
        ("15 Minuten", "min"),
        ("2 semaines", "week"),
        ("€ 500", "currency"),
        ("500 CHF", "currency"),
        ("3 ‰", "‰"),
        ("4 °C", "physical"),
        ("2 percentage points", "pp"),
        ("0.85", None),
    ],
)
def test_units_are_recognised(text: str, unit: str | None) -> None:
    assert unit == first(text).unit


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("12 people", Role.HEAD_COUNT),
        ("3 pilot teams", Role.HEAD_COUNT),
        ("slide 12", Role.REFERENCE),
        ("version 4", Role.REFERENCE),
        ("by 2026", Role.DATE),
        ("1 February", Role.DATE),
        ("14:30", Role.DATE),
        ("budget of 80k EUR", Role.BUDGET),
        ("95th percentile", Role.PERCENTILE),
        ("5 complaints", Role.MEASURE),
    ],
)
def test_a_number_in_another_role_bounds_nothing(text: str, role: Role) -> None:
    assert role is first(text).role


@pytest.mark.parametrize("text", ["p95 latency", "GPT-4", "F1", "S3 bucket", "#12"])
def test_digits_inside_a_name_are_no_numbers(text: str) -> None:
    assert () == find_quantities(Passage(text))


@pytest.mark.parametrize("text", ["50 declarations", "40 marcas", "12 separate complaints", "5 mayors", "7 decisions"])
def test_a_word_that_begins_like_a_month_makes_no_date(text: str) -> None:
    assert Role.MEASURE is first(text).role


@pytest.mark.parametrize("text", ["on 3 March", "12. Dez. 2025", "el 4 de mayo", "5 sept"])
def test_a_day_before_its_month_is_a_date(text: str) -> None:
    assert Role.DATE is first(text).role


def test_a_plus_between_number_and_unit_keeps_the_unit() -> None:
    assert "min" == first("orders 20+ min late").unit
