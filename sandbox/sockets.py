"""Socket Mode: tickets, connections, envelopes and their acknowledgements.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import contextlib
import json
import time
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.clock import SettableClock
from sandbox.delivery import ACK_SECONDS, DeliveryKind, Outcome, Retry, payload_name
from sandbox.faults import Fault, FaultPlan, Rule
from sandbox.frames import text_frames
from sandbox.ids import random_token
from sandbox.installation import Installation
from sandbox.json_types import JsonObject, parse_object
from sandbox.live import LiveFeed
from sandbox.traffic import TrafficLog

MOST_CONNECTIONS = 10
TICKET_LIFE = timedelta(seconds=30)
LIFETIME_SECONDS = 18_060
DEBUG_LIFETIME_SECONDS = 360
WARNING_SECONDS = 10.0
HALF_OPEN_SECONDS = 30.0
REORDER_SECONDS = 1.0


class Disconnect(StrEnum):
    """How a socket ends, by Slack's word or by accident."""

    WARNING = "warning"
    REFRESH = "refresh_requested"
    LINK_DISABLED = "link_disabled"
    DROP = "drop"
    HALF_OPEN = "half_open"


@dataclass(eq=False)
class Connection:
    """One socket of the app."""

    websocket: WebSocket
    lifetime: int
    is_deaf: bool = False
    waiting: dict[str, asyncio.Future[Outcome]] = field(default_factory=dict)

    async def send(self, message: JsonObject) -> None:
        """Write a message, unless the peer is gone or the socket plays dead."""
        if not self.is_deaf:
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await self.websocket.send_text(json.dumps(message))

    async def close(self) -> None:
        """Close with a proper close frame."""
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            await self.websocket.close()

    def abort(self) -> None:
        """Cut the TCP connection without a word."""
        self.websocket.state.transport.abort()

    def play_dead(self) -> None:
        """Keep the TCP connection but neither read nor write any more."""
        self.is_deaf = True
        self.websocket.state.transport.pause_reading()

    def lose(self) -> None:
        """Fail what still waits for an acknowledgement on this socket."""
        for future in self.waiting.values():
            if not future.done():
                future.set_result(Outcome(acked=False, reason="connection_closed"))


class SocketHub:
    """Accept the app's sockets and deliver each payload to one of them."""

    def __init__(
        self,
        installation: Installation,
        *,
        clock: SettableClock,
        traffic: TrafficLog,
        faults: FaultPlan,
        live: LiveFeed,
        ack_seconds: float = ACK_SECONDS,
    ) -> None:
        self._installation = installation
        self._clock = clock
        self._traffic = traffic
        self._faults = faults
        self._live = live
        self._ack_seconds = ack_seconds
        self._tickets: dict[str, float] = {}
        self._connections: list[Connection] = []
        self._turn = 0
        self._held: list[tuple[Rule, asyncio.Event]] = []
        self.greeted = 0
        """How many sockets were ever opened."""

    @property
    def count(self) -> int:
        """Return how many sockets are open."""
        return len(self._connections)

    def issue_ticket(self) -> str:
        """Return a secret that opens one socket within half a minute."""
        ticket = random_token()
        self._tickets[ticket] = time.monotonic() + TICKET_LIFE.total_seconds()
        return ticket

    async def serve(self, websocket: WebSocket, ticket: str) -> None:
        """Greet a socket and read acknowledgements until it ends."""
        if self._tickets.pop(ticket, 0.0) < time.monotonic():
            await websocket.close(code=4403)
            return
        await websocket.accept()
        debug = websocket.query_params.get("debug_reconnects") == "true"
        connection = Connection(websocket, DEBUG_LIFETIME_SECONDS if debug else LIFETIME_SECONDS)
        if self.count >= MOST_CONNECTIONS:
            await connection.send(_disconnect("too_many_websockets"))
            await connection.close()
            return
        await self._attend(connection)

    async def deliver(self, kind: DeliveryKind, payload: JsonObject, retry: Retry) -> Outcome:
        """Send one envelope to one socket and wait three seconds for its acknowledgement."""
        started = time.perf_counter()
        envelope = _envelope(kind, payload, retry)
        outcome = await self._send(kind, envelope)
        self._traffic.record(
            "to_app",
            "socket",
            payload_name(kind, payload),
            status="acked" if outcome.acked else outcome.reason,
            ms=(time.perf_counter() - started) * 1000,
            request=envelope,
            response=outcome.body,
        )
        return outcome

    async def disconnect(self, how: Disconnect) -> None:
        """End every socket in one of the ways sockets end."""
        for connection in tuple(self._connections):
            await self._disconnect(connection, how)

    async def _disconnect(self, connection: Connection, how: Disconnect) -> None:
        if how is Disconnect.DROP:
            connection.abort()
        elif how is Disconnect.HALF_OPEN:
            connection.play_dead()
            asyncio.get_running_loop().call_later(HALF_OPEN_SECONDS, connection.abort)
        else:
            await connection.send(_disconnect(how))
            if how is Disconnect.WARNING:
                asyncio.get_running_loop().call_later(WARNING_SECONDS, connection.abort)
            else:
                await connection.close()

    async def _attend(self, connection: Connection) -> None:
        self._connections.append(connection)
        self.greeted += 1
        self._announce()
        refresh = asyncio.create_task(self._refresh(connection))
        await connection.send(self._hello(connection))
        try:
            async for text in text_frames(connection.websocket):
                self._take_ack(text)
        finally:
            refresh.cancel()
            self._connections.remove(connection)
            connection.lose()
            self._announce()

    async def _refresh(self, connection: Connection) -> None:
        await asyncio.sleep(connection.lifetime - WARNING_SECONDS)
        await connection.send(_disconnect(Disconnect.WARNING))
        await asyncio.sleep(WARNING_SECONDS)
        await self._disconnect(connection, Disconnect.REFRESH)

    def _take_ack(self, text: str) -> None:
        """Resolve an envelope; an acknowledgement counts on whichever socket it comes."""
        message = parse_object(text) or {}
        envelope_id = message.get("envelope_id")
        for connection in self._connections:
            future = connection.waiting.get(str(envelope_id))
            if future and not future.done():
                body = message.get("payload")
                future.set_result(Outcome(acked=True, body=body if isinstance(body, dict) else None))

    async def _send(self, kind: DeliveryKind, envelope: JsonObject) -> Outcome:
        rule = self._faults.for_delivery(kind, envelope["payload"])
        if rule:
            await self._spoil(rule)
        connection = self._next_connection()
        if connection is None:
            return Outcome(acked=False, reason="connection_failed")
        copies = rule.copies if rule and rule.fault is Fault.DUPLICATE else 1
        is_lost = rule is not None and rule.fault is Fault.LOSE
        return await self._await_ack(connection, envelope, copies=0 if is_lost else copies)

    async def _await_ack(self, connection: Connection, envelope: JsonObject, *, copies: int) -> Outcome:
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = future
        try:
            for _ in range(copies):
                await (connection if copies == 1 else self._next_connection() or connection).send(envelope)
            return await asyncio.wait_for(future, self._ack_seconds)
        except TimeoutError:
            return Outcome(acked=False, reason="timeout")
        finally:
            connection.waiting.pop(envelope["envelope_id"], None)
            self._overtake(envelope["payload"])

    async def _spoil(self, rule: Rule) -> None:
        if rule.fault is Fault.DELAY:
            await asyncio.sleep(rule.seconds)
        elif rule.fault is Fault.REORDER:
            await self._hold(rule)
        elif rule.fault is Fault.DISCONNECT:
            await self.disconnect(Disconnect.DROP)

    async def _hold(self, rule: Rule) -> None:
        overtaken = asyncio.Event()
        self._held.append((rule, overtaken))
        try:
            await asyncio.wait_for(overtaken.wait(), rule.seconds or REORDER_SECONDS)
        except TimeoutError:
            return
        finally:
            self._held.remove((rule, overtaken))

    def _overtake(self, payload: JsonObject) -> None:
        """Let go what was held until something like this was dealt with: sent sooner, both would run side by side."""
        for rule, overtaken in self._held:
            if rule.concerns(payload):
                overtaken.set()

    def _next_connection(self) -> Connection | None:
        """Take turns: 'each payload may be sent to any of the connections'."""
        if not self._connections:
            return None
        self._turn += 1
        return self._connections[self._turn % len(self._connections)]

    def _hello(self, connection: Connection) -> JsonObject:
        return {
            "type": "hello",
            "num_connections": self.count,
            "connection_info": {"app_id": self._installation.app_id},
            "debug_info": {
                "host": "sandbox",
                "started": self._clock.now().strftime("%Y-%m-%d %H:%M:%S.000"),
                "build_number": 1,
                "approximate_connection_time": connection.lifetime,
            },
        }

    def _announce(self) -> None:
        self._live.publish({"type": "app", "connections": self.count})


def _envelope(kind: DeliveryKind, payload: JsonObject, retry: Retry) -> JsonObject:
    envelope: JsonObject = {
        "envelope_id": str(uuid.uuid4()),
        "type": kind.value,
        "payload": payload,
        "accepts_response_payload": kind is not DeliveryKind.EVENT,
    }
    if kind is DeliveryKind.EVENT:
        envelope |= {"retry_attempt": retry.attempt, "retry_reason": retry.reason}
    return envelope


def _disconnect(reason: str) -> JsonObject:
    return {"type": "disconnect", "reason": str(reason), "debug_info": {"host": "sandbox"}}
