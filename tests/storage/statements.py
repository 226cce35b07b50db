"""Hearing what the databases are asked by a test, while other threads of the process may ask them as well."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect what the databases are asked in this thread, but for the beginnings of transactions."""
    heard: list[str] = []
    here = threading.get_ident()

    def hear(_: Any, __: Any, statement: str, *___: Any) -> None:
        if threading.get_ident() == here and not statement.startswith("BEGIN"):
            heard.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    yield heard
    event.remove(Engine, "before_cursor_execute", hear)
