"""A sandbox for each test that asks for one, with the adapter wired to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.running import running_sandbox
from tests.slack.wired import Wired

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture
def wired() -> Iterator[Wired]:
    """The adapter over loopback; every test has a workspace of its own."""
    with running_sandbox(MANIFEST) as running:
        yield Wired(running)
