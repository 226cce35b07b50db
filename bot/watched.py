"""One delivery on its way: who acknowledges it, the commit or a letter, and whether its listener is still at work."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from storage.letterbox import Letter

OK, AWAY = 200, 503
"""The statuses of an answer to what was stored, and to what the database did not take."""
MOST_FAILURES = 5
MOST_REFUSALS = 100
"""So often may a database that takes everything else not take one letter: an hour and a half, with these pauses."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0


class Fate(Enum):
    """Who acknowledges a delivery."""

    OPEN = auto()
    ANSWERED = auto()
    KEPT = auto()


class Watcher(Protocol):
    """Decides what becomes of deliveries, one at a time."""

    def keep(self, watched: "Watched") -> bool:
        """Keep a delivery now; False when that cannot be done."""
        ...

    def claim(self, watched: "Watched") -> bool:
        """Give the acknowledgement to whoever asks, unless a letter has given it."""
        ...

    def is_for_later(self, watched: "Watched") -> bool:
        """Put a delivery in the line of letters, where it is one already or belongs behind one."""
        ...

    def finish(self, watched: "Watched", *, is_stored: bool) -> bool:
        """Be done with a delivery; True when its acknowledgement is still to be sent."""
        ...


class Watched:
    """One delivery, from its arrival until the database has it."""

    def __init__(
        self, watcher: Watcher, letter: Letter, acknowledge: Callable[[], object] = lambda: None, *, due_at: float = 0.0
    ) -> None:
        self._watcher = watcher
        self.letter = letter
        self.acknowledge = acknowledge
        self.due_at = due_at
        self.fate = Fate.OPEN
        self.is_keepable = False
        self.is_under_way = True
        self._refusals = 0
        self._again_at = 0.0

    @property
    def is_kept(self) -> bool:
        """Tell whether a letter has acknowledged it."""
        return self.fate is Fate.KEPT

    @property
    def is_last_try(self) -> bool:
        """Tell whether it is given up should we fail at it now."""
        return not self.is_under_way and self.letter.failures + 1 >= MOST_FAILURES

    @property
    def is_last_refusal(self) -> bool:
        """Tell whether it is given up should the database take others now, and not this one."""
        return not self.is_under_way and self._refusals + 1 >= MOST_REFUSALS

    def is_due(self, now: float) -> bool:
        """Tell whether its letter may be opened."""
        return not self.is_under_way and self._again_at <= now

    def put_off(self, now: float) -> None:
        """Have its letter wait, each time longer, because the database takes others and not this one."""
        pause: float = FIRST_PAUSE * 2 ** min(self._refusals, 10)
        self._refusals += 1
        self._again_at = now + min(pause, LONGEST_PAUSE)

    def keep(self) -> bool:
        """Acknowledge it with a letter, unless that was done already; False when it cannot be kept."""
        return self._watcher.keep(self)

    def claim(self) -> bool:
        """Take it upon oneself to acknowledge it; False when a letter has done so."""
        return self._watcher.claim(self)

    def is_for_later(self) -> bool:
        """Leave it to be opened in its turn when it is a letter already, or belongs behind one; tell whether so."""
        return self._watcher.is_for_later(self)

    def finish(self, *, is_stored: bool) -> bool:
        """Be done with it; True when the acknowledgement is still to be sent."""
        return self._watcher.finish(self, is_stored=is_stored)
