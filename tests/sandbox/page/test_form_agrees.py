"""The form of the page objects to the same values, in the same words, as the sandbox behind it."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.elements import complaint, new_state
from tests.sandbox.checks.check_payloads import elements
from tests.sandbox.page.conftest import Visit

Json = dict[str, Any]

TEXT = {"type": "plain_text_input", "min_length": 3, "max_length": 5}
WHOLE = {"type": "number_input", "is_decimal_allowed": False, "min_value": "2", "max_value": "9"}
DECIMAL = {"type": "number_input", "is_decimal_allowed": True}
EMAIL = {"type": "email_text_input"}
LINK = {"type": "url_text_input"}

VALUES: list[tuple[Json, list[Any]]] = [
    (TEXT, ["", "   ", None, "ab", "abc", "abcde", "abcdef"]),
    (WHOLE, ["", "1", "2", "9", "10", "2.5", "two", "-3"]),
    (DECIMAL, ["2.5", "-0.5", "2,5", "1e3", "."]),
    (EMAIL, ["ana@example.com", "ana", "ana@example", "a b@example.com", "@example.com"]),
    (LINK, ["https://example.com", "http://x", "example.com", "ftp://example.com", "https://"]),
]


@pytest.mark.parametrize("is_optional", [True, False], ids=["optional", "required"])
def test_page_and_sandbox_object_to_the_same_values(visit: Visit, is_optional: bool) -> None:
    page = visit("ana/general")
    cases = [(element, value) for element, values in VALUES for value in values]
    script = """async ([cases, optional]) => {
        const { objection } = await import('/page/values.js');
        return cases.map(([element, value]) => objection({ optional }, element, value));
    }"""

    on_the_page = page.evaluate(script, [cases, is_optional])

    behind_it = [complaint({"optional": is_optional}, one, new_state(one, value)) or "" for one, value in cases]
    assert behind_it == on_the_page


def test_the_page_reads_every_state_the_sandbox_writes(visit: Visit) -> None:
    page = visit("ana/general")
    chosen = {"text": {"type": "plain_text", "text": "O0"}, "value": "o0"}
    values: dict[str, Any] = {
        "plain_text_input": "typed",
        "email_text_input": "ana@example.com",
        "url_text_input": "https://example.com",
        "number_input": "3",
        "static_select": "o0",
        "external_select": chosen,
        "users_select": "U1",
        "conversations_select": "C1",
        "channels_select": "C1",
        "multi_static_select": ["o0", "o1"],
        "multi_external_select": [chosen],
        "multi_users_select": ["U1", "U2"],
        "multi_conversations_select": ["C1"],
        "multi_channels_select": ["C1", "C2"],
        "checkboxes": ["o1"],
        "radio_buttons": "o1",
        "datepicker": "2026-03-03",
        "timepicker": "09:05",
        "datetimepicker": 1_800_000_000,
    }
    states = [new_state(elements()[kind], value) for kind, value in values.items()]
    script = """async (states) => {
        const { valueOfState } = await import('/page/values.js');
        return states.map(valueOfState);
    }"""

    assert list(values.values()) == page.evaluate(script, states)
