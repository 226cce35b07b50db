"""One person, or one waiver, at whom our own code fails keeps nobody else from being reminded."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.alignment import Alignment
from bot.domain.effects import Effect, SendDigest
from bot.ports import Database, Transaction
from bot.services.nudging import PUT_OFF, Nudging
from bot.services.settling import Settling
from bot.worker.auditor import Auditor
from bot.worker.ticker import Ticker
from tests.builders import CHANNEL, WORKSPACE, a_waiver
from tests.fakes import StoppedClock
from tests.services.office import ANA, BEN, CATALOGUE, Office


class Careless(Settling):
    """Fails at whatever concerns one person, or an alignment of one title, until it is mended."""

    fails_at: str | None = None

    def owed(self, alignment: Alignment, person: str) -> tuple[str, ...]:
        """List what they owe, unless it fails at them."""
        self._try(person)
        return super().owed(alignment, person)

    def settle(self, tx: Transaction, before: Alignment, after: Alignment, *said: Effect) -> Alignment:
        """Save a change, unless it fails at that alignment."""
        self._try(before.title)
        return super().settle(tx, before, after, *said)

    def _try(self, name: str) -> None:
        if name == self.fails_at:
            raise KeyError("what somebody answered")


@pytest.fixture
def settling(clock: StoppedClock) -> Careless:
    """What fails."""
    return Careless(catalogue=CATALOGUE, clock=clock)


@pytest.fixture
def ticker(database: Database, clock: StoppedClock, settling: Careless) -> Ticker:
    """A ticker that reminds with it."""
    nudging = Nudging(database=database, clock=clock, settling=settling)
    return Ticker(nudging=nudging, auditor=Auditor(database=database, clock=clock))


@pytest.fixture
def office(database: Any, clock: StoppedClock, settling: Careless) -> Office:
    """Two people who are due, the one our code fails at before the other."""
    office = Office(database, clock)
    office.open(by=ANA, accountable=ANA, title="Invoices")
    office.open(by=BEN, accountable=BEN, title="Refunds")
    clock.advance(days=1)
    with database.write() as tx:
        tx.people.schedule_digest(WORKSPACE, ANA, clock.now() - timedelta(hours=1))
        tx.people.schedule_digest(WORKSPACE, BEN, clock.now())
    settling.fails_at = ANA
    return office


def reminded(office: Office) -> list[str]:
    """List who is sent a digest."""
    return [digest.person for digest in office.queued(SendDigest)]


def test_who_comes_after_somebody_at_whom_it_fails_is_reminded(office: Office, ticker: Ticker) -> None:
    ticker.tick_now()

    assert [BEN] == reminded(office)


def test_somebody_at_whom_it_failed_comes_again_after_a_while(office: Office, ticker: Ticker) -> None:
    ticker.tick_now()

    assert office.clock.now() + PUT_OFF == office.next_digest_of(ANA)


def test_somebody_at_whom_it_failed_is_reminded_once_it_is_mended(
    office: Office, ticker: Ticker, settling: Careless
) -> None:
    ticker.tick_now()
    reminded(office)
    settling.fails_at = None

    office.clock.advance(PUT_OFF)
    ticker.tick_now()

    assert [ANA] == reminded(office)


def test_a_waiver_at_which_it_fails_lets_the_others_end(
    office: Office, ticker: Ticker, settling: Careless, database: Database
) -> None:
    settling.fails_at = "Invoices"
    waive_everywhere(database, office)

    ticker.tick_now()

    assert ["Invoices"] == [alignment.title for alignment in listed(database) if alignment.waivers]


def test_a_waiver_at_which_it_failed_is_left_alone_for_a_while_and_then_tried_again(
    office: Office, ticker: Ticker, settling: Careless, database: Database
) -> None:
    settling.fails_at = "Invoices"
    waive_everywhere(database, office)
    ticker.tick_now()
    settling.fails_at = None

    left = []
    for wait in (PUT_OFF / 2, PUT_OFF):
        office.clock.advance(wait)
        ticker.tick_now()
        left.append(sum(bool(alignment.waivers) for alignment in listed(database)))

    assert [1, 0] == left


def waive_everywhere(database: Database, office: Office) -> None:
    """Leave something open in every alignment, until today."""
    until_today = a_waiver(expires_on=office.clock.now().date())
    with database.write() as tx:
        for alignment in tx.alignments.list_in_channel(WORKSPACE, CHANNEL):
            tx.alignments.save(tx.alignments.get(WORKSPACE, alignment.id).with_waiver(until_today))


def listed(database: Database) -> tuple[Alignment, ...]:
    """List the alignments as they are stored."""
    with database.read() as tx:
        return tx.alignments.list_in_channel(WORKSPACE, CHANNEL)
