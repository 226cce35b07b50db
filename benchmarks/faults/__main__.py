"""Run every bench long, one after the other; the exit code is 1 when a target was missed.

make soak
python -m benchmarks.faults [--seed 1] [--share 1.0] [name ...]
"""

import argparse
import sys
import time
from collections.abc import Mapping

from benchmarks.faults import (
    backups,
    disk,
    duplicates,
    interleavings,
    kill,
    kill_and_fail,
    limits,
    morning,
    payloads,
    races,
    rates,
    replicas,
    requests,
    restarts,
    soak,
    sockets,
    stalls,
    stop,
    texts,
    upgrades,
    zones,
)
from benchmarks.faults.report import Bench
from bot.logs import configure

LONG: Mapping[str, tuple[Bench, int]] = {
    "interleavings": (interleavings.run, 400),
    "zones": (zones.run, 827),
    "rates": (rates.run, 500),
    "limits": (limits.run, 100),
    "morning": (morning.run, 500),
    "texts": (texts.run, 1_000),
    "payloads": (payloads.run, 20_000),
    "requests": (requests.run, 20_000),
    "races": (races.run, 2_000),
    "races_postgres": (races.run_on_postgres, 2_000),
    "duplicates": (duplicates.run, 5_000),
    "two_processes": (duplicates.run_two, 1_000),
    "disk": (disk.run, 20),
    "stalls": (stalls.run, 6_000),
    "restarts": (restarts.run, 40),
    "replicas": (replicas.run, 500),
    "sockets": (sockets.run, 100),
    "stop": (stop.run, 100),
    "upgrades": (upgrades.run, 50),
    "upgrades_postgres": (upgrades.run_on_postgres, 24),
    "backups": (backups.run, 100),
    "backups_postgres": (backups.run_on_postgres, 20),
    "kill": (kill.run, 300),
    "kill_and_fail": (kill_and_fail.run, 300),
    "soak": (soak.run, 500),
}


def main() -> int:
    """Run what is named, or everything."""
    parser = argparse.ArgumentParser(description="The fault bench.")
    parser.add_argument("names", nargs="*", choices=[[], *LONG], help="the benches to run; all of them by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="a share of the usual number of rounds")
    given = parser.parse_args()
    configure("CRITICAL", "text")
    missed = [name for name in given.names or LONG if not _is_met(name, given.seed, given.share)]
    print("missed:", ", ".join(missed) if missed else "nothing")
    return 1 if missed else 0


def _is_met(name: str, seed: int, share: float) -> bool:
    run, count = LONG[name]
    started = time.monotonic()
    report = run(count=max(1, round(count * share)), seed=seed)
    report.show(time.monotonic() - started)
    return not report.missed


if __name__ == "__main__":
    sys.exit(main())
