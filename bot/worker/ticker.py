"""Wakes what is due from time to time. The truth about what is due is in rows; a missed tick loses nothing."""

import math
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol

import structlog
from apscheduler.job import Job
from apscheduler.schedulers.background import BackgroundScheduler

from bot.domain.errors import NotStored
from bot.giving_way import once_more
from bot.services.nudging import Turn
from bot.worker.auditor import Audit, Auditor
from bot.worker.survival import survive

EVERY = timedelta(seconds=30)
BACKLOG = timedelta(seconds=5)
"""What is due for less long than this is only about to be taken: something comes up again every second or so."""

STOP_SECONDS = 2.5
MISSED = 2
"""After how many intervals without a tick the scheduler is told to tick."""

log = structlog.get_logger(__name__)


class Nudging(Protocol):
    """Queues the digests that are due."""

    def turns(self) -> Iterator[Turn]:
        """Go through what is due, one person or waiver after the other."""
        ...


class Ticker:
    """One interval job in memory: late ticks become one, and two never run at a time.

    APScheduler logs what a tick raises and goes on ticking; `seconds_since_tick` grows then, and readiness shows it.
    It sleeps by the machine's clock, and where that goes back for as long as it went back; `catch_up` wakes it.
    What goes wrong with one person or waiver is logged, put off for an hour, and stops nobody else.
    """

    def __init__(
        self,
        *,
        nudging: Nudging,
        auditor: Auditor,
        every: timedelta = EVERY,
        on_audit: Callable[[Audit], None] | None = None,
        afterwards: Callable[[], None] | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._nudging = nudging
        self._auditor = auditor
        self.every = every
        self._on_audit = on_audit
        self._afterwards = afterwards
        self._steady = steady
        self._turn = threading.Lock()
        self._scheduler = BackgroundScheduler(timezone=UTC, daemon=True)
        self._is_stopping = False
        self._job: Job | None = None
        self._begun_at = steady()
        self._done_at = -math.inf
        self.last_audit: Audit | None = None

    @property
    def seconds_since_tick(self) -> float:
        """Return how long ago the last tick came to its end, by a clock that nobody sets."""
        return self._steady() - self._done_at

    def start(self) -> None:
        """Tick now and then at the interval."""
        self._begun_at = self._steady()
        self._job = self._scheduler.add_job(
            self._tick,
            "interval",
            seconds=self.every.total_seconds(),
            next_run_time=datetime.now(UTC),  # the scheduler's own time is the machine's, whatever our clock says
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    def catch_up(self) -> None:
        """Have it tick now where no tick has begun for long, as after the machine's clock went back."""
        is_late = self._steady() - self._begun_at > MISSED * self.every.total_seconds()
        if self._job is not None and is_late and not self._turn.locked():
            self._begun_at = self._steady()
            self._job.modify(next_run_time=datetime.now(UTC))

    def stop(self) -> None:
        """Tick no more; a tick under way is waited for, unless it hangs."""
        self._is_stopping = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
            if self._turn.acquire(timeout=STOP_SECONDS):
                self._turn.release()

    def _tick(self) -> None:
        try:
            self.tick_now()
        except NotStored:
            log.warning("a tick is left out, the database is away")

    def tick_now(self) -> int:
        """Tick in this thread, unless stopped, and return how many digests were queued."""
        with self._turn:
            if self._is_stopping:
                return 0
            self._begun_at = self._steady()
            self.last_audit = self._auditor.audit()
            if self._on_audit is not None:
                self._on_audit(self.last_audit)
            queued = self._take_turns()
            self._done_at = self._steady()
            # What can wait leaves the machine to those whose reminders are due now, by this replica or by another.
            is_quiet = not queued and self.last_audit.oldest_due < BACKLOG
            if self._afterwards is not None and is_quiet:
                self._afterwards()
            return queued

    def _take_turns(self) -> int:
        """Take every turn there is; what the database does not take comes again, and two such in a row end the tick."""
        queued: list[int] = []
        is_away = False
        for turn in self._nudging.turns():
            error = survive(partial(_take, turn, queued))
            if isinstance(error, NotStored) and is_away:
                raise error
            is_away = isinstance(error, NotStored)
            if error is not None and not is_away:
                _report(error)
                turn.put_off()
        return sum(queued)


def _take(turn: Turn, queued: list[int]) -> None:
    queued.append(once_more(turn.take))


def _report(error: Exception) -> None:
    """Say what went wrong and where; the error's own text may quote what somebody answered."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    log.error("a turn of the ticker failed", error=type(error).__name__, at=f"{at.name}, line {at.lineno}")
