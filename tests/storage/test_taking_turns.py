"""What two transactions do that meet at the same rows of PostgreSQL: one waits, neither gives way, nothing is lost."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.domain.delivery import Lane
from bot.domain.effects import Hear, Heard, Notice, SayDirectly, SayInThread, UpdateCard
from bot.domain.errors import NotStored
from bot.domain.outcome import Obstacle, Refused
from bot.domain.people import NudgePreferences
from bot.services.requests import Preferences
from bot.worker.recorder import Recorder
from storage.database import SqlDatabase, SqlTransaction, open_database
from tests.builders import CHANNEL, WORKSPACE, a_person
from tests.fakes import StoppedClock
from tests.services.office import ANA, BEN, CAT, Office

pytestmark = pytest.mark.postgres

A_LONG_TIME = 60
FIRST, LAST = ("",), ("~",)
TODAY = date(2026, 3, 2)


class Pausing:
    """A database whose next transaction of one thread stops at the end, before or after what is left to the end."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database
        self._pause: tuple[str, ...] | None = None
        self.has_come = threading.Event()
        self.may_go = threading.Event()

    def pause_at(self, key: tuple[str, ...]) -> None:
        """Stop the next transaction there until it may go on."""
        self._pause = key

    @contextmanager
    def write(self) -> Iterator[SqlTransaction]:
        """Begin a transaction that may have to stop."""
        key, self._pause = self._pause, None
        with self._database.write() as tx:
            yield tx
            if key is not None:
                tx.at_the_end(key, self._wait)

    def read(self) -> AbstractContextManager[SqlTransaction]:
        """Begin a reading transaction, which never stops."""
        return self._database.read()

    def _wait(self) -> None:
        self.has_come.set()
        assert self.may_go.wait(A_LONG_TIME)


@pytest.fixture
def open_replica(empty_postgres: str, clock: StoppedClock) -> Iterator[Callable[[], SqlDatabase]]:
    """Open one replica's database; its transactions wait as long as a slow machine may take."""
    opened: list[SqlDatabase] = []

    def open_one() -> SqlDatabase:
        database = open_database(empty_postgres, clock=clock)
        opened.append(database)
        event.listen(database._connections._engine, "checkout", wait_long)  # type: ignore[attr-defined]
        return database

    yield open_one
    for database in opened:
        with closing(database):
            pass


@pytest.fixture
def paused(open_replica: Callable[[], SqlDatabase]) -> Pausing:
    """The database of the replica that can be stopped."""
    return Pausing(open_replica())


@pytest.fixture
def office(paused: Pausing, clock: StoppedClock) -> Office:
    """The replica that can be stopped."""
    return Office(paused, clock)  # type: ignore[arg-type]


@pytest.fixture
def other(open_replica: Callable[[], SqlDatabase]) -> SqlDatabase:
    """The database of the other replica."""
    return open_replica()


@pytest.fixture
def replica(other: SqlDatabase, clock: StoppedClock) -> Office:
    """The other replica."""
    return Office(other, clock)  # type: ignore[arg-type]


def wait_long(connection: Any, *_: object) -> None:
    for limit in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"):
        connection.execute(f"SET {limit} = '{A_LONG_TIME}s'")


def wait_until_somebody_waits(database: SqlDatabase, unless: Future[Any]) -> None:
    """Return when a transaction waits for a lock, or when the one that should has ended without waiting."""
    ends_at = monotonic() + A_LONG_TIME
    while monotonic() < ends_at and not unless.done():
        with database._connections.reading() as connection:
            if connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                return
    assert unless.done()


def meet(
    paused: Pausing, where: tuple[str, ...], one: Callable[[], Any], other: Callable[[], Any], watching: SqlDatabase
) -> tuple[Any, Any]:
    """Let one go as far as that, then let the other come, and both end; return what they returned."""
    with ThreadPoolExecutor(2) as pool:
        paused.pause_at(where)
        first = pool.submit(one)
        assert paused.has_come.wait(A_LONG_TIME)
        second = pool.submit(other)
        wait_until_somebody_waits(watching, second)
        paused.may_go.set()
        return first.result(A_LONG_TIME), second.result(A_LONG_TIME)


def test_two_changes_of_what_somebody_owes_do_not_overlook_each_other(office, replica, paused, other):
    declined = office.open(by=ANA, accountable=BEN, title="Invoices")
    office.clock.advance(seconds=1)
    closed = office.open(by=ANA, accountable=ANA, title="Refunds")

    def decline() -> None:
        office.services.ownership.decline(office.inbound(BEN), declined.id)

    def close() -> None:
        replica.services.closing.close(replica.inbound(ANA, key="closing"), closed.id)

    meet(paused, LAST, decline, close, other)

    assert office.next_digest_of(ANA) is not None


def test_a_tick_and_a_snooze_of_the_same_person_do_not_block_each_other(office, replica, paused, other, clock):
    alignment = office.open(by=ANA, accountable=ANA)
    clock.set(office.next_digest_of(ANA))

    def snooze() -> None:
        office.services.pacing.snooze(office.inbound(ANA), alignment.id, 1)

    meet(paused, FIRST, snooze, replica.services.nudging.tick, other)

    assert ANA in office.alignment.silences
    assert office.next_digest_of(ANA) > clock.now()


def test_a_channel_that_is_lost_is_gone_through_in_the_order_of_reminders(office, other, open_replica, clock):
    older = office.open(title="Invoices")
    clock.advance(seconds=1)
    newer = office.open(title="Refunds")
    lost = Office(open_replica(), clock).services.reach.lost

    with ThreadPoolExecutor(1) as pool:
        with other.write() as tx:
            tx.alignments.get(WORKSPACE, older.id)
            losing = pool.submit(lost, office.inbound(key="lost"), CHANNEL, "is_archived")
            wait_until_somebody_waits(other, losing)
            tx.alignments.get(WORKSPACE, newer.id)
        losing.result(A_LONG_TIME)

    assert office.alignment.is_muted


@pytest.mark.parametrize(("said", "notice"), [("As agreed.", Notice.WHICH_QUESTION), ("later, please", Notice.WISHED)])
def test_a_stand_in_goes_through_what_several_absentees_owe_in_the_order_of_all(
    office, other, open_replica, clock, said, notice
):
    older = office.open(by=CAT, accountable=CAT, title="Invoices")
    clock.advance(seconds=1)
    newer = office.open(by=ANA, accountable=ANA, title="Refunds")
    with other.write() as tx:
        for absent in (ANA, CAT):
            tx.people.put_preferences(WORKSPACE, absent, replace(NudgePreferences(), away_from=TODAY, stand_in=BEN))
    standing_in = Office(open_replica(), clock)
    written = Hear(what=Heard.SAID, person=BEN, channel="D1", ts="1.1", is_direct=True, text=said)
    standing_in.receive(written, key="written")

    with ThreadPoolExecutor(1) as pool:
        with other.write() as tx:
            tx.alignments.get(WORKSPACE, older.id)
            writing = pool.submit(standing_in.hear)
            wait_until_somebody_waits(other, writing)
            tx.alignments.get(WORKSPACE, newer.id)
        writing.result(A_LONG_TIME)

    (told,) = (effect for effect in standing_in.carry_out() if isinstance(effect, SayDirectly))
    assert notice is told.notice


def test_whoever_reckons_last_knows_what_the_others_have_changed(other, open_replica):
    wishes = replace(NudgePreferences(), digest=False)
    with other.write() as tx:
        tx.people.put(a_person())

    with other.write() as tx:
        before = tx.people.preferences_of(WORKSPACE, "UANA")
        with open_replica().write() as changing:
            changing.people.put_preferences(WORKSPACE, "UANA", wishes)
        tx.people.keep_others_out(WORKSPACE, "UANA")
        after = tx.people.preferences_of(WORKSPACE, "UANA")

    assert (NudgePreferences(), wishes) == (before, after)


def test_two_people_can_be_reckoned_at_once(other, open_replica):
    with other.write() as tx, open_replica().write() as another:
        tx.people.keep_others_out(WORKSPACE, ANA)
        another.people.keep_others_out(WORKSPACE, BEN)
        another.people.schedule_digest(WORKSPACE, BEN, None)


def test_of_two_transactions_that_wait_for_each_other_one_is_told_that_it_has_given_way(office, other, open_replica):
    first, second = office.open(title="Invoices"), office.open(title="Refunds")
    both_hold_one = threading.Barrier(2)

    def take(database: SqlDatabase, *ids: str) -> bool:
        try:
            with database.write() as tx:
                tx.alignments.get(WORKSPACE, ids[0])
                both_hold_one.wait(A_LONG_TIME)
                tx.alignments.get(WORKSPACE, ids[1])
        except NotStored as trouble:
            return trouble.has_given_way
        return False

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(take, other, first.id, second.id)
        another = pool.submit(take, open_replica(), second.id, first.id)

    assert {True, False} == {one.result(A_LONG_TIME), another.result(A_LONG_TIME)}


def test_a_silent_turn_that_two_replicas_take_is_counted_once(office, replica, paused, other, clock):
    alignment = office.open(by=BEN, accountable=ANA)
    office.services.pacing.mute(office.inbound(ANA), alignment.id)
    office.carry_out()
    clock.set(office.next_digest_of(ANA))
    first, second = taken_twice(office, replica, other)

    meet(
        paused,
        FIRST,
        lambda: office.services.nudging._take_turn(first),
        lambda: replica.services.nudging._take_turn(second),
        other,
    )

    assert {1} == {owned.nudges for owned in office.alignment.owners.values()}


def taken_twice(office, replica, other):
    """Have both claim Ana: when the first has, somebody's change of what she owes makes her due again."""
    (first,) = office.services.nudging._next_due()
    with other.write() as tx:
        replica.services.nudging._settling.schedule(tx, WORKSPACE, ANA)
    (second,) = replica.services.nudging._next_due()
    return first, second


def a_wish(**changes: Any) -> Preferences:
    """Return settings as the form sends them."""
    usual = {"digest": True, "starts_at": time(9), "ends_at": time(17), "days": frozenset(range(5))}
    return Preferences(**{**usual, **changes})


def test_settings_that_are_saved_while_their_stand_in_is_found_to_be_gone_stay_saved(
    office, replica, other, open_replica, clock
):
    office.open(by=BEN, accountable=ANA, title="Invoices")
    clock.advance(seconds=1)
    locked = office.open(by=BEN, accountable=CAT, title="Refunds")
    leave = {"away_from": date(2026, 3, 7), "stand_in": BEN}
    with other.write() as tx:
        tx.people.put(a_person(ANA))
        tx.people.put_preferences(WORKSPACE, ANA, replace(NudgePreferences(), **leave))
    database = open_replica()
    looking_up = Office(database, clock).services.ownership

    def find_gone() -> None:
        with database.write() as tx:
            looking_up.looked_up(tx, a_person(BEN, is_deactivated=True))

    with ThreadPoolExecutor(1) as pool:
        with other.write() as tx:
            tx.alignments.get(WORKSPACE, locked.id)
            finding = pool.submit(find_gone)
            wait_until_somebody_waits(other, finding)
            quiet = a_wish(digest=False, starts_at=time(11), **leave)
            replica.services.pacing.prefer(replica.inbound(ANA, key="prefer"), quiet)
        finding.result(A_LONG_TIME)

    with other.read() as tx:
        saved = tx.people.preferences_of(WORKSPACE, ANA)
    assert (False, time(11), None) == (saved.digest, saved.starts_at, saved.stand_in)


def test_a_card_that_two_refusals_tell_is_deleted_is_posted_anew_once(office, replica, paused, other, clock):
    alignment = office.open(by=ANA, accountable=ANA)
    line, card = SayInThread.of(alignment, Notice.ALL_ASKED), UpdateCard(alignment_id=alignment.id, channel=CHANNEL)
    with other.write() as tx:
        for effect in (line, card):
            tx.deliveries.add(WORKSPACE, effect, due_at=clock.now())
        (said,), (edited,) = (tx.deliveries.claim(lane, clock.now(), 1) for lane in (Lane.NORMAL, Lane.CARD))
    gone = Refused(obstacle=Obstacle.MESSAGE_GONE, code="message_not_found")
    one, two = (
        Recorder(database=database, consequences=served.services.aftermath, clock=clock)
        for database, served in ((paused, office), (other, replica))
    )

    meet(paused, FIRST, lambda: one.record(edited, gone), lambda: two.record(said, gone), other)

    with other.read() as tx:
        assert 2 == tx.deliveries.find_latest(WORKSPACE, alignment.id, "post_card").effect.edition


def test_whoever_returns_while_their_stand_in_is_looked_at_is_reminded_as_if_never_away(office, other, replica, clock):
    office.open(by=ANA, accountable=ANA)
    due = office.next_digest_of(ANA)
    leave = {"away_from": due.date(), "away_until": due.date() + timedelta(days=18), "stand_in": BEN}
    with other.write() as tx:
        tx.people.put(a_person(BEN, is_deactivated=True))
        tx.people.put_preferences(WORKSPACE, ANA, replace(NudgePreferences(), **leave))
    clock.set(due)
    (ana,) = office.services.nudging._next_due()

    with other.write() as tx:
        office.services.nudging._remind(tx, ana)
        replica.services.pacing.prefer(replica.inbound(ANA, key="back"), a_wish())

    assert office.next_digest_of(ANA) < due + timedelta(days=4)
