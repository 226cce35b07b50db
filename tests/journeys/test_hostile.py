"""Hostile words: whatever people type, nothing of it comes alive in what the app posts, and nothing breaks."""

import re

import pytest

from sandbox.checks import find_mentions
from tests.journeys.journey import Journey

BAIT = "<!channel> <!here> <!everyone> @here @channel <@{eve}> <!subteam^S1> <#C1> <https://evil.example|Approve>"
OURS = re.compile(r"<@[UW][A-Z0-9]+>|<#[CGD][A-Z0-9]+>|http://127\.0\.0\.1:\d+/archives/\S*")
ODD = {
    "what hides or turns text around": "\x00 \u202egnp.exe \u2066\u2067 \ufeff",
    "towers, signs and templates": "a\u0301\u0301\u0301\u0301 ````` *_~>*_~> {{ 7 * 7 }} {% raw %}",
    "pictures": "🙂" * 60,
}


def _live(journey: Journey) -> set[str]:
    """Return everything that any payload of the app made live."""
    return {found for payload in journey.posted() for view in _shown(payload) for found in find_mentions(view)}


def _shown(payload: dict) -> list[dict]:  # type: ignore[type-arg]
    return [payload, payload.get("view") or {}]


def test_nothing_typed_anywhere_comes_alive(journey: Journey) -> None:
    eve = journey.newcomer()
    bait = BAIT.format(eve=eve.id)
    thread = journey.start(f"Refunds {bait}")

    thread.says(journey.ana, f"{bait} {journey.example('capability.decision')}")
    thread.waits_for_reply(2)
    form = thread.form_for(journey.ana, "success_criteria")
    journey.submit(form, success_criteria__metric=f"{bait} {journey.example('success_criteria.metric')}")
    thread.waits_for(journey.label("success_criteria.metric"))
    journey.submit(
        thread.menu(journey.ana, "leave_open"), subject="monitoring", reason=f"Because {bait}", until="2026-04-01"
    )
    thread.waits_for("Because")
    for command in ("status", "show", "list", "mine", "nudges"):
        journey.ana.types(f"/aligned {command}", channel=thread.channel)
        journey.until(lambda: journey.whispers(journey.ana, thread.channel))
    thread.menu(journey.ana, "history")
    journey.ana.opens_home()
    journey.until(journey.ana.home)

    live = _live(journey)
    assert f"<@{eve.id}>" not in live
    assert {found for found in live if not OURS.fullmatch(found)} == set()


def test_a_mention_with_bait_in_it_is_repeated_without_coming_alive(journey: Journey) -> None:
    channel = journey.new_channel()

    journey.ana.says("@aligned tell @channel and @here about refunds", channel=channel)

    journey.told(journey.ana, channel, "about refunds")
    assert {found for found in _live(journey) if not OURS.fullmatch(found)} == set()


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_characters_are_taken_in_titles_and_answers(journey: Journey, odd: str) -> None:
    thread = journey.start(f"Refunds {odd} copilot")

    thread.says(journey.ana, f"{journey.example('capability.decision')} {odd}")

    understood = thread.waits_for(journey.label("capability.decision"))
    shown = understood.everything + thread.card.everything
    assert not set(shown) & {"\x00", "\u202e", "\u2066", "\u2067", "\ufeff"}


def test_a_title_of_forty_thousand_characters_is_cut_before_anything_is_posted(journey: Journey) -> None:
    thread = journey.start(f"Refunds {'w' * 39_000}")

    assert len(thread.card.text) < 400
