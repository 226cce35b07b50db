"""Whether a request over HTTP comes from Slack, now, and is not done yet.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Sequence

FRESH_SECONDS = 300
REMEMBERED_SECONDS = 600
"""A signature is good for five minutes on either side of now, so after ten it cannot come again."""

_TIMESTAMP = re.compile(r"[0-9]{1,10}", re.ASCII)


class Signatures:
    """Checks signatures made with any of some secrets: while one is being replaced, both are good.

    What is done is known to one thread only, the one that answers.
    """

    def __init__(self, secrets: Sequence[str], *, now: Callable[[], float]) -> None:
        self._secrets = tuple(secret.encode() for secret in secrets)
        self._now = now
        self._done: dict[str, float] = {}

    def refusal(self, timestamps: Sequence[str], signatures: Sequence[str], body: bytes) -> str:
        """Say why a request is not Slack's, or nothing; takes every value that came for each of the two headers."""
        if len(timestamps) != 1 or len(signatures) != 1:
            return "not exactly one timestamp and one signature"
        if not _TIMESTAMP.fullmatch(timestamps[0]):
            return "no timestamp"
        if abs(self._now() - int(timestamps[0])) > FRESH_SECONDS:
            return "signed too long ago"
        given = signatures[0].encode("utf-8", "replace")
        if not any(hmac.compare_digest(given, _signed(secret, timestamps[0], body)) for secret in self._secrets):
            return "signed with another secret"
        return ""

    def is_done(self, signature: str) -> bool:
        """Tell whether the very same request was handled before."""
        self._forget_until(self._now())
        return signature in self._done

    def note_done(self, signature: str) -> None:
        """Take note of a request that is handled."""
        self._done.setdefault(signature, self._now() + REMEMBERED_SECONDS)

    def _forget_until(self, now: float) -> None:
        """Drop what cannot come again; the oldest stand first, so no request pays for all the others."""
        while self._done and self._done[oldest := next(iter(self._done))] <= now:
            del self._done[oldest]


def _signed(secret: bytes, timestamp: str, body: bytes) -> bytes:
    digest = hmac.new(secret, b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return f"v0={digest}".encode()
