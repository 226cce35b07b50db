"""T18 over the wire: everybody of a workspace is due at once, and the workspace allows no burst at all.

    python -m benchmarks.faults.limits [--count 100] [--seed 1]

In real time, at the pace the app keeps with Slack; every 429 is counted. `benchmarks.faults.rates` tries the same in
virtual time for more people and more workspaces.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable

from benchmarks.faults.debtors import Debtors
from benchmarks.faults.kill import WEEK
from benchmarks.faults.ledger import Ledger, keys_of, posts_of
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.rig import Change, Rig, running_rig

PEOPLE_A_CHANNEL = 5
PATIENCE_SECONDS = 300.0


def run(*, count: int, seed: int) -> Report:
    """Let so many people be due at once."""
    with tempfile.TemporaryDirectory() as folder, running_rig(f"sqlite:///{folder}/bench.db") as rig:
        debtors = Debtors(rig, count, random.Random(seed), channels=1 + count // PEOPLE_A_CHANNEL)
        _begin_everything(rig)
        rig.client.limits("strict")
        rig.change = Change(speed=1.0)
        process = rig.start_and_wait()
        so_far = rig.client.traffic(limit=1)[-1]["n"]
        rig.move_clock(WEEK)
        started, ledger = time.monotonic(), Ledger(rig.database_url)
        _until(lambda: sum(ledger.digests().values()) >= count and ledger.is_finished())
        took = time.monotonic() - started
        debtors.note_reminders()
        process.stop()
        calls = [call for call in rig.client.traffic(after=so_far, limit=5_000) if call["direction"] == "to_slack"]
        refused = sum(call["status"].startswith("ratelimited") for call in calls)
        keys = keys_of(posts_of(rig.sandbox))
        figures = (
            note("people", count),
            note("calls", len(calls)),
            note("refused with 429", refused),
            at_most("refused with 429, share", refused / max(1, len(calls)), 0.01),
            at_least("reminded", sum(keys[key] > 0 for key in debtors.reminders), count),
            at_most("messages posted more than once", sum(times > 1 for times in keys.values())),
            at_most("seconds until all were reminded", took, 150),
        )
        return Report(bench="rate limits over the wire", seed=seed, figures=figures)


def _begin_everything(rig: Rig) -> None:
    """Let the cards and the first questions be posted at full speed, where nothing limits them."""
    process = rig.start_and_wait()
    _until(Ledger(rig.database_url).is_finished)
    process.stop()


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and not condition():
        time.sleep(0.1)


main = command(run, count=100, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
