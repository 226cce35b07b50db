"""What the database does not take at once is kept, acknowledged once, and opened in its order until it is stored."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import NotStored
from bot.letter_line import MOST_REFUSED, OLDEST, Check
from bot.letters import Letters
from bot.watched import AWAY, MOST_FAILURES, MOST_REFUSALS, OK, Watched
from storage.letterbox import Letter, Letterbox

BROKEN = 500
DEADLINE = 15.0
NOW = 1_772_443_999.0
IN_A_MOMENT = 0.01
NEVER = 600.0
SECRET = "what somebody typed"
COMMAND = {"command": "/aligned", "text": SECRET}
FORM = {"type": "view_submission", "view": {}}


def an_event(channel: str, text: str = "") -> dict[str, Any]:
    """Return a message in a conversation."""
    return {"type": "event_callback", "event": {"type": "message", "channel": channel, "text": text}}


def until(condition: Callable[[], bool]) -> bool:
    """Wait for something that another thread does."""
    deadline = time.monotonic() + DEADLINE
    while not condition() and time.monotonic() < deadline:
        threading.Event().wait(0.002)
    return condition()


class Listeners:
    """What letters are opened by: answers as it is told to, and with OK when it was told nothing more."""

    def __init__(self) -> None:
        self.opened: list[int] = []
        self.answers: list[int] = []
        self.broken_by: set[int] = set()
        self.refused: set[int] = set()
        self.begun, self.may_go_on = threading.Event(), threading.Event()
        self.may_go_on.set()

    def open_one(self, watched: Watched) -> int:
        number = watched.letter.number
        self.opened.append(number)
        self.begun.set()
        self.may_go_on.wait(DEADLINE)
        if number in self.broken_by:
            return BROKEN
        if number in self.refused:
            return AWAY
        return self.answers.pop(0) if self.answers else OK


class NotingBox(Letterbox):
    """A letterbox that notes what is written."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.written: list[int] = []

    def keep(self, letters: Any) -> None:
        self.written += [letter.number for letter in letters]
        super().keep(letters)


class FullBox(Letterbox):
    """A letterbox on a disk that takes nothing while it is full."""

    is_full = True

    def keep(self, letters: Any) -> None:
        if self.is_full:
            raise NotStored()
        super().keep(letters)

    def drop(self, number: int) -> None:
        if self.is_full:
            raise NotStored()
        super().drop(number)


class OvertakenBox(FullBox):
    """A letterbox that writes a letter while the delivery is stored, and then throws nothing away while it is full."""

    meanwhile: Callable[[], object]

    def keep(self, letters: Any) -> None:
        Letterbox.keep(self, letters)
        self.meanwhile()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the letterbox is."""
    return tmp_path / "letters"


@pytest.fixture
def listeners() -> Listeners:
    """Whoever letters are opened by."""
    return Listeners()


@pytest.fixture
def slow(listeners: Listeners) -> Listeners:
    """Listeners that are not done with the first letter before they may."""
    listeners.may_go_on.clear()
    return listeners


def away() -> None:
    """Be a database that takes nothing."""
    raise NotStored()


@contextmanager
def running(
    path: Path, listeners: Listeners, *, check: Check = lambda: None, now: float = NOW, patience: float = NEVER
) -> Iterator[Letters]:
    """Watch while the block lasts."""
    letters = Letters(Letterbox(path), listeners.open_one, check=check, now=lambda: now, patience=patience)
    letters.start()
    try:
        yield letters
    finally:
        letters.stop()


def leave_in(path: Path, *payloads: dict[str, Any], kind: str = "slash_commands", failures: int = 0) -> None:
    """Leave letters as an earlier process might have."""
    with closing(Letterbox(path)) as box:
        box.keep(
            [Letter(number=number, kind=kind, payload=said, came_at=NOW) for number, said in enumerate(payloads, 1)]
        )
        for _ in range(failures):
            box.note_failure(1, is_last=False)


def left_in(path: Path) -> tuple[Letter, ...]:
    """Look into a letterbox that nobody uses any more."""
    with closing(Letterbox(path)) as box:
        return box.waiting()


def kept(letters: Letters, payload: object = COMMAND, kind: str = "slash_commands") -> Watched:
    """Return a delivery that is a letter already, and under way."""
    watched = letters.watch(kind, payload, lambda: None)
    assert watched.keep()
    return watched


def kept_event(letters: Letters, channel: str) -> Watched:
    return kept(letters, an_event(channel), "events_api")


def test_what_is_not_stored_in_time_is_acknowledged_by_a_letter(path: Path, listeners: Listeners) -> None:
    acknowledged = threading.Event()

    with running(path, listeners, patience=IN_A_MOMENT) as letters:
        letters.watch("slash_commands", COMMAND, acknowledged.set)
        assert acknowledged.wait(DEADLINE)

    assert [COMMAND] == [letter.payload for letter in left_in(path)]


def test_a_letter_is_on_the_disk_before_it_acknowledges(path: Path, listeners: Listeners) -> None:
    box = Letterbox(path)
    letters = Letters(box, listeners.open_one, patience=NEVER)
    seen: list[int] = []

    letters.watch("slash_commands", COMMAND, lambda: seen.append(len(box.waiting()))).keep()
    letters.stop()

    assert [1] == seen


def test_whoever_is_second_does_not_acknowledge_again(path: Path, listeners: Listeners) -> None:
    with running(path, listeners) as letters:
        watched = kept(letters)

        assert not watched.finish(is_stored=True)


def test_a_letter_does_not_acknowledge_what_was_claimed(path: Path, listeners: Listeners) -> None:
    acknowledged: list[None] = []
    with running(path, listeners) as letters:
        watched = letters.watch("slash_commands", COMMAND, lambda: acknowledged.append(None))
        is_claimed = watched.claim()

        is_kept = watched.keep()

    assert (True, False, []) == (is_claimed, is_kept, acknowledged)


def test_of_a_commit_and_a_letter_at_the_same_moment_one_acknowledges(path: Path, listeners: Listeners) -> None:
    answers: list[str] = []
    with running(path, listeners, patience=0.0) as letters:
        for _ in range(200):
            watched = letters.watch("slash_commands", COMMAND, lambda: answers.append("letter"))
            if watched.finish(is_stored=True):
                answers.append("commit")
        assert until(lambda: len(answers) >= 200)

    assert (200, ()) == (len(answers), left_in(path))


def test_what_is_stored_in_time_is_never_written(path: Path, listeners: Listeners) -> None:
    box = NotingBox(path)
    letters = Letters(box, listeners.open_one, patience=IN_A_MOMENT)

    stored = letters.watch("slash_commands", COMMAND, lambda: None)
    stored.finish(is_stored=True)
    late = threading.Event()
    letters.watch("slash_commands", COMMAND, late.set)
    letters.start()
    assert late.wait(DEADLINE)
    letters.stop()

    assert [2] == box.written


def test_the_letter_of_what_was_stored_after_all_is_thrown_away(path: Path, listeners: Listeners) -> None:
    with running(path, listeners) as letters:
        kept(letters).finish(is_stored=True)

    assert ((), []) == (left_in(path), listeners.opened)


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("interactive", FORM),
        ("interactive", {"type": "block_suggestion"}),
        ("interactive", {"type": "view_closed"}),
        ("interactive", {"type": {"no": "word"}}),
        ("interactive", None),
        ("something", {}),
    ],
)
def test_what_is_answered_in_its_acknowledgement_is_never_kept(
    path: Path, listeners: Listeners, kind: str, payload: object
) -> None:
    with running(path, listeners) as letters:
        watched = letters.watch(kind, payload, lambda: None)

        assert (False, True) == (watched.keep(), watched.finish(is_stored=False))


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("events_api", an_event("C1")),
        *(("interactive", {"type": kind}) for kind in ("block_actions", "shortcut", "message_action")),
    ],
)
def test_everything_else_is_kept(path: Path, listeners: Listeners, kind: str, payload: object) -> None:
    with running(path, listeners) as letters:
        assert letters.watch(kind, payload, lambda: None).keep()


def test_without_a_letterbox_nothing_is_kept() -> None:
    letters = Letters()
    letters.start()

    watched = letters.watch("slash_commands", COMMAND, lambda: None)

    assert (False, True, 0) == (watched.keep(), watched.finish(is_stored=False), letters.waiting)
    letters.stop()


def test_a_letter_is_opened_until_it_is_stored(path: Path, listeners: Listeners) -> None:
    listeners.answers = [AWAY, OK]
    with running(path, listeners) as letters:
        kept(letters).finish(is_stored=False)

        assert until(lambda: len(listeners.opened) == 2 and not letters.waiting)

    assert ((), [1, 1]) == (left_in(path), listeners.opened)


def test_letters_are_opened_in_the_order_they_came(path: Path, listeners: Listeners) -> None:
    with running(path, listeners) as letters:
        first, *others = [kept_event(letters, "C1") for _ in range(5)]
        for watched in (*reversed(others), first):
            watched.finish(is_stored=False)

        assert until(lambda: not letters.waiting)

    assert [1, 2, 3, 4, 5] == listeners.opened


def test_no_letter_is_tried_while_the_database_takes_nothing(path: Path, listeners: Listeners) -> None:
    listeners.answers = [AWAY, OK]
    leave_in(path, COMMAND, COMMAND)

    with running(path, listeners, check=away) as letters:
        assert until(lambda: not letters.waiting)

    assert [1, 1, 2] == listeners.opened


def test_an_event_waits_behind_a_letter_of_its_conversation(path: Path, listeners: Listeners) -> None:
    with running(path, listeners) as letters:
        kept_event(letters, "C1")
        edit = letters.watch("events_api", an_event("C1"), lambda: None)

        assert (True, True) == (edit.is_for_later(), edit.is_kept)


def test_an_event_of_another_conversation_does_not_wait(path: Path, listeners: Listeners) -> None:
    with running(path, listeners) as letters:
        kept_event(letters, "C1")
        other = letters.watch("events_api", an_event("C2"), lambda: None)

        assert (False, False) == (other.is_for_later(), other.is_kept)


def test_an_event_is_not_opened_before_one_that_is_still_under_way(path: Path, listeners: Listeners) -> None:
    with running(path, listeners) as letters:
        message = kept_event(letters, "C1")
        edit = letters.watch("events_api", an_event("C1"), lambda: None)
        assert edit.is_for_later()
        elsewhere = kept_event(letters, "C2")
        elsewhere.finish(is_stored=False)
        assert until(lambda: listeners.opened == [elsewhere.letter.number])

        message.finish(is_stored=True)
        assert until(lambda: not letters.waiting)

    assert [elsewhere.letter.number, edit.letter.number] == listeners.opened


def test_what_became_a_letter_while_it_waited_for_a_worker_is_opened_in_its_turn(
    path: Path, listeners: Listeners
) -> None:
    with running(path, listeners) as letters:
        watched = kept(letters)

        assert watched.is_for_later()
        assert until(lambda: not letters.waiting)

    assert [1] == listeners.opened


def test_a_letter_that_we_fail_at_is_given_up_after_a_few_tries_and_not_thrown_away(
    path: Path, listeners: Listeners
) -> None:
    listeners.broken_by = {1}
    with running(path, listeners) as letters:
        kept(letters).finish(is_stored=False)
        assert until(lambda: letters.given_up == 1)

    with closing(Letterbox(path)) as box:
        assert ([1] * MOST_FAILURES, 1, ()) == (listeners.opened, box.count_given_up(), box.waiting())


def test_what_was_typed_is_not_in_the_log_of_a_letter_that_is_given_up(
    path: Path, listeners: Listeners, capsys: pytest.CaptureFixture[str]
) -> None:
    listeners.broken_by = {1}
    with running(path, listeners) as letters:
        kept(letters).finish(is_stored=False)
        assert until(lambda: letters.given_up == 1)

    said = "".join(capsys.readouterr())
    assert ("a letter is given up" in said, SECRET in said) == (True, False)


def test_a_letter_that_we_fail_at_holds_up_no_other_conversation(path: Path, listeners: Listeners) -> None:
    listeners.broken_by = {1}
    leave_in(path, an_event("C1"), an_event("C1"), an_event("C2"), kind="events_api")
    with running(path, listeners) as letters:
        assert until(lambda: letters.given_up == 1 and not letters.waiting)

    assert [1, 3, 1, 1, 1, 1, 2] == listeners.opened


def test_the_last_try_knows_that_it_is_the_last(path: Path, listeners: Listeners) -> None:
    last: list[bool] = []

    def fail(watched: Watched) -> int:
        last.append(watched.is_last_try)
        return BROKEN

    listeners.open_one = fail  # type: ignore[method-assign]
    with running(path, listeners) as letters:
        kept(letters).finish(is_stored=False)
        assert until(lambda: letters.given_up == 1)

    assert [False] * (MOST_FAILURES - 1) + [True] == last


def test_what_an_earlier_process_left_is_opened_at_the_start(path: Path, listeners: Listeners) -> None:
    listeners.answers = [AWAY]
    with running(path, listeners) as before:
        kept(before)
    with running(path, listeners) as after:
        assert until(lambda: not after.waiting)

    assert ((), [1, 1]) == (left_in(path), listeners.opened)


def test_a_letter_that_cannot_be_read_is_counted_among_those_kept_aside(path: Path, listeners: Listeners) -> None:
    leave_in(path, COMMAND, COMMAND)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE letters SET payload = '{' WHERE number = 1")

    with running(path, listeners) as letters:
        assert until(lambda: not letters.waiting)
        assert 1 == letters.given_up

    assert [2] == listeners.opened


@contextmanager
def opening(path: Path, listeners: Listeners) -> Iterator[Letters]:
    """Watch while the first letter an earlier process left is being opened, and let go of it when stopping."""
    with running(path, listeners) as letters:
        assert listeners.begun.wait(DEADLINE)
        stopping = threading.Thread(target=letters.stop)
        try:
            yield letters
            stopping.start()
            assert until(lambda: letters._line is not None and letters._line._is_stopping)
        finally:
            listeners.may_go_on.set()
        stopping.join(DEADLINE)


def test_nobody_waits_for_what_an_earlier_process_left(path: Path, slow: Listeners) -> None:
    leave_in(path, COMMAND, COMMAND)

    with opening(path, slow) as letters:
        assert 2 == letters.waiting


def test_an_event_waits_behind_what_an_earlier_process_left_of_its_conversation(path: Path, slow: Listeners) -> None:
    leave_in(path, COMMAND, an_event("C1"), kind="events_api")

    with opening(path, slow) as letters:
        later = letters.watch("events_api", an_event("C1"), lambda: None)
        assert (True, True) == (later.is_for_later(), later.is_kept)


@pytest.mark.parametrize(
    ("kind", "payload"), [("events_api", an_event("C2")), ("slash_commands", COMMAND), ("interactive", FORM)]
)
def test_anything_else_waits_for_nothing_an_earlier_process_left(
    path: Path, slow: Listeners, kind: str, payload: dict[str, Any]
) -> None:
    leave_in(path, COMMAND, an_event("C1"), kind="events_api")

    with opening(path, slow) as letters:
        assert not letters.watch(kind, payload, lambda: None).is_for_later()


def test_what_is_not_opened_when_it_ends_is_left_to_the_next_process(path: Path, slow: Listeners) -> None:
    leave_in(path, COMMAND, COMMAND, COMMAND)

    with opening(path, slow):
        pass

    assert ([1], [2, 3]) == (slow.opened, [letter.number for letter in left_in(path)])


def test_failures_are_remembered_by_the_next_process(path: Path, listeners: Listeners) -> None:
    leave_in(path, COMMAND, failures=MOST_FAILURES - 1)
    listeners.broken_by = {1}

    with running(path, listeners) as letters:
        assert until(lambda: (letters.given_up, letters.waiting) == (1, 0))


def test_what_is_left_at_the_end_stays_in_the_letterbox(path: Path, listeners: Listeners) -> None:
    with running(path, listeners) as letters:
        kept(letters)

    assert [1] == [letter.number for letter in left_in(path)]


def test_the_letters_that_wait_are_counted(path: Path, listeners: Listeners) -> None:
    listeners.answers = [AWAY] * 1_000
    with running(path, listeners) as letters:
        under_way, waiting = kept(letters), kept(letters)
        waiting.finish(is_stored=False)

        assert (1, True) == (letters.waiting, under_way.is_under_way)


def test_what_the_disk_does_not_take_goes_on_without_a_letter(path: Path, listeners: Listeners) -> None:
    letters = Letters(FullBox(path), listeners.open_one, patience=IN_A_MOMENT)
    letters.start()
    watched = [letters.watch("slash_commands", COMMAND, lambda: None) for _ in range(3)]
    assert until(lambda: not any(each.is_keepable for each in watched))

    assert [True] * 3 == [each.finish(is_stored=False) for each in watched]
    letters.stop()


def test_a_letter_that_cannot_be_thrown_away_at_once_is_thrown_away_later_and_not_opened(
    path: Path, listeners: Listeners
) -> None:
    box = FullBox(path)
    box.is_full = False
    letters = Letters(box, listeners.open_one, patience=NEVER)
    letters.start()
    watched = kept(letters)
    box.is_full = True
    watched.finish(is_stored=True)
    waiting = letters.waiting
    box.is_full = False

    assert until(lambda: not letters.waiting)
    letters.stop()
    assert (1, (), []) == (waiting, left_in(path), listeners.opened)


def test_a_superfluous_letter_is_thrown_away_later_when_the_disk_does_not_take_that_at_once(
    path: Path, listeners: Listeners
) -> None:
    box = OvertakenBox(path)
    letters = Letters(box, listeners.open_one, patience=NEVER)
    letters.start()
    watched = letters.watch("events_api", an_event("C1"), lambda: None)
    box.meanwhile = lambda: watched.finish(is_stored=True)
    is_kept = watched.keep()
    waiting = letters.waiting
    box.is_full = False

    assert until(lambda: not letters.waiting)
    letters.stop()
    assert (False, 1, (), []) == (is_kept, waiting, left_in(path), listeners.opened)


def test_what_is_to_be_thrown_away_holds_up_nothing_of_its_conversation(path: Path, listeners: Listeners) -> None:
    box = FullBox(path)
    box.is_full = False
    letters = Letters(box, listeners.open_one, patience=NEVER)
    letters.start()
    watched = kept_event(letters, "C1")
    box.is_full = True
    watched.finish(is_stored=True)

    assert not letters.watch("events_api", an_event("C1"), lambda: None).is_for_later()
    letters.stop()


def test_a_letter_whose_key_may_be_forgotten_is_kept_aside_and_not_opened(path: Path, listeners: Listeners) -> None:
    leave_in(path, an_event("C1"), kind="events_api")

    with running(path, listeners, now=NOW + OLDEST + 1) as letters:
        assert until(lambda: (letters.given_up, letters.waiting) == (1, 0))

    assert ([], ()) == (listeners.opened, left_in(path))


def test_a_letter_whose_key_is_known_is_opened(path: Path, listeners: Listeners) -> None:
    leave_in(path, an_event("C1"), kind="events_api")

    with running(path, listeners, now=NOW + OLDEST - 1) as letters:
        assert until(lambda: not letters.waiting)

    assert [1] == listeners.opened


def test_a_letter_that_the_database_does_not_take_holds_up_no_other_conversation(
    path: Path, listeners: Listeners
) -> None:
    listeners.refused = {1}
    leave_in(path, an_event("C1"), an_event("C1"), an_event("C2"), COMMAND, kind="events_api")

    with running(path, listeners) as letters:
        assert until(lambda: letters.waiting == 2)

    assert ([3, 4], [1, 2]) == (
        [number for number in listeners.opened if number != 1],
        [letter.number for letter in left_in(path)],
    )


def test_after_a_few_letters_that_the_database_does_not_take_a_round_is_over_and_the_next_begins_behind_them(
    path: Path, listeners: Listeners
) -> None:
    listeners.refused = {*range(1, MOST_REFUSED + 2)}
    leave_in(path, *[COMMAND] * (MOST_REFUSED + 2))

    with running(path, listeners) as letters:
        assert until(lambda: letters.waiting == MOST_REFUSED + 1)

    assert [*range(1, MOST_REFUSED + 1)] == listeners.opened[:MOST_REFUSED]


def test_a_letter_that_the_database_never_takes_is_given_up_in_the_end(
    path: Path, listeners: Listeners, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.watched.LONGEST_PAUSE", 0.0)
    monkeypatch.setattr("bot.letter_line.PAUSE", 0.0)
    listeners.refused = {1}
    leave_in(path, an_event("C1"), an_event("C1"), kind="events_api")

    with running(path, listeners) as letters:
        assert until(lambda: letters.given_up == 1 and not letters.waiting)

    assert [1] * MOST_REFUSALS + [2] == listeners.opened


def test_a_letter_is_not_given_up_while_the_database_takes_nothing(
    path: Path, listeners: Listeners, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.letter_line.PAUSE", 0.0)
    listeners.answers = [AWAY] * (MOST_REFUSALS + 1)
    leave_in(path, COMMAND)

    with running(path, listeners, check=away) as letters:
        assert until(lambda: not letters.waiting)

    assert (0, MOST_REFUSALS + 2) == (letters.given_up, len(listeners.opened))


def test_a_letter_that_the_database_does_not_take_waits_longer_each_time() -> None:
    watched = Watched(Letters(), Letter(number=1, kind="slash_commands", payload=COMMAND, came_at=NOW))
    watched.is_under_way = False
    waited = []

    for _ in range(10):
        watched.put_off(0.0)
        waited.append(next(seconds for seconds in range(100) if watched.is_due(seconds)))

    assert [1, 1, 2, 4, 8, 16, 32, 60, 60, 60] == waited


def test_an_idle_process_is_woken_by_nothing_but_a_delivery(path: Path, listeners: Listeners) -> None:
    with running(path, listeners, patience=IN_A_MOMENT) as letters:
        letters.watch("slash_commands", COMMAND, lambda: None).finish(is_stored=True)
        assert until(lambda: letters._is_idle)
        acknowledged = threading.Event()
        letters.watch("slash_commands", COMMAND, acknowledged.set)

        assert acknowledged.wait(DEADLINE)
