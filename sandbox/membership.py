"""Joining, leaving, archiving, and what becomes of people, told to the app where it may know.

https://docs.slack.dev/reference/events/member_joined_channel
"""

from datetime import datetime

from sandbox.conversations import Conversation, Kind, seen_conversation
from sandbox.events import EventStream
from sandbox.json_types import JsonObject
from sandbox.live import LiveFeed
from sandbox.people import Person, seen_person, user_object
from sandbox.workspace import Workspace


class Membership:
    """Change who is where and who is what."""

    def __init__(self, workspace: Workspace, *, events: EventStream, live: LiveFeed) -> None:
        self._workspace = workspace
        self._events = events
        self._live = live

    def join(self, conversation: Conversation, person_id: str, *, inviter: str | None = None) -> bool:
        """Make somebody a member; False when they are one already."""
        if person_id in conversation.members:
            return False
        conversation.members.append(person_id)
        event = self._member_event("member_joined_channel", conversation, person_id)
        self._events.announce({**event, "inviter": inviter} if inviter else event, where=conversation)
        self.tell(conversation)
        return True

    def leave(self, conversation: Conversation, person_id: str) -> bool:
        """End a membership; False when there is none."""
        if person_id not in conversation.members:
            return False
        is_bot = self._workspace.people[person_id].is_bot
        conversation.members.remove(person_id)
        self.tell(conversation)
        if is_bot:
            family = "channel_left" if conversation.kind is Kind.CHANNEL else "group_left"
            left = {"type": family, "channel": conversation.id, "event_ts": self._workspace.next_ts()}
            self._events.announce(left)
        else:
            event = self._member_event("member_left_channel", conversation, person_id)
            self._events.announce(event, where=conversation)
        return True

    def archive(self, conversation: Conversation, *, archived: bool, by: str) -> None:
        """Archive a conversation or bring it back."""
        if conversation.archived == archived:
            return
        conversation.archived = archived
        family = "channel" if conversation.kind is Kind.CHANNEL else "group"
        name = f"{family}_{'archive' if archived else 'unarchive'}"
        event = {"type": name, "channel": conversation.id, "user": by}
        self._events.announce({**event, "event_ts": self._workspace.next_ts()}, where=conversation)
        self.tell(conversation)

    def renumber(self, conversation: Conversation, new_id: str) -> None:
        """Give a channel another id for good, as sharing a private one outside does.

        https://docs.slack.dev/reference/events/channel_id_changed
        """
        moved = {"type": "channel_id_changed", "old_channel_id": conversation.id, "new_channel_id": new_id}
        self._workspace.renumber(conversation, new_id)
        self._events.announce({**moved, "event_ts": self._workspace.next_ts()}, where=conversation)
        self.tell(conversation)

    def opened(self, conversation: Conversation) -> None:
        """Tell that a conversation exists now."""
        if conversation.kind is Kind.CHANNEL:
            described = {name: getattr(conversation, name) for name in ("id", "name", "created", "creator")}
            event = {"type": "channel_created", "channel": described}
            self._events.announce({**event, "event_ts": self._workspace.next_ts()})
        self.tell(conversation)

    def person_changed(self, person: Person, *, is_new: bool = False) -> None:
        """Tell that somebody arrived or is different now."""
        now = self._workspace.clock.now()
        person.updated_at = now
        event = {
            "type": "team_join" if is_new else "user_change",
            "user": user_object(person, team_id=self._workspace.team_id, now=now, with_locale=True),
            "cache_ts": int(now.timestamp()),
            "event_ts": self._workspace.next_ts(),
        }
        self._events.announce(event)
        self._live.publish({"type": "person", "person": seen_person(person, now)})

    def pause_notifications(self, person: Person, until: datetime | None) -> None:
        """Put somebody into Do Not Disturb until a moment, or end it."""
        person.dnd_until = until
        status = dnd_status(person, self._workspace.clock.now())
        event = {"type": "dnd_updated_user", "user": person.id, "dnd_status": status}
        self._events.announce({**event, "event_ts": self._workspace.next_ts()})
        seen = seen_person(person, self._workspace.clock.now())
        self._live.publish({"type": "person", "person": seen})

    def tell(self, conversation: Conversation) -> None:
        """Show watchers what a conversation is like now."""
        event = {"type": "conversation", "conversation": seen_conversation(conversation)}
        readers = None if conversation.kind is Kind.CHANNEL else conversation.members
        self._live.publish(event, readers=readers)

    def _member_event(self, name: str, conversation: Conversation, person_id: str) -> JsonObject:
        return {
            "type": name,
            "user": person_id,
            "channel": conversation.id,
            "channel_type": "C" if conversation.kind is Kind.CHANNEL else "G",
            "team": self._workspace.team_id,
            "event_ts": self._workspace.next_ts(),
        }


def dnd_status(person: Person, now: datetime) -> JsonObject:
    """Describe Do Not Disturb as dnd.info does.

    https://docs.slack.dev/reference/methods/dnd.info
    """
    active = person.is_in_do_not_disturb(now)
    until = int(person.dnd_until.timestamp()) if active and person.dnd_until else 1
    start = int(now.timestamp()) if active else 1
    return {"dnd_enabled": active, "next_dnd_start_ts": start, "next_dnd_end_ts": until}
