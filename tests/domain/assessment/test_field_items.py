"""Fields listed in prose: each needs a type of its own, and one type only."""

import pytest

from tests.domain.assessment.conftest import Missing

BARE = [
    "tank_no int, salinity decimal and remarks",
    "grade (A/B/C), weight (kg, one decimal), inspector",
    "seat text; price decimal; reason",
    "Sitzplatz (Text), Preis (Dezimalzahl), Begründung",
    "place (texte), prix (décimal) et motif",
    "asiento (texto), precio (decimal) y motivo",
    "verdict pass/fail, score 0-100, explanation",
    "one boolean called urgent, one integer called floor, and the room",
    "trade_id string, side enum buy/sell, comment",
]
TWO_TYPES = [
    "grade is an integer from 1 to 5. Grade arrives as free text.",
    'depth: decimal in metres. depth is stored as a string like "about 4 m"',
    "verdict as text (yes or no), score as decimal. The verdict is sent as an integer, 1 or 0.",
    "hive no and risk. Both are numbers. Both are written as words.",
    "out comes `pallet`. It is an integer. It leaves as text.",
    "Preis: Dezimalzahl. Der Preis kommt immer als Text.",
]
ALL_TYPED = [
    "tank_no int, salinity decimal, both mandatory",
    "grade (A/B/C), weight (kg, one decimal), inspector (string)",
    "seat and reason as text, price as decimal",
    "hive number as an integer, swarm risk low, medium or high",
    "urgent boolean, floor integer, room text, in that order",
    "trade_id string, side enum: buy, sell, hold",
    "depth as decimal, in metres",
    "name string, uppercase; age int, positive",
    "Sitzplatz Text, Preis Dezimalzahl, Begründung Freitext, alle Pflicht",
    "depth as decimal and depth_unit as text",
    "verdict: integer, never text",
]


@pytest.mark.parametrize("answer", BARE)
def test_a_field_that_stands_bare_behind_typed_ones_lacks_its_type(answer: str, missing: Missing) -> None:
    assert {"types"} == missing("output_format.output_fields", answer)


@pytest.mark.parametrize("answer", TWO_TYPES)
def test_a_field_that_is_a_number_and_words_has_no_type(answer: str, missing: Missing) -> None:
    assert {"types"} == missing("output_format.output_fields", answer)


@pytest.mark.parametrize("answer", ALL_TYPED)
def test_a_list_whose_every_field_is_typed_is_complete(answer: str, missing: Missing) -> None:
    assert set() == missing("output_format.output_fields", answer)
