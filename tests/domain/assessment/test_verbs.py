"""The verbs of the machine, known by a list or by their place."""

import pytest

from bot.domain.assessment.passage import Passage
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.verbs import own_verbs

VERBS = [
    ("Routes each ticket to a queue", ["routes"]),
    ("Rebooks every passenger of a cancelled flight", ["rebooks"]),
    ("When a guest cancels, it reallots the room to the next guest", ["reallots"]),
    ("the tool tallies the crates, the foreman signs", ["tallies"]),
    ("turns each recording into a visit note", ["turns"]),
    ("An AI colleague that takes our tomatoes to the next level", []),
    ("page 14 of the handbook", []),
    ("60 stores and 40 trucks", []),
    ("she writes the sentence tomorrow", []),
    ("if the clerk routes it by hand", []),
    ("each order", []),
    ("the nurse decides", []),
]


@pytest.mark.parametrize(("text", "expected"), VERBS)
def test_a_verb_of_the_machine_is_known_by_list_or_place(text: str, expected: list[str]) -> None:
    reading = Reading(Passage(text))

    assert expected == [word for word, _ in own_verbs(reading)]
