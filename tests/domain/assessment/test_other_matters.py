"""A precise answer to another question fills nothing here, whatever words it shares with the question asked."""

import pytest

from bot.domain.catalogue import Catalogue
from tests.domain.assessment.conftest import Missing

ANOTHER = [
    ("output_format.consumer", "Orders above 2k wait for the buyer, everything else is released at once"),
    ("output_format.consumer", "port_code is mandatory, five letters, else the record is refused"),
    ("output_format.output_fields", "Flip feature flag crop_ai off, redeploy 2.1, 15 minutes, the duty agronomist may"),
    ("output_format.output_fields", "read from Navision, view v_stock, every hour"),
    ("output_format.format", "Any order above 500 € goes to the manager, the rest ships"),
    ("input_schema.fields", "It comes out of Lightspeed, nightly export to the SFTP folder /in"),
    ("success_criteria.failure_threshold", "The curator checks every object older than 200 years"),
    ("exception_rollback.human_review_trigger", "The score must lie between 0 and 1 and must not be null"),
    ("exception_rollback.human_review_trigger", "<@U0PAUL001> stands in when I am away, he agreed"),
]
OWN = [
    ("output_format.consumer", "The planners read it on screen TP-4, everyone else gets a copy in the mailbox plan@"),
    ("success_criteria.metric", "Fast-track decisions that a handler reverses must stay under 4 % a month."),
    ("success_criteria.failure_threshold", "anything under 80 % correct seat calls a month is a fail"),
    ("exception_rollback.human_review_trigger", "The curator checks every object older than 200 years"),
]


@pytest.mark.parametrize(("key", "answer"), ANOTHER)
def test_an_answer_built_like_one_to_another_question_fills_nothing(
    missing: Missing, catalogue: Catalogue, key: str, answer: str
) -> None:
    assert set(catalogue.field(key).base_slots) == missing(key, answer)


@pytest.mark.parametrize(("key", "answer"), OWN)
def test_an_answer_to_its_own_question_is_left_alone(missing: Missing, key: str, answer: str) -> None:
    assert set() == missing(key, answer)
