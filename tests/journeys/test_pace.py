"""Reminders, and everything one can say to them: later, by a day, not mine, not needed, not at all."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.slack.ids import ActionId, CallbackId, Later
from sandbox.client import PersonClient
from sandbox.seen import SeenMessage
from tests.journeys.journey import Journey, Thread

MOVES_THE_CLOCK = True
WORKING_DAYS = 10


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


def _digest_about(journey: Journey, thread: Thread) -> SeenMessage:
    """Let nights pass until Dana is reminded of an alignment."""
    return _mornings_until(journey, lambda: _said_about(journey.dana, thread, "waiting for your answer"))


def _said_about(person: PersonClient, thread: Thread, words: str, but: SeenMessage | None = None) -> SeenMessage | None:
    """Find the newest direct message of the app that says this of an alignment, apart from a known one."""
    known = but.ts if but else None
    said = (m for m in reversed(person.dm().from_app()) if words in m.everything and m.ts != known)
    return next((m for m in said if thread.id in str(m.blocks) or thread.ts in str(m.blocks)), None)


def _mornings_until(journey: Journey, found: Callable[[], SeenMessage | None]) -> SeenMessage:
    """Let nights pass, two weeks of them at most, until something has been said."""
    for _ in range(WORKING_DAYS):
        journey.clock.set(_tomorrow(journey.clock.now()))
        journey.until(lambda: _is_all_done(journey))
        if message := found():
            return message
    raise AssertionError("nothing was said in two weeks")


def _is_all_done(journey: Journey) -> bool:
    """Tell whether everybody has had their turn, and everything has been said."""
    now = journey.clock.now()
    with journey.app.database.read() as tx:
        turns = [slot.due_at for slot in tx.people.list_scheduled(1)]
        due_at = tx.deliveries.next_due_at()
        return all(at > now for at in (*turns, due_at or datetime.max.replace(tzinfo=now.tzinfo))) and not (
            tx.deliveries.count().get("sending")
        )


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


def test_who_mutes_an_alignment_is_left_in_peace_and_whoever_started_it_is_told(journey: Journey) -> None:
    thread = journey.start("Muted copilot", accountable=journey.dana.id)
    digest = _digest_about(journey, thread)

    journey.press(journey.dana, digest, ActionId.LATER, lambda press: press.x == Later.NEVER and press.a == thread.id)
    muted = journey.direct(journey.dana, "You get no more reminders of")
    told = _mornings_until(journey, lambda: _said_about(journey.ana, thread, "They have muted this alignment"))

    assert "Muted copilot" in muted.everything
    assert f"<@{journey.dana.id}>" in told.everything
    assert _said_about(journey.dana, thread, "waiting for your answer", digest) is None


def test_what_was_muted_is_unmuted_with_one_press(journey: Journey) -> None:
    thread = journey.start("Muted copilot", accountable=journey.dana.id)
    digest = _digest_about(journey, thread)
    journey.press(journey.dana, digest, ActionId.LATER, lambda press: press.x == Later.NEVER and press.a == thread.id)
    muted = journey.until(lambda: _said_about(journey.dana, thread, "You get no more reminders of"))

    journey.press(journey.dana, muted, ActionId.UNDO_SILENCE)

    fresh = _mornings_until(journey, lambda: _said_about(journey.dana, thread, "waiting for your answer", digest))
    assert "Muted copilot" in fresh.everything


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
