"""The wider catalogue: the packs that the depths standard and high add to the core."""

import pytest

from bot.catalogue_files import SHIPPED, read_catalogue
from bot.domain.assessment import assess
from bot.domain.catalogue import Depth, Field

CATALOGUE = read_catalogue(SHIPPED, SHIPPED / "packs")
DEEPER = [field for field in CATALOGUE if field.depth is not Depth.CORE]
NEVER_SUGGESTED = {"person", "owner", "authority", "recipient", "reviewer", "threshold", "limit", "number", "switch"}
READ_BY_KIND = NEVER_SUGGESTED - {"switch"} | {"actor", "role", "group", "consumer", "window", "date"}


def named(field: Field) -> str:
    return field.key


def test_the_packs_add_to_every_artifact_and_change_nothing_in_the_core():
    core = {field.key for field in read_catalogue(SHIPPED) if field.depth is Depth.CORE}

    assert core == {field.key for field in CATALOGUE if field.depth is Depth.CORE}
    for artifact in CATALOGUE.artifacts:
        asked = [len(CATALOGUE.fields_of(artifact.name, depth)) for depth in Depth]
        assert asked == sorted(set(asked))


@pytest.mark.parametrize("field", DEEPER, ids=named)
def test_everything_that_is_asked_is_a_question(field):
    asked = [field.question, *(slot.follow_up for slot in field.slots), *(slot.when_vague for slot in field.slots)]

    assert [sentence for sentence in asked if "?" not in (sentence or "")] == []


@pytest.mark.parametrize("field", DEEPER, ids=named)
def test_a_follow_up_to_vague_words_quotes_them(field):
    assert all("{words}" in slot.when_vague for slot in field.slots)


@pytest.mark.parametrize("field", DEEPER, ids=named)
def test_the_example_is_a_good_answer(field):
    assert assess(field, field.example).missing == ()


@pytest.mark.parametrize("field", DEEPER, ids=named)
@pytest.mark.parametrize("shrug", ["TBD", "we will figure it out later", "", "see slide 12"])
def test_a_shrug_is_no_answer(field, shrug):
    assert assess(field, shrug).found == {}


@pytest.mark.parametrize("field", DEEPER, ids=named)
def test_nobody_is_suggested_a_person_a_threshold_or_a_way_back(field):
    assert tuple(slot.name for slot in field.slots if slot.suggestions and slot.name in NEVER_SUGGESTED) == ()


@pytest.mark.parametrize("field", DEEPER, ids=named)
def test_at_most_one_slot_takes_any_content(field):
    """Two of them would be filled by the same words, and any answer would look like an answer to this field."""
    assert len([name for name in field.base_slots if name not in READ_BY_KIND]) <= 1


@pytest.mark.parametrize("answer", ["2026-04-20", "On 20.4.2026.", "20/04/2026", "20 April 2026", "end of Q3 2027"])
def test_a_date_may_be_written_in_figures(answer):
    assert assess(CATALOGUE.field("ownership.review_date"), answer).missing == ()


@pytest.mark.parametrize("answer", ["the steering committee", "after the summer holidays", "1.2.3"])
def test_what_is_in_no_calendar_is_no_date(answer):
    assert assess(CATALOGUE.field("ownership.review_date"), answer).missing == ("date",)
