"""Signed HTTP delivery over loopback: what is not Slack's gets no further, and what is gets to the listener once."""

import hashlib
import hmac
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from bot.domain.errors import Misconfigured
from bot.endpoint import LARGEST_BODY, PATH, Endpoint
from bot.letters import Letters
from bot.settings import load
from storage.letterbox import Letterbox

SECRET = "a-signing-secret"
PATIENCE = 15.0
Counted = Queue[tuple[str, bool]]
FORM = "application/x-www-form-urlencoded"
COMMAND = {
    "command": "/aligned",
    "text": "Claims triage",
    "trigger_id": "1.2.abc",
    "team_id": "T1",
    "user_id": "U1",
    "channel_id": "C1",
}


class Heard:
    """A Bolt app that remembers what reached a listener."""

    def __init__(self) -> None:
        self.commands: list[str] = []
        self.app = App(
            request_verification_enabled=False,
            process_before_response=True,
            authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1"),
        )
        self.app.command("/aligned")(self._take)

    def _take(self, ack: Ack, command: dict[str, str]) -> None:
        self.commands.append(command["text"])
        if command["text"] == "break":
            raise ValueError(command["text"])
        ack(f"heard {command['text']}")


class Stumbling:
    """An app whose first delivery meets a failure outside of any listener."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._failures = [OSError("no space left")]

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        if self._failures:
            raise self._failures.pop()
        return self._app.dispatch(request)


@pytest.fixture(scope="module")
def port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def counted() -> Counted:
    """The kinds of deliveries that were counted, and whether they were acknowledged."""
    return Queue()


@pytest.fixture(scope="module")
def listening(port: int, counted: Counted) -> Iterator[Heard]:
    """An endpoint that answers."""
    heard = Heard()
    settings = load({"signing_secret": SECRET, "http_port": port, "listeners": 4})
    endpoint = Endpoint(heard.app, settings, on_ack=lambda kind, _, is_good: counted.put((kind, is_good)))
    endpoint.connect()
    yield heard
    endpoint.close()


@pytest.fixture
def heard(listening: Heard, counted: Counted) -> Heard:
    """The app with nothing in its memory."""
    listening.commands.clear()
    counted.queue.clear()
    return listening


def next_of(counted: Counted) -> tuple[str, bool]:
    """Wait for what is counted once the answer has left."""
    return counted.get(timeout=PATIENCE)


def signature_of(timestamp: str, body: bytes) -> str:
    """Sign any bytes; Slack's own library signs only text."""
    return "v0=" + hmac.new(SECRET.encode(), b"v0:%s:%s" % (timestamp.encode(), body), hashlib.sha256).hexdigest()


def posted(
    port: int,
    body: bytes,
    *,
    kind: str = FORM,
    timestamp: str | None = None,
    signature: str | None = None,
    path: str = PATH,
    method: str = "POST",
    timeout: float = 5.0,
) -> tuple[int, str]:
    """Post a body, signed as Slack signs it now unless a timestamp or a signature is given."""
    timestamp = timestamp or str(int(time.time()))
    signed = signature or signature_of(timestamp, body)
    headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signed}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def form(text: str) -> bytes:
    return urlencode(COMMAND | {"text": text}).encode()


def test_a_signed_command_reaches_its_listener_and_is_answered(heard: Heard, port: int) -> None:
    status, body = posted(port, form("Claims triage"))

    assert (status, body) == (200, "heard Claims triage")
    assert heard.commands == ["Claims triage"]


def test_what_was_handled_is_counted_by_its_kind(heard: Heard, port: int, counted: Counted) -> None:
    posted(port, form("counted"))

    assert ("slash_commands", True) == next_of(counted)


def test_an_unsigned_request_reaches_nobody(heard: Heard, port: int) -> None:
    assert posted(port, form("unsigned"), signature="v0=00")[0] == 401
    assert heard.commands == []


def test_the_very_same_request_is_acknowledged_again_and_handled_once(heard: Heard, port: int) -> None:
    timestamp, body = str(int(time.time())), form("once")

    statuses = [posted(port, body, timestamp=timestamp)[0] for _ in range(2)]

    assert statuses == [200, 200]
    assert heard.commands == ["once"]


def test_a_request_that_failed_may_come_again(heard: Heard, port: int) -> None:
    body = form("break")

    statuses = [posted(port, body)[0] for _ in range(2)]

    assert statuses == [500, 500]
    assert heard.commands == ["break", "break"]


def test_a_request_during_which_the_endpoint_itself_failed_may_come_again_too(heard: Heard) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    stumbling: Any = Stumbling(heard.app)
    endpoint = Endpoint(stumbling, load({"signing_secret": SECRET, "http_port": port}))
    endpoint.connect()
    timestamp, body = str(int(time.time())), form("again")
    try:
        statuses = [posted(port, body, timestamp=timestamp)[0] for _ in range(2)]
    finally:
        endpoint.close()

    assert statuses == [500, 200]
    assert heard.commands == ["again"]


class Held:
    """An endpoint whose first command is under way until it is let go."""

    def __init__(self, *, fails: bool) -> None:
        self.commands: list[str] = []
        self.begun, self.may_return = threading.Event(), threading.Event()
        self._fails = fails
        app = Heard().app
        app.command("/held")(self._take)
        with socket.create_server(("127.0.0.1", 0)) as server:
            self.port = int(server.getsockname()[1])
        self.endpoint = Endpoint(app, load({"signing_secret": SECRET, "http_port": self.port}))
        self.timestamp = str(int(time.time()))

    def _take(self, ack: Ack, command: dict[str, str]) -> None:
        self.commands.append(command["text"])
        self.begun.set()
        self.may_return.wait(PATIENCE)
        if self._fails and len(self.commands) == 1:
            raise ValueError
        ack("done")

    def answer(self, timeout: float = PATIENCE) -> tuple[int, str]:
        """Post the very same request."""
        body = urlencode(COMMAND | {"command": "/held"}).encode()
        return posted(self.port, body, timestamp=self.timestamp, timeout=timeout)


@contextmanager
def held(*, fails: bool = False) -> Iterator[Held]:
    """Begin a command and go away before it is answered."""
    place = Held(fails=fails)
    place.endpoint.connect()
    try:
        with pytest.raises(TimeoutError):
            place.answer(timeout=0.3)
        assert place.begun.wait(PATIENCE)
        yield place
    finally:
        place.may_return.set()
        place.endpoint.close()


def test_a_request_is_not_acknowledged_while_the_same_one_is_under_way() -> None:
    with held() as place, pytest.raises(TimeoutError):
        place.answer(timeout=0.3)

    assert ["Claims triage"] == place.commands


def test_the_same_request_shares_the_answer_of_the_one_that_is_under_way() -> None:
    with held() as place, ThreadPoolExecutor(1) as pool:
        again = pool.submit(place.answer)
        with pytest.raises(TimeoutError):
            again.result(0.3)
        place.may_return.set()

        assert (200, "done") == again.result(PATIENCE)

    assert ["Claims triage"] == place.commands


def test_the_same_request_is_handled_anew_where_the_one_under_way_failed() -> None:
    with held(fails=True) as place, ThreadPoolExecutor(1) as pool:
        again = pool.submit(place.answer)
        with pytest.raises(TimeoutError):
            again.result(0.3)
        place.may_return.set()

        assert (500, 200) == (again.result(PATIENCE)[0], place.answer()[0])

    assert ["Claims triage"] * 2 == place.commands


def test_what_takes_too_long_is_answered_by_a_letter_before_its_listener_returned(port: int, tmp_path: Path) -> None:
    may_return, heard = threading.Event(), Heard()
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = int(server.getsockname()[1])
    heard.app.command("/slow")(lambda ack: (may_return.wait(PATIENCE), ack("too late to say")))
    letters = Letters(Letterbox(tmp_path / "letters"), patience=0.01)
    letters.start()
    endpoint = Endpoint(heard.app, load({"signing_secret": SECRET, "http_port": free}), letters=letters)
    endpoint.connect()

    answer = posted(free, urlencode(COMMAND | {"command": "/slow"}).encode())
    may_return.set()
    endpoint.close()
    letters.stop()

    assert (200, "") == answer


def test_a_body_that_is_too_large_is_not_read_to_its_end(heard: Heard, port: int) -> None:
    assert posted(port, b"x" * (LARGEST_BODY + 1))[0] == 413


def test_a_body_of_another_kind_is_refused(heard: Heard, port: int) -> None:
    assert posted(port, b"<xml/>", kind="text/xml")[0] == 415


@pytest.mark.parametrize(
    ("path", "method", "status"), [("/", "POST", 404), ("/healthz", "POST", 404), (PATH, "GET", 405)]
)
def test_there_is_one_way_in(heard: Heard, port: int, path: str, method: str, status: int) -> None:
    assert posted(port, form("elsewhere"), path=path, method=method)[0] == status


def test_the_challenge_of_slack_is_answered(heard: Heard, port: int) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB"}).encode()

    assert posted(port, body, kind="application/json") == (200, "3eZbrw1aB")


def test_a_look_at_the_certificate_needs_no_signature(heard: Heard, port: int) -> None:
    assert posted(port, b"ssl_check=1&token=x", signature="v0=00")[0] == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"null", "application/json"),
        (b'{"event": null}', "application/json"),
        (b'{"type": "event_callback", "event": "x"}', "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"payload=nothing", FORM),
        (b"payload=%5B1%5D", FORM),
        (b"&".join(b"a%d=1" % n for n in range(200)), FORM),
        (b"", FORM),
    ],
)
def test_a_payload_of_an_unknown_shape_is_acknowledged_and_reaches_nobody(
    heard: Heard, port: int, counted: Counted, body: bytes, kind: str
) -> None:
    assert posted(port, body, kind=kind)[0] == 200
    assert heard.commands == []
    assert ("unreadable", True) == next_of(counted)


def test_a_port_that_is_taken_is_said_in_a_sentence(heard: Heard, port: int) -> None:
    with pytest.raises(Misconfigured, match="ALIGNED_HTTP_PORT"):
        Endpoint(heard.app, load({"signing_secret": SECRET, "http_port": port}))
