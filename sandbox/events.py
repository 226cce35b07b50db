"""Which events reach the app: those it subscribes to, has the scope for and may see.

https://docs.slack.dev/apis/events-api
"""

from sandbox.conversations import Conversation
from sandbox.delivery import Delivery
from sandbox.ids import random_token
from sandbox.installation import Installation
from sandbox.json_types import JsonObject
from sandbox.workspace import Workspace

SCOPES = {
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "app_mention": ("app_mentions:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "channel_archive": ("channels:read",),
    "channel_unarchive": ("channels:read",),
    "channel_created": ("channels:read",),
    "channel_rename": ("channels:read",),
    "channel_id_changed": (),
    "channel_left": ("channels:read",),
    "group_archive": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "group_left": ("groups:read",),
    "group_rename": ("groups:read",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "user_change": ("users:read",),
    "team_join": ("users:read",),
    "dnd_updated_user": ("dnd:read",),
    "file_shared": ("files:read",),
    "app_home_opened": (),
    "tokens_revoked": (),
    "app_uninstalled": (),
}
"""The scopes of which one lets an event through."""


class EventStream:
    """Wrap what happened into the outer event Slack sends, if the app may know of it."""

    def __init__(self, workspace: Workspace, installation: Installation, delivery: Delivery) -> None:
        self._installation = installation
        self._delivery = delivery
        self._workspace = workspace

    def announce(self, event: JsonObject, *, where: Conversation | None = None) -> None:
        """Send an event that concerns the workspace or one conversation."""
        name = event["type"]
        if name == "message" and where is not None:
            name = f"message.{_message_family(where)}"
        is_shared = where is not None and self._workspace.is_shared(where)
        if self._may_know(name, where):
            self._delivery.event(self._outer(event, is_shared=is_shared))

    def _may_know(self, name: str, where: Conversation | None) -> bool:
        is_outside = where is not None and self._installation.bot_user.id not in where.members
        if is_outside and not name.startswith(("channel_", "group_", "member_left")):
            return False
        return self._installation.subscribes_to(name) and self._installation.permits(*SCOPES.get(name, ()))

    def _outer(self, event: JsonObject, *, is_shared: bool) -> JsonObject:
        """Wrap an event; a message of somebody from outside comes in the name of their team.

        Where the app is installed say the authorizations alone:
        https://github.com/slackapi/bolt-python/blob/main/tests/slack_bolt/request/test_internals.py
        """
        team_id = self._workspace.team_id
        message = event.get("message") or event
        return {
            "token": self._installation.verification_token,
            "team_id": message.get("team", team_id) if event["type"] == "message" else team_id,
            "context_team_id": team_id,
            "context_enterprise_id": None,
            "api_app_id": self._installation.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": self._workspace.ids.mint("Ev"),
            "event_time": int(self._workspace.clock.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team_id,
                    "user_id": self._installation.bot_user.id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": is_shared,
            "event_context": f"4-{random_token(20)}",
        }


def _message_family(where: Conversation) -> str:
    return {"channel": "channels", "group": "groups", "im": "im"}[where.kind.channel_type]
