"""T10: two, then ten replicas share the reminders that fall due in one moment; each is sent once.

    python -m benchmarks.faults.replicas [--count 500] [--seed 1]

Week after week everybody is due at the same time; how fast the reminders leave is measured from when the first was
promised until the last message was sent, and how much of a core everybody took for each. The workspace with this
bench, all replicas and PostgreSQL share the machine: the rate is a floor.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from benchmarks.faults.debtors import Debtors
from benchmarks.faults.kill import WEEK
from benchmarks.faults.ledger import Ledger, keys_of, posts_of
from benchmarks.faults.postgres import running_postgres
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.rig import START_SECONDS, AppProcess, Change, Rig, running_rig
from benchmarks.faults.spending import Spending, spent_by
from bot.domain.delivery import LEASE

FLEETS = (2, 10)
CHANNELS = 20
SOCKETS_IN_ALL = 10
"""Slack lets an app have no more."""
WEEKS = 2
"""In the first of each fleet every conversation with a person is new, in the second it is known."""
WEEK_SECONDS = 300.0
TICK_SECONDS = 2.0
"""Ten replicas that look every moment would mostly measure that."""


@dataclass(frozen=True, slots=True)
class Week:
    """The reminders of one week: by how many replicas, how many of everybody's, in how many seconds, at what cost.

    From the third reminder on others are told as well: there are more messages then than reminders.
    """

    replicas: int
    sent: int
    messages: int
    seconds: float
    spent: Spending

    @property
    def name(self) -> str:
        """Say how many replicas there were."""
        return f"{self.replicas} replicas"

    def each(self, seconds: float) -> float:
        """Return milliseconds for each message."""
        return round(1000 * seconds / max(1, self.messages), 2)


def run(*, count: int, seed: int, database_url: str | None = None, fleets: tuple[int, ...] = FLEETS) -> Report:
    """Let so many people be due at once, in every week of every fleet."""
    with ExitStack() as stack:
        url = database_url or stack.enter_context(running_postgres()).url
        rig = stack.enter_context(running_rig(url, Change(lease=LEASE)))
        debtors = Debtors(rig, count, random.Random(seed), channels=CHANNELS)
        weeks = [week for replicas in fleets for week in _serve(rig, debtors, replicas)]
        keys, reminders = keys_of(posts_of(rig.sandbox)), Ledger(rig.database_url).digests()
        sent = Counter(keys[key] for key in debtors.reminders)
        figures = (
            note("reminders promised", sum(reminders.values())),
            at_most("of them not sent", sum(reminders.values()) - len(debtors.reminders) + sent[0]),
            at_most("messages posted more than once", sum(times > 1 for times in keys.values())),
            *(at_least(f"reminded within a week by {week.replicas}", week.sent, count) for week in weeks),
            *(note(f"messages, {week.name}", week.messages) for week in weeks),
            *(note(f"a second, {week.name}", week.messages / week.seconds) for week in weeks),
            *(note(f"CPU ms each, {week.name}", week.each(week.spent.replicas)) for week in weeks),
            *(note(f"PostgreSQL, CPU ms each, {week.name}", week.each(week.spent.postgres)) for week in weeks),
            *(note(f"workspace, CPU ms each, {week.name}", week.each(week.spent.workspace)) for week in weeks),
        )
        return Report(bench="replicas", seed=seed, figures=figures)


def _serve(rig: Rig, debtors: Debtors, replicas: int) -> list[Week]:
    sockets = min(2, SOCKETS_IN_ALL // replicas)
    fleet = [rig.start(sockets=sockets, tick_seconds=TICK_SECONDS) for _ in range(replicas)]
    rig.client.wait_for_connections(sockets * replicas, START_SECONDS * replicas)
    ledger = Ledger(rig.database_url)
    _until(lambda: ledger.is_idle(rig.clock.now()))
    weeks = [_remind(rig, debtors, fleet) for _ in range(WEEKS)]
    for process in fleet:
        process.stop()
    return weeks


def _remind(rig: Rig, debtors: Debtors, fleet: list[AppProcess]) -> Week:
    """Let a week pass, and wait until everybody was reminded."""
    ledger = Ledger(rig.database_url)
    before, posted = sum(ledger.digests().values()), _messages(ledger)
    spent = spent_by(fleet, rig.database_url)
    rig.move_clock(WEEK)
    _until(lambda: sum(ledger.digests().values()) > before)
    started = time.monotonic()
    _until(lambda: sum(ledger.digests().values()) - before >= len(debtors.people) and ledger.is_finished())
    seconds = time.monotonic() - started
    cost = spent_by(fleet, rig.database_url).since(spent)
    debtors.note_reminders()
    sent = sum(ledger.digests().values()) - before
    return Week(len(fleet), sent, _messages(ledger) - posted, seconds, cost)


def _messages(ledger: Ledger) -> int:
    return sum(row.message_ts is not None for row in ledger.deliveries())


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WEEK_SECONDS
    while time.monotonic() < deadline and not condition():
        time.sleep(0.1)


main = command(run, count=500, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
