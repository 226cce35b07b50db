"""Whatever JSON arrives, the checks answer with problems and never with an exception."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sandbox.checks import Problem, check_message, check_view
from sandbox.checks.blocks import ALL
from sandbox.checks.elements import IN_ACTIONS, IN_INPUT, IN_SECTION
from tests.sandbox.checks.check_payloads import elements, everywhere, message, modal

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=20)
KEYS = st.sampled_from(
    [
        "type",
        "text",
        "blocks",
        "elements",
        "element",
        "options",
        "option_groups",
        "rows",
        "accessory",
        "title",
        "initial_option",
        "initial_options",
        "min_length",
        "max_length",
        "tasks",
        "child_blocks",
        "metadata",
        "block_id",
        "action_id",
        "focus_on_load",
        "attachments",
        "event_payload",
        "submit",
        "min_value",
        "max_value",
    ]
)
KINDS = st.sampled_from(sorted({*ALL, *IN_SECTION, *IN_ACTIONS, *IN_INPUT, "modal", "home", "mrkdwn", "plain_text"}))
JSON = st.recursive(
    SCALARS | KINDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=25
)


def mutated(payload: Any, path: list[int], value: Any) -> Any:
    """Replace one place in a payload, chosen by walking down with the numbers of a path."""
    keys = (
        list(payload) if isinstance(payload, dict) else list(range(len(payload))) if isinstance(payload, list) else []
    )
    if not path or not keys:
        return value
    key = keys[path[0] % len(keys)]
    changed = payload.copy()
    changed[key] = mutated(payload[key], path[1:], value)
    return changed


@given(JSON)
def test_any_json_is_answered_with_problems(payload: Any) -> None:
    problems = [*check_message(payload), *check_view(payload)]

    assert all(isinstance(each, Problem) and each.message and each.code for each in problems)


@given(st.sampled_from(sorted(everywhere())), st.lists(st.integers(0, 30), max_size=6), JSON)
def test_a_spoiled_message_is_answered_with_pointers(name: str, path: list[int], value: Any) -> None:
    spoiled = mutated(message(everywhere()[name]), path, value)

    problems = check_message(spoiled)

    assert all(each.pointer == "" or each.pointer.startswith("/") for each in problems)


@given(st.sampled_from(sorted(elements())), st.lists(st.integers(0, 30), max_size=6), JSON)
def test_a_spoiled_modal_is_answered_with_pointers(name: str, path: list[int], value: Any) -> None:
    spoiled = mutated(modal({"type": "input", "label": {}, "element": elements()[name]}), path, value)

    problems = check_view(spoiled)

    assert all(each.doc.startswith("https://") for each in problems)


def test_json_nested_deeper_than_any_block_is_refused_calmly() -> None:
    deep: Any = {}
    for _ in range(5000):
        deep = {"event_payload": deep, "elements": [deep]}

    problems = check_message({"text": "x", "metadata": deep, "blocks": [deep]})

    assert {"metadata_too_large", "missing_field"} <= {each.code for each in problems}
