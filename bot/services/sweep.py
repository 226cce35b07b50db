"""A sweep: whoever owes something and would never be reminded of it, for whatever reason, is scheduled again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.alignment import Alignment
from bot.ports import Clock, Database, Transaction
from bot.services.settling import Settling, people_of

PAGE = 20
PAGES_AT_ONCE = 25
EVERY = timedelta(days=1)


class Sweep:
    """Goes through all open alignments once a day, a few pages at a time, as a census does.

    Who owes something has a slot: that is kept by every change, so a sweep finds nobody.
    """

    def __init__(self, *, database: Database, clock: Clock, settling: Settling, every: timedelta = EVERY) -> None:
        self._database = database
        self._clock = clock
        self._settling = settling
        self._every = every
        self._ended_at: datetime | None = None
        self._last: Alignment | None = None

    def go_on(self) -> int:
        """Look at the next pages, unless the last sweep is fresh; return how many people were scheduled."""
        if self._is_fresh():
            return 0
        self._ended_at = None
        scheduled = 0
        for _ in range(PAGES_AT_ONCE):
            scheduled += sum(self._schedule(*key) for key in self._forgotten_on_next_page())
            if self._last is None:
                self._ended_at = self._clock.now()
                break
        return scheduled

    def _is_fresh(self) -> bool:
        """Tell whether the last sweep ended lately; one that ends in the future is from before the clock went back."""
        return self._ended_at is not None and timedelta() <= self._clock.now() - self._ended_at < self._every

    def _forgotten_on_next_page(self) -> Sequence[tuple[str, str]]:
        """List who is not scheduled; the page is done with by then, so that nobody on it is tried again and again."""
        with self._database.read() as tx:
            page = tx.alignments.list_open(PAGE, after=self._last)
            self._last = page[-1] if len(page) == PAGE else None
            return sorted({key for alignment in page for key in self._forgotten(tx, alignment)})

    def _forgotten(self, tx: Transaction, alignment: Alignment) -> list[tuple[str, str]]:
        """List who owes something to an alignment within reach, and has no slot."""
        if alignment.is_muted or alignment.thread_ts is None:
            return []
        return [
            (alignment.workspace, person)
            for person in people_of(alignment)
            if tx.people.next_digest_of(alignment.workspace, person) is None and self._settling.owed(alignment, person)
        ]

    def _schedule(self, workspace: str, person: str) -> int:
        with self._database.write() as tx:
            self._settling.schedule(tx, workspace, person)
        return 1
