"""T16: SIGTERM while people write and reminders leave: it ends in time, and the next process takes over.

python -m benchmarks.faults.stop [--count 100] [--seed 1]
"""

import random
import sys
import tempfile
import threading
import time

from benchmarks.faults.debtors import Debtors
from benchmarks.faults.kill import LONGEST_WORK, PEOPLE, leave_in_peace, let_a_week_pass, tally
from benchmarks.faults.report import Report, at_most, command, note, percentile
from benchmarks.faults.rig import Rig, running_rig

LONGEST_LIFE = 0.6
SLOW = ({"method": "chat.postMessage", "fault": "delay", "seconds": 0.15, "times": None, "chance": 0.5},)
"""So that calls are under way when the signal comes."""


def run(*, count: int, seed: int) -> Report:
    """Stop the app so many times under load."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, running_rig(f"sqlite:///{folder}/bench.db") as rig:
        debtors = Debtors(rig, PEOPLE, rng)
        rig.client.faults(*SLOW, seed=seed)
        lives = [_live_and_stop(rig, debtors, rng) for _ in range(count)]
        last_week = leave_in_peace(rig, debtors)
        seconds = [took for took, _ in lives]
        figures = (
            note("SIGTERMs", count),
            at_most("longest until it ended, s", max(seconds), 10),
            at_most("p99 until it ended, s", percentile(seconds, 0.99), 4),
            at_most("ended with another code than 0", sum(1 for _, code in lives if code != 0)),
            *tally(rig, debtors),
            last_week,
        )
        return Report(bench="SIGTERM under load", seed=seed, figures=figures)


def _live_and_stop(rig: Rig, debtors: Debtors, rng: random.Random) -> tuple[float, int | None]:
    process = rig.start_and_wait()
    let_a_week_pass(rig, debtors, within=rng.choice((0.0, LONGEST_WORK)))
    people = threading.Thread(target=lambda: [debtors.says_something() for _ in range(4)])
    people.start()
    time.sleep(rng.uniform(0, LONGEST_LIFE))
    ending = process.stop()
    people.join()
    debtors.note_acknowledged()
    return ending


main = command(run, count=100, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
