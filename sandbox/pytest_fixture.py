"""A pytest plugin for any Bolt app: put `pytest_plugins = ["sandbox.pytest_fixture"]` into a conftest.

Override `sandbox_manifest` where the manifest lies elsewhere, and `sandbox_workspace` to start with
other people and channels.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.client import SandboxClient
from sandbox.running import RunningSandbox, running_sandbox

USUAL_NAMES = ("manifest.yml", "manifest.yaml", "manifest.json")


@pytest.fixture(scope="session")
def sandbox_manifest(pytestconfig: pytest.Config) -> Path:
    """Find the app's manifest at the root of the project."""
    for name in USUAL_NAMES:
        if (found := pytestconfig.rootpath / name).exists():
            return found
    raise pytest.UsageError("no manifest at the project's root; override the fixture sandbox_manifest")


@pytest.fixture(scope="session")
def sandbox_workspace() -> Path | None:
    """Return a workspace file, or None for the one that comes with the sandbox."""
    return None


@pytest.fixture
def slack_sandbox(sandbox_manifest: Path, sandbox_workspace: Path | None) -> Iterator[RunningSandbox]:
    """Run a fresh sandbox for one test."""
    with running_sandbox(sandbox_manifest, workspace=sandbox_workspace) as sandbox:
        yield sandbox


@pytest.fixture
def slack_people(slack_sandbox: RunningSandbox) -> SandboxClient:
    """Return the client with which a test plays people."""
    return slack_sandbox.client
