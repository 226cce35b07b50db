"""Answers that read like those in which nothing was decided are doubted, whatever words were found for their slots."""

import pytest

from benchmarks import theater as lessons
from benchmarks.scoring import corpus_files, read_examples
from benchmarks.theater import Lesson
from bot.catalogue_files import read_catalogue
from bot.domain.assessment import assess
from bot.domain.assessment.passage import Passage
from bot.domain.assessment.theater import BIAS, learned_weights, likelihood, telling, traits, written
from bot.domain.verdict import Verdict

METRIC = "success_criteria.metric"
HOPEFUL = {"trust": 3.0, "our": 1.0, "ledger": -4.0, BIAS: -0.5}
PROMISE = "Our people trust it and our customers trust it too"


def test_words_of_vague_answers_make_an_answer_doubtful() -> None:
    assert likelihood(METRIC, Passage(PROMISE), HOPEFUL) > 0.9


def test_words_of_precise_answers_take_the_doubt_away() -> None:
    precise = Passage("Every row of the ledger is compared with the ledger of today")

    assert likelihood(METRIC, precise, HOPEFUL) < 0.1


def test_a_few_words_are_never_doubted() -> None:
    assert likelihood(METRIC, Passage("Our people trust it"), HOPEFUL) == 0.0


def test_a_word_weighs_differently_where_another_question_was_asked() -> None:
    weights = {f"{METRIC}|trust": 5.0}

    elsewhere = likelihood("capability.decision", Passage(PROMISE), weights)

    assert elsewhere < likelihood(METRIC, Passage(PROMISE), weights)


def test_the_words_that_weigh_most_are_quoted() -> None:
    passage = Passage("The ledger is closed at noon, and our people trust it to be right")

    assert passage.quote(telling(METRIC, passage, HOPEFUL)) == "our people trust"


def test_where_nothing_weighs_the_whole_answer_is_quoted() -> None:
    passage = Passage("One two three four five six seven eight")

    assert telling(METRIC, passage, {}) == passage.whole


def test_neither_length_nor_punctuation_is_weighed() -> None:
    plain, loud = (likelihood(METRIC, Passage(text), HOPEFUL) for text in (PROMISE, f"{PROMISE}!!! ;-)"))

    assert plain == loud


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<@U01AB> decides", "@"),
        ("see https://wiki.example/page", "link"),
        ("claim_id is sent", "_"),
        ("up to 3,000 EUR", "0"),
    ],
)
def test_names_numbers_and_addresses_are_weighed_as_what_they_are(text: str, expected: str) -> None:
    assert expected in {trait.name for trait in traits(METRIC, Passage(text))}


def test_weights_are_written_in_hundredths_and_nothing_is_not_written() -> None:
    weights = {"trust": 0.25, f"{METRIC}|hope": -1.0, "nothing": 0.001}

    assert list(written(weights)) == [f"-100\t{METRIC}|hope", "25\ttrust"]


def test_the_words_of_vague_answers_are_learned() -> None:
    vague, precise = Lesson({"trust": 1.0}, is_theater=True), Lesson({"ledger": 1.0}, is_theater=False)

    learned = lessons.learn([vague, precise] * 5)

    assert learned["trust"] > 0 > learned["ledger"]


def test_what_was_seen_once_is_not_learned() -> None:
    often, once = Lesson({"trust": 1.0}, is_theater=True), Lesson({"hope": 1.0}, is_theater=True)

    assert "hope" not in lessons.learn([often, often, once])


def test_the_shipped_weights_were_learned_from_the_development_answers_as_they_are() -> None:
    first = lessons.FILE.read_text(encoding="utf-8").split("\n", 1)[0]

    assert first == lessons.header(corpus_files("dev"))


def test_what_is_doubted_is_vague_and_quotes_the_words() -> None:
    examples = read_examples(corpus_files("dev"))
    catalogue = read_catalogue()
    judged = [assess(catalogue.field(f"{each.artifact}.{each.field}"), each.answer) for each in examples]
    doubted = [(a, e) for a, e in zip(judged, examples, strict=True) if any(f.rule == "V20" for f in a.findings)]

    assert doubted
    assert {assessment.verdict for assessment, _ in doubted} == {Verdict.VAGUE}
    assert [e.id for a, e in doubted if any(f.words not in e.answer for f in a.findings)] == []


def test_the_shipped_weights_are_small_numbers() -> None:
    assert max(abs(weight) for weight in learned_weights().values()) < 10
