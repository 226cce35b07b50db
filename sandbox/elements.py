"""What people put into interactive elements: initial values, new values, and what is not acceptable.

https://docs.slack.dev/reference/views#state
"""

import re
from collections.abc import Iterator
from copy import deepcopy

from sandbox.errors import ControlError
from sandbox.ids import random_token
from sandbox.json_types import Json, JsonObject, as_object, as_objects

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
BUTTON_LIKE = frozenset({"button", "overflow", "workflow_button", "icon_button", "feedback_buttons"})
FORMATS = {
    "email_text_input": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "This is not an email address."),
    "url_text_input": (re.compile(r"https?://\S+"), "This is not a link."),
    "number_input": (re.compile(r"-?\d+(\.\d+)?"), "This is not a number."),
}


def with_ids(blocks: Json) -> list[JsonObject]:
    """Copy blocks, giving the ids that Slack generates where the app gave none."""
    copies = deepcopy(as_objects(blocks))
    for block in copies:
        if not block.get("block_id"):
            block["block_id"] = random_token(3)
        for element in block_elements(block):
            if _is_interactive(element) and not element.get("action_id"):
                element["action_id"] = random_token(3)
    return copies


def block_elements(block: JsonObject) -> list[JsonObject]:
    """Return the elements of a block themselves, not copies of them."""
    candidates = [block.get("accessory"), block.get("element"), *_listed(block.get("elements"))]
    return [element for element in candidates if isinstance(element, dict)]


def interactive_elements(blocks: list[JsonObject]) -> Iterator[tuple[JsonObject, JsonObject]]:
    """Yield every block and interactive element in it."""
    for block in blocks:
        for element in block_elements(block):
            if _is_interactive(element):
                yield block, element
        yield from interactive_elements(_listed(block.get("child_blocks")))


def find_element(blocks: list[JsonObject], block_id: str | None, action_id: str) -> tuple[JsonObject, JsonObject]:
    """Find an element by its ids, or refuse as a person could not have touched it."""
    for block, element in interactive_elements(blocks):
        if element.get("action_id") == action_id and block_id in (None, block["block_id"]):
            return block, element
    raise ControlError("action_not_found", f"There is no element {action_id!r} to use here.", status=404)


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
    most = element.get("max_selected_items")
    if most and isinstance(value, list) and len(value) > most:
        return f"Choose at most {most}."
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
    wanted = value.get("value") if isinstance(value, dict) else str(value)
    options = as_objects(element.get("options"))
    for group in as_objects(element.get("option_groups")):
        options += as_objects(group.get("options"))
    if element.get("type") in {"external_select", "multi_external_select"}:
        return as_object(value)
    for option in options:
        if option.get("value") == wanted:
            return option
    raise ControlError("option_not_found", f"{wanted!r} is not one of the options offered.")


def _listed(value: Json) -> list[Json]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _is_interactive(element: JsonObject) -> bool:
    kind = element.get("type")
    return kind in STATE_KEYS or kind in BUTTON_LIKE
