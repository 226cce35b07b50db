"""Deliveries that the database does not take at once: kept as letters, acknowledged, and opened as soon as it does.

Whoever is first acknowledges: the commit, or the letter a quarter of a second after the delivery came. Both may happen
to be done, for the key of a delivery makes the second time harmless. An event of a conversation of which there is a
letter is kept behind it, so that within a process an edit never comes before its message. Events of one conversation
that come within a quarter of a second of each other run side by side, as they always do.
"""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

import structlog

from bot.domain.errors import NotStored
from bot.letter_line import STOP_SECONDS, Check, LetterLine, Open
from bot.watched import OK, Fate, Watched
from storage.letterbox import Letter, Letterbox

PATIENCE = 0.25
"""After how many seconds a delivery that is not acknowledged becomes a letter."""
KEEPABLE: Final = frozenset({"block_actions", "shortcut", "message_action"})
"""The interactions nobody waits for in front of a form: what acknowledges a form carries words into it."""

log = structlog.get_logger(__name__)


class Letters:
    """Watches what is under way, keeps what takes too long, and opens what was kept; without a letterbox, nothing."""

    def __init__(
        self,
        box: Letterbox | None = None,
        open_one: Open = lambda _: OK,
        *,
        check: Check = lambda: None,
        now: Callable[[], float] = time.time,
        patience: float = PATIENCE,
    ) -> None:
        self._box = box
        self._line = LetterLine(box, open_one, check=check, now=now) if box else None
        self._now = now
        self._patience = patience
        self._turn = threading.Lock()
        self._arrived = threading.Condition(self._turn)
        self._number = box.last_number() if box else 0
        self._watched: dict[int, Watched] = {}
        self._is_idle = self._is_stopping = False
        self._thread = threading.Thread(target=self._keep_late, name="letters-kept", daemon=True)

    @property
    def waiting(self) -> int:
        """Count the letters that wait to be opened, or to be thrown away."""
        return self._line.waiting if self._line else 0

    @property
    def given_up(self) -> int:
        """Count the letters that are kept aside."""
        return self._line.given_up if self._line else 0

    def start(self) -> None:
        """Begin to open what an earlier process left, and to watch."""
        if self._line:
            self._line.start(self)
            self._thread.start()

    def stop(self) -> None:
        """Watch no more, and leave what is kept to the next start."""
        with self._turn:
            self._is_stopping = True
            self._arrived.notify_all()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)
        if self._box and self._line:
            self._line.stop()
            self._box.close()

    def watch(self, kind: str, payload: object, acknowledge: Callable[[], object]) -> Watched:
        """Watch a delivery from now on; a letter would acknowledge it as told."""
        told = payload if isinstance(payload, dict) else {}
        with self._turn:
            self._number += 1
            letter = Letter(number=self._number, kind=kind, payload=told, came_at=self._now())
            watched = Watched(self, letter, acknowledge, due_at=time.monotonic() + self._patience)
            if self._box is None or not _is_keepable(kind, told):
                return watched
            watched.is_keepable = True
            self._watched[letter.number] = watched
            if self._is_idle:
                self._is_idle = False
                self._arrived.notify()
        return watched

    def keep(self, watched: Watched) -> bool:
        """Keep a delivery now; False when that cannot be done."""
        if watched.is_keepable and watched.fate is Fate.OPEN:
            self._keep((watched,))
        return watched.is_kept

    def claim(self, watched: Watched) -> bool:
        """Give the acknowledgement to whoever asks, unless a letter has given it."""
        with self._turn:
            if watched.fate is Fate.OPEN:
                watched.fate = Fate.ANSWERED
                self._watched.pop(watched.letter.number, None)
            return watched.fate is Fate.ANSWERED

    def is_for_later(self, watched: Watched) -> bool:
        """Put a delivery in the line of letters, where it is one already or belongs behind one."""
        if self._line is None:
            return False
        if not (watched.is_kept or (self._line.is_ahead_of(watched.letter) and self.keep(watched))):
            return False
        self._line.leave(watched)
        return True

    def finish(self, watched: Watched, *, is_stored: bool) -> bool:
        """Drop the letter of a delivery that is stored, or leave it to be opened; True when there is none."""
        if self.claim(watched) or self._line is None:
            return True
        if is_stored:
            self._line.settle(watched)
        self._line.leave(watched)
        return False

    def _keep_late(self) -> None:
        while late := self._await_late():
            self._keep(late)

    def _await_late(self) -> tuple[Watched, ...]:
        """Wait until something is late, or until nothing is watched any more; sleep while nothing is under way."""
        with self._turn:
            while not self._is_stopping:
                now = time.monotonic()
                first = next(iter(self._watched.values()), None)
                if first and first.due_at <= now:
                    return tuple(each for each in self._watched.values() if each.due_at <= now)
                self._is_idle = first is None
                self._arrived.wait(first.due_at - now if first else None)
        return ()

    def _keep(self, late: tuple[Watched, ...]) -> None:
        """Write letters all at once, and then acknowledge those that nobody has acknowledged meanwhile."""
        if self._line is None or not self._is_written(late):
            return
        with self._turn:
            kept = [each for each in late if each.fate is Fate.OPEN]
            self._line.join(kept)
            for each in kept:
                each.fate = Fate.KEPT
                self._watched.pop(each.letter.number, None)
        for each in late:
            if not self._line.holds(each.letter):
                self._line.drop(each.letter)
        for each in kept:
            each.acknowledge()
        if kept:
            log.info("kept as letters", letters=len(kept))

    def _is_written(self, late: tuple[Watched, ...]) -> bool:
        """Tell whether letters are on the disk; one that cannot be written goes on without, and costs no other."""
        try:
            if self._box:
                self._box.keep([each.letter for each in late])
        except NotStored as trouble:
            if len(late) > 1:
                for each in late:
                    self._keep((each,))
                return False
            log.warning("a letter cannot be kept", reason=str(trouble.__cause__))
            with self._turn:
                late[0].is_keepable = False
                self._watched.pop(late[0].letter.number, None)
            return False
        return True


def _is_keepable(kind: str, payload: Mapping[str, Any]) -> bool:
    if kind == "interactive":
        return str(payload.get("type")) in KEEPABLE
    return kind in {"slash_commands", "events_api"}
