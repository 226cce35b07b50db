"""Databases that are not fakes: SQLite in a file, and PostgreSQL."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import SqlDatabase, open_database
from tests.fakes import StoppedClock


@pytest.fixture
def sqlite_file(migrated_sqlite: Path, tmp_path: Path) -> Path:
    """An SQLite file with the newest schema."""
    return Path(shutil.copy(migrated_sqlite, tmp_path / "aligned.db"))


@pytest.fixture
def sqlite_url(sqlite_file: Path) -> str:
    """The address of that file."""
    return f"sqlite:///{sqlite_file}"


@pytest.fixture
def sqlite(sqlite_url: str, clock: StoppedClock) -> Iterator[SqlDatabase]:
    """A database in an SQLite file."""
    with closing(open_database(sqlite_url, clock=clock)) as database:
        yield database


@pytest.fixture
def postgres(empty_postgres: str, clock: StoppedClock) -> Iterator[SqlDatabase]:
    """A database on PostgreSQL."""
    with closing(open_database(empty_postgres, clock=clock)) as database:
        yield database


@pytest.fixture(params=["sqlite_url", pytest.param("empty_postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of either kind."""
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.fixture
def database(url: str, clock: StoppedClock) -> Iterator[SqlDatabase]:
    """An empty database of either kind."""
    with closing(open_database(url, clock=clock)) as opened:
        yield opened
