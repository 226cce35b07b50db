"""Payloads Slack accepts, one per block and element, to break on purpose."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str = "Plain") -> Json:
    """Build a plain_text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*Bold*", **more: Any) -> Json:
    """Build a mrkdwn object."""
    return {"type": "mrkdwn", "text": text, **more}


def section(text: str = "Hello", **more: Any) -> Json:
    """Build a section."""
    return {"type": "section", "text": mrkdwn(text), **more}


def option(value: str = "a", **more: Any) -> Json:
    """Build an option."""
    return {"text": plain(value.upper()), "value": value, **more}


def options(count: int) -> list[Json]:
    """Build so many options with values of their own."""
    return [option(f"o{number}") for number in range(count)]


def button(**more: Any) -> Json:
    """Build a button."""
    return {"type": "button", "text": plain("Press"), "action_id": "press", **more}


def asked(element: Json, **more: Any) -> Json:
    """Build an input block around an element."""
    return {"type": "input", "label": plain("Question"), "element": element, **more}


def text_input(**more: Any) -> Json:
    """Build a text input."""
    return {"type": "plain_text_input", "action_id": "answer", **more}


def rich_text(*parts: Json) -> Json:
    """Build a rich_text block with one section."""
    inline = list(parts) or [{"type": "text", "text": "Rich"}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": inline}]}


def image(**more: Any) -> Json:
    """Build an image element."""
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A chart", **more}


def card(**more: Any) -> Json:
    """Build a card."""
    return {"type": "card", "title": mrkdwn("Card"), **more}


def task(**more: Any) -> Json:
    """Build a task card."""
    return {"type": "task_card", "task_id": "t1", "title": "Read", "status": "complete", **more}


def table(rows: list[list[Json]] | None = None, **more: Any) -> Json:
    """Build a table."""
    return {"type": "table", "rows": rows or [[{"type": "raw_text", "text": "Cell"}]], **more}


def message(*blocks: Json, **more: Any) -> Json:
    """Build the arguments of chat.postMessage."""
    return {"channel": "C1", "text": "Fallback", "blocks": list(blocks), **more}


def modal(*blocks: Json, **more: Any) -> Json:
    """Build a modal."""
    return {"type": "modal", "title": plain("Title"), "submit": plain("Save"), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    """Build an App Home view."""
    return {"type": "home", "blocks": list(blocks), **more}


def elements() -> dict[str, Json]:
    """List one accepted element per type that an input block may hold."""
    some = options(2)
    return {
        "plain_text_input": text_input(multiline=True, min_length=1, max_length=3000, initial_value="x"),
        "email_text_input": {"type": "email_text_input", "placeholder": plain("a@b.c")},
        "url_text_input": {"type": "url_text_input", "initial_value": "https://example.com"},
        "number_input": {"type": "number_input", "is_decimal_allowed": True, "min_value": "1.5", "max_value": "9"},
        "file_input": {"type": "file_input", "filetypes": ["pdf"], "max_files": 10},
        "rich_text_input": {"type": "rich_text_input", "initial_value": rich_text(), "focus_on_load": True},
        "static_select": {"type": "static_select", "options": some, "initial_option": some[0]},
        "external_select": {"type": "external_select", "min_query_length": 0},
        "users_select": {"type": "users_select", "initial_user": "U1"},
        "conversations_select": {
            "type": "conversations_select",
            "default_to_current_conversation": True,
            "response_url_enabled": True,
            "filter": {"include": ["im", "public"]},
        },
        "channels_select": {"type": "channels_select", "initial_channel": "C1"},
        "multi_static_select": {
            "type": "multi_static_select",
            "option_groups": [{"label": plain("Group"), "options": some}],
            "initial_options": [some[1]],
            "max_selected_items": 1,
        },
        "multi_external_select": {"type": "multi_external_select"},
        "multi_users_select": {"type": "multi_users_select", "initial_users": ["U1", "U2"]},
        "multi_conversations_select": {"type": "multi_conversations_select"},
        "multi_channels_select": {"type": "multi_channels_select", "initial_channels": ["C1"]},
        "checkboxes": {"type": "checkboxes", "options": some, "initial_options": some},
        "radio_buttons": {"type": "radio_buttons", "options": some, "initial_option": some[1]},
        "datepicker": {"type": "datepicker", "initial_date": "2026-02-28"},
        "timepicker": {"type": "timepicker", "initial_time": "09:05", "timezone": "Europe/Lisbon"},
        "datetimepicker": {"type": "datetimepicker", "initial_date_time": 1_800_000_000},
    }


def everywhere() -> dict[str, Json]:
    """List one accepted block per type that a message may hold."""
    good, bad = ({"text": plain(word.title()), "value": word} for word in ("good", "bad"))
    return {
        "section": section(fields=[mrkdwn("One"), plain("Two")], accessory=image(), expand=True),
        "header": {"type": "header", "text": plain("Head"), "level": 2},
        "divider": {"type": "divider"},
        "context": {"type": "context", "elements": [image(), mrkdwn("Small"), plain("Print")]},
        "actions": {
            "type": "actions",
            "elements": [
                button(style="primary", value="v"),
                {"type": "overflow", "action_id": "more", "options": [option("x", url="https://example.com")]},
                {"type": "datetimepicker", "action_id": "when"},
            ],
        },
        "input": asked(text_input(), dispatch_action=True, hint=plain("Hint"), optional=True),
        "image": {**image(), "title": plain("Figure")},
        "video": {
            "type": "video",
            "alt_text": "A talk",
            "title": plain("Talk"),
            "video_url": "https://example.com/v",
            "thumbnail_url": "https://example.com/t.png",
        },
        "file": {"type": "file", "external_id": "F-1", "source": "remote"},
        "rich_text": rich_text(),
        "markdown": {"type": "markdown", "text": "# Title"},
        "table": table(column_settings=[None, {"align": "right", "is_wrapped": True}]),
        "card": card(body=mrkdwn("Body"), icon=image(), actions=[button()]),
        "carousel": {"type": "carousel", "elements": [card(), card()]},
        "container": {"type": "container", "title": plain("Box"), "child_blocks": [section()], "width": "full"},
        "task_card": task(details=rich_text(), sources=[{"type": "url", "url": "https://a.b", "text": "A"}]),
        "plan": {"type": "plan", "title": "Plan", "tasks": [task(task_id="t2", status="pending")]},
        "context_actions": {
            "type": "context_actions",
            "elements": [
                {"type": "feedback_buttons", "positive_button": good, "negative_button": bad},
                {"type": "icon_button", "icon": "trash", "text": plain("Delete")},
            ],
        },
        "data_table": {
            "type": "data_table",
            "caption": "Table",
            "rows": [[{"type": "raw_text", "text": "H"}], [{"type": "raw_number", "value": 1, "text": "1"}]],
        },
        "auth_provider": {
            "type": "auth_provider",
            "value": "drive",
            "name": plain("Drive"),
            "is_connected": False,
        },
        "call": {"type": "call", "call_id": "R1"},
    }
