"""What people ask to see: the subcommands and App Home."""

import pytest

from bot.slack.ids import ActionId, CardChoice
from sandbox.client import PersonClient
from sandbox.json_types import JsonObject
from tests.journeys.journey import Journey


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("help", "/aligned status"),
        ("status", "0 of 7"),
        ("list", "Route support tickets"),
        ("show", "Route support tickets"),
        ("mine", "Route support tickets"),
        ("nudges", "Route support tickets"),
    ],
)
def test_a_report_is_whispered_to_whoever_asked(journey: Journey, command: str, words: str) -> None:
    eve = journey.newcomer()
    thread = journey.start("Route support tickets", by=eve, accountable=eve.id)

    outcome = eve.types(f"/aligned {command}", channel=thread.channel)

    assert outcome.ok
    journey.told(eve, thread.channel, words)
    assert journey.whispers(journey.bob, thread.channel) == []


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("status", "open"),
        ("list", "lignment"),
        ("nudges", "remind"),
        ("show", "There is no alignment here"),
        ("close", "There is no alignment here"),
    ],
)
def test_a_channel_without_alignments_is_answered_too(journey: Journey, command: str, words: str) -> None:
    channel = journey.new_channel()

    journey.ana.types(f"/aligned {command}", channel=channel)

    journey.told(journey.ana, channel, words)


def test_close_ends_the_newest_alignment_for_everybody_to_see(journey: Journey) -> None:
    thread = journey.start("Shift planning")

    journey.ana.types("/aligned close", channel=thread.channel)
    journey.submit(journey.ana.waits_for_modal())

    thread.waits_for(f"<@{journey.ana.id}>", "Shift planning")
    thread.waits_for_card("closed")


def test_show_names_an_alignment_by_its_id(journey: Journey) -> None:
    thread = journey.start("Shift planning")

    journey.ana.types(f"/aligned show {thread.id}", channel=thread.channel)

    journey.told(journey.ana, thread.channel, "Shift planning")


def test_what_is_private_is_not_shown_to_somebody_outside(journey: Journey) -> None:
    journey.sandbox.add_channel("secret-shifts", "ana", "app", kind="private")
    thread = journey.start("Night shifts nobody knows of", channel="secret-shifts")
    elsewhere = journey.new_channel()

    journey.bob.types(f"/aligned show {thread.id}", channel=elsewhere)
    told = journey.told(journey.bob, elsewhere, "There is no alignment here that you can see")
    journey.bob.types(f"/aligned close {thread.id}", channel=elsewhere)
    form = journey.bob.waits_for_modal()

    assert "There is no alignment here that you can see" in form.everything
    assert "Night shifts" not in told.everything + str(form.view)


def test_home_shows_what_somebody_owes_and_opens_the_form(journey: Journey) -> None:
    eve = journey.newcomer()
    journey.start("Route support tickets", accountable=eve.id)

    eve.opens_home()
    home = journey.until(lambda: _home_about(eve, "Route support tickets"))
    block = next(block for block in home["blocks"] if "accessory" in block)
    eve.presses_in_view(home["id"], block["accessory"]["action_id"], block_id=block["block_id"])

    assert "Route support tickets" in eve.waits_for_modal().everything


def test_home_shows_a_newcomer_how_to_begin(journey: Journey) -> None:
    eve = journey.newcomer()

    eve.opens_home()
    home = journey.until(eve.home)
    eve.presses_in_view(home["id"], ActionId.TRY_IT)

    assert "channel" in str(eve.waits_for_modal().values)


def test_home_shows_what_somebody_waits_for(journey: Journey) -> None:
    eve = journey.newcomer()
    journey.start("Route support tickets", by=eve, accountable=journey.chen.id)

    eve.opens_home()

    home = journey.until(lambda: _home_about(eve, f"<@{journey.chen.id}>"))
    assert "Route support tickets" in str(home["blocks"])


def test_the_spec_is_shown_from_the_card(journey: Journey) -> None:
    thread = journey.start("Route support tickets")

    journey.press(journey.bob, thread.card, ActionId.SHOW)

    journey.told(journey.bob, thread.channel, "Route support tickets")
    assert thread.menu(journey.bob, CardChoice.HISTORY)


def _home_about(person: PersonClient, words: str) -> JsonObject | None:
    home = person.home()
    return home if home and words in str(home["blocks"]) else None
