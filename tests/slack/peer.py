"""A peer on loopback that counts its connections, keeps what it was asked, and hangs up when a test wants it to."""

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Manners(Enum):
    """What a peer does with a connection once it has read a request."""

    ANSWERS = "answers and waits for more"
    LEAVES = "answers and hangs up, without a word about it"
    HANGS_UP = "hangs up without an answer"
    REFUSES = "answers 502"
    REDIRECTS = "sends the caller to itself"


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    verb: str
    target: str
    headers: Mapping[str, str]


class Peer(ThreadingHTTPServer):
    """Serves one manner at a time; with a context it speaks TLS, as a proxy inside its tunnels only."""

    def __init__(self, manners: Manners, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Talking)
        self.manners = manners
        self.tls = tls
        self.connections = 0
        self.asked: list[Asked] = []
        self.has_hung_up = threading.Event()

    def address(self, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """Return the API base under a name of the host."""
        return f"{scheme}://{host}:{self.server_port}/api/"

    def get_request(self) -> tuple[Any, Any]:
        """Count the connection."""
        connection, address = super().get_request()
        self.connections += 1
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        """Say that a connection is closed now."""
        super().shutdown_request(request)
        self.has_hung_up.set()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that does not like the certificate."""


_STATUS = {Manners.REFUSES: 502, Manners.REDIRECTS: 307}


class _Talking(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Peer

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._note()
        if self.server.manners is Manners.HANGS_UP:
            self.close_connection = True
        else:
            self._answer()

    def do_CONNECT(self) -> None:
        self._note()
        if self.server.manners is Manners.REFUSES or self.server.tls is None:
            self._answer()
            return
        self.send_response(200)
        self.end_headers()
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.close_connection = False
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)

    def finish(self) -> None:
        """Close what TLS made of the connection, which the server knows nothing of."""
        super().finish()
        self.connection.close()

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def _note(self) -> None:
        self.server.asked.append(Asked(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}))

    def _answer(self) -> None:
        body = b'{"ok": true}'
        self.send_response(_STATUS.get(self.server.manners, 200))
        self.send_header("Location", self.server.address())
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.server.manners is Manners.LEAVES


@contextmanager
def a_peer(
    manners: Manners = Manners.ANSWERS, *, tls: ssl.SSLContext | None = None, is_proxy: bool = False
) -> Iterator[Peer]:
    """Run a peer while the block lasts."""
    peer = Peer(manners, tls)
    if tls is not None and not is_proxy:
        peer.socket = tls.wrap_socket(peer.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=peer.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield peer
    finally:
        peer.shutdown()
        peer.server_close()
