"""What reminders cost: claiming those that are due, an empty tick, and how long a sweep keeps people waiting.

    python -m benchmarks.nudges [--small 10000] [--large 1000000] [--postgres postgresql://…] [--seed 1]

Databases are filled directly with so many open artifacts; seven make an alignment, twenty-one a person. Five hundred
people are due. A person's commit is one key in the inbox, made every two milliseconds while the sweep runs.
"""

import argparse
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import create_engine, insert

from benchmarks.faults.report import percentile
from benchmarks.faults.seeding import CORE
from bot.domain.alignment import Consent, Escalation, Status
from bot.domain.catalogue import Depth
from bot.services.nudging import Nudging
from bot.services.settling import Settling
from storage import urls
from storage.database import SqlDatabase, open_database
from storage.rows import AlignmentRow, DigestSlotRow, OwnershipRow, PersonRow, table_of

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
DUE, BATCH = 500, 25
ALIGNMENTS_EACH = 3
CHUNK = 5_000
ROUNDS = 5
COMMIT_EVERY = 0.002


class Wednesday:
    """It is Wednesday at ten."""

    def now(self) -> datetime:
        """Return it."""
        return NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one size of database costs."""

    artifacts: int
    claim: float
    empty: float
    sweep: float
    commit: tuple[float, ...]
    commit_in_sweep: tuple[float, ...]
    megabytes: float


def main() -> int:
    """Measure both sizes on each database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--postgres", help="an empty database; it is filled")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    table = Table(
        "database", "open artifacts", "claim 500", "empty tick", "sweep of 500", "commit", "in a sweep", "RSS"
    )
    for kind in ("sqlite", *(("postgresql",) if given.postgres else ())):
        costs = []
        for artifacts in (given.small, given.large):
            with tempfile.TemporaryDirectory() as folder:
                url = given.postgres if kind == "postgresql" else f"sqlite:///{folder}/nudges.db"
                costs.append(measured(url, artifacts, random.Random(given.seed)))
        for cost in costs:
            table.add_row(kind, *_cells(cost))
        table.add_row("", "ratio", f"{costs[1].claim / costs[0].claim:.2f}", f"{costs[1].empty / costs[0].empty:.2f}")
    Console(width=140).print(table)
    return 0


def measured(url: str, artifacts: int, rng: random.Random) -> Cost:
    """Fill a database and measure it."""
    with closing(open_database(url, clock=Wednesday())) as database:
        fill(url, artifacts)
        claims = [_claim(database, url, rng) for _ in range(ROUNDS)]
        empty = statistics.median(_seconds(_nudging(database).tick) for _ in range(ROUNDS))
        commit = _commits(database, lambda: time.sleep(1.0))
        _make_due(url, rng)
        sweeps: list[float] = []
        in_sweep = _commits(database, lambda: sweeps.append(_seconds(_nudging(database).tick)))
    return Cost(
        artifacts=artifacts,
        claim=statistics.median(claims),
        empty=empty,
        sweep=sweeps[0],
        commit=commit,
        commit_in_sweep=in_sweep,
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def fill(url: str, artifacts: int) -> None:
    """Put in so many open artifacts, beside their people, with next month's digests."""
    alignments = artifacts // len(CORE.artifacts)
    engine = create_engine(urls.parse(url))
    with engine.begin() as connection:
        for row in (OwnershipRow, AlignmentRow, PersonRow, DigestSlotRow):
            connection.execute(table_of(row).delete())
        for begin in range(0, alignments, CHUNK):
            numbers = range(begin, min(begin + CHUNK, alignments))
            connection.execute(insert(table_of(AlignmentRow)), [_alignment(number) for number in numbers])
            connection.execute(insert(table_of(OwnershipRow)), [row for n in numbers for row in _ownerships(n)])
        for begin in range(0, alignments // ALIGNMENTS_EACH, CHUNK):
            people = range(begin, min(begin + CHUNK, alignments // ALIGNMENTS_EACH))
            connection.execute(insert(table_of(PersonRow)), [_person(number) for number in people])
            connection.execute(insert(table_of(DigestSlotRow)), [_slot(number) for number in people])
    engine.dispose()


def _alignment(number: int) -> dict[str, Any]:
    return {
        "workspace": "T1",
        "id": f"a{number}",
        "channel": f"C{number % 200}",
        "facilitator": f"U{number // ALIGNMENTS_EACH}",
        "title": "Refund copilot",
        "met_on": date(2026, 2, 2),
        "opened_at": NOW - timedelta(days=30),
        "depth": Depth.CORE,
        "status": Status.OPEN,
        "thread_ts": f"{number}.0001",
        "is_muted": False,
        "version": 0,
        "revision": 0,
        "asked": [],
        "skipped": [],
    }


def _ownerships(number: int) -> Iterator[dict[str, Any]]:
    for artifact in CORE.artifacts:
        yield {
            "workspace": "T1",
            "alignment_id": f"a{number}",
            "artifact": artifact.name,
            "person": f"U{number // ALIGNMENTS_EACH}",
            "consent": Consent.ACCEPTED,
            "since": NOW - timedelta(days=30),
            "named_by": "U0",
            "nudges": 0,
            "escalation": Escalation.NOBODY,
        }


def _person(number: int) -> dict[str, Any]:
    traits = {"is_bot": False, "is_deactivated": False, "is_guest": False, "is_external": False}
    return {"workspace": "T1", "id": f"U{number}", "name": f"Person {number}", "zone": "Europe/London", **traits}


def _slot(number: int) -> dict[str, Any]:
    return {"workspace": "T1", "person": f"U{number}", "next_digest_at": NOW + timedelta(days=1 + number % 30)}


def _make_due(url: str, rng: random.Random) -> None:
    """Let the digests of five hundred people fall due, spread over the whole table."""
    engine, slots = create_engine(urls.parse(url)), table_of(DigestSlotRow)
    with engine.begin() as connection:
        people = sorted(connection.scalars(slots.select().with_only_columns(slots.c.person)))
        for person in rng.sample(people, min(DUE, len(people))):
            change = slots.update().where(slots.c.workspace == "T1", slots.c.person == person)
            connection.execute(change.values(next_digest_at=NOW - timedelta(minutes=rng.randrange(1, 60))))
    engine.dispose()


def _claim(database: SqlDatabase, url: str, rng: random.Random) -> float:
    """Claim everything that is due, a batch a transaction, and schedule it again for tomorrow."""
    _make_due(url, rng)
    claimed = []
    started = time.perf_counter()
    while True:
        with database.write() as tx:
            batch = tx.people.claim_due(NOW, BATCH)
        claimed += batch
        if len(batch) < BATCH:
            break
    took = time.perf_counter() - started
    for slot in claimed:
        with database.write() as tx:
            tx.people.schedule_digest("T1", slot.person.id, NOW + timedelta(days=1))
    return took


def _nudging(database: SqlDatabase) -> Nudging:
    return Nudging(database=database, clock=Wednesday(), settling=Settling(catalogue=CORE, clock=Wednesday()))


def _commits(database: SqlDatabase, meanwhile: Any) -> tuple[float, ...]:
    """Commit as a person would while something else happens; return the median, the 99th percentile, the longest."""
    waits: list[float] = []
    is_over = threading.Event()

    def commit() -> None:
        while not is_over.wait(COMMIT_EVERY):
            waits.append(_seconds(lambda: _accept(database)))

    person = threading.Thread(target=commit)
    person.start()
    meanwhile()
    is_over.set()
    person.join()
    return statistics.median(waits), percentile(waits, 0.99), max(waits)


def _accept(database: SqlDatabase) -> None:
    with database.write() as tx:
        tx.inbox.accept(f"bench:{time.perf_counter_ns()}")


def _seconds(step: Any) -> float:
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def _cells(cost: Cost) -> list[str]:
    return [
        f"{cost.artifacts:,}",
        f"{cost.claim * 1000:.1f} ms",
        f"{cost.empty * 1000:.2f} ms",
        f"{cost.sweep:.2f} s",
        "{:.1f} / {:.1f} / {:.1f} ms".format(*(1000 * wait for wait in cost.commit)),
        "{:.1f} / {:.1f} / {:.1f} ms".format(*(1000 * wait for wait in cost.commit_in_sweep)),
        f"{cost.megabytes:.0f} MB",
    ]


if __name__ == "__main__":
    sys.exit(main())
