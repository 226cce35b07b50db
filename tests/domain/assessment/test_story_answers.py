"""The demo's own answers are judged as its story needs them: a change of the judge must not end the story half-way."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.catalogue_files import read_catalogue
from bot.domain.assessment import assess
from bot.domain.verdict import Verdict

STORY = tomllib.loads(Path("templates/demo/story.toml").read_text(encoding="utf-8"))
CATALOGUE = read_catalogue()
HANDLES = re.compile(r"\{(\w+)\}")


def told(part: str, kind: str) -> list[tuple[str, str]]:
    """List the fields that a part of the story answers, with the answers as Slack delivers them."""
    said = STORY[part].get(kind, {})
    return [(key, HANDLES.sub(lambda name: f"<@U0{name[1].upper()}>", text)) for key, text in said.items()]


@pytest.mark.parametrize(("key", "answer"), [*told("finished", "answers"), *told("story", "answers")])
def test_an_answer_of_the_story_is_executable(key: str, answer: str) -> None:
    assert assess(CATALOGUE.field(key), answer).verdict is Verdict.EXECUTABLE


@pytest.mark.parametrize(("key", "answer"), told("story", "vague"))
def test_a_vague_answer_of_the_story_is_pushed_back(key: str, answer: str) -> None:
    assert assess(CATALOGUE.field(key), answer).verdict is not Verdict.EXECUTABLE


def test_an_alarm_goes_to_the_account_and_not_to_a_queue_that_is_counted() -> None:
    answer = "Share of claims in the right queue below 88 % over 24 h alerts <@U0CHEN>."

    assert assess(CATALOGUE.field("monitoring.alert"), answer).found["recipient"] == "<@U0CHEN>"
