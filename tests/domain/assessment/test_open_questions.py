"""A question that an answer leaves open costs the slot it asks about, however much else is said; a case does not."""

import pytest

from bot.domain.assessment.open_questions import open_questions
from bot.domain.assessment.passage import Passage
from tests.domain.assessment.conftest import Missing

LEFT_OPEN = [
    (
        "capability.decision",
        "Sorts each lost umbrella into one of four bins. Does it print the label itself or does the clerk? We'll come "
        "to that with the depot.",
        {"autonomy"},
    ),
    (
        "capability.decision",
        "Tags every stained-glass photo as crack, dirt or fine; if it does so unattended or only proposes is something "
        "the cathedral chapter wants to vote on.",
        {"autonomy"},
    ),
    (
        "capability.decision_rules",
        "deposit > 500 → ask the treasurer. What the rest gets, the treasurer will let us know after Easter.",
        {"default"},
    ),
    (
        "input_schema.source_system",
        "From Bloomline, the florist ERP. Through which table, their admin is finding out.",
        {"interface"},
    ),
    (
        "input_schema.source_system",
        "Kommt aus Vectron Kasse. Über welche Schnittstelle, sagt uns der Hersteller noch.",
        {"interface"},
    ),
    ("output_format.consumer", "The night porter reads it. Where it pops up for him hasn't been picked.", {"channel"}),
    (
        "success_criteria.metric",
        "Share of wrongly priced bouquets at most 3 %. Over which period we count is for controlling to say.",
        {"window"},
    ),
    (
        "monitoring.alert",
        "Failed pump forecasts > 4 per hour. Whom that wakes, the head of station names in May.",
        {"recipient"},
    ),
    (
        "monitoring.review_cadence",
        "Once a month. Who goes through the sample, we find out when the quality department is staffed.",
        {"reviewer"},
    ),
    (
        "monitoring.review_cadence",
        "The head gardener reads 20 notes. How often, she tells us after the season.",
        {"cadence"},
    ),
    (
        "capability.decision",
        "Sorts tyres into keep, retread, scrap. How much of that it may do without the foreman we haven't "
        "talked about.",
        {"autonomy"},
    ),
    (
        "input_schema.source_system",
        "Viene de Agroptima. Por qué vía exactamente, nos lo dirá el proveedor.",
        {"interface"},
    ),
    (
        "output_format.format",
        "One PDF per voyage. Which fields go on it, the purser's union wants a say in.",
        {"fields", "types"},
    ),
    (
        "exception_rollback.rollback_trigger",
        "wrong boarding groups per flight. At which count we stop, let's agree once we've seen a week of it",
        {"threshold"},
    ),
    (
        "exception_rollback.exception_path",
        "scanner offline → what we do with the parcels then is being worked out by Ines",
        {"path"},
    ),
]


@pytest.mark.parametrize(("key", "answer", "expected"), LEFT_OPEN)
def test_an_open_question_costs_the_slot_it_asks_about(
    missing: Missing, key: str, answer: str, expected: set[str]
) -> None:
    assert expected == missing(key, answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Any quote above 10k. The sales lead decides whether it goes out.",
        "Queue over 200 for 10 min → page the shift lead, she then decides which lane opens.",
        "What the model cannot read goes to the intake desk",
        "Who still has an open invoice is sent to the dunning desk",
        "If the reader fails the porter decides by hand",
        "Which tag: billing, refund or fraud. The threshold: 5 %.",
    ],
)
def test_what_somebody_decides_case_by_case_is_no_open_question(answer: str) -> None:
    assert () == open_questions(Passage(answer))


def test_an_open_question_is_quoted_as_it_was_typed() -> None:
    passage = Passage("Vista. Which view or API exactly their support still has to tell us")

    (question,) = open_questions(passage)

    assert "Which view or API exactly their support still has to tell us" == passage.quote(question)
