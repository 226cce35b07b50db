"""What an admin reads when the app cannot start: one sentence that says what to do, never a traceback."""

import socket
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.app import build
from bot.cli import cli
from bot.demo import Demo
from bot.domain.errors import LinkLost, Misconfigured
from bot.exit_codes import WRONGLY_CONFIGURED
from bot.settings import Settings, load, variable_of
from tests.slack.pages import ODD_PAGES, in_place_of_slack


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder without `.env`, and an environment without settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(variable_of(name), raising=False)
    return tmp_path


@pytest.fixture
def right(today: Demo, elsewhere: Path) -> dict[str, Any]:
    """Settings with which the app would start."""
    return {
        "bot_token": today.sandbox.bot_token,
        "app_token": today.sandbox.app_token,
        "slack_api_url": today.sandbox.api_url,
        "database_url": f"sqlite:///{elsewhere}/aligned.db",
    }


@pytest.fixture
def closed_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _reason(today: Demo, **settings: Any) -> str:
    with pytest.raises(Misconfigured) as refusal:
        _start(today, load(settings))
    return str(refusal.value)


def _start(today: Demo, settings: Settings) -> None:
    application = build(settings, clock=today.clock)
    try:
        application.start()
    finally:
        application.stop()


@pytest.mark.parametrize(("name", "variable"), [("bot_token", "SLACK_BOT_TOKEN"), ("app_token", "SLACK_APP_TOKEN")])
def test_a_missing_token_is_named(today: Demo, right: dict[str, Any], name: str, variable: str) -> None:
    reason = _reason(today, **{**right, name: ""})

    assert reason.startswith(f"{variable} is missing")


@pytest.mark.parametrize(
    ("name", "wrong", "prefix"), [("bot_token", "xapp-1-A-B", "xoxb-"), ("app_token", "xoxb-1-2", "xapp-")]
)
def test_tokens_that_were_swapped_are_told_apart(
    today: Demo, right: dict[str, Any], name: str, wrong: str, prefix: str
) -> None:
    reason = _reason(today, **{**right, name: wrong})

    assert f"must start with {prefix}" in reason
    assert wrong not in reason


@pytest.mark.parametrize(
    ("name", "wrong", "variable"),
    [("bot_token", "xoxb-no-such-token", "SLACK_BOT_TOKEN"), ("app_token", "xapp-no-such-token", "SLACK_APP_TOKEN")],
)
def test_a_token_slack_does_not_know_is_named_and_not_shown(
    today: Demo, right: dict[str, Any], name: str, wrong: str, variable: str
) -> None:
    reason = _reason(today, **{**right, name: wrong})

    assert reason.startswith(f"Slack does not accept {variable} (invalid_auth)")
    assert wrong not in reason


def test_a_slack_that_cannot_be_reached_is_said_with_its_address(
    today: Demo, right: dict[str, Any], closed_port: int
) -> None:
    address = f"http://127.0.0.1:{closed_port}/api/"

    with pytest.raises(LinkLost, match=f"Slack cannot be reached at {address}"):
        _start(today, load({**right, "slack_api_url": address}))


def test_a_slack_that_asks_to_wait_for_long_is_asked_once_and_is_no_wrong_setting(
    today: Demo, right: dict[str, Any]
) -> None:
    today.sandbox.client.faults({"method": "auth.test", "fault": "ratelimited", "times": 1, "retry_after": "3600"})

    with pytest.raises(LinkLost, match="3600 seconds"):
        _start(today, load(right))


@pytest.mark.parametrize("fault", ["html", "server_error"])
def test_a_slack_that_is_out_of_order_is_no_wrong_setting(today: Demo, right: dict[str, Any], fault: str) -> None:
    today.sandbox.client.faults({"method": "auth.test", "fault": fault, "times": 4})

    with pytest.raises(LinkLost, match="cannot be reached"):
        _start(today, load(right))


@pytest.mark.parametrize("page", ["in another charset", "a list", "a yes to something else"])
def test_a_page_in_slacks_place_is_said_whatever_it_looks_like(today: Demo, right: dict[str, Any], page: str) -> None:
    with in_place_of_slack(ODD_PAGES[page]) as place, pytest.raises(LinkLost, match="Slack cannot be reached at"):
        _start(today, load({**right, "slack_api_url": place.url}))


def test_a_database_that_cannot_be_reached_is_no_wrong_setting_and_said_without_its_password(
    today: Demo, right: dict[str, Any], closed_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.DATABASE_STARTS", (0.0, 0.0))
    url = f"postgresql://aligned:secret-word@127.0.0.1:{closed_port}/aligned"

    with pytest.raises(LinkLost, match="cannot be reached") as refusal:
        _start(today, load({**right, "database_url": url}))

    assert "secret-word" not in str(refusal.value)


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all/aligned.db", "mysql://localhost/x", "not an address"])
def test_a_database_that_cannot_be_one_is_said(today: Demo, right: dict[str, Any], url: str) -> None:
    reason = _reason(today, **{**right, "database_url": url})

    assert reason


def test_an_impossible_setting_is_named_in_one_line(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGNED_SOCKETS", "seventeen")

    with pytest.raises(Misconfigured) as refusal:
        load()

    assert str(refusal.value).startswith("ALIGNED_SOCKETS: ")
    assert "\n" not in str(refusal.value)


def test_the_command_says_it_in_one_line_and_exits_with_two(elsewhere: Path) -> None:
    ended = CliRunner().invoke(cli, ["run"])

    assert ended.exit_code == WRONGLY_CONFIGURED
    assert ended.output.count("\n") == 1
    assert ended.output.startswith("aligned: SLACK_BOT_TOKEN is missing")


def test_a_token_may_lie_in_a_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "token").write_text("xoxb-from-a-file\n", encoding="utf-8")
    monkeypatch.setenv("SLACK_BOT_TOKEN_FILE", str(elsewhere / "token"))

    assert load().bot_token.get_secret_value() == "xoxb-from-a-file"


def test_a_file_that_is_not_there_is_said(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN_FILE", str(elsewhere / "nothing"))

    with pytest.raises(
        Misconfigured, match=r"SLACK_BOT_TOKEN_FILE names .*nothing, which cannot be read: No such file"
    ):
        load()
