"""What a person does: write, react, type commands, press buttons, submit modals."""

from sandbox.actions import Actions
from sandbox.control.bodies import (
    Closing,
    Container,
    Edit,
    EnteredValue,
    Invitation,
    MessagePlace,
    NewMessage,
    OpenedTab,
    Pause,
    Place,
    Reaction,
    Submission,
    TypedCommand,
    Typing,
    UsedElement,
    UsedShortcut,
)
from sandbox.control.requests import ControlRequest
from sandbox.conversations import Conversation, Kind
from sandbox.errors import ControlError
from sandbox.json_types import JsonObject
from sandbox.markup import composed, pasted_table, rich_text
from sandbox.messages import Message, seen_message, shared_message
from sandbox.posting import Draft
from sandbox.suggestions import Suggestions
from sandbox.views import View


async def write(request: ControlRequest) -> JsonObject:
    """Post a message as somebody."""
    body = await request.body(NewMessage)
    conversation = request.find_writable(body.channel)
    _require_messages_tab(request, conversation)
    thread_ts = None
    if body.thread_ts:
        parent = request.find_message(conversation, body.thread_ts)
        thread_ts = parent.thread_ts or parent.ts
    text = composed(body.text, request.sandbox.workspace)
    draft = Draft(text=text, attachments=_attached(request, body), thread_ts=thread_ts, broadcast=body.broadcast)
    message = request.sandbox.posts.post(conversation, request.person.id, draft)
    return {"message": seen_message(message, None) | {"channel": conversation.id}}


def _attached(request: ControlRequest, body: NewMessage) -> list[JsonObject]:
    """Attach what Slack does not put into the text of a message."""
    attached = [pasted_table(body.table)] if body.table else []
    if body.forwarded:
        source = request.find_conversation(body.forwarded.channel)
        message = request.find_message(source, body.forwarded.ts)
        author = request.sandbox.workspace.people[message.user]
        attached.append(shared_message(message, channel_id=source.id, author=author))
    return attached


async def edit(request: ControlRequest) -> JsonObject:
    """Edit somebody's own message."""
    body = await request.body(Edit)
    conversation = request.find_writable(body.channel)
    message = request.find_message(conversation, body.ts)
    _require_own(request, message)
    text = composed(body.text, request.sandbox.workspace)
    draft = Draft(text=text, blocks=rich_text(text), attachments=message.attachments, files=message.files)
    request.sandbox.posts.edit(conversation, message, request.person.id, draft)
    return {"message": seen_message(message, conversation.thread_summary(message))}


async def delete(request: ControlRequest) -> JsonObject:
    """Delete somebody's own message, or dismiss an ephemeral one."""
    body = await request.body(MessagePlace)
    conversation = request.find_conversation(body.channel)
    message = request.find_message(conversation, body.ts)
    if not message.is_ephemeral:
        _require_own(request, message)
    request.sandbox.posts.delete(conversation, message)
    return {"ok": True}


async def react(request: ControlRequest) -> JsonObject:
    """Add a reaction or take it back."""
    body = await request.body(Reaction)
    conversation = request.find_writable(body.channel)
    message = request.find_message(conversation, body.ts)
    posts = request.sandbox.posts
    change = posts.unreact if body.remove else posts.react
    return {"ok": change(conversation, message, request.person.id, body.name.strip(":"))}


async def command(request: ControlRequest) -> JsonObject:
    """Type a slash command; it works in the channel, never in a thread."""
    body = await request.body(TypedCommand)
    conversation = request.find_writable(body.channel)
    return await request.sandbox.commands.type(request.person, conversation, body.text)


async def shortcut(request: ControlRequest) -> JsonObject:
    """Use a global shortcut, or a message shortcut on a message."""
    body = await request.body(UsedShortcut)
    commands = request.sandbox.commands
    if not (body.channel and body.ts):
        return await commands.use_global_shortcut(request.person, body.callback_id)
    conversation = request.find_conversation(body.channel)
    message = request.find_message(conversation, body.ts)
    return await commands.use_message_shortcut(request.person, body.callback_id, conversation, message)


async def use_element(request: ControlRequest) -> JsonObject:
    """Press a button or choose in a menu, in a message or a view."""
    body = await request.body(UsedElement)
    element = {"block_id": body.block_id, "action_id": body.action_id, "value": body.value}
    return await _used_in(request, body.container, element, request.sandbox.actions)


async def suggest(request: ControlRequest) -> JsonObject:
    """Ask the app for the options of an external menu, in a message or a view."""
    body = await request.body(Typing)
    typed = {"block_id": body.block_id, "action_id": body.action_id, "query": body.query}
    return await _used_in(request, body.container, typed, request.sandbox.suggestions)


async def _used_in(
    request: ControlRequest, container: Container, element: JsonObject, uses: Actions | Suggestions
) -> JsonObject:
    """Use an element where it is: in a view of the person's, or in a message that they see."""
    if container.type == "view":
        view = request.sandbox.views.of_person(request.person.id, container.view_id)
        return await uses.in_view(request.person, view, element)
    conversation = request.find_conversation(container.channel)
    message = request.find_message(conversation, container.ts)
    return await uses.in_message(request.person, conversation, message, element)


async def enter(request: ControlRequest) -> JsonObject:
    """Remember a value typed into a view that is not submitted yet."""
    body = await request.body(EnteredValue)
    request.sandbox.views.enter(_view(request), body.block_id, body.action_id, body.value)
    return {"ok": True}


async def submit(request: ControlRequest) -> JsonObject:
    """Submit a modal."""
    body = await request.body(Submission)
    return await request.sandbox.submissions.submit(request.person, _view(request), body.values)


async def close(request: ControlRequest) -> JsonObject:
    """Close a modal, or all of them."""
    body = await request.body(Closing)
    await request.sandbox.submissions.close(request.person, _view(request), clear=body.clear)
    return {"ok": True}


async def open_home(request: ControlRequest) -> JsonObject:
    """Open the app's home or messages tab. https://docs.slack.dev/reference/events/app_home_opened"""
    tab = (await request.body(OpenedTab)).tab
    sandbox, person = request.sandbox, request.person
    dm = sandbox.workspace.dm_between(person.id, sandbox.installation.bot_user.id)
    event: JsonObject = {"type": "app_home_opened", "user": person.id, "channel": dm.id, "tab": tab}
    if tab == "home" and (view := sandbox.views.home(person.id)):
        event["view"] = sandbox.views.described(view)
    sandbox.events.announce({**event, "event_ts": sandbox.workspace.next_ts()})
    return {"ok": True}


async def read(request: ControlRequest) -> JsonObject:
    """Mark a conversation as read up to a message."""
    body = await request.body(MessagePlace)
    conversation = request.find_conversation(body.channel)
    conversation.last_read[request.person.id] = body.ts
    return {"ok": True}


async def join(request: ControlRequest) -> JsonObject:
    """Join a public channel."""
    body = await request.body(Place)
    conversation = request.find_conversation(body.channel)
    return {"ok": request.sandbox.membership.join(conversation, request.person.id)}


async def leave(request: ControlRequest) -> JsonObject:
    """Leave a channel."""
    body = await request.body(Place)
    conversation = request.find_conversation(body.channel)
    return {"ok": request.sandbox.membership.leave(conversation, request.person.id)}


async def invite(request: ControlRequest) -> JsonObject:
    """Invite somebody, or the app, into a channel."""
    body = await request.body(Invitation)
    conversation = request.find_writable(body.channel)
    guest = request.find_person(body.user)
    inviter = request.person.id
    return {"ok": request.sandbox.membership.join(conversation, guest.id, inviter=inviter)}


async def pause(request: ControlRequest) -> JsonObject:
    """Put somebody into Do Not Disturb, or end it."""
    body = await request.body(Pause)
    if body.until and body.until.tzinfo is None:
        raise ControlError("invalid_body", "until: the time needs a time zone.")
    request.sandbox.membership.pause_notifications(request.person, body.until)
    return {"ok": True}


def _require_messages_tab(request: ControlRequest, conversation: Conversation) -> None:
    """Refuse writing to an app that takes no messages.

    https://docs.slack.dev/surfaces/app-home#messages-tab
    """
    installation = request.sandbox.installation
    tabs = installation.manifest.features.app_home
    is_closed = not tabs.messages_tab_enabled or tabs.messages_tab_read_only_enabled
    is_with_app = conversation.kind is Kind.DM and installation.bot_user.id in conversation.members
    if is_closed and is_with_app:
        raise ControlError("messages_tab_disabled", "Sending messages to this app has been turned off.")


def _view(request: ControlRequest) -> View:
    return request.sandbox.views.of_person(request.person.id, request.request.path_params["view_id"])


def _require_own(request: ControlRequest, message: Message) -> None:
    if message.user != request.person.id:
        raise ControlError("not_own_message", f"{request.person.name} did not write this.")
