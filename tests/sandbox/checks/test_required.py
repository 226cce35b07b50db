"""What must not be left out: each required field of each block, element and object, as Slack's pages list them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from sandbox.checks import check_message, check_view
from tests.sandbox.checks.check_payloads import (
    asked,
    button,
    elements,
    everywhere,
    image,
    message,
    modal,
    option,
    options,
    plain,
    rich_text,
    section,
)

Json = dict[str, Any]

BLOCKS: dict[str, tuple[str, ...]] = {
    "actions": ("elements",),
    "auth_provider": ("value", "name", "is_connected"),
    "call": ("call_id",),
    "carousel": ("elements",),
    "container": ("child_blocks",),
    "context": ("elements",),
    "context_actions": ("elements",),
    "data_table": ("caption", "rows"),
    "file": ("external_id", "source"),
    "header": ("text",),
    "image": ("alt_text",),
    "input": ("label", "element"),
    "markdown": ("text",),
    "plan": ("title",),
    "rich_text": ("elements",),
    "table": ("rows",),
    "task_card": ("task_id", "title", "status"),
    "video": ("alt_text", "title", "video_url", "thumbnail_url"),
}
ELEMENTS: dict[str, tuple[str, ...]] = {
    "checkboxes": ("options",),
    "number_input": ("is_decimal_allowed",),
    "radio_buttons": ("options",),
}
PRESSED: dict[str, tuple[Json, tuple[str, ...]]] = {
    "button": (button(), ("text",)),
    "overflow": ({"type": "overflow", "options": [option()]}, ("options",)),
    "image": (image(), ("alt_text",)),
}
CONFIRM = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()}
INLINE: dict[str, Json] = {
    "text": {"text": "x"},
    "link": {"url": "https://example.com"},
    "emoji": {"name": "wave"},
    "user": {"user_id": "U1"},
    "usergroup": {"usergroup_id": "S1"},
    "channel": {"channel_id": "C1"},
    "team": {"team_id": "T1"},
    "broadcast": {"range": "here"},
    "color": {"value": "#000000"},
    "date": {"timestamp": 1_800_000_000, "format": "{date}"},
}
CASES = [(name, field) for name, fields in BLOCKS.items() for field in fields]


def without(value: Json, field: str) -> Json:
    """Copy an object, leaving out one field."""
    return {name: deepcopy(item) for name, item in value.items() if name != field}


def missing(payload: Json) -> list[tuple[str, str]]:
    """List what a message lacks: the field and where."""
    problems = check_message(payload)
    return [(each.constraint["expected"], each.pointer) for each in problems if each.code == "missing_field"]


@pytest.mark.parametrize(("name", "field"), CASES)
def test_a_block_without_a_required_field_is_refused(name: str, field: str) -> None:
    block = without(everywhere()[name], field)

    assert [(field, "/blocks/0")] == missing(message(block))


@pytest.mark.parametrize(("name", "field"), CASES)
def test_a_required_field_that_is_null_counts_as_missing(name: str, field: str) -> None:
    block = {**everywhere()[name], field: None}

    assert (field, "/blocks/0") in missing(message(block))


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, fields in ELEMENTS.items() for field in fields])
def test_an_element_without_a_required_field_is_refused(name: str, field: str) -> None:
    element = without(elements()[name], field)

    problems = check_view(modal(asked(element)))

    assert ("missing_field", "/blocks/0/element") in [(each.code, each.pointer) for each in problems]


@pytest.mark.parametrize("name", PRESSED)
def test_what_is_pressed_or_seen_needs_its_words(name: str) -> None:
    element, fields = PRESSED[name]

    for field in fields:
        assert [(field, "/blocks/0/accessory")] == missing(message(section(accessory=without(element, field))))


@pytest.mark.parametrize("field", CONFIRM)
def test_a_dialog_that_asks_back_needs_all_its_words(field: str) -> None:
    asking = section(accessory=button(confirm=without(CONFIRM, field)))

    assert [(field, "/blocks/0/accessory/confirm")] == missing(message(asking))


@pytest.mark.parametrize("field", ["text", "value"])
def test_an_option_needs_a_text_and_a_value(field: str) -> None:
    menu = {"type": "static_select", "options": [without(option(), field)]}

    assert [(field, "/blocks/0/element/options/0")] == missing(message(asked(menu)))


@pytest.mark.parametrize("field", ["label", "options"])
def test_a_group_needs_a_label_and_options(field: str) -> None:
    group = {"label": plain(), "options": options(1)}
    menu = {"type": "static_select", "option_groups": [without(group, field)]}

    assert (field, "/blocks/0/element/option_groups/0") in missing(message(asked(menu)))


@pytest.mark.parametrize("field", ["type", "text"])
def test_a_text_needs_its_kind_and_its_words(field: str) -> None:
    block = {"type": "section", "text": without(plain(), field)}

    assert [(field, "/blocks/0/text")] == missing(message(block))


@pytest.mark.parametrize("name", INLINE)
def test_every_piece_of_rich_text_is_taken(name: str) -> None:
    piece = {"type": name, **INLINE[name], "style": {"bold": True, "italic": False}}

    assert [] == check_message(message(rich_text(piece)))


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, fields in INLINE.items() for field in fields])
def test_a_piece_of_rich_text_without_its_content_is_refused(name: str, field: str) -> None:
    piece = {"type": name, **without(INLINE[name], field)}

    assert [(field, "/blocks/0/elements/0/elements/0")] == missing(message(rich_text(piece)))


@pytest.mark.parametrize("field", ["type", "title", "blocks"])
def test_a_modal_needs_a_title_and_blocks(field: str) -> None:
    problems = check_view(without(modal(section()), field))

    assert ["missing_field"] == [each.code for each in problems]
    assert [field] == [each.constraint["expected"] for each in problems]
