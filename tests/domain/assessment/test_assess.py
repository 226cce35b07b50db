"""What holds for every field: the gate, the verdict, the findings, and that nothing ever breaks."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue_files import read_catalogue
from bot.domain.assessment import assess, misplaced
from bot.domain.catalogue import Catalogue, Depth, Field
from bot.domain.verdict import Verdict

CATALOGUE = read_catalogue()
CORE = [field for field in CATALOGUE if field.depth is Depth.CORE]
METRIC = CATALOGUE.field("success_criteria.metric")
SAYS_NOTHING = [
    "",
    "   \n",
    "🎉🎉",
    ":tada: :rocket:",
    "TBD",
    "n/a",
    "-",
    "???",
    "later",
    "<https://wiki.example/spec>",
    "see <https://wiki.example/spec|the spec>",
    "What do you mean?",
    "we will figure it out",
    "as discussed",
    "same as before",
    "see slide 12",
    "Das klären wir noch",
    "on verra plus tard",
    "Digital transformation is a priority",
    "We need to be faster than the competition",
    "There are 14 slides about this in the deck",
]


@pytest.mark.parametrize("field", CORE, ids=lambda field: field.key)
@pytest.mark.parametrize("answer", SAYS_NOTHING)
def test_what_says_nothing_is_vague_for_every_field(field: Field, answer: str) -> None:
    assessment = assess(field, answer)

    assert Verdict.VAGUE is assessment.verdict
    assert field.base_slots == tuple(name for name in assessment.missing)


@pytest.mark.parametrize("field", CORE, ids=lambda field: field.key)
def test_an_echo_of_the_question_is_vague(field: Field) -> None:
    assert Verdict.VAGUE is assess(field, field.question).verdict


def test_partial_is_what_lies_between() -> None:
    assessment = assess(METRIC, "misrouted tickets at most 3 %")

    assert Verdict.PARTIAL is assessment.verdict
    assert ("window",) == assessment.missing


def test_the_heaviest_slot_is_asked_first() -> None:
    assessment = assess(METRIC, "misrouted tickets")

    assert METRIC.slot("threshold").follow_up == assessment.follow_up


def test_a_follow_up_quotes_the_words_that_are_not_testable() -> None:
    assessment = assess(METRIC, "around 88 % of tickets routed right per week")

    assert "“around 88 %”" in (assessment.follow_up or "")


def test_a_follow_up_is_readable_even_when_the_answer_is_escaped() -> None:
    assessment = assess(METRIC, "roughly &gt; 88 % of tickets per week")

    assert "&gt;" not in (assessment.follow_up or "")


def test_a_template_in_the_answer_is_only_text() -> None:
    assessment = assess(METRIC, "{words} {0} %s around 5 % per week")

    assert Verdict.PARTIAL is assessment.verdict


@pytest.mark.parametrize("field", CORE, ids=lambda field: field.key)
@settings(max_examples=25, deadline=None)
@given(answer=st.text(max_size=300))
def test_any_text_gets_a_verdict_and_quotes_itself(field: Field, answer: str) -> None:
    assessment = assess(field, answer)

    assert all(finding.words in answer for finding in assessment.findings)
    assert all(words in answer for words in assessment.found.values())


@pytest.mark.parametrize("field", CORE, ids=lambda field: field.key)
def test_the_same_text_gets_the_same_assessment(field: Field) -> None:
    assert assess(field, field.example) == assess(field, field.example)


HOSTILE = {
    "words": "a ",
    "digits": "9",
    "numbers": "1 ",
    "conditions": "if ",
    "lines": "\n- a: b",
    "mapping": "a: b\n",
    "brackets": "(",
    "mentions": "<@U024BE7LH> ",
    "dashes": "a-",
    "names": "Ab Cd ",
    "cells": "a\tb\n",
    "surrogates": "\ud800",
    "stops": ". ",
    "quotes": '{"a":',
    "arrows": "a → b, ",
    "corrections": "5 % no wait, 6 ",
    "denials": "the clerk checks it. nobody checks it. ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_very_long_answer_costs_no_more_than_a_long_one(piece: str) -> None:
    long, longer = (piece * (length // len(piece)) for length in (20_000, 40_000))

    work = [_steps_of_judging(answer) for answer in (long, longer)]

    assert work[1] <= 1.25 * work[0] + 5_000


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_very_long_answer_is_judged_in_bounded_steps(piece: str) -> None:
    answer = piece * (40_000 // len(piece))

    assert _steps_of_judging(answer) < 250_000


def _steps_of_judging(answer: str) -> int:
    """Count the calls that judging takes: the same on every machine, however busy."""
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        assess(CATALOGUE.field("exception_rollback.rollback_procedure"), answer)
    finally:
        sys.setprofile(None)
    return steps


@pytest.mark.parametrize("field", CORE, ids=lambda field: field.key)
@pytest.mark.parametrize(
    "wrapped",
    ["ok so {}", "{} :thumbsup:", "{}\nthanks!", "  {}  "],
    ids=["preface", "emoji", "thanks", "space"],
)
def test_fillers_never_change_a_verdict(field: Field, wrapped: str) -> None:
    plain = assess(field, field.example)

    assert plain.missing == assess(field, wrapped.format(field.example)).missing


@pytest.mark.parametrize("field", CORE, ids=lambda field: field.key)
def test_slack_escapes_never_change_a_verdict(field: Field) -> None:
    escaped = field.example.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert assess(field, field.example).missing == assess(field, escaped).missing


def test_an_answer_to_another_question_is_recognised(catalogue: Catalogue) -> None:
    asked = catalogue.field("capability.decision")

    other = misplaced(catalogue, asked, "error rate > 2 % over 15 min → PagerDuty rota claims-ml")

    assert other is not None
    assert "monitoring.alert" == other.key


def test_an_answer_that_fits_is_not_misplaced(catalogue: Catalogue) -> None:
    asked = catalogue.field("monitoring.alert")

    assert None is misplaced(catalogue, asked, "error rate > 2 % over 15 min → PagerDuty rota claims-ml")


def test_a_slogan_is_misplaced_nowhere(catalogue: Catalogue) -> None:
    asked = catalogue.field("monitoring.alert")

    assert None is misplaced(catalogue, asked, "We want to delight our users")
