"""Whatever people do, the reminder that is announced is the one that comes."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.effects import SendDigest
from bot.domain.errors import Refusal
from bot.services.requests import HandOver, Preferences, Promise
from tests.builders import WORKSPACE, a_person
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import ANA, BEN, CAT, Office

PEOPLE = (ANA, BEN, CAT)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
PARTS = ("monitoring", "success_criteria", "rollback", "input_schema")
TICK = timedelta(minutes=15)
"""How often somebody looks who is due."""
ROUNDS = 6


class Team:
    """Three people somewhere in the world, who do this and that about what they owe."""

    def __init__(self, database: InMemoryDatabase, clock: StoppedClock, seed: int) -> None:
        self._rng = random.Random(seed)
        people = [a_person(who, zone=self._rng.choice(ZONES)) for who in PEOPLE]
        self.office = Office(database, clock, *people)
        with database.write() as tx:
            for person in people:
                tx.people.put(person)
        self._alignments = [self.office.open(by=by, accountable=self._rng.choice(PEOPLE)).id for by in PEOPLE[:2]]
        self._deeds = (self.snoozes, self.promises, self.mutes, self.prefers, self.hands_over)

    def does_something(self) -> None:
        """Do one thing; what is refused is not done."""
        deed: Callable[[str, str], None] = self._rng.choice(self._deeds)
        with suppress(Refusal):
            deed(self._rng.choice(PEOPLE), self._rng.choice(self._alignments))

    def snoozes(self, who: str, alignment: str) -> None:
        """Put something off."""
        self.office.services.pacing.snooze(self.office.inbound(who), alignment, self._rng.choice((1, 2, 5)))

    def promises(self, who: str, alignment: str) -> None:
        """Promise something."""
        self.office.services.pacing.promise(self.office.inbound(who), Promise(alignment_id=alignment, on=self._soon()))

    def mutes(self, who: str, alignment: str) -> None:
        """Mute something."""
        self.office.services.pacing.mute(self.office.inbound(who), alignment)

    def hands_over(self, who: str, alignment: str) -> None:
        """Hand something over."""
        request = HandOver(alignment_id=alignment, artifacts=(self._rng.choice(PARTS),), to=self._rng.choice(PEOPLE))
        self.office.services.ownership.hand_over(self.office.inbound(who), request)

    def prefers(self, who: str, _: str) -> None:
        """Change hours, leave, stand-in, or switch reminders off and on."""
        starts_at, away = self._rng.randint(6, 12), self._rng.random() < 0.5
        leave = {"away_from": self._soon(), "stand_in": self._rng.choice((None, *PEOPLE))} if away else {}
        if away:
            leave["away_until"] = leave["away_from"] + timedelta(days=self._rng.randint(0, 15))
        request = Preferences(
            digest=self._rng.random() < 0.9,
            starts_at=time(starts_at),
            ends_at=time(starts_at + self._rng.randint(2, 9)),
            days=frozenset(self._rng.sample(range(7), self._rng.randint(2, 6))),
            country=self._rng.choice((None, "DE", "US")),
            **leave,
        )
        self.office.services.pacing.prefer(self.office.inbound(who), request)

    def time_passes(self) -> dict[str, datetime]:
        """Tick on; return when the first reminder of what each owes came."""
        self.office.services.nudging.tick()
        return {digest.person: self.office.clock.now() for digest in self.office.queued(SendDigest)}

    def announced(self) -> dict[str, datetime]:
        """Return when who is to be reminded, by what is said."""
        planned = self.office.services.reporting.nudges(WORKSPACE, PEOPLE)
        return {each.person: each.at for each in planned if each.at}

    def _soon(self) -> date:
        return self.office.clock.now().date() + timedelta(days=self._rng.randint(1, 12))


@pytest.mark.parametrize("seed", range(12))
def test_the_reminder_that_is_announced_is_the_one_that_comes(
    database: InMemoryDatabase, clock: StoppedClock, seed: int
) -> None:
    team = Team(database, clock, seed)
    for _ in range(ROUNDS):
        for _ in range(4):
            team.does_something()
        team.office.carry_out()
        announced = team.announced()
        ends_at = max(announced.values(), default=clock.now()) + TICK

        came: dict[str, datetime] = {}
        while clock.now() < ends_at:
            clock.advance(seconds=TICK.total_seconds())
            came = {**team.time_passes(), **came}

        assert set(announced) == set(came)
        assert all(announced[who] <= came[who] <= announced[who] + TICK for who in came)
