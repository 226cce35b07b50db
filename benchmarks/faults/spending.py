"""What the app's processes, PostgreSQL and the workspace spend of the two cores they share."""

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import NullPool, create_engine

from benchmarks.faults.rig import AppProcess
from storage import urls

PROC = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Seconds of a core so far; the workspace runs in the bench's own process, so the bench's are among its own."""

    replicas: float
    postgres: float
    workspace: float

    def since(self, before: "Spending") -> "Spending":
        """Return what was spent from an earlier look on."""
        return Spending(
            replicas=self.replicas - before.replicas,
            postgres=self.postgres - before.postgres,
            workspace=self.workspace - before.workspace,
        )


def spent_by(fleet: Iterable[AppProcess], database_url: str) -> Spending:
    """Look at what everybody has spent until now."""
    return Spending(
        replicas=sum(process.vitals.cpu_seconds for process in fleet),
        postgres=_spent_by_postgres(database_url),
        workspace=time.process_time(),
    )


def _spent_by_postgres(database_url: str) -> float:
    """Add up the server, its backends, and those that have ended."""
    engine = create_engine(urls.parse(database_url), poolclass=NullPool)
    with engine.connect() as connection:
        backend = int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
        server = int(_fields(backend)[1])
        ticks = sum(_ticks(int(process.name), server) for process in PROC.iterdir() if process.name.isdigit())
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int, server: int) -> int:
    """Count the ticks of the server with its ended children, or of one of its children that lives."""
    try:
        fields = _fields(pid)
    except (FileNotFoundError, ProcessLookupError):
        return 0
    own, ended = int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])
    if pid == server:
        return own + ended
    return own if int(fields[1]) == server else 0


def _fields(pid: int) -> list[str]:
    """Read what Linux knows of a process, from its state on: its name may hold blanks."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
