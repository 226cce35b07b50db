"""Waiting for a moment on the sandbox's clock, which people may move."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from sandbox.clock import SettableClock


class Alarms:
    """Let coroutines sleep until the sandbox's clock shows a moment."""

    def __init__(self, clock: SettableClock) -> None:
        self._clock = clock
        self._moved: set[asyncio.Event] = set()

    def start(self, on_move: Callable[[], None]) -> None:
        """Follow the clock on the running event loop and call back there after every move."""
        loop = asyncio.get_running_loop()
        self._on_move = on_move

        def wake() -> None:
            loop.call_soon_threadsafe(self._wake)

        self._stop_listening = self._clock.on_change(wake)

    def stop(self) -> None:
        """Let go of the clock, which may outlive this server."""
        self._stop_listening()

    async def until(self, moment: datetime) -> None:
        """Return once the sandbox's clock shows this moment or a later one."""
        moved = asyncio.Event()
        self._moved.add(moved)
        try:
            while (left := (moment - self._clock.now()).total_seconds()) > 0:
                moved.clear()
                await _wait(moved, left)
        finally:
            self._moved.discard(moved)

    def _wake(self) -> None:
        for moved in self._moved:
            moved.set()
        self._on_move()


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
