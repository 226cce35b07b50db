"""A Bolt app that remembers everything it hears and answers as a test tells it."""

import logging
import re
from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.client import SandboxClient
from sandbox.running import RunningSandbox

ANYTHING = re.compile(".*")
Listener = Callable[..., None]


class Parrot:
    """Hear commands, events and interactions; acknowledge each at once unless a test says otherwise."""

    def __init__(self, running: RunningSandbox) -> None:
        self.people: SandboxClient = running.client
        self.web = WebClient(running.bot_token, base_url=running.api_url, retry_handlers=[])
        self.heard: list[dict[str, Any]] = []
        self._listeners: dict[str, Listener] = {}
        self.app = App(client=self.web, process_before_response=True, logger=_quiet_logger())
        self._register()

    def connect(self, running: RunningSandbox) -> SocketModeHandler:
        """Open a socket and return what closes it."""
        web = WebClient(running.app_token, base_url=running.api_url)
        handler = SocketModeHandler(self.app, running.app_token, web_client=web, logger=_quiet_logger())
        handler.connect()
        return handler

    def disconnect(self, handler: SocketModeHandler) -> None:
        """Close a socket; ending it from the other side first spares the SDK a three-second read."""
        handler.client.auto_reconnect_enabled = False
        self.people.disconnect("drop")
        handler.close()

    def answers(self, kind: str, listener: Listener) -> None:
        """Answer payloads of a kind (command, event, block_actions, view_submission, ...) with a listener."""
        self._listeners[kind] = listener

    def forget(self) -> None:
        """Start afresh for the next test."""
        self.heard.clear()
        self._listeners.clear()

    def hears(self, kind: str, **expected: object) -> dict[str, Any]:
        """Return the first payload of a kind with some values, waiting for it."""
        return self.people.wait_until(lambda: next(iter(self.all_heard(kind, **expected)), None))

    def hears_event(self, name: str, **expected: object) -> dict[str, Any]:
        """Return the first inner event of a type with some values, waiting for it."""

        def find() -> dict[str, Any] | None:
            events = [body["event"] for body in self.all_heard("event")]
            wanted = {"type": name, **expected}.items()
            return next((event for event in events if wanted <= _flat(event).items()), None)

        return self.people.wait_until(find)

    def all_heard(self, kind: str, **expected: object) -> list[dict[str, Any]]:
        """Return every payload of a kind with some values so far."""
        return [body for body in self.heard if _kind(body) == kind and expected.items() <= _flat(body).items()]

    def _register(self) -> None:
        self.app.command(ANYTHING)(self._hear)
        self.app.event(ANYTHING)(self._hear)
        self.app.action(ANYTHING)(self._hear)
        self.app.options(ANYTHING)(self._hear)
        self.app.shortcut(ANYTHING)(self._hear)
        self.app.view(ANYTHING)(self._hear)
        self.app.view_closed(ANYTHING)(self._hear)

    def _hear(self, ack: Callable[..., None], body: dict[str, Any], client: WebClient) -> None:
        self.heard.append(body)
        listener = self._listeners.get(_kind(body))
        if listener:
            listener(ack=ack, body=body, client=client)
        else:
            ack()


def _kind(body: dict[str, Any]) -> str:
    if "command" in body:
        return "command"
    return "event" if "event" in body else str(body["type"])


def _flat(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if isinstance(value, str | int | bool)}


def _quiet_logger() -> logging.Logger:
    logger = logging.getLogger("parrot")
    logger.setLevel(logging.CRITICAL)
    return logger
