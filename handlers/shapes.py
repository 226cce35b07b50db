"""The shapes of Slack's payloads, as far as Bolt or a listener reads them.

What has another shape is nobody's to handle: no listener sees it, and it is acknowledged, for it would come the same
the next time. https://docs.slack.dev/reference/interaction-payloads, https://docs.slack.dev/apis/events-api
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Id = Annotated[str, Field(max_length=100)]
"""Slack's own have about eleven characters, and travel in places that hold three thousand."""


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Identified(_Shape):
    id: Id
    team_id: str | None = None
    enterprise_id: str | None = None


class _Shown(_Shape):
    """A message as it is pressed or chosen; an ephemeral one has no `ts`."""

    ts: str | None = None
    user: str | None = None
    text: str | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    user_team: str | None = None
    team: str | None = None


class _Message(_Shown):
    ts: str


class _AnyEvent(_Shape):
    type: str
    subtype: str | None = None
    user: str | _Identified | None = None
    user_team: str | None = None
    team: str | None = None
    channel: str | Mapping[str, Any] | None = None
    item: Mapping[str, Any] | str | None = None


class _ChannelEvent(_AnyEvent):
    channel: Id


class _MoveEvent(_AnyEvent):
    old_channel_id: Id
    new_channel_id: Id


class _MembershipEvent(_ChannelEvent):
    user: str


class _MessageEvent(_ChannelEvent):
    ts: str
    user: str | None = None
    text: str | None = None
    channel_type: str | None = None
    thread_ts: str | None = None
    deleted_ts: str | None = None
    bot_id: str | None = None
    message: _Message | None = None
    previous_message: _Message | None = None


class _EditEvent(_MessageEvent):
    message: _Message


class _HomeEvent(_AnyEvent):
    user: str
    tab: str | None = None


class _AccountEvent(_AnyEvent):
    user: _Identified


_EVENTS: Mapping[str, type[_AnyEvent]] = {
    "message": _MessageEvent,
    "message.message_changed": _EditEvent,
    "app_mention": _MessageEvent,
    "app_home_opened": _HomeEvent,
    "user_change": _AccountEvent,
    "channel_id_changed": _MoveEvent,
    "member_joined_channel": _MembershipEvent,
    **dict.fromkeys(
        ("channel_archive", "group_archive", "channel_left", "group_left", "channel_unarchive", "group_unarchive"),
        _ChannelEvent,
    ),
}


class _Authorization(_Shape):
    team_id: str | None = None
    enterprise_id: str | None = None
    user_id: str | None = None


class _Body(_Shape):
    team_id: str | None = None
    enterprise_id: str | None = None
    enterprise: str | _Identified | None = None
    response_url: str | None = None


class _EventBody(_Body):
    type: str
    team_id: str
    event_id: str
    event: Mapping[str, Any]
    authorizations: tuple[_Authorization, ...] | None = None


class _CommandBody(_Body):
    command: str
    text: str | None = None
    trigger_id: str
    team_id: Id
    user_id: Id
    channel_id: Id


class _Container(_Shape):
    type: str | None = None
    message_ts: str | None = None
    channel_id: str | None = None
    view_id: str | None = None
    thread_ts: str | None = None


class _Option(_Shape):
    value: str | None = None


class _Ticked(_Option):
    value: str


class _Action(_Shape):
    type: str
    action_id: str
    block_id: str | None = None
    action_ts: str | None = None
    value: str | None = None
    selected_option: _Option | None = None


class _Block(_Shape):
    type: str
    block_id: str


class _Text(_Shape):
    type: str
    text: str


class _Input(_Shape):
    value: str | None = None
    selected_date: str | None = None
    selected_time: str | None = None
    selected_user: str | None = None
    selected_users: Annotated[tuple[str, ...] | None, Field(strict=False)] = None
    selected_conversation: str | None = None
    selected_option: _Option | None = None
    selected_options: Annotated[tuple[_Ticked, ...] | None, Field(strict=False)] = None


class _State(_Shape):
    values: Mapping[str, Mapping[str, _Input]] | None = None


class _View(_Shape):
    id: str
    type: str
    callback_id: str | None = None
    hash: str | None = None
    private_metadata: str | None = None
    title: _Text | None = None
    close: _Text | None = None
    blocks: tuple[_Block, ...] = ()
    state: _State | None = None
    app_installed_team_id: str | None = None


class _Modal(_View):
    callback_id: str
    title: _Text
    blocks: tuple[_Block, ...]


class _Interaction(_Body):
    type: str
    user: _Identified
    team: _Identified | None = None
    trigger_id: str | None = None
    channel: _Identified | None = None
    container: _Container | None = None
    message: _Shown | None = None
    view: _View | None = None
    response_urls: tuple[Mapping[str, Any], ...] = ()


class _Press(_Interaction):
    actions: Annotated[tuple[_Action, ...], Field(min_length=1)]


class _Shortcut(_Interaction):
    callback_id: str
    trigger_id: str


class _MessageShortcut(_Shortcut):
    message: _Message
    channel: _Identified


class _FormSent(_Interaction):
    view: _Modal


class _Typing(_Interaction):
    action_id: str
    block_id: str


_INTERACTIONS: Mapping[str, type[_Interaction]] = {
    "block_actions": _Press,
    "shortcut": _Shortcut,
    "message_action": _MessageShortcut,
    "view_submission": _FormSent,
    "view_closed": _FormSent,
    "block_suggestion": _Typing,
}


def oddities_of(kind: object, payload: object) -> tuple[str, ...]:
    """Name what is not as Slack documents it, without quoting any of it; nothing when a listener can read it."""
    try:
        _read(kind, payload)
    except ValidationError as error:
        return tuple(f"{'.'.join(map(str, found['loc'][:3]))}: {found['type']}" for found in error.errors()[:3])
    return ()


def _read(kind: object, payload: object) -> None:
    if kind == "slash_commands":
        _CommandBody.model_validate(payload)
    elif kind == "events_api":
        event = _EventBody.model_validate(payload).event
        known = _AnyEvent.model_validate(event)
        general = _EVENTS.get(known.type, _AnyEvent)
        _EVENTS.get(f"{known.type}.{known.subtype}", general).model_validate(event)
    else:
        interaction = _Interaction.model_validate(payload)
        _INTERACTIONS.get(interaction.type, _Interaction).model_validate(payload)
