"""`aligned sandbox` for somebody else's app, as its author starts it on a terminal."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from typer.testing import CliRunner

from bot.cli import cli
from sandbox.client import SandboxClient
from sandbox.running import LAST_PORT, LOOPBACK, PORTS_TRIED

DEADLINE = 30
MANIFEST = """
display_information: {name: Coffee}
features:
  bot_user: {display_name: Coffee}
  slash_commands:
    - {command: /order, description: Order a coffee}
oauth_config: {scopes: {bot: [commands, "chat:write"]}}
settings: {socket_mode_enabled: true, interactivity: {is_enabled: true}}
"""
WORKSPACE = """
name: Harbour Works
people:
  - {handle: eve, name: Eve Adams, tz: Africa/Nairobi}
conversations:
  - {name: dock, members: [eve, app]}
"""


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """The manifest of somebody else's app."""
    path = tmp_path / "manifest.yml"
    path.write_text(MANIFEST.lstrip())
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace of their own."""
    path = tmp_path / "workspace.yml"
    path.write_text(WORKSPACE.lstrip())
    return path


@contextmanager
def started(*arguments: object) -> Iterator[list[str]]:
    """Start the command, yield what it prints until it serves, and end it with Ctrl-C."""
    command = [sys.executable, "-m", "bot", "sandbox", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines: list[str] = []
    while not lines or "SECRET" not in lines[-1]:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        lines.append(line)
    SandboxClient(settings_in(lines)["SLACK_API_URL"].removesuffix("/api/")).wait_until_up(DEADLINE)
    yield lines
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=DEADLINE)
    assert (0, "") == (process.returncode, errors)


def settings_in(lines: list[str]) -> dict[str, str]:
    """Read the printed settings."""
    return dict(line.strip().split("=", 1) for line in lines if re.match(r"\s+SLACK_", line))


def test_somebody_elses_app_runs_on_what_is_printed(manifest: Path, workspace: Path):
    with started("--manifest", manifest, "--workspace", workspace, "--port", 0) as lines:
        printed = settings_in(lines)
        app = App(client=WebClient(printed["SLACK_BOT_TOKEN"], base_url=printed["SLACK_API_URL"]))
        app.command("/order")(lambda ack, body: ack(f"{body['text']} is on its way"))
        sockets = WebClient(printed["SLACK_APP_TOKEN"], base_url=printed["SLACK_API_URL"])
        handler = SocketModeHandler(app, printed["SLACK_APP_TOKEN"], web_client=sockets)
        handler.connect()
        client = SandboxClient(printed["SLACK_API_URL"].removesuffix("/api/"))
        client.wait_for_connections()

        eve = client.person("eve")
        outcome = eve.types("/order a flat white", channel="#dock")

        assert outcome.ok
        assert "a flat white is on its way" == eve.sees("#dock")[-1].text
        assert lines[0].startswith("Harbour Works is open at http://127.0.0.1:")
        handler.client.auto_reconnect_enabled = False
        client.disconnect("drop")
        handler.close()


def test_a_taken_port_leads_to_the_next_free_one_and_says_so(manifest: Path):
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]

        with started("--manifest", manifest, "--port", port) as lines:
            served = int(settings_in(lines)["SLACK_API_URL"].split(":")[2].split("/")[0])

    assert f"Port {port} is taken, so this is the next free one.\n" == lines[0]
    assert port < served < port + PORTS_TRIED


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("command: /order", "command: order", "manifest.yml:5: features.slash_commands.0.command"),
        ("name: Coffee}", "nmae: Coffee}", "manifest.yml:1: display_information.name"),
        ("features:", "features: [", "manifest.yml:"),
    ],
)
def test_a_broken_manifest_ends_it_naming_line_and_key(manifest: Path, old: str, new: str, complaint: str):
    manifest.write_text(manifest.read_text().replace(old, new, 1))

    ended = CliRunner().invoke(cli, ["sandbox", "--manifest", str(manifest)])

    assert (2, 1) == (ended.exit_code, ended.output.count("\n"))
    assert complaint in ended.output


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("tz: Africa/Nairobi", "tz: Mars/Olympus", "workspace.yml:3: people.0.tz"),
        ("members: [eve, app]", "members: [eve, adam]", "workspace.yml:"),
        ("handle: eve, ", "", "workspace.yml:3: people.0.handle"),
    ],
)
def test_a_broken_workspace_ends_it_naming_line_and_key(
    manifest: Path, workspace: Path, old: str, new: str, complaint: str
):
    workspace.write_text(workspace.read_text().replace(old, new, 1))

    ended = CliRunner().invoke(cli, ["sandbox", "--manifest", str(manifest), "--workspace", str(workspace)])

    assert (2, 1) == (ended.exit_code, ended.output.count("\n"))
    assert complaint in ended.output


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    ended = CliRunner().invoke(cli, ["sandbox", "--manifest", str(tmp_path / "nowhere.yml")])

    assert 2 == ended.exit_code
    assert "nowhere.yml: No such file or directory" in ended.output


def test_a_port_that_does_not_exist_ends_it_in_one_line(manifest: Path):
    ended = CliRunner().invoke(cli, ["sandbox", "--manifest", str(manifest), "--port", str(LAST_PORT + 1)])

    assert (2, 1) == (ended.exit_code, ended.output.count("\n"))
    assert "--port takes a number from 0 to 65535" in ended.output
