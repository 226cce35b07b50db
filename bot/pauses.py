"""The long pauses that Slack asked for: said once in the log, counted, and told to whoever asks what is waited for."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.ports import Clock

LONG = timedelta(minutes=1)

log = structlog.get_logger(__name__)


class Pauses:
    """Until when which method of which workspace is not called, as far as that is long."""

    def __init__(self, clock: Clock, *, on_long: Callable[[str], None] = lambda _: None) -> None:
        self._clock = clock
        self._on_long = on_long
        self._turn = threading.Lock()
        self._until: dict[tuple[str, str], datetime] = {}

    def asked(self, workspace: str, method: str, wait: timedelta) -> None:
        """Remember what Slack asked for when it is long, and say so unless it was said of a pause that still lasts."""
        if wait <= LONG:
            return
        now = self._clock.now()
        with self._turn:
            known = self._until.get((workspace, method), now)
            until = self._until[workspace, method] = max(known, now + wait)
        if known <= now:
            log.warning("Slack asked us to wait", workspace=workspace, method=method, until=_shown(until))
            self._on_long(method)

    @property
    def told(self) -> str:
        """Say what is waited for now; nothing when nothing is."""
        now = self._clock.now()
        with self._turn:
            lasting = sorted((method, until) for (_, method), until in self._until.items() if until > now)
        return "; ".join(f"Slack asked us to wait until {_shown(until)} with {method}" for method, until in lasting)


def _shown(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"
