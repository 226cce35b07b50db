"""Where blocks, elements and texts may stand, by the surfaces Slack's reference names."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.checks import check_message, check_view
from tests.sandbox.checks.check_payloads import (
    asked,
    button,
    elements,
    everywhere,
    home,
    image,
    message,
    modal,
    mrkdwn,
    plain,
    rich_text,
    section,
)

Json = dict[str, Any]
ALERT = {"alert": {"type": "alert", "text": plain()}}
CHART = {"data_visualization": {"type": "data_visualization", "title": "Chart", "chart": {}}}
EVERY_BLOCK = {**everywhere(), **ALERT, **CHART}

# https://docs.slack.dev/reference/block-kit/blocks, the column of surfaces
ONLY_IN_MESSAGES = {"call", "context_actions", "file", "markdown", "plan", "task_card"}
NOT_IN_MODALS = {"container", "data_table", "data_visualization", "table"} | ONLY_IN_MESSAGES
ONLY_IN_MODALS = {"alert"}
NOT_IN_THE_HOME = ONLY_IN_MESSAGES | ONLY_IN_MODALS

IN_A_SECTION = {
    *("button", "overflow", "image", "static_select", "users_select", "datepicker", "timepicker", "checkboxes"),
    *("radio_buttons", "multi_static_select", "external_select", "multi_external_select", "channels_select"),
    *("conversations_select", "multi_users_select", "multi_channels_select", "multi_conversations_select"),
}
IN_ACTIONS = IN_A_SECTION - {"image"} | {"datetimepicker"}
SINGLE = {
    "button": button(),
    "overflow": {"type": "overflow", "options": [{"text": plain(), "value": "a"}]},
    "image": image(),
}
EVERY_ELEMENT = {**elements(), **SINGLE}

STYLES = [
    ({"type": "rich_text_list", "style": "bullet", "indent": 1, "border": 0, "elements": []}, []),
    ({"type": "rich_text_list", "style": "roman", "elements": []}, ["/blocks/0/elements/0/style"]),
    ({"type": "rich_text_list", "elements": []}, ["/blocks/0/elements/0"]),
    ({"type": "rich_text_list", "style": "ordered", "offset": -1, "elements": []}, ["/blocks/0/elements/0/offset"]),
    ({"type": "rich_text_preformatted", "border": 1, "language": "python", "elements": []}, []),
    ({"type": "rich_text_preformatted", "border": 2, "elements": []}, ["/blocks/0/elements/0/border"]),
    ({"type": "rich_text_quote", "elements": [{"type": "text", "text": "x"}]}, []),
    ({"type": "rich_text_quote", "elements": [{"type": "text", "text": ""}]}, ["/blocks/0/elements/0/elements/0/text"]),
    ({"type": "rich_text_poem", "elements": []}, ["/blocks/0/elements/0/type"]),
    ({"type": "rich_text_section", "elements": [{"type": "citation", "whatever": 1}]}, []),
    (
        {"type": "rich_text_section", "elements": [{"type": "shout", "text": "x"}]},
        ["/blocks/0/elements/0/elements/0/type"],
    ),
]


def misplaced(problems: list[Any]) -> list[str]:
    """List the pointers of what stands where it may not."""
    return [
        each.pointer for each in problems if "surface" in each.message or each.message.startswith("unsupported type")
    ]


@pytest.mark.parametrize("name", sorted(EVERY_BLOCK))
def test_a_block_stands_in_a_message_unless_it_is_for_modals(name: str) -> None:
    pointers = misplaced(check_message(message(EVERY_BLOCK[name])))

    assert (name in ONLY_IN_MODALS) == ("/blocks/0/type" in pointers)


@pytest.mark.parametrize("name", sorted(EVERY_BLOCK))
def test_a_block_stands_in_a_modal_unless_it_is_for_messages(name: str) -> None:
    pointers = misplaced(check_view(modal(EVERY_BLOCK[name])))

    assert (name in NOT_IN_MODALS) == ("/blocks/0/type" in pointers)


@pytest.mark.parametrize("name", sorted(EVERY_BLOCK))
def test_a_block_stands_in_the_home_tab_unless_it_is_for_messages_or_modals(name: str) -> None:
    block = asked(elements()["plain_text_input"]) if name == "input" else EVERY_BLOCK[name]

    pointers = misplaced(check_view(home(block)))

    assert (name in NOT_IN_THE_HOME) == ("/blocks/0/type" in pointers)


@pytest.mark.parametrize("name", sorted(EVERY_ELEMENT))
def test_a_section_takes_some_elements_beside_its_text(name: str) -> None:
    pointers = misplaced(check_message(message(section(accessory=EVERY_ELEMENT[name]))))

    assert (name in IN_A_SECTION) == (pointers == [])


@pytest.mark.parametrize("name", sorted(set(EVERY_ELEMENT) - {"rich_text_input"}))
def test_an_actions_block_takes_what_is_pressed_or_chosen(name: str) -> None:
    pointers = misplaced(check_message(message({"type": "actions", "elements": [EVERY_ELEMENT[name]]})))

    assert (name in IN_ACTIONS) == (pointers == [])


@pytest.mark.parametrize("name", sorted(elements()))
def test_every_input_names_its_place_when_it_is_refused_beside_a_context(name: str) -> None:
    pointers = misplaced(check_message(message({"type": "context", "elements": [elements()[name]]})))

    assert "/blocks/0/elements/0/type" in pointers


@pytest.mark.parametrize(("part", "pointers"), STYLES)
def test_rich_text_has_four_kinds_of_parts(part: Json, pointers: list[str]) -> None:
    problems = check_message(message({"type": "rich_text", "elements": [part]}))

    assert pointers == [each.pointer for each in problems]


@pytest.mark.parametrize("value", ["yes", 1, None])
def test_a_style_is_true_or_false(value: object) -> None:
    problems = check_message(message(rich_text({"type": "text", "text": "x", "style": {"bold": value}})))

    assert (value is not None) == bool(problems)


@pytest.mark.parametrize("name", ["header", "button", "label", "placeholder"])
def test_some_words_are_always_plain(name: str) -> None:
    blocks = {
        "header": {"type": "header", "text": mrkdwn()},
        "button": section(accessory=button(text=mrkdwn())),
        "label": asked(elements()["plain_text_input"], label=mrkdwn()),
        "placeholder": asked({"type": "plain_text_input", "placeholder": mrkdwn()}),
    }

    assert 1 == len(misplaced(check_message(message(blocks[name]))))


@pytest.mark.parametrize("value", ["", [], 7, True, "x"])
def test_what_should_be_an_object_is_named_when_it_is_something_else(value: object) -> None:
    problems = check_message(message({"type": "section", "text": value}))

    assert ["/blocks/0/text"] == [each.pointer for each in problems if each.code == "invalid_type"]


@pytest.mark.parametrize("value", ["true", 0, {}, []])
def test_a_flag_is_true_or_false_and_nothing_like_it(value: object) -> None:
    problems = check_message(message(section(expand=value)))

    assert [("invalid_type", "/blocks/0/expand")] == [(each.code, each.pointer) for each in problems]


@pytest.mark.parametrize("value", ["2026-2-28", "28.02.2026", "2026-00-10", "tomorrow", ""])
def test_a_day_is_written_one_way(value: str) -> None:
    problems = check_view(modal(asked({"type": "datepicker", "initial_date": value})))

    assert ["/blocks/0/element/initial_date"] == [each.pointer for each in problems]


@pytest.mark.parametrize("value", ["9:00", "24:00", "12:60", "noon", "12:00:00"])
def test_a_time_is_written_one_way(value: str) -> None:
    problems = check_view(modal(asked({"type": "timepicker", "initial_time": value})))

    assert ["/blocks/0/element/initial_time"] == [each.pointer for each in problems]
