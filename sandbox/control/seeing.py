"""What a person sees: conversations, messages, threads, modals, the home tab."""

from sandbox.control.requests import ControlRequest
from sandbox.conversations import Conversation, Kind, seen_conversation
from sandbox.json_types import JsonObject
from sandbox.messages import Message, seen_message
from sandbox.people import Person, seen_person
from sandbox.sandbox import Sandbox

PAGE = 50


async def workspace(request: ControlRequest) -> JsonObject:
    """Describe the workspace, its people and its app."""
    sandbox = request.sandbox
    now = sandbox.clock.now()
    return {
        "name": sandbox.workspace.name,
        "team_id": sandbox.workspace.team_id,
        "run": sandbox.run,
        "people": [seen_person(person, now) for person in sandbox.workspace.people.values()],
        "conversations": [seen_conversation(found) for found in sandbox.workspace.conversations.values()],
        "app": _app(sandbox),
        "clock": sandbox.clock_face(),
        "n": sandbox.live.n,
    }


async def conversations(request: ControlRequest) -> list[JsonObject]:
    """List the conversations somebody sees: public channels and those they are in."""
    person = request.person
    return [
        _seen_by(request, person, conversation)
        for conversation in request.sandbox.workspace.conversations.values()
        if conversation.kind is Kind.CHANNEL or person.id in conversation.members
    ]


async def messages(request: ControlRequest) -> JsonObject:
    """Return a page of a conversation with this person's own ephemerals, oldest first."""
    conversation, person = request.conversation, request.person
    flow = conversation.flow() + [message for message in conversation.ephemerals_for(person.id) if not message.is_reply]
    before = request.request.query_params.get("before")
    found = sorted((m for m in flow if before is None or m.ts < before), key=lambda message: message.ts)
    limit = max(1, int(request.number("limit", PAGE)))
    shown = [_seen(conversation, message) for message in found[-limit:]]
    return {"messages": shown, "has_more": len(found) > limit}


async def thread(request: ControlRequest) -> JsonObject:
    """Return a thread with this person's own ephemerals in it, root first."""
    conversation, person = request.conversation, request.person
    root = request.find_message(conversation, request.request.path_params["ts"])
    found = conversation.thread(root.ts) or [root]
    own = [m for m in conversation.ephemerals_for(person.id) if m.is_reply and m.thread_ts == root.ts]
    ordered = sorted(found + own, key=lambda message: message.ts)
    return {"messages": [_seen(conversation, message) for message in ordered]}


async def modals(request: ControlRequest) -> JsonObject:
    """Return somebody's modals, bottom first."""
    views = request.sandbox.views
    return {"stack": [views.seen(view) for view in views.stack(request.person.id)]}


async def home(request: ControlRequest) -> JsonObject:
    """Return the home tab the app published to somebody."""
    view = request.sandbox.views.home(request.person.id)
    return {"view": request.sandbox.views.seen(view) if view else None}


def _app(sandbox: Sandbox) -> JsonObject:
    installation = sandbox.installation
    features = installation.manifest.features
    return {
        "name": installation.manifest.name,
        "app_id": installation.app_id,
        "bot_user_id": installation.bot_user.id,
        "bot_id": installation.bot_id,
        "commands": [
            command.model_dump(include={"command", "description", "usage_hint"}) for command in features.slash_commands
        ],
        "shortcuts": [shortcut.model_dump() for shortcut in features.shortcuts],
        "home_tab": features.app_home.home_tab_enabled,
        "connections": sandbox.sockets.count,
        "socket_mode": installation.uses_socket_mode,
    }


def _seen_by(request: ControlRequest, person: Person, conversation: Conversation) -> JsonObject:
    return {
        **seen_conversation(conversation),
        "display_name": _display_name(request.sandbox, person, conversation),
        "unread": conversation.unread_by(person.id) if person.id in conversation.members else 0,
        "last_read": conversation.last_read.get(person.id, "0"),
        "latest": conversation.latest_ts(),
    }


def _display_name(sandbox: Sandbox, person: Person, conversation: Conversation) -> str:
    if conversation.kind is not Kind.DM:
        return conversation.name
    others = [member for member in conversation.members if member != person.id]
    return sandbox.workspace.people[others[0] if others else person.id].name


def _seen(conversation: Conversation, message: Message) -> JsonObject:
    return seen_message(message, conversation.thread_summary(message))
