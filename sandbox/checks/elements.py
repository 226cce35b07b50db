"""Interactive elements and images, each with its fields and the page that documents them.

https://docs.slack.dev/reference/block-kit/block-elements
"""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.checks.composition import (
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_CONFIG,
    ID,
    KIND,
    LIST_OPTION,
    MENU_OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    SLACK_FILE,
    URL,
    WORKFLOW,
    distinct_values,
    initial_among_options,
    plain_text,
)
from sandbox.checks.rich_text import ELEMENTS, RICH_TEXT_OBJECT
from sandbox.checks.schema import (
    Array,
    Boolean,
    ByType,
    Number,
    Relation,
    Rule,
    Shape,
    String,
    in_order,
    not_both,
    one_of,
)

BUTTON_STYLE = String(choices=("primary", "danger"))
NUMERAL = String(pattern=r"-?\d*\.?\d+")
PEOPLE = Array(of=String(least=1), least=1, most=10)
FOCUS: Mapping[str, Rule] = {"focus_on_load": Boolean()}
MENU: Mapping[str, Rule] = {**FOCUS, "placeholder": plain_text(150), "confirm": CONFIRM}
TYPED: Mapping[str, Rule] = {
    **FOCUS,
    "placeholder": plain_text(150),
    "dispatch_action_config": DISPATCH_CONFIG,
}
SEVERAL: Mapping[str, Rule] = {"max_selected_items": Number(least=1)}
STATIC: Mapping[str, Rule] = {
    "options": Array(of=MENU_OPTION, least=1, most=100),
    "option_groups": Array(of=OPTION_GROUP, least=1, most=100),
}


def element(
    page: str,
    required: Mapping[str, Rule] | None = None,
    optional: Mapping[str, Rule] | None = None,
    *relations: Relation,
) -> Shape:
    """Describe an element that carries an action_id."""
    return Shape(
        doc=f"{ELEMENTS}/{page}",
        required={"type": KIND, **(required or {})},
        optional={"action_id": ID, **(optional or {})},
        relations=relations,
    )


SELECTS: dict[str, Rule] = {
    "static_select": element(
        "select-menu-element#static_select",
        {},
        {**MENU, **STATIC, "initial_option": MENU_OPTION},
        one_of("options", "option_groups"),
        not_both("options", "option_groups"),
        distinct_values,
        initial_among_options("initial_option"),
    ),
    "external_select": element(
        "select-menu-element#external_select",
        {},
        {**MENU, "initial_option": MENU_OPTION, "min_query_length": Number(least=0)},
    ),
    "users_select": element("select-menu-element#users_select", {}, {**MENU, "initial_user": String(least=1)}),
    "conversations_select": element(
        "select-menu-element#conversations_select",
        {},
        {
            **MENU,
            "initial_conversation": String(least=1),
            "default_to_current_conversation": Boolean(),
            "response_url_enabled": Boolean(),
            "filter": CONVERSATION_FILTER,
        },
    ),
    "channels_select": element(
        "select-menu-element#channels_select",
        {},
        {**MENU, "initial_channel": String(least=1), "response_url_enabled": Boolean()},
    ),
}

MULTI_SELECTS: dict[str, Rule] = {
    "multi_static_select": element(
        "multi-select-menu-element#static_multi_select",
        {},
        {**MENU, **STATIC, **SEVERAL, "initial_options": Array(of=MENU_OPTION, least=1)},
        one_of("options", "option_groups"),
        not_both("options", "option_groups"),
        distinct_values,
        initial_among_options("initial_options"),
    ),
    "multi_external_select": element(
        "multi-select-menu-element#external_multi_select",
        {},
        {
            **MENU,
            **SEVERAL,
            "initial_options": Array(of=MENU_OPTION, least=1),
            "min_query_length": Number(least=0),
        },
    ),
    "multi_users_select": element(
        "multi-select-menu-element#users_multi_select",
        {},
        {**MENU, **SEVERAL, "initial_users": Array(of=String(least=1))},
    ),
    "multi_conversations_select": element(
        "multi-select-menu-element#conversation_multi_select",
        {},
        {
            **MENU,
            **SEVERAL,
            "initial_conversations": Array(of=String(least=1)),
            "default_to_current_conversation": Boolean(),
            "filter": CONVERSATION_FILTER,
        },
    ),
    "multi_channels_select": element(
        "multi-select-menu-element#channel_multi_select",
        {},
        {**MENU, **SEVERAL, "initial_channels": Array(of=String(least=1))},
    ),
}

CHOICES: dict[str, Rule] = {
    "checkboxes": element(
        "checkboxes-element",
        {"options": Array(of=LIST_OPTION, least=1, most=10)},
        {**FOCUS, "confirm": CONFIRM, "initial_options": Array(of=LIST_OPTION, least=1)},
        distinct_values,
        initial_among_options("initial_options"),
    ),
    "radio_buttons": element(
        "radio-button-group-element",
        {"options": Array(of=LIST_OPTION, least=1, most=10)},
        {**FOCUS, "confirm": CONFIRM, "initial_option": LIST_OPTION},
        distinct_values,
        initial_among_options("initial_option"),
    ),
}

PICKERS: dict[str, Rule] = {
    "datepicker": element(
        "date-picker-element",
        {},
        {**MENU, "initial_date": String(pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")},
    ),
    "timepicker": element(
        "time-picker-element",
        {},
        {**MENU, "initial_time": String(pattern=r"([01]\d|2[0-3]):[0-5]\d"), "timezone": String(least=1)},
    ),
}
DATETIME: dict[str, Rule] = {
    "datetimepicker": element(
        "datetime-picker-element",
        {},
        {**FOCUS, "confirm": CONFIRM, "initial_date_time": Number(least=0, most=9_999_999_999)},
    ),
}

BUTTON = element(
    "button-element",
    {"text": plain_text(75)},
    {
        "url": URL,
        "value": String(least=1, most=2000),
        "style": BUTTON_STYLE,
        "confirm": CONFIRM,
        "accessibility_label": String(most=75),
        "agent_prompt": String(most=4000),
        "agent_prompt_display": String(),
        "visible_to_user_ids": PEOPLE,
    },
)
BUTTON_ONLY = ByType(doc=f"{ELEMENTS}/button-element", kinds={"button": BUTTON})
PRESSED: dict[str, Rule] = {
    "button": BUTTON,
    "overflow": element(
        "overflow-menu-element",
        {"options": Array(of=OVERFLOW_OPTION, least=1, most=5)},
        {"confirm": CONFIRM},
        distinct_values,
    ),
    "workflow_button": element(
        "workflow-button-element",
        {"text": plain_text(75), "workflow": WORKFLOW},
        {"style": BUTTON_STYLE, "accessibility_label": String(most=75)},
    ),
}

IMAGE = Shape(
    doc=f"{ELEMENTS}/image-element",
    required={"type": KIND, "alt_text": String(least=1, most=2000)},
    optional={"image_url": URL, "slack_file": SLACK_FILE},
    relations=(one_of("image_url", "slack_file"), not_both("image_url", "slack_file")),
)
IMAGE_ONLY = ByType(doc=f"{ELEMENTS}/image-element", kinds={"image": IMAGE})

RICH_TEXT_INPUT: dict[str, Rule] = {
    "rich_text_input": element(
        "rich-text-input-element",
        {},
        {
            **TYPED,
            "initial_value": RICH_TEXT_OBJECT,
            "min_lines": Number(least=1),
            "max_lines": Number(least=1),
        },
        in_order("min_lines", "max_lines"),
    ),
}
TEXT_INPUTS: dict[str, Rule] = {
    "plain_text_input": element(
        "plain-text-input-element",
        {},
        {
            **TYPED,
            "initial_value": String(),
            "multiline": Boolean(),
            "min_length": Number(least=0, most=3000),
            "max_length": Number(least=1, most=3000),
        },
        in_order("min_length", "max_length"),
    ),
    "email_text_input": element("email-input-element", {}, {**TYPED, "initial_value": String()}),
    "url_text_input": element("url-input-element", {}, {**TYPED, "initial_value": String()}),
    "number_input": element(
        "number-input-element",
        {"is_decimal_allowed": Boolean()},
        {**TYPED, "initial_value": NUMERAL, "min_value": NUMERAL, "max_value": NUMERAL},
        in_order("min_value", "max_value"),
        in_order("min_value", "initial_value"),
        in_order("initial_value", "max_value"),
    ),
    "file_input": element(
        "file-input-element",
        {},
        {"filetypes": Array(of=String(least=1), least=1), "max_files": Number(least=1, most=10)},
    ),
}

FEEDBACK_BUTTON = Shape(
    doc=f"{ELEMENTS}/feedback-buttons-element",
    required={"text": plain_text(75), "value": String(least=1, most=2000)},
    optional={"accessibility_label": String(most=75)},
)
CONTEXT_ACTIONS: dict[str, Rule] = {
    "feedback_buttons": element(
        "feedback-buttons-element", {"positive_button": FEEDBACK_BUTTON, "negative_button": FEEDBACK_BUTTON}
    ),
    "icon_button": element(
        "icon-button-element",
        {"icon": String(least=1), "text": plain_text(75)},
        {
            "value": String(most=2000),
            "confirm": CONFIRM,
            "accessibility_label": String(most=75),
            "visible_to_user_ids": PEOPLE,
        },
    ),
}

# Which block may hold which element: https://docs.slack.dev/reference/block-kit/block-elements
IN_SECTION: dict[str, Rule] = {
    **PRESSED,
    **SELECTS,
    **MULTI_SELECTS,
    **CHOICES,
    **PICKERS,
    "image": IMAGE,
}
IN_ACTIONS: dict[str, Rule] = {
    **PRESSED,
    **SELECTS,
    **MULTI_SELECTS,
    **CHOICES,
    **PICKERS,
    **DATETIME,
    **RICH_TEXT_INPUT,
}
IN_INPUT: dict[str, Rule] = {
    **SELECTS,
    **MULTI_SELECTS,
    **CHOICES,
    **PICKERS,
    **DATETIME,
    **TEXT_INPUTS,
    **RICH_TEXT_INPUT,
}

# Elements that do not stand on every surface, same page.
SURFACES: dict[str, frozenset[str]] = {
    "datetimepicker": frozenset({"modal", "message"}),
    "email_text_input": frozenset({"modal"}),
    "file_input": frozenset({"modal"}),
    "number_input": frozenset({"modal"}),
    "url_text_input": frozenset({"modal"}),
    "rich_text_input": frozenset({"modal", "home"}),
    "workflow_button": frozenset({"message"}),
    "feedback_buttons": frozenset({"message"}),
    "icon_button": frozenset({"message"}),
}
