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
PATIENCE = timedelta(minutes=15)
"""How long a delivery may be put off before the log says so."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What an audit found: deliveries by state, how many were recovered, how late the latest one is.

    `oldest_begun` is the age of the one that has been put off for longest: it comes up again and again, is never late
    for long, and what waits behind it is late because of it.
    """

    recovered: int
    forgotten: int
    deliveries: dict[str, int] = field(default_factory=dict)
    oldest_due: timedelta = timedelta(0)
    oldest_begun: timedelta = timedelta(0)


class Auditor:
    """Recovers what a dead process, or a clock that went back, left behind, each time; forgets what is old, hourly."""

    def __init__(self, *, database: Database, clock: Clock, horizon: timedelta = HORIZON) -> None:
        self._database = database
        self._clock = clock
        self._horizon = horizon
        self._cleaned_at: datetime | None = None
        self._is_stuck = False

    def audit(self) -> Audit:
        """Recover, forget and count."""
        now = self._clock.now()
        with self._database.write() as tx:
            # The call of a holder that lives on may still be on its way.
            recovered = tx.deliveries.recover_expired(now + self._horizon)
            brought_back = tx.deliveries.bring_back(now, now + self._horizon)
        if brought_back:
            log.warning("the clock went back: what was queued after now is taken up", deliveries=brought_back)
        forgotten = self._forget(now)
        with self._database.read() as tx:
            audit = Audit(
                recovered=recovered,
                forgotten=forgotten,
                deliveries=tx.deliveries.count(),
                oldest_due=_since(tx.deliveries.next_due_at(), now),
                oldest_begun=_since(tx.deliveries.oldest_begun_at(), now),
            )
        self._say(audit)
        return audit

    def _say(self, audit: Audit) -> None:
        """Write to the log what was recovered, and once that something has been put off for too long."""
        if audit.recovered:
            log.warning("leases had run out", recovered=audit.recovered)
        is_stuck = audit.oldest_begun > PATIENCE
        if is_stuck and not self._is_stuck:
            log.warning("a delivery does not come to an end", seconds=int(audit.oldest_begun.total_seconds()))
        self._is_stuck = is_stuck

    def _forget(self, now: datetime) -> int:
        """Forget in small transactions, so that nobody waits long for the database.

        A cleaning in the future is from before the clock went back.
        """
        if self._cleaned_at is not None and timedelta() <= now - self._cleaned_at < CLEANING:
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


def _since(instant: datetime | None, now: datetime) -> timedelta:
    return max(now - instant, timedelta(0)) if instant else timedelta(0)
