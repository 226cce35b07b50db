"""A process that dies right after a letter acknowledged a delivery loses nothing; the next one opens the letter."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.faults.debtors import Debtors
from benchmarks.faults.disk import locked
from benchmarks.faults.ledger import Ledger
from benchmarks.faults.rig import AppProcess, Rig, running_rig
from storage.letterbox import Letterbox

PATIENCE = 60.0
pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """An app at work in a process of its own, and somebody who owes it an answer."""

    rig: Rig
    process: AppProcess
    debtors: Debtors
    ledger: Ledger
    file: Path

    def is_saved(self) -> bool:
        """Tell whether the command and the answer are in the database."""
        answers = self.ledger.answers()
        return self.ledger.commands() == 1 and all(mark in answers for mark in self.debtors.said)

    def is_everything_acknowledged(self) -> bool:
        """Tell whether Slack has been told that all is well."""
        self.debtors.note_acknowledged()
        return bool(self.debtors.said) and self.debtors.acknowledged == self.debtors.said


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """An app that has done everything it had to do."""
    file = tmp_path / "bench.db"
    with running_rig(f"sqlite:///{file}") as rig:
        debtors = Debtors(rig, 1, random.Random(1))
        process, ledger = rig.start_and_wait(), Ledger(rig.database_url)
        until(ledger.is_finished)
        yield Bench(rig=rig, process=process, debtors=debtors, ledger=ledger, file=file)


def until(condition: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_what_a_letter_acknowledged_is_there_after_kill_9(bench: Bench) -> None:
    with locked(bench.file):
        bench.debtors.says_something()
        is_acknowledged = bench.rig.client.person("ana").types("/aligned Claims copilot", channel="#general").ok
        until(bench.is_everything_acknowledged)
        bench.process.kill()
    was_saved = bench.is_saved()

    successor = bench.rig.start_and_wait()
    until(bench.is_saved)

    assert (True, False, 0) == (is_acknowledged, was_saved, successor.stop()[1])
    assert () == left_in(bench.file)


def test_what_a_letter_acknowledged_is_left_to_the_next_start_by_sigterm(bench: Bench) -> None:
    with locked(bench.file):
        is_acknowledged = bench.rig.client.person("ana").types("/aligned Claims copilot", channel="#general").ok
        code = bench.process.stop()[1]
    letters = left_in(bench.file)

    successor = bench.rig.start_and_wait()
    until(bench.is_saved)

    assert (True, 0, 1) == (is_acknowledged, code, len(letters))
    assert (0, ()) == (successor.stop()[1], left_in(bench.file))


def left_in(database: Path) -> tuple[object, ...]:
    """List the letters beside a database that nobody uses."""
    with closing(Letterbox(database.with_name(f"{database.name}.letters"))) as box:
        return box.waiting()
