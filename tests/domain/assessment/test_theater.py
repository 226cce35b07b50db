"""How likely an answer pins a slot down, by its words alone; and how the weights of those words are learned."""

import pytest

from benchmarks import theater as lessons
from benchmarks.theater import Lesson
from bot.domain.assessment.assessor import read
from bot.domain.assessment.passage import Passage
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.theater import (
    ANYTHING,
    BIAS,
    SecondReading,
    Weights,
    learned_weights,
    read_weights,
    written,
)
from bot.domain.assessment.traits import read_traits

METRIC = "success_criteria.metric"
HOPEFUL = {ANYTHING: {"trust": -3.0, "our": -1.0, "ledger": 4.0, BIAS: 0.5}}
PROMISE = "Our people trust it and our customers trust it too"


def second_reading(text: str, weights: Weights, field: str = METRIC) -> SecondReading:
    return SecondReading(field, read_traits(read(text)), weights)


def test_words_of_empty_answers_make_it_unlikely_that_anything_is_decided() -> None:
    assert second_reading(PROMISE, HOPEFUL).likelihood(ANYTHING) < 0.1


def test_words_of_precise_answers_make_it_likely() -> None:
    precise = "Every row of the ledger is compared with the ledger of today"

    assert second_reading(precise, HOPEFUL).likelihood(ANYTHING) > 0.9


def test_what_speaks_for_one_slot_says_nothing_about_another() -> None:
    reading = second_reading("at least a tenth", {"comparator": {"at least": 3.0}})

    assert reading.score("comparator") > 0.0 == reading.score("window")


@pytest.mark.parametrize("key", [METRIC, f"{METRIC}.unit"])
def test_a_word_weighs_differently_where_another_question_was_asked(key: str) -> None:
    weights = {key: {"cents": 2.0}}

    here, elsewhere = (second_reading("two cents", weights, field) for field in (METRIC, "monitoring.alert"))

    assert here.score("unit") > 0.0 == elsewhere.score("unit")


def test_what_a_word_says_everywhere_and_for_the_slot_adds_up() -> None:
    weights = {"all": {BIAS: 1.0}, "unit": {BIAS: 0.5}, METRIC: {BIAS: 0.25}, f"{METRIC}.unit": {BIAS: 0.125}}

    assert 1.875 == second_reading("cents", weights).score("unit")


def test_no_reading_of_words_is_certain() -> None:
    sure = second_reading("cents", {"all": {"cents": 99.0}})

    assert sure.likelihood("unit") < 1.0


def test_the_words_that_speak_loudest_are_quoted() -> None:
    passage = Passage("The ledger is closed at noon, and our people trust it to be right")
    reading = SecondReading(METRIC, read_traits(Reading(passage)), HOPEFUL)

    against, for_it = reading.speaking_against(ANYTHING), reading.speaking_for(ANYTHING)

    assert "our people trust" == passage.quote(against or passage.whole)
    assert "ledger" == passage.quote(for_it or passage.whole)


def test_where_nothing_weighs_nothing_speaks() -> None:
    assert second_reading(PROMISE, {}).speaking_for(ANYTHING) is None


def test_weights_are_written_in_hundredths_and_nothing_is_not_written() -> None:
    weights = {"unit": {"cents": 0.25, "euros": 0.25, "nothing": 0.001}, METRIC: {"hope": -1.0}, "rule": {"x": 0.0}}

    assert ["[success_criteria.metric]", "-100\thope", "[unit]", "25\tcents\teuros"] == list(written(weights))


def test_written_weights_are_read_as_they_were() -> None:
    weights = {"unit": {"cents": 0.25, BIAS: -0.5}, METRIC: {"hope for": -1.0}}

    assert weights == read_weights(["# where they come from", *written(weights)])


def lesson(word: str, *, holds: bool) -> Lesson:
    return Lesson(METRIC, {word: 1.0}, {"unit": holds, ANYTHING: True})


def test_which_words_go_with_a_slot_is_learned() -> None:
    learned = lessons.learn([lesson("cents", holds=True), lesson("hope", holds=False)] * 5)

    assert learned["unit"]["cents"] > 0 > learned["unit"]["hope"]


def test_the_same_answers_teach_the_same_weights() -> None:
    taught = [lesson("cents", holds=True), lesson("hope", holds=False)] * 5

    assert lessons.learn(taught) == lessons.learn(taught)


def test_what_was_seen_once_is_not_learned() -> None:
    learned = lessons.learn([lesson("cents", holds=True)] * 2 + [lesson("hope", holds=False)])

    assert not any("hope" in table for table in learned.values())


def test_the_shipped_weights_were_learned_from_the_development_answers_as_they_are() -> None:
    first = lessons.FILE.read_text(encoding="utf-8").split("\n", 1)[0]

    assert lessons.header(lessons.lesson_files()) == first


def test_the_shipped_weights_are_small_numbers_in_a_small_file() -> None:
    heaviest = max(abs(weight) for table in learned_weights().values() for weight in table.values())

    assert heaviest < 10
    assert lessons.FILE.stat().st_size < 400_000
