"""Blocks and views that tests of the sandbox send."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def a_section(text: str = "hello") -> Json:
    """Return a section with some text."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def a_button(action_id: str = "press", value: str = "1") -> Json:
    """Return a button."""
    return {"type": "button", "action_id": action_id, "text": plain("Press"), "value": value}


def a_menu(action_id: str = "choose", **changes: object) -> Json:
    """Return a static select with two options."""
    options = [{"text": plain(name.title()), "value": name} for name in ("red", "blue")]
    menu = {"type": "static_select", "action_id": action_id, "options": options, "placeholder": plain("Colour")}
    return {**menu, **changes}


def actions(*elements: Json, block_id: str = "row") -> Json:
    """Return an actions block."""
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def an_input(block_id: str = "what", *, optional: bool = False, **element: object) -> Json:
    """Return an input block, of plain text unless an element's fields say otherwise."""
    inner = {"type": "plain_text_input", "action_id": "text", **element}
    return {"type": "input", "block_id": block_id, "label": plain("What"), "element": inner, "optional": optional}


def a_modal(*blocks: Json, **changes: object) -> Json:
    """Return a modal with one input, or with the given blocks."""
    view: Json = {"type": "modal", "callback_id": "ask", "title": plain("Ask"), "submit": plain("Send")}
    return {**view, "blocks": list(blocks) or [an_input()], **changes}


def a_home(text: str = "Welcome") -> Json:
    """Return a home tab."""
    return {"type": "home", "blocks": [a_section(text), actions(a_button("refresh"))]}
