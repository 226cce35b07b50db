"""The record of everything that crossed the wire between app and sandbox, with its problems."""

from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from itertools import islice
from typing import Literal

from sandbox.checks.problem import Problem
from sandbox.clock import SettableClock
from sandbox.json_types import Json, JsonObject
from sandbox.live import LiveFeed

Direction = Literal["to_slack", "to_app"]
Wire = Literal["web_api", "socket", "http", "response_url"]
KEPT = 5000


@dataclass
class Entry:
    """One request and its answer."""

    n: int
    at: str
    direction: Direction
    kind: Wire
    name: str
    status: str
    ms: float
    request: Json
    response: Json
    problems: list[JsonObject] = field(default_factory=list)

    @property
    def summary(self) -> JsonObject:
        """Return everything but the bodies."""
        return {name: getattr(self, name) for name in _IN_SUMMARY}

    @property
    def whole(self) -> JsonObject:
        """Return the entry with its bodies."""
        return {**self.summary, "request": self.request, "response": self.response}


_IN_SUMMARY = tuple(column.name for column in fields(Entry) if column.name not in {"request", "response"})


class TrafficLog:
    """Keep the newest entries and announce each."""

    def __init__(self, *, clock: SettableClock, live: LiveFeed) -> None:
        self._clock = clock
        self._live = live
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._n = 0

    def record(  # noqa: PLR0913 - one column each
        self,
        direction: Direction,
        kind: Wire,
        name: str,
        *,
        status: str,
        ms: float,
        request: Json,
        response: Json,
        problems: Sequence[Problem] = (),
    ) -> None:
        """Write down one exchange."""
        self._n += 1
        at = self._clock.now().isoformat()
        found = [asdict(problem) for problem in problems]
        entry = Entry(self._n, at, direction, kind, name, status, round(ms, 2), request, response, found)
        self._entries.append(entry)
        self._live.publish({"type": "traffic", "entry": entry.summary})

    def after(self, n: int, *, limit: int) -> list[JsonObject]:
        """Return the entries after a number, oldest first; the newest ones if that is too many."""
        missed = min(self._n - n, len(self._entries), limit)
        newest = islice(reversed(self._entries), max(missed, 0))
        return [entry.whole for entry in newest][::-1]
