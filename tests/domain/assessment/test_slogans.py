"""Slogans: promises in any field, and precise sentences that only contain a proud word."""

import pytest

from bot.domain.assessment.passage import Passage
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.slogans import is_all_slogan
from tests.domain.assessment.conftest import Missing

SLOGANS = [
    "A trusted digital companion for every clerk, end to end",
    "Wir befähigen unsere Mitarbeiter ganzheitlich, jederzeit die richtigen Entscheidungen zu treffen",
    "Seamless experience across all touchpoints, with the human at the heart of it",
    "Best practices from the industry, tailored to our culture",
    "An agile and resilient supply chain that delights customers",
    "Nous mettons l'humain au centre et visons l'excellence",
    "governance by design, transparent and trustworthy throughout",
    "Insights at your fingertips so everyone can drive value",
    "a new way of working that unlocks potential, with AI-powered insights",
    "unlocking efficiency gains in every corner of the organisation, with best-in-class tools",
]
STATEMENTS = [
    "Every clerk in Linz gets a draft within 40 s",
    "smart meters of tariff B only",
    "JSON with score (0..1) and reason (string)",
    "quality reports go to the plant in Graz",
    "If the value is below 8, reject",
    "digital tachographs, trucks and coaches",
    "no strategy consulting, no vision workshops",
]
FIELDS = ["capability.in_scope", "capability.decision", "input_schema.validation", "output_format.consumer"]


@pytest.mark.parametrize("answer", SLOGANS)
def test_a_string_of_promises_is_a_slogan(answer: str) -> None:
    assert is_all_slogan(Reading(Passage(answer)))


@pytest.mark.parametrize("answer", STATEMENTS)
def test_a_sentence_one_can_point_at_is_no_slogan(answer: str) -> None:
    assert not is_all_slogan(Reading(Passage(answer)))


@pytest.mark.parametrize("key", FIELDS)
@pytest.mark.parametrize("answer", SLOGANS)
def test_a_slogan_fills_nothing(missing: Missing, key: str, answer: str) -> None:
    blank = missing(key, "tbd")

    assert blank == missing(key, answer)
