"""What a dead process left behind is recovered, and what is old is forgotten."""

from datetime import timedelta

from structlog.testing import capture_logs

from bot.domain.delivery import DeliveryState, Lane
from bot.worker.auditor import Auditor
from bot.worker.recorder import HORIZON
from tests.builders import an_effect
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.worker.couriers import queue, stored


def an_auditor(database: InMemoryDatabase, clock: StoppedClock) -> Auditor:
    """Return an auditor that has not looked yet."""
    return Auditor(database=database, clock=clock)


def test_a_delivery_whose_holder_died_is_reconciled(clock: StoppedClock) -> None:
    database = InMemoryDatabase(clock, lease=timedelta(seconds=-1))
    (held,) = queue(database, clock, an_effect())
    with database.write() as tx:
        tx.deliveries.claim(Lane.NORMAL, clock.now(), 1)

    audit = an_auditor(database, clock).audit()

    assert audit.recovered == 1
    assert stored(database, held).state is DeliveryState.AMBIGUOUS


def test_what_a_slow_holder_may_have_sent_is_looked_for_once_it_must_have_arrived(clock: StoppedClock) -> None:
    database = InMemoryDatabase(clock, lease=timedelta(seconds=-1))
    (held,) = queue(database, clock, an_effect())
    with database.write() as tx:
        tx.deliveries.claim(Lane.NORMAL, clock.now(), 1)

    an_auditor(database, clock).audit()

    assert clock.now() + HORIZON == stored(database, held).due_at


def test_a_delivery_whose_holder_lives_is_left_alone(database: InMemoryDatabase, clock: StoppedClock) -> None:
    queue(database, clock, an_effect())
    with database.write() as tx:
        tx.deliveries.claim(Lane.NORMAL, clock.now(), 1)

    assert an_auditor(database, clock).audit().recovered == 0


def test_what_was_queued_before_the_clock_went_back_does_not_wait_until_then(
    database: InMemoryDatabase, clock: StoppedClock
) -> None:
    (waiting,) = queue(database, clock, an_effect())
    clock.advance(hours=-12)

    with capture_logs() as logs:
        an_auditor(database, clock).audit()

    assert clock.now() == stored(database, waiting).due_at
    assert [("warning", 1)] == [(line["log_level"], line["deliveries"]) for line in logs]


def test_a_key_is_remembered_for_two_days_and_then_forgotten(database: InMemoryDatabase, clock: StoppedClock) -> None:
    auditor = an_auditor(database, clock)
    with database.write() as tx:
        tx.inbox.accept("Ev1")

    clock.advance(days=2)
    kept = auditor.audit().forgotten
    clock.advance(days=2)
    forgotten = auditor.audit().forgotten

    assert (kept, forgotten) == (0, 1)


def test_finished_deliveries_are_forgotten_after_a_month(database: InMemoryDatabase, clock: StoppedClock) -> None:
    queue(database, clock, an_effect())
    with database.write() as tx:
        (claimed,) = tx.deliveries.claim(Lane.NORMAL, clock.now(), 1)
        tx.deliveries.mark_sent(claimed, None)
    clock.advance(days=31)

    assert an_auditor(database, clock).audit().forgotten == 1


def test_digests_are_forgotten_after_a_month(database: InMemoryDatabase, clock: StoppedClock) -> None:
    with database.write() as tx:
        tx.people.note_digest("T1", "UANA", clock.now().date())
    clock.advance(days=31)

    forgotten = an_auditor(database, clock).audit().forgotten

    with database.read() as tx:
        assert (1, None) == (forgotten, tx.people.last_digest_of("T1", "UANA"))


def test_forgetting_is_for_once_an_hour(database: InMemoryDatabase, clock: StoppedClock) -> None:
    auditor = an_auditor(database, clock)
    with database.write() as tx:
        tx.inbox.accept("Ev1")
    clock.advance(hours=71, minutes=50)
    auditor.audit()

    clock.advance(minutes=30)
    too_soon = auditor.audit().forgotten
    clock.advance(minutes=30)
    in_time = auditor.audit().forgotten

    assert (too_soon, in_time) == (0, 1)


def test_what_is_old_is_forgotten_though_the_clock_went_back(database: InMemoryDatabase, clock: StoppedClock) -> None:
    auditor = an_auditor(database, clock)
    auditor.audit()
    clock.advance(days=-31)
    with database.write() as tx:
        tx.inbox.accept("Ev1")

    clock.advance(days=4)

    assert 1 == auditor.audit().forgotten


def test_an_audit_counts_and_says_how_late_the_oldest_is(database: InMemoryDatabase, clock: StoppedClock) -> None:
    queue(database, clock, an_effect(), an_effect())
    clock.advance(minutes=3)

    audit = an_auditor(database, clock).audit()

    assert audit.deliveries == {"due": 2}
    assert audit.oldest_due == timedelta(minutes=3)


def test_what_is_put_off_again_and_again_is_told_by_its_age_though_it_is_never_late(
    database: InMemoryDatabase, clock: StoppedClock
) -> None:
    queue(database, clock, an_effect(), an_effect())
    auditor = an_auditor(database, clock)
    for _ in range(20):
        with database.write() as tx:
            (head,) = tx.deliveries.claim(Lane.NORMAL, clock.now(), 1)
            tx.deliveries.mark_due(head, clock.now() + timedelta(minutes=1), "not yet")
        clock.advance(minutes=1)

    with capture_logs() as logs:
        audits = [auditor.audit(), auditor.audit()]

    assert (timedelta(), timedelta(minutes=20)) == (audits[0].oldest_due, audits[0].oldest_begun)
    assert ["a delivery does not come to an end"] == [line["event"] for line in logs]


def test_nothing_is_late_where_nothing_waits(database: InMemoryDatabase, clock: StoppedClock) -> None:
    assert an_auditor(database, clock).audit().oldest_due == timedelta(0)
