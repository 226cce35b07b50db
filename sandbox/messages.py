"""Messages, and the shapes in which apps and people read them.

An edit gives a message other blocks and never changes those it had, so what describes a message shares them.

https://docs.slack.dev/reference/events/message
"""

from dataclasses import dataclass, field

from sandbox.json_types import JsonObject, as_objects
from sandbox.people import Person


@dataclass
class Message:
    """One message of a conversation, or an ephemeral one that a single reader sees."""

    ts: str
    user: str
    text: str = ""
    thread_ts: str | None = None
    blocks: list[JsonObject] = field(default_factory=list)
    attachments: list[JsonObject] = field(default_factory=list)
    files: list[JsonObject] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: JsonObject | None = None
    subtype: str | None = None
    metadata: JsonObject | None = None
    bot_profile: JsonObject | None = None
    username: str | None = None
    client_msg_id: str | None = None
    reader: str | None = None

    @property
    def is_ephemeral(self) -> bool:
        """Tell whether only one person sees this message."""
        return self.reader is not None

    @property
    def is_reply(self) -> bool:
        """Tell whether this message stands in a thread below another one."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_in_channel_flow(self) -> bool:
        """Tell whether this message shows outside a thread."""
        return not self.is_reply or self.subtype == "thread_broadcast"

    @property
    def all_blocks(self) -> list[JsonObject]:
        """Return the blocks, and those inside attachments."""
        return self.blocks + [block for item in self.attachments for block in as_objects(item.get("blocks"))]

    @property
    def bot_id(self) -> str | None:
        """Return the bot that posted this message, if one did."""
        return self.bot_profile["id"] if self.bot_profile else None


@dataclass(frozen=True)
class ThreadSummary:
    """What a thread's root says of its replies."""

    reply_count: int
    reply_users: tuple[str, ...]
    latest_reply: str


def message_object(
    message: Message, *, team_id: str, thread: ThreadSummary | None = None, with_metadata: bool = False
) -> JsonObject:
    """Describe a message as conversations.history and chat.postMessage do."""
    described: JsonObject = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    if message.subtype:
        described["subtype"] = message.subtype
    if message.client_msg_id:
        described["client_msg_id"] = message.client_msg_id
    described["team"] = team_id
    described |= _authorship(message) | _content(message)
    if message.thread_ts:
        described["thread_ts"] = message.thread_ts
    if message.metadata:
        described["metadata"] = message.metadata if with_metadata else _metadata_stub(message.metadata)
    if thread:
        described |= _thread_fields(message, thread)
    return described


def seen_message(message: Message, thread: ThreadSummary | None) -> JsonObject:
    """Describe a message for the sandbox's own page and client."""
    return {
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "user": message.user,
        "bot_id": message.bot_id,
        "username": message.username,
        "text": message.text,
        "blocks": list(message.blocks),
        "attachments": list(message.attachments),
        "files": list(message.files),
        "reactions": [{"name": name, "users": list(users)} for name, users in message.reactions.items()],
        "edited": message.edited,
        "subtype": message.subtype,
        "ephemeral": message.is_ephemeral,
        "reply_count": thread.reply_count if thread else 0,
        "reply_users": list(thread.reply_users) if thread else [],
        "latest_reply": thread.latest_reply if thread else None,
        "metadata": message.metadata,
    }


def shared_message(message: Message, *, channel_id: str, author: Person) -> JsonObject:
    """Describe a message as the attachment of another one with which somebody forwards it.

    https://github.com/slackapi/slack-skills-plugin/issues/149
    """
    return {
        "id": 1,
        "is_share": True,
        "is_msg_unfurl": True,
        "ts": message.ts,
        "channel_id": channel_id,
        "author_id": author.id,
        "author_name": author.name,
        "text": message.text,
        "fallback": message.text,
        "from_url": f"https://sandbox.invalid/archives/{channel_id}/p{message.ts.replace('.', '')}",
    }


def _authorship(message: Message) -> JsonObject:
    if not message.bot_profile:
        return {}
    profile = message.bot_profile
    return {"bot_id": profile["id"], "app_id": profile["app_id"], "bot_profile": profile}


def _content(message: Message) -> JsonObject:
    content: JsonObject = {}
    for name in ("blocks", "attachments", "files"):
        if value := getattr(message, name):
            content[name] = list(value)
    if message.reactions:
        content["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()
        ]
    if message.edited:
        content["edited"] = message.edited
    return content


def _metadata_stub(metadata: JsonObject) -> JsonObject:
    """Leave out the payload, which is read with include_all_metadata only.

    https://docs.slack.dev/messaging/message-metadata
    """
    return {"event_type": metadata["event_type"]}


def _thread_fields(message: Message, thread: ThreadSummary) -> JsonObject:
    return {
        "thread_ts": message.ts,
        "reply_count": thread.reply_count,
        "reply_users_count": len(thread.reply_users),
        "latest_reply": thread.latest_reply,
        "reply_users": list(thread.reply_users),
        "is_locked": False,
        "subscribed": False,
    }
