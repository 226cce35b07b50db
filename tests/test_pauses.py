"""A long pause that Slack asked for is said once, counted, and told while it lasts."""

from datetime import timedelta

import pytest

from bot.pauses import LONG, Pauses
from tests.fakes import StoppedClock

HOUR = timedelta(hours=1)
POST, EDIT = "chat.postMessage", "chat.update"


@pytest.fixture
def counted() -> list[str]:
    """The methods that were counted."""
    return []


@pytest.fixture
def pauses(clock: StoppedClock, counted: list[str]) -> Pauses:
    """No pauses yet."""
    return Pauses(clock, on_long=counted.append)


def until(clock: StoppedClock, wait: timedelta) -> str:
    """Write down when a pause that begins now is over."""
    return f"{clock.now() + wait:%Y-%m-%d %H:%M} UTC"


def test_a_long_pause_is_told_with_its_end(pauses: Pauses, clock: StoppedClock) -> None:
    pauses.asked("T1", POST, HOUR)

    assert f"Slack asked us to wait until {until(clock, HOUR)} with {POST}" == pauses.told


def test_a_pause_that_is_over_is_told_no_more(pauses: Pauses, clock: StoppedClock) -> None:
    pauses.asked("T1", POST, HOUR)

    clock.advance(hours=1)

    assert "" == pauses.told


def test_a_short_pause_is_not_worth_a_word(
    pauses: Pauses, counted: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    pauses.asked("T1", POST, LONG)

    assert ("", [], "") == (pauses.told, counted, "".join(capsys.readouterr()))


def test_a_pause_is_said_and_counted_once_while_it_lasts(
    pauses: Pauses, clock: StoppedClock, counted: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    first = until(clock, HOUR)

    for _ in range(3):
        pauses.asked("T1", POST, HOUR)
        clock.advance(seconds=1)

    said = "".join(capsys.readouterr())
    assert ([POST], 1, True) == (counted, said.count("Slack asked us to wait"), first in said)


def test_the_next_pause_is_said_again(pauses: Pauses, clock: StoppedClock, counted: list[str]) -> None:
    pauses.asked("T1", POST, HOUR)
    clock.advance(hours=2)

    pauses.asked("T1", POST, HOUR)

    assert [POST, POST] == counted


def test_the_longest_of_several_pauses_counts(pauses: Pauses, clock: StoppedClock) -> None:
    pauses.asked("T1", POST, HOUR)

    pauses.asked("T1", POST, 2 * LONG)

    assert until(clock, HOUR) in pauses.told


def test_each_method_has_a_pause_of_its_own(pauses: Pauses) -> None:
    pauses.asked("T1", POST, HOUR)
    pauses.asked("T1", EDIT, HOUR)

    assert [POST, EDIT] == [each.split()[-1] for each in pauses.told.split("; ")]
