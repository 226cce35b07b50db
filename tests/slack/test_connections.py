"""A connection is used again while it is good; no request is ever made twice."""

import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from bot.domain.outcome import Outcome, Postponed, Unknown
from bot.slack.connections import IDLE_SECONDS, PROXY_VARIABLES
from bot.slack.rates import Rates
from bot.slack.web import Interrupted, Web
from tests.slack.peer import Manners, Peer, a_peer
from tests.slack.wired import SteppingClock, Wired, a_fault

DEADLINE = 20.0
UNREACHABLE = Postponed(wait=timedelta(seconds=5), reason="slack cannot be reached")


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A peer that keeps its connections."""
    with a_peer() as peer:
        yield peer


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority that the process trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return authority


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*PROXY_VARIABLES, "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


def a_web(base_url: str, **changes: Any) -> Web:
    """Return a caller without a pace."""
    return Web(base_url, lambda _: "xoxb-1", rates=Rates(speed=10_000.0), **changes)


def post(web: Web) -> None:
    """Post something."""
    web.call("T1", "chat.postMessage", channel="C1", text="hello")


def outcome_of(web: Web) -> Outcome:
    """Post something in vain."""
    with pytest.raises(Interrupted) as interruption:
        post(web)
    return interruption.value.outcome


def served_by(authority: trustme.CA, host: str) -> ssl.SSLContext:
    """Return the TLS of a server of that name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context


def test_one_connection_carries_many_calls(peer: Peer) -> None:
    web = a_web(peer.address())

    for _ in range(5):
        post(web)

    assert (1, 5) == (peer.connections, len(peer.asked))


def test_calls_response_urls_and_uploads_share_a_connection(peer: Peer) -> None:
    web = a_web(peer.address())

    post(web)
    web.respond(f"{peer.address()}respond", {"text": "hello"})
    web.upload(f"{peer.address()}upload", b"x")

    assert (1, 3) == (peer.connections, len(peer.asked))


def test_a_connection_that_was_closed_meanwhile_is_not_used(peer: Peer) -> None:
    web = a_web(peer.address())
    peer.manners = Manners.LEAVES
    post(web)
    assert peer.has_hung_up.wait(DEADLINE)

    post(web)

    assert (2, 2) == (peer.connections, len(peer.asked))


@pytest.mark.parametrize(("idle", "connections"), [(IDLE_SECONDS - 0.1, 1), (IDLE_SECONDS, 2)])
def test_a_connection_that_was_idle_for_long_is_not_used(peer: Peer, idle: float, connections: int) -> None:
    clock = SteppingClock()
    web = a_web(peer.address(), monotonic=clock)
    post(web)

    clock.seconds += idle
    post(web)

    assert connections == peer.connections


def test_a_connection_that_breaks_under_a_request_leaves_the_outcome_unknown(peer: Peer) -> None:
    web = a_web(peer.address())
    post(web)
    peer.manners = Manners.HANGS_UP

    outcome = outcome_of(web)

    assert isinstance(outcome, Unknown)
    assert (1, 2) == (peer.connections, len(peer.asked))


def test_the_call_after_a_broken_one_goes_over_another_connection(wired: Wired) -> None:
    wired.web.call(wired.workspace, "users.info", user=wired.ana.id)
    wired.slack.faults(a_fault("chat.postMessage", "drop_after"))
    with pytest.raises(Interrupted):
        wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="lost")

    wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="found")

    assert ["lost", "found"] == [message.text for message in wired.seen()]


def test_an_answer_that_comes_too_late_is_not_taken_for_the_next_one(wired: Wired) -> None:
    wired.web.call(wired.workspace, "users.info", user=wired.ana.id)
    wired.slack.faults(a_fault("chat.postMessage", "delay", seconds=2))
    with pytest.raises(Interrupted):
        wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="late")

    reply = wired.web.call(wired.workspace, "chat.postMessage", channel=wired.channel, text="next")

    assert "next" == reply["message"]["text"]


def test_many_threads_call_at_once(peer: Peer) -> None:
    web, calls, threads = a_web(peer.address()), 80, 8

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda _: post(web), range(calls)))

    assert calls == len(peer.asked)
    assert peer.connections <= threads


def test_no_connection_outlives_its_caller(peer: Peer) -> None:
    web = a_web(peer.address())
    post(web)

    del web

    assert peer.has_hung_up.wait(DEADLINE)


def test_a_redirect_is_not_followed(peer: Peer) -> None:
    peer.manners = Manners.REDIRECTS

    outcome = outcome_of(a_web(peer.address()))

    assert isinstance(outcome, Unknown)
    assert 1 == len(peer.asked)


def test_a_server_with_a_certificate_of_its_name_is_called(certified: trustme.CA) -> None:
    with a_peer(tls=served_by(certified, "localhost")) as peer:
        web = a_web(peer.address("localhost", "https"))
        post(web)
        post(web)

        assert (1, 2) == (peer.connections, len(peer.asked))


def test_a_server_with_the_certificate_of_another_is_never_told_anything(certified: trustme.CA) -> None:
    with a_peer(tls=served_by(certified, "slack.example")) as peer:
        outcome = outcome_of(a_web(peer.address("localhost", "https")))

        assert outcome == UNREACHABLE
        assert peer.asked == []


def test_a_server_nobody_certified_is_never_told_anything(certified: trustme.CA) -> None:
    with a_peer(tls=served_by(trustme.CA(), "localhost")) as peer:
        outcome = outcome_of(a_web(peer.address("localhost", "https")))

        assert outcome == UNREACHABLE
        assert peer.asked == []


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "http_proxy"])
@pytest.mark.parametrize("scheme", ["", "http://", "https://"])
def test_a_proxy_is_asked_for_a_tunnel(
    certified: trustme.CA, monkeypatch: pytest.MonkeyPatch, variable: str, scheme: str
) -> None:
    with a_peer(tls=served_by(certified, "slack.example"), is_proxy=True) as proxy:
        monkeypatch.setenv(variable, f"{scheme}me:s%40cret@127.0.0.1:{proxy.server_port}")
        web = a_web("https://slack.example/api/")
        post(web)
        post(web)

        tunnel, *posts = proxy.asked
        assert ("CONNECT", "slack.example:443") == (tunnel.verb, tunnel.target)
        assert tunnel.headers["proxy-authorization"] == "Basic bWU6c0BjcmV0"
        assert ["/api/chat.postMessage"] * 2 == [asked.target for asked in posts]
        assert not any("proxy-authorization" in asked.headers for asked in posts)


def test_a_call_that_the_proxy_does_not_let_through_never_left(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_peer(Manners.REFUSES) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{proxy.server_port}")

        outcome = outcome_of(a_web("https://slack.example/api/"))

        assert outcome == UNREACHABLE
        assert ["CONNECT"] == [asked.verb for asked in proxy.asked]


def test_a_host_that_needs_no_proxy_is_called_directly(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_peer(Manners.REFUSES) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{proxy.server_port}")
        monkeypatch.setenv("NO_PROXY", "127.1")

        post(a_web(peer.address("127.1")))

        assert (1, 0) == (len(peer.asked), len(proxy.asked))


def test_a_workspace_on_this_machine_needs_no_proxy(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_peer(Manners.REFUSES) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{proxy.server_port}")

        post(a_web(peer.address()))

        assert (1, 0) == (len(peer.asked), len(proxy.asked))


def test_no_response_url_is_logged(peer: Peer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        a_web(peer.address()).respond(f"{peer.address()}canary", {"text": "hello"})

    assert "canary" not in caplog.text
