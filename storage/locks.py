"""Two locks that SQLite needs: a fair one between the threads of a process, and one that keeps a second process out."""

import fcntl
import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain.errors import Misconfigured, NotStored


class FairLock:
    """A mutex that serves waiters in the order they came: SQLite's own waiting lets some starve for seconds."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._is_held = False

    @contextmanager
    def held(self, *, within: float) -> Iterator[None]:
        """Hold the lock during the block; raise NotStored when its turn does not come within so many seconds."""
        if not self._acquire(within):
            raise NotStored()
        try:
            yield
        finally:
            self._release()

    def _acquire(self, within: float) -> bool:
        with self._mutex:
            if not self._is_held:
                self._is_held = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        return turn.wait(within) or self._is_served_after_all(turn)

    def _is_served_after_all(self, turn: threading.Event) -> bool:
        with self._mutex:
            if not turn.is_set():
                self._waiting.remove(turn)
            return turn.is_set()

    def _release(self) -> None:
        """Hand the lock to who waits longest; it stays held in between, so nobody can jump the queue."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_held = False


class ProcessLock:
    """An advisory lock on a file beside the database; the operating system releases it with the process.

    The database is the same under every name that links lead to it from.
    """

    def __init__(self, database: Path) -> None:
        try:
            self._file = os.open(f"{os.path.realpath(database)}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Misconfigured(f"{database} cannot be opened: {error.strerror}.") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(self._file, 32).decode() or "unknown"
            os.close(self._file)
            raise Misconfigured(
                f"{database} is in use by another process of Aligned (process {holder}). One process owns an SQLite "
                "file; stop the other one, or set DATABASE_URL to a PostgreSQL database to run several."
            ) from None
        os.ftruncate(self._file, 0)
        os.write(self._file, str(os.getpid()).encode())

    def release(self) -> None:
        """Let another process have the database."""
        os.close(self._file)
