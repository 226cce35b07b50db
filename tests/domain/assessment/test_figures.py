"""Answers that only count, and the ones that only look like it."""

import pytest

from bot.domain.assessment.figures import is_only_figures
from bot.domain.assessment.passage import Passage
from bot.domain.assessment.reading import Reading

ONLY_FIGURES = [
    "4 people, 2 hours, 1 room",
    "90 days, 14 GB, 3 nodes",
    "12 branches, some 40 users, kick-off in March",
    "10 years retention, 3 copies, roughly 40 GB",
    "6 reviewers and 3 sites, since May",
    "1.200 letters a day, 3,5 clerks, 49,90 € per tablet",
]
MORE_THAN_FIGURES = [
    "4 people",
    "more than 4 refusals an hour, 2 in a row",
    "score, user and time, 90 days",
    "ops.audit, 90 days, 3 copies",
    "grade given, 2 labels printed",
]


@pytest.mark.parametrize("answer", ONLY_FIGURES)
def test_heads_sizes_money_and_dates_alone_are_only_figures(answer: str) -> None:
    assert is_only_figures(Reading(Passage(answer)))


@pytest.mark.parametrize("answer", MORE_THAN_FIGURES)
def test_a_limit_or_a_name_is_more_than_figures(answer: str) -> None:
    assert not is_only_figures(Reading(Passage(answer)))
