"""How much memory a process takes that has ten thousand open alignments to look after.

    python -m benchmarks.memory [--alignments 10000] [--target 120]

A process of its own connects to the sandbox over Socket Mode, as `aligned run` does, on a database that was filled
beforehand. It is measured when it listens, and again after five hundred people were reminded and a hundred commands
came in. The resident set of the whole process counts, and what an app takes that has nothing to do stands beside it.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import create_engine, func

from benchmarks.nudges import Wednesday, fill, make_due
from sandbox.clock import SettableClock
from sandbox.running import RunningSandbox, running_sandbox
from storage import urls
from storage.database import open_database
from storage.rows import DigestSlotRow, table_of

MANIFEST = Path(__file__).resolve().parents[1] / "manifest.yml"
START_SECONDS, SWEEP_SECONDS, PAUSE = 30.0, 120.0, 0.5
ARTIFACTS = 7
COMMANDS = 100


def main() -> int:
    """Measure, and tell by the exit code whether the target is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alignments", type=int, default=10_000)
    parser.add_argument("--target", type=float, default=120.0, help="megabytes")
    given = parser.parse_args()
    table = Table("open alignments", "listening", "after the sweep and the commands")
    most = 0.0
    for alignments in (0, given.alignments):
        listening, used = measured(alignments)
        table.add_row(f"{alignments:,}", f"{listening:.0f} MB", f"{used:.0f} MB")
        most = max(most, used)
    Console().print(table)
    return 0 if most < given.target else 1


def measured(alignments: int) -> tuple[float, float]:
    """Return the megabytes of a process when it listens, and when it has done something."""
    clock = SettableClock()
    clock.set(Wednesday().now())
    with tempfile.TemporaryDirectory() as folder, running_sandbox(MANIFEST, clock=clock) as sandbox:
        url = f"sqlite:///{folder}/aligned.db"
        with closing(open_database(url, clock=Wednesday())):
            fill(url, alignments * ARTIFACTS)
            make_due(url, random.Random(1))
        with running(sandbox, url) as process:
            listening = resident(process.pid)
            _use(sandbox, url)
            return listening, resident(process.pid)


@contextmanager
def running(sandbox: RunningSandbox, database_url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the app on the database until the block ends."""
    environment = {
        **os.environ,
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": database_url,
        "ALIGNED_TICK_SECONDS": "1",
    }
    shift = str(sandbox.clock.offset.total_seconds())
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.memory_app", shift], env=environment)
    try:
        sandbox.client.wait_for_connections(2, START_SECONDS)
        yield process
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def resident(pid: int) -> float:
    """Return the resident megabytes of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _use(sandbox: RunningSandbox, url: str) -> None:
    """Let people ask for something, and wait until nobody is due any more."""
    person = sandbox.client.person("ana")
    for _ in range(COMMANDS):
        person.types("/aligned mine", channel="#general")
    engine, slots = create_engine(urls.parse(url)), table_of(DigestSlotRow)
    due = slots.select().with_only_columns(func.count()).where(slots.c.next_digest_at <= Wednesday().now())
    pause = threading.Event()
    for _ in range(int(SWEEP_SECONDS / PAUSE)):
        with engine.connect() as connection:
            if not connection.scalar(due):
                break
        pause.wait(PAUSE)
    engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
