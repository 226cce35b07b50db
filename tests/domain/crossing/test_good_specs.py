"""The rules stay silent on good specs, and on whatever anybody types."""

import json
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.catalogue import Depth
from bot.domain.crossing import RULES, findings_across
from tests.builders import a_person, an_alignment
from tests.domain.crossing.saying import CATALOGUE, found_in, saying

ROOT = Path(__file__).resolve().parents[3]
STORY = tomllib.loads((ROOT / "templates" / "demo" / "story.toml").read_text(encoding="utf-8"))
CORPUS = sorted((ROOT / "tests" / "corpus").glob("[dh]e*.jsonl"))
HANDLES = re.compile(r"\{(\w+)\}")


def told(part: str) -> dict[str, str]:
    return {
        key: HANDLES.sub(lambda name: f"<@U0{name[1].upper()}>", said) for key, said in STORY[part]["answers"].items()
    }


def specs_by_domain() -> dict[str, dict[str, str]]:
    """Put an author's executable answers of each domain of the corpus together, as one spec each."""
    specs: dict[str, dict[str, str]] = defaultdict(dict)
    for row in (json.loads(line) for path in CORPUS for line in path.read_text(encoding="utf-8").splitlines()):
        if row["verdict"] == "executable":
            specs[f"{row['id'][:-4]} {row['domain']}"].setdefault(f"{row['artifact']}.{row['field']}", row["answer"])
    return specs


@pytest.mark.parametrize("part", ["finished", "story"])
def test_the_specs_of_the_demo_contradict_nothing(part: str) -> None:
    people = [a_person(f"U0{name}") for name in ("ANA", "BOB", "CHEN", "DANA")]

    assert found_in(told(part), *people, depth=Depth.CORE) == []


def test_specs_of_many_domains_contradict_nothing() -> None:
    found = {domain: found_in(answers, depth=Depth.CORE) for domain, answers in specs_by_domain().items()}

    assert len(found) >= 30
    assert {domain: each for domain, each in found.items() if each} == {}


def test_an_alignment_without_answers_contradicts_nothing() -> None:
    assert findings_across(an_alignment(), CATALOGUE, {}) == ()


def test_a_vague_answer_takes_no_part() -> None:
    answers = {
        "success_criteria.metric": "At least 92 % right over 30 days.",
        "success_criteria.failure_threshold": "TBD",
    }

    assert found_in(answers) == []


@given(st.lists(st.tuples(st.sampled_from([field.key for field in CATALOGUE]), st.text(max_size=200)), max_size=12))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_without_an_exception_and_always_in_the_same_way(said: list[tuple[str, str]]) -> None:
    alignment = saying(dict(said))

    assert findings_across(alignment, CATALOGUE, {}) == findings_across(alignment, CATALOGUE, {})


def test_every_finding_names_its_own_rule() -> None:
    alignment = saying({field.key: field.example for field in CATALOGUE})

    found = findings_across(alignment, CATALOGUE, {})

    assert found
    assert {each.rule for each in found} <= set(RULES)
