"""What just happened, for pages and clients that watch: over a WebSocket or by long poll."""

import asyncio
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sandbox.json_types import JsonObject

KEPT = 2000
"""Changes kept for a long poll that comes back late."""


@dataclass(frozen=True)
class Change:
    """One numbered happening, and who may know of it (None: everybody)."""

    n: int
    event: JsonObject
    readers: frozenset[str] | None

    def is_for(self, person_id: str | None) -> bool:
        """Tell whether somebody may see this; a watcher acting as nobody sees all."""
        return person_id is None or self.readers is None or person_id in self.readers


class LiveFeed:
    """Number every change and wake whoever waits; lives on the server's event loop."""

    def __init__(self) -> None:
        self._changes: deque[Change] = deque(maxlen=KEPT)
        self._watchers: set[asyncio.Queue[Change]] = set()
        self._n = 0

    @property
    def n(self) -> int:
        """Return the number of the newest change."""
        return self._n

    def publish(self, event: JsonObject, *, readers: Collection[str] | None = None) -> None:
        """Tell watchers what happened."""
        self._n += 1
        change = Change(self._n, event, None if readers is None else frozenset(readers))
        self._changes.append(change)
        for watcher in self._watchers:
            watcher.put_nowait(change)

    @contextmanager
    def watch(self) -> Iterator[asyncio.Queue[Change]]:
        """Lend a queue of the changes from now on."""
        queue: asyncio.Queue[Change] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)

    async def changes_after(self, n: int, *, timeout_s: float) -> list[Change]:
        """Return the changes after a number, waiting for one if there is none yet."""
        with self.watch() as queue:
            if found := [change for change in self._changes if change.n > n]:
                return found
            try:
                return [await asyncio.wait_for(queue.get(), timeout_s)]
            except TimeoutError:
                return []
