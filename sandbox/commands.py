"""Slash commands and shortcuts: what starts something.

https://docs.slack.dev/interactivity/implementing-slash-commands
https://docs.slack.dev/interactivity/implementing-shortcuts
"""

from sandbox.conversations import Conversation
from sandbox.delivery import Delivery, DeliveryKind
from sandbox.errors import ControlError, SlackError
from sandbox.installation import Installation
from sandbox.json_types import JsonObject
from sandbox.markup import command_text
from sandbox.messages import Message
from sandbox.payloads import Payloads
from sandbox.people import Person
from sandbox.posting import Posts
from sandbox.response_urls import ResponseUrls
from sandbox.triggers import Triggers
from sandbox.workspace import Workspace


class Commands:
    """Let people type commands and use shortcuts."""

    def __init__(
        self,
        workspace: Workspace,
        installation: Installation,
        *,
        payloads: Payloads,
        delivery: Delivery,
        triggers: Triggers,
        response_urls: ResponseUrls,
        posts: Posts,
    ) -> None:
        self._workspace = workspace
        self._installation = installation
        self._payloads = payloads
        self._delivery = delivery
        self._triggers = triggers
        self._response_urls = response_urls
        self._posts = posts

    async def type(self, person: Person, conversation: Conversation, line: str) -> JsonObject:
        """Send a typed command to the app and show its reply."""
        word, _, text = line.strip().partition(" ")
        command = self._installation.manifest.find_command(word)
        if command is None:
            return _problem("dispatch_unknown_command", f"{word} is not a command of this workspace.")
        if person.is_stranger:
            return _problem("dispatch_unknown_command", "Commands belong to the organisation of the app.")
        if not self._installation.permits("commands"):
            return _problem("dispatch_unknown_command", "The app lacks the scope commands.")
        escaped = command_text(text.strip(), self._workspace, should_escape=command.should_escape)
        payload = self._payloads.command(person, conversation) | {
            "command": word,
            "text": escaped,
            "response_url": self._response_urls.issue(conversation, person.id),
            "trigger_id": self._triggers.issue(person.id),
        }
        outcome = await self._delivery.once(DeliveryKind.COMMAND, payload)
        if outcome.problem:
            return _problem(outcome.problem, f"{word} failed with the error “{outcome.problem}”.")
        if outcome.body:
            return self._reply(conversation, person, outcome.body)
        return {"ok": True, "problem": None}

    async def use_global_shortcut(self, person: Person, callback_id: str) -> JsonObject:
        """Use a shortcut that belongs to no message."""
        self._require_shortcut(callback_id, "global", person)
        payload = self._payloads.interaction("shortcut", person) | {
            "action_ts": self._workspace.next_ts(),
            "callback_id": callback_id,
            "trigger_id": self._triggers.issue(person.id),
        }
        outcome = await self._delivery.once(DeliveryKind.INTERACTION, payload)
        return {"ok": outcome.acked, "problem": outcome.problem}

    async def use_message_shortcut(
        self, person: Person, callback_id: str, conversation: Conversation, message: Message
    ) -> JsonObject:
        """Use a shortcut from the menu of a message."""
        self._require_shortcut(callback_id, "message", person)
        payload = self._payloads.interaction("message_action", person) | {
            "action_ts": self._workspace.next_ts(),
            "callback_id": callback_id,
            "trigger_id": self._triggers.issue(person.id),
            "response_url": self._response_urls.issue(conversation, person.id),
            "channel": self._payloads.channel(conversation),
            "message_ts": message.ts,
            "message": self._posts.described(conversation, message),
        }
        outcome = await self._delivery.once(DeliveryKind.INTERACTION, payload)
        return {"ok": outcome.acked, "problem": outcome.problem}

    def _reply(self, conversation: Conversation, person: Person, body: JsonObject) -> JsonObject:
        try:
            self._response_urls.acknowledge(conversation, person.id, body)
        except SlackError as error:
            return _problem("dispatch_failed", f"The app's reply was refused: {error.code}.")
        return {"ok": True, "problem": None}

    def _require_shortcut(self, callback_id: str, kind: str, person: Person) -> None:
        """Refuse what is not in the manifest, and people from outside, who have no shortcuts here.

        https://docs.slack.dev/apis/slack-connect
        """
        if person.is_stranger:
            raise ControlError("shortcut_not_found", "Shortcuts belong to the organisation of the app.")
        shortcut = self._installation.manifest.find_shortcut(callback_id)
        if shortcut is None or shortcut.type != kind:
            message = f"The manifest has no {kind} shortcut {callback_id!r}."
            raise ControlError("shortcut_not_found", message, status=404)


def _problem(code: str, message: str) -> JsonObject:
    return {"ok": False, "problem": code, "message": message}
