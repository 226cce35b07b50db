"""The lanes of the delivery loop: how many threads each has, how much it takes at a time, and what it has taken."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.domain.delivery import Delivery, Lane

THREADS: Mapping[Lane, int] = {Lane.HEARING: 1, Lane.FAST: 2, Lane.NORMAL: 4, Lane.CARD: 2, Lane.PATIENT: 3}
AT_ONCE: Mapping[Lane, int] = {Lane.HEARING: 1, Lane.FAST: 1, Lane.NORMAL: 4, Lane.CARD: 4, Lane.PATIENT: 10}
"""What somebody waits for is taken as it is begun, never to wait in one replica while another has nothing to do."""
GATHERING: Mapping[Lane, float] = {Lane.CARD: 0.02, Lane.PATIENT: 0.05}
"""Seconds in which what is queued one by one comes together: ten reminders are claimed for the price of one.

A card rendered beside the reply its thread waits for would cost that reply five milliseconds.
"""


@dataclass
class LaneState:
    """What the threads of one lane share: one of them at a time looks for work, and leaves the others their part."""

    name: Lane
    turn: threading.Lock = field(default_factory=threading.Lock)
    woken: threading.Event = field(default_factory=threading.Event)
    begin_before: float = 0.0
    has_more: bool = False
    is_told: bool = False
    _idle: int = 0
    _counting: threading.Lock = field(default_factory=threading.Lock)
    _taken: deque[Delivery] = field(default_factory=deque)

    @property
    def at_once(self) -> int:
        """Say how many deliveries are taken in one transaction."""
        return AT_ONCE[self.name]

    @property
    def gathering(self) -> float:
        """Say how many seconds one waits for more to come once something has."""
        return GATHERING.get(self.name, 0.0)

    @property
    def has_news(self) -> bool:
        """Tell whether there is more to claim, as far as anybody has said."""
        return self.is_told or self.has_more

    @property
    def free(self) -> int:
        """Say how many deliveries would be begun at once, were they queued now; none where one waits for more."""
        return 0 if self.gathering else max(0, self._idle - len(self._taken))

    @contextmanager
    def idling(self) -> Iterator[None]:
        """Count a thread as one that has nothing to do."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def tell(self, *, is_news: bool = True) -> None:
        """Have somebody claim at once, because something was queued; otherwise they ask when the next is due."""
        if is_news:
            self.is_told = True
        self.woken.set()

    def keep(self, deliveries: Iterable[Delivery], begin_before: float) -> None:
        """Keep what was taken, to be begun before an instant: its lease is running."""
        self.begin_before = min(begin_before, self.begin_before) if self._taken else begin_before
        self._taken.extend(deliveries)

    def next(self) -> Delivery | None:
        """Return what comes next of what was taken."""
        try:
            return self._taken.popleft()
        except IndexError:
            return None

    def rest(self) -> tuple[Delivery, ...]:
        """Return all that was taken and not begun, and keep nothing."""
        return tuple(iter(self.next, None))

    def _count(self, change: int) -> None:
        with self._counting:
            self._idle += change
