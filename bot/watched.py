"""One delivery on its way: who acknowledges it, the commit or a letter, and whether its listener is still at work."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from storage.letterbox import Letter

OK, AWAY = 200, 503
"""The statuses of an answer to what was stored, and to what the database did not take."""
MOST_FAILURES = 5


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

    @property
    def is_kept(self) -> bool:
        """Tell whether a letter has acknowledged it."""
        return self.fate is Fate.KEPT

    @property
    def is_last_try(self) -> bool:
        """Tell whether it is given up should it fail now."""
        return not self.is_under_way and self.letter.failures + 1 >= MOST_FAILURES

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
