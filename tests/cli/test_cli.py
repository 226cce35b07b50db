"""The command line: one line for each error, exit codes a program can rely on."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest
from typer.testing import CliRunner

from bot.cli import LAST_PORT, MANIFEST, cli
from bot.env_file import write_env
from bot.exit_codes import NOT_DONE, WRONGLY_CONFIGURED
from sandbox.running import RunningSandbox, running_sandbox

runner = CliRunner()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    """A workspace whose tokens are accepted."""
    with running_sandbox(MANIFEST) as running:
        yield running


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, with no settings."""
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def connected(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> RunningSandbox:
    """The environment of somebody who configured everything."""
    monkeypatch.setenv("SLACK_API_URL", sandbox.api_url)
    monkeypatch.setenv("SLACK_BOT_TOKEN", sandbox.bot_token)
    monkeypatch.setenv("SLACK_APP_TOKEN", sandbox.app_token)
    return sandbox


def test_running_without_tokens_says_which_one_is_missing() -> None:
    ended = runner.invoke(cli, ["run"])

    assert ended.exit_code == WRONGLY_CONFIGURED
    assert "SLACK_BOT_TOKEN is missing" in ended.output
    assert "Traceback" not in ended.output


def test_a_token_of_the_wrong_kind_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-mixed-up")

    ended = runner.invoke(cli, ["run"])

    assert ended.exit_code == WRONGLY_CONFIGURED
    assert "must start with xoxb-" in ended.output


def test_a_token_slack_refuses_is_named(connected: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-wrong")

    ended = runner.invoke(cli, ["run"])

    assert ended.exit_code == WRONGLY_CONFIGURED
    assert "invalid_auth" in ended.output


def test_a_slack_that_cannot_be_reached_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")

    ended = runner.invoke(cli, ["run"])

    assert ended.exit_code == NOT_DONE  # it may be reached the next time
    assert "cannot be reached" in ended.output


def test_a_database_that_cannot_be_reached_is_said(connected: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody:secret@127.0.0.1:9/nothing")

    ended = runner.invoke(cli, ["run"])

    assert ended.exit_code != 0
    assert "secret" not in ended.output
    assert "Traceback" not in ended.output


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


def test_setup_checks_the_tokens_and_writes_them_for_the_owner_only(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SLACK_API_URL", sandbox.api_url)

    ended = runner.invoke(cli, ["setup"], input=f"{sandbox.bot_token}\n{sandbox.app_token}\n")

    written = tmp_path / ".env"
    assert ended.exit_code == 0, ended.output
    assert f"SLACK_BOT_TOKEN={sandbox.bot_token}" in written.read_text()
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_setup_writes_nothing_when_slack_refuses_the_token(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SLACK_API_URL", sandbox.api_url)

    ended = runner.invoke(cli, ["setup"], input="xoxb-wrong\nxapp-wrong\n")

    assert ended.exit_code == WRONGLY_CONFIGURED
    assert not (tmp_path / ".env").exists()


def test_writing_an_env_file_keeps_what_else_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# mine\nOTHER=1\nSLACK_BOT_TOKEN=old\n")

    write_env(path, {"SLACK_BOT_TOKEN": "new"})

    assert path.read_text() == "# mine\nOTHER=1\nSLACK_BOT_TOKEN=new\n"


@pytest.mark.parametrize("command", [["demo"], ["demo", "--script"], ["sandbox"]])
@pytest.mark.parametrize("port", ["99999999", "65536", "-1"])
def test_a_port_that_cannot_be_is_refused_in_one_sentence(command: list[str], port: str) -> None:
    ended = runner.invoke(cli, [*command, "--port", port])

    assert WRONGLY_CONFIGURED == ended.exit_code
    assert f"aligned: --port takes a number from 0 to 65535, not {port}; 0 is any free port.\n" == ended.output


def test_a_demo_that_finds_no_free_port_says_so_in_one_sentence() -> None:
    with socket() as taken:
        taken.bind(("127.0.0.1", LAST_PORT))
        ended = runner.invoke(cli, ["demo", "--port", str(LAST_PORT)])

    assert WRONGLY_CONFIGURED == ended.exit_code
    assert "aligned: no free port between 65535 and 65535: choose another with --port.\n" == ended.output


def test_the_manifest_for_an_address_is_refused_where_there_is_none() -> None:
    ended = runner.invoke(cli, ["manifest", "--url", "your.host/slack"])

    assert ended.exit_code == 2
    assert "give all of it, as in https://host/slack/events" in ended.output


def test_the_manifest_is_printed_as_it_is() -> None:
    assert runner.invoke(cli, ["manifest"]).output == MANIFEST.read_text(encoding="utf-8")


def test_the_settings_are_shown_without_their_secrets(connected: RunningSandbox) -> None:
    shown = runner.invoke(cli, ["config", "show"]).output

    assert "SLACK_BOT_TOKEN" in shown
    assert connected.bot_token not in shown


def test_the_schema_is_brought_up_to_date_and_checked() -> None:
    assert runner.invoke(cli, ["db", "check"]).exit_code == WRONGLY_CONFIGURED
    assert runner.invoke(cli, ["db", "upgrade"]).exit_code == 0
    assert runner.invoke(cli, ["db", "check"]).exit_code == 0


def test_a_backup_is_taken_and_put_back(tmp_path: Path) -> None:
    runner.invoke(cli, ["db", "upgrade"])

    backed_up = runner.invoke(cli, ["db", "backup", "monday.db"])
    restored = runner.invoke(cli, ["db", "restore", "monday.db"])

    assert "The backup is at monday.db." in backed_up.output
    assert f"monday.db is restored. What it replaced is kept at {tmp_path}/aligned.db.replaced.\n" in restored.output
    assert runner.invoke(cli, ["db", "check"]).exit_code == 0
    assert (tmp_path / "aligned.db.replaced").exists()


def test_a_backup_never_replaces_a_file_and_says_so_in_one_line(tmp_path: Path) -> None:
    runner.invoke(cli, ["db", "upgrade"])
    (tmp_path / "mine").write_text("mine")

    ended = runner.invoke(cli, ["db", "backup", "mine"])

    assert WRONGLY_CONFIGURED == ended.exit_code
    assert ended.output == "aligned: mine exists already, and a backup never replaces another.\n"


def test_a_database_that_other_tools_put_back_is_reconciled() -> None:
    runner.invoke(cli, ["db", "upgrade"])

    ended = runner.invoke(cli, ["db", "reconcile"])

    assert (0, "Waiting, and looked up in Slack before it is sent: 0.") == (ended.exit_code, ended.output[:53])


def test_a_database_that_is_not_there_is_not_reconciled_and_none_is_made(tmp_path: Path) -> None:
    ended = runner.invoke(cli, ["db", "reconcile"])

    assert (WRONGLY_CONFIGURED, []) == (ended.exit_code, list(tmp_path.iterdir()))
    assert "aligned: There is no database at aligned.db.\n" == ended.output


@pytest.mark.parametrize("command", ["check", "upgrade", "reconcile"])
def test_a_server_that_is_away_is_told_to_operators_in_one_line_and_without_its_password(command: str) -> None:
    url = "postgresql://nobody:secret@127.0.0.1:9/nothing"

    ended = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "db", command],
        env={"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )

    (line,) = ended.stderr.splitlines()
    assert NOT_DONE == ended.returncode
    assert line.startswith("aligned: The database cannot be reached (connection failed: ")
    assert ("Connection refused" in line, "secret" in line) == (True, False)


def test_a_folder_in_the_place_of_the_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}")

    assert "(unable to open database file)" in runner.invoke(cli, ["db", "check"]).output
