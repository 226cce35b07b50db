"""Identifiers in Slack's shapes: stable ones derived from a name, and fresh ones in sequence."""

import base64
import hashlib
import itertools
import secrets


def stable_id(prefix: str, name: str) -> str:
    """Derive the same eleven-character id from the same name in every run."""
    digest = hashlib.sha256(f"{prefix}:{name}".encode()).digest()
    return prefix + base64.b32encode(digest).decode()[:10]


def random_token(size: int = 12) -> str:
    """Return a short unguessable string of hexadecimal digits."""
    return secrets.token_hex(size)


class IdSequence:
    """Mint ids that never repeat within one sandbox."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def mint(self, prefix: str) -> str:
        """Return the next id with the given prefix."""
        return stable_id(prefix, f"number {next(self._numbers)}")
