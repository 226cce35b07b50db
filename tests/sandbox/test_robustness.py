"""Whatever an app sends, the sandbox answers JSON and goes on."""

import http.client
import json
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.client import PersonClient
from sandbox.running import RunningSandbox
from sandbox.web_api.registry import imitated_methods

METHODS = sorted(set(imitated_methods()) - {"auth.revoke", "conversations.leave"})
NAMES = sorted({argument.name for method in imitated_methods().values() for argument in method.arguments})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
ARGUMENTS = st.dictionaries(st.sampled_from(NAMES), JSON, max_size=8)


def call(running: RunningSandbox, method: str, body: bytes, content_type: str) -> tuple[int, Any]:
    """Send one raw call and return status and parsed answer."""
    parts = urlsplit(running.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    headers = {"Authorization": f"Bearer {running.bot_token}", "Content-Type": content_type}
    connection.request("POST", f"/api/{method}", body, headers)
    response = connection.getresponse()
    answer = response.status, json.loads(response.read())
    connection.close()
    return answer


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(method=st.sampled_from(METHODS), arguments=ARGUMENTS)
def test_any_json_is_answered(running: RunningSandbox, method: str, arguments: dict[str, Any]):
    arguments = {"channel": "#general", **arguments} if method.startswith("chat.") else arguments

    status, answer = call(running, method, json.dumps(arguments).encode(), "application/json")

    assert (status, isinstance(answer["ok"], bool)) == (200, True)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(method=st.sampled_from(METHODS), arguments=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30)))
def test_any_form_is_answered(running: RunningSandbox, method: str, arguments: dict[str, str]):
    body = urlencode(arguments, errors="replace").encode()

    status, answer = call(running, method, body, "application/x-www-form-urlencoded")

    assert (status, isinstance(answer["ok"], bool)) == (200, True)


@pytest.mark.parametrize("body", [b"", b"null", b"[1]", b"{", b"\xff\xfe", b'{"a":' + b"[" * 100_000])
def test_a_body_that_is_no_object_counts_as_empty(running: RunningSandbox, body: bytes):
    status, answer = call(running, "chat.postMessage", body, "application/json")

    assert (status, answer["error"]) == (200, "invalid_arguments")


@pytest.mark.parametrize("text", ["\ud800 half", "nul \x00", "\u202e turned", "🦜" * 100, "<!channel>"])
def test_any_text_is_kept_and_shown(running: RunningSandbox, ana: PersonClient, channel: str, text: str):
    body = json.dumps({"channel": channel, "text": text}).encode()

    status, answer = call(running, "chat.postMessage", body, "application/json")

    assert (status, answer["ok"]) == (200, True)
    assert [message.text for message in ana.sees(channel)] == [text]


def test_too_large_a_body_is_refused(running: RunningSandbox):
    body = json.dumps({"channel": "#general", "text": "x" * 1_100_000}).encode()

    assert call(running, "chat.postMessage", body, "application/json")[1]["error"] == "request_too_large"


def test_another_host_name_is_refused(running: RunningSandbox):
    parts = urlsplit(running.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    connection.request("GET", "/control/workspace", headers={"Host": "evil.example"})
    status = connection.getresponse().status
    connection.close()

    assert status == 400


@pytest.mark.parametrize("text", ["/parrot \x00", "/parrot 🦜 \u202e", "/parrot " + "x" * 5000])
def test_any_command_text_is_delivered_or_refused(ana: PersonClient, channel: str, text: str):
    assert ana.types(text, channel=channel).problem == "dispatch_failed"
