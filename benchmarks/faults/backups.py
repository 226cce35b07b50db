"""T15, backups: each that is taken while people write is whole, and putting one back posts nothing a second time.

    python -m benchmarks.faults.backups [--count 100] [--seed 1]

Week after week everybody is reminded and some write; in the middle of it a backup is taken. Whatever was acknowledged
before it began must be in it. At the end the app is killed, the last backup is put in its place, and the app goes on.
"""

import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import NullPool, create_engine, text

from benchmarks.faults.debtors import Debtors
from benchmarks.faults.kill import PEOPLE, WEEK, leave_in_peace
from benchmarks.faults.ledger import Ledger, keys_of, posts_of
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.rig import Rig, running_rig
from storage.backup import backup, restore

MESSAGES = 4
LONGEST_WAIT = 0.4


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup, and the marks of what had been acknowledged when it was begun."""

    path: Path
    acknowledged: frozenset[str]

    @property
    def missing(self) -> int:
        """Count what had been acknowledged and is not in it, be it an answer or waiting to become one."""
        engine = create_engine(f"sqlite:///{self.path}", poolclass=NullPool)
        with engine.connect() as connection:
            kept = connection.scalars(text("SELECT text FROM answers UNION ALL SELECT effect FROM deliveries")).all()
        everything = "\n".join(map(str, kept))
        return sum(mark not in everything for mark in self.acknowledged)

    @property
    def is_whole(self) -> bool:
        """Tell whether SQLite finds nothing wrong with it."""
        return Ledger(f"sqlite:///{self.path}").is_whole()


def run(*, count: int, seed: int) -> Report:
    """Take so many backups, and put the last one back."""
    with tempfile.TemporaryDirectory() as folder, running_rig(f"sqlite:///{folder}/bench.db") as rig:
        rng = random.Random(seed)
        debtors = Debtors(rig, PEOPLE, rng)
        process = rig.start_and_wait()
        copies = [_copy_in_use(rig, debtors, Path(folder) / f"backup{number}.db", rng) for number in range(count)]
        process.kill()
        restore(rig.database_url, copies[-1].path)
        last_week = leave_in_peace(rig, debtors)
        keys = keys_of(posts_of(rig.sandbox))
        figures = (
            note("backups", count),
            at_least("answers acknowledged before the last", len(copies[-1].acknowledged), 1),
            at_most("backups that are not whole", sum(not copy.is_whole for copy in copies)),
            at_most("acknowledged answers missing in one", max(copy.missing for copy in copies)),
            note("messages posted", sum(keys.values())),
            at_most("messages posted more than once", sum(times > 1 for times in keys.values())),
            at_most("integrity problems", 0 if Ledger(rig.database_url).is_whole() else 1),
            last_week,
        )
        return Report(bench="backups in use", seed=seed, figures=figures)


def _copy_in_use(rig: Rig, debtors: Debtors, path: Path, rng: random.Random) -> Copy:
    """Take a backup while people write and reminders leave."""
    if Ledger(rig.database_url).is_idle(rig.clock.now()):
        rig.move_clock(WEEK)
    debtors.says_something()
    people = threading.Thread(target=lambda: [debtors.says_something() for _ in range(MESSAGES)])
    people.start()
    time.sleep(rng.uniform(0, LONGEST_WAIT))
    debtors.note_acknowledged()
    copy = Copy(path, frozenset(debtors.acknowledged))
    backup(rig.database_url, path)
    people.join()
    return copy


main = command(run, count=100, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
