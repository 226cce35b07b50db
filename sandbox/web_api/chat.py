"""chat.*: posting, editing and deleting messages."""

from sandbox.blocks import with_ids
from sandbox.checks import check_message, refusal
from sandbox.conversations import Conversation, Kind
from sandbox.errors import SlackError
from sandbox.json_types import Json, JsonObject, as_objects
from sandbox.limits import Tier
from sandbox.messages import Message
from sandbox.posting import Draft
from sandbox.web_api.method import Call, method

CONTENT = (
    "text blocks:json attachments:json metadata:json markdown_text parse link_names:bool"
    " unfurl_links:bool unfurl_media:bool mrkdwn:bool as_user:bool"
)


@method(
    "chat.postMessage",
    arguments=f"channel! {CONTENT} thread_ts reply_broadcast:bool username icon_emoji icon_url client_msg_id",
    scopes=("chat:write",),
    tier=Tier.MESSAGES,
)
def post_message(call: Call) -> JsonObject:
    """Post a message. https://docs.slack.dev/reference/methods/chat.postMessage"""
    conversation = _target(call, str(call.get("channel")))
    _check_content(call)
    _require_customize(call)
    thread_ts = _thread(call, conversation)
    call.sandbox.limits.count_message(conversation.id)
    draft = _draft(call, thread_ts=thread_ts)
    message = call.sandbox.posts.post(conversation, call.bot_id, draft)
    return {"channel": conversation.id, "ts": message.ts, "message": _described(call, conversation, message)}


@method(
    "chat.postEphemeral",
    arguments=f"channel! user! {CONTENT} thread_ts username icon_emoji icon_url",
    scopes=("chat:write",),
)
def post_ephemeral(call: Call) -> JsonObject:
    """Show a message to one member. https://docs.slack.dev/reference/methods/chat.postEphemeral"""
    conversation = _target(call, str(call.get("channel")))
    _check_content(call)
    reader = call.person(str(call.get("user")), missing="user_not_in_channel")
    if reader.id not in conversation.members:
        raise SlackError("user_not_in_channel")
    draft = _draft(call, thread_ts=_thread(call, conversation))
    message = call.sandbox.posts.post_ephemeral(conversation, reader.id, draft)
    return {"message_ts": message.ts}


@method(
    "chat.update",
    arguments=f"channel! ts! {CONTENT} file_ids:list reply_broadcast:bool",
    scopes=("chat:write",),
    tier=Tier.THREE,
)
def update(call: Call) -> JsonObject:
    """Edit one of the app's messages. https://docs.slack.dev/reference/methods/chat.update"""
    conversation, message = _own_message(call, "cant_update_message")
    _check_content(call)
    call.sandbox.posts.edit(conversation, message, call.bot_id, _revision(call, message))
    described = _described(call, conversation, message)
    return {"channel": conversation.id, "ts": message.ts, "text": message.text, "message": described}


@method("chat.delete", arguments="channel! ts! as_user:bool", scopes=("chat:write",), tier=Tier.THREE)
def delete(call: Call) -> JsonObject:
    """Delete one of the app's messages. https://docs.slack.dev/reference/methods/chat.delete"""
    conversation, message = _own_message(call, "cant_delete_message")
    call.sandbox.posts.delete(conversation, message)
    return {"channel": conversation.id, "ts": message.ts}


@method("chat.getPermalink", arguments="channel! message_ts!", tier=Tier.UNLIMITED)
def get_permalink(call: Call) -> JsonObject:
    """Return a link to a message. https://docs.slack.dev/reference/methods/chat.getPermalink"""
    conversation = call.conversation(str(call.get("channel")))
    message = conversation.find(str(call.get("message_ts")))
    if message is None:
        raise SlackError("message_not_found")
    base = call.sandbox.files.base_url
    link = f"{base}/archives/{conversation.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={conversation.id}"
    return {"channel": conversation.id, "permalink": link}


def writable(call: Call, conversation: Conversation) -> Conversation:
    """Return a conversation the app may write into, or refuse as Slack does."""
    if conversation.archived:
        raise SlackError("is_archived")
    if call.bot_id in conversation.members:
        return conversation
    if conversation.kind is not Kind.CHANNEL:
        raise SlackError("channel_not_found")
    if not call.sandbox.installation.permits("chat:write.public"):
        raise SlackError("not_in_channel")
    return conversation


def _target(call: Call, reference: str) -> Conversation:
    """Find where to write: a conversation, a public channel's name, or a person's direct message."""
    workspace = call.sandbox.workspace
    if person := workspace.people.get(reference):
        if person.is_bot:
            raise SlackError("cannot_dm_bot")
        _require_messages_tab(call)
        return workspace.dm_between(call.bot_id, person.id)
    conversation = workspace.find_conversation(reference)
    if conversation is None or (conversation.kind is Kind.DM and call.bot_id not in conversation.members):
        raise SlackError("channel_not_found")
    return writable(call, conversation)


def _require_messages_tab(call: Call) -> None:
    if not call.sandbox.installation.manifest.features.app_home.messages_tab_enabled:
        raise SlackError("messages_tab_disabled")


def _require_customize(call: Call) -> None:
    """Refuse a borrowed name or icon without its scope.

    https://docs.slack.dev/reference/scopes/chat.write.customize
    """
    if any(call.get(name) for name in ("username", "icon_emoji", "icon_url")):
        call.require_scope("chat:write.customize")


def _check_content(call: Call) -> None:
    """Refuse a message that breaks a limit, with a pointer to what breaks it."""
    problems = check_message(_given(call), method=call.method.name)
    call.problems += problems
    if code := refusal(problems):
        messages = [f"[ERROR] {problem}" for problem in problems]
        errors = [str(problem) for problem in problems]
        raise SlackError(code, errors=errors, response_metadata={"messages": messages})


def _given(call: Call) -> JsonObject:
    return {name: value for name, value in call.args.items() if value is not None}


def _thread(call: Call, conversation: Conversation) -> str | None:
    """Find the root a reply belongs to; the ts of a reply stands for its root."""
    thread_ts: Json = call.get("thread_ts")
    if not thread_ts:
        return None
    parent = conversation.find(str(thread_ts))
    if parent is None or parent.subtype == "tombstone":
        raise SlackError("cannot_reply_to_message")
    return parent.thread_ts or parent.ts


def _draft(call: Call, *, thread_ts: str | None) -> Draft:
    return Draft(
        text=str(call.get("text") or call.get("markdown_text") or ""),
        blocks=with_ids(call.get("blocks")),
        attachments=as_objects(call.get("attachments")),
        metadata=call.get("metadata"),
        thread_ts=thread_ts,
        broadcast=bool(call.get("reply_broadcast")),
        username=call.get("username"),
    )


def _revision(call: Call, message: Message) -> Draft:
    """Keep blocks, attachments and metadata that the call does not mention."""
    blocks, attachments = call.args.get("blocks"), call.args.get("attachments")
    metadata = call.args.get("metadata")
    return Draft(
        text=str(call.get("text", message.text)),
        blocks=message.blocks if blocks is None else with_ids(blocks),
        attachments=message.attachments if attachments is None else as_objects(attachments),
        files=message.files,
        metadata=message.metadata if metadata is None else metadata or None,
    )


def _own_message(call: Call, refused: str) -> tuple[Conversation, Message]:
    conversation = writable(call, call.conversation(str(call.get("channel"))))
    message = conversation.find(str(call.get("ts")))
    if message is None:
        raise SlackError("message_not_found")
    if message.user != call.bot_id or message.subtype == "tombstone":
        raise SlackError(refused)
    return conversation, message


def _described(call: Call, conversation: Conversation, message: Message) -> JsonObject:
    return call.sandbox.posts.described(conversation, message, with_metadata=True)
