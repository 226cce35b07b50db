"""Deliveries leave promptly, in order where order matters, and one bad row stops nobody else."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.domain.delivery import DeliveryState, Lane
from bot.domain.effects import (
    FormName,
    Hear,
    Heard,
    Notice,
    OpenForm,
    PublishHome,
    SendDigest,
    UpdateCard,
    Whisper,
)
from bot.domain.errors import NotStored
from bot.domain.outcome import Obstacle, Postponed, Refused, Sent, Unknown
from bot.worker.delivery_loop import Courier, DeliveryLoop
from bot.worker.recorder import Recorder
from tests.builders import CHANNEL
from tests.fakes import InMemoryDatabase, InMemoryTransaction, StoppedClock
from tests.worker.couriers import (
    DEADLINE,
    GatedCourier,
    RememberedConsequences,
    ScriptedCourier,
    a_line,
    are,
    queue,
    stored,
    wait_until,
)

HORIZON = timedelta(seconds=40)
SHORT_POLL = timedelta(milliseconds=20)
LONG_POLL = timedelta(seconds=60)
WithCourier = Callable[..., DeliveryLoop]


@pytest.fixture
def loop_with(database: InMemoryDatabase, clock: StoppedClock) -> Iterator[WithCourier]:
    """Build loops over the fake database, and stop those that were started."""
    built: list[DeliveryLoop] = []

    def build(courier: Courier, *, database: InMemoryDatabase = database, **more: Any) -> DeliveryLoop:
        consequences = RememberedConsequences()
        recorder = Recorder(database=database, consequences=consequences, clock=clock, horizon=HORIZON)
        settings = {"poll": LONG_POLL, **more}
        loop = DeliveryLoop(database=database, courier=courier, recorder=recorder, clock=clock, **settings)
        built.append(loop)
        return loop

    yield build
    for loop in built:
        loop.stop(timedelta(seconds=DEADLINE))


def a_home(person: str) -> PublishHome:
    """Return an effect that belongs to no conversation."""
    return PublishHome(person=person)


def a_reminder(person: str) -> SendDigest:
    """Return a reminder of what somebody owes."""
    return SendDigest(person=person, local_date="2026-03-02")


def a_reply(ts: str, thread_ts: str = "1.1") -> Hear:
    """Return something that was said in a thread."""
    return Hear(what=Heard.SAID, person="UANA", channel=CHANNEL, ts=ts, thread_ts=thread_ts, text="By a clerk.")


def test_everything_due_is_performed_and_recorded(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    whisper = Whisper(person="UANA", channel=CHANNEL, notice=Notice.HELP)
    card = UpdateCard(alignment_id="A1", channel=CHANNEL)
    ids = queue(database, clock, a_line(), a_line(), whisper, a_home("UANA"), card)

    performed = loop_with(ScriptedCourier()).perform_due()

    assert performed == 5
    assert are(database, DeliveryState.SENT, ids)


def test_what_is_not_due_is_left_alone(database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier) -> None:
    ids = queue(database, clock, a_line())
    clock.advance(seconds=-1)

    performed = loop_with(ScriptedCourier()).perform_due()

    assert performed == 0
    assert are(database, DeliveryState.DUE, ids)


def test_a_lost_outcome_is_reconciled_and_not_delivered_again(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = ScriptedCourier(Unknown(reason="TimeoutError"))
    loop = loop_with(courier)
    (lost,) = queue(database, clock, a_line())
    loop.perform_due()

    clock.advance(HORIZON)
    loop.perform_due()

    assert (courier.delivered, courier.reconciled) == ([lost], [lost])
    assert are(database, DeliveryState.SENT, [lost])


def test_a_lost_outcome_is_not_looked_up_before_the_horizon(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = ScriptedCourier(Unknown(reason="TimeoutError"))
    loop = loop_with(courier)
    queue(database, clock, a_line())
    loop.perform_due()

    clock.advance(HORIZON - timedelta(seconds=1))
    loop.perform_due()

    assert courier.reconciled == []


def test_one_bad_row_stops_nobody_else(database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier) -> None:
    bad, good = queue(database, clock, a_line("C1"), a_line("C2"))

    loop_with(ScriptedCourier(KeyError("title"))).perform_due()

    assert are(database, DeliveryState.DUE, [bad])
    assert are(database, DeliveryState.SENT, [good])


def test_a_row_that_crashes_five_times_is_given_up(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    loop = loop_with(ScriptedCourier(*[KeyError("title")] * 5))
    (poison,) = queue(database, clock, a_line())

    for _ in range(5):
        assert stored(database, poison).state is DeliveryState.DUE
        loop.perform_due()
        clock.advance(minutes=1)

    assert stored(database, poison).state is DeliveryState.DEAD


def test_the_next_in_the_conversation_follows_after_a_row_is_given_up(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    refusal = Refused(obstacle=Obstacle.PAYLOAD, code="invalid_blocks")
    refused, next_one = queue(database, clock, a_line(), a_line())

    loop_with(ScriptedCourier(refusal)).perform_due()

    assert are(database, DeliveryState.DEAD, [refused])
    assert are(database, DeliveryState.SENT, [next_one])


def test_a_commit_wakes_the_loop_without_waiting_for_a_poll(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    loop = loop_with(ScriptedCourier(), poll=LONG_POLL)
    database.on_commit(loop.attend)
    loop.start()

    ids = queue(database, clock, a_line(), a_home("UANA"))

    wait_until(lambda: are(database, DeliveryState.SENT, ids))


def test_a_poll_finds_what_another_process_queued(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    loop_with(ScriptedCourier(), poll=SHORT_POLL).start()

    ids = queue(database, clock, a_line())

    wait_until(lambda: are(database, DeliveryState.SENT, ids))


def test_what_waited_is_performed_once_its_time_has_come(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    loop = loop_with(ScriptedCourier(Postponed(wait=timedelta(seconds=9), reason="pace")), poll=SHORT_POLL)
    (postponed,) = queue(database, clock, a_line())
    loop.perform_due()
    loop.start()

    clock.advance(seconds=9)

    wait_until(lambda: are(database, DeliveryState.SENT, [postponed]))


def test_messages_of_one_conversation_leave_one_after_the_other(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = ScriptedCourier()
    ids = queue(database, clock, *[a_line() for _ in range(20)])

    loop_with(courier).start()

    wait_until(lambda: are(database, DeliveryState.SENT, ids))
    assert courier.delivered == ids


def test_only_one_message_of_a_conversation_is_under_way(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = GatedCourier()
    first, _, elsewhere = queue(database, clock, a_line("C1"), a_line("C1"), a_line("C2"))
    loop_with(courier).start()

    courier.wait_for(2)

    assert sorted(courier.order) == [first, elsewhere]
    courier.gate.set()


def test_a_form_does_not_wait_behind_slow_messages(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = GatedCourier()
    loop = loop_with(courier)
    database.on_commit(loop.attend)
    queue(database, clock, *[a_home(f"U{number}") for number in range(10)])
    loop.start()
    courier.wait_for(4)

    (form,) = queue(database, clock, OpenForm(form=FormName.START, person="UANA", trigger_id="1.2"))
    courier.wait_for(1)

    assert courier.order[-1] == form
    courier.gate.set()


def test_many_that_are_due_are_claimed_together(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = ScriptedCourier()
    ids = queue(database, clock, *[a_reminder(f"U{number}") for number in range(25)])

    loop_with(courier).start()

    wait_until(lambda: are(database, DeliveryState.SENT, ids))
    together = [len(expected) for expected in courier.expected if expected]
    assert together == [10, 10, 5]


def test_what_was_claimed_together_is_shared_by_the_threads_of_the_lane(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = GatedCourier()
    ids = queue(database, clock, *[a_reminder(f"U{number}") for number in range(10)])

    loop_with(courier).start()
    courier.wait_for(3)

    assert sorted(courier.order) == ids[:3]
    courier.gate.set()


def test_whoever_waits_for_a_form_does_not_wait_behind_others_claimed_before(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = ScriptedCourier()
    forms = [OpenForm(form=FormName.START, person=f"U{number}", trigger_id="1.2") for number in range(3)]
    ids = queue(database, clock, *forms)

    loop_with(courier, threads={Lane.FAST: 1}).start()

    wait_until(lambda: are(database, DeliveryState.SENT, ids))
    assert [expected for expected in courier.expected if expected] == [[number] for number in ids]


def test_what_was_claimed_and_not_begun_is_given_back_at_once_when_the_loop_ends(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = GatedCourier()
    loop = loop_with(courier)
    ids = queue(database, clock, *[a_reminder(f"U{number}") for number in range(10)])
    loop.start()
    courier.wait_for(3)

    loop.take_no_more()

    assert are(database, DeliveryState.SENDING, ids[:3])
    assert are(database, DeliveryState.DUE, ids[3:])
    courier.gate.set()


def test_what_has_waited_too_long_for_its_turn_is_claimed_anew_and_sent_once(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = ScriptedCourier()
    ids = queue(database, clock, *[a_reminder(f"U{number}") for number in range(3)])

    loop_with(courier, threads={Lane.PATIENT: 1}, lease=timedelta()).start()

    wait_until(lambda: are(database, DeliveryState.SENT, ids))
    assert courier.delivered == ids
    assert [stored(database, number).attempt for number in ids] == [1, 2, 3]


def test_an_answer_does_not_wait_behind_the_reminders_of_a_whole_workspace(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = GatedCourier()
    loop = loop_with(courier)
    database.on_commit(loop.attend)
    queue(database, clock, *[a_reminder(f"U{number}") for number in range(30)])
    loop.start()
    courier.wait_for(3)

    (answer,) = queue(database, clock, a_line())
    courier.wait_for(1)

    assert courier.order[-1] == answer
    courier.gate.set()


def test_stopping_lets_what_is_under_way_finish(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = GatedCourier()
    loop = loop_with(courier)
    ids = queue(database, clock, a_line())
    loop.start()
    courier.wait_for(1)

    threading.Timer(0.05, courier.gate.set).start()
    finished = loop.stop(timedelta(seconds=DEADLINE))

    assert finished
    assert are(database, DeliveryState.SENT, ids)


def test_stopping_leaves_what_does_not_finish_to_be_reconciled(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = GatedCourier()
    loop = loop_with(courier)
    ids = queue(database, clock, a_line())
    loop.start()
    courier.wait_for(1)

    finished = loop.stop(timedelta(milliseconds=50))

    assert not finished
    assert are(database, DeliveryState.AMBIGUOUS, ids)
    courier.gate.set()


def test_a_stopped_loop_takes_nothing_more(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    loop = loop_with(ScriptedCourier())
    loop.start()
    loop.stop(timedelta(seconds=DEADLINE))

    ids = queue(database, clock, a_line())
    loop.wake()

    assert not loop.is_alive
    assert are(database, DeliveryState.DUE, ids)


def test_what_was_received_last_is_heard_before_the_loop_ends(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = ScriptedCourier()
    loop = loop_with(courier)
    loop.start()
    loop.take_no_more()
    wait_until(lambda: not loop.is_alive)

    received = queue(database, clock, a_reply("1.2"), a_reply("1.3"), a_line())
    loop.stop(timedelta(seconds=DEADLINE))

    assert received[:2] == courier.delivered


def test_what_was_said_in_a_thread_is_heard_in_order(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    courier = GatedCourier()
    said, edited, elsewhere = queue(database, clock, a_reply("1.2"), a_reply("1.3"), a_reply("1.4", thread_ts="9.9"))
    threads = {Lane.HEARING: 3}
    recorder = Recorder(database=database, consequences=RememberedConsequences(), clock=clock)
    loop = DeliveryLoop(database=database, courier=courier, recorder=recorder, clock=clock, threads=threads)
    loop.start()

    courier.wait_for(2)

    assert sorted(courier.order) == [said, elsewhere]
    courier.gate.set()
    wait_until(lambda: are(database, DeliveryState.SENT, [edited]))
    loop.stop(timedelta(seconds=DEADLINE))


def test_an_outcome_the_database_refuses_once_is_stored_all_the_same(
    database: InMemoryDatabase, clock: StoppedClock, loop_with: WithCourier
) -> None:
    loop = loop_with(_CourierThatBreaksTheNextCommit(database))
    ids = queue(database, clock, a_line())

    loop.perform_due()

    assert are(database, DeliveryState.SENT, ids)


def test_the_loop_outlives_a_database_that_goes_away(clock: StoppedClock, loop_with: WithCourier) -> None:
    database = _FlickeringDatabase(clock)
    loop = loop_with(ScriptedCourier(), poll=SHORT_POLL, database=database)
    database.failures = 6
    loop.start()
    wait_until(lambda: database.failures == 0)

    ids = queue(database, clock, a_line())

    wait_until(lambda: are(database, DeliveryState.SENT, ids))
    assert loop.is_alive


def test_a_commit_says_that_the_database_is_back_and_nobody_sleeps_on(
    clock: StoppedClock, loop_with: WithCourier
) -> None:
    database = _FlickeringDatabase(clock)
    loop = loop_with(ScriptedCourier(), poll=LONG_POLL, database=database, threads={Lane.NORMAL: 2})
    database.on_commit(loop.attend)
    database.failures = 2
    loop.start()
    wait_until(lambda: database.failures == 0)

    ids = queue(database, clock, a_line())

    wait_until(lambda: are(database, DeliveryState.SENT, ids))


def test_a_database_that_is_away_is_told_in_a_line_and_not_as_a_fault_of_ours(
    clock: StoppedClock, loop_with: WithCourier
) -> None:
    database = _FlickeringDatabase(clock)
    loop = loop_with(ScriptedCourier(), poll=SHORT_POLL, database=database)
    database.failures = 6

    with capture_logs() as logs:
        loop.start()
        wait_until(lambda: len(logs) == 6)

    assert {("warning", False)} == {(line["log_level"], "exc_info" in line) for line in logs}


def test_both_lanes_have_their_own_threads(database: InMemoryDatabase, clock: StoppedClock) -> None:
    recorder = Recorder(database=database, consequences=RememberedConsequences(), clock=clock)
    loop = DeliveryLoop(
        database=database,
        courier=ScriptedCourier(),
        recorder=recorder,
        clock=clock,
        threads={Lane.FAST: 1},
        poll=SHORT_POLL,
    )
    (normal,) = queue(database, clock, a_line())
    loop.start()

    (fast,) = queue(database, clock, Whisper(person="UANA", channel=CHANNEL, notice=Notice.HELP))

    wait_until(lambda: are(database, DeliveryState.SENT, [fast]))
    assert are(database, DeliveryState.DUE, [normal])
    assert loop.stop(timedelta(seconds=DEADLINE))


class _CourierThatBreaksTheNextCommit(ScriptedCourier):
    """Lets the database refuse the commit that follows its delivery."""

    def __init__(self, database: InMemoryDatabase) -> None:
        super().__init__(Sent())
        self._database = database

    def deliver(self, delivery: object) -> Sent:
        self._database.fail_next_commit = True
        return Sent()


class _FlickeringDatabase(InMemoryDatabase):
    """Refuses to be read as often as it was told to."""

    failures = 0

    def read(self) -> AbstractContextManager[InMemoryTransaction]:
        if self.failures:
            self.failures -= 1
            raise NotStored()
        return super().read()
