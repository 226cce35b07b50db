"""Where the words of an answer speak clearly against what a contract made of a slot, they are heard."""

import pytest

from benchmarks.scoring import Example, corpus_files, read_examples
from bot.catalogue_files import read_catalogue
from bot.domain.assessment import assess
from bot.domain.assessment.assessor import assess_by_contract
from bot.domain.assessment.passage import Passage
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.second_opinion import with_second_opinion
from bot.domain.assessment.slots import ABSENT, Fillings, Rule, filled, spoiled
from bot.domain.assessment.spans import Span
from bot.domain.assessment.theater import ANYTHING, BIAS, Weights
from bot.domain.catalogue import Catalogue
from bot.domain.verdict import Assessment, Verdict

CATALOGUE = read_catalogue()
ALERT = CATALOGUE.field("monitoring.alert")
ANSWER = Passage("The queue shall stay short and the crew is told of it by the bell")
FOUND = {name: filled(ANSWER.whole) for name in ("signal", "threshold", "recipient")}
DECIDES = {ANYTHING: {BIAS: 3.0}}


def heard(fillings: Fillings, weights: Weights, answer: Passage = ANSWER) -> dict[str, Rule | str]:
    opinion = with_second_opinion(ALERT, Reading(answer), fillings, {**DECIDES, **weights})
    return {name: filling.rule or ("filled" if filling.is_filled else "absent") for name, filling in opinion.items()}


def test_without_anything_against_it_what_was_found_stays() -> None:
    assert {"signal": "filled", "threshold": "filled", "recipient": "filled"} == heard(FOUND, {})


def test_a_slot_that_the_words_speak_against_is_doubted_alone() -> None:
    opinion = heard(FOUND, {"threshold": {"short": -9.0}})

    assert {"signal": "filled", "threshold": Rule.THEATER, "recipient": "filled"} == opinion


def test_the_words_that_speak_against_a_slot_are_quoted() -> None:
    opinion = with_second_opinion(ALERT, Reading(ANSWER), FOUND, {**DECIDES, "threshold": {"stay short": -9.0}})

    assert "stay short" == ANSWER.quote(opinion["threshold"].span or ANSWER.whole)


def test_where_only_small_words_speak_against_a_slot_what_was_found_is_quoted() -> None:
    bell = Span(ANSWER.lower.index("the bell"), len(ANSWER.lower))
    found = {**FOUND, "recipient": filled(bell)}

    opinion = with_second_opinion(ALERT, Reading(ANSWER), found, {**DECIDES, "recipient": {"of it": -20.0}})

    assert spoiled(bell, Rule.THEATER) == opinion["recipient"]


def test_words_that_decide_nothing_take_every_slot_away() -> None:
    opinion = with_second_opinion(ALERT, Reading(ANSWER), FOUND, {ANYTHING: {"shall stay": -9.0}})

    assert {Rule.THEATER} == {filling.rule for filling in opinion.values()}


def test_an_absent_slot_that_the_words_speak_for_is_filled_with_them() -> None:
    opinion = with_second_opinion(
        ALERT, Reading(ANSWER), {**FOUND, "recipient": ABSENT}, {**DECIDES, "recipient": {"the crew": 9.0}}
    )

    assert opinion["recipient"].is_filled
    assert "the crew" == ANSWER.quote(opinion["recipient"].span or ANSWER.whole)


def test_what_a_rule_has_taken_away_is_not_given_back() -> None:
    hedged = {**FOUND, "threshold": spoiled(ANSWER.whole, Rule.HEDGE)}

    assert Rule.HEDGE is heard(hedged, {"threshold": {"short": 9.0}})["threshold"]


def test_where_a_contract_found_nothing_words_alone_fill_nothing() -> None:
    assert {} == heard({}, {"recipient": {"crew": 9.0}})


def test_a_few_words_fill_nothing() -> None:
    few = Passage("queue over 20 rings the crew")

    opinion = heard({"signal": filled(few.whole)}, {"recipient": {"crew": 9.0}}, few)

    assert "absent" == opinion["recipient"]


def test_a_few_words_are_doubted_only_when_they_speak_strongly() -> None:
    few = Passage("queue over 20 rings the crew")
    mild = {"threshold": {BIAS: -2.5}}

    assert "filled" == heard(FOUND, mild, few)["threshold"]
    assert Rule.THEATER is heard(FOUND, mild)["threshold"]


def test_one_decision_against_all_that_was_asked_is_not_doubted() -> None:
    refusal = Passage("No alert at all, we decided that on purpose, since nobody works at night here")
    found = dict.fromkeys(ALERT.base_slots, filled(refusal.whole))

    assert found == with_second_opinion(ALERT, Reading(refusal), found, {ANYTHING: {BIAS: -9.0}})


def test_whoever_is_named_is_named_whatever_else_is_said() -> None:
    owner = CATALOGUE.field("ownership.accountable_owner")
    found = {"person": filled(ANSWER.whole)}

    assert found == with_second_opinion(owner, Reading(ANSWER), found, {ANYTHING: {BIAS: -9.0}, "person": {BIAS: -9.0}})


@pytest.fixture(scope="module")
def examples() -> tuple[Example, ...]:
    return read_examples(corpus_files("dev")[:4])


def judged(catalogue: Catalogue, example: Example) -> Assessment:
    return assess(catalogue.field(f"{example.artifact}.{example.field}"), example.answer)


def test_every_doubt_about_a_labelled_answer_quotes_its_words(examples: tuple[Example, ...]) -> None:
    doubts = [(f, e) for e in examples for f in judged(CATALOGUE, e).findings if f.rule == Rule.THEATER]

    assert doubts
    assert [] == [e.id for finding, e in doubts if not finding.words or finding.words not in e.answer]


def test_whatever_is_found_is_quoted_from_the_answer(examples: tuple[Example, ...]) -> None:
    found = [(words, e) for e in examples for words in judged(CATALOGUE, e).found.values()]

    assert [] == [e.id for words, e in found if words not in e.answer and not words.startswith("<@")]


def test_the_second_opinion_sees_through_a_promise_that_names_things() -> None:
    field = CATALOGUE.field("capability.decision")
    promise = "Every visitor is given a voice in the journey we are on together"

    assert Verdict.VAGUE is assess(field, promise).verdict
    assert Verdict.VAGUE is not assess_by_contract(field, promise).verdict
