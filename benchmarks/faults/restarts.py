"""T3: PostgreSQL goes away without a word every few seconds, under two replicas at work.

    python -m benchmarks.faults.restarts [--count 40] [--seed 1]

People write and reminders leave all the while. `/readyz` must say what is waited for, the first command must be saved
within five seconds of the database being up, and at the end nothing may be lost and nothing said twice.
"""

import http.client
import json
import random
import socket
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from benchmarks.faults.debtors import Debtors, let_slack_try_again
from benchmarks.faults.disk import TOLD
from benchmarks.faults.kill import WEEK, leave_in_peace, tally
from benchmarks.faults.ledger import Ledger
from benchmarks.faults.postgres import Postgres, running_postgres
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.rig import AppProcess, Change, Rig, running_rig

PEOPLE = 20
REPLICAS = 2
LONGEST_UP, LONGEST_DOWN = 2.0, 1.5
IDLE_SECONDS, READY_SECONDS, RECOVERY_SECONDS = 4.0, 10.0, 30.0
MESSAGES = 6
LEASE = timedelta(seconds=8)
"""Longer than anybody waits for the database between taking a delivery on and sending it."""
IN_A_ROW = 2 * REPLICAS
"""Slack takes the sockets in turn, so that many saved commands come from every replica."""


def run(*, count: int, seed: int) -> Report:
    """Let the database go away so many times."""
    rng = random.Random(seed)
    with running_postgres() as postgres, running_rig(postgres.url, Change(lease=LEASE)) as rig:
        debtors = Debtors(rig, PEOPLE, rng)
        replicas = [_Replica(rig) for _ in range(REPLICAS)]
        rig.client.wait_for_connections(2 * REPLICAS, RECOVERY_SECONDS)
        outages = [_go_away(rig, postgres, debtors, replicas, rng) for _ in range(count)]
        let_slack_try_again(rig, debtors)
        codes = [replica.process.stop()[1] for replica in replicas]
        last_week = leave_in_peace(rig, debtors)
        figures = (
            note("times it went away", count),
            at_least("of them told on /readyz by each replica", sum(told for told, _ in outages), count),
            at_most("longest until every replica saves again, s", max(took for _, took in outages), 5),
            at_least("answers given", len(debtors.said), count),
            note("of them given up by Slack after four deliveries", len(debtors.given_up)),
            at_most("other answers lost", _lost(rig, debtors)),
            at_most("ended with another code than 0", sum(code != 0 for code in codes)),
            *tally(rig, debtors),
            last_week,
        )
        return Report(bench="PostgreSQL goes away", seed=seed, figures=figures)


class _Replica:
    """A process of the app that says on a port of its own whether it can work."""

    def __init__(self, rig: Rig) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port: int = free.getsockname()[1]
        self.process: AppProcess = rig.start(health_port=self._port)

    def waits_for(self) -> str:
        """Return what is waited for, as `/readyz` tells it."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=READY_SECONDS)
        try:
            connection.request("GET", "/readyz")
            checks = json.loads(connection.getresponse().read())["checks"]
        finally:
            connection.close()
        return str(checks["database"])


def _go_away(
    rig: Rig, postgres: Postgres, debtors: Debtors, replicas: list[_Replica], rng: random.Random
) -> tuple[bool, float]:
    """Return whether every replica said what it waits for, and how long it took until both worked again."""
    ledger = Ledger(rig.database_url)
    if _until(lambda: ledger.is_idle(rig.clock.now()), IDLE_SECONDS):
        debtors.note_reminders()
        rig.move_clock(WEEK)
    people = threading.Thread(target=lambda: [debtors.says_something() for _ in range(MESSAGES)])
    people.start()
    time.sleep(rng.uniform(0, LONGEST_UP))
    postgres.crash()
    down_until = time.monotonic() + rng.uniform(0, LONGEST_DOWN)
    is_told = _until(lambda: all(replica.waits_for() == "the database" for replica in replicas), READY_SECONDS)
    time.sleep(max(0.0, down_until - time.monotonic()))
    postgres.start()
    took = _recover(rig)
    people.join()
    debtors.note_acknowledged()
    return is_told, took


def _recover(rig: Rig) -> float:
    """Return after how many seconds commands are saved by every replica."""
    started, saved = time.monotonic(), 0
    while saved < IN_A_ROW and time.monotonic() - started < RECOVERY_SECONDS:
        saved = saved + 1 if _is_saved(rig) else 0
    return time.monotonic() - started


def _is_saved(rig: Rig) -> bool:
    ana = rig.client.person("ana")

    def refusals() -> int:
        return sum(TOLD in message.text for message in ana.sees("#general", limit=1_000))

    before = refusals()
    return ana.types("/aligned Claims copilot", channel="#general").ok and refusals() == before


def _lost(rig: Rig, debtors: Debtors) -> int:
    answers = Ledger(rig.database_url).answers()
    return sum(mark not in answers for mark in debtors.said - debtors.given_up)


def _until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


main = command(run, count=40, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
