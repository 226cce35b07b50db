"""Rate limits: a tier per method, and one message a second per channel.

https://docs.slack.dev/apis/web-api/rate-limits
"""

import math
from dataclasses import dataclass
from enum import Enum, StrEnum

from sandbox.clock import SettableClock
from sandbox.errors import RateLimited


class Tier(Enum):
    """Calls a method tolerates in a minute."""

    ONE = 1
    TWO = 20
    THREE = 50
    FOUR = 100
    MESSAGES = 300
    """chat.postMessage: 'several hundred messages per minute' for a workspace."""
    CONNECTIONS = 10
    """apps.connections.open: documented as '1+ per minute', yet an app may open ten sockets."""
    UNLIMITED = 0


class Strictness(StrEnum):
    """How hard the limits are: without bursts, with the bursts Slack tolerates, or not at all."""

    STRICT = "strict"
    TOLERANT = "tolerant"
    OFF = "off"


@dataclass
class _Bucket:
    tokens: float
    filled_at: float


MESSAGE_BURST = {Strictness.STRICT: 1, Strictness.TOLERANT: 15}
"""Messages a channel takes at once: Slack allows 'short bursts' and publishes no number."""

TIER_BURST = {Strictness.STRICT: 0.0, Strictness.TOLERANT: 1.0}
"""How much of another minute's calls a method takes on top."""


READING = frozenset({"conversations.history", "conversations.replies"})
"""Once a minute, fifteen messages at a time, for apps that are sold outside the Marketplace.

https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps
"""
READ_AT_ONCE = 15


class RateLimits:
    """Count calls in buckets that refill with the sandbox's clock."""

    def __init__(self, clock: SettableClock, strictness: Strictness = Strictness.TOLERANT) -> None:
        self.strictness = strictness
        self.is_distributed = False
        self._clock = clock
        self._buckets: dict[tuple[str, str], _Bucket] = {}

    def count_call(self, method: str, tier: Tier) -> None:
        """Count a call, or raise RateLimited when the method's minute is used up."""
        if self.strictness is Strictness.OFF or tier is Tier.UNLIMITED:
            return
        tier = Tier.ONE if self.is_distributed and method in READING else tier
        capacity = tier.value * (1 + TIER_BURST[self.strictness])
        self._take((method, ""), capacity=capacity, per_second=tier.value / 60)

    def messages_at_once(self, usual: int) -> int:
        """Return how many messages one call may read."""
        return READ_AT_ONCE if self.is_distributed else usual

    def count_message(self, channel_id: str) -> None:
        """Count a posted message, or raise RateLimited when the channel had too many."""
        if self.strictness is not Strictness.OFF:
            burst = MESSAGE_BURST[self.strictness]
            self._take(("message", channel_id), capacity=burst, per_second=1.0)

    def _take(self, key: tuple[str, str], *, capacity: float, per_second: float) -> None:
        now = self._clock.now().timestamp()
        bucket = self._buckets.setdefault(key, _Bucket(capacity, now))
        elapsed = max(0.0, now - bucket.filled_at)
        bucket.tokens = min(capacity, bucket.tokens + elapsed * per_second)
        bucket.filled_at = now
        if bucket.tokens < 1:
            raise RateLimited(max(1, math.ceil((1 - bucket.tokens) / per_second)))
        bucket.tokens -= 1
