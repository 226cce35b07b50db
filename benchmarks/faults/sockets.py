"""T8: sockets end in every way there is while people write.

    python -m benchmarks.faults.sockets [--count 100] [--seed 1]

What was said is counted in the database: nothing that Slack delivered, or delivered again, may be missing or twice.
"""

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable

from benchmarks.faults.debtors import Debtors, let_slack_try_again
from benchmarks.faults.kill import PEOPLE
from benchmarks.faults.ledger import Ledger
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.rig import Rig, running_rig

WAYS = ("drop", "refresh_requested", "warning")
RECOVERY_SECONDS = 45.0
SOCKETS = 2


def run(*, count: int, seed: int, is_deaf_once: bool = True) -> Report:
    """End every socket so many times, and once let all of them go deaf, which takes half a minute to be noticed."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, running_rig(f"sqlite:///{folder}/bench.db") as rig:
        debtors = Debtors(rig, PEOPLE, rng)
        process = rig.start_and_wait()
        recoveries = {way: [0.0] for way in WAYS}
        for _ in range(count):
            way = rng.choice(WAYS)
            recoveries[way].append(_end_sockets(rig, debtors, way))
        deaf = _end_sockets(rig, debtors, "half_open") if is_deaf_once else 0.0
        let_slack_try_again(rig, debtors)
        process.stop()
        ledger = Ledger(rig.database_url)
        answers = ledger.answers()
        figures = (
            note("times every socket ended", count + is_deaf_once),
            *(
                at_most(f"longest until all were back, s: {way}", max(seconds), 1.5)
                for way, seconds in recoveries.items()
            ),
            at_most("longest until all were back, s: half_open", deaf, 40),
            at_least("answers given", len(debtors.said), count),
            at_most("answers lost", sum(1 for mark in debtors.said if mark not in answers)),
            at_most("answers recorded twice", ledger.answers_recorded_twice()),
        )
        return Report(bench="socket faults", seed=seed, figures=figures)


def _end_sockets(rig: Rig, debtors: Debtors, way: str) -> float:
    """End all of them at once while somebody writes; return how long it took until each was replaced."""
    hub = rig.sandbox.sandbox.sockets
    wanted = hub.greeted + SOCKETS
    people = threading.Thread(target=lambda: [debtors.says_something() for _ in range(2)])
    people.start()
    started = time.monotonic()
    rig.client.disconnect(way)
    _wait(lambda: hub.greeted >= wanted and hub.count >= SOCKETS)
    took = time.monotonic() - started
    people.join()
    return took


def _wait(condition: Callable[[], bool], seconds: float = RECOVERY_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not condition():
        time.sleep(0.01)


main = command(run, count=100, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
