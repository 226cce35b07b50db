"""Questions and cries for help are told from every labelled answer that brings something."""

import pytest

from benchmarks.scoring import Example, corpus_files, read_examples
from bot.catalogue_files import SHIPPED, read_catalogue
from bot.domain.pleas import is_plea, reminds_of_something
from bot.domain.reply import follow
from bot.domain.verdict import Verdict

CATALOGUE = read_catalogue(SHIPPED)
FEWEST_ANSWERS = 1_000
MOST_TAKEN = 3
"""Of some fifteen hundred vague answers; these ask back."""


def is_no_answer(example: Example) -> bool:
    """Tell whether an answer to its own question would be taken for a plea."""
    if not is_plea(example.answer):
        return False
    field = CATALOGUE.field(f"{example.artifact}.{example.field}")
    return not follow(field, None, example.answer, author=example.author).gain or reminds_of_something(example.answer)


def taken(*verdicts: Verdict) -> list[str]:
    """List the labelled answers of these verdicts that would be taken for pleas."""
    examples = [each for each in read_examples(corpus_files("dev")) if each.verdict in verdicts]
    assert len(examples) > FEWEST_ANSWERS
    return [example.id for example in examples if is_no_answer(example)]


def test_no_labelled_answer_that_brings_something_is_taken_for_a_plea() -> None:
    assert [] == taken(Verdict.EXECUTABLE, Verdict.PARTIAL)


def test_hardly_any_vague_answer_is_taken_for_a_plea() -> None:
    assert len(taken(Verdict.VAGUE)) <= MOST_TAKEN


@pytest.mark.parametrize(
    "said",
    [
        "what is this?",
        "What is this",
        "help",
        "Help! :sos:",
        "?",
        "who are you?",
        "hello, what do you want from me?",
        "Hi! What do I have to do?",
        "I don't understand the question",
        "I\u2019m lost",
        "what do you mean",
        "no idea what this is",
        "please explain",
        "Sorry I joined late, what is this about?",
        "Sorry I joined late. What is this about?",
        "do we even want that?",
        "we said 92 % no?",
        "<@U0APP> what is this?",
    ],
)
def test_a_question_or_a_cry_for_help_is_a_plea(said: str) -> None:
    assert is_plea(said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "It should be good.",
        "fast",
        "Help desk agents decide.",
        "What arrives after 6 pm is held.",
        "Who is on call decides.",
        "When an invoice arrives, it is routed. Why? Because nobody should type it.",
        "card_no str req, note str?",
        "whenever someone complains maybe?",
        "Sorry, below 80 %.",
        "I don't know",
        "what " * 200,
    ],
)
def test_what_says_anything_is_no_plea(said: str) -> None:
    assert not is_plea(said)


def test_who_asks_whether_a_number_is_right_may_put_it_down_and_who_reminds_of_one_does_not() -> None:
    said = ("At least 92 % of claims over 30 days, right?", "we said 92 %, no?", "we said 92 %")

    assert [False, True, False] == [reminds_of_something(each) for each in said]
