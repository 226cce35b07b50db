"""The web server takes its port when it is made, and answers at once on connections that are kept."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.domain.errors import Misconfigured
from bot.http_server import HttpServer, Troubles

DEADLINE = 20.0


async def echo(request: Request) -> PlainTextResponse:
    """Answer what was sent."""
    return PlainTextResponse(await request.body())


def a_server(port: int = 0) -> HttpServer:
    """Return a server that echoes, not started yet."""
    return HttpServer(Starlette(routes=[Route("/", echo, methods=["POST"])]), "127.0.0.1", port, variable="HTTP_PORT")


def test_one_connection_carries_several_requests() -> None:
    server = a_server()
    server.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=DEADLINE)
    answers, places = [], set()

    for number in range(3):
        connection.request("POST", "/", str(number))
        answers.append(connection.getresponse().read())
        places.add(connection.sock.getsockname())

    connection.close()
    server.stop()
    assert [b"0", b"1", b"2"] == answers
    assert 1 == len(places)


def test_no_answer_waits_for_more_to_be_sent_with_it() -> None:
    server = a_server()

    has_no_delay = server._listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)

    server.stop()
    assert has_no_delay


@contextmanager
def serving() -> Iterator[int]:
    """Serve on a port while the block lasts."""
    server = a_server()
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def connected_to(port: int, said: bytes = b"") -> socket.socket:
    """Connect and say something."""
    client = socket.create_connection(("127.0.0.1", port), DEADLINE)
    client.sendall(said)
    return client


def is_hung_up_on(client: socket.socket) -> bool:
    """Wait for the end of a connection."""
    try:
        while client.recv(1000):
            pass
    except ConnectionResetError:
        pass
    except TimeoutError:
        return False
    return True


def answer_from(port: int) -> bytes:
    """Post something, and return what comes back."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)) as connection:
        connection.request("POST", "/", b"hello")
        return connection.getresponse().read()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"POST / HTTP/1.1\r\nHost: x\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhiPOST",
        b"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhi",
        b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
    ],
    ids=["nothing", "half a head", "an answer and half a head", "half a body after the answer", "another protocol"],
)
def test_a_client_of_whom_no_request_comes_is_hung_up_on(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.http_server.SILENT_SECONDS", 0.1)
    with serving() as port, closing(connected_to(port, said)) as client:
        assert is_hung_up_on(client)


def test_a_client_who_is_served_for_longer_is_not_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.http_server.SILENT_SECONDS", 0.1)
    half = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nhi"
    with serving() as port, closing(connected_to(port, half)) as client:
        client.settimeout(0.3)
        with pytest.raises(TimeoutError):
            client.recv(1)
        client.settimeout(DEADLINE)
        client.sendall(b"ho")

        assert client.recv(1000).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("said", [b"", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nhi"])
def test_whoever_has_owed_a_request_for_longest_makes_room(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.http_server.MOST_CONNECTED", 3)
    with serving() as port, ExitStack() as stack:
        clients = [stack.enter_context(closing(connected_to(port, said))) for _ in range(10)]

        assert b"hello" == answer_from(port)
        assert all(is_hung_up_on(client) for client in clients[:7])


def test_nobody_who_is_served_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.http_server.MOST_CONNECTED", 1)
    begun, may_go_on = threading.Event(), threading.Event()

    def hold(_: Request) -> PlainTextResponse:
        begun.set()
        may_go_on.wait(DEADLINE)
        return PlainTextResponse("done")

    server = HttpServer(Starlette(routes=[Route("/", hold)]), "127.0.0.1", 0, variable="HTTP_PORT")
    server.start()
    with closing(connected_to(server.port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")) as served:
        assert begun.wait(DEADLINE)
        with closing(connected_to(server.port)) as late:
            assert is_hung_up_on(late)
        may_go_on.set()

        assert served.recv(1000).startswith(b"HTTP/1.1 200 OK")
    server.stop()


def test_trouble_that_comes_in_thousands_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    loop: Any = None
    troubles = Troubles()

    for _ in range(1_000):
        troubles(loop, {"message": "socket.accept() out of system resource", "exception": OSError(24, "Too many")})

    assert 1 == "".join(capsys.readouterr()).count("out of system resource")


def test_a_client_whose_headers_never_end_is_cut_off() -> None:
    server, headers = a_server(), b"X: %s\r\n" % (b"x" * 1000)
    server.start()

    with socket.create_connection(("127.0.0.1", server.port), DEADLINE) as client, pytest.raises(ConnectionError):
        client.sendall(b"POST / HTTP/1.1\r\n" + 10_000 * headers)

    server.stop()


def test_a_port_that_is_taken_is_named_with_its_setting() -> None:
    server = a_server()

    with pytest.raises(Misconfigured, match=f"HTTP_PORT: 127.0.0.1:{server.port} cannot be used"):
        a_server(server.port)

    server.stop()
