"""The sandbox's clock: real time plus an offset that people and tests may move."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Listener = Callable[[], None]


class SettableClock:
    """Tell an aware UTC time that can be moved; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._offset = timedelta()
        self._listeners: list[Listener] = []

    @property
    def offset(self) -> timedelta:
        """Return how far this clock is from real time."""
        with self._lock:
            return self._offset

    def now(self) -> datetime:
        """Return the sandbox's present."""
        return datetime.now(UTC) + self.offset

    def advance(self, by: timedelta) -> None:
        """Move the clock by a duration, backwards if it is negative."""
        self._move(lambda offset: offset + by)

    def set(self, at: datetime) -> None:
        """Make the present an aware point in time."""
        if at.tzinfo is None:
            raise ValueError("the clock is set to an aware datetime only")
        self._move(lambda _: at - datetime.now(UTC))

    def reset(self) -> None:
        """Return to real time."""
        self._move(lambda _: timedelta())

    def on_change(self, listener: Listener) -> Listener:
        """Call a listener after every move, from the thread that moved it; return what stops that."""
        with self._lock:
            self._listeners.append(listener)
        return lambda: self._forget(listener)

    def _forget(self, listener: Listener) -> None:
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def _move(self, change: Callable[[timedelta], timedelta]) -> None:
        with self._lock:
            self._offset = change(self._offset)
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()
