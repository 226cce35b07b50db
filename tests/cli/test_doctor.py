"""The doctor: what it finds, and what it says to do."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.exit_codes import NOT_DONE
from sandbox.running import RunningSandbox

runner = CliRunner(env={"COLUMNS": "1000"})
as_somebody = pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")


def _ill() -> str:
    ended = runner.invoke(cli, ["doctor"])

    assert ended.exit_code == NOT_DONE, ended.output
    return ended.output


def test_the_doctor_is_content_when_everything_is_well(connected: RunningSandbox) -> None:
    ended = runner.invoke(cli, ["doctor"])

    assert ended.exit_code == 0, ended.output
    assert "Socket Mode can be opened" in ended.output


def test_the_doctor_asks_for_no_app_token_where_slack_delivers_over_http(
    connected: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_APP_TOKEN")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", connected.signing_secret)
    monkeypatch.setenv("ALIGNED_HTTP_PORT", "8080")

    ended = runner.invoke(cli, ["doctor"])

    assert ended.exit_code == 0
    assert "over HTTP, on 127.0.0.1:8080" in " ".join(ended.output.split())


def test_the_doctor_names_a_scope_that_is_missing(connected: RunningSandbox) -> None:
    connected.client.scopes(remove=["users:read"])
    try:
        ended = runner.invoke(cli, ["doctor"])
    finally:
        connected.client.scopes(add=["users:read"])

    assert ended.exit_code == NOT_DONE
    assert "users:read" in ended.output


@pytest.mark.parametrize("token", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_the_doctor_names_the_token_that_slack_refuses(
    token: str, connected: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(token, "xoxb-wrong" if token == "SLACK_BOT_TOKEN" else "xapp-wrong")

    assert f"Slack does not accept {token} (invalid_auth): copy it again from" in _ill()


def test_no_token_is_to_blame_for_a_page_of_a_proxy(connected: RunningSandbox) -> None:
    connected.client.faults({"method": "auth.test", "fault": "html", "times": 4})

    found = _ill()

    assert "it, or a proxy before it, is out of order (HTTP 200). Try again later." in found
    assert "copy it again" not in found


def test_a_database_that_is_yet_to_be_made_is_well(connected: RunningSandbox) -> None:
    assert "aligned.db will be made on the first start" in runner.invoke(cli, ["doctor"]).output


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere/aligned.db", "there is no folder /"),
        ("file/aligned.db", "there is no folder /"),
        ("folder", "it is a folder"),
        ("x" * 250, "File name too long"),
        ("[/red]/aligned.db", "there is no folder /"),
    ],
    ids=["no folder", "a file for a folder", "a folder", "too long", "brackets"],
)
@pytest.mark.parametrize(
    ("variable", "scheme"), [("DATABASE_URL", "sqlite:///"), ("ALIGNED_LETTERBOX", "")], ids=["database", "letterbox"]
)
def test_a_file_that_cannot_be_is_told_before_the_first_start(
    connected: RunningSandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    variable: str,
    scheme: str,
    name: str,
    reason: str,
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv(variable, f"{scheme}{tmp_path}/{name}")

    found = _ill()

    assert f"cannot be written ({reason}" in found
    assert f"mend that, or name another file in {variable}." in found


@as_somebody
def test_a_database_that_may_only_be_read_is_told(connected: RunningSandbox, tmp_path: Path) -> None:
    runner.invoke(cli, ["db", "upgrade"])
    (tmp_path / "aligned.db").chmod(0o444)

    assert "aligned.db cannot be written (you may not write it)" in _ill()


@as_somebody
def test_a_folder_that_may_only_be_read_is_told(connected: RunningSandbox, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)

    assert f"aligned.db cannot be written (you may not write in {tmp_path})" in _ill()


def test_a_letterbox_that_can_be_made_is_well(connected: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGNED_LETTERBOX", "letters")

    assert runner.invoke(cli, ["doctor"]).exit_code == 0
