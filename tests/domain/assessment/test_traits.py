"""What is weighed of an answer: its words and pairs of words, and neither its length nor its punctuation."""

import pytest

from bot.domain.assessment.assessor import read
from bot.domain.assessment.passage import Passage
from bot.domain.assessment.reading import Reading
from bot.domain.assessment.traits import FACTS_COUNT_FOR, WORDS_AT_MOST, read_traits

PROMISE = "Our people trust it and our customers trust it too"


def test_each_word_counts_once_where_it_is_first_said() -> None:
    passage = Passage(PROMISE)

    words = read_traits(Reading(passage)).words

    assert {"our", "people", "trust", "it", "and", "customers", "too"} == words.keys()
    assert passage.lower.index("trust") == words["trust"].start


def test_a_pair_of_neighbours_is_quoted_with_what_stands_between_them() -> None:
    passage = Passage("people, trust it")

    assert "people, trust" == passage.quote(read_traits(Reading(passage)).pairs["people trust"])


def test_punctuation_is_not_read() -> None:
    plain, loud = (read_traits(read(text)) for text in (PROMISE, f"{PROMISE}!!! ;-)"))

    assert plain == loud


def test_saying_the_same_again_adds_nothing() -> None:
    once, twice = (read_traits(read(text)).total({"trust": 1.0}) for text in ("trust it", "trust it trust it"))

    assert once == twice


def test_each_word_of_many_counts_for_less_than_one_of_a_few() -> None:
    short, long = (read_traits(read(text)).total({"trust": 1.0}) for text in ("trust it", PROMISE))

    assert 0 < long < short


def test_what_traits_weigh_together_is_what_there_is_of_each() -> None:
    traits = read_traits(read(PROMISE))

    amounts = traits.amounts()

    assert amounts["trust"] + amounts["people trust"] == traits.total({"trust": 1.0, "people trust": 1.0})


def test_nobody_reads_more_than_a_page() -> None:
    words = [f"{first}{second}{third}" for first in "abcdefghij" for second in "abcdefghij" for third in "abcdefghij"]

    assert WORDS_AT_MOST == len(read_traits(read(" ".join(words))).words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<@U01AB> decides", "@"),
        ("it is told in <#C01AB>", "#"),
        ("see https://wiki.example/page", "link"),
        ("claim_id is sent", "_"),
        ("up to 3,000 EUR", "0"),
    ],
)
def test_names_numbers_and_addresses_are_weighed_as_what_they_are(text: str, expected: str) -> None:
    assert expected in read_traits(read(text)).words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at most 3 % per week", {"=bound", "=window", "=measure"}),
        ("between 2 % and 5 % a week, at least 90 % a month", {"=bound", "=bounds", "=windows"}),
        ("the night nurse looks at it", {"=role"}),
        ("if it is late, it is refused", {"=branch"}),
        ("the list is long, etc.", {"=open-tail"}),
    ],
)
def test_facts_are_weighed_by_their_kind_and_by_whether_there_are_several(text: str, expected: set[str]) -> None:
    assert expected <= read_traits(read(text)).facts


def test_a_fact_adds_its_weight() -> None:
    traits = read_traits(read("at most 3 % per week"))

    assert FACTS_COUNT_FOR == traits.amounts()["=window"] == traits.total({"=window": 1.0})
