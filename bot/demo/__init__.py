"""The demo: a workspace on this machine, the app in it, and a story that is seeded or played.

This package and the command line are the only places that know both the app and the sandbox.
"""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from bot.app import Application, build
from bot.demo.cast import StoryStopped
from bot.demo.playing import play_story
from bot.demo.seeding import seed
from bot.demo.story import Story
from bot.domain.errors import Misconfigured
from bot.settings import Settings, settings_of
from bot.slack.rates import Rates
from sandbox.clock import SettableClock
from sandbox.errors import NoFreePort
from sandbox.running import RunningSandbox, running_sandbox

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "demo"
STORY = TEMPLATES / "story.toml"
WORKSPACE = TEMPLATES / "workspace.yml"
STARTS_AT = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
"""A Tuesday, so that the next days are working days everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A running workspace with the app in it; both live by the same clock."""

    sandbox: RunningSandbox
    app: Application
    clock: SettableClock
    story: Story


def play(manifest: Path, *, port: int, script: bool) -> int:
    """Run the demo until Ctrl-C, or play its story; return the exit code."""
    clock = SettableClock()
    if script:
        clock.set(STARTS_AT)
    try:
        with running_demo(manifest, port=0 if script else port, clock=clock) as demo:
            return _play_script(demo) if script else _welcome(demo, wanted=port)
    except NoFreePort as taken:
        raise Misconfigured(f"{taken}: choose another with --port.") from taken


@contextmanager
def running_demo(manifest: Path, *, port: int, clock: SettableClock, rates: Rates | None = None) -> Iterator[Demo]:
    """Run workspace and app while the block lasts; where days pass in a minute, Slack's rates can be lifted."""
    with (
        tempfile.TemporaryDirectory(prefix="aligned-demo-") as folder,
        running_sandbox(manifest, workspace=WORKSPACE, clock=clock, port=port) as sandbox,
    ):
        app = build(_settings(sandbox, Path(folder)), clock=clock, rates=rates)
        app.start()
        try:
            sandbox.client.wait_for_connections(app.inlet.count)
            yield Demo(sandbox=sandbox, app=app, clock=clock, story=Story.read(STORY))
        finally:
            app.stop()


def _settings(sandbox: RunningSandbox, folder: Path) -> Settings:
    """Leave the environment and `.env` alone: they name the database and the letters of an app that people use."""
    return settings_of(
        {
            "bot_token": sandbox.bot_token,
            "app_token": sandbox.app_token,
            "signing_secret": sandbox.signing_secret,
            "slack_api_url": sandbox.api_url,
            "database_url": f"sqlite:///{folder}/demo.db",
            "tick_seconds": 1,
            "reconcile_seconds": 2,
        }
    )


def _play_script(demo: Demo) -> int:
    try:
        play_story(demo.story, demo.sandbox.client, typer.echo)
    except StoryStopped as stopped:
        typer.echo(f"\nThe story stopped: {stopped}", err=True)
        return 1
    return 0


def _welcome(demo: Demo, *, wanted: int) -> int:
    seed(demo.app, demo.story, demo.sandbox.client)
    url = demo.sandbox.url
    if not url.endswith(f":{wanted}"):
        typer.echo(f"Port {wanted} is taken, so this is the next free one.")
    for line in demo.story.welcome:
        typer.echo(line.format(url=url))
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        typer.echo("\nStopped. Nothing was kept.")
    return 0
