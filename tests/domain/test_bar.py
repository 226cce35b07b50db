"""The bar the interrogator has to clear on the labelled corpus, split by split; no timing is asserted here."""

import pytest

from benchmarks.assess import corpus_judge
from benchmarks.scoring import (
    SPLITS,
    Judged,
    accuracy,
    by_artifact,
    by_slice,
    corpus_files,
    judge_all,
    macro_f1,
    misquotes,
    missing_slots,
    not_executable,
    read_examples,
    theater_passed,
    unexplained,
)

HARD_SLICES = ("short", "locale_number", "negation", "number_no_threshold", "slack_escaped")


@pytest.fixture(scope="module", params=SPLITS)
def judged(request: pytest.FixtureRequest) -> tuple[Judged, ...]:
    return judge_all(read_examples(corpus_files(request.param)), corpus_judge())


def test_an_alarm_is_nearly_always_right(judged: tuple[Judged, ...]) -> None:
    precision = not_executable(judged).precision

    assert precision >= 0.95


def test_an_answer_that_is_not_executable_is_nearly_always_caught(judged: tuple[Judged, ...]) -> None:
    recall = not_executable(judged).recall

    assert recall >= 0.95


def test_theater_is_not_taken_for_a_specification(judged: tuple[Judged, ...]) -> None:
    share = theater_passed(judged)

    assert share <= 0.01


def test_nine_in_ten_verdicts_are_the_labelled_ones(judged: tuple[Judged, ...]) -> None:
    share = accuracy(judged)

    assert share >= 0.90


def test_the_missing_slots_are_named(judged: tuple[Judged, ...]) -> None:
    f1 = missing_slots(judged).f1

    assert f1 >= 0.85


def test_no_artifact_is_judged_badly(judged: tuple[Judged, ...]) -> None:
    scores = {name: macro_f1(group) for name, group in by_artifact(judged).items()}

    weak = {name: score for name, score in scores.items() if score < 0.85}

    assert weak == {}


@pytest.mark.parametrize("name", HARD_SLICES)
def test_a_hard_slice_is_judged_well(name: str, judged: tuple[Judged, ...]) -> None:
    share = accuracy(by_slice(judged)[name])

    assert share >= 0.85


def test_every_flag_quotes_the_words_it_fired_on(judged: tuple[Judged, ...]) -> None:
    wrong = [(j.example.id, finding.rule, finding.slot) for j in judged for finding in misquotes(j)]

    assert wrong == []


def test_every_missing_slot_has_a_finding_that_says_why(judged: tuple[Judged, ...]) -> None:
    wrong = [(j.example.id, slot) for j in judged for slot in unexplained(j)]

    assert wrong == []
