"""Every kind of database there is: each test here runs on the in-memory fake, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from storage.database import open_database
from tests.fakes import InMemoryDatabase, StoppedClock

Open = Callable[..., Any]


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def open_empty(request: pytest.FixtureRequest, clock: StoppedClock, tmp_path: Path) -> Iterator[Open]:
    """Open an empty database of one kind, with other options than the usual ones if need be."""
    kinds = {"memory": _open_in_memory, "sqlite": _open_sqlite, "postgres": _open_postgres}
    with ExitStack() as stack:

        def open_one(**options: Any) -> Any:
            return stack.enter_context(closing(kinds[request.param](request, clock, **options)))

        yield open_one


@pytest.fixture
def database(open_empty: Open) -> Any:
    """An empty database."""
    return open_empty()


def _open_in_memory(_request: pytest.FixtureRequest, clock: StoppedClock, **options: Any) -> Any:
    return InMemoryDatabase(clock, **options)


def _open_sqlite(request: pytest.FixtureRequest, clock: StoppedClock, **options: Any) -> Any:
    file = request.getfixturevalue("tmp_path") / "aligned.db"
    shutil.copy(request.getfixturevalue("migrated_sqlite"), file)
    return open_database(f"sqlite:///{file}", clock=clock, **options)


def _open_postgres(request: pytest.FixtureRequest, clock: StoppedClock, **options: Any) -> Any:
    return open_database(request.getfixturevalue("empty_postgres"), clock=clock, **options)
