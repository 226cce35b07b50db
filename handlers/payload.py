"""Reading Slack's payloads: who sent it, under which key, from where. The rest of a payload is its listener's."""

import json
from collections.abc import Mapping
from hashlib import blake2s
from typing import Any

from bot.domain.alignment import MessageRef
from bot.services.requests import Inbound, Where

GROUP = "mpdm-"
"""How the name of a direct message of several people begins; its id is like that of a channel."""

Body = Mapping[str, Any]


def workspace_of(body: Body) -> str:
    """Return the id of the workspace where the app is installed.

    In a channel that is shared with another organisation `team_id` may be theirs, whoever did something.
    https://docs.slack.dev/apis/events-api#authorizations
    """
    installed = _authorization(body).get("team_id") or _part(body, "view").get("app_installed_team_id")
    return str(installed or body.get("team_id") or _part(body, "team").get("id") or _part(body, "user").get("team_id"))


def command_inbound(body: Body) -> Inbound:
    """Identify a slash command: a trigger id is given out once."""
    return Inbound(key=f"command:{body['trigger_id']}", workspace=workspace_of(body), person=str(body["user_id"]))


def shortcut_inbound(body: Body) -> Inbound:
    """Identify a shortcut: a trigger id is given out once."""
    return Inbound(key=f"shortcut:{body['trigger_id']}", workspace=workspace_of(body), person=str(body["user"]["id"]))


def action_inbound(body: Body, action: Mapping[str, Any]) -> Inbound:
    """Identify a press: the same control pressed again carries another `action_ts`."""
    container = body.get("container") or {}
    place = container.get("message_ts") or container.get("view_id") or (body.get("view") or {}).get("id")
    person = str(body["user"]["id"])
    workspace = workspace_of(body)
    key = f"action:{workspace}:{person}:{place}:{action['action_id']}:{action.get('action_ts')}"
    return Inbound(key=key, workspace=workspace, person=person)


def submission_inbound(body: Body) -> Inbound:
    """Identify a submission by its view and by what was filled in: a form that seemed to fail may be corrected."""
    view = body["view"]
    filled_in = json.dumps((view.get("state") or {}).get("values"), sort_keys=True)
    key = f"view:{view['id']}:{view.get('hash')}:{blake2s(filled_in.encode(), digest_size=8).hexdigest()}"
    return Inbound(key=key, workspace=workspace_of(body), person=str(body["user"]["id"]))


def event_inbound(body: Body) -> Inbound:
    """Identify an event: every retry carries the same `event_id`."""
    event = body["event"]
    person = event.get("user") or (event.get("message") or event.get("previous_message") or {}).get("user") or ""
    return Inbound(key=f"event:{body['event_id']}", workspace=workspace_of(body), person=str(person))


def where(body: Body) -> Where:
    """Say where the person stood, so that only they can be answered there."""
    shown = body.get("channel") or {}
    channel, name = body.get("channel_id") or shown.get("id"), body.get("channel_name") or shown.get("name")
    return Where(
        channel=channel,
        is_direct=str(channel).startswith("D") or str(name).startswith(GROUP),
        pressed=_pressed(body),
        thread_ts=_thread_of(body),
        response_url=body.get("response_url"),
        trigger_id=body.get("trigger_id"),
    )


def message_of(body: Body) -> MessageRef:
    """Return the address of the message that a press or shortcut came from."""
    message = body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or (body.get("container") or {}).get("channel_id")
    return MessageRef(channel=str(channel), ts=str(message.get("ts")))


def _thread_of(body: Body) -> str | None:
    """Return the thread in which somebody pressed or chose; above its thread, a message is part of the channel."""
    message, container = body.get("message") or {}, body.get("container") or {}
    thread = message.get("thread_ts") or container.get("thread_ts")
    return None if thread == (message.get("ts") or container.get("message_ts")) else thread


def _pressed(body: Body) -> MessageRef | None:
    container = body.get("container") or {}
    if container.get("type") != "message" or container.get("is_ephemeral"):
        return None
    return MessageRef(channel=str(container.get("channel_id")), ts=str(container.get("message_ts")))


def is_external(body: Body) -> bool:
    """Tell whether the sender belongs to another organisation (Slack Connect).

    An organisation of several workspaces (Enterprise Grid) names itself instead of one of them, or any of them.
    """
    ours = {workspace_of(body), organisation_of(body), None, ""}
    event = body.get("event")
    if event is None:
        return (body.get("user") or {}).get("team_id") not in ours
    if body.get("is_ext_shared_channel") is False:
        return False
    message = event.get("message") or event  # of an edit, only the message itself names its author's team
    return (message.get("user_team") or message.get("team")) not in ours


def organisation_of(body: Body) -> str | None:
    """Return the organisation (Enterprise Grid) that the workspace belongs to, if it does."""
    named = _part(body, "enterprise").get("id") or _authorization(body).get("enterprise_id")
    return named or _part(body, "team").get("enterprise_id")


def _authorization(body: Body) -> Body:
    return next(iter(body.get("authorizations") or ()), {})


def _part(body: Body, name: str) -> Body:
    """Return a part that not every kind of payload has, and that only those are known to have in its shape."""
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}
