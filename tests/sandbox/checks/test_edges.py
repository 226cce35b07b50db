"""The last value Slack takes, and the first one it refuses, for every documented length, count and number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from sandbox.checks import check_message, check_suggestions, check_view
from tests.sandbox.checks.check_payloads import (
    asked,
    button,
    card,
    everywhere,
    image,
    message,
    modal,
    mrkdwn,
    option,
    options,
    plain,
    rich_text,
    section,
    table,
    text_input,
)

Json = dict[str, Any]
Make = Callable[[int], Json]


@dataclass(frozen=True)
class Edge:
    """Something that may be so large and no larger; `make` builds a block with it in a given size."""

    what: str
    most: int
    make: Make
    pointer: str
    kind: str = "max_length"

    def __str__(self) -> str:
        return self.what


def words(size: int) -> Json:
    """Build a plain text of so many characters."""
    return plain("x" * size)


def confirm(**changed: Json) -> Json:
    """Build a section whose button asks back."""
    dialog = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain(), **changed}
    return section(accessory=button(confirm=dialog))


def select(**fields: Any) -> Json:
    """Build an input with a static select."""
    return asked({"type": "static_select", "options": options(2), **fields})


def overflow(**fields: Any) -> Json:
    """Build a section with an overflow menu of one entry."""
    return section(accessory={"type": "overflow", "options": [option("a", **fields)]})


def group(**fields: Any) -> Json:
    """Build an input with one group of options."""
    groups = [{"label": plain(), "options": options(2), **fields}]
    return asked({"type": "static_select", "option_groups": groups})


def many_groups(count: int) -> Json:
    """Build an input with so many groups."""
    groups = [{"label": plain(), "options": [option(f"o{number}")]} for number in range(count)]
    return asked({"type": "static_select", "option_groups": groups})


def actions(count: int) -> Json:
    """Build so many buttons."""
    return {"type": "actions", "elements": [button(action_id=f"a{number}") for number in range(count)]}


def context(count: int) -> Json:
    """Build so many pieces of context."""
    return {"type": "context", "elements": [mrkdwn()] * count}


def feedback(**changed: Any) -> Json:
    """Build feedback buttons."""
    good, bad = ({"text": plain(word), "value": word, **changed} for word in ("good", "bad"))
    element = {"type": "feedback_buttons", "positive_button": good, "negative_button": bad}
    return {"type": "context_actions", "elements": [element]}


def icons(count: int) -> Json:
    """Build so many icon buttons."""
    one = {"type": "icon_button", "icon": "trash", "text": plain()}
    return {"type": "context_actions", "elements": [{**one, "action_id": f"a{number}"} for number in range(count)]}


def container(**fields: Any) -> Json:
    """Build a container."""
    return {"type": "container", "title": plain(), "child_blocks": [section()], **fields}


def video(**fields: Any) -> Json:
    """Build a video."""
    return {**everywhere()["video"], **fields}


def provider(**fields: Any) -> Json:
    """Build an auth provider."""
    return {**everywhere()["auth_provider"], **fields}


def data_table(rows: int = 2, columns: int = 1, **fields: Any) -> Json:
    """Build a data table."""
    row = [{"type": "raw_text", "text": "x"}] * columns
    return {"type": "data_table", "caption": "Table", "rows": [row] * rows, **fields}


IN_MESSAGES = [
    Edge("a section's text", 3000, lambda n: section("x" * n), "/text/text"),
    Edge("a section's field", 2000, lambda n: section(fields=[words(n)]), "/fields/0/text"),
    Edge("a section's fields", 10, lambda n: section(fields=[plain()] * n), "/fields", "max_items"),
    Edge("a block_id", 255, lambda n: section(block_id="x" * n), "/block_id"),
    Edge("a header", 150, lambda n: {"type": "header", "text": words(n)}, "/text/text"),
    Edge("a header's level", 4, lambda n: {"type": "header", "text": plain(), "level": n}, "/level", "maximum"),
    Edge("the elements of a context", 10, context, "/elements", "max_items"),
    Edge("the elements of an actions block", 25, actions, "/elements", "max_items"),
    Edge("a button", 75, lambda n: section(accessory=button(text=words(n))), "/accessory/text/text"),
    Edge("a button's value", 2000, lambda n: section(accessory=button(value="x" * n)), "/accessory/value"),
    Edge("a button's url", 3000, lambda n: section(accessory=button(url="x" * n)), "/accessory/url"),
    Edge("an action_id", 255, lambda n: section(accessory=button(action_id="x" * n)), "/accessory/action_id"),
    Edge(
        "a button's accessibility label",
        75,
        lambda n: section(accessory=button(accessibility_label="x" * n)),
        "/accessory/accessibility_label",
    ),
    Edge("a dialog's title", 100, lambda n: confirm(title=words(n)), "/accessory/confirm/title/text"),
    Edge("a dialog's text", 300, lambda n: confirm(text=words(n)), "/accessory/confirm/text/text"),
    Edge("a dialog's yes", 30, lambda n: confirm(confirm=words(n)), "/accessory/confirm/confirm/text"),
    Edge("a dialog's no", 30, lambda n: confirm(deny=words(n)), "/accessory/confirm/deny/text"),
    Edge("an alternative text", 2000, lambda n: image(alt_text="x" * n), "/alt_text"),
    Edge("an image's address", 3000, lambda n: image(image_url="x" * n), "/image_url"),
    Edge("an image's title", 2000, lambda n: {**image(), "title": words(n)}, "/title/text"),
    Edge("a label", 2000, lambda n: asked(text_input(), label=words(n)), "/label/text"),
    Edge("a hint", 2000, lambda n: asked(text_input(), hint=words(n)), "/hint/text"),
    Edge("a placeholder", 150, lambda n: asked(text_input(placeholder=words(n))), "/element/placeholder/text"),
    Edge("a longest answer", 3000, lambda n: asked(text_input(max_length=n)), "/element/max_length", "maximum"),
    Edge("a shortest answer", 3000, lambda n: asked(text_input(min_length=n)), "/element/min_length", "maximum"),
    Edge("a menu's options", 100, lambda n: select(options=options(n)), "/element/options", "max_items"),
    Edge("a menu's groups", 100, many_groups, "/element/option_groups", "max_items"),
    Edge("a group's label", 75, lambda n: group(label=words(n)), "/element/option_groups/0/label/text"),
    Edge(
        "a group's options", 100, lambda n: group(options=options(n)), "/element/option_groups/0/options", "max_items"
    ),
    Edge(
        "an option's text",
        75,
        lambda n: select(options=[{"text": words(n), "value": "a"}]),
        "/element/options/0/text/text",
    ),
    Edge(
        "an option's value", 150, lambda n: select(options=[option("x" * n, text=plain())]), "/element/options/0/value"
    ),
    Edge(
        "an option's description",
        75,
        lambda n: select(options=[option(description=words(n))]),
        "/element/options/0/description/text",
    ),
    Edge("an overflow option's address", 3000, lambda n: overflow(url="x" * n), "/accessory/options/0/url"),
    Edge(
        "an overflow menu",
        5,
        lambda n: section(accessory={"type": "overflow", "options": options(n)}),
        "/accessory/options",
        "max_items",
    ),
    Edge(
        "checkboxes",
        10,
        lambda n: asked({"type": "checkboxes", "options": options(n)}),
        "/element/options",
        "max_items",
    ),
    Edge(
        "radio buttons",
        10,
        lambda n: asked({"type": "radio_buttons", "options": options(n)}),
        "/element/options",
        "max_items",
    ),
    Edge(
        "a moment in seconds",
        9_999_999_999,
        lambda n: asked({"type": "datetimepicker", "initial_date_time": n}),
        "/element/initial_date_time",
        "maximum",
    ),
    Edge("a table's rows", 100, lambda n: table([[{"type": "raw_text", "text": "x"}]] * n), "/rows", "max_items"),
    Edge("a table's columns", 20, lambda n: table([[{"type": "raw_text", "text": "x"}] * n]), "/rows/0", "max_items"),
    Edge("a table's characters", 10_000, lambda n: table([[{"type": "raw_text", "text": "x" * n}]]), "/rows"),
    Edge("a table's column settings", 20, lambda n: table(column_settings=[None] * n), "/column_settings", "max_items"),
    Edge("a data table's rows", 201, lambda n: data_table(rows=n), "/rows", "max_items"),
    Edge("a data table's columns", 20, lambda n: data_table(columns=n), "/rows/0", "max_items"),
    Edge("a data table's page", 100, lambda n: data_table(page_size=n), "/page_size", "maximum"),
    Edge("a markdown block", 12_000, lambda n: {"type": "markdown", "text": "x" * n}, "/text"),
    Edge("a card's title", 150, lambda n: card(title=words(n)), "/title/text"),
    Edge("a card's subtitle", 150, lambda n: card(subtitle=words(n)), "/subtitle/text"),
    Edge("a card's body", 200, lambda n: card(body=words(n)), "/body/text"),
    Edge("a card's small print", 200, lambda n: card(subtext=words(n)), "/subtext/text"),
    Edge("a card's buttons", 3, lambda n: card(actions=actions(n)["elements"]), "/actions", "max_items"),
    Edge("a carousel", 10, lambda n: {"type": "carousel", "elements": [card()] * n}, "/elements", "max_items"),
    Edge("a container's title", 150, lambda n: container(title=words(n)), "/title/text"),
    Edge("a container's subtitle", 150, lambda n: container(subtitle=words(n)), "/subtitle/text"),
    Edge("a container's blocks", 10, lambda n: container(child_blocks=[section()] * n), "/child_blocks", "max_items"),
    Edge("a video's title", 199, lambda n: video(title=words(n)), "/title/text"),
    Edge("a video's description", 200, lambda n: video(description=words(n)), "/description/text"),
    Edge("a video's author", 49, lambda n: video(author_name="x" * n), "/author_name"),
    Edge("a chart's title", 50, lambda n: {"type": "data_visualization", "title": "x" * n, "chart": {}}, "/title"),
    Edge("feedback", 75, lambda n: feedback(text=words(n)), "/elements/0/positive_button/text/text"),
    Edge("feedback's value", 2000, lambda n: feedback(value="x" * n), "/elements/0/negative_button/value"),
    Edge("the elements beside a message", 5, icons, "/elements", "max_items"),
    Edge("an auth provider's name", 75, lambda n: provider(name=words(n)), "/name/text"),
    Edge("an auth provider's value", 150, lambda n: provider(value="x" * n), "/value"),
    Edge("an auth provider's description", 150, lambda n: provider(description=words(n)), "/description/text"),
    Edge(
        "an emoji's skin tone",
        6,
        lambda n: rich_text({"type": "emoji", "name": "wave", "skin_tone": n}),
        "/elements/0/elements/0/skin_tone",
        "maximum",
    ),
]
IN_MODALS = [
    Edge("an alert", 200, lambda n: {"type": "alert", "text": words(n)}, "/text/text"),
    Edge("files", 10, lambda n: asked({"type": "file_input", "max_files": n}), "/element/max_files", "maximum"),
]
AT_LEAST_ONE = {
    "a section's fields": (section(fields=[]), "/fields"),
    "an actions block": (actions(0), "/elements"),
    "a context": (context(0), "/elements"),
    "a carousel": ({"type": "carousel", "elements": []}, "/elements"),
    "a container": (container(child_blocks=[]), "/child_blocks"),
    "a menu": (select(options=[]), "/element/options"),
    "checkboxes": (asked({"type": "checkboxes", "options": []}), "/element/options"),
    "a table": (table() | {"rows": []}, "/rows"),
    "a data table besides its head": (data_table(rows=1), "/rows"),
}


def found(block: Json) -> list[tuple[str, str]]:
    """List kind and pointer, below the block, of every problem in a message."""
    return [
        (str(each.constraint.get("type")), each.pointer.removeprefix("/blocks/0"))
        for each in check_message(message(block))
    ]


def found_in_modal(block: Json) -> list[tuple[str, str]]:
    """List kind and pointer, below the block, of every problem in a modal."""
    return [
        (str(each.constraint.get("type")), each.pointer.removeprefix("/blocks/0")) for each in check_view(modal(block))
    ]


@pytest.mark.parametrize("edge", IN_MESSAGES, ids=str)
def test_what_is_just_small_enough_is_taken(edge: Edge) -> None:
    assert [] == found(edge.make(edge.most))


@pytest.mark.parametrize("edge", IN_MESSAGES, ids=str)
def test_one_more_is_refused_with_the_pointer(edge: Edge) -> None:
    assert (edge.kind, edge.pointer) in found(edge.make(edge.most + 1))


@pytest.mark.parametrize("edge", IN_MODALS, ids=str)
def test_what_is_just_small_enough_for_a_modal_is_taken(edge: Edge) -> None:
    assert [] == found_in_modal(edge.make(edge.most))


@pytest.mark.parametrize("edge", IN_MODALS, ids=str)
def test_one_more_is_refused_in_a_modal(edge: Edge) -> None:
    assert (edge.kind, edge.pointer) in found_in_modal(edge.make(edge.most + 1))


@pytest.mark.parametrize("name", AT_LEAST_ONE)
def test_nothing_at_all_is_too_little(name: str) -> None:
    block, pointer = AT_LEAST_ONE[name]

    assert ("min_items", pointer) in found(block)


@pytest.mark.parametrize("count", [100, 101])
def test_an_app_may_suggest_a_hundred_options(count: int) -> None:
    problems = check_suggestions({"options": options(count)})

    assert (count > 100) == bool(problems)


def test_suggestions_come_alone_or_in_groups_and_not_both() -> None:
    groups = [{"label": plain(), "options": options(1)}]

    assert [] == check_suggestions({"option_groups": groups})
    assert ["not"] == [each.constraint["type"] for each in check_suggestions({"options": [], "option_groups": groups})]
