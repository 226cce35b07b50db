"""Starting an alignment, from everywhere it can be started, and where it cannot."""

from secrets import token_hex

import pytest

from bot.slack.ids import ActionId, CallbackId
from tests.journeys.journey import PEOPLE, Journey


def test_a_thread_goes_on_when_its_channel_gets_another_id(journey: Journey) -> None:
    thread = journey.start()
    card = thread.card
    moved = f"C{token_hex(4).upper()}"

    journey.sandbox.change_channel(card.channel, id=moved)
    journey.ana.says(journey.example("capability.decision"), channel=moved, thread=card.ts)

    thread.waits_for(journey.label("capability.decision"), "executable")
    assert [card.ts] == [each.ts for each in journey.cards(moved)]


def test_the_command_leads_to_one_card_and_three_questions(journey: Journey) -> None:
    thread = journey.start("Route support tickets")

    questions = thread.waits_for_reply(1)
    assert len(journey.cards(thread.channel)) == 1
    assert "Route support tickets" in thread.card.everything
    assert "0 of 7" in thread.card.everything
    assert len([line for line in questions.everything.splitlines() if line.startswith(("1.", "*1", "2.", "*2"))]) >= 1


def test_where_the_app_is_not_a_member_it_says_what_to_do_and_repeats_the_title(journey: Journey) -> None:
    channel = journey.new_channel(*PEOPLE)

    journey.ana.types("/aligned Route support tickets", channel=channel)

    told = journey.told(journey.ana, channel, "not in")
    assert "/invite @Aligned" in told.everything
    assert "/aligned Route support tickets" in told.everything
    assert journey.cards(channel) == []


def test_once_invited_the_same_command_works(journey: Journey) -> None:
    channel = journey.new_channel(*PEOPLE)
    journey.ana.types("/aligned Route support tickets", channel=channel)
    journey.told(journey.ana, channel, "not in")
    journey.ana.invites(journey.app_user, channel=channel)

    thread = journey.start("Route support tickets", channel=channel)

    assert "Route support tickets" in thread.card.everything


def test_a_message_becomes_an_alignment(journey: Journey) -> None:
    channel = journey.new_channel()
    message = journey.bob.says("We will route support tickets by topic.", channel=channel)

    journey.ana.uses_shortcut(CallbackId.ALIGN_FROM_MESSAGE, message=message)
    form = journey.ana.waits_for_modal()
    journey.submit(form, title="Route support tickets")

    (card,) = journey.until(lambda: journey.cards(channel))
    assert "We will route support tickets by topic." in str(form.view["blocks"])
    assert "Route support tickets" in card.everything


def test_the_global_shortcut_asks_for_the_channel(journey: Journey) -> None:
    channel = journey.new_channel()

    journey.ana.uses_shortcut(CallbackId.ALIGN_GLOBAL)
    form = journey.ana.waits_for_modal()
    journey.submit(form, title="Route support tickets", channel=journey.sandbox.channel_id(channel))

    (card,) = journey.until(lambda: journey.cards(channel))
    assert "Route support tickets" in card.everything


def test_where_the_card_is_refused_an_invitation_is_enough(journey: Journey) -> None:
    channel = journey.new_channel(*PEOPLE)
    _start_in(journey, channel, "Sort returned parcels", accountable=journey.bob.id)
    told = journey.direct(journey.ana, "Sort returned parcels", "/invite @Aligned")

    journey.ana.invites(journey.app_user, channel=channel)

    (card,) = journey.until(lambda: journey.cards(channel))
    assert "Sort returned parcels" in card.everything
    assert ActionId.TRY_AGAIN in told.action_ids
    journey.direct(journey.bob, "asks you to own", "Sort returned parcels")


def test_a_refused_card_is_posted_again_once_its_channel_is_open(journey: Journey) -> None:
    channel = journey.new_channel()
    journey.ana.uses_shortcut(CallbackId.ALIGN_GLOBAL)
    form = journey.ana.waits_for_modal()
    journey.sandbox.change_channel(channel, archived=True)
    journey.submit(form, title="Sort lost parcels", channel=journey.sandbox.channel_id(channel))
    journey.direct(journey.ana, "Sort lost parcels", "is archived")

    journey.sandbox.change_channel(channel, archived=False)

    (card,) = journey.until(lambda: journey.cards(channel))
    assert "Sort lost parcels" in card.everything


def test_whoever_gives_it_up_closes_what_was_never_posted(journey: Journey) -> None:
    channel = journey.new_channel(*PEOPLE)
    _start_in(journey, channel, "Sort found parcels")
    told = journey.direct(journey.ana, "Sort found parcels", "/invite @Aligned")

    journey.submit(journey.opens(journey.ana, told, ActionId.OPEN_FORM))

    journey.direct(journey.ana, "closed this alignment unfinished")


def _start_in(journey: Journey, channel: str, title: str, **filled_in: str) -> None:
    """Start an alignment by the global shortcut, which asks for the channel."""
    journey.ana.uses_shortcut(CallbackId.ALIGN_GLOBAL)
    form = journey.ana.waits_for_modal()
    journey.submit(form, title=title, channel=journey.sandbox.channel_id(channel), **filled_in)


def test_a_mention_offers_the_form_with_what_was_said(journey: Journey) -> None:
    channel = journey.new_channel()

    journey.ana.says("@aligned Route support tickets", channel=channel)
    offer = journey.told(journey.ana, channel, "Route support tickets")
    form = journey.opens(journey.ana, offer, ActionId.OPEN_FORM)

    assert form.values["title"]["value"]["value"] == "Route support tickets"


@pytest.mark.parametrize(
    ("traits", "reason"),
    [
        ({"deleted": True}, "deactivated"),
        ({"is_restricted": True}, "guest"),
        ({"is_ultra_restricted": True}, "guest"),
        ({"is_stranger": True}, "organization"),
    ],
)
def test_somebody_who_cannot_own_anything_is_taken_back_with_the_reason(
    journey: Journey, traits: dict[str, bool], reason: str
) -> None:
    eve = journey.newcomer(**traits)

    thread = journey.start(accountable=eve.id)

    refused = thread.waits_for("cannot own", reason)
    assert f"<@{journey.ana.id}>" in refused.everything
    assert f"<@{journey.ana.id}>" in thread.waits_for_card_without(f"<@{eve.id}>").everything


def test_a_bot_cannot_own_anything(journey: Journey) -> None:
    thread = journey.start(accountable=journey.app_user)

    thread.waits_for("cannot own", "That account is a bot")
    assert f"<@{journey.ana.id}>" in thread.waits_for_card(f"<@{journey.ana.id}>").everything


def test_somebody_known_not_to_be_able_to_own_is_refused_in_the_form(journey: Journey) -> None:
    eve = journey.newcomer(deleted=True)
    journey.start(accountable=eve.id).waits_for("cannot own", "deactivated")
    journey.ana.types("/aligned Again", channel=journey.new_channel())

    submitted = journey.submit(journey.ana.waits_for_modal(), accountable=eve.id)

    assert submitted.errors == {"accountable": "That account is deactivated. Please choose somebody else."}


def test_a_command_typed_to_a_colleague_asks_for_the_channel(journey: Journey) -> None:
    channel = journey.new_channel()
    assert journey.ana.types("/aligned Sort complaints", channel=journey.bob.id).ok
    form = journey.ana.waits_for_modal()

    assert journey.submit(form, channel=journey.sandbox.channel_id(channel)).ok

    assert "Sort complaints" in journey.until(lambda: journey.cards(channel))[-1].everything
