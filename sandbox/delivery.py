"""Handing payloads to the app: the three-second rule, and the retries of the Events API.

https://docs.slack.dev/apis/events-api#retries
https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Protocol

from sandbox.alarms import Alarms
from sandbox.clock import SettableClock
from sandbox.json_types import JsonObject

ACK_SECONDS = 3.0
"""How long Slack waits for an acknowledgement."""
RETRY_DELAYS = (timedelta(), timedelta(minutes=1), timedelta(minutes=5))
"""After a failed delivery: nearly immediately, after a minute, after five."""


class DeliveryKind(StrEnum):
    """The three kinds of payload, named as Socket Mode's envelopes name them."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTION = "interactive"


@dataclass(frozen=True)
class Retry:
    """Which attempt this is, and why there had to be another."""

    attempt: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one delivery."""

    acked: bool
    reason: str = ""
    body: JsonObject | None = None
    wants_no_retry: bool = False

    @property
    def problem(self) -> str | None:
        """Name the failure a person sees in Slack, if there is one."""
        if self.acked:
            return None
        return "operation_timeout" if self.reason.endswith("timeout") else "dispatch_failed"


class Transport(Protocol):
    """A way to the app: Socket Mode or signed HTTP."""

    async def deliver(self, kind: DeliveryKind, payload: JsonObject, retry: Retry) -> Outcome:
        """Hand over one payload and wait for its acknowledgement."""


class Delivery:
    """Deliver commands and interactions once, events with retries."""

    def __init__(self, *, alarms: Alarms, clock: SettableClock) -> None:
        self._alarms = alarms
        self._clock = clock
        self._transport: Transport | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def use(self, transport: Transport) -> None:
        """Take this way to the app from now on."""
        self._transport = transport

    async def once(self, kind: DeliveryKind, payload: JsonObject) -> Outcome:
        """Deliver something a person is waiting for; Slack does not repeat these."""
        return await self._deliver(kind, payload, Retry())

    def event(self, payload: JsonObject) -> None:
        """Deliver an event in the background, again if the app does not acknowledge."""
        self.run(self._with_retries(payload))

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something in the background until the sandbox stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Give up everything that is still waiting."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _with_retries(self, payload: JsonObject) -> None:
        outcome = await self._deliver(DeliveryKind.EVENT, payload, Retry())
        for attempt, delay in enumerate(RETRY_DELAYS, start=1):
            if outcome.acked or outcome.wants_no_retry:
                return
            await self._alarms.until(self._clock.now() + delay)
            outcome = await self._deliver(DeliveryKind.EVENT, payload, Retry(attempt, outcome.reason))

    async def _deliver(self, kind: DeliveryKind, payload: JsonObject, retry: Retry) -> Outcome:
        if self._transport is None:
            return Outcome(acked=False, reason="connection_failed")
        return await self._transport.deliver(kind, payload, retry)


def payload_name(kind: DeliveryKind, payload: JsonObject) -> str:
    """Name a payload for people who read the traffic."""
    if kind is DeliveryKind.EVENT:
        return f"event {payload.get('event', payload).get('type', '')}"
    if kind is DeliveryKind.COMMAND:
        return f"command {payload.get('command', '')}"
    return str(payload.get("type", "interaction"))
