"""Deliveries that the database does not take at once: kept as letters, acknowledged, and opened as soon as it does.

Whoever is first acknowledges: the commit, or the letter a quarter of a second after the delivery came. Both may happen
to be done, for the key of a delivery makes the second time harmless. Letters are opened in the order they came. Slack
promises no order, but nobody edits a message before writing it: an event of a conversation of which a letter waits is
kept behind it, so that within a process an edit never comes before its message. Events of one conversation that come
within a quarter of a second of each other run side by side, as they always do.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum, auto
from typing import Any, Final

import structlog

from bot.domain.errors import NotStored
from storage.letterbox import Letter, Letterbox

PATIENCE = 0.25
"""After how many seconds a delivery that is not acknowledged becomes a letter."""
PAUSE = 0.5
MOST_FAILURES = 5
STOP_SECONDS = 2.5
OK, AWAY = 200, 503
KEEPABLE: Final = frozenset({"block_actions", "shortcut", "message_action"})
"""The interactions nobody waits for in front of a form: what acknowledges a form carries words into it."""

log = structlog.get_logger(__name__)


class Fate(Enum):
    """Who acknowledges a delivery."""

    OPEN = auto()
    ANSWERED = auto()
    KEPT = auto()


class Watched:
    """One delivery, from its arrival until the database has it."""

    def __init__(self, letters: "Letters", letter: Letter, acknowledge: Callable[[], object], due_at: float) -> None:
        self._letters = letters
        self.letter = letter
        self.acknowledge = acknowledge
        self.due_at = due_at
        self.fate = Fate.OPEN
        self.is_keepable = False
        self.is_under_way = True

    @property
    def is_kept(self) -> bool:
        """Tell whether a letter has acknowledged it."""
        return self.fate is Fate.KEPT

    @property
    def is_last_try(self) -> bool:
        """Tell whether it is given up should it fail now."""
        return not self.is_under_way and self.letter.failures + 1 >= MOST_FAILURES

    def keep(self) -> bool:
        """Acknowledge it with a letter, unless that was done already; False when it cannot be kept."""
        return self._letters.keep(self)

    def claim(self) -> bool:
        """Take it upon oneself to acknowledge it; False when a letter has done so."""
        return self._letters.claim(self)

    def is_for_later(self) -> bool:
        """Leave it to be opened in its turn when it is a letter already, or belongs behind one; tell whether so."""
        return self._letters.is_for_later(self)

    def finish(self, *, is_stored: bool) -> bool:
        """Be done with it; True when the acknowledgement is still to be sent."""
        return self._letters.finish(self, is_stored=is_stored)


Open = Callable[[Watched], int]
"""Hands what a letter says to its listener again, and returns the status of the answer."""


class Letters:
    """Watches what is under way, keeps what takes too long, and opens what was kept; without a letterbox, nothing."""

    def __init__(
        self, box: Letterbox | None = None, open_one: Open = lambda _: OK, *, patience: float = PATIENCE
    ) -> None:
        self._box = box
        self._open_one = open_one
        self._patience = patience
        self._turn = threading.Lock()
        self._arrived, self._left = threading.Condition(self._turn), threading.Condition(self._turn)
        self._number = box.last_number() if box else 0
        self._watched: dict[int, Watched] = {}
        self._kept: dict[int, Watched] = {}
        self._is_idle = self._is_stopping = False
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for work, name in ((self._keep_late, "letters-kept"), (self._open_waiting, "letters-opened"))
        ]
        self.given_up = box.count_given_up() if box else 0

    @property
    def waiting(self) -> int:
        """Count the letters that wait to be opened."""
        with self._turn:
            return sum(1 for each in self._kept.values() if not each.is_under_way)

    def start(self) -> None:
        """Open what an earlier process left, as far as the database takes it, and begin to watch."""
        if self._box is None:
            return
        for letter in self._box.waiting():
            left = self._kept[letter.number] = Watched(self, letter, lambda: None, 0.0)
            left.fate, left.is_under_way = Fate.KEPT, False
        self._open_in_turn()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Watch no more, and leave what is kept to the next start."""
        with self._turn:
            self._is_stopping = True
            self._arrived.notify_all()
            self._left.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(STOP_SECONDS)
        if self._box:
            self._box.close()

    def watch(self, kind: str, payload: object, acknowledge: Callable[[], object]) -> Watched:
        """Watch a delivery from now on; a letter would acknowledge it as told."""
        told = payload if isinstance(payload, dict) else {}
        with self._turn:
            self._number += 1
            letter = Letter(number=self._number, kind=kind, payload=told)
            watched = Watched(self, letter, acknowledge, time.monotonic() + self._patience)
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
        if not (watched.is_kept or (self._is_behind(watched) and self.keep(watched))):
            return False
        self._leave(watched)
        return True

    def finish(self, watched: Watched, *, is_stored: bool) -> bool:
        """Drop the letter of a delivery that is stored, or leave it to be opened; True when there is none."""
        if self.claim(watched):
            return True
        if is_stored:
            self._settle(watched)
        self._leave(watched)
        return False

    def _is_behind(self, watched: Watched) -> bool:
        conversation = watched.letter.conversation
        with self._turn:
            return conversation is not None and any(
                each.letter.conversation == conversation for each in self._kept.values()
            )

    def _leave(self, watched: Watched) -> None:
        with self._turn:
            watched.is_under_way = False
            self._left.notify()

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
        if self._box is None or not self._is_written(late):
            return
        with self._turn:
            kept = [each for each in late if each.fate is Fate.OPEN]
            for each in kept:
                each.fate = Fate.KEPT
                self._watched.pop(each.letter.number, None)
                self._kept[each.letter.number] = each
            superfluous = [each for each in late if each.letter.number not in self._kept]
        for each in superfluous:
            self._is_dropped(each)
        for each in kept:
            each.acknowledge()
        if kept:
            log.info("kept as letters", letters=len(kept))

    def _is_written(self, late: tuple[Watched, ...]) -> bool:
        """Tell whether letters are on the disk; one that cannot be written goes on without, and costs no other."""
        try:
            self._box.keep([each.letter for each in late]) if self._box else None
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

    def _open_waiting(self) -> None:
        while self._await_waiting():
            if not self._open_in_turn():
                with self._turn:
                    self._left.wait_for(lambda: self._is_stopping, PAUSE)

    def _await_waiting(self) -> bool:
        with self._turn:
            self._left.wait_for(lambda: self._is_stopping or self._is_any_waiting())
            return not self._is_stopping

    def _is_any_waiting(self) -> bool:
        return any(not each.is_under_way for each in self._kept.values())

    def _open_in_turn(self) -> bool:
        """Open what waits, in the order it came; False when some of it has to be tried again.

        Nothing more is tried once the database takes nothing.
        """
        with self._turn:
            kept = sorted(self._kept.values(), key=lambda each: each.letter.number)
        blocked: set[str] = set()
        opened = tried_again = 0
        for each in kept:
            conversation = each.letter.conversation or ""
            if not each.is_under_way and conversation not in blocked:
                status = AWAY if self._is_stopping else self._open_one(each)
                if status == AWAY:
                    return False
                if self._is_done(each, status):
                    opened += 1
                    continue
            tried_again += not each.is_under_way
            blocked |= {conversation} - {""}
        if opened:
            log.info("letters opened", opened=opened, waiting=self.waiting)
        return not tried_again

    def _is_done(self, watched: Watched, status: int) -> bool:
        """Throw away a letter that was opened well, and count a failure of ours."""
        if status == OK:
            return self._settle(watched)
        self._fail(watched, status)
        return False

    def _fail(self, watched: Watched, status: int) -> None:
        """Count a failure of ours; after a few of them keep the letter aside, unread but never thrown away."""
        letter, is_last = watched.letter, watched.is_last_try
        try:
            if self._box:
                self._box.note_failure(letter.number, is_last=is_last)
        except NotStored:
            return
        watched.letter = replace(letter, failures=letter.failures + 1)
        if is_last:
            log.error("a letter is given up", letter=letter.number, kind=letter.kind, status=status)
            with self._turn:
                self.given_up += 1
                self._kept.pop(letter.number, None)

    def _settle(self, watched: Watched) -> bool:
        """Throw a letter away; should that fail it is opened once more, which changes nothing."""
        number = watched.letter.number
        with self._turn:
            self._kept.pop(number, None)
        if self._is_dropped(watched):
            return True
        with self._turn:
            self._kept[number] = watched
        return False

    def _is_dropped(self, watched: Watched) -> bool:
        try:
            self._box.drop(watched.letter.number) if self._box else None
        except NotStored:
            log.warning("a letter cannot be thrown away", letter=watched.letter.number)
            return False
        return True


def _is_keepable(kind: str, payload: Mapping[str, Any]) -> bool:
    if kind == "interactive":
        return str(payload.get("type")) in KEEPABLE
    return kind in {"slash_commands", "events_api"}
