"""T3: PostgreSQL goes away without a word every few seconds, under two replicas at work.

    python -m benchmarks.faults.restarts [--count 40] [--seed 1]

People write and reminders leave all the while, and each replica has a letterbox. `/readyz` must say what is waited
for, every message must be acknowledged although there is no database, what is typed must be saved within five seconds
of the database being up, and at the end nothing may be lost and nothing said twice.
"""

import http.client
import json
import random
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from benchmarks.faults.debtors import Debtors, let_slack_try_again
from benchmarks.faults.kill import leave_in_peace, let_a_week_pass, tally
from benchmarks.faults.ledger import Ledger
from benchmarks.faults.postgres import Postgres, running_postgres
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.rig import AppProcess, Change, Rig, running_rig

PEOPLE = 20
REPLICAS = 2
LONGEST_UP, LONGEST_DOWN = 2.0, 1.5
IDLE_SECONDS, READY_SECONDS, RECOVERY_SECONDS = 4.0, 10.0, 30.0
ACK_SECONDS = 3.0
MESSAGES = 6
LEASE = timedelta(seconds=8)
"""Longer than anybody waits for the database between taking a delivery on and sending it."""
IN_A_ROW = 2 * REPLICAS
"""Slack takes the sockets in turn, so that many saved commands come from every replica."""


def run(*, count: int, seed: int) -> Report:
    """Let the database go away so many times."""
    rng = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_postgres() as postgres,
        running_rig(postgres.url, Change(lease=LEASE)) as rig,
    ):
        debtors = Debtors(rig, PEOPLE, rng)
        replicas = [_Replica(rig, Path(folder) / f"replica-{number}.letters") for number in range(REPLICAS)]
        rig.client.wait_for_connections(2 * REPLICAS, RECOVERY_SECONDS)
        outages = [_go_away(rig, postgres, debtors, replicas, rng) for _ in range(count)]
        unacknowledged = _unacknowledged(debtors)
        let_slack_try_again(rig, debtors)
        letters_left = sum(not _until(replica.has_no_letters, READY_SECONDS) for replica in replicas)
        _until(Ledger(rig.database_url).is_finished, READY_SECONDS)  # nobody stops it with a form half open
        codes = [replica.process.stop()[1] for replica in replicas]
        last_week = leave_in_peace(rig, debtors)
        figures = (
            note("times it went away", count),
            at_least("of them told on /readyz by each replica", sum(told for told, _ in outages), count),
            at_most("longest until every replica saves again, s", max(took for _, took in outages), 5),
            at_least("answers given", len(debtors.said), count),
            at_most("of them not acknowledged until Slack delivered them again", unacknowledged),
            at_most("letters not opened", letters_left),
            at_most("answers lost", _lost(rig, debtors)),
            at_most("ended with another code than 0", sum(code != 0 for code in codes)),
            *tally(rig, debtors),
            last_week,
        )
        return Report(bench="PostgreSQL goes away", seed=seed, figures=figures)


class _Replica:
    """A process of the app that says on a port of its own whether it can work."""

    def __init__(self, rig: Rig, letterbox: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port: int = free.getsockname()[1]
        self.process: AppProcess = rig.start(health_port=self._port, letterbox=letterbox)

    def waits_for_the_database(self) -> bool:
        """Tell whether it says so."""
        return self._checks()["database"] == "the database"

    def has_no_letters(self) -> bool:
        """Tell whether every letter has been opened."""
        return self._checks()["letters"] == "ok"

    def _checks(self) -> dict[str, str]:
        """Return what is waited for, as `/readyz` tells it."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=READY_SECONDS)
        try:
            connection.request("GET", "/readyz")
            return dict(json.loads(connection.getresponse().read())["checks"])
        finally:
            connection.close()


def _go_away(
    rig: Rig, postgres: Postgres, debtors: Debtors, replicas: list[_Replica], rng: random.Random
) -> tuple[bool, float]:
    """Return whether every replica said what it waits for, and how long it took until both worked again."""
    let_a_week_pass(rig, debtors, within=IDLE_SECONDS)
    people = threading.Thread(target=lambda: [debtors.says_something() for _ in range(MESSAGES)])
    people.start()
    time.sleep(rng.uniform(0, LONGEST_UP))
    postgres.crash()
    down_until = time.monotonic() + rng.uniform(0, LONGEST_DOWN)
    is_told = _until(lambda: all(replica.waits_for_the_database() for replica in replicas), READY_SECONDS)
    time.sleep(max(0.0, down_until - time.monotonic()))
    postgres.start()
    took = _recover(rig)
    people.join()
    debtors.note_acknowledged()
    return is_told, took


def _recover(rig: Rig) -> float:
    """Return after how many seconds commands are saved by every replica."""
    ana, ledger, started = rig.client.person("ana"), Ledger(rig.database_url), time.monotonic()
    before = ledger.commands()
    typed = sum(ana.types("/aligned Claims copilot", channel="#general").ok for _ in range(IN_A_ROW))
    is_saved = typed == IN_A_ROW and _until(lambda: ledger.commands() >= before + typed, RECOVERY_SECONDS)
    return time.monotonic() - started if is_saved else RECOVERY_SECONDS


def _unacknowledged(debtors: Debtors) -> int:
    """Count what was said and not acknowledged, a moment after the last of it."""

    def is_acknowledged() -> bool:
        debtors.note_acknowledged()
        return debtors.acknowledged >= debtors.said

    _until(is_acknowledged, ACK_SECONDS)
    return len(debtors.said - debtors.acknowledged)


def _lost(rig: Rig, debtors: Debtors) -> int:
    answers = Ledger(rig.database_url).answers()
    return sum(mark not in answers for mark in debtors.said)


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
