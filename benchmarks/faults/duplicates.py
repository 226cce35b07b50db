"""T4: everything Slack delivers comes up to six times, on several sockets, with any retry header.

    python -m benchmarks.faults.duplicates [--count 2000] [--seed 1]

Half of it is handed to the listeners directly, in random order from eight threads; half crosses real sockets, where
the workspace sends each envelope several times. Every message may have one effect only. In `run_two` the copies reach
two processes on PostgreSQL; by way of ablation each of them can keep its inbox in its own memory.
"""

import random
import sys
import tempfile
import time
from collections.abc import Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import Any

from slack_bolt import BoltRequest

from benchmarks.faults.debtors import Debtors, let_slack_try_again
from benchmarks.faults.kill import PEOPLE
from benchmarks.faults.ledger import Ledger
from benchmarks.faults.postgres import running_postgres
from benchmarks.faults.report import Figure, Report, at_most, command, note
from benchmarks.faults.rig import START_SECONDS, Change, Rig, running_rig
from bot.app import Application, build
from bot.settings import load
from bot.slack.rates import Rates

MOST_COPIES, COPIES = 6, 4
AT_ONCE = 8
MOST_WAITING = 20
LONGEST_BACKLOG_SECONDS = 10.0
LONGEST_TO_HEAR_SECONDS, LONGEST_TO_HEAR_EACH = 60.0, 0.3
LOOK_SECONDS = 0.5
RETRIES: tuple[Mapping[str, str], ...] = (
    {},
    *({"x-slack-retry-num": str(number), "x-slack-retry-reason": "http_timeout"} for number in range(4)),
)


def run(*, count: int, seed: int) -> Report:
    """Deliver so many messages, each several times."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, running_rig(f"sqlite:///{folder}/bench.db") as rig:
        debtors = Debtors(rig, PEOPLE, rng)
        application = build(load(rig.settings(sockets=3)), clock=rig.clock, rates=Rates(speed=1_000))
        with closing(_Running(application)):
            rig.client.wait_for_connections(3)
            deliveries, never_taken = _hand_over(application, debtors, rng, count // 2)
            rig.client.faults({"method": "*", "fault": "duplicate", "copies": COPIES, "times": None})
            for _ in range(count // 2):
                debtors.says_something()
                _let_it_keep_up(debtors)
            let_slack_try_again(rig, debtors)
            marks = {f"direct{number:06d}" for number in range(count // 2)} | debtors.said
            _wait_until_heard(rig, marks)
        figures = (
            note("deliveries", deliveries + COPIES * (count // 2)),
            at_most("messages never acknowledged", never_taken + len(debtors.said - debtors.acknowledged)),
            *_effects(rig, marks),
        )
        return Report(bench="duplicate deliveries", seed=seed, figures=figures)


def run_two(*, count: int, seed: int, database_url: str | None = None, is_forgetful: bool = False) -> Report:
    """Let two processes get copies of so many messages."""
    with ExitStack() as stack:
        url = database_url or stack.enter_context(running_postgres()).url
        rig = stack.enter_context(running_rig(url, Change(is_forgetful=is_forgetful)))
        debtors = Debtors(rig, PEOPLE, random.Random(seed))
        processes = [rig.start() for _ in range(2)]
        rig.client.wait_for_connections(2 * len(processes), START_SECONDS)
        rig.client.faults({"method": "events_api", "fault": "duplicate", "copies": COPIES, "times": None})
        for _ in range(count):
            debtors.says_something()
            _let_it_keep_up(debtors)
        let_slack_try_again(rig, debtors)
        _wait_until_heard(rig, debtors.said)
        for process in processes:
            process.stop()
        never_taken = at_most("messages never acknowledged", len(debtors.said - debtors.acknowledged))
        name = "ablation: an inbox for each process" if is_forgetful else "duplicate deliveries, two processes"
        return Report(bench=name, seed=seed, figures=(never_taken, *_effects(rig, debtors.said)))


def _effects(rig: Rig, marks: Set[str]) -> tuple[Figure, ...]:
    ledger = Ledger(rig.database_url)
    return (
        note("messages", len(marks)),
        at_most("messages without effect", _unheard(ledger, marks)),
        at_most("answers recorded twice", ledger.answers_recorded_twice()),
        at_most("messages beyond one confirmation each", max(0, ledger.confirmations() - len(marks))),
    )


def _wait_until_heard(rig: Rig, marks: Set[str]) -> None:
    """Wait until what was acknowledged has been read: that comes afterwards, one message after the other."""
    ledger = Ledger(rig.database_url)
    ends_at = time.monotonic() + LONGEST_TO_HEAR_SECONDS + LONGEST_TO_HEAR_EACH * len(marks)
    while _unheard(ledger, marks) and time.monotonic() < ends_at:
        time.sleep(LOOK_SECONDS)


def _unheard(ledger: Ledger, marks: Set[str]) -> int:
    answers = ledger.answers()
    return sum(mark not in answers for mark in marks)


class _Running:
    def __init__(self, application: Application) -> None:
        self._application = application
        application.start()

    def close(self) -> None:
        self._application.stop()


def _hand_over(application: Application, debtors: Debtors, rng: random.Random, count: int) -> tuple[int, int]:
    """Return how many deliveries there were, and how many messages were not acknowledged in any of them."""
    bodies = [
        _message(application.identity.workspace, rng.choice(debtors.people).id, number) for number in range(count)
    ]
    copies = [body for body in bodies for _ in range(rng.randint(1, MOST_COPIES))]
    rng.shuffle(copies)
    requests = [BoltRequest(mode="socket_mode", body=body, headers=dict(rng.choice(RETRIES))) for body in copies]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        statuses = list(threads.map(lambda request: application.bolt.dispatch(request).status, requests))
    taken = {body["event_id"] for body, status in zip(copies, statuses, strict=True) if status == 200}
    return len(copies), count - len(taken)


def _let_it_keep_up(debtors: Debtors) -> None:
    """Write no faster than the app takes it: what is tried here is repetition, not load."""
    ends_at = time.monotonic() + LONGEST_BACKLOG_SECONDS
    while len(debtors.said) - len(debtors.acknowledged) > MOST_WAITING and time.monotonic() < ends_at:
        debtors.note_acknowledged()


def _message(workspace: str, person: str, number: int) -> dict[str, Any]:
    text = f"The clerk looks at it somehow, direct{number:06d}."
    event = {
        "type": "message",
        "channel": f"D{person[1:]}",
        "channel_type": "im",
        "user": person,
        "text": text,
        "ts": f"1772600000.{number:06d}",
    }
    return {"type": "event_callback", "team_id": workspace, "event_id": f"Ev{number}", "event": event}


main = command(run, count=2000, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
