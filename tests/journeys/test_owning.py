"""Who owes what: accepting, declining, handing over, leaving open on purpose, and owners who leave."""

from datetime import date, timedelta

from bot.slack.ids import ActionId, CardChoice
from tests.journeys.journey import Journey, Thread


def _named(journey: Journey) -> Thread:
    """Let Ana name Bob, and wait until he was asked."""
    thread = journey.start(accountable=journey.bob.id)
    journey.until(lambda: any(ActionId.ACCEPT in m.action_ids for m in _about(journey, thread)))
    return thread


def _about(journey: Journey, thread: Thread) -> list:  # type: ignore[type-arg]
    return [m for m in journey.bob.dm().from_app() if thread.id in str(m.blocks)]


def test_a_named_owner_accepts_in_a_direct_message(journey: Journey) -> None:
    thread = _named(journey)
    (asked,) = _about(journey, thread)

    journey.press(journey.bob, asked, ActionId.ACCEPT)

    thread.waits_for(f"<@{journey.bob.id}>", "owns")
    journey.until(lambda: not any(ActionId.ACCEPT in m.action_ids for m in _about(journey, thread)))


def test_a_named_owner_declines_and_it_falls_back_to_whoever_started(journey: Journey) -> None:
    thread = _named(journey)
    (asked,) = _about(journey, thread)

    journey.press(journey.bob, asked, ActionId.DECLINE)

    thread.waits_for("declined", f"<@{journey.ana.id}>")
    assert f"<@{journey.ana.id}>" in thread.waits_for_card_without(f"<@{journey.bob.id}>").everything


def test_a_part_is_handed_over_and_its_new_owner_asked(journey: Journey) -> None:
    thread = journey.start()
    form = thread.menu(journey.ana, CardChoice.HAND_OVER)

    submitted = journey.submit(form, artifacts=["monitoring"], to=journey.bob.id)

    assert submitted.ok
    thread.waits_for_card(f"<@{journey.bob.id}>")
    journey.until(lambda: any(ActionId.ACCEPT in m.action_ids for m in _about(journey, thread)))


def test_a_part_handed_to_a_guest_comes_back_with_the_reason(journey: Journey) -> None:
    eve = journey.newcomer(is_restricted=True)
    thread = journey.start()

    journey.submit(thread.menu(journey.ana, CardChoice.HAND_OVER), artifacts=["monitoring"], to=eve.id)

    thread.waits_for("cannot own", "guest")
    journey.until(lambda: f"<@{eve.id}>" not in thread.card.everything)


def test_what_somebody_does_not_own_they_cannot_hand_over(journey: Journey) -> None:
    thread = journey.start()

    form = thread.menu(journey.dana, CardChoice.HAND_OVER)

    assert "Only the owner" in form.everything
    assert form.view["submit"] is None


def test_a_part_left_open_counts_as_waived_with_reason_and_date(journey: Journey) -> None:
    thread = journey.start()
    until = date(2026, 4, 1)
    form = thread.menu(journey.ana, CardChoice.LEAVE_OPEN)

    submitted = journey.submit(
        form, subject="monitoring", reason="The platform team decides in March.", until=until.isoformat()
    )

    assert not submitted.errors
    waived = thread.waits_for("The platform team decides in March.")
    assert "1 April 2026" in waived.everything
    thread.waits_for_card("waived")


def test_a_part_cannot_be_left_open_for_a_year(journey: Journey) -> None:
    thread = journey.start()
    form = thread.menu(journey.ana, CardChoice.LEAVE_OPEN)
    too_late = (date(2026, 3, 3) + timedelta(days=365)).isoformat()

    submitted = journey.submit(form, subject="monitoring", reason="Later.", until=too_late)

    assert set(submitted.errors or ()) == {"until"}


def test_an_owner_who_leaves_is_noticed_and_their_parts_come_back(journey: Journey) -> None:
    eve = journey.newcomer()
    thread = journey.start(accountable=eve.id)
    journey.until(lambda: any(ActionId.ACCEPT in m.action_ids for m in eve.dm().from_app()))
    (asked,) = [m for m in eve.dm().from_app() if ActionId.ACCEPT in m.action_ids]
    journey.press(eve, asked, ActionId.ACCEPT)
    thread.waits_for(f"<@{eve.id}>", "owns")

    journey.sandbox.change_person(str(eve.described["handle"]), deleted=True)

    told = journey.direct(journey.ana, f"<@{eve.id}>", "deactivated")
    assert any(action.startswith(ActionId.HAND_OVER) for action in told.action_ids)
    journey.until(lambda: f"<@{eve.id}>" not in thread.card.everything)


def test_a_private_channel_needs_nothing_but_an_invitation(journey: Journey) -> None:
    journey.sandbox.add_channel("secret-refunds", "ana", "bob", "app", kind="private")

    thread = journey.start(channel="secret-refunds")

    thread.says(journey.bob, "It is better.")
    thread.waits_for_reply(2)
