"""T14: two people answer the same question at the same moment.

    python -m benchmarks.faults.races [--count 2000] [--seed 1]

Both texts are kept, one is current, and whoever was second is told, once. As an ablation, two threads count together
through SQLAlchemy's default engine for SQLite and through ours: by default, most of it is lost without an error.
"""

import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, create_engine, make_url, text

from benchmarks.faults.ledger import Ledger
from benchmarks.faults.postgres import running_postgres
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.seeding import CORE, open_alignment, services_on
from bot.app import SystemClock
from bot.ports import Database
from bot.services import Services
from bot.services.requests import Answers, Inbound
from storage.connections import connect
from storage.database import open_database

WORKSPACE, CHANNEL = "T1", "C1"
ANA, BEN = "U0ANA", "U0BEN"
STEPS = 100
"""How far each of the two threads of the ablation counts."""
THINKING_SECONDS = 0.001
"""What a service does between reading and writing."""


@dataclass(frozen=True, slots=True)
class Race:
    """One question that two people answer."""

    alignment: str
    field: str


def run(*, count: int, seed: int, database_url: str | None = None) -> Report:
    """Let so many pairs of answers cross."""
    with tempfile.TemporaryDirectory() as folder:
        url = database_url or f"sqlite:///{folder}/races.db"
        with closing(open_database(url, clock=SystemClock())) as database:
            races = _race_all(database, random.Random(seed), count)
        ledger = Ledger(url)
        kept, current = ledger.answers_by_question(), ledger.answers_by_question(only_current=True)
        told = ledger.conflicts_by_question()
        questions = [(race.alignment, race.field) for race in races]
        figures = (
            note("races", len(races)),
            at_most("texts lost", sum(2 - kept[question] for question in questions)),
            at_most("races without exactly one current answer", sum(current[q] != 1 for q in questions)),
            at_most("races without exactly one notice", sum(told[question] != 1 for question in questions)),
            at_most("increments of two counters lost by our engine", _lost_by_us(f"sqlite:///{folder}/ours.db")),
            at_least("ablation: lost by the default engine", _lost_by_default(f"sqlite:///{folder}/default.db"), 1),
        )
    return Report(bench=f"two answerers, {url.partition(':')[0]}", seed=seed, figures=figures)


def run_on_postgres(*, count: int, seed: int) -> Report:
    """Let them cross on PostgreSQL, where no lock keeps one writer apart from another."""
    with running_postgres() as postgres:
        return run(count=count, seed=seed, database_url=postgres.url)


def _race_all(database: Database, rng: random.Random, count: int) -> list[Race]:
    services = services_on(database, SystemClock())
    races: list[Race] = []
    while len(races) < count:
        alignment = open_alignment(
            services, database, workspace=WORKSPACE, channel=CHANNEL, facilitator=f"U{len(races)}", accountable=ANA
        )
        for field in islice((f.key for f in CORE if f.key != "ownership.accountable_owner"), count - len(races)):
            race = Race(alignment, field)
            _race(services, race, rng)
            races.append(race)
    return races


def _race(services: Services, race: Race, rng: random.Random) -> None:
    """Let both submit what they typed into a form that showed no answer."""
    start = threading.Barrier(2)

    def submit(person: str) -> None:
        answers = Answers(
            alignment_id=race.alignment,
            texts={race.field: f"{person} thinks it is fine somehow."},
            seen={race.field: 0},
        )
        inbound = Inbound(key=f"{race.alignment}:{race.field}:{person}", workspace=WORKSPACE, person=person)
        start.wait()
        services.interrogation.submit(inbound, answers)

    _together(*(lambda person=person: submit(person) for person in rng.sample((ANA, BEN), 2)))  # type: ignore[misc]


def _together(*steps: Callable[[], None]) -> None:
    threads = [threading.Thread(target=step) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _lost_by_default(url: str) -> int:
    engine = create_engine(url)

    def step() -> None:
        with engine.begin() as connection:
            _increment(connection)

    with engine.begin() as connection:
        _begin_counting(connection)
    return _lost(step, lambda: engine.connect().execute(text("SELECT n FROM counted")).scalar_one())


def _lost_by_us(url: str) -> int:
    connections = connect(make_url(url))

    def step() -> None:
        with connections.writing() as connection:
            _increment(connection)

    def total() -> int:
        with connections.reading() as connection:
            return int(connection.execute(text("SELECT n FROM counted")).scalar_one())

    with connections.writing() as connection:
        _begin_counting(connection)
    lost = _lost(step, total)
    connections.close()
    return lost


def _begin_counting(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE counted (n INTEGER)"))
    connection.execute(text("INSERT INTO counted VALUES (0)"))


def _increment(connection: Connection) -> None:
    seen = connection.execute(text("SELECT n FROM counted")).scalar_one()
    time.sleep(THINKING_SECONDS)
    connection.execute(text("UPDATE counted SET n = :n"), {"n": seen + 1})


def _lost(step: Callable[[], None], total: Callable[[], int]) -> int:
    """Count together; what raised was told, and is not lost."""
    done: Counter[str] = Counter()

    def count() -> None:
        for _ in range(STEPS):
            step()
            done["steps"] += 1

    _together(count, count)
    return done["steps"] - total()


main = command(run, count=2000, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
