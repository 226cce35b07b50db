"""Signed HTTP delivery to a real Bolt app behind a real HTTP server."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.models.blocks import Option
from slack_sdk.signature import SignatureVerifier

from sandbox.client import PersonClient, SandboxClient, SandboxRefusal
from sandbox.limits import Strictness
from sandbox.manifest import Interactivity
from sandbox.running import RunningSandbox, running_sandbox
from tests.sandbox.conftest import ACK_SECONDS, MANIFESTS
from tests.sandbox.payloads import a_button, actions


class Heron:
    """A Bolt app behind HTTP that remembers requests and may answer badly."""

    def __init__(self, running: RunningSandbox) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.paths: list[str] = []
        self.statuses: list[int] = []
        client = WebClient(running.bot_token, base_url=running.api_url)
        self.app = App(client=client, signing_secret=running.signing_secret, process_before_response=True)
        self.app.command("/parrot")(lambda ack, body: ack(f"heard {body['text']}"))
        self.app.event(re.compile(".*"))(lambda ack: ack())
        self.app.action("press")(lambda ack: ack())
        self.app.options("city")(lambda ack: ack(options=[Option(label="Lisbon", value="lisbon")]))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/slack/events"

    def answer(self, headers: dict[str, str], body: str) -> tuple[int, str]:
        """Answer one request, badly while bad statuses are left."""
        self.requests.append((headers, body))
        if self.statuses:
            return self.statuses.pop(0), ""
        response = self.app.dispatch(BoltRequest(body=body, headers=headers))
        return response.status, response.body

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        heron = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                heron.paths.append(self.path)
                status, text = heron.answer(dict(self.headers.items()), body)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        return Handler


@pytest.fixture(scope="module")
def http_sandbox() -> Iterator[RunningSandbox]:
    """A sandbox whose app takes no sockets."""
    manifest = MANIFESTS / "heron.yml"
    with running_sandbox(manifest, strictness=Strictness.OFF, ack_seconds=ACK_SECONDS) as running:
        yield running


@pytest.fixture(scope="module")
def serving(http_sandbox: RunningSandbox) -> Iterator[Heron]:
    """The app, listening."""
    heron = Heron(http_sandbox)
    thread = threading.Thread(target=heron.server.serve_forever, args=(0.02,))
    thread.start()
    http_sandbox.client.request_url(heron.url)
    yield heron
    heron.server.shutdown()
    thread.join()
    heron.server.server_close()


@pytest.fixture
def heron(serving: Heron) -> Heron:
    """The app with nothing in its memory."""
    serving.requests.clear()
    serving.paths.clear()
    return serving


@pytest.fixture
def people(http_sandbox: RunningSandbox) -> SandboxClient:
    """The client that plays people in the HTTP sandbox."""
    return http_sandbox.client


def test_the_address_is_verified_by_a_challenge(heron: Heron, people: SandboxClient):
    people.request_url(heron.url)

    headers, body = heron.requests[0]
    assert json.loads(body)["type"] == "url_verification"
    assert headers["Content-Type"] == "application/json"


def test_an_address_that_does_not_answer_is_refused(people: SandboxClient):
    with pytest.raises(SandboxRefusal, match="url_verification_failed"):
        people.request_url("http://127.0.0.1:9/nobody")


def test_every_request_is_signed(heron: Heron, http_sandbox: RunningSandbox, ana: PersonClient):
    ana.types("/parrot hello", channel="#general")

    headers, body = heron.requests[0]
    verifier = SignatureVerifier(http_sandbox.signing_secret)
    assert verifier.is_valid_request(body, headers)


def test_a_command_comes_as_a_form_and_its_answer_is_shown(heron: Heron, ana: PersonClient):
    outcome = ana.types("/parrot hello", channel="#general")

    form = parse_qs(heron.requests[0][1])
    assert outcome.ok
    assert (form["command"], form["text"]) == (["/parrot"], ["hello"])
    assert ana.sees("#general")[-1].text == "heard hello"


def test_an_interaction_comes_as_json_in_a_form(heron: Heron, people: SandboxClient, ana: PersonClient):
    heron.app.client.chat_postMessage(channel="#general", text="t", blocks=[actions(a_button())])
    message = ana.sees("#general")[-1]
    people.wait_until(lambda: _requests_about(heron, message.ts))

    outcome = ana.presses(message, "press")

    payloads = [parse_qs(body)["payload"][0] for _, body in heron.requests if body.startswith("payload=")]
    assert outcome.ok
    assert [json.loads(payload)["type"] for payload in payloads] == ["block_actions"]


def test_options_are_asked_for_at_an_address_of_their_own(
    heron: Heron, http_sandbox: RunningSandbox, ana: PersonClient
):
    menu = {"type": "external_select", "action_id": "city", "min_query_length": 0}
    heron.app.client.chat_postMessage(channel="#general", text="t", blocks=[actions(menu)])
    installation = http_sandbox.sandbox.installation
    interactivity = Interactivity(message_menu_options_url=f"{heron.url}/options")
    settings = installation.manifest.settings.model_copy(update={"interactivity": interactivity})
    installation.manifest = installation.manifest.model_copy(update={"settings": settings})

    offer = ana.is_offered(ana.sees("#general")[-1], "city", "Li")

    assert ["lisbon"] == [option["value"] for option in offer.options]
    assert "/slack/events/options" == heron.paths[-1]


def test_a_failed_event_is_sent_again_with_number_and_reason(heron: Heron, people: SandboxClient, ana: PersonClient):
    heron.statuses[:] = [500]
    message = ana.says("hello", channel="#general")

    people.wait_until(lambda: len(_requests_about(heron, message.ts)) == 2)
    first, second = _requests_about(heron, message.ts)
    assert "X-Slack-Retry-Num" not in first
    assert (second["X-Slack-Retry-Num"], second["X-Slack-Retry-Reason"]) == ("1", "http_error")


def test_a_command_that_fails_shows_its_failure(heron: Heron, ana: PersonClient):
    heron.statuses[:] = [500]

    assert ana.types("/parrot", channel="#general").problem == "dispatch_failed"


def test_an_app_on_http_may_not_open_sockets(http_sandbox: RunningSandbox):
    web = WebClient(http_sandbox.app_token, base_url=http_sandbox.api_url)

    with pytest.raises(Exception, match="internal_error"):
        web.apps_connections_open(app_token=http_sandbox.app_token)


@pytest.mark.parametrize(
    ("fault", "copies"), [({"fault": "delay", "seconds": 0.05}, 1), ({"fault": "duplicate", "copies": 3}, 3)]
)
def test_an_event_that_is_delayed_or_duplicated_arrives(
    heron: Heron, people: SandboxClient, ana: PersonClient, fault: dict[str, Any], copies: int
):
    people.faults({"method": "events_api", **fault})

    message = ana.says("hello", channel="#general")

    people.wait_until(lambda: len(_requests_about(heron, message.ts)) == copies)


def test_an_event_that_is_lost_comes_again(heron: Heron, people: SandboxClient, ana: PersonClient):
    people.faults({"method": "events_api", "fault": "lose"})

    message = ana.says("hello", channel="#general")

    people.wait_until(lambda: _requests_about(heron, message.ts))
    [headers] = _requests_about(heron, message.ts)
    assert headers["X-Slack-Retry-Reason"] == "connection_failed"


def test_an_app_that_is_gone_fails_visibly(http_sandbox: RunningSandbox, ana: PersonClient, heron: Heron):
    http_sandbox.sandbox.installation.request_url = "http://127.0.0.1:9/nobody"

    outcome = ana.types("/parrot", channel="#general")

    http_sandbox.sandbox.installation.request_url = heron.url
    assert outcome.problem == "dispatch_failed"


def _requests_about(heron: Heron, ts: str) -> list[dict[str, str]]:
    """Return the headers of the requests that told of one message."""
    return [headers for headers, body in heron.requests if f'"ts": "{ts}"' in body]
