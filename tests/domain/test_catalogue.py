"""The names under which the questions and their pieces are spoken of."""

import pytest

from bot.catalogue_files import SHIPPED, read_catalogue
from bot.domain.catalogue import Field, Slot

SEVERAL_PIECES = [field for field in read_catalogue(SHIPPED, SHIPPED / "packs") if len(field.slots) > 1]


def key_of(field: Field) -> str:
    """Name a case of a test."""
    return field.key


def test_a_piece_is_called_by_its_label() -> None:
    assert "who may start it" == Slot(name="authority", label="who may start it", follow_up="Who may?").spoken


def test_a_piece_without_a_label_is_called_by_its_name_in_words() -> None:
    assert "time limit" == Slot(name="time_limit", follow_up="Within how many minutes?").spoken


@pytest.mark.parametrize("field", SEVERAL_PIECES, ids=key_of)
def test_pieces_that_can_be_missing_side_by_side_have_names_of_their_own(field: Field) -> None:
    spoken = [slot.spoken for slot in field.slots]

    assert all(slot.label for slot in field.slots)
    assert len(spoken) == len(set(spoken))
