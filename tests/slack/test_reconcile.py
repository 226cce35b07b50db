"""A call whose outcome was lost is looked up before it is repeated: nothing is said twice, nothing is forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.effects import (
    Effect,
    FormName,
    Notice,
    OpenForm,
    PostCard,
    PublishHome,
    SayDirectly,
    SayInThread,
    SendDigest,
    UpdateCard,
    UploadSpec,
    Whisper,
)
from bot.domain.outcome import Obstacle, Postponed, Refused, Sent, Skipped, Unknown
from bot.slack.search import LOOKED_UNTIL, PAGE
from bot.slack.web import AGAIN_SOON
from tests.slack.wired import Wired, a_fault

NOT_ACCEPTED = [
    a_fault("chat.postMessage", "drop_before"),
    a_fault("chat.postMessage", "server_error", status=500),
    a_fault("chat.postMessage", "server_error", status=503),
    a_fault("chat.postMessage", "html"),
    a_fault("chat.postMessage", "error", error="fatal_error"),
    a_fault("chat.postMessage", "error", error="service_unavailable"),
    a_fault("chat.postMessage", "error", error="request_timeout"),
]
ACCEPTED = [
    a_fault("chat.postMessage", "drop_after"),
    a_fault("chat.postMessage", "server_error_after", status=500),
    a_fault("chat.postMessage", "server_error_after", status=504),
    a_fault("chat.postMessage", "internal_error"),
    a_fault("chat.postMessage", "delay", seconds=1.5),
]
EVERY_FAULT = NOT_ACCEPTED + ACCEPTED
NAMES = [f"{fault['fault']}-{fault.get('status', fault.get('error', ''))}" for fault in EVERY_FAULT]


def lose(wired: Wired, effect: Effect, fault: dict[str, object]) -> Delivery:
    """Deliver while something goes wrong, and return the delivery as it comes back after the horizon.

    By then Slack has finished with the call, one way or the other.
    """
    wired.slack.faults(fault)
    delivery = wired.a_delivery(effect)
    outcome = wired.courier.deliver(delivery)
    assert isinstance(outcome, Unknown), outcome
    wired.slack.wait_until(lambda: wired.calls(str(fault["method"])))
    wired.slack.faults()
    return wired.changed(delivery, state=DeliveryState.AMBIGUOUS, attempt=2)


def a_card(wired: Wired) -> PostCard:
    """Return a card for the channel."""
    return PostCard(alignment_id="A1", channel=wired.channel)


def a_digest(wired: Wired) -> SendDigest:
    """Return a reminder for Bob."""
    return SendDigest(person=wired.bob.id, local_date="2026-03-02")


def reminders(wired: Wired) -> int:
    """Count what Bob was reminded of."""
    with wired.database.read() as tx:
        channel = tx.people.direct_channel_of(wired.workspace, wired.bob.id)
    return len(wired.bob.sees(channel)) if channel else 0


@pytest.mark.parametrize("fault", EVERY_FAULT, ids=NAMES)
def test_a_lost_post_ends_as_exactly_one_message(wired: Wired, fault: dict[str, object]) -> None:
    delivery = lose(wired, a_card(wired), fault)

    outcome = wired.courier.reconcile(delivery)

    (card,) = wired.seen()
    assert isinstance(outcome, Sent)
    assert outcome.message is not None
    assert outcome.message.ts == card.ts


@pytest.mark.parametrize("fault", EVERY_FAULT, ids=NAMES)
def test_a_lost_reminder_ends_as_exactly_one_message(wired: Wired, fault: dict[str, object]) -> None:
    delivery = lose(wired, a_digest(wired), fault)

    wired.courier.reconcile(delivery)

    assert reminders(wired) == 1


@pytest.mark.parametrize("fault", EVERY_FAULT, ids=NAMES)
def test_a_lost_reminder_is_left_out_where_history_may_not_be_read(wired: Wired, fault: dict[str, object]) -> None:
    delivery = lose(wired, a_digest(wired), fault)
    wired.slack.scopes(remove=["im:history"])

    outcome = wired.courier.reconcile(delivery)

    assert outcome == Skipped(reason="it may have arrived")
    assert reminders(wired) == (1 if fault in ACCEPTED else 0)


def test_anything_else_is_said_again_where_history_may_not_be_read(wired: Wired) -> None:
    delivery = lose(wired, SayDirectly(person=wired.bob.id, notice=Notice.PROMISED), NOT_ACCEPTED[0])
    wired.slack.scopes(remove=["im:history"])

    outcome = wired.courier.reconcile(delivery)

    assert isinstance(outcome, Sent)
    assert reminders(wired) == 1


@pytest.mark.parametrize("fault", [NOT_ACCEPTED[0], ACCEPTED[0]], ids=["not accepted", "accepted"])
def test_a_lost_reply_is_looked_for_in_its_thread(wired: Wired, fault: dict[str, object]) -> None:
    card = wired.posts_card()
    reply = SayInThread(alignment_id="A1", channel=wired.channel, notice=Notice.QUESTION)
    delivery = lose(wired, reply, fault)

    wired.courier.reconcile(delivery)

    assert len(wired.ana.thread(wired.channel, card)) == 2


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_a_lost_upload_is_recognised_by_its_files(wired: Wired, fault: str) -> None:
    card = wired.posts_card()
    upload = UploadSpec(alignment_id="A1", channel=wired.channel, version=1)
    delivery = lose(wired, upload, a_fault("files.completeUploadExternal", fault))

    wired.courier.reconcile(delivery)

    shared = [file["name"] for said in wired.ana.thread(wired.channel, card)[1:] for file in said.raw["files"]]
    assert shared == ["spec-a1.md", "spec-a1.json"]


@pytest.mark.parametrize("ahead", [-86_000, -600, 120, 3_600, 86_000])
def test_a_lost_message_is_found_however_the_clock_that_posted_it_was_set(wired: Wired, ahead: int) -> None:
    set_wrong = timedelta(seconds=ahead)
    delivery = lose(wired, a_card(wired), ACCEPTED[0])
    posted = replace(delivery, created_at=delivery.created_at + set_wrong, due_at=delivery.due_at + set_wrong)

    outcome = wired.courier.reconcile(posted)

    assert isinstance(outcome, Sent)
    assert 1 == wired.calls("chat.postMessage")


def test_what_came_last_is_looked_at_first(wired: Wired) -> None:
    wired.courier.reconcile(wired.a_lost(a_card(wired)))

    (asked,) = wired.slack.traffic(name="conversations.history")
    assert float(asked["request"]["latest"]) > wired.clock.now().timestamp()


def test_a_message_of_another_delivery_is_not_taken_for_ours(wired: Wired) -> None:
    wired.courier.deliver(wired.a_delivery(a_card(wired)))

    wired.courier.reconcile(wired.a_lost(a_card(wired)))

    assert len(wired.seen()) == 2


def test_the_history_is_read_page_by_page(wired: Wired) -> None:
    delivery = lose(wired, a_card(wired), ACCEPTED[0])
    for number in range(PAGE + 20):
        wired.ana.says(f"chatter {number}", channel=wired.channel)

    outcome = wired.courier.reconcile(delivery)

    assert isinstance(outcome, Sent)
    assert wired.calls("chat.postMessage") == 1
    assert wired.calls("conversations.history") == 2


def test_a_look_up_that_the_pace_interrupts_goes_on_where_it_stopped(wired: Wired) -> None:
    delivery = lose(wired, a_card(wired), ACCEPTED[0])
    for number in range(PAGE + 20):
        wired.ana.says(f"chatter {number}", channel=wired.channel)
    wired.slack.faults(a_fault("conversations.history", "ratelimited", skip=1))
    interrupted = wired.courier.reconcile(delivery)
    assert isinstance(interrupted, Postponed)
    wired.monotonic.seconds += 60

    outcome = wired.courier.reconcile(replace(delivery, note=interrupted.reason))

    assert isinstance(outcome, Sent)
    pages, refused = 2, 1
    assert (1, pages + refused) == (wired.calls("chat.postMessage"), wired.calls("conversations.history"))


def test_a_look_up_begins_again_once_something_was_sent_since(wired: Wired) -> None:
    delivery = lose(wired, a_card(wired), ACCEPTED[0])

    outcome = wired.courier.reconcile(replace(delivery, note="lease expired"))

    assert isinstance(outcome, Sent)
    assert 1 == wired.calls("chat.postMessage")


def test_a_look_up_begins_again_where_slack_has_forgotten_how_far_it_came(wired: Wired) -> None:
    delivery = lose(wired, a_card(wired), ACCEPTED[0])

    outcome = wired.courier.reconcile(replace(delivery, note=f"{LOOKED_UNTIL}long ago"))

    assert Postponed(wait=AGAIN_SOON, reason="invalid_cursor", is_failure=True) == outcome
    assert 1 == wired.calls("chat.postMessage")


def test_a_look_up_that_fails_for_now_is_made_again_later(wired: Wired) -> None:
    delivery = lose(wired, a_card(wired), ACCEPTED[0])
    wired.slack.faults(a_fault("conversations.history", "server_error"))

    outcome = wired.courier.reconcile(delivery)

    assert isinstance(outcome, Postponed)
    assert wired.calls("chat.postMessage") == 1


def test_what_may_be_repeated_is_simply_done_again(wired: Wired) -> None:
    wired.posts_card()

    updated = wired.courier.reconcile(wired.a_lost(UpdateCard(alignment_id="A1", channel=wired.channel)))
    published = wired.courier.reconcile(wired.a_lost(PublishHome(person=wired.ana.id)))

    assert isinstance(updated, Sent)
    assert isinstance(published, Sent)
    assert wired.calls("conversations.history") == 0


def test_a_form_is_never_opened_a_second_time(wired: Wired) -> None:
    trigger = wired.running.sandbox.triggers.issue(wired.ana.id)
    form = OpenForm(form=FormName.START, person=wired.ana.id, trigger_id=trigger)

    outcome = wired.courier.reconcile(wired.a_lost(form))

    assert outcome == Refused(obstacle=Obstacle.FORM, code="outcome_lost")
    assert wired.calls("views.open") == 0


def test_a_whisper_is_never_repeated(wired: Wired) -> None:
    whisper = Whisper(person=wired.ana.id, channel=wired.channel, notice=Notice.HELP)

    outcome = wired.courier.reconcile(wired.a_lost(whisper))

    assert outcome == Skipped(reason="it may have been seen")
    assert wired.seen() == []


def test_a_lost_reply_of_an_unknown_alignment_is_left_out(wired: Wired) -> None:
    reply = SayInThread(alignment_id="gone", channel=wired.channel, notice=Notice.QUESTION)

    assert wired.courier.reconcile(wired.a_lost(reply)) == Skipped(reason="the alignment is gone")
