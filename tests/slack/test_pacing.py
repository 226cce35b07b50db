"""Five hundred reminders due at once leave as fast as Slack takes them, judged by a limiter that is not ours."""

import heapq
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.slack.rates import Rates
from sandbox.errors import RateLimited
from sandbox.limits import RateLimits, Strictness, Tier
from tests.fakes import StoppedClock

METHOD = "chat.postMessage"
REMINDERS = 500
IDEAL = 100.0
"""Seconds that 500 messages take at 300 a minute."""


@dataclass
class Sweep:
    """What a simulated morning cost."""

    seconds: float
    attempts: int
    refusals: int
    sent: set[int]


def sweep(workspaces: int) -> Sweep:
    """Send every reminder of a morning in virtual time, each coming back when it was told to."""
    clock, rates = StoppedClock(), Rates()
    limits = [RateLimits(clock, Strictness.STRICT) for _ in range(workspaces)]
    began = clock.now()
    waiting = [(0.0, number) for number in range(REMINDERS)]
    result = Sweep(0.0, 0, 0, set())
    while waiting:
        result.seconds, number = heapq.heappop(waiting)
        clock.set(began + timedelta(seconds=result.seconds))
        workspace = number % workspaces
        wait = rates.wait_for(f"T{workspace}", METHOD, result.seconds, channel=f"D{number}")
        result.attempts += 1
        if wait == 0:
            wait = _post(limits[workspace])
            result.refusals += wait > 0
        if wait > 0:
            heapq.heappush(waiting, (result.seconds + wait, number))
        else:
            result.sent.add(number)
    return result


@pytest.mark.parametrize("workspaces", [1, 5])
def test_none_is_refused_and_none_is_lost(workspaces: int) -> None:
    result = sweep(workspaces)

    assert result.refusals == 0
    assert result.sent == set(range(REMINDERS))


def test_one_workspace_is_served_at_almost_the_speed_slack_allows() -> None:
    assert sweep(1).seconds <= IDEAL / 0.95


def test_five_workspaces_do_not_wait_for_each_other() -> None:
    assert sweep(5).seconds <= IDEAL / 5


def test_hardly_a_reminder_comes_back_more_than_once() -> None:
    assert sweep(1).attempts <= 2.1 * REMINDERS


def _post(limits: RateLimits) -> float:
    try:
        limits.count_call(METHOD, Tier.MESSAGES)
    except RateLimited as refusal:
        return float(refusal.retry_after)
    return 0.0
