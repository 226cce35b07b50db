"""The fields that payloads of commands and interactions share.

https://docs.slack.dev/reference/interaction-payloads
"""

from sandbox.conversations import Conversation, Kind
from sandbox.installation import Installation
from sandbox.json_types import JsonObject
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.workspace import Workspace


class Payloads:
    """Describe who did something, and where, to the app."""

    def __init__(self, workspace: Workspace, installation: Installation) -> None:
        self._workspace = workspace
        self._installation = installation

    def interaction(self, kind: str, person: Person) -> JsonObject:
        """Begin the payload of an interaction."""
        team_id, domain = self._workspace.team_id, self._workspace.domain
        user = {"id": person.id, "username": person.handle, "name": person.handle}
        user["team_id"] = self._workspace.team_of(person)
        return {
            "type": kind,
            "token": self._installation.verification_token,
            "team": {"id": team_id, "domain": domain},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": user,
            "api_app_id": self._installation.app_id,
        }

    def command(self, person: Person, conversation: Conversation) -> JsonObject:
        """Begin the payload of a slash command.

        https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling
        """
        return {
            "token": self._installation.verification_token,
            "team_id": self._workspace.team_id,
            "team_domain": self._workspace.domain,
            "channel_id": conversation.id,
            "channel_name": self.channel_name(conversation),
            "user_id": person.id,
            "user_name": person.handle,
            "api_app_id": self._installation.app_id,
            "is_enterprise_install": "false",
        }

    def channel(self, conversation: Conversation) -> JsonObject:
        """Describe a channel to an interaction."""
        return {"id": conversation.id, "name": self.channel_name(conversation)}

    def message_container(self, conversation: Conversation, message: Message) -> JsonObject:
        """Describe where an element of a message stands."""
        container: JsonObject = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": conversation.id,
            "is_ephemeral": message.is_ephemeral,
        }
        return {**container, "thread_ts": message.thread_ts} if message.thread_ts else container

    def channel_name(self, conversation: Conversation) -> str:
        """Name a channel as payloads do, which do not name private ones."""
        hidden = {Kind.DM: "directmessage", Kind.PRIVATE: "privategroup"}
        return hidden.get(conversation.kind, conversation.name)
