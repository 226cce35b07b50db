"""One sandbox and one Bolt app per test module; a fresh channel per test."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk import WebClient

from sandbox.client import PersonClient, SandboxClient
from sandbox.limits import Strictness
from sandbox.running import RunningSandbox, running_sandbox
from tests.sandbox.parrot import Parrot

MANIFESTS = Path(__file__).parent / "manifests"
ACK_SECONDS = 1.5
"""Slack waits three; tests of what is not acknowledged need not."""
PARROT = MANIFESTS / "parrot.yml"


@pytest.fixture(scope="module")
def running() -> Iterator[RunningSandbox]:
    """A sandbox without rate limits, for tests that are not about them."""
    with running_sandbox(PARROT, strictness=Strictness.OFF, ack_seconds=ACK_SECONDS) as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def connected(running: RunningSandbox) -> Iterator[Parrot]:
    """A Bolt app on one socket."""
    parrot = Parrot(running)
    handler = parrot.connect(running)
    running.client.wait_for_connections()
    yield parrot
    parrot.disconnect(handler)


@pytest.fixture
def parrot(connected: Parrot) -> Parrot:
    """The connected app with nothing in its memory."""
    connected.forget()
    return connected


@pytest.fixture
def people(running: RunningSandbox) -> Iterator[SandboxClient]:
    """The client that plays people; clock, faults and tokens are as they were afterwards."""
    yield running.client
    running.client.clock.reset()
    running.client.faults()
    running.client.token("ok")


@pytest.fixture
def web(running: RunningSandbox) -> WebClient:
    """Slack's own client with the app's bot token, which never retries."""
    return WebClient(running.bot_token, base_url=running.api_url, retry_handlers=[])


@pytest.fixture
def ana(people: SandboxClient) -> PersonClient:
    """Somebody who is in every channel."""
    return people.person("ana")


@pytest.fixture
def bob(people: SandboxClient) -> PersonClient:
    """Somebody else."""
    return people.person("bob")


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """Numbers that name channels."""
    return itertools.count(1)


@pytest.fixture
def channel(people: SandboxClient, numbers: Iterator[int]) -> str:
    """A fresh public channel with Ana, Bob and the app in it."""
    return people.add_channel(f"room-{next(numbers)}", "ana", "bob", "app")


@pytest.fixture
def private(people: SandboxClient, numbers: Iterator[int]) -> str:
    """A fresh private channel without the app."""
    return people.add_channel(f"secret-{next(numbers)}", "ana", "bob", kind="private")
