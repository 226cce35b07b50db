"""Starting the sandbox: its files, its port, its fixture."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.client import SandboxClient
from sandbox.clock import SettableClock
from sandbox.errors import FileProblem
from sandbox.manifest import read_manifest
from sandbox.running import LOOPBACK, RunningSandbox, running_sandbox, serve
from sandbox.seed import read_workspace_file
from tests.sandbox.conftest import PARROT

pytest_plugins = ["sandbox.pytest_fixture"]

WORKSPACE = """
name: Harbour Works
people:
  - {handle: eve, name: Eve Adams, tz: Africa/Nairobi}
  - {handle: sam, name: Sam Stone, tz: Asia/Tokyo, is_stranger: true}
conversations:
  - {name: dock, topic: Ships, members: [eve, app]}
  - {name: bridge, private: true, members: [eve, sam]}
"""


@pytest.fixture
def sandbox_manifest() -> Path:
    """The manifest for the fixture under test."""
    return PARROT


def written(path: Path, text: str) -> Path:
    """Write a file and return its path."""
    path.write_text(text)
    return path


def test_a_workspace_file_decides_who_is_here(tmp_path: Path):
    workspace = written(tmp_path / "workspace.yml", WORKSPACE)

    with running_sandbox(PARROT, workspace=workspace) as running:
        found = running.client.workspace()

    assert found["name"] == "Harbour Works"
    assert [person["handle"] for person in found["people"]] == ["eve", "sam", "parrot"]
    assert [(c["name"], c["kind"]) for c in found["conversations"]] == [("dock", "channel"), ("bridge", "private")]


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("tz: Asia/Tokyo", "tz: Mars/Olympus", 5, "people.1.tz"),
        ("name: Eve Adams", "nmae: Eve Adams", 4, "people.0.name"),
        ("members: [eve, app]", "members: [eve, nobody]", 2, ""),
        ("topic: Ships", "topics: Ships", 7, "conversations.0.topics"),
    ],
)
def test_a_broken_workspace_file_names_line_and_key(tmp_path: Path, old: str, new: str, line: int, key: str):
    path = written(tmp_path / "workspace.yml", WORKSPACE.replace(old, new))

    with pytest.raises(FileProblem) as problem:
        read_workspace_file(path)

    assert (problem.value.line, problem.value.key) == (line, key)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("display_information: {name: [", "manifest.yml:1"),
        ("display_information:\n  name: ''\n", "manifest.yml:2: display_information.name"),
        ("features: {}\n", "manifest.yml:1: display_information"),
        ("\tname: x", "manifest.yml:1"),
        ("", "manifest.yml"),
    ],
)
def test_a_broken_manifest_names_line_and_key(tmp_path: Path, text: str, words: str):
    path = written(tmp_path / "manifest.yml", text)

    with pytest.raises(FileProblem, match=words):
        read_manifest(path)


def test_a_manifest_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(FileProblem, match="nowhere"):
        read_manifest(tmp_path / "nowhere.yml")


def test_a_manifest_may_be_json(tmp_path: Path):
    path = written(tmp_path / "manifest.json", '{"display_information": {"name": "Json"}}')

    assert read_manifest(path).name == "Json"


def test_serving_a_broken_file_ends_with_code_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = written(tmp_path / "manifest.yml", "display_information: 5")

    with pytest.raises(SystemExit) as ended:
        serve(path, None, 0)

    assert ended.value.code == 2
    assert "manifest.yml:1: display_information" in capsys.readouterr().err


def test_a_taken_port_leads_to_the_next_free_one_and_ctrl_c_ends_it_quietly():
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        port = taken.getsockname()[1]
        program = (
            f"from pathlib import Path; from sandbox.running import serve; serve(Path({str(PARROT)!r}), None, {port})"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        lines = [process.stdout.readline() for _ in range(6)]

    SandboxClient(lines[2].split("=")[1].strip().removesuffix("/api/")).wait_until_up(10)
    os.kill(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)

    assert f"Port {port} is taken" in lines[0]
    assert [line.split("=")[0].strip() for line in lines[2:]] == [
        "SLACK_API_URL",
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
    ]
    assert "Traceback" not in errors


def test_the_clock_may_be_shared_with_the_app():
    clock = SettableClock()
    with running_sandbox(PARROT, clock=clock) as running:
        running.client.clock.advance(days=1)

        assert clock.offset.total_seconds() == 86_400


def test_the_fixture_runs_a_fresh_sandbox(slack_sandbox: RunningSandbox):
    assert slack_sandbox.client.workspace()["app"]["name"] == "Parrot"
