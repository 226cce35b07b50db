"""What Slack told us a while ago, with its age."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import timedelta
from typing import Generic, TypeVar

REMEMBERED = 20_000

V = TypeVar("V")


class Memory(Generic[V]):
    """The newest values by key, each with its age; the oldest give way."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, tuple[float, V]] = OrderedDict()

    def find(self, key: Hashable, fresher_than: timedelta) -> V | None:
        """Return the value unless it is as old as that, or None."""
        with self._lock:
            since, value = self._values.get(key, (None, None))
        is_fresh = since is not None and self._monotonic() - since < fresher_than.total_seconds()
        return value if is_fresh else None

    def put(self, key: Hashable, value: V) -> None:
        """Remember a value from now on."""
        with self._lock:
            self._values.pop(key, None)
            self._values[key] = (self._monotonic(), value)
            if len(self._values) > REMEMBERED:
                self._values.popitem(last=False)

    def drop(self, key: Hashable) -> None:
        """Forget a value."""
        with self._lock:
            self._values.pop(key, None)
