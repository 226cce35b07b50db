"""The line of letters: opened in the order they came, as soon as the database takes what they say.

Slack promises no order, but nobody edits a message before writing it: of one conversation no letter is opened before an
earlier one that is under way or failed. What the database does not take of one letter holds up no other conversation.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.domain.errors import NotStored
from bot.watched import AWAY, OK, Fate, Watched, Watcher
from bot.worker.auditor import INBOX_MEMORY
from storage.letterbox import Letter, Letterbox

PAUSE = 0.5
STOP_SECONDS = 2.5
MOST_REFUSED = 3
"""After so many letters that the database does not take a round is over; the next one begins behind them."""
OLDEST = (INBOX_MEMORY - timedelta(hours=1)).total_seconds()
"""How long the key of what was stored is sure to be known, with an hour for clocks that differ."""
TOO_OLD = 410
"""The status of what may be stored since long ago under a key that nobody knows any more."""

Open = Callable[[Watched], int]
"""Hands what a letter says to its listener again, and returns the status of the answer."""
Check = Callable[[], None]
"""Raises NotStored when the database would take nothing now."""

log = structlog.get_logger(__name__)


class LetterLine:
    """Every letter that is kept, in memory as it is on the disk, and what is to be thrown away."""

    def __init__(self, box: Letterbox, open_one: Open, *, check: Check, now: Callable[[], float]) -> None:
        self._box = box
        self._open_one = open_one
        self._check = check
        self._now = now
        self._changed = threading.Condition()
        self._kept: dict[int, Watched] = {}
        self._conversations: Counter[str | None] = Counter()
        self._superfluous: set[int] = set()
        self._is_stopping = False
        self._thread = threading.Thread(target=self._open_waiting, name="letters-opened", daemon=True)
        self.given_up = box.count_given_up()

    @property
    def waiting(self) -> int:
        """Count the letters that wait to be opened, or to be thrown away."""
        with self._changed:
            return len(self._superfluous) + sum(1 for each in self._kept.values() if not each.is_under_way)

    def start(self, watcher: Watcher) -> None:
        """Put what an earlier process left in the line, and begin to open; nobody waits for the last of it."""
        for letter in self._box.waiting():
            left = Watched(watcher, letter)
            left.fate, left.is_under_way = Fate.KEPT, False
            self.join((left,))
        self.given_up = self._box.count_given_up()  # with what could not be read
        self._thread.start()

    def stop(self) -> None:
        """Open nothing more."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)
        self._throw_away()

    def join(self, kept: Iterable[Watched]) -> None:
        """Take in deliveries that are letters from now on, and are still under way."""
        with self._changed:
            for each in kept:
                self._kept[each.letter.number] = each
                self._conversations[each.letter.conversation] += 1

    def holds(self, letter: Letter) -> bool:
        """Tell whether a letter is in the line."""
        return letter.number in self._kept

    def is_ahead_of(self, letter: Letter) -> bool:
        """Tell whether a letter of the same conversation is in the line."""
        with self._changed:
            return letter.conversation is not None and letter.conversation in self._conversations

    def leave(self, watched: Watched) -> None:
        """Let a letter whose listener is done be opened, unless it was thrown away."""
        with self._changed:
            watched.is_under_way = False
            self._changed.notify_all()

    def settle(self, watched: Watched) -> None:
        """Throw a letter away, now that what it says is stored."""
        self._take_out(watched.letter)
        self.drop(watched.letter)

    def drop(self, letter: Letter) -> None:
        """Take a letter off the disk; when the disk does not take that, it is tried until it does."""
        with self._changed:
            self._superfluous.add(letter.number)
        if not self._throw_away():
            log.warning("a letter cannot be thrown away", letter=letter.number)
            with self._changed:
                self._changed.notify_all()

    def _take_out(self, letter: Letter) -> None:
        with self._changed:
            if self._kept.pop(letter.number, None):
                self._conversations[letter.conversation] -= 1
                if not self._conversations[letter.conversation]:
                    del self._conversations[letter.conversation]

    def _throw_away(self) -> bool:
        """Take off the disk what nobody has to open any more; False when the disk does not take that."""
        with self._changed:
            superfluous = sorted(self._superfluous)
        for number in superfluous:
            try:
                self._box.drop(number)
            except NotStored:
                return False
            with self._changed:
                self._superfluous.discard(number)
        return True

    def _open_waiting(self) -> None:
        while self._await_waiting():
            if not (self._throw_away() and self._open_in_turn()):
                with self._changed:
                    self._changed.wait_for(lambda: self._is_stopping, PAUSE)

    def _await_waiting(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._is_stopping or self.waiting > 0)
            return not self._is_stopping

    def _open_in_turn(self) -> bool:
        """Open what waits, in the order it came; False when some of it has to be tried again.

        Nothing more is tried once the database takes nothing.
        """
        with self._changed:
            kept = sorted(self._kept.values(), key=lambda each: each.letter.number)
        blocked: set[str] = set()
        opened = refused = tried_again = 0
        for each in kept:
            conversation = each.letter.conversation or ""
            if conversation not in blocked and each.is_due(time.monotonic()):
                status = self._status_of(each)
                refused += status == AWAY
                if status == AWAY and self._is_away():
                    return False
                if self._is_done(each, status):
                    opened += 1
                    continue
            tried_again += not each.is_under_way
            blocked |= {conversation} - {""}
            if refused >= MOST_REFUSED:
                break
        if opened:
            log.info("letters opened", opened=opened, waiting=self.waiting)
        return not tried_again

    def _status_of(self, watched: Watched) -> int:
        """Have a letter opened, unless what it says may be stored under a key that was forgotten since."""
        if self._is_stopping:
            return AWAY
        return TOO_OLD if self._now() - watched.letter.came_at > OLDEST else self._open_one(watched)

    def _is_away(self) -> bool:
        """Tell whether the database takes nothing at all, so that there is no use in trying more."""
        try:
            self._check()
        except NotStored:
            return True
        return self._is_stopping

    def _is_done(self, watched: Watched, status: int) -> bool:
        """Throw away a letter that was opened well, and count what failed; True when its conversation may go on."""
        if status == OK:
            self.settle(watched)
            return True
        is_last = watched.is_last_refusal if status == AWAY else watched.is_last_try
        if is_last or status == TOO_OLD:
            self._give_up(watched.letter, status)
        elif status == AWAY:
            watched.put_off(time.monotonic())
        elif self._is_noted(watched.letter, is_last=False):
            watched.letter = replace(watched.letter, failures=watched.letter.failures + 1)
        return False

    def _give_up(self, letter: Letter, status: int) -> None:
        """Keep a letter aside for a human, unread but never thrown away."""
        if self._is_noted(letter, is_last=True):
            log.error("a letter is given up", letter=letter.number, kind=letter.kind, status=status)
            with self._changed:
                self.given_up += 1
                self._take_out(letter)

    def _is_noted(self, letter: Letter, *, is_last: bool) -> bool:
        try:
            self._box.note_failure(letter.number, is_last=is_last)
        except NotStored:
            return False
        return True
