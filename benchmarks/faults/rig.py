"""A workspace and the app in a process of its own, which can be killed, stopped and started again."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

from bot.app import Application, build
from bot.logs import configure
from bot.settings import load
from bot.slack.rates import Rates
from bot.waiting import until_stopped
from bot.worker.delivery_loop import Courier
from sandbox.clock import SettableClock
from sandbox.limits import Strictness
from sandbox.running import RunningSandbox, running_sandbox
from storage.database import SqlTransaction

MANIFEST = Path(__file__).resolve().parents[2] / "manifest.yml"
WEDNESDAY = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
"""A working hour from London to Cairo."""
LEASE = timedelta(seconds=1)
RECONCILE_SECONDS = 0.3
"""The sandbox is done with a call within milliseconds, so nobody has to wait a minute to know what became of it."""
UNLIMITED = 10_000.0
START_SECONDS = 20.0
STOP_SECONDS = 15.0


class ShiftedClock:
    """Real time plus an offset that the bench sets from its own process."""

    def __init__(self, offset: Any) -> None:
        self._offset = offset

    def now(self) -> datetime:
        """Return the shifted present."""
        return datetime.now(UTC) + timedelta(seconds=self._offset.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How the app that is tried differs from the one that is shipped; the last two are ablations.

    One that `is_blind` sends again without looking first; one that `is_forgetful` keeps its inbox in its own memory.
    """

    speed: float = UNLIMITED
    lease: timedelta = LEASE
    is_blind: bool = False
    is_forgetful: bool = False


class Rig:
    """The workspace, the clock both sides live by, and the processes of the app."""

    def __init__(self, sandbox: RunningSandbox, database_url: str, change: Change) -> None:
        self.sandbox = sandbox
        self.client = sandbox.client
        self.clock = sandbox.clock
        self.database_url = database_url
        self.change = change
        self._context = _context()
        self._offset = self._context.Value("d", sandbox.clock.offset.total_seconds())

    @property
    def is_connected(self) -> bool:
        """Tell whether an app listens."""
        return bool(self.client.workspace()["app"]["connections"])

    def move_clock(self, by: timedelta) -> None:
        """Move the clock of the workspace and of every process."""
        self.sandbox.clock.advance(by)
        self._offset.value = self.sandbox.clock.offset.total_seconds()

    def settings(self, **changes: object) -> dict[str, object]:
        """Return what a process is configured with."""
        return {
            "bot_token": self.sandbox.bot_token,
            "app_token": self.sandbox.app_token,
            "slack_api_url": self.sandbox.api_url,
            "database_url": self.database_url,
            "tick_seconds": 0.2,
            "reconcile_seconds": RECONCILE_SECONDS,
            "log_level": os.environ.get("ALIGNED_LOG_LEVEL", "CRITICAL"),
            **changes,
        }

    def start(self, **changes: object) -> "AppProcess":
        """Start the app, without waiting until it listens."""
        arguments = (self.settings(**changes), self._offset, self.change)
        process = self._context.Process(target=_run, args=arguments, daemon=True)
        process.start()
        return AppProcess(process)

    def start_and_wait(self, count: int = 2, **changes: object) -> "AppProcess":
        """Start the app and wait until so many sockets are open."""
        process = self.start(**changes)
        self.client.wait_for_connections(count, START_SECONDS)
        return process


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What a process uses: seconds of a core so far, and megabytes, threads and open files now."""

    cpu_seconds: float
    resident: float
    threads: int
    files: int

    @classmethod
    def of(cls, pid: int) -> "Vitals":
        """Read what Linux knows of a process."""
        process = Path(f"/proc/{pid}")
        # The name of a program may hold blanks; what follows it does not.
        times = process.joinpath("stat").read_text().rpartition(")")[2].split()
        status = dict(line.split(":", 1) for line in process.joinpath("status").read_text().splitlines())
        return cls(
            cpu_seconds=(int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK"),
            resident=int(status["VmRSS"].split()[0]) / 1024,
            threads=int(status["Threads"]),
            files=len(os.listdir(process / "fd")),
        )


class AppProcess:
    """One process of the app."""

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        """Return the process id."""
        return int(self._process.pid or 0)

    @property
    def is_alive(self) -> bool:
        """Tell whether it runs."""
        return self._process.is_alive()

    @property
    def vitals(self) -> Vitals:
        """Look at what it uses now."""
        return Vitals.of(self.pid)

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._process.kill()
        self._process.join()

    def stop(self) -> tuple[float, int | None]:
        """Send SIGTERM; return how many seconds it took to end, and its exit code."""
        started = time.monotonic()
        os.kill(self.pid, signal.SIGTERM)
        self._process.join(STOP_SECONDS)
        took, code = time.monotonic() - started, self._process.exitcode
        if code is None:
            self.kill()
        return took, code


@contextmanager
def running_rig(
    database_url: str,
    change: Change | None = None,
    *,
    strictness: Strictness = Strictness.OFF,
    **options: Any,
) -> Iterator[Rig]:
    """Run a workspace in which it is Wednesday; the app is not started yet."""
    clock = SettableClock()
    clock.set(WEDNESDAY)
    with running_sandbox(MANIFEST, clock=clock, strictness=strictness, **options) as sandbox:
        yield Rig(sandbox, database_url, change or Change())


def _context() -> ForkServerContext:
    """Fork from a process that has imported everything, so that starting the app again takes no second."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


class _Blind:
    """A courier that does not look for what it may have sent: the ablation."""

    def __init__(self, courier: Courier) -> None:
        self.expect = courier.expect
        self.deliver = courier.deliver
        self.reconcile = courier.deliver


class _ForgetfulInbox:
    """The keys that this process alone has seen: the other ablation."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._seen: set[str] = set()

    def accept(self, key: str) -> bool:
        with self._turn:
            is_new = key not in self._seen
            self._seen.add(key)
            return is_new

    def forget_before(self, instant: datetime) -> int:
        return 0


def _run(settings: Mapping[str, Any], offset: Any, change: Change) -> None:
    configure(str(settings["log_level"]), "text")
    clock, rates = ShiftedClock(offset), Rates(speed=change.speed)
    application = build(load(settings), clock=clock, lease=change.lease, rates=rates)
    if change.is_blind:
        application.deliveries._courier = _Blind(application.deliveries._courier)
    if change.is_forgetful:
        _forget(application)
    until_stopped(application)


def _forget(application: Application) -> None:
    inbox, transaction_on = _ForgetfulInbox(), application.database._transaction

    def forgetful(*given: Any, **more: Any) -> SqlTransaction:
        transaction = transaction_on(*given, **more)
        transaction.inbox = inbox
        return transaction

    application.database._transaction = forgetful  # type: ignore[method-assign]
