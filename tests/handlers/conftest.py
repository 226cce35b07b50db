"""The reception every test of a listener goes through, and the proof that none of them calls Slack."""

import socket
from collections.abc import Iterator

import pytest

from tests.fakes import InMemoryDatabase, StoppedClock
from tests.handlers.reception import Reception
from tests.services.office import Office


@pytest.fixture
def slack_url() -> Iterator[str]:
    """The address of a Slack that nobody may call before the acknowledgement: any call fails the test."""
    with socket.create_server(("127.0.0.1", 0)) as slack:
        slack.setblocking(False)
        yield f"http://127.0.0.1:{slack.getsockname()[1]}/api/"
        with pytest.raises(BlockingIOError):
            slack.accept()


@pytest.fixture
def office(database: InMemoryDatabase, clock: StoppedClock) -> Office:
    """An office where everybody is a colleague in Berlin."""
    return Office(database, clock)


@pytest.fixture
def reception(office: Office, slack_url: str) -> Reception:
    """Every listener of the app in front of that office."""
    return Reception(office, slack_url)
