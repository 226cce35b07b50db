"""Letters are on the disk before they count, stay in their order, and belong to one process at a time."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import Misconfigured, NotStored
from storage.letterbox import Letter, Letterbox, open_letterbox

PAGE = 4096
COMMAND = {"command": "/aligned", "text": "Claims triage: übermäßig \ud83d"}


def a_letter(number: int = 1, **changes: Any) -> Letter:
    """Return a command as a letter."""
    return Letter(
        **{"number": number, "kind": "slash_commands", "payload": COMMAND, "came_at": 1_772_443_999.5, **changes}
    )


def an_event(event: object) -> Letter:
    """Return an event as a letter."""
    return a_letter(kind="events_api", payload={"event": event})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the letterbox is."""
    return tmp_path / "aligned.db.letters"


@pytest.fixture
def box(path: Path) -> Iterator[Letterbox]:
    """An empty letterbox."""
    with closing(Letterbox(path)) as box:
        yield box


def test_what_is_kept_is_there_for_the_next_process_in_the_order_it_came(path: Path) -> None:
    with closing(Letterbox(path)) as before:
        before.keep([a_letter(2), a_letter(3)])
        before.keep([a_letter(1)])

    with closing(Letterbox(path)) as after:
        assert (a_letter(1), a_letter(2), a_letter(3)) == after.waiting()


def test_a_letter_that_is_kept_twice_is_one(box: Letterbox) -> None:
    box.keep([a_letter()])
    box.keep([a_letter()])

    assert (a_letter(),) == box.waiting()


def test_a_letter_that_was_dropped_is_gone(box: Letterbox) -> None:
    box.keep([a_letter(1), a_letter(2)])

    box.drop(1)

    assert (a_letter(2),) == box.waiting()


def test_failures_are_counted(box: Letterbox) -> None:
    box.keep([a_letter()])

    box.note_failure(1, is_last=False)

    assert (a_letter(failures=1),) == box.waiting()


def test_a_letter_that_is_given_up_waits_no_longer_and_is_not_thrown_away(box: Letterbox) -> None:
    box.keep([a_letter()])

    box.note_failure(1, is_last=True)

    assert ((), 1) == (box.waiting(), box.count_given_up())


def test_the_number_of_a_letter_that_is_given_up_is_not_used_again(box: Letterbox) -> None:
    box.keep([a_letter(7)])

    box.note_failure(7, is_last=True)

    assert 7 == box.last_number()


def test_an_empty_letterbox_begins_at_nothing(box: Letterbox) -> None:
    assert 0 == box.last_number()


def test_a_second_process_is_refused_in_a_sentence(box: Letterbox, path: Path) -> None:
    with pytest.raises(Misconfigured, match="another process has it, and each needs one of its own"):
        Letterbox(path)


def test_only_its_owner_may_read_it(box: Letterbox, path: Path) -> None:
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_what_cannot_be_written_down_is_not_kept(box: Letterbox) -> None:
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]

    with pytest.raises(NotStored):
        box.keep([a_letter(payload={"nested": nested})])


def test_a_letter_is_not_kept_when_another_of_the_same_transaction_cannot_be(box: Letterbox) -> None:
    circle: dict[str, object] = {}
    circle["circle"] = circle

    with pytest.raises(NotStored):
        box.keep([a_letter(1), a_letter(2, payload=circle)])

    assert () == box.waiting()


def test_a_full_letterbox_takes_no_more_until_something_was_thrown_away(box: Letterbox) -> None:
    large = {"text": "x" * 2**20}
    box.keep([a_letter(number, payload=large) for number in range(1, 31)])

    with pytest.raises(NotStored):
        box.keep([a_letter(number, payload=large) for number in (31, 32)])
    box.drop(1)
    box.drop(2)
    box.keep([a_letter(31, payload=large)])

    assert [*range(3, 32)] == [letter.number for letter in box.waiting()]


def test_a_letterbox_that_was_closed_takes_nothing(path: Path) -> None:
    box = Letterbox(path)
    box.close()

    with pytest.raises(NotStored):
        box.keep([a_letter()])


def test_a_file_that_is_no_letterbox_is_refused_in_a_sentence(path: Path) -> None:
    path.write_text("Dear Ana, " * 1_000)

    with pytest.raises(Misconfigured, match="cannot be used: file is not a database; move it aside"):
        Letterbox(path)


def left_in(path: Path, *letters: Letter) -> sqlite3.Connection:
    """Leave letters, and return what changes the file by hand."""
    with closing(Letterbox(path)) as box:
        box.keep(letters)
    return sqlite3.connect(path, isolation_level=None)


def test_a_letterbox_with_broken_pages_is_refused_and_left_as_it_is(path: Path) -> None:
    left_in(path, *(a_letter(number) for number in range(1, 200))).close()
    whole = path.read_bytes()
    broken = whole[: 2 * PAGE] + b"\xa5" * (len(whole) - 2 * PAGE)
    path.write_bytes(broken)

    with pytest.raises(Misconfigured, match=f"The letterbox {path} cannot be used: it is damaged; move it aside"):
        Letterbox(path)

    assert broken == path.read_bytes()


@pytest.mark.parametrize("change", ["DROP COLUMN failures", "RENAME COLUMN kind TO sort"])
def test_a_letterbox_in_which_no_letter_of_ours_can_be_kept_is_refused(path: Path, change: str) -> None:
    with closing(left_in(path, a_letter())) as file:
        file.execute(f"ALTER TABLE letters {change}")

    with pytest.raises(Misconfigured, match="another release made it"):
        Letterbox(path)


def test_a_letterbox_that_demands_more_than_we_know_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute(
            "CREATE TABLE letters (number INTEGER PRIMARY KEY, kind TEXT, payload TEXT, came_at REAL, "
            "failures INTEGER DEFAULT 0, is_given_up INTEGER DEFAULT 0, team TEXT NOT NULL)"
        )

    with pytest.raises(Misconfigured, match="another release made it"):
        Letterbox(path)


def test_a_letterbox_that_knows_more_than_we_do_is_used(path: Path) -> None:
    with closing(left_in(path, a_letter())) as file:
        file.execute("ALTER TABLE letters ADD COLUMN team TEXT NOT NULL DEFAULT ''")

    with closing(Letterbox(path)) as box:
        assert (a_letter(),) == box.waiting()


@pytest.mark.parametrize(
    "damage",
    [
        """payload = '{"text": '""",
        "payload = '[\"Dear Ana\"]'",
        "payload = x'ff00ff'",
        "payload = CAST(x'ff' AS TEXT)",
        "payload = replace(hex(zeroblob(50000)), '00', '[')",
        "kind = x'ff'",
        "came_at = 'yesterday'",
        "failures = 'few'",
    ],
)
def test_one_letter_that_cannot_be_read_is_kept_aside_and_holds_up_no_other(path: Path, damage: str) -> None:
    with closing(left_in(path, a_letter(1), a_letter(2), a_letter(3))) as file:
        file.execute(f"UPDATE letters SET {damage} WHERE number = 2")

    with closing(Letterbox(path)) as box:
        assert ((a_letter(1), a_letter(3)), 1) == (box.waiting(), box.count_given_up())


def test_of_a_letter_that_cannot_be_read_the_log_says_the_number_alone(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(left_in(path, a_letter(7))) as file:
        file.execute("UPDATE letters SET payload = '[\"Dear Ana\"]'")

    with closing(Letterbox(path)) as box:
        box.waiting()

    assert ["letter 7 cannot be read, and is kept aside in the letterbox"] == caplog.messages


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="No such file or directory"):
        Letterbox(tmp_path / "nowhere" / "letters")


def test_an_sqlite_file_has_its_letterbox_beside_it(tmp_path: Path) -> None:
    box = open_letterbox(f"sqlite:///{tmp_path}/aligned.db")

    assert box is not None
    box.close()
    assert (tmp_path / "aligned.db.letters").exists()


@pytest.mark.parametrize("url", ["sqlite:///{}/aligned.db", "postgresql://nobody@127.0.0.1/nowhere"])
def test_a_letterbox_is_where_it_is_named(tmp_path: Path, path: Path, url: str) -> None:
    box = open_letterbox(url.format(tmp_path), path)

    assert box is not None
    box.close()
    assert path.exists()


def test_postgresql_has_none_unless_it_is_named() -> None:
    assert open_letterbox("postgresql://nobody@127.0.0.1/nowhere") is None


def test_a_database_in_memory_has_none(path: Path) -> None:
    assert open_letterbox("sqlite://", path) is None


@pytest.mark.parametrize("channel", ["C1", "D1"])
def test_an_event_belongs_to_its_conversation(channel: str) -> None:
    assert channel == an_event({"type": "message", "channel": channel}).conversation


@pytest.mark.parametrize("letter", [a_letter(), an_event(None), an_event({"channel": {"id": "C1"}}), an_event({})])
def test_anything_else_belongs_to_none(letter: Letter) -> None:
    assert letter.conversation is None
