"""Whatever an app sends, the sandbox answers JSON and goes on."""

import contextlib
import http.client
import json
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from slack_sdk import WebClient

from sandbox.client import PersonClient
from sandbox.control.routes import ENDPOINTS
from sandbox.running import RunningSandbox
from sandbox.web_api.registry import imitated_methods
from tests.sandbox.payloads import a_menu, a_modal, actions, an_input

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
    headers = {"Authorization": f"Bearer {running.bot_token}", "Content-Type": content_type}
    with contextlib.closing(http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)) as connection:
        connection.request("POST", f"/api/{method}", body, headers)
        response = connection.getresponse()
        return response.status, json.loads(response.read())


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(method=st.sampled_from(METHODS), arguments=ARGUMENTS)
@example(method="conversations.list", arguments={"types": [None]})
@example(method="files.completeUploadExternal", arguments={"files": [], "channels": [[]]})
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


KEYS = [
    *("channel", "text", "ts", "thread_ts", "broadcast", "name", "remove", "callback_id", "container", "block_id"),
    *("action_id", "value", "values", "clear", "user", "until", "advance", "at", "reset", "seed", "rules", "handle"),
    *("deleted", "tz", "kind", "members", "archived", "disconnect", "state", "add", "strictness", "request_url"),
]
POSTS = sorted(path for verb, path, _ in ENDPOINTS if verb == "POST" and not path.endswith(("/token", "/app")))
PLAUSIBLE = st.sampled_from(
    ["#general", "ana", "/parrot", "press", "drop", "2026-03-02T09:00:00", "2026-03-02T09:00:00Z", "9e99", "strict"]
) | st.sampled_from([{"type": "message", "channel": "#general", "ts": "1.0"}, {"type": "view", "view_id": "V1"}])
BODIES = st.dictionaries(st.sampled_from(KEYS), PLAUSIBLE | JSON, max_size=5)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(POSTS), body=BODIES)
def test_any_control_request_is_answered(running: RunningSandbox, path: str, body: dict[str, Any]):
    path = path.format(person="ana", conversation="%23general", view_id="V1")

    status, answer = control(running, "POST", path, json.dumps(body).encode())

    assert status in {200, 400, 404, 409}
    assert status == 200 or {"ok", "error", "message"} <= set(answer)


@pytest.mark.parametrize("query", ["limit=abc", "limit=-1", "limit=nan", "limit=1e400", "before=", "before=zzz"])
def test_any_query_is_answered(running: RunningSandbox, query: str):
    path = f"/control/people/ana/conversations/%23general/messages?{query}"

    status, _ = control(running, "GET", path, b"")

    assert status in {200, 400}


@pytest.mark.parametrize(
    "move", [{"advance": 1e18}, {"advance": -1e18}, {"at": "9999-12-31T23:59:59Z"}, {"at": "0001-01-01T00:00:00Z"}]
)
def test_the_clock_stays_within_reason(running: RunningSandbox, move: dict[str, Any]):
    status, answer = control(running, "POST", "/control/clock", json.dumps(move).encode())

    assert (status, answer["ok"]) == (400, False)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "datetimepicker", "action_id": "choose"}, "tomorrow"),
        ({"type": "datepicker", "action_id": "choose"}, {"day": 1}),
        ({"type": "button", "action_id": "choose", "text": {"type": "plain_text", "text": "Go"}}, [1, {}]),
        (a_menu(), {"value": []}),
        (a_menu(), 7),
        (a_menu(type="multi_static_select"), "red"),
    ],
)
def test_any_value_is_taken_or_refused(
    running: RunningSandbox, ana: PersonClient, element: dict[str, Any], value: object
):
    trigger_id = running.sandbox.triggers.issue(ana.id)
    web = WebClient(running.bot_token, base_url=running.api_url)
    menu = actions(element, block_id="row")
    view_id = web.views_open(trigger_id=trigger_id, view=a_modal(an_input(optional=True), menu))["view"]["id"]
    body = json.dumps({"values": {"row": {"choose": value}}}).encode()

    status, _ = control(running, "POST", f"/control/people/ana/views/{view_id}/submit", body)

    assert status in {200, 400}


def control(running: RunningSandbox, verb: str, path: str, body: bytes) -> tuple[int, Any]:
    """Send one raw control request and return status and parsed answer."""
    parts = urlsplit(running.url)
    with contextlib.closing(http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)) as connection:
        connection.request(verb, path, body)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
