"""Loop, courier and Slack together: whatever happens to a call, it ends as one message and one record."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.delivery import DeliveryState
from bot.domain.effects import Notice, PostCard, SayInThread, SendDigest
from bot.worker.delivery_loop import DeliveryLoop
from bot.worker.recorder import Recorder
from sandbox.running import running_sandbox
from tests.slack.wired import Wired, a_fault
from tests.worker.couriers import DEADLINE, RememberedConsequences, wait_until

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
HORIZON = timedelta(seconds=40)


@pytest.fixture
def wired() -> Iterator[Wired]:
    """The adapter over loopback."""
    with running_sandbox(MANIFEST) as running:
        yield Wired(running)


@pytest.fixture
def loop(wired: Wired) -> DeliveryLoop:
    """A loop that carries to the sandbox."""
    recorder = Recorder(
        database=wired.database, consequences=RememberedConsequences(), clock=wired.clock, horizon=HORIZON
    )
    return DeliveryLoop(database=wired.database, courier=wired.courier, recorder=recorder, clock=wired.clock)


def queue_card(wired: Wired) -> int:
    """Queue a card, due now."""
    with wired.database.write() as tx:
        card = PostCard(alignment_id="A1", channel=wired.channel)
        number = tx.deliveries.add(wired.workspace, card, due_at=wired.clock.now())
    assert number is not None
    return number


def state_of(wired: Wired, delivery_id: int) -> DeliveryState:
    """Return where a delivery stands."""
    with wired.database.read() as tx:
        return tx.deliveries.get(delivery_id).state


@pytest.mark.parametrize("fault", ["drop_before", "drop_after", "server_error", "server_error_after", "internal_error"])
def test_a_lost_outcome_ends_as_one_message_and_one_record(wired: Wired, loop: DeliveryLoop, fault: str) -> None:
    wired.slack.faults(a_fault("chat.postMessage", fault))
    card = queue_card(wired)

    loop.perform_due()
    lost = state_of(wired, card)
    wired.slack.clock.advance(HORIZON)
    loop.perform_due()

    (message,) = wired.seen()
    with wired.database.read() as tx:
        kept = tx.deliveries.get(card)
    assert lost is DeliveryState.AMBIGUOUS
    assert kept.state is DeliveryState.SENT
    assert kept.message is not None
    assert kept.message.ts == message.ts


def test_nothing_is_posted_once_its_lease_leaves_no_time_for_it(wired: Wired) -> None:
    recorder = Recorder(database=wired.database, consequences=RememberedConsequences(), clock=wired.clock)
    late = {"clock": wired.clock, "lease": timedelta(seconds=-1)}
    card = queue_card(wired)

    DeliveryLoop(database=wired.database, courier=wired.courier, recorder=recorder, **late).perform_due()

    assert (DeliveryState.DUE, ()) == (state_of(wired, card), tuple(wired.seen()))


def test_a_rate_limited_message_leaves_when_slack_allows_it(wired: Wired, loop: DeliveryLoop) -> None:
    wired.slack.faults(a_fault("chat.postMessage", "ratelimited", retry_after="30"))
    card = queue_card(wired)
    loop.perform_due()

    wired.slack.clock.advance(seconds=30)
    wired.monotonic.seconds += 30
    loop.perform_due()

    assert state_of(wired, card) is DeliveryState.SENT
    assert len(wired.seen()) == 1


def test_what_was_queued_while_the_token_was_revoked_leaves_once_it_works_again(
    wired: Wired, loop: DeliveryLoop
) -> None:
    wired.slack.token("revoked")
    card = queue_card(wired)
    loop.perform_due()
    wired.slack.token("ok")

    wired.slack.clock.advance(minutes=5)
    wired.monotonic.seconds += 300
    loop.perform_due()

    assert state_of(wired, card) is DeliveryState.SENT


def test_a_running_loop_carries_what_is_committed(wired: Wired, loop: DeliveryLoop) -> None:
    thread_ts = wired.posts_card()
    wired.database.on_commit(loop.attend)
    loop.start()

    with wired.database.write() as tx:
        question = SayInThread(alignment_id="A1", channel=wired.channel, notice=Notice.QUESTION)
        digest = SendDigest(person=wired.bob.id, local_date="2026-03-02")
        ids = [tx.deliveries.add(wired.workspace, effect, due_at=wired.clock.now()) for effect in (question, digest)]

    wait_until(lambda: all(state_of(wired, number) is DeliveryState.SENT for number in ids if number))
    assert loop.stop(timedelta(seconds=DEADLINE))
    assert len(wired.ana.thread(wired.channel, thread_ts)) == 2
