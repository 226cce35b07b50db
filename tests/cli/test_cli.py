"""The command line: one line for each error, exit codes a program can rely on."""

import stat
import subprocess
import sys
from pathlib import Path
from socket import socket

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import LAST_PORT, MANIFEST, assess, cli
from bot.demo import STORY
from bot.demo.story import Story
from bot.env_file import write_env
from bot.exit_codes import NOT_DONE, WRONGLY_CONFIGURED
from sandbox.running import RunningSandbox

runner = CliRunner()


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


def test_setup_checks_the_tokens_and_writes_them_for_the_owner_only(
    sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SLACK_API_URL", sandbox.api_url)

    ended = runner.invoke(cli, ["setup"], input=f"{sandbox.bot_token}\n{sandbox.app_token}\n")

    written = tmp_path / ".env"
    assert ended.exit_code == 0, ended.output
    assert f"SLACK_BOT_TOKEN={sandbox.bot_token}" in written.read_text()
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


@pytest.mark.parametrize("refused", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_setup_leaves_the_file_as_it_is_when_slack_refuses_a_token(
    connected: RunningSandbox, tmp_path: Path, refused: str
) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-good\n")
    given = {"SLACK_BOT_TOKEN": connected.bot_token, "SLACK_APP_TOKEN": connected.app_token}
    given[refused] = f"{given[refused][:5]}wrong"

    ended = runner.invoke(cli, ["setup"], input="".join(f"{token}\n" for token in given.values()))

    assert ended.exit_code == WRONGLY_CONFIGURED
    assert f"aligned: Slack does not accept {refused} (invalid_auth): copy it again from" in ended.output
    assert (tmp_path / ".env").read_text() == "SLACK_BOT_TOKEN=xoxb-good\n"


def test_setup_for_delivery_over_http_asks_slack_about_the_bot_token_alone(
    connected: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALIGNED_HTTP_PORT", "8080")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", connected.signing_secret)

    ended = runner.invoke(cli, ["setup"], input=f"{connected.bot_token}\nnone\n")

    assert ended.exit_code == 0, ended.output


def test_setup_without_a_terminal_says_how_else_the_tokens_are_given() -> None:
    ended = runner.invoke(cli, ["setup"], input="")

    assert WRONGLY_CONFIGURED == ended.exit_code
    assert (
        "aligned: There is no terminal to ask for the tokens on: give both on standard input, a line each, "
        "or copy .env.example to .env and fill them in.\n"
    ) == ended.output


def test_on_a_narrow_terminal_every_setting_is_told_by_its_whole_name_and_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{'long/' * 12}aligned.db")

    shown = runner.invoke(cli, ["config", "show"], env={"COLUMNS": "80"}).output

    rows = [[cell.strip() for cell in line.split("│")] for line in shown.splitlines() if line.startswith("│")]
    assert "ALIGNED_RECONCILE_SECONDS" in [row[1] for row in rows]
    assert f"{'long/' * 12}aligned.db" in "".join(row[2] for row in rows)


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


def test_the_welcome_of_the_demo_fits_a_terminal_of_eighty_columns() -> None:
    lines = [line.format(url="http://127.0.0.1:65535") for line in Story.read(STORY).welcome]

    assert [] == [line for line in lines if len(line) > 79]


@pytest.mark.parametrize("url", ["your.host/slack", "http://x", "https:///slack", "https://[x", "https://x:port/"])
def test_the_manifest_is_refused_where_slack_could_not_deliver(url: str) -> None:
    ended = runner.invoke(cli, ["manifest", "--url", url])

    assert ended.exit_code == WRONGLY_CONFIGURED
    assert "give all of it, with https, as in https://host/slack/events" in ended.output


def test_the_manifest_is_printed_as_it_is() -> None:
    assert runner.invoke(cli, ["manifest"]).output == MANIFEST.read_text(encoding="utf-8")


def test_the_settings_are_shown_without_their_secrets(connected: RunningSandbox) -> None:
    shown = runner.invoke(cli, ["config", "show"]).output

    assert "SLACK_BOT_TOKEN" in shown
    assert connected.bot_token not in shown


@pytest.mark.parametrize("url", ["postgresql://ana:hunter2@h/d", "postgresql://h/d?user=ana&password=hunter2"])
def test_the_settings_are_shown_without_the_password_of_the_database(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    shown = runner.invoke(cli, ["config", "show"], env={"COLUMNS": "400"}).output

    assert ("ana" in shown, "***" in shown, "hunter2" in shown) == (True, True, False)


def test_the_settings_are_shown_even_where_the_address_of_the_database_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://ana:hunter2@h/d")

    ended = runner.invoke(cli, ["config", "show"], env={"COLUMNS": "400"})

    assert (ended.exit_code, "DATABASE_URL names mysql" in ended.output, "hunter2" in ended.output) == (0, True, False)


def test_the_settings_are_shown_without_the_user_of_the_web_api(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://ana:hunter2@proxy/api/")

    shown = runner.invoke(cli, ["config", "show"], env={"COLUMNS": "400"}).output

    assert ("http://***@proxy/api/" in shown, "hunter2" in shown) == (True, False)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
@pytest.mark.parametrize(
    "command",
    ["run", "doctor", "nudge --dry-run", "db upgrade", "db check", "db backup x", "db restore x", "db reconcile"],
)
def test_a_database_that_would_be_gone_at_the_next_start_is_refused(
    command: str, url: str, connected: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    ended = runner.invoke(cli, command.split())

    assert ended.exit_code == WRONGLY_CONFIGURED
    assert ended.output == (
        "aligned: DATABASE_URL names a database in memory, which is gone at the next start: "
        "name a file, as in sqlite:///aligned.db.\n"
    )


def test_nothing_is_judged_without_a_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)

    with pytest.raises(typer.Exit) as ended:
        assess()

    assert ended.value.exit_code == NOT_DONE


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


@pytest.mark.parametrize("command", ["nudge --dry-run", "db check", "db backup x", "db reconcile"])
def test_where_there_is_no_database_one_is_told_what_to_do_and_none_is_made(command: str, tmp_path: Path) -> None:
    ended = runner.invoke(cli, command.split())

    assert (WRONGLY_CONFIGURED, []) == (ended.exit_code, list(tmp_path.iterdir()))
    assert ended.output == (
        "aligned: There is no database at aligned.db: check DATABASE_URL, and the folder you are in; "
        "the first `aligned run` makes one.\n"
    )


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
