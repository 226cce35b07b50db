"""T17: the disk is full, and somebody else holds the database for ten seconds.

    python -m benchmarks.faults.disk [--count 10] [--seed 1]

Whoever types a command while the disk is full must be told, within two and a half seconds, that it was not saved. While
the database is held there is still a letterbox: nobody is told to try again, and whatever was acknowledged must be
saved afterwards, without anybody's help.
"""

import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.debtors import Debtors, let_slack_try_again
from benchmarks.faults.kill import PEOPLE
from benchmarks.faults.ledger import Ledger
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.rig import AppProcess, Rig, running_rig

TOLD = "was not saved"
LOCK_SECONDS = 10.0
RECOVERY_SECONDS = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What became of a command: the seconds until it was acknowledged, whether that was a promise to keep it."""

    seconds: float
    is_told: bool
    is_promised: bool


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
        after_full, first = _recovers(rig, debtors, ledger, in_full)
        with locked(file):
            ends_at = time.monotonic() + lock_seconds
            in_locked = [_types(rig, debtors)]
            while time.monotonic() < ends_at:
                in_locked.append(_types(rig, debtors))
        after_lock, everything = _recovers(rig, debtors, ledger, first + in_locked)
        let_slack_try_again(rig, debtors)
        _until(ledger.is_finished)
        exit_code = process.stop()[1]
        answers = ledger.answers()
        figures = (
            note("commands typed into a full disk", len(in_full)),
            at_least("of them told that it was not saved", sum(each.is_told for each in in_full), len(in_full)),
            at_most("longest until told: full disk, s", max(each.seconds for each in in_full), 2.5),
            note("commands typed into a locked database", len(in_locked)),
            at_least("of them kept and acknowledged", sum(each.is_promised for each in in_locked), len(in_locked)),
            at_most("longest until acknowledged: locked, s", max(each.seconds for each in in_locked), 2.5),
            at_most("until everything is saved: full disk, s", after_full, 5),
            at_most("until everything is saved: locked, s", after_lock, 10),
            at_most("acknowledged commands lost", _promised(everything) - ledger.commands()),
            note("answers given meanwhile", len(debtors.said)),
            at_most("answers lost", sum(mark not in answers for mark in debtors.said)),
            at_most("integrity problems", 0 if ledger.is_whole() else 1),
            at_most("exit code", abs(exit_code or 0)),
        )
        return Report(bench="full disk, locked database", seed=seed, figures=figures)


def _types(rig: Rig, debtors: Debtors) -> Typed:
    """Let somebody write an answer, and somebody else type a command."""
    debtors.says_something()
    ana = rig.client.person("ana")
    before = len([m for m in ana.sees("#general") if TOLD in m.text])
    started = time.monotonic()
    outcome = ana.types("/aligned Claims copilot", channel="#general")
    took = time.monotonic() - started
    is_told = len([m for m in ana.sees("#general") if TOLD in m.text]) == before + 1
    return Typed(seconds=took, is_told=outcome.ok and is_told, is_promised=outcome.ok and not is_told)


def _recovers(rig: Rig, debtors: Debtors, ledger: Ledger, typed: list[Typed]) -> tuple[float, list[Typed]]:
    """Return after how many seconds every command that was acknowledged is saved, and one more."""
    started = time.monotonic()
    typed = list(typed)

    def is_promised() -> bool:
        typed.append(_types(rig, debtors))
        return typed[-1].is_promised

    _until(is_promised)
    _until(lambda: ledger.commands() >= _promised(typed))
    return time.monotonic() - started, typed


def _promised(typed: list[Typed]) -> int:
    return sum(each.is_promised for each in typed)


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
def locked(file: Path) -> Iterator[None]:
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
