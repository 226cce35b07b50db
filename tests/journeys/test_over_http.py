"""The same app behind a request URL: Slack delivers over signed HTTP, and nobody in the workspace sees a difference."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Application, build
from bot.demo import STARTS_AT, STORY, WORKSPACE
from bot.demo.playing import play_story
from bot.demo.story import Story
from bot.http_manifest import over_http
from bot.settings import load
from sandbox.clock import SettableClock
from sandbox.running import RunningSandbox, running_sandbox
from tests.journeys.conftest import MANIFEST


@pytest.fixture(scope="module")
def port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def sandbox(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    """A workspace in which the app was installed with a request URL."""
    clock = SettableClock()
    clock.set(STARTS_AT)
    manifest = tmp_path_factory.mktemp("manifest") / "http.yml"
    url = f"http://127.0.0.1:{port}/slack/events"
    manifest.write_text(over_http(Path(MANIFEST).read_text(encoding="utf-8"), url), encoding="utf-8")
    with running_sandbox(manifest, workspace=WORKSPACE, clock=clock) as running:
        yield running


@pytest.fixture(scope="module")
def app(sandbox: RunningSandbox, port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The app, listening there, without an app-level token."""
    settings = load(
        {
            "bot_token": sandbox.bot_token,
            "signing_secret": sandbox.signing_secret,
            "slack_api_url": sandbox.api_url,
            "database_url": f"sqlite:///{tmp_path_factory.mktemp('http')}/http.db",
            "http_port": port,
            "tick_seconds": 1,
            "reconcile_seconds": 2,
        }
    )
    app = build(settings, clock=sandbox.clock)
    app.start()
    yield app
    app.stop()


def test_the_whole_story_is_played_over_http(app: Application, sandbox: RunningSandbox) -> None:
    said: list[str] = []

    play_story(Story.read(STORY), sandbox.client, said.append)

    assert "All 7 parts are executable." in "\n".join(said)
    assert sandbox.client.problems() == []
    assert sandbox.sandbox.sockets.greeted == 0
