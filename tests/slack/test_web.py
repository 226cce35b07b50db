"""A call is made once, and whatever comes back is judged by what is known afterwards."""

import socket
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import Message as Headers
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.domain.outcome import Obstacle, Outcome, Postponed, Refused, Unknown
from bot.slack.rates import Rates
from bot.slack.web import AGAIN_WITH_TOKEN, Interrupted, Web, retry_after
from tests.slack.wired import SteppingClock, Wired, a_fault

FAILED = Postponed(wait=timedelta(seconds=5), reason="http_503", is_failure=True)


class Answering(BaseHTTPRequestHandler):
    """Answers every call with the bytes it was told to."""

    status, body, content_type = 200, b"{}", "application/json"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(self.status)
        self.send_header("Content-Type", self.content_type)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve fixed answers on loopback and return the API base."""
    servers = []

    def start(body: bytes, status: int = 200, content_type: str = "application/json") -> str:
        handler = type("Told", (Answering,), {"status": status, "body": body, "content_type": content_type})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/api/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def a_web(base_url: str, **changes: Any) -> Web:
    """Return a caller with a token for everybody."""
    return Web(base_url, lambda workspace: "xoxb-1", timeout=timedelta(seconds=1), **changes)


def outcome_of(web: Web, method: str = "chat.postMessage") -> Outcome:
    """Call a method that does not succeed, and return what became of it."""
    with pytest.raises(Interrupted) as interruption:
        web.call("T1", method, channel="C1", text="hello")
    return interruption.value.outcome


def test_a_successful_call_returns_the_answer(wired: Wired) -> None:
    reply = wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")

    assert reply["channel"] == wired.channel


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>busy</html>", b"null", b"[]", b'"ok"', b"1", b'{"ok": true', b"\xff\xfe", b'{"ok": false}'],
)
def test_an_answer_nobody_can_read_leaves_the_outcome_unknown(serve: Serve, body: bytes) -> None:
    assert isinstance(outcome_of(a_web(serve(body))), Unknown)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("body", [b"<html>", b'{"ok": false, "error": "not_in_channel"}'])
def test_a_server_error_leaves_the_outcome_unknown(serve: Serve, status: int, body: bytes) -> None:
    assert outcome_of(a_web(serve(body, status))) == Unknown(reason=f"http_{status}")


def test_a_strange_charset_leaves_the_outcome_unknown(serve: Serve) -> None:
    base_url = serve(b"{}", content_type="application/json; charset=klingon")

    assert isinstance(outcome_of(a_web(base_url)), Unknown)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 407, 413, 451])
@pytest.mark.parametrize(
    "body", [b"", b"<html>", b'{"error": "forbidden"}', b'{"error": "invalid_auth"}', b'{"ok": false}']
)
def test_a_page_that_turns_a_call_away_before_slack_is_a_failure_and_no_refusal(
    serve: Serve, status: int, body: bytes
) -> None:
    expected = Postponed(wait=timedelta(seconds=5), reason=f"http_{status}", is_failure=True)

    assert expected == outcome_of(a_web(serve(body, status)))


def test_a_page_says_nothing_of_the_token(serve: Serve) -> None:
    web = a_web(serve(b'{"error": "invalid_auth"}', 401))

    outcome_of(web)

    assert () == web.refused


@pytest.mark.parametrize("status", [400, 403, 404])
def test_what_slack_refuses_itself_is_a_refusal_whatever_its_status(serve: Serve, status: int) -> None:
    expected = Refused(obstacle=Obstacle.CHANNEL, code="is_archived")

    assert expected == outcome_of(a_web(serve(b'{"ok": false, "error": "is_archived"}', status)))


def test_a_gateway_that_waited_in_vain_may_have_passed_the_call_on(serve: Serve) -> None:
    assert Unknown(reason="http_408") == outcome_of(a_web(serve(b"<html>", 408)))


def test_a_call_that_never_left_is_made_again_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    outcome = outcome_of(a_web(f"http://127.0.0.1:{port}/api/"))

    assert outcome == Postponed(wait=timedelta(seconds=5), reason="slack cannot be reached")


def test_a_server_that_does_not_answer_leaves_the_outcome_unknown() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        outcome = outcome_of(a_web(f"http://127.0.0.1:{deaf.getsockname()[1]}/api/"))

    assert isinstance(outcome, Unknown)


def test_what_may_be_repeated_is_postponed_where_the_outcome_is_unknown(serve: Serve) -> None:
    assert FAILED == outcome_of(a_web(serve(b"", 503)), "chat.update")


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_a_post_whose_connection_breaks_is_never_repeated_by_the_client(wired: Wired, fault: str) -> None:
    wired.slack.faults(a_fault("chat.postMessage", fault))

    with pytest.raises(Interrupted) as interruption:
        wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")

    assert isinstance(interruption.value.outcome, Unknown)
    assert wired.calls("chat.postMessage") == 1


@pytest.mark.parametrize(
    ("given", "seconds"),
    [("1", 1.0), ("30", 30.0), ("3600", 3600.0), ("86400", 3600.0), ("0", 1.0), ("abc", 30.0), ("-5", 30.0)],
)
def test_a_rate_limit_pauses_its_method_for_as_long_as_slack_asks(wired: Wired, given: str, seconds: float) -> None:
    wired.slack.faults(a_fault("chat.postMessage", "ratelimited", retry_after=given))

    with pytest.raises(Interrupted) as interruption:
        wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")

    assert interruption.value.outcome == Postponed(wait=timedelta(seconds=seconds), reason="ratelimited")
    assert wired.web.rates.paused(wired.monotonic()) == {(wired.workspace, "chat.postMessage"): seconds}


def test_what_slack_asks_for_is_passed_on_once_and_as_it_asked(wired: Wired) -> None:
    asked: list[tuple[str, str, timedelta]] = []
    web = wired.a_web(jitter=lambda: 0.5)
    web.on_pause(lambda *pause: asked.append(pause))
    wired.slack.faults(a_fault("chat.postMessage", "ratelimited", retry_after="3600"))

    for _ in range(3):
        with pytest.raises(Interrupted):
            web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")

    assert [(wired.workspace, "chat.postMessage", timedelta(hours=1))] == asked


def test_a_paused_method_is_not_called_until_the_pause_is_over(wired: Wired) -> None:
    wired.slack.faults(a_fault("chat.postMessage", "ratelimited", retry_after="7"))
    for _ in range(3):
        with pytest.raises(Interrupted):
            wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")

    wired.monotonic.seconds += 7
    wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")

    assert wired.calls("chat.postMessage") == 2
    assert len(wired.seen()) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({}, 30.0), ({"retry-after": ["5"]}, 5.0), ({"Retry-After": "9" * 400}, 30.0), ({"Retry-After": "٣"}, 30.0)],
)
def test_a_missing_or_strange_wait_is_half_a_minute(headers: dict[str, Any], seconds: float) -> None:
    assert retry_after(headers) == seconds


def test_the_headers_of_an_http_message_are_read_too() -> None:
    headers = Headers()
    headers["RETRY-AFTER"] = "12"

    assert retry_after(dict(headers)) == 12.0


def test_what_is_to_be_said_waits_for_the_right_to_say_it(wired: Wired) -> None:
    wired.slack.scopes(remove=["chat:write"])
    for _ in range(3):
        with pytest.raises(Interrupted) as interruption:
            wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")
        assert isinstance(interruption.value.outcome, Postponed)
    wired.slack.scopes(add=["chat:write"])

    refused = wired.web.refused
    wired.monotonic.seconds += AGAIN_WITH_TOKEN.total_seconds()
    wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")

    assert ((wired.workspace,), ()) == (refused, wired.web.refused)
    assert 2 == wired.calls("chat.postMessage")


def test_the_right_that_one_method_lacks_keeps_no_other_waiting(wired: Wired) -> None:
    wired.slack.scopes(remove=["chat:write"])
    with pytest.raises(Interrupted):
        wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")

    assert wired.web.call(wired.workspace, "users.info", user=wired.bob.id)["ok"]


def test_the_scope_of_what_has_a_way_around_names_the_workspace_as_the_obstacle(wired: Wired) -> None:
    wired.slack.scopes(remove=["channels:history"])

    with pytest.raises(Interrupted) as interruption:
        wired.web.call(wired.workspace, "conversations.history", channel=wired.channel)

    assert Refused(obstacle=Obstacle.WORKSPACE, code="missing_scope") == interruption.value.outcome


@pytest.mark.parametrize("code", ["ekm_access_denied", "team_access_not_granted"])
def test_a_workspace_whose_admins_closed_it_to_us_waits_as_a_whole(wired: Wired, code: str) -> None:
    wired.slack.faults(a_fault("chat.postMessage", "error", error=code))
    outcomes = []
    for method in ("chat.postMessage", "users.info"):
        with pytest.raises(Interrupted) as interruption:
            wired.web.call(wired.workspace, method, channel=wired.channel, text="hello")
        outcomes.append(interruption.value.outcome)

    waits = [outcome.wait for outcome in outcomes if isinstance(outcome, Postponed)]
    assert ([AGAIN_WITH_TOKEN] * 2, (wired.workspace,)) == (waits, wired.web.refused)
    assert 0 == wired.calls("users.info")


def test_a_revoked_token_pauses_the_workspace_after_one_call(wired: Wired) -> None:
    wired.slack.token("revoked")

    for method in ("chat.postMessage", "chat.postMessage", "conversations.info"):
        with pytest.raises(Interrupted) as interruption:
            wired.web.call(wired.workspace, method, channel=wired.channel)
        assert isinstance(interruption.value.outcome, Postponed)

    assert wired.calls("chat.postMessage") + wired.calls("conversations.info") == 1


def test_a_new_token_ends_the_pause_at_once(wired: Wired) -> None:
    wired.token = "xoxb-wrong"  # a token no workspace gave out
    with pytest.raises(Interrupted):
        wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")

    wired.token = wired.running.bot_token

    assert wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")["ok"]


@pytest.mark.parametrize("hours", [0, 1, 24])
def test_a_refused_token_stays_refused_however_long_nobody_calls(wired: Wired, hours: int) -> None:
    wired.slack.token("revoked")
    with pytest.raises(Interrupted):
        wired.web.call(wired.workspace, "conversations.info", channel=wired.channel)

    wired.monotonic.seconds += hours * 3600

    assert (wired.workspace,) == wired.web.refused


@pytest.mark.parametrize("token", ["xoxb-another", None])
def test_a_refused_token_is_forgotten_once_there_is_another_or_none(wired: Wired, token: str | None) -> None:
    wired.slack.token("revoked")
    with pytest.raises(Interrupted):
        wired.web.call(wired.workspace, "conversations.info", channel=wired.channel)

    wired.token = token

    assert () == wired.web.refused


def test_a_token_that_is_accepted_again_is_refused_no_longer(wired: Wired) -> None:
    wired.slack.token("revoked")
    with pytest.raises(Interrupted):
        wired.web.call(wired.workspace, "conversations.info", channel=wired.channel)
    wired.slack.token("ok")

    wired.monotonic.seconds += AGAIN_WITH_TOKEN.total_seconds()
    wired.web.call(wired.workspace, "users.info", user=wired.bob.id)

    assert () == wired.web.refused


def test_the_right_to_speak_is_missing_until_something_was_said(wired: Wired) -> None:
    wired.slack.scopes(remove=["chat:write"])
    with pytest.raises(Interrupted):
        wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="hello")

    wired.monotonic.seconds += AGAIN_WITH_TOKEN.total_seconds()
    wired.web.call(wired.workspace, "users.info", user=wired.bob.id)

    assert (wired.workspace,) == wired.web.refused


def test_a_paused_workspace_is_tried_again_after_a_while(wired: Wired) -> None:
    wired.slack.token("revoked")
    with pytest.raises(Interrupted):
        wired.web.call(wired.workspace, "conversations.info", channel=wired.channel)
    wired.slack.token("ok")

    wired.monotonic.seconds += 300

    assert wired.web.call(wired.workspace, "conversations.info", channel=wired.channel)["ok"]


def test_a_workspace_without_a_token_waits_for_one(wired: Wired) -> None:
    wired.token = None

    with pytest.raises(Interrupted) as interruption:
        wired.web.call(wired.workspace, "users.info", user=wired.ana.id)

    assert interruption.value.outcome == Postponed(wait=timedelta(minutes=5), reason="no token")


def test_a_call_beyond_the_pace_is_not_made(wired: Wired) -> None:
    web = wired.a_web(rates=Rates(), monotonic=SteppingClock())

    outcomes = [_post(wired, web) for _ in range(5)]

    assert [type(outcome) for outcome in outcomes] == [type(None)] * 3 + [Postponed] * 2
    assert wired.calls("chat.postMessage") == 3


def test_a_file_is_uploaded_only_to_slack(wired: Wired) -> None:
    with pytest.raises(Interrupted) as interruption:
        wired.web.upload("http://127.0.0.1:9/upload", b"x")

    assert interruption.value.outcome == Refused(obstacle=Obstacle.PAYLOAD, code="foreign_upload_url")


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_an_upload_that_fails_is_made_again_later(serve: Serve, status: int) -> None:
    base_url = serve(b"", status)

    with pytest.raises(Interrupted) as interruption:
        a_web(base_url).upload(base_url, b"x")

    assert isinstance(interruption.value.outcome, Postponed)


@pytest.mark.parametrize("status", [302, 403, 404, 413])
def test_an_upload_that_is_turned_away_is_not_made_for_ever(serve: Serve, status: int) -> None:
    base_url = serve(b"", status)

    with pytest.raises(Interrupted) as interruption:
        a_web(base_url).upload(base_url, b"x")

    assert interruption.value.outcome == Refused(obstacle=Obstacle.UNKNOWN, code=f"upload_http_{status}")


@pytest.mark.parametrize(("status", "body"), [(404, b"used_url"), (404, b'{"ok":false,"error":"used_url"}')])
def test_a_used_up_response_url_is_refused_by_name(serve: Serve, status: int, body: bytes) -> None:
    base_url = serve(body, status)

    with pytest.raises(Interrupted) as interruption:
        a_web(base_url).respond(base_url, {"text": "hello"})

    assert interruption.value.outcome == Refused(obstacle=Obstacle.FORM, code="used_url")


def test_a_response_url_that_breaks_leaves_the_outcome_unknown(serve: Serve) -> None:
    base_url = serve(b"", 503)

    with pytest.raises(Interrupted) as interruption:
        a_web(base_url).respond(base_url, {"text": "hello"})

    assert interruption.value.outcome == Unknown(reason="http_503")


def test_no_token_and_no_words_are_logged(wired: Wired, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="a canary")

    assert "a canary" not in caplog.text
    assert wired.running.bot_token not in caplog.text


def _post(wired: Wired, web: Web) -> Outcome | None:
    try:
        web.call(wired.workspace, "chat.postMessage", pace=wired.channel, channel=wired.channel, text="hello")
    except Interrupted as interruption:
        return interruption.outcome
    return None
