"""T17: the disk is full, and somebody else holds the database for ten seconds.

    python -m benchmarks.faults.disk [--count 10] [--seed 1]

Whoever types a command meanwhile must be told, within two and a half seconds, that it was not saved; whatever was
written to the app must be saved afterwards, without anybody's help.
"""

import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.faults.debtors import Debtors, let_slack_try_again
from benchmarks.faults.kill import PEOPLE
from benchmarks.faults.ledger import Ledger
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.rig import AppProcess, Rig, running_rig

TOLD = "was not saved"
LOCK_SECONDS = 10.0
RECOVERY_SECONDS = 15.0


def run(*, count: int, seed: int, lock_seconds: float = LOCK_SECONDS) -> Report:
    """Let so many people type into a full disk, and so many into a locked database."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, running_rig(f"sqlite:///{folder}/bench.db") as rig:
        file = Path(folder) / "bench.db"
        debtors = Debtors(rig, PEOPLE, rng)
        process = rig.start_and_wait()
        ledger = Ledger(rig.database_url)
        _until(ledger.is_finished)
        with _full_disk(process):
            in_full = [_types(rig, debtors) for _ in range(count)]
        after_full = _recovers(rig, debtors)
        with _locked(file):
            ends_at = time.monotonic() + lock_seconds
            in_locked = [_types(rig, debtors)]
            while time.monotonic() < ends_at:
                in_locked.append(_types(rig, debtors))
        after_lock = _recovers(rig, debtors)
        let_slack_try_again(rig, debtors)
        _until(ledger.is_finished)
        exit_code = process.stop()[1]
        answers = ledger.answers()
        answered = in_full + in_locked
        figures = (
            note("commands typed meanwhile", len(answered)),
            at_least("of them told that it was not saved", sum(told for _, told in answered), len(answered)),
            at_most("longest until told: full disk, s", max(seconds for seconds, _ in in_full), 2.5),
            at_most("longest until told: locked, s", max(seconds for seconds, _ in in_locked), 2.5),
            at_most("until it works again: full disk, s", after_full, 5),
            at_most("until it works again: locked, s", after_lock, 5),
            note("answers given meanwhile", len(debtors.said)),
            at_most("answers lost", sum(mark not in answers for mark in debtors.said)),
            at_most("integrity problems", 0 if ledger.is_whole() else 1),
            at_most("exit code", abs(exit_code or 0)),
        )
        return Report(bench="full disk, locked database", seed=seed, figures=figures)


def _types(rig: Rig, debtors: Debtors) -> tuple[float, bool]:
    """Let somebody write an answer, and somebody else type a command; return how long that took and what was told."""
    debtors.says_something()
    ana = rig.client.person("ana")
    before = len([m for m in ana.sees("#general") if TOLD in m.text])
    started = time.monotonic()
    outcome = ana.types("/aligned Claims copilot", channel="#general")
    took = time.monotonic() - started
    after = len([m for m in ana.sees("#general") if TOLD in m.text])
    return took, outcome.ok and after == before + 1


def _recovers(rig: Rig, debtors: Debtors) -> float:
    """Return after how many seconds a command is saved again."""
    started = time.monotonic()
    _until(lambda: not _types(rig, debtors)[1])
    return time.monotonic() - started


@contextmanager
def _full_disk(process: AppProcess) -> Iterator[None]:
    """Let no file of the app grow beyond a few bytes."""
    unlimited = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (512, unlimited[1]))
    try:
        yield
    finally:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, unlimited)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Hold the database as a careless back-up would."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def _until(condition: Callable[[], bool], seconds: float = RECOVERY_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not condition():
        time.sleep(0.05)


main = command(run, count=10, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
