"""Loading a library without another that it only makes use of where it finds it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(name: str) -> Iterator[None]:
    """Have a module look as if it were not installed, unless it is loaded already.

    A module that is None in `sys.modules` cannot be imported:
    https://docs.python.org/3/reference/import.html#the-module-cache
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
