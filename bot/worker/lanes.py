"""The lanes of the delivery loop: how many threads each has, how much it takes at a time, and what it has taken."""

import threading
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.delivery import Delivery, Lane

THREADS: Mapping[Lane, int] = {Lane.HEARING: 1, Lane.FAST: 2, Lane.NORMAL: 4, Lane.PATIENT: 3}
AT_ONCE: Mapping[Lane, int] = {Lane.HEARING: 1, Lane.FAST: 1, Lane.NORMAL: 4, Lane.PATIENT: 10}
"""What somebody waits for is taken as it is begun, never to wait in one replica while another has nothing to do."""
GATHERING: Mapping[Lane, float] = {Lane.PATIENT: 0.05}
"""Seconds in which what is queued one by one comes together: ten reminders are claimed for the price of one."""


@dataclass
class LaneState:
    """What the threads of one lane share: one of them at a time looks for work, and leaves the others their part."""

    name: Lane
    turn: threading.Lock = field(default_factory=threading.Lock)
    woken: threading.Event = field(default_factory=threading.Event)
    begin_before: float = 0.0
    has_more: bool = False
    _taken: deque[Delivery] = field(default_factory=deque)

    @property
    def at_once(self) -> int:
        """Say how many deliveries are taken in one transaction."""
        return AT_ONCE[self.name]

    @property
    def gathering(self) -> float:
        """Say how many seconds one waits for more to come once something has."""
        return GATHERING.get(self.name, 0.0)

    def keep(self, deliveries: Iterable[Delivery], begin_before: float) -> None:
        """Keep what was taken, to be begun before an instant: its lease is running."""
        self._taken.extend(deliveries)
        self.begin_before = begin_before

    def next(self) -> Delivery | None:
        """Return what comes next of what was taken."""
        try:
            return self._taken.popleft()
        except IndexError:
            return None

    def rest(self) -> tuple[Delivery, ...]:
        """Return all that was taken and not begun, and keep nothing."""
        return tuple(iter(self.next, None))
