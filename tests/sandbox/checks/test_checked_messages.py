"""What Slack refuses in messages, block by block."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.models import blocks as sdk

from sandbox.checks import check_message, refusal
from tests.sandbox.checks.check_payloads import (
    asked,
    button,
    card,
    elements,
    everywhere,
    image,
    message,
    mrkdwn,
    option,
    options,
    plain,
    rich_text,
    section,
    table,
    task,
    text_input,
)

Json = dict[str, Any]
NOT_IN_MESSAGES = {"email_text_input", "url_text_input", "number_input", "file_input", "rich_text_input"}


def found(payload: Json, **more: Any) -> list[tuple[str, str]]:
    """List kind and pointer of every problem."""
    problems = check_message(payload, **more)
    return [(str(each.constraint.get("type") or each.code), each.pointer) for each in problems]


@pytest.mark.parametrize("name", sorted(everywhere()))
def test_a_well_formed_block_is_accepted(name: str) -> None:
    payload = message(everywhere()[name])

    assert [] == check_message(payload)


@pytest.mark.parametrize("name", sorted(set(elements()) - NOT_IN_MESSAGES))
def test_a_well_formed_element_is_accepted_in_a_message(name: str) -> None:
    payload = message(asked(elements()[name]))

    assert [] == check_message(payload)


@pytest.mark.parametrize("name", sorted(NOT_IN_MESSAGES))
def test_an_element_for_modals_is_refused_in_a_message(name: str) -> None:
    payload = message(asked(elements()[name]))

    assert [("enum", "/blocks/0/element/type")] == found(payload)


def test_every_block_the_sdk_models_is_known() -> None:
    modelled = {each.type for each in sdk.Block.__subclasses__()}

    assert set() == modelled - set(everywhere()) - {"alert"}


def test_what_the_sdk_builds_is_accepted() -> None:
    blocks = [
        sdk.HeaderBlock(text="Title"),
        sdk.SectionBlock(text="*Body*", accessory=sdk.ButtonElement(text="Go", action_id="go", value="1")),
        sdk.ContextBlock(elements=[sdk.MarkdownTextObject(text="small")]),
        sdk.AlertBlock(text=sdk.PlainTextObject(text="Beware"), level="info"),
    ]

    payload = message(*(block.to_dict() for block in blocks[:3]))

    assert [] == check_message(payload)


LIMITS: list[tuple[str, Json, str, str]] = [
    ("a section text of 3,001", section("x" * 3001), "max_length", "/blocks/0/text/text"),
    ("an empty text", section(""), "min_length", "/blocks/0/text/text"),
    ("a section with nothing in it", {"type": "section"}, "any_of", "/blocks/0"),
    ("eleven fields", section(fields=[plain()] * 11), "max_items", "/blocks/0/fields"),
    ("a field of 2,001", section(fields=[plain("x" * 2001)]), "max_length", "/blocks/0/fields/0/text"),
    ("a header of 151", {"type": "header", "text": plain("x" * 151)}, "max_length", "/blocks/0/text/text"),
    ("a mrkdwn header", {"type": "header", "text": mrkdwn()}, "enum", "/blocks/0/text/type"),
    ("header level 5", {"type": "header", "text": plain(), "level": 5}, "maximum", "/blocks/0/level"),
    ("eleven context elements", {"type": "context", "elements": [plain()] * 11}, "max_items", "/blocks/0/elements"),
    ("no context elements", {"type": "context", "elements": []}, "min_items", "/blocks/0/elements"),
    ("26 actions", {"type": "actions", "elements": [button(action_id=f"a{n}") for n in range(26)]}, "max_items",
     "/blocks/0/elements"),
    ("a button of 76", section(accessory=button(text=plain("x" * 76))), "max_length",
     "/blocks/0/accessory/text/text"),
    ("a value of 2,001", section(accessory=button(value="x" * 2001)), "max_length", "/blocks/0/accessory/value"),
    ("an unknown style", section(accessory=button(style="big")), "enum", "/blocks/0/accessory/style"),
    ("an action_id of 256", section(accessory=button(action_id="x" * 256)), "max_length",
     "/blocks/0/accessory/action_id"),
    ("a block_id of 256", section(block_id="x" * 256), "max_length", "/blocks/0/block_id"),
    ("an empty alt_text", section(accessory=image(alt_text="")), "min_length", "/blocks/0/accessory/alt_text"),
    ("an image from nowhere", {"type": "image", "alt_text": "x"}, "any_of", "/blocks/0"),
    ("a label of 2,001", asked(text_input(), label=plain("x" * 2001)), "max_length", "/blocks/0/label/text"),
    ("a button in an input", asked(button()), "enum", "/blocks/0/element/type"),
    ("max_length 3,001", asked(text_input(max_length=3001)), "maximum", "/blocks/0/element/max_length"),
    ("a minimum above the maximum", asked(text_input(min_length=9, max_length=3)), "maximum",
     "/blocks/0/element/min_length"),
    ("101 options", asked({"type": "static_select", "options": options(101)}), "max_items",
     "/blocks/0/element/options"),
    ("eleven radio buttons", asked({"type": "radio_buttons", "options": options(11)}), "max_items",
     "/blocks/0/element/options"),
    ("six overflow options", section(accessory={"type": "overflow", "options": options(6)}), "max_items",
     "/blocks/0/accessory/options"),
    ("options with one value", asked({"type": "static_select", "options": [option(), option()]}), "unique_items",
     "/blocks/0/element/options"),
    ("an initial option from elsewhere",
     asked({"type": "static_select", "options": [option("a")], "initial_option": option("b")}), "enum",
     "/blocks/0/element/initial_option"),
    ("neither options nor groups", asked({"type": "static_select"}), "any_of", "/blocks/0/element"),
    ("a placeholder of 151", asked(text_input(placeholder=plain("x" * 151))), "max_length",
     "/blocks/0/element/placeholder/text"),
    ("a day that is none", asked({"type": "datepicker", "initial_date": "2026-13-01"}), "pattern",
     "/blocks/0/element/initial_date"),
    ("an hour that is none", asked({"type": "timepicker", "initial_time": "24:00"}), "pattern",
     "/blocks/0/element/initial_time"),
    ("a confirm title of 101",
     section(accessory=button(confirm={"title": plain("x" * 101), "text": plain(), "confirm": plain(),
                                       "deny": plain()})), "max_length",
     "/blocks/0/accessory/confirm/title/text"),
    ("a table of 101 rows", table([[{"type": "raw_text", "text": "x"}]] * 101), "max_items", "/blocks/0/rows"),
    ("a table of 21 columns", table([[{"type": "raw_text", "text": "x"}] * 21]), "max_items", "/blocks/0/rows/0"),
    ("an empty cell", table([[{"type": "raw_text", "text": ""}]]), "min_length", "/blocks/0/rows/0/0/text"),
    ("a table of 10,001 characters", table([[{"type": "raw_text", "text": "x" * 10_001}]]), "max_length",
     "/blocks/0/rows"),
    ("a markdown block of 12,001", {"type": "markdown", "text": "x" * 12_001}, "max_length", "/blocks/0/text"),
    ("a card body of 201", card(body=mrkdwn("x" * 201)), "max_length", "/blocks/0/body/text"),
    ("a card with four buttons", card(actions=[button(action_id=f"a{n}") for n in range(4)]), "max_items",
     "/blocks/0/actions"),
    ("an empty card", {"type": "card", "subtitle": plain()}, "any_of", "/blocks/0"),
    ("eleven cards", {"type": "carousel", "elements": [card()] * 11}, "max_items", "/blocks/0/elements"),
    ("a container in a container",
     {"type": "container", "title": plain(), "child_blocks": [everywhere()["container"]]}, "enum",
     "/blocks/0/child_blocks/0/type"),
    ("a task of unknown status", task(status="done"), "enum", "/blocks/0/status"),
    ("a video title of 200", {**everywhere()["video"], "title": plain("x" * 200)}, "max_length",
     "/blocks/0/title/text"),
    ("an unknown field", section(colour="red"), "additional_properties", "/blocks/0"),
    ("an unknown block", {"type": "marquee"}, "enum", "/blocks/0/type"),
    ("a block without a type", {"text": plain()}, "required", "/blocks/0"),
    ("an alert outside a modal", {"type": "alert", "text": plain()}, "enum", "/blocks/0/type"),
    ("text for an object", {"type": "section", "text": "Hello"}, "type", "/blocks/0/text"),
    ("an unknown broadcast", rich_text({"type": "broadcast", "range": "world"}), "enum",
     "/blocks/0/elements/0/elements/0/range"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "kind", "pointer"), [case[1:] for case in LIMITS], ids=[c[0] for c in LIMITS])
def test_a_block_beyond_its_limits_is_refused_with_its_pointer(block: Json, kind: str, pointer: str) -> None:
    problems = found(message(block))

    assert (kind, pointer) in problems


@pytest.mark.parametrize("case", LIMITS, ids=[case[0] for case in LIMITS])
def test_every_problem_names_the_page_that_says_so(case: tuple[str, Json, str, str]) -> None:
    problems = check_message(message(case[1]))

    assert all(each.doc.startswith("https://") for each in problems)
    assert "invalid_blocks" == refusal(problems)


def test_a_character_outside_the_basic_plane_counts_as_two() -> None:
    fits, overflows = message(section("😀" * 1500)), message(section("😀" * 1501))

    assert [] == found(fits)
    assert [("max_length", "/blocks/0/text/text")] == found(overflows)


def test_fifty_blocks_are_the_most() -> None:
    fits, overflows = message(*[section()] * 50), message(*[section()] * 51)

    assert [] == found(fits)
    assert [("max_items", "/blocks")] == found(overflows)


def test_block_ids_must_be_unique_even_inside_a_container() -> None:
    inside = {"type": "container", "title": plain(), "child_blocks": [section(block_id="one")]}

    assert [("unique_items", "/blocks/1/child_blocks/0/block_id")] == found(message(section(block_id="one"), inside))


def test_action_ids_must_be_unique_within_a_block() -> None:
    twice = {"type": "actions", "elements": [button(), button()]}

    assert [("unique_items", "/blocks/0/elements/1/action_id")] == found(message(twice))


def test_one_table_is_enough_for_a_message() -> None:
    assert [("max_items", "/blocks/1")] == found(message(table(), table()))


def test_all_markdown_blocks_share_one_limit() -> None:
    half = {"type": "markdown", "text": "x" * 6001}

    assert ("max_length", "/blocks") in found(message(half, half))


def test_a_message_needs_something_to_say() -> None:
    problems = check_message({"channel": "C1"})

    assert "no_text" == refusal(problems)


def test_deleting_the_original_needs_no_text() -> None:
    assert [] == check_message({"delete_original": True})


@pytest.mark.parametrize(("method", "most"), [("chat.postMessage", 40_000), ("chat.update", 4_000)])
def test_a_text_may_be_as_long_as_the_method_says(method: str, most: int) -> None:
    fits, overflows = {"text": "x" * most}, {"text": "x" * (most + 1)}

    assert [] == check_message(fits, method=method)
    assert "msg_too_long" == refusal(check_message(overflows, method=method))


def test_blocks_that_are_long_together_are_refused() -> None:
    problems = check_message(message(*[section("x" * 2700)] * 5))

    assert "msg_blocks_too_long" == refusal(problems)


def test_attachments_are_counted_and_their_blocks_checked() -> None:
    many = check_message({"text": "x", "attachments": [{}] * 101})
    broken = check_message({"text": "x", "attachments": [{"blocks": [section("")]}]})

    assert "too_many_attachments" == refusal(many)
    assert "/attachments/0/blocks/0/text/text" == broken[0].pointer
    assert "invalid_attachments" == refusal(broken)


def test_blocks_that_are_no_list_have_their_own_error() -> None:
    assert "invalid_blocks_format" == refusal(check_message(message(blocks="[]")))


METADATA: list[tuple[Any, str | None]] = [
    ({"event_type": "aligned", "event_payload": {"k": "v"}}, None),
    ("aligned", "invalid_metadata_format"),
    ({"event_type": "aligned"}, "invalid_metadata_schema"),
    ({"event_type": "two words", "event_payload": {}}, "invalid_metadata_schema"),
    ({"event_type": "a", "event_payload": {}, "more": 1}, "invalid_metadata_schema"),
    ({"event_type": "a", "event_payload": {"k": "x" * 20_000}}, "metadata_too_large"),
]


@pytest.mark.parametrize(("metadata", "error"), METADATA)
def test_metadata_is_a_type_and_a_payload(metadata: Any, error: str | None) -> None:
    assert error == refusal(check_message({"text": "x", "metadata": metadata}))
