"""Running the sandbox on loopback: in a thread for tests and demos, or by itself on a terminal."""

import asyncio
import contextlib
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from sandbox.client import SandboxClient
from sandbox.clock import SettableClock
from sandbox.delivery import ACK_SECONDS
from sandbox.errors import FileProblem, NoFreePort
from sandbox.limits import Strictness
from sandbox.manifest import read_manifest
from sandbox.sandbox import Sandbox
from sandbox.seed import NORTHWIND, WorkspaceFile, read_workspace_file
from sandbox.server import create_app

LOOPBACK = "127.0.0.1"
PORTS_TRIED = 20
START_SECONDS = 10.0
LAST_PORT = 65_535
KEPT_SECONDS = 60
"""How long an idle connection stays open, as behind a load balancer of AWS."""
WRONGLY_STARTED = 2


class _CuttableProtocol(HttpToolsProtocol):
    """Hand the TCP transport to the application, so that faults can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Remember the transport in the state each request of this connection carries."""
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


class RunningSandbox:
    """A sandbox that serves, and the addresses and secrets an app needs to use it."""

    def __init__(self, sandbox: Sandbox, listener: socket.socket) -> None:
        host, port = listener.getsockname()[:2]
        self.sandbox = sandbox
        self.url = f"http://{host}:{port}"
        self.api_url = f"{self.url}/api/"
        self.clock = sandbox.clock
        self.bot_token = sandbox.installation.bot_token
        self.app_token = sandbox.installation.app_token
        self.signing_secret = sandbox.installation.signing_secret
        self.client = SandboxClient(self.url)
        self._listener = listener
        self._server = uvicorn.Server(_config(create_app(sandbox, self.url)))

    def serve(self) -> None:
        """Serve on this thread until told to stop."""
        self._server.run(sockets=[self._listener])

    def start(self) -> None:
        """Serve on a thread of its own; return once requests are answered."""
        self._thread = threading.Thread(target=self.serve, name="sandbox", daemon=True)
        self._thread.start()
        self.client.wait_until_up(START_SECONDS)

    def stop(self) -> None:
        """Stop serving and wait for the thread."""
        self._server.should_exit = True
        self._thread.join(START_SECONDS)


@contextlib.contextmanager
def running_sandbox(
    manifest: Path,
    *,
    workspace: Path | None = None,
    clock: SettableClock | None = None,
    port: int = 0,
    strictness: Strictness = Strictness.TOLERANT,
    ack_seconds: float = ACK_SECONDS,
) -> Iterator[RunningSandbox]:
    """Run a sandbox for an app's manifest while the block lasts."""
    plan = _read_plan(workspace)
    sandbox = Sandbox(read_manifest(manifest), plan=plan, clock=clock, strictness=strictness, ack_seconds=ack_seconds)
    with contextlib.closing(_listen(port)) as listener:
        running = RunningSandbox(sandbox, listener)
        running.start()
        try:
            yield running
        finally:
            running.stop()


def serve(manifest: Path, workspace: Path | None, port: int) -> None:
    """Run a sandbox on this terminal until Ctrl-C; a broken file or a port in vain ends it with exit code 2."""
    try:
        sandbox = Sandbox(read_manifest(manifest), plan=_read_plan(workspace))
        bound = _listen(port)
    except (FileProblem, NoFreePort) as problem:
        sys.stderr.write(f"{problem}\n")
        raise SystemExit(WRONGLY_STARTED) from problem
    with contextlib.closing(bound) as listener:
        running = RunningSandbox(sandbox, listener)
        with contextlib.suppress(KeyboardInterrupt):
            _greet(running, wanted=port)
            running.serve()


def _read_plan(workspace: Path | None) -> WorkspaceFile:
    return read_workspace_file(workspace) if workspace else NORTHWIND


def _listen(port: int) -> socket.socket:
    """Bind the port, or the next free one after it; any free one for 0."""
    last = min(port + PORTS_TRIED - 1, LAST_PORT)
    for candidate in range(port, last + 1) if port else (0,):
        # Named TCP, so that asyncio sends at once: on a kept connection Nagle holds an answer's body back for 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, candidate))
        except OSError:
            listener.close()
            continue
        return listener
    raise NoFreePort(port, last)


def _config(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http=_CuttableProtocol,
        ws="websockets-sansio",
        ws_ping_interval=None,
        log_level="warning",
        access_log=False,
        lifespan="on",
        timeout_keep_alive=KEPT_SECONDS,
        timeout_graceful_shutdown=1,
    )


def _greet(running: RunningSandbox, *, wanted: int) -> None:
    if wanted and not running.url.endswith(f":{wanted}"):
        sys.stdout.write(f"Port {wanted} is taken, so this is the next free one.\n")
    lines = (
        f"{running.sandbox.workspace.name} is open at {running.url} (Ctrl-C closes it). Start your app with:",
        f"  SLACK_API_URL={running.api_url}",
        f"  SLACK_BOT_TOKEN={running.bot_token}",
        f"  SLACK_APP_TOKEN={running.app_token}",
        f"  SLACK_SIGNING_SECRET={running.signing_secret}",
    )
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
