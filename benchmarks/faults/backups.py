"""T15, backups: each that is taken while people write is whole, and putting one back posts nothing a second time.

    python -m benchmarks.faults.backups [--count 100] [--seed 1]

Week after week everybody is reminded and some write; in the middle of it a backup is taken. Whatever was acknowledged
before it began must be in it. At the end the app is killed, the last backup is put in its place, and the app goes on.
The same with pg_dump and pg_restore is `run_on_postgres`.
"""

import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError
from typing import Protocol

from sqlalchemy import NullPool, create_engine, text

from benchmarks.faults.debtors import Debtors
from benchmarks.faults.kill import PEOPLE, WEEK, leave_in_peace
from benchmarks.faults.ledger import Ledger, keys_of, posts_of
from benchmarks.faults.postgres import Postgres, running_postgres
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.rig import Rig, running_rig
from storage.backup import backup, reconcile, restore

MESSAGES = 4
LONGEST_WAIT = 0.4


class Store(Protocol):
    """A database that can be copied while it is in use, and put back."""

    url: str

    def take(self, path: Path) -> None:
        """Write a backup to a new file."""
        ...

    def read(self, path: Path) -> str | None:
        """Return what people wrote that is in a backup; None when it is not whole."""
        ...

    def put_back(self, path: Path) -> None:
        """Put a backup in the place of the database."""
        ...


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """The app's own commands."""

    url: str

    def take(self, path: Path) -> None:
        """Run what `aligned db backup` runs."""
        backup(self.url, path)

    def read(self, path: Path) -> str | None:
        """Read the answers, and what waits to become one."""
        if not Ledger(f"sqlite:///{path}").is_whole():
            return None
        engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        with engine.connect() as connection:
            kept = connection.scalars(text("SELECT text FROM answers UNION ALL SELECT effect FROM deliveries")).all()
        return "\n".join(map(str, kept))

    def put_back(self, path: Path) -> None:
        """Run what `aligned db restore` runs."""
        restore(self.url, path)


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """The tools PostgreSQL brings, and then the app's own."""

    server: Postgres

    @property
    def url(self) -> str:
        """The address of the database."""
        return self.server.url

    def take(self, path: Path) -> None:
        """Run pg_dump."""
        self.server.dump(path)

    def read(self, path: Path) -> str | None:
        """Read everything that pg_restore would put back."""
        try:
            return self.server.script_of(path)
        except CalledProcessError:
            return None

    def put_back(self, path: Path) -> None:
        """Run pg_restore, and then what `aligned db reconcile` runs."""
        self.server.put_back(path)
        reconcile(self.url)


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup, and the marks of what had been acknowledged when it was begun and was not forgotten by then."""

    path: Path
    acknowledged: frozenset[str]

    def missing_from(self, written: str) -> int:
        """Count what had been acknowledged and is not in it, be it an answer or waiting to become one."""
        return sum(mark not in written for mark in self.acknowledged)


def run(*, count: int, seed: int) -> Report:
    """Take so many backups, and put the last one back."""
    with tempfile.TemporaryDirectory() as folder:
        return _run(SqliteFile(f"sqlite:///{folder}/bench.db"), "SQLite", count=count, seed=seed)


def run_on_postgres(*, count: int, seed: int) -> Report:
    """Do so with the tools of PostgreSQL."""
    with running_postgres() as server:
        return _run(PostgresServer(server), "PostgreSQL", count=count, seed=seed)


def _run(store: Store, name: str, *, count: int, seed: int) -> Report:
    with tempfile.TemporaryDirectory() as folder, running_rig(store.url) as rig:
        rng = random.Random(seed)
        debtors = Debtors(rig, PEOPLE, rng)
        process = rig.start_and_wait()
        paths = [Path(folder) / f"backup{number}" for number in range(count)]
        copies = [_copy_in_use(rig, debtors, store, path, rng) for path in paths]
        process.kill()
        store.put_back(copies[-1].path)
        last_week = leave_in_peace(rig, debtors)
        keys = keys_of(posts_of(rig.sandbox))
        contents = [store.read(copy.path) for copy in copies]
        missing = [copy.missing_from(content or "") for copy, content in zip(copies, contents, strict=True)]
        figures = (
            note("backups", count),
            at_least("answers that must be in the last", len(copies[-1].acknowledged), 1),
            at_most("backups that are not whole", contents.count(None)),
            note("answers acknowledged", len(debtors.acknowledged)),
            at_most("acknowledged answers missing in one", max(missing)),
            note("messages posted", sum(keys.values())),
            at_most("messages posted more than once", sum(times > 1 for times in keys.values())),
            at_most("integrity problems", 0 if Ledger(rig.database_url).is_whole() else 1),
            last_week,
        )
        return Report(bench=f"backups in use, {name}", seed=seed, figures=figures)


def _copy_in_use(rig: Rig, debtors: Debtors, store: Store, path: Path, rng: random.Random) -> Copy:
    """Take a backup while people write and reminders leave."""
    if Ledger(rig.database_url).is_idle(rig.clock.now()):
        rig.move_clock(WEEK)
    debtors.says_something()
    debtors.note_reminders()
    people = threading.Thread(target=lambda: [debtors.says_something() for _ in range(MESSAGES)])
    people.start()
    time.sleep(rng.uniform(0, LONGEST_WAIT))
    debtors.note_acknowledged()
    acknowledged = frozenset(debtors.acknowledged)
    store.take(path)
    people.join()
    return Copy(path, acknowledged - _forgotten(rig, debtors))


def _forgotten(rig: Rig, debtors: Debtors) -> set[str]:
    """List what was kept and is not any more: what its author never chose a question for, after a month."""
    answers = Ledger(rig.database_url).answers()
    return {mark for mark in debtors.kept if mark not in answers}


main = command(run, count=100, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
