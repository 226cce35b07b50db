"""Answers as JSON lines in, assessments as JSON lines out."""

import json
from collections.abc import Iterable
from typing import Any

from bot.assess_lines import assess_lines
from bot.catalogue_files import read_catalogue

OWNER = {"artifact": "ownership", "field": "accountable_owner"}


def judged(*lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in assess_lines(read_catalogue(), lines)]


def line(answer: str, **keys: object) -> str:
    return json.dumps({**OWNER, "answer": answer, **keys})


def test_a_concrete_answer_names_what_was_found() -> None:
    (answer,) = judged(line("<@U024BE7LH>"))

    assert {"verdict": "executable", "missing": [], "found": {"person": "<@U024BE7LH>"}, "findings": []} == answer


def test_a_finding_has_rule_slot_words_and_follow_up() -> None:
    (answer,) = judged(line("the team"))

    assert [{"rule", "slot", "words", "follow_up"}] == [set(finding) for finding in answer["findings"]]


def test_keys_that_are_not_asked_for_are_ignored() -> None:
    (answer,) = judged(line("me", id="held-1", domain="retail", author="U1"))

    assert "executable" == answer["verdict"]


def test_an_unknown_field_is_an_error_of_its_line_only() -> None:
    unknown = json.dumps({"artifact": "ownership", "field": "mascot", "answer": "me"})

    answers = judged(unknown, line("me"))

    assert {"error": "no field ownership.mascot", "line": 1} == answers[0]
    assert "executable" == answers[1]["verdict"]


def test_broken_json_is_an_error_of_its_line_only() -> None:
    answers = judged("{not json", line("me"))

    assert 1 == answers[0]["line"]
    assert "executable" == answers[1]["verdict"]


def test_a_missing_key_is_named() -> None:
    (answer,) = judged(json.dumps(OWNER))

    assert "answer: Field required" == answer["error"]


def test_blank_lines_are_skipped() -> None:
    assert 1 == len(judged("", "  \n", line("me")))


def test_lines_are_judged_as_they_come() -> None:
    def endless() -> Iterable[str]:
        while True:
            yield line("me")

    assessments = iter(assess_lines(read_catalogue(), endless()))

    assert "executable" == json.loads(next(assessments))["verdict"]
