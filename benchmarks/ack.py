"""How fast deliveries from Slack are acknowledged over Socket Mode, next to a bare Bolt app in the same run.

    python -m benchmarks.ack [--count 1500] [--people 90] [--concurrency 50] [--slack-machine PYTHON]
                             [--tls] [--round-trip MILLISECONDS]

Three processes are measured one after the other, in interleaved rounds, by the same peer on loopback: a bare Bolt app
that only acknowledges, the same app with one durable SQLModel commit, and Aligned. Each gets slash commands, submitted
forms and answers in threads, once as people use them (the next comes a moment after the last was seen in Slack),
and commands as a flood, one after the other and so many at once. Slack's rates are lifted, for the peer has none.
A fourth, slack-machine with a trivial command that keeps nothing, joins where a Python that has it is named.
Slack is encrypted and some way off: `--tls` and `--round-trip` put the peer there.
Figures of one run are comparable with each other, not with those of another machine or day.
"""

import argparse
import asyncio
import contextlib
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import uvicorn
from rich.console import Console
from rich.table import Table
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from benchmarks.ack_contestants import SOCKETS
from benchmarks.ack_distance import Certificate, distance
from bot.slack.forms.state import FormState

TEAM, CHANNEL = "T1", "C1"
ROUNDS = 3
START_SECONDS = 15.0
QUIET_SECONDS = 0.5
#: Nobody types again at once; what an app still has to do for the last one is done by then.
BREATH_SECONDS = 0.05
CONTESTANTS = ("bare", "bare_with_commit", "aligned")
SLACK_MACHINE = "slack_machine"
SHOWN = ("aligned", SLACK_MACHINE)
KNOWN_AT_START: dict[str, dict[str, Any]] = {
    "auth.test": {"team_id": TEAM, "team": "Bench", "user_id": "U1", "bot_id": "B1"},
    "bots.info": {"bot": {"user_id": "U1", "name": "bench"}},
    "users.list": {"members": []},
    "conversations.list": {"channels": []},
}
Delivered = tuple[str, dict[str, Any], str]


@dataclass
class Peer:
    """Slack's side: opens sockets, sends envelopes, and notes when each is acknowledged and first shown."""

    url: str = ""
    sockets_url: str = ""
    trusts: Path | None = None
    sockets: list[WebSocket] = field(default_factory=list)
    waiting: dict[str, asyncio.Future[float]] = field(default_factory=dict)
    shown: dict[str, asyncio.Future[float]] = field(default_factory=dict)
    threads: dict[str, str] = field(default_factory=dict)
    called_at: float = 0.0
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def socket(self, websocket: WebSocket) -> None:
        """Serve one connection until the app goes away."""
        await websocket.accept()
        await websocket.send_text(json.dumps({"type": "hello", "num_connections": 1, "debug_info": {}}))
        self.sockets.append(websocket)
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                envelope = json.loads(await websocket.receive_text()).get("envelope_id", "")
                if envelope in self.waiting and not self.waiting[envelope].done():
                    self.waiting[envelope].set_result(time.perf_counter())
        self.sockets.remove(websocket)

    async def web_api(self, request: Request) -> JSONResponse:
        """Answer every method with success, and note what a person would see now."""
        method = request.path_params["method"]
        body = (await request.body()).decode()
        if method == "apps.connections.open":
            return JSONResponse({"ok": True, "url": f"{self.sockets_url}/socket"})
        if method in KNOWN_AT_START:
            return JSONResponse({"ok": True, **KNOWN_AT_START[method]})
        self.called_at = time.perf_counter()
        ts = f"{time.time():.6f}"
        for mark, future in self.shown.items():
            if mark in body and not future.done():
                future.set_result(time.perf_counter())
        channel_id = _channel_in(body)
        if method == "chat.postMessage" and "thread_ts" not in body:
            self.threads[channel_id] = ts
        channel = {"id": channel_id, "is_member": True}
        user = {"id": "U1", "team_id": TEAM, "name": "ana", "tz": "UTC"}
        return JSONResponse(
            {"ok": True, "ts": ts, "channel": channel if "conv" in method else channel_id, "user": user}
        )

    async def deliver(self, kind: str, payload: dict[str, Any], mark: str) -> tuple[float, asyncio.Future[float]]:
        """Send one envelope and return the seconds until its ack, and what resolves when its effect is shown."""
        envelope = str(uuid.uuid4())
        loop = asyncio.get_running_loop()
        self.waiting[envelope] = loop.create_future()
        self.shown[mark] = loop.create_future()
        text = json.dumps({"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": True})
        socket = self.sockets[next(self.numbers) % len(self.sockets)]
        started = time.perf_counter()
        await socket.send_text(text)
        acked = await asyncio.wait_for(self.waiting[envelope], START_SECONDS)
        del self.waiting[envelope]
        return acked - started, self.shown[mark]


def _channel_in(body: str) -> str:
    found = re.search(r'"channel": "(\w+)"|channel=(\w+)', body)
    return (found[1] or found[2]) if found else CHANNEL


def a_command(number: int) -> Delivered:
    """Return a slash command."""
    trigger = f"trigger.{number}"
    payload = {
        "command": "/aligned",
        "text": "Claims triage copilot",
        "trigger_id": trigger,
        "team_id": TEAM,
        "channel_id": CHANNEL,
        "user_id": f"U{number}",
        "response_url": "",
    }
    return "slash_commands", payload, trigger


def a_submission(number: int) -> Delivered:
    """Return a submitted start form, for a channel of its own."""
    title = f"Bench {number:06d} title"
    values = {
        "title": {"value": {"type": "plain_text_input", "value": title}},
        "met_on": {"value": {"type": "datepicker", "selected_date": "2026-03-02"}},
        "accountable": {"value": {"type": "users_select", "selected_user": f"U{number}"}},
    }
    view = {
        "id": f"V{number}",
        "type": "modal",
        "hash": "1",
        "title": {"type": "plain_text", "text": "Align"},
        "callback_id": "aligned.form.start",
        "private_metadata": FormState(form="start", channel=f"C{number}").encode(),
        "blocks": [{"type": "input", "block_id": "title"}],
        "state": {"values": values},
    }
    user = {"id": f"U{number}", "team_id": TEAM}
    payload = {"type": "view_submission", "team": {"id": TEAM}, "user": user, "view": view, "trigger_id": f"s{number}"}
    return "interactive", payload, title


def a_reply(number: int, channel: str, thread: str) -> Delivered:
    """Return an answer in an alignment's thread; whatever comes there next is its effect."""
    text = f"Share of misrouted claims of at most {number} per mille over 30 days."
    event = {
        "type": "message",
        "channel": channel,
        "channel_type": "channel",
        "user": f"U{number}",
        "text": text,
        "ts": f"{number}.000001",
        "thread_ts": thread,
    }
    payload = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{number}", "event": event}
    return "events_api", payload, thread


@contextlib.contextmanager
def serving(
    peer: Peer, certificate: Certificate | None = None, round_trip: float = 0.0
) -> Iterator[asyncio.AbstractEventLoop]:
    """Serve the peer on loopback while the block lasts; with a certificate encrypted, and so many seconds away.

    Sockets are not encrypted, for the SDK encrypts them on port 443 only; they are opened once, so little hangs on it.
    """
    app = Starlette(
        routes=[Route("/api/{method}", peer.web_api, methods=["POST", "GET"]), WebSocketRoute("/socket", peer.socket)]
    )
    files = {"ssl_certfile": certificate.file, "ssl_keyfile": certificate.key} if certificate else {}
    servers = [
        uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws_ping_interval=None, **options))
        for options in ({}, files)
    ]
    loops: list[asyncio.AbstractEventLoop] = []
    ready = threading.Event()

    async def run() -> None:
        loops.append(asyncio.get_running_loop())
        serve = asyncio.gather(*(server.serve() for server in servers))
        while not all(server.started for server in servers):
            await asyncio.sleep(0.01)
        ports = [server.servers[0].sockets[0].getsockname()[1] for server in servers]
        async with contextlib.AsyncExitStack() as stack:
            far = [await stack.enter_async_context(distance(port, round_trip)) for port in ports]
            sockets_at, api_at = far if round_trip else ports
            peer.sockets_url = f"ws://127.0.0.1:{sockets_at}"
            peer.url = f"{'https' if certificate else 'http'}://127.0.0.1:{api_at}"
            ready.set()
            await serve

    thread = threading.Thread(target=asyncio.run, args=(run(),), daemon=True)
    thread.start()
    ready.wait(START_SECONDS)
    try:
        yield loops[0]
    finally:
        for server in servers:
            server.should_exit = True
        thread.join(START_SECONDS)


@contextlib.contextmanager
def contestant(name: str, peer: Peer, folder: str, slack_machine: str | None = None) -> Iterator[None]:
    """Run one contestant while the block lasts."""
    command = [sys.executable, "-m", "benchmarks.ack_contestants", name, f"{peer.url}/api/", folder]
    if name == SLACK_MACHINE:
        command = [str(slack_machine), "benchmarks/ack_slack_machine.py", f"{peer.url}/api/"]
    trusted = {"SSL_CERT_FILE": str(peer.trusts)} if peer.trusts else {}
    process = subprocess.Popen(command, env={**os.environ, **trusted})
    deadline = time.monotonic() + START_SECONDS
    try:
        while len(peer.sockets) < (1 if name == SLACK_MACHINE else SOCKETS):
            if time.monotonic() > deadline or process.poll() is not None:
                raise RuntimeError(f"{name} did not connect")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(START_SECONDS)
        while peer.sockets and time.monotonic() < deadline + START_SECONDS:  # it takes a round trip to know of it
            time.sleep(0.05)


@dataclass
class Timing:
    """Seconds of each delivery, and of all of them together."""

    acks: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    def milliseconds(self, share: float, of: str = "acks") -> float:
        """Return a percentile in milliseconds."""
        values = sorted(getattr(self, of))
        return 1000 * values[min(len(values) - 1, int(share * len(values)))] if values else float("nan")

    @property
    def rate(self) -> float:
        """Return deliveries a second."""
        return len(self.acks) / self.elapsed


Results = dict[tuple[str, str], list[Timing]]


async def measure(
    peer: Peer, deliveries: list[Delivered], concurrency: int, *, until_shown: bool, breath: float = 0.0
) -> Timing:
    """Send deliveries, so many at a time, and time each; draw breath after each."""
    timing, queue = Timing(), iter(deliveries)

    async def worker() -> None:
        for kind, payload, mark in queue:
            started = time.perf_counter()
            seconds, shown = await peer.deliver(kind, payload, mark)
            timing.acks.append(seconds)
            if until_shown:
                timing.shown.append(await asyncio.wait_for(shown, START_SECONDS) - started)
            peer.shown.pop(mark, None)
            await asyncio.sleep(breath)

    started = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(concurrency)))
    timing.elapsed = time.perf_counter() - started
    return timing


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1500, help="commands in a flood, over all rounds")
    parser.add_argument("--people", type=int, default=90, help="of each kind, as people use it, over all rounds")
    parser.add_argument("--concurrency", type=int, default=50)
    parser.add_argument("--tls", action="store_true", help="encrypt, as Slack does")
    parser.add_argument("--round-trip", type=float, default=0.0, metavar="MILLISECONDS", help="how far away Slack is")
    parser.add_argument("--slack-machine", metavar="PYTHON", help="a Python that has slack-machine, to compare with")
    options = parser.parse_args()
    contestants = (*CONTESTANTS, SLACK_MACHINE) if options.slack_machine else CONTESTANTS
    results: Results = {}
    peer, numbers = Peer(), count(1)
    with contextlib.ExitStack() as stack:
        certificate = None
        if options.tls:
            certificate = Certificate.made_in(Path(stack.enter_context(tempfile.TemporaryDirectory())))
            peer.trusts = certificate.file
        loop = stack.enter_context(serving(peer, certificate, options.round_trip / 1000))
        for name in contestants * ROUNDS:
            with (
                tempfile.TemporaryDirectory() as folder,
                contestant(name, peer, folder, options.slack_machine),
            ):
                measure_use(name, peer, loop, numbers, options.people // ROUNDS, results)
                for concurrency in (1, options.concurrency):
                    deliveries = [a_command(next(numbers)) for _ in range(options.count // ROUNDS)]
                    timing = run_on(loop, measure(peer, deliveries, concurrency, until_shown=False))
                    results.setdefault((name, f"flood, {concurrency} at once"), []).append(timing)
                    wait_until_quiet(peer)
    report(results)


def measure_use(
    name: str, peer: Peer, loop: asyncio.AbstractEventLoop, numbers: Iterator[int], people: int, results: Results
) -> None:
    """Time commands, submissions and answers one by one; where something is shown, until a person sees it."""
    shows = name in SHOWN
    peer.threads.clear()

    def use(kind: str, deliveries: list[Delivered]) -> None:
        timing = run_on(loop, measure(peer, deliveries, 1, until_shown=shows, breath=BREATH_SECONDS))
        results.setdefault((name, kind), []).append(timing)
        wait_until_quiet(peer)

    use("command", [a_command(next(numbers)) for _ in range(people)])
    if name == SLACK_MACHINE:
        return
    use("submission", [a_submission(next(numbers)) for _ in range(people)])
    threads = peer.threads if shows else {f"C{number}": f"{number}.0" for number in range(people)}
    use("thread answer", [a_reply(next(numbers), *thread) for thread in threads.items()])


def wait_until_quiet(peer: Peer) -> None:
    """Wait until the app has said everything it had to say."""
    while time.perf_counter() - peer.called_at < QUIET_SECONDS:
        time.sleep(QUIET_SECONDS / 10)


def run_on(loop: asyncio.AbstractEventLoop, work: Any) -> Timing:
    """Run a measurement on the peer's loop."""
    timing: Timing = asyncio.run_coroutine_threadsafe(work, loop).result(300)
    return timing


def report(results: Results) -> None:
    """Print medians over the rounds, and how they compare with the bare app that commits."""
    table = Table(
        "what", "who", "ack p50", "p99", "max ms", "times the bare commit: p50", "p99", "a second", "seen p50"
    )
    kinds = list(dict.fromkeys(kind for _, kind in results))
    for kind in kinds:
        floor = _acks(results["bare_with_commit", kind])
        for name in (name for name, measured in results if measured == kind):
            rounds = results[name, kind]
            acks = _acks(rounds)
            ratios = [f"{ours / theirs:.2f}" for ours, theirs in zip(acks[:2], floor, strict=False)]
            rate = f"{statistics.median(timing.rate for timing in rounds):.0f}" if "flood" in kind else ""
            seen = [timing.milliseconds(0.5, "shown") for timing in rounds if timing.shown]
            last = f"{statistics.median(seen):.1f}" if seen else ""
            table.add_row(kind, name, *(f"{value:.2f}" for value in acks), *ratios, rate, last)
        table.add_section()
    Console(width=130).print(table)


def _acks(rounds: list[Timing]) -> list[float]:
    return [statistics.median(timing.milliseconds(share) for timing in rounds) for share in (0.5, 0.99, 1.0)]


if __name__ == "__main__":
    main()
