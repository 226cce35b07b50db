"""Reminders, and everything one can say to them: later, by a day, not mine, not needed, not at all."""

from datetime import datetime

import pytest

from bot.slack.ids import ActionId, CallbackId, Later
from sandbox.client import PersonClient
from sandbox.seen import SeenMessage
from tests.journeys.journey import Journey, Thread

MOVES_THE_CLOCK = True


@pytest.fixture
def reminded(journey: Journey) -> tuple[Thread, SeenMessage]:
    """A start by Ana, and the reminder she got on the next Wednesday that is left."""
    thread = journey.start(accountable=journey.ana.id)
    return thread, _next_digest(journey, journey.ana)


def _next_digest(journey: Journey, person: PersonClient) -> SeenMessage:
    """Let the night pass until the person is reminded."""
    before = {message.ts for message in person.dm().from_app()}
    journey.clock.set(_tomorrow(journey.clock.now()))

    def fresh() -> SeenMessage | None:
        new = (m for m in person.dm().from_app() if m.ts not in before and ActionId.PROMISE in m.action_ids)
        return next(new, None)

    return journey.until(fresh)


def _tomorrow(now: datetime) -> datetime:
    """Return the next working morning, when everybody from Lisbon to New York is at work."""
    day = now.toordinal() + 1
    while datetime.fromordinal(day).weekday() > 4:
        day += 1
    return datetime.fromordinal(day).replace(hour=15, tzinfo=now.tzinfo)


def _confirmation(journey: Journey, thread: Thread) -> SeenMessage:
    """Wait for the message that confirms a silence and can undo it."""

    def confirmed() -> SeenMessage | None:
        messages = journey.ana.dm().from_app()
        return next((m for m in messages if ActionId.UNDO_SILENCE in m.action_ids and thread.id in str(m.blocks)), None)

    return journey.until(confirmed)


def test_a_snooze_is_confirmed_and_can_be_undone(journey: Journey, reminded: tuple[Thread, SeenMessage]) -> None:
    thread, digest = reminded

    journey.press(journey.ana, digest, ActionId.LATER, lambda press: press.x == Later.ONE_WEEK and press.a == thread.id)
    journey.press(journey.ana, _confirmation(journey, thread), ActionId.UNDO_SILENCE)

    journey.direct(journey.ana, "Undone")


def test_a_promise_keeps_the_next_morning_silent(journey: Journey, reminded: tuple[Thread, SeenMessage]) -> None:
    thread, digest = reminded
    form = journey.opens(journey.ana, digest, ActionId.PROMISE, lambda press: press.a == thread.id)

    submitted = journey.submit(form, on=_in_days(journey, 7))

    assert not submitted.errors
    assert "Refund copilot" in _confirmation(journey, thread).everything


def test_a_promise_for_yesterday_is_refused_in_the_form(journey: Journey, reminded: tuple[Thread, SeenMessage]) -> None:
    _, digest = reminded
    form = journey.opens(journey.ana, digest, ActionId.PROMISE)

    submitted = journey.submit(form, on=_in_days(journey, -1))

    assert set(submitted.errors or ()) == {"on"}


def test_what_is_not_mine_is_handed_over_from_the_reminder(
    journey: Journey, reminded: tuple[Thread, SeenMessage]
) -> None:
    thread, digest = reminded
    form = journey.opens(journey.ana, digest, ActionId.NOT_MINE, lambda press: press.a == thread.id)

    journey.submit(form, artifacts=["monitoring"], to=journey.dana.id)

    thread.waits_for_card(f"<@{journey.dana.id}>")


def test_what_is_not_needed_is_left_open_from_the_reminder(
    journey: Journey, reminded: tuple[Thread, SeenMessage]
) -> None:
    thread, digest = reminded
    form = journey.opens(journey.ana, digest, ActionId.NOT_NEEDED, lambda press: press.a == thread.id)

    submitted = journey.submit(form, reason="The platform team decides.", until=_in_days(journey, 20))

    assert not submitted.errors
    thread.waits_for("The platform team decides.")


def test_somebody_who_turned_reminders_off_is_not_reminded(journey: Journey) -> None:
    journey.dana.opens_home()
    home = journey.until(journey.dana.home)
    journey.dana.presses_in_view(home["id"], ActionId.PREFERENCES)
    form = journey.dana.waits_for_modal()
    assert form.view["callback_id"] == CallbackId.PREFERENCES

    submitted = journey.submit(form, digest=[])

    assert not submitted.errors
    journey.until(lambda: "Your daily reminder is off." in str(journey.dana.home()))


def test_a_typed_time_is_taken_and_said_back_and_can_be_undone(
    journey: Journey, reminded: tuple[Thread, SeenMessage]
) -> None:
    thread, _ = reminded

    journey.ana.says("friday 3pm")
    taken = journey.direct(journey.ana, "You are reminded again on")
    assert journey.press(journey.ana, taken, ActionId.UNDO_LATER).ok

    journey.direct(journey.ana, "Undone")
    assert "friday 3pm" not in str([message.everything for message in thread.replies()])


def test_who_says_stop_reads_what_can_be_switched_off_and_nothing_is_recorded(
    journey: Journey, reminded: tuple[Thread, SeenMessage]
) -> None:
    journey.ana.says("stop reminding me")

    answer = journey.direct(journey.ana, "Nothing of this was recorded as an answer.")
    form = journey.opens(journey.ana, answer, ActionId.PREFERENCES)
    assert form.view["callback_id"] == CallbackId.PREFERENCES


def _in_days(journey: Journey, days: int) -> str:
    return datetime.fromordinal(journey.clock.now().toordinal() + days).date().isoformat()
