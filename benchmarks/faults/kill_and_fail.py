"""T2: kill -9 while three calls to Slack of ten go wrong: see `benchmarks.faults.kill`."""

import sys

from benchmarks.faults import kill
from benchmarks.faults.kill import Faults
from benchmarks.faults.report import Report, command

_EACH = 0.045
FAULTS: Faults = tuple(
    {"method": "*.*", "times": None, "chance": _EACH, **fault}
    for fault in (
        {"fault": "drop_before"},
        {"fault": "drop_after"},
        {"fault": "server_error"},
        {"fault": "server_error_after"},
        {"fault": "html"},
        {"fault": "internal_error"},
        {"fault": "ratelimited", "retry_after": "1"},
        {"fault": "delay", "seconds": 0.2},
    )
)


def run(*, count: int, seed: int) -> Report:
    """Kill the app so many times while Slack's answers fail."""
    return kill.run(count=count, seed=seed, faults=FAULTS, bench="kill -9 and faulty answers")


def run_blind(*, count: int, seed: int) -> Report:
    """Show by ablation that the bench bites: what was lost on the way is sent again without looking for it first."""
    return kill.run(
        count=count, seed=seed, faults=FAULTS, is_blind=True, bench="ablation: no look before sending again"
    )


main = command(run, count=300, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
