"""What a Web API method is: its name, who may call it how often, its arguments, and what it does."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.checks import Problem
from sandbox.conversations import Conversation, Kind
from sandbox.errors import SlackError
from sandbox.json_types import Json, JsonObject
from sandbox.limits import Tier
from sandbox.people import Person
from sandbox.sandbox import Sandbox


class TokenKind(StrEnum):
    """Which token a method is called with."""

    BOT = "bot"
    APP = "app"
    NONE = "none"


@dataclass(frozen=True)
class Argument:
    """One argument of a method."""

    name: str
    kind: str
    is_required: bool

    def read(self, value: Json) -> Json:
        """Convert a form's text into the argument's type; raise ValueError where that is impossible."""
        if self.kind == "bool":
            return value if isinstance(value, bool) else str(value).lower() in {"1", "true"}
        if self.kind == "int":
            return int(value)
        if self.kind == "json":
            return json.loads(value) if isinstance(value, str) else value
        if self.kind == "list":
            items = [_text(item) for item in value] if isinstance(value, list) else _text(value).split(",")
            return [item for item in items if item]
        return _text(value)


def _text(value: Json) -> str:
    if value is None or isinstance(value, dict | list):
        raise ValueError("must be a string")
    return str(value)


@dataclass
class Call:
    """One call of a method, by the installed app."""

    sandbox: Sandbox
    method: "Method"
    args: JsonObject
    problems: list[Problem] = field(default_factory=list)

    def get(self, name: str, default: Json = None) -> Json:
        """Return an argument, or a default when it was not given."""
        value = self.args.get(name)
        return default if value is None else value

    @property
    def bot_id(self) -> str:
        """Return the id of the app's bot user."""
        return self.sandbox.installation.bot_user.id

    def person(self, person_id: str, *, missing: str = "user_not_found") -> Person:
        """Find somebody by id, as apps may not use handles."""
        if person := self.sandbox.workspace.people.get(person_id):
            return person
        raise SlackError(missing)

    def conversation(self, reference: str, *, family: str | None = None) -> Conversation:
        """Find a conversation the app may know of, and has the scope of a family for."""
        conversation = self.sandbox.workspace.conversations.get(reference)
        if conversation is None or not self._may_know(conversation):
            raise SlackError("channel_not_found")
        if family:
            self.require_scope(f"{conversation.kind.scope_family}:{family}")
        return conversation

    def require_scope(self, *alternatives: str) -> None:
        """Refuse the call unless one of some scopes was granted.

        https://docs.slack.dev/authentication/using-the-web-api#errors
        """
        installation = self.sandbox.installation
        if not installation.permits(*alternatives):
            provided = ",".join(sorted(installation.scopes))
            raise SlackError("missing_scope", needed=",".join(alternatives), provided=provided)

    def _may_know(self, conversation: Conversation) -> bool:
        return conversation.kind is Kind.CHANNEL or self.bot_id in conversation.members


Run = Callable[[Call], JsonObject]


@dataclass(frozen=True)
class Method:
    """A method the sandbox imitates."""

    name: str
    run: Run
    arguments: tuple[Argument, ...]
    scopes: tuple[str, ...]
    tier: Tier
    token: TokenKind

    def read_arguments(self, given: Mapping[str, Json]) -> JsonObject:
        """Check and convert arguments, or refuse as Slack does."""
        complaints, read = [], {}
        for argument in self.arguments:
            value = given.get(argument.name)
            if value is None or value == "":
                if argument.is_required and value is None:
                    complaints.append(f"[ERROR] missing required field: {argument.name}")
                read[argument.name] = value
                continue
            try:
                read[argument.name] = argument.read(value)
            except (ValueError, TypeError) as error:
                if argument.name == "blocks":
                    raise SlackError("invalid_blocks_format") from error
                complaints.append(f"[ERROR] must be a valid {argument.kind} [json-pointer:/{argument.name}]")
        if complaints:
            raise SlackError("invalid_arguments", response_metadata={"messages": complaints})
        return read

    def unknown_arguments(self, given: Mapping[str, Json]) -> list[str]:
        """List arguments Slack would ignore without a word."""
        known = {argument.name for argument in self.arguments} | {"token", "team_id"}
        return sorted(set(given) - known)


def method(
    name: str,
    *,
    arguments: str = "",
    scopes: tuple[str, ...] = (),
    tier: Tier = Tier.FOUR,
    token: TokenKind = TokenKind.BOT,
) -> Callable[[Run], Method]:
    """Declare a method: arguments are written `channel! text blocks:json`, where ! means required."""
    table = tuple(_argument(word) for word in arguments.split())
    return lambda run: Method(name, run, table, scopes, tier, token)


def _argument(word: str) -> Argument:
    name, _, kind = word.partition(":")
    return Argument(name.rstrip("!"), kind.rstrip("!") or "string", word.endswith("!"))
