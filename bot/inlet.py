"""Where deliveries from Slack come in: over sockets that the app opens, or over HTTP at an address Slack knows."""

import threading
from typing import Protocol

from bot.domain.errors import LinkLost, Misconfigured


class Inlet(Protocol):
    """What an app listens on. `str()` of it says what that is, for the log."""

    ended: threading.Event
    reason: Misconfigured | LinkLost | None
    """Why it ended by itself."""

    @property
    def count(self) -> int:
        """Return how many sockets it opens."""
        ...

    @property
    def open_count(self) -> int:
        """Return how many ways in are open."""
        ...

    @property
    def is_kept_open(self) -> bool:
        """Tell whether a way in that ends would be replaced."""
        ...

    @property
    def seconds_lost(self) -> float:
        """Return for how long there has been none."""
        ...

    def connect(self) -> None:
        """Begin to take deliveries; raises Misconfigured when Slack does not accept the token for it."""
        ...

    def close(self) -> None:
        """Take nothing more, and finish what is being acknowledged."""
        ...
