"""What Slack told us is believed for a while."""

from datetime import timedelta

from bot.slack.memory import REMEMBERED, Memory
from tests.slack.wired import SteppingClock

MINUTE = timedelta(minutes=1)


def test_what_is_young_is_found() -> None:
    clock = SteppingClock()
    memory: Memory[str] = Memory(clock)
    memory.put("ana", "here")

    clock.seconds += 59

    assert memory.find("ana", MINUTE) == "here"


def test_what_is_old_is_not() -> None:
    clock = SteppingClock()
    memory: Memory[str] = Memory(clock)
    memory.put("ana", "here")

    clock.seconds += 60

    assert memory.find("ana", MINUTE) is None


def test_what_was_dropped_is_not() -> None:
    memory: Memory[str] = Memory(SteppingClock())
    memory.put("ana", "here")

    memory.drop("ana")

    assert memory.find("ana", MINUTE) is None


def test_the_oldest_gives_way() -> None:
    memory: Memory[int] = Memory(SteppingClock())

    for number in range(REMEMBERED + 1):
        memory.put(number, number)

    assert memory.find(0, MINUTE) is None
    assert memory.find(1, MINUTE) == 1
