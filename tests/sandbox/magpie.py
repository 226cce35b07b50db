"""An asynchronous Bolt app, over Socket Mode or HTTP on aiohttp, on an event loop of its own."""

import asyncio
import logging
import re
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.models.blocks import Option
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.running import LOOPBACK, RunningSandbox
from tests.sandbox.payloads import a_modal

DEADLINE = 20.0
PING_SECONDS = 0.5
"""How soon the SDK notices a socket that was cut; ten seconds unless told otherwise."""
Result = TypeVar("Result")
Json = dict[str, Any]


class Loop:
    """An event loop on a thread of its own: a browser in the same test run keeps one on the main thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Run a coroutine there and return its result."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(DEADLINE)

    def close(self) -> None:
        """End what is left over, then the loop and its thread."""
        self.run(_end_everything())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(DEADLINE)
        self._loop.close()


class Magpie:
    """Open a form for a command, take it, answer buttons, suggest options, and remember everything."""

    def __init__(self, running: RunningSandbox) -> None:
        self.people = running.client
        self.heard: list[Json] = []
        self.web = AsyncWebClient(running.bot_token, base_url=running.api_url, retry_handlers=[])
        self.app = AsyncApp(client=self.web, signing_secret=running.signing_secret, logger=_quiet_logger())
        self.app.command("/parrot")(self.on_command)
        self.app.view("ask")(self.on_submission)
        self.app.action("press")(self.on_press)
        self.app.options("city")(self.on_city)
        self.app.event(re.compile(".*"))(self.on_event)

    async def on_command(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Open a form."""
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=a_modal())

    async def on_submission(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Refuse an answer that says nothing, and repeat any other to its author."""
        said = body["view"]["state"]["values"]["what"]["text"]["value"]
        if said == "nothing":
            await ack(response_action="errors", errors={"what": "Say something."})
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text=said)

    async def on_press(self, ack: AsyncAck, respond: AsyncRespond) -> None:
        """Replace the message by way of its response URL."""
        await ack()
        await respond("pressed", replace_original=True)

    async def on_city(self, ack: AsyncAck) -> None:
        """Suggest one city."""
        await ack(options=[Option(label="Lisbon", value="lisbon")])

    async def on_event(self, body: Json) -> None:
        """Remember an event."""
        self.heard.append(body["event"])

    def hears(self, text: str, timeout: float = DEADLINE) -> Json:
        """Return the event about a message with a text, waiting for it."""
        return self.people.wait_until(
            lambda: next((event for event in self.heard if event.get("text") == text), None), timeout
        )


@contextmanager
def on_a_socket(running: RunningSandbox, loop: Loop) -> Iterator[Magpie]:
    """Connect the app over Socket Mode."""
    magpie = Magpie(running)
    handler = loop.run(_connected(magpie, running))
    running.client.wait_for_connections()
    yield magpie
    loop.run(handler.close_async())


@contextmanager
def behind_http(running: RunningSandbox, loop: Loop) -> Iterator[Magpie]:
    """Serve the app and tell the sandbox where."""
    magpie = Magpie(running)
    runner = loop.run(_serving(magpie))
    running.client.request_url(f"http://{LOOPBACK}:{runner.addresses[0][1]}/slack/events")
    yield magpie
    loop.run(runner.cleanup())


async def _connected(magpie: Magpie, running: RunningSandbox) -> AsyncSocketModeHandler:
    tokens = AsyncWebClient(running.app_token, base_url=running.api_url)
    handler = AsyncSocketModeHandler(
        magpie.app, running.app_token, web_client=tokens, logger=_quiet_logger(), ping_interval=PING_SECONDS
    )
    await handler.connect_async()
    return handler


async def _serving(magpie: Magpie) -> web.AppRunner:
    runner = web.AppRunner(magpie.app.web_app())
    await runner.setup()
    await web.TCPSite(runner, LOOPBACK, 0).start()
    return runner


async def _end_everything() -> None:
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


def _quiet_logger() -> logging.Logger:
    logger = logging.getLogger("magpie")
    logger.setLevel(logging.CRITICAL)
    return logger
