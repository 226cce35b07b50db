"""The files of a spec say everything, and nothing that people typed breaks them."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.spec import Spec, spec_of
from bot.slack.exports import Exports, fenced, inline
from tests.builders import OPENED_AT, a_waiver, an_alignment
from tests.slack.scenes import ANA, BEN, a_good_answer, a_partial_answer, core_catalogue, every_answer

EXPORTS = Exports()
NAMES = {ANA: "Ana Ortiz", BEN: "Ben Okafor"}


def a_frozen_spec(*changed: Any, **changes: Any) -> Spec:
    """Return a complete spec, some answers changed."""
    answers = {answer.field: answer for answer in (*every_answer(), *changed)}
    alignment = replace(an_alignment(facilitator=ANA, version=1, **changes), answers=answers)
    return spec_of(alignment, core_catalogue(), OPENED_AT)


def markdown_of(spec: Spec) -> str:
    """Write a spec as Markdown."""
    return EXPORTS.markdown(spec, lambda person: NAMES.get(person, person))


def test_both_files_carry_the_version() -> None:
    markdown, machine, *_ = EXPORTS.files(a_frozen_spec(), str)

    assert [markdown.name, machine.name] == ["spec-v1.md", "spec-v1.json"]
    assert markdown.title == "Refund copilot, version 1 (Markdown)"
    assert json.loads(machine.content)["format"] == "aligned.spec/1"


def test_no_file_of_one_version_is_taken_for_that_of_another() -> None:
    first = a_frozen_spec()

    names = [
        {file.name for file in EXPORTS.files(spec, str)} for spec in (first, first.model_copy(update={"version": 2}))
    ]

    assert names[0].isdisjoint(names[1])


def test_json_is_the_spec_itself() -> None:
    spec = a_frozen_spec(a_good_answer("monitoring.alert", "At 5 % | `x` \u202e"))

    _, machine, *_ = EXPORTS.files(spec, str)

    assert spec == Spec.model_validate_json(machine.content)


def test_every_part_and_every_question_has_its_heading() -> None:
    lines = markdown_of(a_frozen_spec()).split("\n")

    assert [line for line in lines if line.startswith("# ")] == ["# Refund copilot"]
    assert len([line for line in lines if line.startswith("## ")]) == 7
    assert len([line for line in lines if line.startswith("### ")]) == 21
    assert "| Monitoring and logging plan | executable | Ana Ortiz |" in lines


def test_an_answer_stands_with_its_pieces_its_author_and_its_day() -> None:
    text = markdown_of(a_frozen_spec(a_good_answer("monitoring.alert", "At 5 %, PagerDuty", BEN)))

    assert "```text\nAt 5 %, PagerDuty\n```\n\n- threshold: At 5 %, PagerDuty\n" in text
    assert "Answered by Ben Okafor on 2 March 2026." in text


def test_what_is_not_executable_says_what_it_lacks() -> None:
    text = markdown_of(a_frozen_spec(a_partial_answer("success_criteria.metric", "fast", lacking="window")))

    assert "Written, but not executable. Missing: window." in text


def test_what_was_left_open_is_listed_with_its_reason() -> None:
    alignment = an_alignment(
        facilitator=ANA, waivers=(a_waiver("monitoring", author=BEN, reason="Ask <@U0ANA> | *later*"),)
    )

    text = markdown_of(spec_of(alignment, core_catalogue(), OPENED_AT))

    assert "## Left open on purpose" in text
    assert "- Monitoring and logging plan, until 2 April 2026, by Ben Okafor: Ask @Ana Ortiz \\| \\*later\\*" in text
    assert "Left open on purpose.\n" in text
    assert "Not answered." in text


def test_a_spec_without_waivers_says_nothing_of_them() -> None:
    assert "Left open" not in markdown_of(a_frozen_spec())


@pytest.mark.parametrize(
    "title", ["# Heading", "a | b", "`code`", "[x](http://evil.example)", "<b>bold</b>", "a\n\n# b"]
)
def test_a_title_stays_one_line_of_text(title: str) -> None:
    lines = markdown_of(a_frozen_spec(title=title)).split("\n")

    assert [line for line in lines if line.startswith("# ")] == [f"# {inline(title)}"]
    assert not any(line.startswith("# b") for line in lines)


def test_a_name_cannot_break_the_table() -> None:
    text = EXPORTS.markdown(a_frozen_spec(), lambda person: "Ana | Ortiz")

    assert "| Ownership | executable | Ana \\| Ortiz |" in text


@pytest.mark.parametrize("text", ["```", "a ```` b", "`" * 9, "~~~", "```json\n{}\n```"])
def test_an_answer_cannot_leave_its_fence(text: str) -> None:
    first, *inside, last = fenced(text).split("\n")

    fence = first.removesuffix("text")
    assert fence == last
    assert "\n".join(inside) == text
    assert fence not in text


@given(st.text(max_size=80))
def test_no_text_leaves_its_fence(text: str) -> None:
    first, *inside, last = fenced(text).split("\n")

    assert last == first.removesuffix("text")
    assert not any(line.strip() == last for line in inside)


@given(st.text(max_size=80))
def test_no_text_leaves_its_line(text: str) -> None:
    shown = inline(text)

    assert "\n" not in shown
    assert not shown.startswith(("#", "|", "`", "<", ">"))
