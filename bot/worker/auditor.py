"""Tidies up: deliveries whose holder died, and what need not be remembered any longer."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.ports import Clock, Database
from bot.worker.recorder import HORIZON

# Slack retries events hourly for a day when asked to; twice that is safe.
INBOX_MEMORY = timedelta(hours=72)
DELIVERY_MEMORY = timedelta(days=30)
CLEANING = timedelta(hours=1)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an audit found: deliveries by state, how many were recovered, how late the latest one is."""

    recovered: int
    forgotten: int
    deliveries: dict[str, int] = field(default_factory=dict)
    oldest_due: timedelta = timedelta(0)


class Auditor:
    """Recovers what a dead process left behind, each time; forgets what is old, once an hour."""

    def __init__(self, *, database: Database, clock: Clock, horizon: timedelta = HORIZON) -> None:
        self._database = database
        self._clock = clock
        self._horizon = horizon
        self._cleaned_at: datetime | None = None

    def audit(self) -> Audit:
        """Recover, forget and count."""
        now = self._clock.now()
        with self._database.write() as tx:
            # The call of a holder that lives on may still be on its way.
            recovered = tx.deliveries.recover_expired(now + self._horizon)
        forgotten = self._forget(now)
        with self._database.read() as tx:
            due_at = tx.deliveries.next_due_at()
            late = max(now - due_at, timedelta(0)) if due_at else timedelta(0)
            audit = Audit(recovered=recovered, forgotten=forgotten, deliveries=tx.deliveries.count(), oldest_due=late)
        if recovered:
            log.warning("leases had run out", recovered=recovered)
        return audit

    def _forget(self, now: datetime) -> int:
        """Forget in small transactions, so that nobody waits long for the database."""
        if self._cleaned_at is not None and now - self._cleaned_at < CLEANING:
            return 0
        forgotten = 0
        while dropped := self._forget_some(now):
            forgotten += dropped
        self._cleaned_at = now
        return forgotten

    def _forget_some(self, now: datetime) -> int:
        with self._database.write() as tx:
            keys = tx.inbox.forget_before(now - INBOX_MEMORY)
            digests = tx.people.forget_digests_before((now - DELIVERY_MEMORY).date())
            return keys + digests + tx.deliveries.forget_before(now - DELIVERY_MEMORY)
