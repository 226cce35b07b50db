"""The office every test of a use case works in."""

import pytest

from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import Office


@pytest.fixture
def office(database: InMemoryDatabase, clock: StoppedClock) -> Office:
    """An office where everybody is a colleague in Berlin."""
    return Office(database, clock)
