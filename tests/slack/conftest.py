"""A sandbox for each test that asks for one, with the adapter wired to it."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from sandbox.running import running_sandbox
from tests.slack.wired import Wired

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture(scope="session")
def closing() -> Iterator[ThreadPoolExecutor]:
    """Close sandboxes while the next test runs: a server takes a moment to notice that it should end."""
    with ThreadPoolExecutor(max_workers=8) as pool:
        yield pool


@pytest.fixture(scope="session")
def closed() -> Iterator[list[Future[None]]]:
    """Fail the run when a sandbox could not be closed."""
    closings: list[Future[None]] = []
    yield closings
    for future in closings:
        future.result()


@pytest.fixture
def wired(closed: list[Future[None]], closing: ThreadPoolExecutor) -> Iterator[Wired]:
    """The adapter over loopback; every test has a workspace of its own."""
    with ExitStack() as stack:
        yield Wired(stack.enter_context(running_sandbox(MANIFEST)))
        closed.append(closing.submit(stack.pop_all().close))
