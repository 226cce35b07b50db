"""What became of a delivery decides what its row says next."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, cycle, repeat

import pytest
from structlog.testing import capture_logs

from bot.domain.delivery import Delivery, DeliveryState, Lane
from bot.domain.errors import NotStored
from bot.domain.outcome import Done, Obstacle, Outcome, Postponed, Refused, Sent, Skipped, Unknown
from bot.slack.search import LOOKED_UNTIL
from bot.worker.recorder import FAILURES, LOSSES, Recorder
from tests.builders import a_message, an_effect
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.worker.couriers import RememberedConsequences, queue, stored

HORIZON = timedelta(seconds=40)
REFUSED = Refused(obstacle=Obstacle.CHANNEL, code="is_archived")
LOST = Unknown(reason="TimeoutError")
FAILED = Postponed(wait=timedelta(seconds=5), reason="internal_error", is_failure=True)
STRANGE = Refused(obstacle=Obstacle.UNKNOWN, code="never_heard_of")


@pytest.fixture
def consequences() -> RememberedConsequences:
    return RememberedConsequences()


@pytest.fixture
def recorder(database: InMemoryDatabase, consequences: RememberedConsequences, clock: StoppedClock) -> Recorder:
    return Recorder(database=database, consequences=consequences, clock=clock, horizon=HORIZON)


@pytest.fixture
def delivery(database: InMemoryDatabase, clock: StoppedClock) -> Delivery:
    """A claimed delivery."""
    queue(database, clock, an_effect())
    return claim(database, clock)


def claim(database: InMemoryDatabase, clock: StoppedClock) -> Delivery:
    """Claim the one delivery there is."""
    (delivery,) = claimed(database, clock)
    return delivery


def waits_until_dead(
    database: InMemoryDatabase,
    consequences: RememberedConsequences,
    clock: StoppedClock,
    delivery: Delivery,
    outcomes: Iterator[Outcome],
) -> list[timedelta]:
    """Record one outcome after the other, each in a process of its own, and return how long each made it wait."""
    waits = []
    for outcome in outcomes:
        restarted = Recorder(database=database, consequences=consequences, clock=clock, horizon=HORIZON)
        restarted.record(delivery, outcome)
        kept = stored(database, delivery.id)
        if kept.state is DeliveryState.DEAD:
            break
        waits.append(kept.due_at - clock.now())
        clock.advance(waits[-1])
        delivery = claim(database, clock)
    return waits


def claimed(database: InMemoryDatabase, clock: StoppedClock) -> tuple[Delivery, ...]:
    """Claim what is due."""
    with database.write() as tx:
        return tx.deliveries.claim(Lane.NORMAL, clock.now(), 1)


def test_what_was_sent_is_stored_with_its_address_and_its_consequence(
    database: InMemoryDatabase, recorder: Recorder, consequences: RememberedConsequences, delivery: Delivery
) -> None:
    recorder.record(delivery, Sent(message=a_message()))

    kept = stored(database, delivery.id)
    assert (kept.state, kept.message) == (DeliveryState.SENT, a_message())
    assert consequences.sent_ids == [delivery.id]


def test_what_was_left_out_is_finished_and_told_apart_from_what_was_sent(
    database: InMemoryDatabase, recorder: Recorder, consequences: RememberedConsequences, delivery: Delivery
) -> None:
    recorder.record(delivery, Skipped(reason="settled meanwhile"))

    assert stored(database, delivery.id).state is DeliveryState.SENT
    assert (consequences.sent_ids, consequences.left_out_ids) == ([], [delivery.id])


def test_a_refusal_is_final_and_has_its_consequence(
    database: InMemoryDatabase, recorder: Recorder, consequences: RememberedConsequences, delivery: Delivery
) -> None:
    recorder.record(delivery, REFUSED)

    kept = stored(database, delivery.id)
    assert (kept.state, kept.note) == (DeliveryState.DEAD, "is_archived")
    assert consequences.refusals == [REFUSED]


def test_what_is_postponed_comes_back_after_the_wait(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery
) -> None:
    recorder.record(delivery, Postponed(wait=timedelta(seconds=7), reason="ratelimited"))

    kept = stored(database, delivery.id)
    assert (kept.state, kept.due_at) == (DeliveryState.DUE, clock.now() + timedelta(seconds=7))


def test_a_lost_outcome_is_looked_up_after_the_horizon(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery
) -> None:
    recorder.record(delivery, Unknown(reason="TimeoutError"))

    kept = stored(database, delivery.id)
    assert (kept.state, kept.due_at) == (DeliveryState.AMBIGUOUS, clock.now() + HORIZON)


def test_what_slack_never_answers_is_looked_for_less_and_less_often_and_given_up(
    database: InMemoryDatabase,
    clock: StoppedClock,
    consequences: RememberedConsequences,
    delivery: Delivery,
) -> None:
    waits = waits_until_dead(database, consequences, clock, delivery, repeat(LOST))

    assert [HORIZON * 2**losses for losses in range(LOSSES - 1)] == waits
    assert [delivery.id] == consequences.given_up_ids


def test_what_slack_fails_at_for_ever_is_asked_for_less_and_less_often_and_given_up(
    database: InMemoryDatabase,
    clock: StoppedClock,
    consequences: RememberedConsequences,
    delivery: Delivery,
) -> None:
    waits = waits_until_dead(database, consequences, clock, delivery, repeat(FAILED))

    assert [FAILED.wait * 2**failures for failures in range(FAILURES - 1)] == waits
    assert timedelta(hours=1) < sum(waits, timedelta()) < timedelta(hours=2)
    assert [delivery.id] == consequences.given_up_ids


@pytest.mark.parametrize("failures", [1, 3, 5, 7, FAILURES - 1])
def test_a_lost_message_is_looked_for_as_soon_and_as_often_whatever_failed_before_it_left(
    database: InMemoryDatabase,
    clock: StoppedClock,
    consequences: RememberedConsequences,
    delivery: Delivery,
    failures: int,
) -> None:
    outcomes = chain(repeat(FAILED, failures), repeat(LOST))

    waits = waits_until_dead(database, consequences, clock, delivery, outcomes)

    assert [HORIZON * 2**losses for losses in range(LOSSES - 1)] == waits[failures:]


def test_a_message_that_is_lost_again_is_looked_for_again_however_many_looks_failed_in_between(
    database: InMemoryDatabase, clock: StoppedClock, consequences: RememberedConsequences, delivery: Delivery
) -> None:
    outcomes = chain((LOST,), repeat(FAILED, FAILURES - 1), repeat(LOST))

    waits = waits_until_dead(database, consequences, clock, delivery, outcomes)

    assert [HORIZON * 2**losses for losses in range(1, LOSSES - 1)] == waits[FAILURES:]


@pytest.mark.parametrize("failures", range(FAILURES))
@pytest.mark.parametrize("losses", [1, 2, LOSSES - 1])
def test_what_fails_and_gets_lost_in_turns_ends_within_hours(
    database: InMemoryDatabase,
    clock: StoppedClock,
    consequences: RememberedConsequences,
    delivery: Delivery,
    failures: int,
    losses: int,
) -> None:
    outcomes = chain(repeat(FAILED, FAILURES - 1), cycle((LOST,) * losses + (FAILED,) * failures))

    waits = waits_until_dead(database, consequences, clock, delivery, outcomes)

    assert sum(waits, timedelta()) < timedelta(hours=4, minutes=20)
    assert [delivery.id] == consequences.given_up_ids


def test_a_process_that_ends_leaves_all_looks_to_whoever_comes_next(
    database: InMemoryDatabase, clock: StoppedClock, consequences: RememberedConsequences, delivery: Delivery
) -> None:
    for _ in range(FAILURES - 1):
        recorder = Recorder(database=database, consequences=consequences, clock=clock, horizon=HORIZON)
        recorder.record(delivery, FAILED)
        clock.advance(stored(database, delivery.id).due_at - clock.now())
        delivery = claim(database, clock)
    recorder.abandon(delivery)
    clock.advance(HORIZON)

    waits = waits_until_dead(database, consequences, clock, claim(database, clock), repeat(FAILED))

    assert FAILURES - 1 == len(waits)


def test_what_has_to_be_looked_for_is_still_looked_for_after_slack_failed_at_it(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery
) -> None:
    recorder.record(delivery, Unknown(reason="TimeoutError"))
    clock.advance(HORIZON)

    recorder.record(claim(database, clock), FAILED)

    kept = stored(database, delivery.id)
    assert (DeliveryState.AMBIGUOUS, clock.now() + FAILED.wait) == (kept.state, kept.due_at)


@pytest.mark.parametrize("outcome", [Postponed(wait=timedelta(seconds=7), reason="pace"), STRANGE])
def test_what_was_ambiguous_stays_so_while_it_waits(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery, outcome: Outcome
) -> None:
    """Otherwise the next attempt would send without looking whether the first one arrived."""
    recorder.record(delivery, Unknown(reason="TimeoutError"))
    clock.advance(HORIZON)

    recorder.record(claim(database, clock), outcome)

    assert stored(database, delivery.id).state is DeliveryState.AMBIGUOUS


def test_how_far_a_look_came_is_there_for_the_next_attempt_unless_something_was_sent_since(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery
) -> None:
    recorder.record(delivery, Unknown(reason="TimeoutError"))
    clock.advance(HORIZON)
    recorder.record(claim(database, clock), Postponed(wait=timedelta(), reason=f"{LOOKED_UNTIL}page 3"))
    goes_on = claim(database, clock)

    recorder.record(goes_on, Unknown(reason="TimeoutError"))

    assert (f"{LOOKED_UNTIL}page 3", "TimeoutError") == (goes_on.note, stored(database, delivery.id).note)


def test_a_refusal_nobody_knows_is_tried_three_times_more_and_given_up(
    database: InMemoryDatabase,
    recorder: Recorder,
    consequences: RememberedConsequences,
    clock: StoppedClock,
    delivery: Delivery,
) -> None:
    waits = []
    for _ in range(3):
        recorder.record(delivery, STRANGE)
        waits.append(stored(database, delivery.id).due_at - clock.now())
        clock.advance(waits[-1])
        delivery = claim(database, clock)

    recorder.record(delivery, STRANGE)

    assert waits == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert stored(database, delivery.id).state is DeliveryState.DEAD
    assert consequences.refusals == [STRANGE]


def test_a_refusal_that_is_recorded_again_after_an_outage_counts_once(
    database: InMemoryDatabase, consequences: RememberedConsequences, recorder: Recorder, delivery: Delivery
) -> None:
    for _ in range(4):
        database.fail_next_commit = True
        with pytest.raises(NotStored):
            recorder.record(delivery, STRANGE)

    recorder.record(delivery, STRANGE)

    assert (DeliveryState.DUE, []) == (stored(database, delivery.id).state, consequences.refusals)


def test_waiting_for_a_turn_is_no_failure(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery
) -> None:
    for _ in range(10):
        recorder.record(delivery, Postponed(wait=timedelta(seconds=1), reason="pace"))
        clock.advance(seconds=1)
        delivery = claim(database, clock)

    recorder.record(delivery, STRANGE)

    assert stored(database, delivery.id).state is DeliveryState.DUE


@pytest.mark.parametrize("outcome", [Sent(message=None), REFUSED])
def test_a_lapsed_lease_records_nothing(
    database: InMemoryDatabase,
    recorder: Recorder,
    consequences: RememberedConsequences,
    clock: StoppedClock,
    delivery: Delivery,
    outcome: Outcome,
) -> None:
    recorder.abandon(delivery)
    clock.advance(HORIZON)
    claim(database, clock)

    recorder.record(delivery, outcome)

    assert stored(database, delivery.id).state is DeliveryState.SENDING
    assert (consequences.sent_ids, consequences.refusals) == ([], [])


def test_a_consequence_that_fails_takes_the_record_back_with_it(
    database: InMemoryDatabase, recorder: Recorder, consequences: RememberedConsequences, delivery: Delivery
) -> None:
    consequences.breaks = ValueError("no such alignment")

    with pytest.raises(ValueError, match="no such alignment"):
        recorder.record(delivery, Sent())

    assert stored(database, delivery.id).state is DeliveryState.SENDING


def test_a_crash_before_sending_is_simply_tried_again(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery
) -> None:
    recorder.crashed(delivery, KeyError("title"), None)

    kept = stored(database, delivery.id)
    assert (kept.state, kept.due_at) == (DeliveryState.DUE, clock.now() + timedelta(seconds=2))
    assert kept.note is not None
    assert "KeyError" in kept.note


def test_what_our_own_code_fails_at_five_times_is_given_up_and_told(
    database: InMemoryDatabase,
    recorder: Recorder,
    consequences: RememberedConsequences,
    delivery: Delivery,
    clock: StoppedClock,
) -> None:
    for _ in range(4):
        recorder.crashed(delivery, KeyError("title"), None)
        clock.advance(minutes=1)
        delivery = claim(database, clock)
    told_too_soon = list(consequences.given_up_ids)

    recorder.crashed(delivery, KeyError("title"), None)

    assert ([], [delivery.id]) == (told_too_soon, consequences.given_up_ids)
    assert DeliveryState.DEAD is stored(database, delivery.id).state


def test_what_settled_itself_is_not_recorded_again(
    database: InMemoryDatabase, recorder: Recorder, consequences: RememberedConsequences, delivery: Delivery
) -> None:
    with database.write() as tx:
        tx.deliveries.forget(delivery)

    with capture_logs() as logs:
        recorder.record(delivery, Done())

    assert ([], []) == (logs, consequences.sent_ids)


def test_an_outage_of_the_database_is_never_held_against_a_delivery(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery
) -> None:
    for _ in range(10):
        recorder.crashed(delivery, NotStored(), None)
        clock.advance(seconds=2)
        delivery = claim(database, clock)

    assert stored(database, delivery.id).state is DeliveryState.SENDING


def test_a_crash_after_sending_is_reconciled(
    database: InMemoryDatabase, recorder: Recorder, delivery: Delivery
) -> None:
    recorder.crashed(delivery, KeyError("title"), Sent(message=a_message()))

    assert stored(database, delivery.id).state is DeliveryState.AMBIGUOUS


def test_a_process_that_ends_leaves_its_call_to_be_reconciled(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery
) -> None:
    recorder.abandon(delivery)

    kept = stored(database, delivery.id)
    assert (kept.state, kept.due_at) == (DeliveryState.AMBIGUOUS, clock.now() + HORIZON)


def test_what_was_never_begun_is_due_again_at_once(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery
) -> None:
    recorder.release([delivery])

    assert claim(database, clock).id == delivery.id


def test_what_was_to_be_looked_up_is_still_looked_up_after_it_was_given_back(
    database: InMemoryDatabase, recorder: Recorder, clock: StoppedClock, delivery: Delivery
) -> None:
    recorder.abandon(delivery)
    clock.advance(HORIZON)
    claimed = claim(database, clock)

    recorder.release([claimed])

    assert stored(database, delivery.id).state is DeliveryState.AMBIGUOUS
