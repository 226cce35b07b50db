"""People who owe answers: they are reminded every week, and answer in direct messages, which never settles anything."""

import random
import time
from itertools import count

from benchmarks.faults.ledger import Ledger
from benchmarks.faults.rig import Rig
from benchmarks.faults.seeding import open_alignment, services_on
from bot.app import identify
from bot.settings import load
from sandbox.client import PersonClient, SandboxRefusal
from sandbox.delivery import RETRY_DELAYS
from storage.database import open_database

RETRY_SECONDS = 4.5
"""Slack gives up on an acknowledgement after three."""


class Debtors:
    """So many people, each of whom owes one alignment; the next of them facilitates it.

    Where there are many, the alignments are spread over `channels`, for each channel is posted to one after the other.
    """

    def __init__(self, rig: Rig, number: int, rng: random.Random, *, channels: int = 1) -> None:
        self._rig = rig
        self._rng = rng
        self._marks = count(1)
        self._traffic_read = 0
        self._said: dict[str, str] = {}
        self.acknowledged: set[str] = set()
        self.given_up: set[str] = set()
        """What Slack has tried to deliver four times, and tries no more."""
        self.reminders: set[str] = set()
        self.promised: set[tuple[str, str]] = set()
        self.kept: set[str] = set()
        """The marks of what was recorded, or asked about: what its author never answers is forgotten after a month."""
        names = [f"debtor{index}" for index in range(number)]
        self.people = [rig.client.add_person(name, name.title(), tz="Europe/London") for name in names]
        others = [rig.client.add_channel(f"bench-{index}", "app", self.people[0].id) for index in range(channels - 1)]
        self._open_alignments([rig.client.channel_id("#general"), *others])

    @property
    def said(self) -> frozenset[str]:
        """List the marks of everything that was said."""
        return frozenset(self._said.values())

    def says_something(self) -> None:
        """Let somebody write to the app; what they typed is found again by its mark."""
        person: PersonClient = self._rng.choice(self.people)
        mark = f"mark{next(self._marks):06d}"
        try:
            message = person.says(f"The clerk looks at it somehow, {mark}.")
        except (OSError, SandboxRefusal):
            return
        self._said[message.ts] = mark

    def note_acknowledged(self) -> None:
        """Learn from the wire which messages the app has acknowledged; call it often, for the wire forgets."""
        for entry in self._rig.client.traffic(after=self._traffic_read, limit=5000):
            self._traffic_read = entry["n"]
            if entry["direction"] == "to_app":
                envelope = entry["request"]
                event = envelope["payload"].get("event") or {}
                mark = self._said.get(str(event.get("ts")))
                if mark and entry["status"] == "acked":
                    self.acknowledged.add(mark)
                elif mark and envelope["retry_attempt"] == len(RETRY_DELAYS):
                    self.given_up.add(mark)

    def note_reminders(self) -> None:
        """Learn which reminders were promised, the keys under which they were queued, and what was kept.

        Call it every week, for the app forgets old ones.
        """
        ledger = Ledger(self._rig.database_url)
        self.promised |= ledger.promised()
        answers = ledger.answers()
        self.kept |= {mark for mark in self.said if mark in answers}
        self.reminders |= {row.key for row in ledger.deliveries() if row.kind == "send_digest"}

    def _open_alignments(self, channels: list[str]) -> None:
        """Begin them in the database; the app posts their cards when it comes up."""
        workspace = identify(load(self._rig.settings())).workspace
        database = open_database(self._rig.database_url, clock=self._rig.clock)
        services = services_on(database, self._rig.clock)
        for index, person in enumerate(self.people):
            open_alignment(
                services,
                database,
                workspace=workspace,
                channel=channels[index % len(channels)],
                facilitator=self.people[(index + 1) % len(self.people)].id,
                accountable=person.id,
            )
        database.close()


def let_slack_try_again(rig: Rig, debtors: Debtors) -> None:
    """Let the time of every retry come, until everything that was said has been acknowledged."""
    for delay in RETRY_DELAYS:
        rig.move_clock(delay)
        ends_at = time.monotonic() + RETRY_SECONDS
        while time.monotonic() < ends_at:
            debtors.note_acknowledged()
            if debtors.acknowledged | debtors.given_up >= debtors.said:
                return
            time.sleep(0.05)
