"""Copies of an SQLite database, taken while it is in use, and putting one back.

A copy of the file would be wrong: it may catch a transaction half way. PostgreSQL brings its own tools.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, update

from bot.domain.delivery import DeliveryState, Lane
from bot.domain.errors import Misconfigured
from storage import migrate, urls
from storage.connections import connect, outages_told
from storage.delivery_queries import deliveries, is_in
from storage.locks import ProcessLock

_UNFINISHED = (DeliveryState.DUE, DeliveryState.SENDING)
_COMPANIONS = ("-journal", "-wal", "-shm")


def backup(url: str, path: Path) -> None:
    """Write a copy of the database as it is now to a new file that only its owner may read."""
    source = _sqlite_file(url, instead="pg_dump")
    if not source.exists():
        raise Misconfigured(f"There is no database at {source}.")
    if path.exists():
        raise Misconfigured(f"{path} exists already, and a backup never replaces another.")
    partial = path.with_name(f"{path.name}.partial")
    _copy(source, partial)
    migrate.check(_url_of(partial))
    os.replace(partial, path)


def restore(url: str, path: Path) -> None:
    """Put a backup in the place of the database; what stood there is kept beside it as ``.replaced``.

    The backup does not know what was posted after it was taken. So everything it holds as waiting is looked up
    in Slack before it is sent, and what somebody waited for in front of the screen is given up.
    """
    target = _sqlite_file(url, instead="pg_restore")
    if migrate.check(_url_of(path)).current is None:
        raise Misconfigured(f"{path} is not a backup of Aligned.")
    lock = ProcessLock(target)
    try:
        partial = target.with_name(f"{target.name}.partial")
        _copy(path, partial)
        _doubt_the_outbox(partial)
        _replace(target, partial)
    finally:
        lock.release()


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written, sleep=0.01)


def _doubt_the_outbox(file: Path) -> None:
    connections = connect(urls.parse(_url_of(file)), alone=False)
    try:
        migrate.bring_up_to_date(connections)
        with outages_told(), connections.writing() as connection:
            unfinished = update(deliveries).where(is_in(*_UNFINISHED))
            to_reconcile = {"state": DeliveryState.AMBIGUOUS, "note": "restored from a backup"}
            is_said_later = deliveries.c.lane.in_((Lane.NORMAL, Lane.PATIENT))
            connection.execute(unfinished.where(is_said_later).values(to_reconcile))
            given_up = {"state": DeliveryState.DEAD, "note": "restored", "finished_at": deliveries.c.created_at}
            connection.execute(unfinished.values(given_up))
    finally:
        connections.close()


def _replace(target: Path, restored: Path) -> None:
    """Swap the files; a journal left over from the old one would be played into the new one."""
    if target.exists():
        os.replace(target, target.with_name(f"{target.name}.replaced"))
    for suffix in _COMPANIONS:
        target.with_name(f"{target.name}{suffix}").unlink(missing_ok=True)
        restored.with_name(f"{restored.name}{suffix}").unlink(missing_ok=True)
    os.replace(restored, target)


def _sqlite_file(url: str, *, instead: str) -> Path:
    address = urls.parse(url)
    file = urls.sqlite_file(address)
    if file is None:
        raise Misconfigured(f"Only an SQLite file is backed up and restored here; for PostgreSQL use {instead}.")
    return file


def _url_of(file: Path) -> str:
    return str(URL.create("sqlite", database=str(file)))
