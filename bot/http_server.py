"""A small web server on a thread of its own, on an address of its own.

Whoever connects costs a file descriptor, and the database and Slack need some as well. So many are connected at a time;
for one more, whoever has owed us a request for longest goes. uvicorn's own limit would leave the silent ones connected,
and answer 503 to Slack.
"""

import asyncio
import socket
import threading
import time
from typing import Any

import h11
import structlog
import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.domain.errors import Misconfigured

STOP_SECONDS = 3.0
MOST_CONNECTED = 256
AT_ONCE = 64
"""How many are accepted before the first of them is looked at, and may wait for that."""
SILENT_SECONDS = 10.0
SAY_EVERY = 60.0

log = structlog.get_logger(__name__)


class Impatient(H11Protocol):
    """HTTP with one client, who is hung up on when no request begins for long, or when others need the place."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Wait for a request, in the place of another where there is none left."""
        super().connection_made(transport)
        self._await_request()
        if len(self.connections) > MOST_CONNECTED:
            connected = (each for each in self.connections if isinstance(each, Impatient))
            min(connected, key=lambda each: each.claim).hang_up()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._silence.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._silence.cancel()
        self._await_request()

    def hang_up(self) -> None:
        """Let go of a client at once, whatever they have not read."""
        self.connections.discard(self)
        self.transport.abort()

    @property
    def is_served(self) -> bool:
        """Tell whether a request is under way."""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def claim(self) -> tuple[bool, float]:
        """Return who has to go first: the lowest, so whoever owes us a request, or the rest of one, for longest."""
        return self.is_served and self.conn.their_state is not h11.SEND_BODY, self._since

    def _await_request(self) -> None:
        self._since = self.loop.time()
        self._silence = self.loop.call_later(SILENT_SECONDS, self._hang_up_on_silence)

    def _hang_up_on_silence(self) -> None:
        if not self.is_served:
            self.hang_up()


class HttpServer:
    """Serves an application from the moment it is started; the port is taken when it is made."""

    def __init__(self, application: Starlette, host: str, port: int, *, variable: str) -> None:
        self._listener = _listen(host, port, variable)
        self.host = host
        self.port: int = self._listener.getsockname()[1]
        config = uvicorn.Config(
            application,
            http=Impatient,  # on h11, which bounds how long headers may be; httptools does not
            ws="none",  # nobody is to leave HTTP, and these rules with it
            backlog=AT_ONCE,
            log_level="critical",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=int(STOP_SECONDS),
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, name=f"http-{self.port}", daemon=True)

    @property
    def is_serving(self) -> bool:
        """Tell whether requests are answered."""
        return self._server.started and self._thread.is_alive() and not self._server.should_exit

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Take no more requests and finish those under way."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)
        self._listener.close()

    def _serve(self) -> None:
        asyncio.run(self._serve_here())

    async def _serve_here(self) -> None:
        asyncio.get_running_loop().set_exception_handler(Troubles())
        await self._server.serve(sockets=[self._listener])


class Troubles:
    """What goes wrong in the loop of a server is said once a minute: with no descriptor left it comes in thousands."""

    def __init__(self) -> None:
        self._not_before = 0.0

    def __call__(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Say what went wrong, unless it was said a moment ago."""
        now = time.monotonic()
        if now >= self._not_before:
            self._not_before = now + SAY_EVERY
            error = context.get("exception")
            log.error("the web server has trouble", reason=f"{context['message']}: {error}", error=type(error).__name__)


def _listen(host: str, port: int, variable: str) -> socket.socket:
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise Misconfigured(f"{variable}: {host}:{port} cannot be used: {error.strerror}.") from error
    # What is accepted inherits it. On a kept connection an answer's body would wait 40 ms for the peer's delayed ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
