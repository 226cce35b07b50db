"""The letterbox: deliveries from Slack that are acknowledged and not in the database yet, in a small file of their own.

One process has a letterbox to itself: SQLite's own exclusive lock keeps a second one out, and ends with the process.
What was typed is in it until the database has it, so only its owner may read the file.
"""

import json
import logging
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.errors import Misconfigured, NotStored
from storage import urls

#: How long a process that is being replaced may take to leave its letterbox.
_PATIENCE = 1.0
#: 32 MiB, some twenty thousand deliveries: what waits is in memory as well, and a full letterbox is as a full disk.
_MOST_PAGES = 8_192
_SCHEMA = """CREATE TABLE IF NOT EXISTS letters (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    came_at REAL NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    is_given_up INTEGER NOT NULL DEFAULT 0
)"""
_COLUMNS = {"number", "kind", "payload", "came_at", "failures", "is_given_up"}
#: As bytes: SQLite's driver would fail at all of them where one is damaged.
_WAITING = """SELECT number, CAST(kind AS BLOB), CAST(payload AS BLOB), came_at, failures
    FROM letters WHERE NOT is_given_up ORDER BY number"""
_GIVEN_UP = "SELECT count(*) FROM letters WHERE is_given_up"
_LAST = "SELECT coalesce(max(number), 0) FROM letters"
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_ADVICE = "move it aside for somebody to look into, for it holds what people typed, and start again"

_log = logging.getLogger(__name__)


class _Unusable(Exception):
    """A file that holds no letters of ours, or none that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A delivery from Slack as it came, in seconds since 1970; the numbers say in which order they came."""

    number: int
    kind: str
    payload: Mapping[str, Any]
    came_at: float
    failures: int = 0

    @property
    def conversation(self) -> str | None:
        """Name the conversation that an event belongs to."""
        event = self.payload.get("event") if self.kind == "events_api" else None
        channel = event.get("channel") if isinstance(event, dict) else None
        return channel if isinstance(channel, str) else None


class Letterbox:
    """Letters on the disk; each method is one durable transaction, and raises NotStored where the disk takes none."""

    def __init__(self, path: Path) -> None:
        self._turn = threading.Lock()
        try:
            self._file = _opened(path)
        except (OSError, sqlite3.Error, _Unusable) as error:
            raise Misconfigured(f"The letterbox {path} cannot be used: {_reason(error)}.") from error

    def keep(self, letters: Iterable[Letter]) -> None:
        """Keep letters; one that is there already stays as it is."""
        with self._writing() as file:
            rows = [(each.number, each.kind, json.dumps(each.payload), each.came_at) for each in letters]
            file.executemany("INSERT OR IGNORE INTO letters (number, kind, payload, came_at) VALUES (?, ?, ?, ?)", rows)

    def drop(self, number: int) -> None:
        """Throw a letter away, now that the database has what it says."""
        with self._writing() as file:
            file.execute("DELETE FROM letters WHERE number = ?", (number,))

    def note_failure(self, number: int, *, is_last: bool) -> None:
        """Count a failure to open a letter; after the last one it is kept aside for a human."""
        with self._writing() as file:
            file.execute(
                "UPDATE letters SET failures = failures + 1, is_given_up = ? WHERE number = ?", (is_last, number)
            )

    def waiting(self) -> tuple[Letter, ...]:
        """List the letters that are to be opened, in the order they came; what cannot be read is kept aside."""
        rows = self._rows(_WAITING)
        letters = [_read(*row) for row in rows]
        for (number, *_), letter in zip(rows, letters, strict=True):
            if letter is None:
                self._keep_aside(number)
        return tuple(filter(None, letters))

    def count_given_up(self) -> int:
        """Count the letters that are kept aside."""
        return int(self._rows(_GIVEN_UP)[0][0])

    def last_number(self) -> int:
        """Return the highest number in use, 0 when the letterbox is empty."""
        return int(self._rows(_LAST)[0][0])

    def close(self) -> None:
        """Let another process have the letterbox."""
        with self._turn:
            self._file.close()

    def _keep_aside(self, number: int) -> None:
        """Leave a letter to a human; where the disk does not take note of that, it is met again at the next start."""
        _log.error("letter %d cannot be read, and is kept aside in the letterbox", number)
        with suppress(NotStored):
            self.note_failure(number, is_last=True)

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        with self._turn, _trouble_told():
            return self._file.execute(statement).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._turn, _trouble_told(), self._file:
            yield self._file


def open_letterbox(database_url: str, named: Path | None = None) -> Letterbox | None:
    """Open the letterbox of a database: where it is named, else beside an SQLite file, else there is none.

    A database in memory has none: what is stored there does not outlive the process either. PostgreSQL has one only
    where it is named, for nobody else knows which disk outlives the process.
    """
    address = urls.parse(database_url)
    file = urls.sqlite_file(address)
    if urls.is_sqlite(address) and file is None:
        return None
    path = named or (file.with_name(f"{file.name}.letters") if file else None)
    return Letterbox(path) if path else None


def _opened(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    file = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
    try:
        for pragma in (
            "locking_mode=EXCLUSIVE",
            "journal_mode=PERSIST",
            "synchronous=FULL",
            f"max_page_count={_MOST_PAGES}",
        ):
            file.execute(f"PRAGMA {pragma}")
        with file:
            file.execute("BEGIN EXCLUSIVE")
            file.execute(_SCHEMA)
            _require_whole(file)
    except (sqlite3.Error, _Unusable):
        file.close()
        raise
    return file


def _require_whole(file: sqlite3.Connection) -> None:
    """Raise _Unusable unless every page can be read and letters can be kept in the columns."""
    if file.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise _Unusable(f"it is damaged; {_ADVICE}")
    columns = {column[1]: column for column in file.execute("PRAGMA table_info(letters)")}
    foreign = [columns[name] for name in columns.keys() - _COLUMNS]
    if _COLUMNS - columns.keys() or any(is_needed and default is None for *_, is_needed, default, _ in foreign):
        raise _Unusable(f"another release made it; start that one until it is empty, or {_ADVICE}")


def _read(number: int, kind: bytes, payload: bytes, came_at: float, failures: int) -> Letter | None:
    """Read what is written of a letter; None where that is damaged."""
    try:
        said = json.loads(payload)
        letter = Letter(number=number, kind=kind.decode(), payload=said, came_at=float(came_at), failures=int(failures))
    except (ValueError, TypeError, RecursionError):
        return None
    return letter if isinstance(said, dict) else None


def _reason(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_BUSY:
        return "another process has it, and each needs one of its own"
    if code in _DAMAGED:
        return f"{error}; {_ADVICE}"
    return getattr(error, "strerror", None) or str(error)


@contextmanager
def _trouble_told() -> Iterator[None]:
    """Turn the disk's trouble, and what cannot be written down, into NotStored."""
    try:
        yield
    except (sqlite3.Error, ValueError, RecursionError) as error:
        raise NotStored() from error
