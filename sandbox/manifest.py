"""What the sandbox reads of an app's own manifest: names, commands, shortcuts, scopes, events.

https://docs.slack.dev/reference/app-manifest
"""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sandbox.files_on_disk import read_model


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Display(_Section):
    """The app's name and what it is for."""

    name: str = Field(min_length=1, max_length=35)
    description: str = ""
    background_color: str = "#2c2d30"


class AppHome(_Section):
    """Which tabs the app's home has."""

    home_tab_enabled: bool = False
    messages_tab_enabled: bool = True
    messages_tab_read_only_enabled: bool = False


class BotUser(_Section):
    """The app's bot user."""

    display_name: str = Field(min_length=1, max_length=80)
    always_online: bool = False


class SlashCommand(_Section):
    """A command people may type."""

    command: str = Field(pattern=r"^/[^\s/]+$", max_length=32)
    description: str = Field(min_length=1, max_length=2000)
    usage_hint: str = Field("", max_length=1000)
    should_escape: bool = False
    url: str | None = None


class Shortcut(_Section):
    """A global or message shortcut."""

    name: str = Field(min_length=1, max_length=24)
    type: Literal["message", "global"]
    callback_id: str = Field(min_length=1, max_length=255)
    description: str = Field(min_length=1, max_length=150)


class Features(_Section):
    """What the app adds to the workspace."""

    app_home: AppHome = AppHome()
    bot_user: BotUser | None = None
    slash_commands: tuple[SlashCommand, ...] = ()
    shortcuts: tuple[Shortcut, ...] = Field((), max_length=10)


class Scopes(_Section):
    """What the app may do; optional scopes are granted here unless somebody takes them away.

    https://docs.slack.dev/changelog/2026/03/16/optional-scopes
    """

    bot: tuple[str, ...] = ()
    bot_optional: tuple[str, ...] = ()


class OAuth(_Section):
    """The part of a manifest that holds the scopes."""

    scopes: Scopes = Scopes()


class EventSubscriptions(_Section):
    """The events the app wants, and where it wants them over HTTP."""

    request_url: str | None = None
    bot_events: tuple[str, ...] = Field((), max_length=100)


class Interactivity(_Section):
    """Whether buttons, modals and shortcuts reach the app, and where over HTTP."""

    is_enabled: bool = False
    request_url: str | None = None
    message_menu_options_url: str | None = None


class Settings(_Section):
    """How the app and Slack talk to each other."""

    event_subscriptions: EventSubscriptions = EventSubscriptions()
    interactivity: Interactivity = Interactivity()
    socket_mode_enabled: bool = False


class Manifest(_Section):
    """An app's manifest, as far as the sandbox acts on it."""

    display_information: Display
    features: Features = Features()
    oauth_config: OAuth = OAuth()
    settings: Settings = Settings()

    @property
    def name(self) -> str:
        """Return the app's name."""
        return self.display_information.name

    def granted_scopes(self) -> set[str]:
        """Return every scope asked for, required and optional."""
        return {*self.oauth_config.scopes.bot, *self.oauth_config.scopes.bot_optional}

    def find_command(self, word: str) -> SlashCommand | None:
        """Find a slash command by its word."""
        commands = self.features.slash_commands
        return next((command for command in commands if command.command == word), None)

    def find_shortcut(self, callback_id: str) -> Shortcut | None:
        """Find a shortcut by its callback id."""
        shortcuts = self.features.shortcuts
        return next((shortcut for shortcut in shortcuts if shortcut.callback_id == callback_id), None)


def read_manifest(path: Path) -> Manifest:
    """Read a manifest, or raise FileProblem naming line and key."""
    return read_model(path, Manifest)
