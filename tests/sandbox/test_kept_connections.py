"""The sandbox keeps connections open as Slack does, and a fault cuts one that was used before."""

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from sandbox.client import SandboxClient
from sandbox.running import RunningSandbox

DEADLINE = 20.0


@pytest.fixture
def connection(running: RunningSandbox) -> Iterator[http.client.HTTPConnection]:
    """One connection, which is never opened a second time."""
    place = urlsplit(running.url)
    with closing(http.client.HTTPConnection(place.hostname or "", place.port, timeout=DEADLINE)) as connection:
        connection.connect()
        connection.auto_open = 0
        yield connection


def ask(connection: http.client.HTTPConnection, method: str) -> dict[str, object]:
    """Call a method that needs no token."""
    connection.request("POST", f"/api/{method}", json.dumps({}), {"Content-Type": "application/json"})
    answer: dict[str, object] = json.loads(connection.getresponse().read())
    return answer


def test_one_connection_carries_many_calls(connection: http.client.HTTPConnection):
    answers = [ask(connection, "api.test") for _ in range(5)]

    assert [True] * 5 == [answer["ok"] for answer in answers]


def test_a_refused_call_leaves_its_connection_open(connection: http.client.HTTPConnection):
    refused = ask(connection, "chat.postMessage")

    assert "not_authed" == refused["error"]
    assert ask(connection, "api.test")["ok"]


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_a_fault_cuts_a_connection_that_was_used_before(
    connection: http.client.HTTPConnection, people: SandboxClient, fault: str
):
    ask(connection, "api.test")
    people.faults({"method": "api.test", "fault": fault})

    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        ask(connection, "api.test")


def test_no_answer_waits_for_more_to_be_sent_with_it(running: RunningSandbox):
    assert running._listener.proto == socket.IPPROTO_TCP
