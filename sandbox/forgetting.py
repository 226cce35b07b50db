"""Keeping memory bounded in a sandbox that runs for weeks."""

from collections.abc import MutableMapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def forget_oldest(remembered: MutableMapping[Key, Value], *, keep: int) -> None:
    """Drop the entries that came first until few enough are left."""
    while len(remembered) > keep:
        del remembered[next(iter(remembered))]
