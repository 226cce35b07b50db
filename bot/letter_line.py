"""The line of letters: opened in the order they came, as soon as the database takes what they say.

Slack promises no order, but nobody edits a message before writing it: of one conversation no letter is opened before an
earlier one that is under way or failed.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace

import structlog

from bot.domain.errors import NotStored
from bot.watched import AWAY, OK, Fate, Watched, Watcher
from storage.letterbox import Letter, Letterbox

PAUSE = 0.5
STOP_SECONDS = 2.5

Open = Callable[[Watched], int]
"""Hands what a letter says to its listener again, and returns the status of the answer."""

log = structlog.get_logger(__name__)


class LetterLine:
    """Every letter that is kept, in memory as it is on the disk."""

    def __init__(self, box: Letterbox, open_one: Open) -> None:
        self._box = box
        self._open_one = open_one
        self._changed = threading.Condition()
        self._kept: dict[int, Watched] = {}
        self._is_stopping = False
        self._thread = threading.Thread(target=self._open_waiting, name="letters-opened", daemon=True)
        self.given_up = box.count_given_up()

    @property
    def waiting(self) -> int:
        """Count the letters that wait to be opened."""
        with self._changed:
            return sum(1 for each in self._kept.values() if not each.is_under_way)

    def start(self, watcher: Watcher) -> None:
        """Open what an earlier process left, as far as the database takes it, and go on opening."""
        for letter in self._box.waiting():
            left = self._kept[letter.number] = Watched(watcher, letter)
            left.fate, left.is_under_way = Fate.KEPT, False
        self._open_in_turn()
        self._thread.start()

    def stop(self) -> None:
        """Open nothing more."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def join(self, kept: Iterable[Watched]) -> None:
        """Take in deliveries that are letters from now on, and are still under way."""
        with self._changed:
            self._kept |= {each.letter.number: each for each in kept}

    def holds(self, letter: Letter) -> bool:
        """Tell whether a letter is in the line."""
        return letter.number in self._kept

    def is_ahead_of(self, letter: Letter) -> bool:
        """Tell whether a letter of the same conversation is in the line."""
        with self._changed:
            return letter.conversation is not None and any(
                each.letter.conversation == letter.conversation for each in self._kept.values()
            )

    def leave(self, watched: Watched) -> None:
        """Let a letter whose listener is done be opened, unless it was thrown away."""
        with self._changed:
            watched.is_under_way = False
            self._changed.notify_all()

    def settle(self, watched: Watched) -> bool:
        """Throw a letter away; should that fail it is opened once more, which changes nothing."""
        number = watched.letter.number
        with self._changed:
            self._kept.pop(number, None)
        if self.drop(watched.letter):
            return True
        with self._changed:
            self._kept[number] = watched
        return False

    def drop(self, letter: Letter) -> bool:
        """Take a letter off the disk; False when the disk does not take that."""
        try:
            self._box.drop(letter.number)
        except NotStored:
            log.warning("a letter cannot be thrown away", letter=letter.number)
            return False
        return True

    def _open_waiting(self) -> None:
        while self._await_waiting():
            if not self._open_in_turn():
                with self._changed:
                    self._changed.wait_for(lambda: self._is_stopping, PAUSE)

    def _await_waiting(self) -> bool:
        with self._changed:
            self._changed.wait_for(
                lambda: self._is_stopping or any(not each.is_under_way for each in self._kept.values())
            )
            return not self._is_stopping

    def _open_in_turn(self) -> bool:
        """Open what waits, in the order it came; False when some of it has to be tried again.

        Nothing more is tried once the database takes nothing.
        """
        with self._changed:
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
            return self.settle(watched)
        self._fail(watched, status)
        return False

    def _fail(self, watched: Watched, status: int) -> None:
        """Count a failure; after a few of them keep the letter aside, unread but never thrown away."""
        letter, is_last = watched.letter, watched.is_last_try
        try:
            self._box.note_failure(letter.number, is_last=is_last)
        except NotStored:
            return
        watched.letter = replace(letter, failures=letter.failures + 1)
        if is_last:
            log.error("a letter is given up", letter=letter.number, kind=letter.kind, status=status)
            with self._changed:
                self.given_up += 1
                self._kept.pop(letter.number, None)
