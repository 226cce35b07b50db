"""Composition objects: the small parts blocks and elements are made of.

https://docs.slack.dev/reference/block-kit/composition-objects
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.checks.problem import Problem
from sandbox.checks.schema import (
    Anything,
    Array,
    Boolean,
    ByType,
    Number,
    Relation,
    Rule,
    Shape,
    String,
    broken,
    one_of,
    pointer,
)

REFERENCE = "https://docs.slack.dev/reference/block-kit"
OBJECTS = f"{REFERENCE}/composition-objects"
TEXT = f"{OBJECTS}/text-object"
KIND = String()
ID = String(most=255)
URL = String(least=1, most=3000)


def plain_text(most: int, *, least: int = 1) -> ByType:
    """Accept a plain_text object of at most `most` characters."""
    return ByType(doc=TEXT, kinds={"plain_text": _plain(most, least)})


def any_text(most: int, *, least: int = 1) -> ByType:
    """Accept a plain_text or mrkdwn object of at most `most` characters."""
    return ByType(doc=TEXT, kinds={"plain_text": _plain(most, least), "mrkdwn": _mrkdwn(most, least)})


def _plain(most: int, least: int) -> Shape:
    required = {"type": KIND, "text": String(least=least, most=most)}
    return Shape(doc=TEXT, required=required, optional={"emoji": Boolean()})


def _mrkdwn(most: int, least: int) -> Shape:
    required = {"type": KIND, "text": String(least=least, most=most)}
    return Shape(doc=TEXT, required=required, optional={"verbatim": Boolean()})


RAW_TEXT = Shape(doc=TEXT, required={"type": KIND, "text": String(least=1)})
RAW_NUMBER = Shape(
    doc=f"{REFERENCE}/blocks/table-block",
    required={"type": KIND, "value": Number(whole=False), "text": String(least=1)},
)

CONFIRM = Shape(
    doc=f"{OBJECTS}/confirmation-dialog-object",
    required={
        "title": plain_text(100),
        "text": any_text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    optional={"style": String(choices=("primary", "danger"))},
)


def option(*, text: Rule, url: bool = False) -> Shape:
    """Accept one option; only overflow menus may link."""
    optional: dict[str, Rule] = {"description": any_text(75)}
    if url:
        optional["url"] = URL
    required = {"text": text, "value": String(least=1, most=150)}
    return Shape(doc=f"{OBJECTS}/option-object", required=required, optional=optional)


MENU_OPTION = option(text=plain_text(75))
LIST_OPTION = option(text=any_text(75))
OVERFLOW_OPTION = option(text=plain_text(75), url=True)

OPTION_GROUP = Shape(
    doc=f"{OBJECTS}/option-group-object",
    required={"label": plain_text(75), "options": Array(of=MENU_OPTION, least=1, most=100)},
)

CONVERSATION_FILTER = Shape(
    doc=f"{OBJECTS}/conversation-filter-object",
    optional={
        "include": Array(of=String(choices=("im", "mpim", "private", "public")), least=1),
        "exclude_bot_users": Boolean(),
        "exclude_external_shared_channels": Boolean(),
    },
    relations=(one_of("include", "exclude_bot_users", "exclude_external_shared_channels"),),
)

DISPATCH_CONFIG = Shape(
    doc=f"{OBJECTS}/dispatch-action-configuration-object",
    optional={
        "trigger_actions_on": Array(of=String(choices=("on_enter_pressed", "on_character_entered")), least=1),
    },
)

SLACK_FILE = Shape(
    doc=f"{OBJECTS}/slack-file-object",
    optional={"id": String(least=1), "url": String(least=1)},
    relations=(one_of("id", "url"),),
)

WORKFLOW = Shape(
    doc=f"{OBJECTS}/workflow-object",
    required={
        "trigger": Shape(
            doc=f"{OBJECTS}/trigger-object",
            required={"url": URL},
            optional={"customizable_input_parameters": Array(of=Anything())},
        ),
    },
)


def options_of(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """List the options of an element, whether they stand alone or in groups."""
    groups = value.get("option_groups")
    nested = [group.get("options") for group in groups if isinstance(group, dict)] if isinstance(groups, list) else []
    lists = [value.get("options"), *nested]
    return [item for items in lists if isinstance(items, list) for item in items if isinstance(item, dict)]


def distinct_values(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Require every option of an element to have its own value."""
    values = [repr(choice.get("value")) for choice in options_of(value)]
    if len(values) != len(set(values)):
        yield broken(pointer(at, "options"), "option values must be unique", "unique_items")


def initial_among_options(*names: str) -> Relation:
    """Require what is preselected to be exactly one of the options."""

    def relation(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        known = options_of(value)
        for name in names:
            chosen = value.get(name)
            for item in chosen if isinstance(chosen, list) else [chosen]:
                if isinstance(item, dict) and item not in known:
                    yield broken(pointer(at, name), f"`{name}` must match one of the options", "enum")

    return relation
