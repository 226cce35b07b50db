"""Calls keep within Slack's limits, and one key's pause is nobody else's."""

import pytest

from bot.slack.rates import Rates

MINUTE = 60.0


def calls_in_a_minute(rates: Rates, method: str, *, channels: list[str] | None = None) -> int:
    """Count the calls that are let through when there is always one more waiting."""
    now, made = 0.0, 0
    while now < MINUTE:
        channel = channels[made % len(channels)] if channels else None
        wait = rates.wait_for("T1", method, now, channel=channel)
        made += wait == 0
        now += wait
    return made


@pytest.mark.parametrize(
    ("method", "tier"), [("chat.update", 50), ("users.info", 100), ("views.open", 100), ("some.method", 20)]
)
def test_a_minute_never_holds_more_calls_than_the_tier(method: str, tier: int) -> None:
    made = calls_in_a_minute(Rates(), method)

    assert 0.9 * tier <= made <= tier


def test_a_workspace_gets_nearly_all_the_messages_slack_takes() -> None:
    made = calls_in_a_minute(Rates(), "chat.postMessage", channels=[f"D{number}" for number in range(400)])

    assert 0.95 * 300 <= made <= 300


def test_a_channel_gets_a_short_burst_and_then_a_message_a_second() -> None:
    rates = Rates()

    waits = [rates.wait_for("T1", "chat.postMessage", 0.0, channel="C1") for _ in range(4)]

    assert waits[:3] == [0, 0, 0]
    assert waits[3] == pytest.approx(1.0)


def test_another_channel_does_not_wait_for_a_busy_one() -> None:
    rates = Rates()
    for _ in range(4):
        rates.wait_for("T1", "chat.postMessage", 0.0, channel="C1")

    assert rates.wait_for("T1", "chat.postMessage", 0.0, channel="C2") == 0


def test_another_workspace_does_not_wait_for_a_busy_one() -> None:
    rates = Rates()
    while rates.wait_for("T1", "chat.update", 0.0) == 0:
        pass

    assert rates.wait_for("T2", "chat.update", 0.0) == 0


def test_calls_that_must_wait_are_told_to_come_back_one_after_the_other() -> None:
    rates = Rates()
    while rates.wait_for("T1", "chat.update", 0.0) == 0:
        pass

    first, second, third = (rates.wait_for("T1", "chat.update", 0.0) for _ in range(3))

    gap = MINUTE / (50 * 0.8)
    assert second - first == pytest.approx(gap)
    assert third - second == pytest.approx(gap)


def test_a_call_that_comes_back_when_told_is_let_through() -> None:
    rates = Rates()
    while (wait := rates.wait_for("T1", "chat.update", 0.0)) == 0:
        pass

    assert rates.wait_for("T1", "chat.update", wait) == 0


def test_a_pause_holds_one_method_of_one_workspace_for_as_long_as_asked() -> None:
    rates = Rates()

    rates.pause("T1", "chat.update", 10.0, 30.0)

    assert rates.wait_for("T1", "chat.update", 15.0) == pytest.approx(25.0)
    assert rates.wait_for("T1", "users.info", 15.0) == 0
    assert rates.wait_for("T2", "chat.update", 15.0) == 0
    assert rates.wait_for("T1", "chat.update", 40.0) == 0


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    rates = Rates()
    rates.pause("T1", "chat.update", 0.0, 60.0)

    rates.pause("T1", "chat.update", 0.0, 1.0)

    assert rates.paused(30.0) == {("T1", "chat.update"): 30.0}


def test_a_clock_that_steps_back_gives_no_extra_calls() -> None:
    rates = Rates()
    while rates.wait_for("T1", "chat.update", 100.0) == 0:
        pass

    assert rates.wait_for("T1", "chat.update", 50.0) > 0
