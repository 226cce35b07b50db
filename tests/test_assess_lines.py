"""Answers as JSON lines in, assessments as JSON lines out."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

from bot.assess_lines import A_FEW, assess_lines
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


def test_many_lines_are_judged_side_by_side_and_come_in_their_order() -> None:
    lines = [line(f"<@U{number:08d}> does it, and said yes") for number in range(A_FEW + 50)]
    lines.insert(A_FEW + 20, "{")

    asked = "\n".join(lines).encode()
    told = subprocess.check_output([sys.executable, "-m", "bot", "assess"], input=asked, timeout=120).decode()

    assert list(assess_lines(read_catalogue(), lines)) == told.splitlines()


def test_an_answer_is_read_as_utf_8_in_every_locale() -> None:
    asked = line("<@U024BE7LH> übernimmt das, zugesagt").encode()
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    told = subprocess.check_output([sys.executable, "-m", "bot", "assess"], input=asked, env=plain, timeout=120)

    assert "executable" == json.loads(told)["verdict"]
