"""A small web server on a thread of its own, on an address of its own."""

import socket
import threading

import uvicorn
from starlette.applications import Starlette

from bot.domain.errors import Misconfigured

STOP_SECONDS = 3.0


class HttpServer:
    """Serves an application from the moment it is started; the port is taken when it is made."""

    def __init__(self, application: Starlette, host: str, port: int, *, variable: str) -> None:
        self._listener = _listen(host, port, variable)
        self.host = host
        self.port: int = self._listener.getsockname()[1]
        config = uvicorn.Config(
            application,
            http="h11",  # it bounds how long headers may be, which httptools does not
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
        self._server.run(sockets=[self._listener])


def _listen(host: str, port: int, variable: str) -> socket.socket:
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise Misconfigured(f"{variable}: {host}:{port} cannot be used: {error.strerror}.") from error
    # What is accepted inherits it. On a kept connection an answer's body would wait 40 ms for the peer's delayed ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
