"""The manifest: valid by Slack's own schema, and in step with the code in both directions."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource

import handlers
from bot.http_manifest import over_http
from bot.slack.ids import CallbackId
from sandbox.web_api.registry import imitated_methods
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import Office
from tests.slack.scenes import shipped_words

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(__file__).parent / "manifest_schema"
PUBLISHED = "https://raw.githubusercontent.com/slackapi/manifest-schema/v0.5.0/schemas/"

METHODS = {
    "apps.connections.open": frozenset(),
    "auth.test": frozenset(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.members": {"channels:read", "groups:read"},
    "conversations.open": {"im:write"},
    "conversations.replies": {"channels:history", "groups:history"},
    "dnd.info": {"dnd:read"},
    "dnd.teamInfo": {"dnd:read"},
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "users.info": {"users:read"},
    "users.list": {"users:read"},
    "views.open": frozenset(),
    "views.publish": frozenset(),
}
"""What each method needs for public and private channels and direct messages: https://docs.slack.dev/reference/methods"""

EVENTS = {
    "app_home_opened": frozenset(),
    "app_mention": {"app_mentions:read"},
    "channel_archive": {"channels:read"},
    "channel_id_changed": frozenset(),
    "channel_left": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_left": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "user_change": {"users:read"},
}
"""What each event needs: https://docs.slack.dev/reference/events"""

FEATURES = {"slash_commands": "commands", "shortcuts": "commands"}
OPTIONAL = {"dnd:read", "files:write", "groups:history", "groups:read"}
METHOD = re.compile(r"[a-z]+(\.[a-zA-Z]+)+")


class Registrations:
    """Stands where Bolt's App stands and writes down what is listened to."""

    def __init__(self) -> None:
        self.found: dict[str, list[Any]] = {}

    def __getattr__(self, kind: str) -> Callable[[Any], Callable[[Any], None]]:
        def listen(constraint: Any) -> Callable[[Any], None]:
            return lambda listener: self.found.setdefault(kind, []).append(constraint)

        return listen

    def exact(self, kind: str) -> set[str]:
        """List what is listened to by name, without the listeners that take anything."""
        return {str(constraint) for constraint in self.found.get(kind, ()) if not isinstance(constraint, re.Pattern)}


@cache
def _manifest() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))


@cache
def _validator() -> Draft7Validator:
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    registry = Registry().with_resources(
        (PUBLISHED + name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    return Draft7Validator(schemas["manifest.schema.json"], registry=registry)


@cache
def _methods_called() -> frozenset[str]:
    """Collect the methods that the app's code names where it calls something; the SDK opens the sockets by itself."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "bot").rglob("*.py"))
    named = {name for tree in trees for node in ast.walk(tree) for name in _named_in(node)}
    return frozenset(named & set(imitated_methods())) | {"apps.connections.open"}


def _named_in(node: ast.AST) -> Iterator[str]:
    """Find `call("chat.update")`, `method = "a.b" if … else "a.c"`, and `client.auth_test`, called or handed over."""
    values: list[ast.expr] = []
    if isinstance(node, ast.Attribute):
        yield node.attr.replace("_", ".")
    elif isinstance(node, ast.Call):
        values = [*node.args]
    elif isinstance(node, ast.IfExp):
        values = [node.body, node.orelse]
    texts = (value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str))
    yield from (text for text in texts if METHOD.fullmatch(text))


@pytest.fixture(scope="module")
def registrations() -> Registrations:
    """Everything the app listens to."""
    clock = StoppedClock()
    found = Registrations()
    handlers.register(found, Office(InMemoryDatabase(clock), clock).services, shipped_words())  # type: ignore[arg-type]
    return found


def _scopes(kind: str) -> set[str]:
    return set(_manifest()["oauth_config"]["scopes"][kind])


def test_the_manifest_for_delivery_over_http_is_valid_too_and_names_the_address_everywhere() -> None:
    url = "https://aligned.example/slack/events"

    manifest = yaml.safe_load(over_http((ROOT / "manifest.yml").read_text(encoding="utf-8"), url))

    assert [error.message for error in _validator().iter_errors(manifest)] == []
    assert manifest["settings"]["socket_mode_enabled"] is False
    assert manifest["settings"]["event_subscriptions"]["request_url"] == url
    assert manifest["settings"]["interactivity"]["request_url"] == url
    assert {url} == {command["url"] for command in manifest["features"]["slash_commands"]}


def test_the_manifest_is_valid_by_slacks_own_schema() -> None:
    problems = [error.message for error in _validator().iter_errors(_manifest())]

    assert problems == []


@pytest.mark.parametrize(
    "broken",
    [
        {"display_information": {"name": "n" * 36}},
        {"display_information": {"name": "Aligned", "long_description": "too short"}},
        {"featurse": {}},
    ],
)
def test_the_schema_would_notice_a_mistake(broken: dict[str, Any]) -> None:
    problems = list(_validator().iter_errors({**_manifest(), **broken}))

    assert problems != []


def test_events_and_buttons_come_over_the_socket() -> None:
    settings = _manifest()["settings"]

    assert settings["socket_mode_enabled"]
    assert settings["interactivity"]["is_enabled"]


def test_every_command_is_registered_and_listened_to(registrations: Registrations) -> None:
    offered = {command["command"] for command in _manifest()["features"]["slash_commands"]}

    assert offered == registrations.exact("command")


def test_commands_name_people_and_channels_by_id() -> None:
    assert all(command["should_escape"] for command in _manifest()["features"]["slash_commands"])


def test_every_subcommand_is_hinted_at() -> None:
    (command,) = _manifest()["features"]["slash_commands"]

    hinted = command["usage_hint"].split(" | ")[1:]

    assert {"status", "mine", "list", "show", "nudges", "close", "depth", "help"} == set(hinted)


def test_every_shortcut_is_registered_and_listened_to(registrations: Registrations) -> None:
    offered = {shortcut["callback_id"] for shortcut in _manifest()["features"]["shortcuts"]}

    assert offered == registrations.exact("shortcut")


def test_only_what_starts_anywhere_is_a_global_shortcut() -> None:
    shortcuts = _manifest()["features"]["shortcuts"]

    anywhere = {shortcut["callback_id"] for shortcut in shortcuts if shortcut["type"] == "global"}

    assert anywhere == {CallbackId.ALIGN_GLOBAL}


def test_every_event_is_subscribed_to_and_listened_to(registrations: Registrations) -> None:
    subscribed = _manifest()["settings"]["event_subscriptions"]["bot_events"]

    assert {event.partition(".")[0] for event in subscribed} == registrations.exact("event")


def test_everything_else_is_acknowledged(registrations: Registrations) -> None:
    kinds = {kind for kind, constraints in registrations.found.items() if re.compile(".*") in constraints}

    assert kinds == {"event", "action", "view", "view_closed", "shortcut", "options"}


def test_the_methods_the_code_calls_are_the_ones_whose_scopes_are_known() -> None:
    assert _methods_called() == set(METHODS)


def test_the_table_of_events_is_the_subscription() -> None:
    assert set(EVENTS) == set(_manifest()["settings"]["event_subscriptions"]["bot_events"])


def test_every_scope_is_needed_and_every_need_has_its_scope() -> None:
    needed = {scope for scopes in (*METHODS.values(), *EVENTS.values()) for scope in scopes}
    needed |= {scope for feature, scope in FEATURES.items() if _manifest()["features"].get(feature)}

    assert needed == _scopes("bot") | _scopes("bot_optional")


def test_an_admin_may_leave_out_do_not_disturb_private_channels_and_files() -> None:
    assert _scopes("bot_optional") == OPTIONAL
    assert not _scopes("bot") & _scopes("bot_optional")


def test_nothing_is_asked_of_the_person_who_installs_it() -> None:
    assert {"user", "user_optional"} & set(_manifest()["oauth_config"]["scopes"]) == set()


def test_the_sandbox_knows_the_scopes_by_the_same_documentation() -> None:
    imitated = imitated_methods()

    unlike = {
        name: scopes
        for name, scopes in METHODS.items()
        if not scopes <= set(imitated[name].scopes) or bool(scopes) != bool(imitated[name].scopes)
    }

    assert unlike == {}


def test_the_home_tab_and_the_messages_of_the_app_are_open() -> None:
    home = _manifest()["features"]["app_home"]

    assert home == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
