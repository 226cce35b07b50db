"""The rules by their ids: sentences for what does not hold, and what being switched off means."""

import pytest

from bot.domain.assessment import assess
from bot.domain.assessment.slots import Rule as AnswerRule
from bot.domain.crossing import RULES
from bot.domain.rulebook import NO_RULES, Contradiction, Rulebook
from bot.domain.verdict import Verdict
from bot.rule_files import read_rules
from tests.domain.crossing.saying import CATALOGUE, saying

METRIC, FAILURE = "success_criteria.metric", "success_criteria.failure_threshold"
CONTRADICTING = {METRIC: "At least 92 % right over 30 days.", FAILURE: "Below 95 % right over 7 days."}


def contradictions(book: Rulebook, answers: dict[str, str]) -> tuple[Contradiction, ...]:
    return book.contradictions(saying(answers), CATALOGUE, {})


def test_a_contradiction_is_said_with_the_words_of_both_parts() -> None:
    (found,) = contradictions(read_rules(), CONTRADICTING)

    assert ("X10", (METRIC, FAILURE), ("At least 92 %", "Below 95 %")) == (found.rule, found.fields, found.words)
    assert found.sentence.startswith("“At least 92 %” counts as success, but “Below 95 %” counts as failure")
    assert found.sentence.endswith("?")


def test_a_rule_that_is_switched_off_finds_nothing() -> None:
    assert contradictions(read_rules("X10"), CONTRADICTING) == ()


def test_a_rule_that_is_not_in_the_book_finds_nothing() -> None:
    assert contradictions(NO_RULES, CONTRADICTING) == ()


def test_words_that_look_like_a_placeholder_are_only_words() -> None:
    answers = {
        "exception_rollback.failure_modes": "{first} {0} {path.__class__} breaks; down, seen in the health check"
    }

    (found,) = contradictions(read_rules(), answers)

    assert "{first} {0} {path.__class__} breaks" in found.sentence


def test_every_rule_is_in_the_book() -> None:
    assert {rule.value for rule in AnswerRule} | set(RULES) <= set(read_rules().rules)


def test_what_only_a_switched_off_rule_objects_to_is_taken_as_said() -> None:
    field = CATALOGUE.field(METRIC)
    answer = "Extraction accuracy around 95 % over 30 days."
    (strict, *_) = assess(field, answer).findings

    excused = read_rules(strict.rule).excused(assess(field, answer))

    assert strict.slot not in excused.missing
    assert excused.found[str(strict.slot)] == strict.words


def test_an_answer_that_lacks_nothing_else_becomes_executable() -> None:
    field = CATALOGUE.field("monitoring.alert")
    answer = "More than 20 misrouted tickets pages the on-call rota."
    assert assess(field, answer).verdict is Verdict.PARTIAL

    book = Rulebook(rules=read_rules().rules, off=tuple({each.rule for each in assess(field, answer).findings}))

    assert book.excused(assess(field, answer)).is_executable


@pytest.mark.parametrize("answer", ["TBD", "At least 95 % extraction accuracy over 30 days.", "fast"])
def test_with_nothing_switched_off_an_assessment_stays_what_it_is(answer: str) -> None:
    judged = assess(CATALOGUE.field(METRIC), answer)

    assert read_rules().excused(judged) is judged
