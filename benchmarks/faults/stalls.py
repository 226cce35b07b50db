"""T7: commands come at a steady rate while Slack's API hangs and somebody else holds the database now and then.

    python -m benchmarks.faults.stalls [--count 6000] [--seed 1]

Fifty commands a second. Each is acknowledged once it is committed, or as a letter after a quarter of a second, so it
is not felt for longer that somebody holds the database; and what was acknowledged must be in the database at the end.
`run_usual` shows what becomes of an app built as
usual: Bolt's own threads, and a call to Slack in the listener.
"""

import asyncio
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse

from benchmarks.ack import Peer, a_command, contestant, run_on, serving
from benchmarks.faults.ledger import Ledger
from benchmarks.faults.report import Report, at_most, command, note, percentile

PER_SECOND = 50
SHARE_STALLED, LONGEST_STALL = 0.8, 30.0
HELD_SECONDS, HELD_EVERY = 1.0, 10.0
AFTERWARDS = 0.5
"""How long after the database was held the ones that waited are still being served."""
ACK_SECONDS = 3.0
OPENED_SECONDS = 15.0
DATABASE = "aligned.db"


@dataclass
class HangingPeer(Peer):
    """Slack, whose Web API does not answer for a while, though its sockets deliver."""

    hangs_until: float = 0.0

    async def web_api(self, request: Request) -> JSONResponse:
        """Answer when it hangs no more."""
        if request.path_params["method"] != "apps.connections.open":
            await request.body()  # before its sender gives up
            await asyncio.sleep(max(0.0, self.hangs_until - time.monotonic()))
        return await super().web_api(request)


@dataclass
class _Holding:
    """Somebody who holds the database for a second, again and again."""

    file: Path
    rng: random.Random
    spans: list[tuple[float, float]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        thread = threading.Thread(target=self._hold)
        thread.start()
        try:
            yield
        finally:
            self.ended.set()
            thread.join()

    def is_felt_at(self, instant: float) -> bool:
        return any(since <= instant <= until + AFTERWARDS for since, until in self.spans)

    def _hold(self) -> None:
        with closing(sqlite3.connect(self.file, isolation_level=None, timeout=30)) as other:
            while not self.ended.wait(self.rng.uniform(0.1, 0.3) * HELD_EVERY):
                other.execute("BEGIN IMMEDIATE")
                since = time.monotonic()
                self.ended.wait(HELD_SECONDS)
                other.execute("ROLLBACK")
                self.spans.append((since, time.monotonic()))
                self.ended.wait(HELD_EVERY * 0.7)


def run(*, count: int, seed: int) -> Report:
    """Type so many commands."""
    peer = HangingPeer()
    with serving(peer) as loop, tempfile.TemporaryDirectory() as folder, contestant("aligned", peer, folder):
        holding = _Holding(Path(folder) / DATABASE, random.Random(seed))
        with holding.going_on():
            timed = run_on(loop, _type_steadily(peer, count))
        acks = [took for _, took in timed if took is not None]
        saved = _saved(holding.file, len(acks))
    undisturbed = [took for at, took in timed if took is not None and not holding.is_felt_at(at)]
    figures = (
        note("commands", count),
        note("seconds in which Slack hung", _stall_of(count)),
        note("times the database was held for a second", len(holding.spans)),
        at_most("never acknowledged", count - len(acks)),
        at_most("acknowledged, but not saved", len(acks) - saved),
        at_most("p50, s", percentile(acks, 0.5), 0.05),
        at_most("p99 of those typed while nobody held the database, s", percentile(undisturbed, 0.99), 0.5),
        at_most("p99 of all, s", percentile(acks, 0.99), 0.5),
        at_most("longest, s", max(acks), 2.5),
    )
    return Report(bench="acknowledgements while all hangs", seed=seed, figures=figures)


def run_usual(*, count: int, seed: int) -> Report:
    """Type so many commands to an app that is built as usual, while Slack hangs."""
    peer = HangingPeer()
    with serving(peer) as loop, _usual_app(peer):
        timed = run_on(loop, _type_steadily(peer, count))
    acked = [took for _, took in timed if took is not None]
    figures = (note("commands", count), at_most("never acknowledged", count - len(acked)))
    return Report(bench="ablation: Bolt's own threads, Slack called in the listener", seed=seed, figures=figures)


async def _type_steadily(peer: HangingPeer, count: int) -> list[tuple[float, float | None]]:
    """Return when each command was typed, and the seconds until it was acknowledged, None when that was too late."""
    started = time.monotonic()
    peer.hangs_until = started + _stall_of(count)
    typed = []
    for number in range(count):
        await asyncio.sleep(max(0.0, started + number / PER_SECOND - time.monotonic()))
        typed.append(asyncio.create_task(_type(peer, number)))
    return list(await asyncio.gather(*typed))


async def _type(peer: Peer, number: int) -> tuple[float, float | None]:
    at = time.monotonic()
    try:
        took, _ = await asyncio.wait_for(peer.deliver(*a_command(number)), ACK_SECONDS)
    except TimeoutError:
        return at, None
    return at, took


def _stall_of(count: int) -> float:
    return min(LONGEST_STALL, SHARE_STALLED * count / PER_SECOND)


def _saved(file: Path, expected: int) -> int:
    """Count the commands in the database, as soon as the letters of the last ones have been opened."""
    ledger, deadline = Ledger(f"sqlite:///{file}"), time.monotonic() + OPENED_SECONDS
    while (saved := ledger.commands()) < expected and time.monotonic() < deadline:
        time.sleep(0.05)
    return saved


@contextmanager
def _usual_app(peer: Peer) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.faults.usual_app", f"{peer.url}/api/"], stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 20
    while not peer.sockets and time.monotonic() < deadline:
        time.sleep(0.05)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


main = command(run, count=6000, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
