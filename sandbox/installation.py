"""The app as installed in the workspace: its bot user, its tokens and what they permit."""

import re
from enum import StrEnum

from sandbox.ids import stable_id
from sandbox.json_types import JsonObject
from sandbox.manifest import Manifest
from sandbox.people import Person


class TokenState(StrEnum):
    """What a call with the app's own bot token runs into.

    https://docs.slack.dev/authentication/tokens
    """

    OK = "ok"
    REVOKED = "revoked"
    EXPIRED = "expired"

    @property
    def error(self) -> str | None:
        """Return the code the Web API answers."""
        return {"ok": None, "revoked": "token_revoked", "expired": "token_expired"}[self.value]


class Installation:
    """Hold what a workspace knows of its app; ids and tokens are the same in every run."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        self.app_id = stable_id("A", manifest.name)
        self.bot_id = stable_id("B", manifest.name)
        self.bot_token = f"xoxb-sandbox-{self.bot_id.lower()}"
        self.app_token = f"xapp-1-{self.app_id}-sandbox"
        self.signing_secret = stable_id("S", manifest.name).lower() * 3
        self.verification_token = stable_id("V", manifest.name)
        self.scopes = manifest.granted_scopes()
        self.token_state = TokenState.OK
        self.request_url = manifest.settings.event_subscriptions.request_url
        self.uses_socket_mode = manifest.settings.socket_mode_enabled
        self.bot_user = self._bot_user()

    @property
    def bot_profile(self) -> JsonObject:
        """Describe the bot inside the messages it posts."""
        return {
            "id": self.bot_id,
            "app_id": self.app_id,
            "user_id": self.bot_user.id,
            "name": self.manifest.name,
            "icons": {},
            "deleted": False,
            "updated": int(self.bot_user.updated_at.timestamp()),
        }

    def permits(self, *alternatives: str) -> bool:
        """Tell whether one of several scopes was granted."""
        return not alternatives or any(scope in self.scopes for scope in alternatives)

    def subscribes_to(self, event_name: str) -> bool:
        """Tell whether the manifest asks for an event."""
        return event_name in self.manifest.settings.event_subscriptions.bot_events

    def _bot_user(self) -> Person:
        features = self.manifest.features
        name = features.bot_user.display_name if features.bot_user else self.manifest.name
        handle = re.sub(r"[^a-z0-9._-]+", "_", name.lower())
        return Person(
            stable_id("U", f"bot of {self.manifest.name}"),
            handle,
            name,
            title=self.manifest.display_information.description,
            color="2c2d30",
            is_bot=True,
            bot_id=self.bot_id,
            app_id=self.app_id,
        )
