"""Everything that happens to messages, told to the people who watch and to the app.

https://docs.slack.dev/reference/events/message
"""

import uuid
from dataclasses import dataclass, field

from sandbox.conversations import Conversation, Kind, seen_conversation
from sandbox.events import EventStream
from sandbox.installation import Installation
from sandbox.json_types import JsonObject
from sandbox.live import LiveFeed
from sandbox.markup import mentions, rich_text
from sandbox.messages import Message, message_object, seen_message
from sandbox.workspace import Workspace


@dataclass(frozen=True)
class Draft:
    """What somebody wants to say."""

    text: str = ""
    blocks: list[JsonObject] = field(default_factory=list)
    attachments: list[JsonObject] = field(default_factory=list)
    files: list[JsonObject] = field(default_factory=list)
    metadata: JsonObject | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    username: str | None = None


class Posts:
    """Post, edit, delete and react, as a person or as the app."""

    def __init__(
        self, workspace: Workspace, installation: Installation, *, events: EventStream, live: LiveFeed
    ) -> None:
        self._workspace = workspace
        self._installation = installation
        self._events = events
        self._live = live

    def post(self, conversation: Conversation, author: str, draft: Draft) -> Message:
        """Add a message and tell everybody who may see it."""
        message = self._message(author, draft)
        self._tell_if_new(conversation)
        conversation.add(message)
        conversation.last_read[author] = message.ts
        self._tell("message", conversation, message)
        self._tell_root(conversation, message)
        event = self._event(conversation, message)
        self._events.announce(event, where=conversation)
        self._announce_mention(conversation, message, event)
        return message

    def post_ephemeral(self, conversation: Conversation, reader: str, draft: Draft) -> Message:
        """Show a message to one person; no event tells of it."""
        message = self._message(self._installation.bot_user.id, draft)
        message.reader = reader
        conversation.add(message)
        self._tell("ephemeral", conversation, message)
        return message

    def edit(self, conversation: Conversation, message: Message, editor: str, draft: Draft) -> None:
        """Replace a message's content."""
        previous = self.described(conversation, message)
        message.text, message.blocks = draft.text, draft.blocks
        message.attachments, message.files = draft.attachments, draft.files
        message.metadata = draft.metadata
        stamp = self._workspace.next_ts()
        message.edited = {"user": editor, "ts": stamp}
        self._tell("message_changed", conversation, message)
        if not message.is_ephemeral:
            changed = self._change("message_changed", conversation, stamp)
            changed |= {"message": self.described(conversation, message), "previous_message": previous}
            self._events.announce(changed, where=conversation)

    def delete(self, conversation: Conversation, message: Message) -> None:
        """Remove a message, or leave a tombstone where replies hang below it."""
        previous = self.described(conversation, message)
        if message.is_ephemeral:
            conversation.ephemerals.remove(message)
        else:
            conversation.remove(message)
        readers = self._readers(conversation, message)
        gone = {"type": "message_deleted", "conversation": conversation.id, "ts": message.ts}
        self._live.publish(gone, readers=readers)
        if not message.is_ephemeral:
            self._announce_deletion(conversation, message, previous)

    def react(self, conversation: Conversation, message: Message, person: str, name: str) -> bool:
        """Add a reaction; False when it is there already."""
        users = message.reactions.setdefault(name, [])
        if person in users:
            return False
        users.append(person)
        self._tell_reaction("reaction_added", conversation, message, person, name)
        return True

    def unreact(self, conversation: Conversation, message: Message, person: str, name: str) -> bool:
        """Take a reaction back; False when there is none."""
        users = message.reactions.get(name, [])
        if person not in users:
            return False
        users.remove(person)
        if not users:
            del message.reactions[name]
        self._tell_reaction("reaction_removed", conversation, message, person, name)
        return True

    def described(self, conversation: Conversation, message: Message, *, with_metadata: bool = False) -> JsonObject:
        """Describe a message to the app."""
        thread = conversation.thread_summary(message)
        author = self._workspace.people.get(message.user)
        team_id = self._workspace.team_of(author) if author else self._workspace.team_id
        described = message_object(message, team_id=team_id, thread=thread, with_metadata=with_metadata)
        root = conversation.find(message.thread_ts) if message.is_reply and message.thread_ts else None
        return {**described, "parent_user_id": root.user} if root else described

    def _message(self, author: str, draft: Draft) -> Message:
        by_app = author == self._installation.bot_user.id
        broadcast = "thread_broadcast" if draft.broadcast and draft.thread_ts else None
        return Message(
            self._workspace.next_ts(),
            author,
            draft.text,
            draft.thread_ts,
            draft.blocks if draft.blocks or by_app or not draft.text else rich_text(draft.text),
            draft.attachments,
            draft.files,
            subtype="file_share" if draft.files else broadcast,
            metadata=draft.metadata,
            bot_profile=self._installation.bot_profile if by_app else None,
            username=draft.username,
            client_msg_id=None if by_app else str(uuid.uuid4()),
        )

    def _event(self, conversation: Conversation, message: Message) -> JsonObject:
        event = self.described(conversation, message)
        if message.subtype == "thread_broadcast":
            roots = conversation.thread(message.thread_ts or "")[:1]
            event["root"] = self.described(conversation, roots[0]) if roots else {}
        where = {"channel": conversation.id, "channel_type": conversation.kind.channel_type}
        return {**event, **where, "event_ts": message.ts}

    def _change(self, subtype: str, conversation: Conversation, stamp: str) -> JsonObject:
        return {
            "type": "message",
            "subtype": subtype,
            "hidden": True,
            "channel": conversation.id,
            "channel_type": conversation.kind.channel_type,
            "ts": stamp,
            "event_ts": stamp,
        }

    def _announce_deletion(self, conversation: Conversation, message: Message, previous: JsonObject) -> None:
        """Tell that a message is gone; of one with replies Slack tells that it changed, into a stub of its own.

        https://docs.slack.dev/reference/events/message/message_changed
        """
        is_stub = message.subtype == "tombstone"
        subtype = "message_changed" if is_stub else "message_deleted"
        gone = self._change(subtype, conversation, self._workspace.next_ts()) | {"previous_message": previous}
        if is_stub:
            stub = self.described(conversation, message)
            gone["message"] = {**stub, "user": "USLACKBOT", "hidden": True}
        else:
            gone["deleted_ts"] = message.ts
        self._events.announce(gone, where=conversation)

    def _announce_mention(self, conversation: Conversation, message: Message, event: JsonObject) -> None:
        bot = self._installation.bot_user
        if message.user == bot.id or not mentions(message.text, bot) or conversation.kind == "dm":
            return
        names = ("user", "text", "ts", "client_msg_id", "team", "blocks", "thread_ts", "channel", "event_ts")
        mention = {name: event[name] for name in names if name in event}
        mention |= self._from_outside(str(event["team"]))
        self._events.announce({"type": "app_mention", **mention}, where=conversation)

    def _from_outside(self, team: str) -> JsonObject:
        """Name the team of an author from outside as mentions do, which themselves belong to ours.

        https://github.com/slackapi/bolt-python/blob/main/tests/slack_bolt/request/test_internals.py
        """
        if team == self._workspace.team_id:
            return {}
        theirs = {"user_team": team, "source_team": team, "user_profile": {"team": team}}
        return {"team": self._workspace.team_id, **theirs}

    def _tell(self, what: str, conversation: Conversation, message: Message) -> None:
        seen = seen_message(message, conversation.thread_summary(message))
        event = {"type": what, "conversation": conversation.id, "message": seen}
        self._live.publish(event, readers=self._readers(conversation, message))

    def _tell_if_new(self, conversation: Conversation) -> None:
        """Show watchers a direct message that begins."""
        if conversation.kind is Kind.DM and conversation.latest_ts() is None:
            event = {"type": "conversation", "conversation": seen_conversation(conversation)}
            self._live.publish(event, readers=conversation.members)

    def _tell_root(self, conversation: Conversation, message: Message) -> None:
        """Show watchers how many replies a thread has now."""
        root = conversation.find(message.thread_ts) if message.is_reply and message.thread_ts else None
        if root is not None:
            self._tell("message_changed", conversation, root)

    def _tell_reaction(self, what: str, conversation: Conversation, message: Message, person: str, name: str) -> None:
        self._tell("reaction", conversation, message)
        item = {"type": "message", "channel": conversation.id, "ts": message.ts}
        event = {"type": what, "user": person, "reaction": name, "item": item, "item_user": message.user}
        self._events.announce({**event, "event_ts": self._workspace.next_ts()}, where=conversation)

    def _readers(self, conversation: Conversation, message: Message) -> list[str] | None:
        if message.reader:
            return [message.reader]
        return None if conversation.kind == "channel" else conversation.members
