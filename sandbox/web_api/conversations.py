"""conversations.*: finding, opening, joining and reading conversations."""

from collections.abc import Sequence

from sandbox.conversations import Conversation, Kind, conversation_object
from sandbox.errors import SlackError
from sandbox.json_types import JsonObject
from sandbox.limits import Tier
from sandbox.messages import Message
from sandbox.web_api.method import Call, method
from sandbox.web_api.paging import page, read_limit

KINDS = {"public_channel": Kind.CHANNEL, "private_channel": Kind.PRIVATE, "im": Kind.DM}
READ_SCOPES = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY_SCOPES = ("channels:history", "groups:history", "im:history", "mpim:history")
HISTORY_ARGUMENTS = "channel! oldest latest inclusive:bool limit:int cursor include_all_metadata:bool"


@method(
    "conversations.info",
    arguments="channel! include_locale:bool include_num_members:bool",
    scopes=READ_SCOPES,
    tier=Tier.THREE,
)
def info(call: Call) -> JsonObject:
    """Describe a conversation. https://docs.slack.dev/reference/methods/conversations.info"""
    conversation = call.conversation(str(call.get("channel")), family="read")
    described = _described(call, conversation)
    if call.get("include_num_members"):
        described["num_members"] = len(conversation.members)
    return {"channel": described}


@method(
    "conversations.list",
    arguments="types:list exclude_archived:bool limit:int cursor",
    scopes=READ_SCOPES,
    tier=Tier.TWO,
)
def list_all(call: Call) -> JsonObject:
    """List conversations of some kinds. https://docs.slack.dev/reference/methods/conversations.list"""
    return _list(call, call.bot_id, members_only=False)


@method(
    "users.conversations",
    arguments="user types:list exclude_archived:bool limit:int cursor",
    scopes=READ_SCOPES,
    tier=Tier.THREE,
)
def of_user(call: Call) -> JsonObject:
    """List somebody's conversations. https://docs.slack.dev/reference/methods/users.conversations"""
    person = call.person(str(call.get("user") or call.bot_id))
    return _list(call, person.id, members_only=True)


@method("conversations.members", arguments="channel! limit:int cursor", scopes=READ_SCOPES, tier=Tier.FOUR)
def members(call: Call) -> JsonObject:
    """List members. https://docs.slack.dev/reference/methods/conversations.members"""
    conversation = call.conversation(str(call.get("channel")), family="read")
    found, cursor = page(conversation.members, cursor=call.get("cursor"), limit=read_limit(call, 100, 1000))
    return {"members": list(found), "response_metadata": {"next_cursor": cursor}}


@method("conversations.history", arguments=HISTORY_ARGUMENTS, scopes=HISTORY_SCOPES, tier=Tier.THREE)
def history(call: Call) -> JsonObject:
    """Read a conversation, newest first. https://docs.slack.dev/reference/methods/conversations.history"""
    conversation = _readable(call)
    messages = _between(call, conversation.flow())[::-1]
    return _messages_page(call, conversation, messages)


@method("conversations.replies", arguments=f"ts! {HISTORY_ARGUMENTS}", scopes=HISTORY_SCOPES, tier=Tier.THREE)
def replies(call: Call) -> JsonObject:
    """Read a thread, its root first. https://docs.slack.dev/reference/methods/conversations.replies"""
    conversation = _readable(call)
    message = conversation.find(str(call.get("ts")))
    if message is None:
        raise SlackError("thread_not_found")
    root, *answers = conversation.thread(message.thread_ts or message.ts)
    return _messages_page(call, conversation, [root, *_between(call, answers)])


@method(
    "conversations.open",
    arguments="channel users:list return_im:bool prevent_creation:bool",
    scopes=("im:write", "mpim:write", "channels:manage", "groups:write"),
    tier=Tier.THREE,
)
def open_dm(call: Call) -> JsonObject:
    """Open a direct message. https://docs.slack.dev/reference/methods/conversations.open"""
    if channel := call.get("channel"):
        conversation = call.conversation(str(channel))
        return {"no_op": True, "already_open": True, "channel": _opened(call, conversation)}
    users = call.get("users") or []
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        raise SlackError("not_enough_users" if len(set(users)) == 1 else "method_not_supported_for_channel_type")
    person = call.person(users[0])
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    if person.deleted:
        raise SlackError("user_disabled")
    existing = call.sandbox.workspace.find_dm(call.bot_id, person.id)
    conversation = existing or call.sandbox.workspace.dm_between(call.bot_id, person.id)
    opened = {"channel": _opened(call, conversation)}
    return {"no_op": True, "already_open": True, **opened} if existing else opened


@method("conversations.join", arguments="channel!", scopes=("channels:join",), tier=Tier.THREE)
def join(call: Call) -> JsonObject:
    """Join a public channel. https://docs.slack.dev/reference/methods/conversations.join"""
    conversation = call.conversation(str(call.get("channel")))
    if conversation.kind is not Kind.CHANNEL:
        raise SlackError("method_not_supported_for_channel_type")
    if conversation.archived:
        raise SlackError("is_archived")
    if call.sandbox.membership.join(conversation, call.bot_id):
        return {"channel": _described(call, conversation)}
    again = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    return {"channel": _described(call, conversation), **again}


@method(
    "conversations.leave",
    arguments="channel!",
    scopes=("channels:manage", "groups:write", "im:write", "mpim:write"),
    tier=Tier.THREE,
)
def leave(call: Call) -> JsonObject:
    """Leave a channel. https://docs.slack.dev/reference/methods/conversations.leave"""
    conversation = call.conversation(str(call.get("channel")))
    if conversation.kind is Kind.DM:
        raise SlackError("method_not_supported_for_channel_type")
    return {} if call.sandbox.membership.leave(conversation, call.bot_id) else {"not_in_channel": True}


def _list(call: Call, person_id: str, *, members_only: bool) -> JsonObject:
    kinds = _kinds(call)
    found = [
        _described(call, conversation)
        for conversation in call.sandbox.workspace.conversations.values()
        if conversation.kind in kinds
        and (conversation.kind is Kind.CHANNEL or call.bot_id in conversation.members)
        and (not members_only or person_id in conversation.members)
        and not (call.get("exclude_archived") and conversation.archived)
    ]
    shown, cursor = page(found, cursor=call.get("cursor"), limit=read_limit(call, 100, 999))
    return {"channels": list(shown), "response_metadata": {"next_cursor": cursor}}


def _kinds(call: Call) -> set[Kind]:
    """Read the kinds asked for; each needs its own scope."""
    names = [name.strip() for name in call.get("types") or ["public_channel"]]
    if not set(names) <= {*KINDS, "mpim"}:
        raise SlackError("invalid_types")
    kinds = {KINDS[name] for name in names if name in KINDS}
    for kind in kinds:
        call.require_scope(f"{kind.scope_family}:read")
    return kinds


def _readable(call: Call) -> Conversation:
    conversation = call.conversation(str(call.get("channel")), family="history")
    if call.bot_id not in conversation.members:
        raise SlackError("not_in_channel")
    return conversation


def _between(call: Call, messages: Sequence[Message]) -> list[Message]:
    oldest, latest = str(call.get("oldest") or "0"), str(call.get("latest") or "9" * 10)
    try:
        low, high = float(oldest), float(latest)
    except ValueError as error:
        raise SlackError("invalid_ts_oldest") from error
    inclusive = bool(call.get("inclusive"))

    def is_inside(message: Message) -> bool:
        at = float(message.ts)
        return low <= at <= high if inclusive else low < at < high

    return [message for message in messages if is_inside(message)]


def _messages_page(call: Call, conversation: Conversation, messages: list[Message]) -> JsonObject:
    most = call.sandbox.limits.messages_at_once(999)
    limit = min(most, read_limit(call, min(100, most), 999))
    shown, cursor = page(messages, cursor=call.get("cursor"), limit=limit)
    with_metadata = bool(call.get("include_all_metadata"))
    describe = call.sandbox.posts.described
    found = [describe(conversation, message, with_metadata=with_metadata) for message in shown]
    answer: JsonObject = {"messages": found, "has_more": bool(cursor), "pin_count": 0}
    return {**answer, "response_metadata": {"next_cursor": cursor}} if cursor else answer


def _opened(call: Call, conversation: Conversation) -> JsonObject:
    return _described(call, conversation) if call.get("return_im") else {"id": conversation.id}


def _described(call: Call, conversation: Conversation) -> JsonObject:
    workspace = call.sandbox.workspace
    is_shared = workspace.is_shared(conversation)
    return conversation_object(conversation, reader=call.bot_id, team_id=workspace.team_id, is_shared=is_shared)
