"""T15: every schema there ever was is brought up to date by processes that are killed in the middle of it.

    python -m benchmarks.faults.upgrades [--count 60] [--seed 1]

Two migrations are added to those that are shipped: one fills a table row by row, one counts up a column. SQLite is
upgraded by one process at a time, for it lets no second one in; on PostgreSQL four start together (`run_on_postgres`),
and some of them are killed. Whatever moment it was, the schema is then the old one or the new one and nothing between,
the next start finishes, each migration has run once, and no row has changed.
"""

import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Protocol

from alembic import command as alembic
from sqlalchemy import NullPool, create_engine, inspect, make_url, text

from benchmarks.faults.postgres import running_postgres
from benchmarks.faults.report import Figure, Report, at_most, command, note
from benchmarks.faults.rig import WEDNESDAY
from benchmarks.faults.seeding import open_alignment, services_on
from bot.domain.errors import Misconfigured
from bot.logs import configure
from storage import migrate, urls
from storage.connections import connect
from storage.database import open_database

TO_COME = Path(__file__).parent / "next_versions"
ALIGNMENTS = 60
TOGETHER = 4
REFUSED = 3
"""The exit code of a process that was told in a sentence why it cannot have the database."""
UPGRADE_SECONDS = 60.0
Shape = frozenset[tuple[str, str]]
Contents = dict[str, list[tuple[object, ...]]]


class Place(Protocol):
    """Where databases of one kind are."""

    url: str
    """The address of the old database; it is prepared once, and copied for every round."""

    def copied(self) -> str:
        """Return the address of a fresh copy."""
        ...


@dataclass(frozen=True, slots=True)
class _Files:
    """SQLite files in a folder."""

    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder}/old.db"

    def copied(self) -> str:
        copy = self.folder / "copy.db"
        for left_over in self.folder.glob("copy.db*"):
            left_over.unlink()
        if (self.folder / "old.db").exists():
            shutil.copy(self.folder / "old.db", copy)
        return f"sqlite:///{copy}"


class _Server:
    """Databases of one PostgreSQL server."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._create("upgrades_old")
        self.url = self._address("upgrades_old")

    def copied(self) -> str:
        self._create("upgrades_copy", "TEMPLATE upgrades_old")
        return self._address("upgrades_copy")

    def _address(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _create(self, name: str, options: str = "") -> None:
        engine = create_engine(self._url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {name} {options}"))


@dataclass(slots=True)
class _Tally:
    """What came out of all rounds."""

    kills: int = 0
    in_the_middle: int = 0
    half_done: int = 0
    unfinished: int = 0
    run_twice: int = 0
    rows_changed: int = 0
    exits: list[int | None] = field(default_factory=list)

    def figures(self, versions: int) -> tuple[Figure, ...]:
        """Set them beside what they must be."""
        return (
            note("schemas upgraded, the empty one included", versions),
            note("kills", self.kills),
            note("kills before the schema was new", self.in_the_middle),
            at_most("schemas half-way between two", self.half_done),
            at_most("not finished by the next start", self.unfinished),
            at_most("starts that failed", sum(code not in (0, REFUSED) for code in self.exits)),
            at_most("rounds in which a migration ran twice", self.run_twice),
            at_most("rounds in which rows changed", self.rows_changed),
        )


class _FixedClock:
    """It is Wednesday."""

    def now(self):  # type: ignore[no-untyped-def]
        return WEDNESDAY


def run(*, count: int, seed: int) -> Report:
    """Kill so many upgrades of SQLite files."""
    with tempfile.TemporaryDirectory() as folder, _scripts() as scripts:
        versions = (None, *released())
        tally = _Tally()
        for number, version in enumerate(versions):
            place = Path(folder) / str(number)
            place.mkdir()
            _try(_Files(place), version, scripts, _share(count, versions), random.Random(seed), tally, together=1)
    return Report(bench="upgrades killed half-way, SQLite", seed=seed, figures=tally.figures(len(versions)))


def run_on_postgres(*, count: int, seed: int, database_url: str | None = None) -> Report:
    """Let four processes upgrade together, so many times, and kill some of them."""
    with ExitStack() as stack:
        url = database_url or stack.enter_context(running_postgres()).url
        scripts = stack.enter_context(_scripts())
        versions = (None, *released())
        tally = _Tally()
        for version in versions:
            rng = random.Random(seed)
            _try(_Server(url), version, scripts, _share(count, versions), rng, tally, together=TOGETHER)
    return Report(bench="upgrades killed half-way, PostgreSQL", seed=seed, figures=tally.figures(len(versions)))


def released() -> tuple[str, ...]:
    """List every schema that was ever released."""
    return tuple(sorted(file.name.partition("_")[0] for file in migrate.SCRIPTS.glob("versions/[0-9]*.py")))


@contextmanager
def _scripts() -> Iterator[Path]:
    """Put the shipped migrations and those to come into one folder."""
    with tempfile.TemporaryDirectory() as folder:
        scripts = Path(folder) / "migrations"
        shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        for file in TO_COME.glob("*.py"):
            shutil.copy(file, scripts / "versions")
        yield scripts


def _share(count: int, versions: Sequence[str | None]) -> int:
    return max(1, count // len(versions))


def _try(
    place: Place, version: str | None, scripts: Path, rounds: int, rng: random.Random, tally: _Tally, *, together: int
) -> None:
    """Upgrade a database of that version so many times, each time interrupted at another moment."""
    prepare(place.url, version)
    old = shape_of(place.url)
    before = contents_of(place.url, old)
    seconds, new = _undisturbed(place, scripts)
    for _ in range(rounds):
        url = place.copied()
        tally.kills += _interrupt(url, scripts, rng, seconds, together)
        shape = shape_of(url)
        tally.in_the_middle += shape == old
        tally.half_done += shape not in (old, new)
        tally.exits += _upgrade_together(url, scripts, together)
        tally.unfinished += shape_of(url) != new
        tally.rows_changed += contents_of(url, old) != before
        tally.run_twice += _times(url) not in ([], [1])


def prepare(url: str, version: str | None) -> None:
    """Fill a database, and take it back to the schema of that version; None leaves it empty."""
    if version is None:
        return
    database = open_database(url, clock=_FixedClock())
    services = services_on(database, _FixedClock())
    for number in range(ALIGNMENTS):
        people = {"facilitator": f"U{number}", "accountable": f"U{number + 1}"}
        open_alignment(services, database, workspace="T1", channel="C1", **people)
    database.close()
    connections = connect(urls.parse(url))
    with connections.writing() as connection:
        alembic.downgrade(migrate.config_for(connection), version)
    connections.close()


def shape_of(url: str) -> Shape:
    """List every column and every index there is, and the version that is recorded."""
    engine = create_engine(urls.parse(url), poolclass=NullPool)
    with engine.connect() as connection:
        seen = inspect(connection)
        tables = seen.get_table_names()
        columns = {(table, column["name"]) for table in tables for column in seen.get_columns(table)}
        indexes = {(table, f"index {index['name']}") for table in tables for index in seen.get_indexes(table)}
        recorded = "SELECT version_num FROM alembic_version"
        version = connection.scalar(text(recorded)) if "alembic_version" in tables else None
    return frozenset({("version", str(version)), *columns, *indexes})


def contents_of(url: str, shape: Shape) -> Contents:
    """Return all rows, as far as that shape knows them."""
    columns: dict[str, list[str]] = {}
    for table, column in sorted(shape):
        if table not in ("version", "alembic_version") and not column.startswith("index "):
            columns.setdefault(table, []).append(f'"{column}"')
    engine = create_engine(urls.parse(url), poolclass=NullPool)
    with engine.connect() as connection:
        rows = {
            table: connection.execute(text(f"SELECT {', '.join(names)} FROM {table}")).all()
            for table, names in columns.items()
        }
    return {table: sorted((tuple(row) for row in found), key=str) for table, found in rows.items()}


def _times(url: str) -> list[int]:
    """Return how often the alignments were counted, each number once."""
    engine = create_engine(urls.parse(url), poolclass=NullPool)
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT DISTINCT times FROM alignments")))


def _undisturbed(place: Place, scripts: Path) -> tuple[float, Shape]:
    """Return how long an upgrade takes, and what the schema is then; the first process of all takes longer."""
    seconds = []
    for _ in range(2):
        url = place.copied()
        started = time.monotonic()
        _upgrade_together(url, scripts, 1)
        seconds.append(time.monotonic() - started)
    return min(seconds), shape_of(url)


def _interrupt(url: str, scripts: Path, rng: random.Random, seconds: float, together: int) -> int:
    """Start so many upgrades, kill one or some of them at a random moment, and let the others finish."""
    processes = [_start(url, scripts) for _ in range(together)]
    time.sleep(rng.uniform(0, seconds * together**0.5))
    doomed = [process for process in rng.sample(processes, rng.randint(1, together)) if process.is_alive()]
    for process in doomed:
        process.kill()
    for process in processes:
        process.join(UPGRADE_SECONDS)
    return len(doomed)


def _upgrade_together(url: str, scripts: Path, together: int) -> list[int | None]:
    processes = [_start(url, scripts) for _ in range(together)]
    for process in processes:
        process.join(UPGRADE_SECONDS)
    return [process.exitcode for process in processes]


def _start(url: str, scripts: Path) -> ForkServerProcess:
    process = _context().Process(target=_upgrade, args=(url, scripts), daemon=True)
    process.start()
    return process


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.faults.upgrades"])  # by name, for a program itself is none
    return context


def _upgrade(url: str, scripts: Path) -> None:
    configure("CRITICAL", "text")
    try:
        migrate.upgrade(url, scripts)
    except Misconfigured:
        sys.exit(REFUSED)


main = command(run, count=60, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
