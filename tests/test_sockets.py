"""Connections to Slack are kept open, replaced without a gap, and given up only for a reason that is said."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.domain.errors import LinkLost, Misconfigured
from bot.envelopes import Envelopes
from bot.link import Link
from bot.settings import load
from bot.sockets import Sockets
from sandbox.client import SandboxTimeout
from sandbox.running import RunningSandbox, running_sandbox
from tests.slack.pages import ODD_PAGES, in_place_of_slack

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
PATIENCE = 15.0


@pytest.fixture
def slack() -> Iterator[RunningSandbox]:
    """A workspace without the app."""
    with running_sandbox(MANIFEST) as sandbox:
        yield sandbox


def an_app(slack: RunningSandbox, on_command: Callable[[], None] = lambda: None) -> App:
    """Return an app that acknowledges a command with what it was given."""
    identity = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token=slack.bot_token)
    app = App(
        client=WebClient(base_url=slack.api_url),
        signing_secret="unused",
        authorize=lambda **_: identity,
        process_before_response=True,
    )

    def answer(ack: Ack, command: dict[str, str]) -> None:
        on_command()
        ack(f"heard {command['text']}")

    app.command("/aligned")(answer)
    return app


@contextmanager
def connected(slack: RunningSandbox, app: App | None = None) -> Iterator[Sockets]:
    """Open two sockets while the block lasts."""
    settings = load({"app_token": slack.app_token, "slack_api_url": slack.api_url, "listeners": 4})
    sockets = Sockets(Envelopes(app or an_app(slack), at_once=4), settings)
    sockets.connect()
    try:
        slack.client.wait_for_connections(2)
        yield sockets
    finally:
        sockets.close()


def test_what_arrives_is_acknowledged_with_what_the_listener_says(slack: RunningSandbox) -> None:
    with connected(slack):
        outcome = slack.client.person("ana").types("/aligned hello", channel="#general")

    assert outcome.ok
    assert any("heard hello" in m.text for m in slack.client.person("ana").sees("#general"))


@pytest.mark.parametrize("way", ["drop", "refresh_requested", "warning"])
def test_sockets_that_end_are_replaced(slack: RunningSandbox, way: str) -> None:
    hub = slack.sandbox.sockets
    with connected(slack):
        slack.client.disconnect(way)

        slack.client.wait_until(lambda: hub.greeted >= 4 and hub.count >= 2, PATIENCE)


def test_nothing_is_missed_while_a_socket_is_being_replaced(slack: RunningSandbox) -> None:
    ana = slack.client.person("ana")
    with connected(slack):
        slack.client.disconnect("warning")

        outcomes = [ana.types(f"/aligned {number}", channel="#general").ok for number in range(20)]

    assert [True] * 20 == outcomes


def test_an_app_whose_socket_mode_was_switched_off_says_so_and_does_not_come_back(slack: RunningSandbox) -> None:
    with connected(slack) as sockets:
        slack.client.disconnect("link_disabled")

        assert sockets.ended.wait(PATIENCE)
        assert "Socket Mode was switched off" in str(sockets.reason)
        assert slack.sandbox.sockets.greeted == 2


def test_a_token_that_slack_does_not_accept_is_refused_in_a_sentence(slack: RunningSandbox) -> None:
    settings = load({"app_token": "xapp-1-wrong", "slack_api_url": slack.api_url})
    sockets = Sockets(Envelopes(an_app(slack), at_once=1), settings)

    with pytest.raises(Misconfigured, match="SLACK_APP_TOKEN"):
        sockets.connect()
    sockets.close()


def test_a_failure_in_passing_does_not_keep_the_app_from_starting(slack: RunningSandbox) -> None:
    slack.client.faults(
        {"method": "apps.connections.open", "fault": "html", "times": 1},
        {"method": "apps.connections.open", "fault": "server_error", "times": 1},
    )

    with connected(slack) as sockets:
        assert sockets.seconds_lost == 0.0


@pytest.mark.parametrize("page", ["in another charset", "a list", "a yes to something else"])
def test_a_page_that_nobody_can_read_is_waited_out(slack: RunningSandbox, page: str) -> None:
    with in_place_of_slack(ODD_PAGES[page]) as place:
        settings = load({"app_token": slack.app_token, "slack_api_url": place.url})
        sockets = Sockets(Envelopes(an_app(slack), at_once=1), settings)

        sockets.connect()

        slack.client.wait_until(lambda: place.is_asked_on, PATIENCE)
        assert sockets.is_kept_open
        sockets.close()


def test_a_socket_that_cannot_even_be_begun_is_opened_later(
    slack: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, refusals = Link.start, [RuntimeError("can't start new thread")] * 2

    def begin_later(link: Link) -> None:
        if refusals:
            raise refusals.pop()
        begin(link)

    with connected(slack) as sockets:
        monkeypatch.setattr(Link, "start", begin_later)
        slack.client.disconnect("drop")

        slack.client.wait_until(lambda: slack.sandbox.sockets.greeted >= 4, PATIENCE)
        assert sockets.is_kept_open


def test_trouble_that_lasts_longer_is_waited_out_as_well(slack: RunningSandbox) -> None:
    slack.client.faults({"method": "apps.connections.open", "fault": "drop_before", "times": 5})

    with connected(slack) as sockets:
        assert sockets.seconds_lost == 0.0


def test_a_pause_that_slack_asks_for_is_told_and_neither_cut_short_nor_escaped_by_beginning_anew(
    slack: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sockets.LOST_SECONDS", 0.0)
    slack.client.faults(
        {"method": "apps.connections.open", "fault": "ratelimited", "times": None, "retry_after": "3600"}
    )
    settings = load({"app_token": slack.app_token, "slack_api_url": slack.api_url})
    told: list[tuple[str, timedelta]] = []
    sockets = Sockets(Envelopes(an_app(slack), at_once=1), settings, on_pause=lambda *pause: told.append(pause))

    sockets.connect()

    assert not sockets.ended.wait(2.5)
    assert [("apps.connections.open", timedelta(hours=1))] == told
    assert len(slack.client.traffic(name="apps.connections.open")) == 1
    sockets.close()


def test_a_process_that_slack_does_not_ask_to_wait_begins_anew_without_connections(
    slack: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sockets.LOST_SECONDS", 0.0)
    slack.client.faults({"method": "apps.connections.open", "fault": "server_error", "times": None})
    settings = load({"app_token": slack.app_token, "slack_api_url": slack.api_url})
    sockets = Sockets(Envelopes(an_app(slack), at_once=1), settings)

    sockets.connect()

    assert sockets.ended.wait(PATIENCE)
    assert isinstance(sockets.reason, LinkLost)
    sockets.close()


def test_what_is_being_acknowledged_is_finished_before_the_sockets_close(slack: RunningSandbox) -> None:
    begun, may_go_on = threading.Event(), threading.Event()
    heard: list[bool] = []

    def on_command() -> None:
        begun.set()
        may_go_on.wait(PATIENCE)

    with connected(slack, an_app(slack, on_command)) as sockets:
        typing = threading.Thread(
            target=lambda: heard.append(slack.client.person("ana").types("/aligned x", channel="#general").ok)
        )
        typing.start()
        assert begun.wait(PATIENCE)
        closing = threading.Thread(target=sockets.close)
        closing.start()
        may_go_on.set()
        typing.join(PATIENCE)
        closing.join(PATIENCE)

    assert [True] == heard


def test_without_any_connection_the_seconds_are_counted(slack: RunningSandbox) -> None:
    with connected(slack) as sockets:
        slack.client.faults({"method": "apps.connections.open", "fault": "server_error", "times": None})
        slack.client.disconnect("drop")

        slack.client.wait_until(lambda: sockets.seconds_lost > 0, PATIENCE)


def test_too_many_sockets_are_not_answered_with_more_of_them(slack: RunningSandbox) -> None:
    with connected(slack), connected(slack), connected(slack), connected(slack), connected(slack):
        asked_before = len(slack.client.traffic(name="apps.connections.open"))
        with pytest.raises(SandboxTimeout), connected(slack):  # the eleventh and twelfth
            slack.client.wait_until(lambda: slack.sandbox.sockets.count > 10, 2.0)

    assert len(slack.client.traffic(name="apps.connections.open")) - asked_before == 2
