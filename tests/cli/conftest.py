"""Somebody at a command line: in an empty folder, and in a workspace if they are connected.

Commands set logging up for the whole process; the next test gets it back as it was.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.cli import MANIFEST
from bot.settings import Settings, variable_of
from sandbox.running import RunningSandbox, running_sandbox


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    """A workspace whose tokens are accepted."""
    with running_sandbox(MANIFEST) as running:
        yield running


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, with no settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(variable_of(name), raising=False)


@pytest.fixture
def connected(sandbox: RunningSandbox, monkeypatch: pytest.MonkeyPatch) -> RunningSandbox:
    """The environment of somebody who configured everything."""
    monkeypatch.setenv("SLACK_API_URL", sandbox.api_url)
    monkeypatch.setenv("SLACK_BOT_TOKEN", sandbox.bot_token)
    monkeypatch.setenv("SLACK_APP_TOKEN", sandbox.app_token)
    return sandbox
