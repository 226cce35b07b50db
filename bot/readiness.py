"""Whether the app can do its work now, and if not, what it is waiting for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import structlog

from bot.domain.errors import NotStored
from bot.worker.auditor import Audit

MISSED_TICKS = 3
LATEST = timedelta(minutes=5)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing the app needs, or goes on without; `waiting_for` is empty while it is there."""

    name: str
    waiting_for: str = ""
    is_needed: bool = True

    @property
    def is_well(self) -> bool:
        """Tell whether the app can do its work as far as this goes."""
        return not (self.waiting_for and self.is_needed)


class Checked(Protocol):
    """A database that can be asked whether it would take a transaction."""

    def check(self) -> None:
        """Raise NotStored when it would not."""
        ...


class Linked(Protocol):
    """The connections to Slack."""

    @property
    def open_count(self) -> int:
        """Return how many there are."""
        ...

    @property
    def is_kept_open(self) -> bool:
        """Tell whether one that ends would be replaced."""
        ...

    @property
    def seconds_lost(self) -> float:
        """Return for how long there has been none."""
        ...


class Ticking(Protocol):
    """What ticks at an interval."""

    last_audit: Audit | None
    every: timedelta

    @property
    def seconds_since_tick(self) -> float:
        """Return how long ago the last tick came to its end."""
        ...


class Waiting(Protocol):
    """The letters that wait to be opened."""

    @property
    def waiting(self) -> int:
        """Return how many there are."""
        ...


class Readiness:
    """Asks everything the app depends on; cheap enough to be asked every few seconds."""

    def __init__(
        self,
        *,
        database: Checked,
        inlet: Linked,
        ticker: Ticking,
        letters: Waiting,
        is_delivering: Callable[[], bool],
        refused_tokens: Callable[[], tuple[str, ...]],
    ) -> None:
        self._database = database
        self._inlet = inlet
        self._ticker = ticker
        self._letters = letters
        self._is_delivering = is_delivering
        self._refused_tokens = refused_tokens
        self._said: tuple[str, ...] = ()
        self._told: dict[str, Callable[[], str]] = {}

    def tell(self, name: str, waiting_for: Callable[[], str]) -> None:
        """Tell from now on about something that the app goes on without."""
        self._told[name] = waiting_for

    def checks(self) -> tuple[Check, ...]:
        """Check everything now."""
        return (
            Check(name="database", waiting_for=self._database_trouble()),
            Check(name="sockets", waiting_for=self._socket_trouble()),
            Check(name="ticker", waiting_for=self._ticker_trouble()),
            Check(name="deliveries", waiting_for=self._delivery_trouble()),
            Check(name="letters", waiting_for=self._letters_left()),
            Check(name="token", waiting_for="a token Slack accepts" if self._refused_tokens() else ""),
            *(Check(name=name, waiting_for=ask(), is_needed=False) for name, ask in self._told.items()),
        )

    def say_changes(self) -> None:
        """Write to the log what the app has begun to wait for, and what it waits for no longer."""
        waiting = tuple(self._waiting())
        if waiting and waiting != self._said:
            log.warning("waiting", for_=list(waiting))
        elif self._said and not waiting:
            log.info("waiting no longer", for_=list(self._said))
        self._said = waiting

    def _waiting(self) -> Iterator[str]:
        return (check.waiting_for for check in self.checks() if not check.is_well)

    def _database_trouble(self) -> str:
        try:
            self._database.check()
        except NotStored:
            return "the database"
        return ""

    def _socket_trouble(self) -> str:
        if not self._inlet.open_count:
            return "a connection to Slack"
        return "" if self._inlet.is_kept_open else "the thread that keeps the way to Slack open"

    def _ticker_trouble(self) -> str:
        is_late = self._ticker.seconds_since_tick > MISSED_TICKS * self._ticker.every.total_seconds()
        return "the ticker of reminders" if is_late else ""

    def _letters_left(self) -> str:
        count = self._letters.waiting
        return f"letters to be opened: {count}" if count else ""

    def _delivery_trouble(self) -> str:
        if not self._is_delivering():
            return "a delivery thread that died"
        audit = self._ticker.last_audit
        is_late = audit is not None and audit.oldest_due > LATEST
        return "deliveries that are more than five minutes late" if is_late else ""
