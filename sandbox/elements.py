"""What people put into interactive elements: initial values, new values, and what is not acceptable.

https://docs.slack.dev/reference/views#state
"""

import re

from sandbox.errors import ControlError
from sandbox.json_types import Json, JsonObject, as_objects

# For each element: the key its state has, and the key its initial value has.
STATE_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "checkboxes": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
}
PLURAL_KEYS = frozenset({"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"})
EXTERNAL = frozenset({"external_select", "multi_external_select"})
MOST_FILES = 10
BUTTON_LIKE = frozenset({"button", "overflow", "workflow_button", "icon_button", "feedback_buttons"})
FORMATS = {
    "email_text_input": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "This is not an email address."),
    "url_text_input": (re.compile(r"https?://\S+"), "This is not a link."),
    "number_input": (re.compile(r"-?\d+(\.\d+)?"), "This is not a number."),
}


def is_interactive(element: JsonObject) -> bool:
    """Tell whether people can use an element."""
    kind = element.get("type")
    return kind in STATE_KEYS or kind in BUTTON_LIKE


def initial_state(element: JsonObject) -> JsonObject | None:
    """Return the state an element starts with; buttons have none."""
    keys = STATE_KEYS.get(str(element.get("type")))
    if keys is None:
        return None
    empty: Json = [] if keys[0] in PLURAL_KEYS else None
    state = {"type": element["type"], keys[0]: element.get(keys[1], empty)}
    return {**state, "timezone": element["timezone"]} if element.get("timezone") else state


def new_state(element: JsonObject, value: Json) -> JsonObject:
    """Return the state an element has once somebody entered a value."""
    kind = str(element.get("type"))
    if kind not in STATE_KEYS:
        raise ControlError("no_value", f"A {kind} takes no value.")
    key, _ = STATE_KEYS[kind]
    if key == "selected_option":
        value = None if value is None else _option(element, value)
    elif key == "selected_options":
        value = [_option(element, item) for item in _listed(value)]
    elif key in PLURAL_KEYS:
        value = _listed(value)
    elif key == "value" and value is not None:
        value = str(value)
    elif key == "selected_date_time" and value is not None:
        value = _moment(value)
    return {"type": kind, key: value or (value if key in PLURAL_KEYS else None)}


def action_of(element: JsonObject, state: JsonObject | None, value: Json) -> JsonObject:
    """Describe what was pressed or chosen, as in the actions of block_actions."""
    action: JsonObject = {"action_id": element["action_id"], "type": element["type"]}
    if element["type"] == "overflow":
        return {**action, "selected_option": _option(element, value)}
    if element["type"] == "feedback_buttons":
        side = _side(element, value)
        return {**action, "value": side["value"], "text": side["text"]}
    if state is not None:
        return {**action, **state}
    if element.get("value") is not None:
        action["value"] = element["value"]
    if element.get("text"):
        action["text"] = element["text"]
    return {**action, "style": element["style"]} if element.get("style") else action


def complaint(block: JsonObject, element: JsonObject, state: JsonObject) -> str | None:
    """Say what Slack's own form would object to before it tells the app anything."""
    value = state.get(STATE_KEYS[str(element["type"])][0])
    if value in (None, "", []) or (isinstance(value, str) and not value.strip()):
        return None if block.get("optional") else "Please complete this required field."
    if isinstance(value, str):
        return _text_complaint(element, value)
    return _list_complaint(element, value) if isinstance(value, list) else None


def _list_complaint(element: JsonObject, chosen: list[Json]) -> str | None:
    if element["type"] == "file_input":
        return _file_complaint(element, chosen)
    most = element.get("max_selected_items")
    return f"Choose at most {most}." if most and len(chosen) > most else None


def _file_complaint(element: JsonObject, files: list[JsonObject]) -> str | None:
    """https://docs.slack.dev/reference/block-kit/block-elements/file-input-element"""
    most, allowed = element.get("max_files", MOST_FILES), element.get("filetypes")
    if len(files) > most:
        return f"Add at most {most} files."
    kinds = {str(file["name"]).rpartition(".")[2].lower() for file in files}
    if allowed and not kinds <= {kind.lower() for kind in allowed}:
        return f"Only these kinds of files: {', '.join(allowed)}."
    return None


def _text_complaint(element: JsonObject, value: str) -> str | None:
    kind = str(element["type"])
    if kind in FORMATS and not FORMATS[kind][0].fullmatch(value):
        return FORMATS[kind][1]
    if kind == "number_input":
        return _number_complaint(element, value)
    if kind == "plain_text_input":
        return _length_complaint(element, value)
    return None


def _number_complaint(element: JsonObject, value: str) -> str | None:
    if not element.get("is_decimal_allowed") and "." in value:
        return "Enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(value) < float(least):
        return f"Enter {least} or more."
    if most is not None and float(value) > float(most):
        return f"Enter {most} or less."
    return None


def _length_complaint(element: JsonObject, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Enter at least {least} characters."
    return f"Enter at most {most} characters." if len(value) > most else None


def _moment(value: Json) -> int:
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise ControlError("invalid_value", f"{value!r} is not a moment in seconds.") from error


def _option(element: JsonObject, value: Json) -> JsonObject:
    if element.get("type") in EXTERNAL:
        return _suggested(value)
    wanted = value.get("value") if isinstance(value, dict) else str(value)
    options = as_objects(element.get("options"))
    for group in as_objects(element.get("option_groups")):
        options += as_objects(group.get("options"))
    for option in options:
        if option.get("value") == wanted:
            return option
    raise ControlError("option_not_found", f"{wanted!r} is not one of the options offered.")


def _suggested(value: Json) -> JsonObject:
    """Take an option as the app suggested it; what else somebody types is no choice."""
    if isinstance(value, dict) and value.get("value") and value.get("text"):
        return value
    raise ControlError("option_not_found", f"{value!r} is not an option as the app suggested it.")


def _side(element: JsonObject, value: Json) -> JsonObject:
    """Return which of the two feedback buttons was pressed."""
    for name in ("positive_button", "negative_button"):
        side: JsonObject = element[name]
        if side["value"] == value:
            return side
    raise ControlError("option_not_found", f"{value!r} is neither of the two values.")


def _listed(value: Json) -> list[Json]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
