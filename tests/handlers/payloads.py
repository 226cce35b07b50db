"""What Slack sends, as it sends it: commands, presses, shortcuts, submissions, and events.

https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/apis/events-api
"""

from collections.abc import Mapping
from itertools import count
from typing import Any

from bot.slack.presses import Press
from tests.builders import CHANNEL, WORKSPACE
from tests.services.office import ANA, CARD_TS

Body = dict[str, Any]
DIRECT = "D0ANA"
OTHER_TEAM = "T0OTHER"
ORGANISATION, OTHER_ORGANISATION = "E0OURS", "E0OTHER"
_numbers = count(1)


def a_command(text: str = "", *, person: str = ANA, **changes: Any) -> Body:
    """Return `/aligned` typed in the channel."""
    return {
        "command": "/aligned",
        "text": text,
        "team_id": WORKSPACE,
        "channel_id": CHANNEL,
        "channel_name": "refunds",
        "user_id": person,
        "trigger_id": f"trigger.{next(_numbers)}",
        "response_url": "https://hooks.slack.com/commands/T1/1/x",
        **changes,
    }


def a_press(action_id: str, press: Press | str, *, person: str = ANA, **changes: Any) -> Body:
    """Return a button pressed on a message of the channel."""
    value = press.encode() if isinstance(press, Press) else press
    return {
        **_interaction("block_actions", person),
        "container": {"type": "message", "message_ts": CARD_TS, "channel_id": CHANNEL, "is_ephemeral": False},
        "channel": {"id": CHANNEL, "name": "refunds"},
        "message": {"ts": CARD_TS, "text": "The card", "bot_id": "B0APP"},
        "response_url": "https://hooks.slack.com/actions/T1/1/x",
        "actions": [
            {
                "type": "button",
                "block_id": "b1",
                "action_id": action_id,
                "value": value,
                "action_ts": f"{1772442000 + next(_numbers)}.000001",
            }
        ],
        **changes,
    }


def a_choice(action_id: str, press: Press, **changes: Any) -> Body:
    """Return an option chosen in a menu or select of a message."""
    pressed = a_press(action_id, press, **changes)
    (action,) = pressed["actions"]
    chosen = {"text": {"type": "plain_text", "text": "…"}, "value": action.pop("value")}
    return {**pressed, "actions": [{**action, "type": "static_select", "selected_option": chosen}]}


def a_global_shortcut(callback_id: str, *, person: str = ANA) -> Body:
    """Return a shortcut used outside any message."""
    return {**_interaction("shortcut", person), "callback_id": callback_id, "action_ts": "1772442000.5"}


def a_message_shortcut(callback_id: str, message: Mapping[str, Any], *, person: str = ANA) -> Body:
    """Return a shortcut used in the menu of a message."""
    return {
        **_interaction("message_action", person),
        "callback_id": callback_id,
        "action_ts": "1772442000.5",
        "channel": {"id": CHANNEL, "name": "refunds"},
        "message_ts": message.get("ts"),
        "message": dict(message),
        "response_url": "https://hooks.slack.com/app/T1/1/x",
    }


def a_submission(view: Mapping[str, Any], *, person: str = ANA, view_id: str = "V0FORM") -> Body:
    """Return a form submitted as it stands."""
    shown = {"id": view_id, "hash": f"1772442000.{view_id}", "type": "modal", **view}
    return {**_interaction("view_submission", person), "view": shown, "response_urls": []}


def an_event(event: Mapping[str, Any], **changes: Any) -> Body:
    """Return an event in its envelope."""
    return {
        "type": "event_callback",
        "team_id": WORKSPACE,
        "api_app_id": "A0APP",
        "event_id": f"Ev{next(_numbers)}",
        "event_time": 1772442000,
        "authorizations": [{"team_id": WORKSPACE, "user_id": "U0APP", "is_bot": True}],
        "event": dict(event),
        **changes,
    }


def a_message(text: str, *, person: str = ANA, **changes: Any) -> Body:
    """Return somebody's reply in the alignment's thread."""
    ts = f"{1772443000 + next(_numbers)}.000100"
    event = {"type": "message", "channel": CHANNEL, "channel_type": "channel", "user": person, "text": text, "ts": ts}
    return an_event({**event, "thread_ts": CARD_TS, **changes})


def in_shared_channel(body: Body, *, sent_to: str = WORKSPACE, organisation: str | None = None, **event: Any) -> Body:
    """Return an event of a channel shared with another organisation, sent in the name of the team it is about.

    Whom it is authorised for is where the app is installed, whatever else the envelope says. The shapes were recorded:
    https://github.com/slackapi/bolt-python/blob/main/tests/slack_bolt/request/test_internals.py
    """
    authorized = {"team_id": WORKSPACE, "enterprise_id": organisation, "user_id": "U0APP", "is_bot": True}
    return {
        **body,
        "team_id": sent_to,
        "is_ext_shared_channel": True,
        "authorizations": [authorized],
        "event": {**body["event"], **event},
    }


def a_direct_message(text: str, *, person: str = ANA, **changes: Any) -> Body:
    """Return what somebody wrote to the app."""
    sent = a_message(text, person=person, channel=DIRECT, channel_type="im", **changes)
    del sent["event"]["thread_ts"]
    return sent


def an_edit(message: Body, text: str, **changes: Any) -> Body:
    """Return the event that follows when somebody edits their message."""
    before = message["event"]
    after = {**before, "text": text, "edited": {"user": before["user"], "ts": "1772449000.0"}, **changes}
    return _about(before, {"subtype": "message_changed", "message": after, "previous_message": before})


def a_deletion(message: Body) -> Body:
    """Return the event that follows when somebody deletes their message."""
    before = message["event"]
    return _about(before, {"subtype": "message_deleted", "deleted_ts": before["ts"], "previous_message": before})


def _about(before: Mapping[str, Any], what: Mapping[str, Any]) -> Body:
    place = {"type": "message", "channel": before["channel"], "channel_type": before["channel_type"]}
    return an_event({**place, "hidden": True, "ts": "1772449999.0", **what})


def _interaction(kind: str, person: str) -> Body:
    return {
        "type": kind,
        "team": {"id": WORKSPACE, "domain": "northwind"},
        "user": {"id": person, "username": person.lower(), "team_id": WORKSPACE},
        "api_app_id": "A0APP",
        "trigger_id": f"trigger.{next(_numbers)}",
    }
