"""T18: five hundred reminders fall due in the same minute, and Slack takes only so many.

    python -m benchmarks.faults.rates [--count 500] [--seed 1]

The pace is tried in virtual time, as the delivery loop keeps it, over five workspaces that count strictly.
"""

import heapq
import random
import sys
from collections import Counter, defaultdict

from benchmarks.faults.report import Report, at_least, at_most, command, note
from bot.slack.rates import Rates

WORKSPACES = 5
PER_MINUTE = 300
"""What "several hundred messages per minute" is taken to mean."""
CHANNEL_SPACING = 1.0
CALL_SECONDS = 0.08
THREADS = 4


def run(*, count: int, seed: int) -> Report:
    """Send so many reminders in virtual time, as the delivery loop would."""
    rng = random.Random(seed)
    rates, slack = Rates(), _StrictSlack()
    due = [(0.0, rng.random(), f"T{number % WORKSPACES}", f"D{number}") for number in range(count)]
    heapq.heapify(due)
    free = [0.0] * THREADS
    finished = 0.0
    while due:
        at, order, workspace, channel = heapq.heappop(due)
        now = max(at, heapq.heappop(free))
        wait = rates.wait_for(workspace, "chat.postMessage", now, channel=channel)
        if wait > 0:
            heapq.heappush(due, (now + wait, order, workspace, channel))
            heapq.heappush(free, now)
            continue
        slack.call(workspace, channel, now)
        finished = max(finished, now + CALL_SECONDS)
        heapq.heappush(free, now + CALL_SECONDS)
    ideal = max(count / WORKSPACES / PER_MINUTE * 60, count * CALL_SECONDS / THREADS)
    figures = (
        note("reminders", count),
        at_most("refused with 429, share", slack.refused / max(1, slack.calls), 0.01),
        at_least("posted", slack.calls - slack.refused, count),
        at_most("seconds until all were posted (virtual)", finished, 150),
        note("of the ideal", ideal / finished if finished else 1.0),
    )
    return Report(bench="rate limits", seed=seed, figures=figures)


class _StrictSlack:
    """Counts every minute of every workspace, and every second of every channel, and refuses what is too much."""

    def __init__(self) -> None:
        self._minutes: Counter[tuple[str, int]] = Counter()
        self._last: dict[str, float] = defaultdict(lambda: -CHANNEL_SPACING)
        self.calls = 0
        self.refused = 0

    def call(self, workspace: str, channel: str, now: float) -> None:
        self.calls += 1
        minute = (workspace, int(now // 60))
        self._minutes[minute] += 1
        is_too_soon = now - self._last[f"{workspace}:{channel}"] < CHANNEL_SPACING
        self.refused += is_too_soon or self._minutes[minute] > PER_MINUTE
        self._last[f"{workspace}:{channel}"] = now


main = command(run, count=500, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
