"""The web server takes its port when it is made, and answers at once on connections that are kept."""

import http.client
import socket

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.domain.errors import Misconfigured
from bot.http_server import HttpServer

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
