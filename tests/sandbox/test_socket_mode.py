"""Socket Mode on the wire: greetings, envelopes, retries, several sockets, disconnects."""

import contextlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from sandbox.client import PersonClient, SandboxClient
from sandbox.running import RunningSandbox
from tests.sandbox.parrot import Parrot

DEADLINE = 20
Open = Callable[..., "Socket"]


class Socket:
    """A bare socket of the app, which acknowledges only when told to."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.hello = self.read()

    def read(self) -> dict[str, Any]:
        """Return the next message."""
        message: dict[str, Any] = json.loads(self.connection.recv(timeout=DEADLINE))
        return message

    def acknowledge(self, envelope: dict[str, Any], payload: dict[str, Any] | None = None) -> None:
        """Acknowledge an envelope, perhaps with an answer in it."""
        answer = {"envelope_id": envelope["envelope_id"], **({"payload": payload} if payload else {})}
        self.connection.send(json.dumps(answer))


@pytest.fixture
def open_socket(running: RunningSandbox, people: SandboxClient) -> Iterator[Open]:
    """Open bare sockets that are closed after the test."""
    web = WebClient(running.app_token, base_url=running.api_url)
    with contextlib.ExitStack() as sockets:

        def open_one(suffix: str = "") -> Socket:
            url = web.apps_connections_open(app_token=running.app_token)["url"]
            return Socket(sockets.enter_context(connect(url + suffix, close_timeout=DEADLINE)))

        yield open_one
    people.wait_until(lambda: people.workspace()["app"]["connections"] == 0)


def test_hello_says_which_app_and_how_many_sockets(open_socket: Open, people: SandboxClient):
    first, second = open_socket(), open_socket()

    assert [socket.hello["num_connections"] for socket in (first, second)] == [1, 2]
    assert people.workspace()["app"]["app_id"] == first.hello["connection_info"]["app_id"]
    assert first.hello["debug_info"]["approximate_connection_time"] > 3600


def test_debugging_reconnects_shortens_the_connection(open_socket: Open):
    socket = open_socket("&debug_reconnects=true")

    assert socket.hello["debug_info"]["approximate_connection_time"] == 360


def test_a_ticket_opens_one_socket(running: RunningSandbox, people: SandboxClient):
    web = WebClient(running.app_token, base_url=running.api_url)
    url = web.apps_connections_open(app_token=running.app_token)["url"]
    with connect(url):
        pass

    with pytest.raises(Exception, match="403"), connect(url):
        pass

    people.wait_until(lambda: people.workspace()["app"]["connections"] == 0)


def test_the_eleventh_socket_is_too_many(open_socket: Open):
    for _ in range(10):
        open_socket()

    refused = open_socket()

    assert (refused.hello["type"], refused.hello["reason"]) == ("disconnect", "too_many_websockets")


def test_an_event_says_which_attempt_it_is(open_socket: Open, ana: PersonClient, channel: str):
    socket = open_socket()
    ana.says("hello", channel=channel)

    envelope = socket.read()
    socket.acknowledge(envelope)

    assert (
        envelope["type"],
        envelope["retry_attempt"],
        envelope["retry_reason"],
        envelope["accepts_response_payload"],
    ) == ("events_api", 0, "", False)


def test_an_event_is_retried_at_once_after_a_minute_and_after_five(
    open_socket: Open, ana: PersonClient, people: SandboxClient, channel: str
):
    socket = open_socket()
    ana.says("hello", channel=channel)
    attempts = [socket.read(), socket.read()]
    for minutes in (1, 5):
        _wait_for_attempts(people, attempts[0], len(attempts))
        people.clock.advance(minutes=minutes)
        attempts.append(socket.read())

    socket.acknowledge(attempts[-1])

    assert [(envelope["retry_attempt"], envelope["retry_reason"]) for envelope in attempts] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]
    assert len({envelope["payload"]["event_id"] for envelope in attempts}) == 1
    assert len({envelope["envelope_id"] for envelope in attempts}) == 4


def test_a_command_is_not_retried(open_socket: Open, ana: PersonClient, people: SandboxClient, channel: str):
    socket = open_socket()

    outcome = ana.types("/parrot", channel=channel)

    first = socket.read()
    ana.says("next", channel=channel)
    second = socket.read()
    socket.acknowledge(second)
    assert outcome.problem == "operation_timeout"
    assert [first["type"], second["type"]] == ["slash_commands", "events_api"]


def test_a_command_without_any_socket_fails_at_once(ana: PersonClient, channel: str):
    assert ana.types("/parrot", channel=channel).problem == "dispatch_failed"


def test_payloads_go_to_any_of_several_sockets(
    open_socket: Open, ana: PersonClient, people: SandboxClient, channel: str
):
    sockets = [open_socket(), open_socket()]
    with ThreadPoolExecutor(2) as pool:
        listening = [pool.submit(_acknowledge_one, socket) for socket in sockets]
        outcomes = [ana.types("/parrot", channel=channel) for _ in sockets]
        texts = [future.result(DEADLINE)["payload"]["command"] for future in listening]

    assert ([outcome.ok for outcome in outcomes], texts) == ([True, True], ["/parrot", "/parrot"])


def test_an_acknowledgement_counts_on_another_socket(open_socket: Open, ana: PersonClient, channel: str):
    sockets = [open_socket(), open_socket()]
    with ThreadPoolExecutor(1) as pool:
        typing = pool.submit(ana.types, "/parrot", channel=channel)
        envelope, other = _first_envelope(sockets)
        other.acknowledge(envelope)

        assert typing.result(DEADLINE).ok


@pytest.mark.parametrize("reason", ["refresh_requested", "link_disabled"])
def test_a_disconnect_says_why_and_closes(open_socket: Open, people: SandboxClient, reason: str):
    socket = open_socket()

    people.disconnect(reason)

    assert ("disconnect", reason) == (socket.read()["type"], reason)
    with pytest.raises(ConnectionClosed):
        socket.read()


def test_a_warning_leaves_time_on_the_old_socket(
    open_socket: Open, ana: PersonClient, people: SandboxClient, channel: str
):
    socket = open_socket()
    people.disconnect("warning")
    warning = socket.read()

    ana.says("still here", channel=channel)

    envelope = socket.read()
    socket.acknowledge(envelope)
    assert (warning["reason"], envelope["payload"]["event"]["text"]) == ("warning", "still here")


def test_a_dropped_socket_ends_without_a_close_frame(open_socket: Open, people: SandboxClient):
    socket = open_socket()

    people.disconnect("drop")

    with pytest.raises(ConnectionClosed) as closed:
        socket.read()
    assert closed.value.rcvd is None


def test_a_half_open_socket_swallows_what_is_sent(
    open_socket: Open, ana: PersonClient, people: SandboxClient, channel: str
):
    socket = open_socket()
    people.disconnect("half_open")

    outcome = ana.types("/parrot", channel=channel)

    assert (outcome.problem, people.workspace()["app"]["connections"]) == ("operation_timeout", 1)
    with pytest.raises(TimeoutError):
        socket.connection.recv(timeout=0.05)
    people.disconnect("drop")


def test_an_event_in_flight_on_a_lost_socket_comes_again_on_the_next(
    open_socket: Open, ana: PersonClient, people: SandboxClient, channel: str
):
    lost, kept = open_socket(), open_socket()
    ana.says("hello", channel=channel)
    envelope, other = _first_envelope([lost, kept])
    socket = lost if other is kept else kept
    socket.connection.close()

    again = other.read()
    other.acknowledge(again)

    assert (envelope["payload"]["event_id"], 1) == (again["payload"]["event_id"], again["retry_attempt"])


def test_slacks_own_client_comes_back_after_a_refresh(
    running: RunningSandbox, people: SandboxClient, ana: PersonClient, channel: str
):
    parrot = Parrot(running)
    handler = parrot.connect(running)
    people.wait_for_connections()
    opened = len(people.traffic(name="apps.connections.open"))
    people.disconnect("refresh_requested")
    people.wait_until(lambda: len(people.traffic(name="apps.connections.open")) > opened)
    people.wait_for_connections()

    outcome = ana.types("/parrot again", channel=channel)

    parrot.disconnect(handler)
    assert outcome.ok


@pytest.mark.parametrize("junk", ["", "null", "[]", "{", '{"envelope_id": {"a": 1}, "payload": 7}', b"\x00\xff"])
def test_what_is_no_acknowledgement_is_passed_over(
    open_socket: Open, ana: PersonClient, channel: str, junk: str | bytes
):
    socket = open_socket()
    socket.connection.send(junk)
    with ThreadPoolExecutor(1) as pool:
        typing = pool.submit(ana.types, "/parrot", channel=channel)
        socket.acknowledge(socket.read())

        assert typing.result(DEADLINE).ok


def test_an_acknowledgement_may_carry_the_answer(open_socket: Open, ana: PersonClient, channel: str):
    socket = open_socket()
    with ThreadPoolExecutor(1) as pool:
        typing = pool.submit(ana.types, "/parrot", channel=channel)
        envelope = socket.read()
        socket.acknowledge(envelope, {"text": "from the envelope"})
        typing.result(DEADLINE)

    assert envelope["accepts_response_payload"]
    assert [message.text for message in ana.sees(channel)] == ["from the envelope"]


def test_an_answer_that_breaks_a_limit_is_refused(open_socket: Open, ana: PersonClient, channel: str):
    socket = open_socket()
    with ThreadPoolExecutor(1) as pool:
        typing = pool.submit(ana.types, "/parrot", channel=channel)
        socket.acknowledge(socket.read(), {"text": "t", "blocks": [{"type": "section"}]})
        outcome = typing.result(DEADLINE)

    assert (outcome.problem, ana.sees(channel)) == ("dispatch_failed", [])
    assert "invalid_blocks" in outcome.message


def _acknowledge_one(socket: Socket) -> dict[str, Any]:
    envelope = socket.read()
    socket.acknowledge(envelope)
    return envelope


def _first_envelope(sockets: list[Socket]) -> tuple[dict[str, Any], Socket]:
    """Return an envelope from whichever of two sockets got it, and the other socket."""
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(socket.connection.recv, 0.5) for socket in sockets]
        for future, other in zip(futures, reversed(sockets), strict=True):
            with contextlib.suppress(TimeoutError):
                return json.loads(future.result(DEADLINE)), other
    raise AssertionError("no socket got an envelope")


def _wait_for_attempts(people: SandboxClient, first: dict[str, Any], count: int) -> None:
    """Wait until the sandbox has given up on this many attempts."""
    event_id = first["payload"]["event_id"]

    def given_up() -> bool:
        delivered = people.traffic(name="event message")
        return sum(e["request"]["payload"]["event_id"] == event_id for e in delivered) >= count

    people.wait_until(given_up)
