"""T18 for one workspace: everybody is due in the same minute, some have left, and some are not to be disturbed.

    python -m benchmarks.faults.morning [--count 500] [--seed 1]

In virtual time against a sandbox that counts strictly and allows no burst, with everything the app asks of Slack on
the way: whether the account is still there, whether it may be disturbed, and the message itself.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.faults.debtors import Debtors
from benchmarks.faults.kill import WEEK
from benchmarks.faults.report import Report, at_least, at_most, command, note
from benchmarks.faults.rig import MANIFEST, UNLIMITED, WEDNESDAY, Change, Rig
from benchmarks.faults.seeding import CORE, services_on
from bot.services import Services
from bot.slack.courier import Courier
from bot.slack.directory import SlackDirectory
from bot.slack.rates import Rates
from bot.slack.stage import Stage
from bot.slack.web import Web
from bot.slack.words import Words
from bot.worker.delivery_loop import DeliveryLoop
from bot.worker.recorder import Recorder
from sandbox.client import PersonClient
from sandbox.clock import SettableClock
from sandbox.conversations import Kind
from sandbox.limits import Strictness, Tier
from sandbox.running import RunningSandbox, running_sandbox
from storage.database import SqlDatabase, open_database

ONE_IN = 25
"""One person in so many has left, and another one is not to be disturbed for a while."""
PAUSE = timedelta(minutes=30)
LONGEST = timedelta(hours=1)
PEOPLE_A_CHANNEL = 5


class VirtualClock(SettableClock):
    """Stands still unless it is moved, so that a slow machine changes no figure."""

    def now(self) -> datetime:
        """Return the virtual present."""
        return WEDNESDAY + self.offset

    def monotonic(self) -> float:
        """Return the seconds that have passed."""
        return self.offset.total_seconds()


def run(*, count: int, seed: int) -> Report:
    """Let so many people of one workspace be due at once."""
    clock = VirtualClock()
    with (
        running_sandbox(MANIFEST, clock=clock, strictness=Strictness.OFF) as sandbox,
        _seeded_database(sandbox, clock, count, seed) as (database, people),
    ):
        services = services_on(database, clock)
        _loop(sandbox, database, services, clock, Rates(speed=UNLIMITED)).perform_due()
        gone, paused = people[::ONE_IN], people[1::ONE_IN]
        for person in gone:
            sandbox.client.change_person(person.id, deleted=True)
        sandbox.client.limits(Strictness.STRICT)
        clock.advance(WEEK)
        for person in paused:
            person.pauses_notifications(clock.now() + PAUSE)
        so_far, began = sandbox.client.traffic(limit=1)[-1]["n"], clock.now().timestamp()
        services.nudging.tick()
        _pass_time(_loop(sandbox, database, services, clock, Rates()), database, clock)
        return _report(sandbox, seed, began=began, so_far=so_far, people=people, gone=gone, paused=paused)


def _report(
    sandbox: RunningSandbox,
    seed: int,
    *,
    began: float,
    so_far: int,
    people: list[PersonClient],
    gone: list[PersonClient],
    paused: list[PersonClient],
) -> Report:
    reminded = _reminded_since(sandbox, began)
    calls = [call for call in sandbox.client.traffic(after=so_far, limit=5_000) if call["direction"] == "to_slack"]
    at_once = [person.id for person in people if person not in (*gone, *paused)]
    took = max((reminded.get(person, began) for person in at_once), default=began) - began
    ideal = len(at_once) / Tier.MESSAGES.value * 60
    figures = (
        note("people", len(people)),
        note("calls for each who was reminded", len(calls) / max(1, len(reminded))),
        at_most("refused with 429", sum(call["status"].startswith("ratelimited") for call in calls)),
        at_least("reminded", len(reminded), len(people) - len(gone)),
        at_most("written to though they have left", len(reminded.keys() & {person.id for person in gone})),
        at_most("disturbed", sum(reminded.get(person.id, began) < began + PAUSE.total_seconds() for person in paused)),
        note("seconds until all others were reminded (virtual)", took),
        at_least("of the ideal", ideal / took if took else 1.0, 0.95),
    )
    return Report(bench="one morning", seed=seed, figures=figures)


@contextmanager
def _seeded_database(
    sandbox: RunningSandbox, clock: VirtualClock, count: int, seed: int
) -> Iterator[tuple[SqlDatabase, list[PersonClient]]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        debtors = Debtors(Rig(sandbox, url, Change()), count, Random(seed), channels=1 + count // PEOPLE_A_CHANNEL)
        database = open_database(url, clock=clock)
        try:
            yield database, debtors.people
        finally:
            database.close()


def _loop(
    sandbox: RunningSandbox, database: SqlDatabase, services: Services, clock: VirtualClock, rates: Rates
) -> DeliveryLoop:
    """Put together what the app delivers with, by the virtual clock."""
    web = Web(sandbox.api_url, lambda _: sandbox.bot_token, rates=rates, monotonic=clock.monotonic)
    directory = SlackDirectory(web, clock, monotonic=clock.monotonic)
    stage = Stage(reporting=services.reporting, catalogue=CORE, directory=directory, words=Words(), clock=clock)
    courier = Courier(web=web, stage=stage, directory=directory, database=database)
    recorder = Recorder(database=database, consequences=services.aftermath, clock=clock)
    return DeliveryLoop(database=database, courier=courier, recorder=recorder, clock=clock)


def _pass_time(loop: DeliveryLoop, database: SqlDatabase, clock: VirtualClock) -> None:
    """Perform what is due, and move on to when the next is due, until nothing is or it takes too long."""
    ends_at = clock.now() + LONGEST
    while clock.now() < ends_at:
        loop.perform_due()
        with database.read() as tx:
            due_at = tx.deliveries.next_due_at()
        if due_at is None:
            return
        clock.advance(max(due_at - clock.now(), timedelta(milliseconds=1)))


def _reminded_since(sandbox: RunningSandbox, began: float) -> dict[str, float]:
    """Return when each person was first written to."""
    bot = sandbox.sandbox.installation.bot_user.id
    return {
        person: float(said[0].ts)
        for conversation in list(sandbox.sandbox.workspace.conversations.values())
        if conversation.kind is Kind.DM
        and (said := [root for root in conversation.flow() if root.user == bot and float(root.ts) >= began])
        for person in set(conversation.members) - {bot}
    }


main = command(run, count=500, about=__doc__ or "")

if __name__ == "__main__":
    sys.exit(main())
