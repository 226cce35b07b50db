"""Channels, private channels and direct messages, with the messages in them.

https://docs.slack.dev/reference/objects/conversation-object
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.json_types import JsonObject
from sandbox.messages import Message, ThreadSummary


class Kind(StrEnum):
    """The kinds of conversation the sandbox imitates."""

    CHANNEL = "channel"
    PRIVATE = "private"
    DM = "dm"

    @property
    def channel_type(self) -> str:
        """Return the word message events use."""
        return {"channel": "channel", "private": "group", "dm": "im"}[self.value]

    @property
    def scope_family(self) -> str:
        """Return the first half of the scopes that cover this kind."""
        return {"channel": "channels", "private": "groups", "dm": "im"}[self.value]


@dataclass
class Conversation:
    """A place where messages stand in the order of their ts."""

    id: str
    name: str
    kind: Kind
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    topic: str = ""
    purpose: str = ""
    archived: bool = False
    last_read: dict[str, str] = field(default_factory=dict)
    ephemerals: list[Message] = field(default_factory=list)
    _messages: dict[str, Message] = field(default_factory=dict)
    _flow: list[str] = field(default_factory=list)
    _replies: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, message: Message) -> None:
        """Take in a message; an ephemeral one is kept apart."""
        if message.is_ephemeral:
            self.ephemerals.append(message)
            return
        self._messages[message.ts] = message
        if message.is_in_channel_flow:
            insort(self._flow, message.ts)
        if message.is_reply and message.thread_ts:
            insort(self._replies[message.thread_ts], message.ts)

    def find(self, ts: str) -> Message | None:
        """Return a message by its ts."""
        return self._messages.get(ts)

    def remove(self, message: Message) -> None:
        """Delete a message; a root that has replies leaves a tombstone."""
        if self._replies.get(message.ts):
            message.subtype, message.text = "tombstone", "This message was deleted."
            message.blocks, message.attachments, message.files = [], [], []
            return
        self._messages.pop(message.ts)
        for order in (self._flow, self._replies.get(message.thread_ts or "", [])):
            if message.ts in order:
                order.remove(message.ts)

    def flow(self) -> list[Message]:
        """Return what shows outside threads, oldest first."""
        return [self._messages[ts] for ts in self._flow]

    def thread(self, root_ts: str) -> list[Message]:
        """Return a root and its replies, oldest first."""
        root = self._messages.get(root_ts)
        replies = [self._messages[ts] for ts in self._replies.get(root_ts, [])]
        return [root, *replies] if root else []

    def thread_summary(self, message: Message) -> ThreadSummary | None:
        """Return what a root says of its replies, or None where there are none."""
        replies = self._replies.get(message.ts)
        if not replies:
            return None
        users = tuple(dict.fromkeys(self._messages[ts].user for ts in replies))
        return ThreadSummary(len(replies), users, replies[-1])

    def ephemerals_for(self, person_id: str) -> Iterator[Message]:
        """Yield the ephemeral messages one person sees."""
        return (message for message in self.ephemerals if message.reader == person_id)

    def latest_ts(self) -> str | None:
        """Return the ts of the newest message outside threads."""
        return self._flow[-1] if self._flow else None

    def unread_by(self, person_id: str) -> int:
        """Count other people's messages this person has not read."""
        seen = self.last_read.get(person_id, "0")
        return sum(1 for ts in self._flow if ts > seen and self._messages[ts].user != person_id)


def conversation_object(conversation: Conversation, *, reader: str, team_id: str, is_shared: bool) -> JsonObject:
    """Describe a conversation as conversations.info does for one reader."""
    if conversation.kind is Kind.DM:
        return _dm_object(conversation, reader)
    is_private = conversation.kind is Kind.PRIVATE
    return {
        "id": conversation.id,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": not is_private,
        "is_group": is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": is_private,
        "created": conversation.created,
        "is_archived": conversation.archived,
        "is_general": conversation.name == "general",
        "unlinked": 0,
        "is_shared": is_shared,
        "is_org_shared": False,
        "is_ext_shared": is_shared,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "context_team_id": team_id,
        "creator": conversation.creator,
        "is_member": reader in conversation.members,
        "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
        "purpose": {"value": conversation.purpose, "creator": "", "last_set": 0},
        "previous_names": [],
    }


def seen_conversation(conversation: Conversation) -> JsonObject:
    """Describe a conversation for the sandbox's own page and client."""
    return {
        "id": conversation.id,
        "name": conversation.name,
        "kind": conversation.kind.value,
        "members": list(conversation.members),
        "topic": conversation.topic,
        "archived": conversation.archived,
    }


def _dm_object(conversation: Conversation, reader: str) -> JsonObject:
    others = [member for member in conversation.members if member != reader]
    return {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": conversation.archived,
        "is_im": True,
        "is_org_shared": False,
        "user": others[0] if others else reader,
        "is_user_deleted": False,
        "priority": 0,
    }
