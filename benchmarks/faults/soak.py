"""T12: a process that lives long under load takes no more memory, threads, files or rows than it needs.

    python -m benchmarks.faults.soak [--count 500] [--seed 1]

Week after week passes on the clock of the workspace, as fast as the app gets done with it: everybody is reminded,
writes answers, types commands and opens their home. When nothing is left to do, the process is looked at from outside,
and the tables are asked for what should have been forgotten. Five hundred weeks take about half an hour.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sqlalchemy import NullPool, create_engine, func, select

from benchmarks.faults.debtors import Debtors
from benchmarks.faults.kill import PEOPLE, WEEK
from benchmarks.faults.ledger import Ledger
from benchmarks.faults.report import Figure, Report, at_least, at_most, command, note, only_if
from benchmarks.faults.rig import AppProcess, Rig, Vitals, running_rig
from bot.ports import TURN
from bot.worker.auditor import CLEANING, DELIVERY_MEMORY, INBOX_MEMORY
from storage import urls
from storage.rows import DeliveryRow, InboxRow, table_of

ANSWERS, COMMANDS, HOMES = 2, 34, 12
"""What people do in a week, four of them at a time. Answers are kept for good, so there are as many as are given."""
AT_ONCE = 4
REAL_A_SECOND = 200 / (8 * 3600)
"""What a busy workspace brings in its working hours (docs/scale.md)."""
TIMES_REAL = 20
MOST_THREADS, MOST_FILES, MOST_GROWTH = 80, 160, 4
"""Every pool has a size of its own, and is filled by and by; a leak knows no end."""
SLOPE = 1.0
"""Megabytes in as much work as ten minutes bring at twenty times the load of a busy workspace."""
WEEKS_IN_TEN_MINUTES = 600 * TIMES_REAL * REAL_A_SECOND / (ANSWERS + COMMANDS + HOMES)
LONG_ENOUGH = 100
"""In fewer weeks a slope says nothing: pools and caches are still being filled."""
WEEK_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The process and its tables at the end of a week."""

    vitals: Vitals
    rows: int
    outdated: int


def run(*, count: int, seed: int) -> Report:
    """Let so many weeks pass over one process."""
    with tempfile.TemporaryDirectory() as folder, running_rig(f"sqlite:///{folder}/bench.db") as rig:
        debtors = Debtors(rig, PEOPLE, random.Random(seed))
        process = rig.start_and_wait()
        started = time.monotonic()
        samples = [_live_a_week(rig, debtors, process) for _ in range(count)]
        seconds = time.monotonic() - started
        process.stop()
        is_long = count >= LONG_ENOUGH
        load = count * (ANSWERS + COMMANDS + HOMES) / seconds / REAL_A_SECOND
        figures = (
            note("weeks", count),
            note("things people did", count * (ANSWERS + COMMANDS + HOMES)),
            at_least("reminders promised", len(debtors.promised), count * PEOPLE),
            only_if(is_long, at_least("times the load of a busy workspace", load, TIMES_REAL)),
            *_figures(samples),
        )
        return Report(bench="soak", seed=seed, figures=figures)


def _figures(samples: Sequence[Sample]) -> tuple[Figure, ...]:
    """Compare the second half with its own beginning; in the first everything is met for the first time."""
    is_long = len(samples) >= LONG_ENOUGH
    half = samples[len(samples) // 2 :]
    threads, files, rows = ([read(one) for one in half] for read in (_threads, _files, _rows))
    megabytes = [one.vitals.resident for one in half]
    slope = statistics.linear_regression(range(len(half)), megabytes).slope if len(half) > 1 else 0.0
    return (
        note("megabytes half-way", megabytes[0]),
        note("megabytes at the end", megabytes[-1]),
        only_if(is_long, at_most("megabytes more in ten minutes of that", slope * WEEKS_IN_TEN_MINUTES, SLOPE)),
        at_most("most threads", max(threads), MOST_THREADS),
        only_if(is_long, at_most("threads more than half-way", threads[-1] - threads[0], MOST_GROWTH)),
        at_most("most open files", max(files), MOST_FILES),
        only_if(is_long, at_most("open files more than half-way", files[-1] - files[0], MOST_GROWTH)),
        note("deliveries and keys kept half-way", rows[0]),
        note("deliveries and keys kept at the end", rows[-1]),
        at_most("kept beyond their time", max(one.outdated for one in samples)),
    )


def _live_a_week(rig: Rig, debtors: Debtors, process: AppProcess) -> Sample:
    ledger = Ledger(rig.database_url)
    rig.move_clock(WEEK)
    _use(rig, debtors)
    _until(lambda: ledger.is_idle(rig.clock.now() + TURN))  # whoever is being taken comes again after a turn
    debtors.note_acknowledged()
    debtors.note_reminders()
    rows, outdated = _kept(rig)
    return Sample(vitals=process.vitals, rows=rows, outdated=outdated)


def _use(rig: Rig, debtors: Debtors) -> None:
    """Let people write, type and look, some of them at the same time."""
    people, ana = debtors.people, rig.client.person("ana")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        steps = [pool.submit(debtors.says_something) for _ in range(ANSWERS)]
        steps += [pool.submit(ana.types, "/aligned mine", channel="#general") for _ in range(COMMANDS)]
        steps += [pool.submit(people[n].opens_home) for n in range(HOMES)]
    for step in steps:
        step.result()


def _kept(rig: Rig) -> tuple[int, int]:
    """Count the rows that are to be forgotten some day, and those that should have been."""
    inbox, deliveries = table_of(InboxRow), table_of(DeliveryRow)
    aged = ((inbox.c.accepted_at, INBOX_MEMORY), (deliveries.c.finished_at, DELIVERY_MEMORY))
    engine = create_engine(urls.parse(rig.database_url), poolclass=NullPool)
    with engine.connect() as connection:
        rows = [connection.scalar(select(func.count(column))) or 0 for column, _ in aged]
        too_old = [
            connection.scalar(select(func.count(column)).where(column < rig.clock.now() - memory - CLEANING)) or 0
            for column, memory in aged
        ]
    return sum(rows), sum(too_old)


def _threads(sample: Sample) -> int:
    return sample.vitals.threads


def _files(sample: Sample) -> int:
    return sample.vitals.files


def _rows(sample: Sample) -> int:
    return sample.rows


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WEEK_SECONDS
    while time.monotonic() < deadline and not condition():
        time.sleep(0.05)


main = command(run, count=500, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
