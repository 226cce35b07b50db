"""How fast each method and channel of a workspace may be called, so that Slack never has to say 429.

Time is monotonic and passed in, in seconds; nothing here sleeps.
https://docs.slack.dev/apis/web-api/rate-limits
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

SHARE = 0.8
"""How much of a published tier is used; the rest is the burst, so that no minute ever holds more than the tier."""

# A person waits for the answer of these, with a trigger that lives three seconds: more of the tier is kept for bursts.
_WAITED_FOR, _SHARE_WAITED_FOR = frozenset({"conversations.info"}), 0.4
_TIER_2, _TIER_3, _TIER_4 = 20, 50, 100
_PER_MINUTE: Mapping[str, int] = {
    "chat.update": _TIER_3,
    "chat.postEphemeral": _TIER_4,
    "conversations.history": _TIER_3,
    "conversations.info": _TIER_3,
    "conversations.members": _TIER_4,
    "conversations.open": _TIER_3,
    "conversations.replies": _TIER_3,
    "dnd.info": _TIER_3,
    "dnd.teamInfo": _TIER_2,
    "files.completeUploadExternal": _TIER_4,
    "files.getUploadURLExternal": _TIER_4,
    "users.info": _TIER_4,
    "users.list": _TIER_2,
    "views.open": _TIER_4,
    "views.publish": _TIER_4,
    "views.update": _TIER_4,
}
# "Several hundred messages per minute" for a workspace: no tier with a spare, so ours is the cautious reading of it.
_MESSAGES_PER_MINUTE, _MESSAGES_SHARE = 300, 0.95
_CHANNEL_PER_SECOND, _CHANNEL_BURST = 1.0, 3.0

Key = tuple[str, str]


@dataclass(slots=True)
class _Bucket:
    """Tokens of one key; `promised` is when the last call that was told to wait will have had its turn."""

    per_second: float
    capacity: float
    tokens: float
    filled_at: float
    promised: float = 0.0

    def fill(self, now: float) -> None:
        self.tokens = min(self.capacity, self.tokens + max(0.0, now - self.filled_at) * self.per_second)
        self.filled_at = now

    def promise(self, now: float) -> float:
        """Return how long a call has to wait, each a little longer than the one before, so they come back in turn."""
        soonest = now + (1.0 - self.tokens) / self.per_second
        self.promised = max(self.promised + 1.0 / self.per_second, soonest)
        return self.promised - now


class Rates:
    """Buckets per (workspace, method) and per (workspace, channel), and pauses where Slack asked for one.

    `speed` multiplies every pace; more than 1 is for a workspace that is not Slack's.
    """

    def __init__(self, *, speed: float = 1.0) -> None:
        self._speed = speed
        self._lock = threading.Lock()
        self._buckets: dict[Key, _Bucket] = {}
        self._paused_until: dict[Key, float] = {}

    def wait_for(self, workspace: str, method: str, now: float, *, channel: str | None = None) -> float:
        """Take one call and return 0, or take nothing and return the seconds to wait."""
        keys = [(workspace, method), *([(workspace, channel)] if channel else [])]
        with self._lock:
            paused = self._paused_until.get(keys[0], now) - now
            if paused > 0:
                return paused
            buckets = [self._bucket(key, now) for key in keys]
            empty = [bucket for bucket in buckets if bucket.tokens < 1.0]
            if empty:
                return max(bucket.promise(now) for bucket in empty)
            for bucket in buckets:
                bucket.tokens -= 1.0
            return 0.0

    def pause(self, workspace: str, method: str, now: float, seconds: float) -> None:
        """Call this method of this workspace no more for that long; every other key goes on."""
        with self._lock:
            key = (workspace, method)
            self._paused_until[key] = max(self._paused_until.get(key, now), now + seconds)

    def paused(self, now: float) -> dict[Key, float]:
        """List what is paused, with the seconds left."""
        with self._lock:
            return {key: until - now for key, until in self._paused_until.items() if until > now}

    def _bucket(self, key: Key, now: float) -> _Bucket:
        bucket = self._buckets.get(key)
        if bucket is None:
            per_second, capacity = (part * self._speed for part in _pace_of(key[1]))
            bucket = self._buckets[key] = _Bucket(per_second, capacity, tokens=capacity, filled_at=now)
        bucket.fill(now)
        return bucket


def _pace_of(name: str) -> tuple[float, float]:
    """Return calls a second and calls at once for a method, or for a channel."""
    if name == "chat.postMessage":
        burst = _MESSAGES_PER_MINUTE * (1 - _MESSAGES_SHARE)
        return _MESSAGES_PER_MINUTE * _MESSAGES_SHARE / 60, max(burst, 1.0)
    if "." in name:
        tier = _PER_MINUTE.get(name, _TIER_2)
        share = _SHARE_WAITED_FOR if name in _WAITED_FOR else SHARE
        return tier * share / 60, max(tier * (1 - share), 1.0)
    return _CHANNEL_PER_SECOND, _CHANNEL_BURST
