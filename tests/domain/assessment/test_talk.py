"""Talk about an answer, and answers that only sound like talk."""

import pytest

from bot.domain.assessment.passage import Passage
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.talk import is_talk

TALK = [
    "To be honest we never talked about that",
    "Peter made a list once",
    "legal still collects those",
    "ping me in May",
    "Frau Albers weiß das",
    "das klärt der Einkauf noch",
    "the budget ends in June",
    "scope is clear to everyone",
    "Tom from legal is drafting the list",
    "the board has not decided yet",
    "she wrote the minutes",
    "wir wollen erstmal klein anfangen",
    "lo vemos en la próxima reunión",
    "cela dépend du budget",
    "nothing we can think of",
    "they want it for everybody",
]
LINES = [
    "we only take bikes under 2.000 €",
    "it never talks to journalists",
    "we start with the yard in Bremen",
    "appeals that the board decides",
    "on the ring line only",
    "je Filiale nur die Kassen 1 und 2",
    "scope is limited to Lyon and Dijon",
    "wir nehmen nur Anträge aus Kassel",
    "the model decides if a claim is paid",
    "we do not touch payroll",
    "parking fines in the inner ring",
    "No promises on delivery dates",
]


@pytest.mark.parametrize("text", TALK)
def test_who_knows_or_wants_something_is_talk(text: str) -> None:
    reading = Reading(Passage(text))

    assert is_talk(reading, reading.passage.whole)


@pytest.mark.parametrize("text", LINES)
def test_a_line_that_is_drawn_is_no_talk(text: str) -> None:
    reading = Reading(Passage(text))

    assert not is_talk(reading, reading.passage.whole)
