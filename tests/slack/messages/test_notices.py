"""What one person is told: nothing typed is lost, and every sentence says what to do next."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.alignment import Alignment, Status
from bot.domain.effects import FormName
from bot.slack.ids import ActionId
from bot.slack.messages import notices
from bot.slack.messages.notices import (
    cannot_post,
    card_refused,
    external,
    mentioned,
    not_a_member,
    nothing_owed,
    offered_help,
    refused,
    trigger_expired,
)
from bot.slack.presses import Press
from tests.builders import CHANNEL, an_alignment
from tests.slack.messages.reading import as_read
from tests.slack.scenes import ANA, BEN, a_scene

UNSEEN = an_alignment(facilitator=ANA, channel="C9", is_muted=True)


def told(**facts: Any) -> Any:
    """Return a scene without an alignment, in a channel."""
    return a_scene(viewer=BEN, channel=CHANNEL, facts=facts)


def test_a_refusal_is_said_in_the_words_of_the_product() -> None:
    assert refused(told(error="DateOutOfRange", latest="2026-05-31")).text == (
        "Please choose a day between tomorrow and 31 May 2026."
    )


def test_a_title_in_a_refusal_stays_text() -> None:
    assert refused(told(error="AlignmentClosed", title="<!here> R&D")).text.startswith(
        "“&lt;!here&gt; R&amp;D” was closed"
    )


@pytest.mark.parametrize("error", ["", "Exception", "__class__"])
def test_an_error_nobody_foresaw_gets_a_sentence(error: str) -> None:
    assert refused(told(error=error)).text.startswith("That could not be done.")


def test_an_outsider_to_the_channel_can_copy_the_command_again() -> None:
    message = not_a_member(told(form="start", channel="C9", title="Route  `tickets`\nnow"))

    assert message.text == (
        "Aligned is not in <#C9> yet, so nothing was started. Type `/invite @Aligned` there, then:\n"
        "`/aligned Route 'tickets' now`"
    )


def test_nobody_is_told_to_invite_the_app_into_an_archived_channel() -> None:
    message = not_a_member(told(form="start", channel="C9", title="Tickets", code="is_archived"))

    assert message.text == (
        "<#C9> is archived, so nothing was started. In the channel where the work happens now, type:\n"
        "`/aligned Tickets`"
    )


def test_without_a_title_the_bare_command_is_repeated() -> None:
    assert not_a_member(told(form="start")).text.endswith(
        "in <#C1> yet, so nothing was started. Type `/invite @Aligned` there, then:\n`/aligned`"
    )


def test_of_an_archived_channel_it_is_told_that_it_goes_on_once_it_is_open_again() -> None:
    alignment = an_alignment(facilitator=ANA, thread_ts="1.2")

    message = cannot_post(a_scene(alignment, viewer=ANA, facts={"channel": CHANNEL, "code": "is_archived"}))

    assert message.text.startswith("<#C1> was archived")
    assert message.text.endswith("Every answer is kept.\nOnce it is open again, this goes on by itself.")


def test_into_a_channel_that_lives_the_app_can_be_invited_again() -> None:
    alignment = an_alignment(facilitator=ANA, thread_ts="1.2")

    message = cannot_post(a_scene(alignment, viewer=ANA, facts={"channel": CHANNEL, "code": "not_in_channel"}))

    assert message.text.endswith("Every answer is kept.\nTo continue, type `/invite @Aligned` there.")


def test_a_refused_card_is_told_with_what_to_do_and_can_be_posted_or_closed() -> None:
    message = card_refused(a_scene(UNSEEN, viewer=ANA, facts={"channel": "C9", "code": "not_in_channel"}))

    post, close = message.blocks[-1]["elements"]
    assert "Type `/invite @Aligned` there, and the card appears by itself." in message.text
    assert (ActionId.TRY_AGAIN, Press(a="A1")) == (post["action_id"], Press.of(post))
    assert FormName.CLOSE is Press.of(close).form[0]


def test_a_code_nobody_foresaw_is_shown_to_whoever_can_ask_an_admin() -> None:
    message = card_refused(a_scene(UNSEEN, viewer=ANA, facts={"channel": "C9", "code": "restricted_action`"}))

    assert "(it says `restricted_action'`). Ask an admin" in message.text


@pytest.mark.parametrize("seen", [replace(UNSEEN, thread_ts="1.2"), replace(UNSEEN, status=Status.CLOSED)])
def test_a_refused_card_that_was_posted_or_given_up_meanwhile_is_not_told(seen: Alignment) -> None:
    assert card_refused(a_scene(seen, viewer=ANA, facts={"channel": "C9", "code": "not_in_channel"})) is None


def test_a_form_that_did_not_open_can_be_opened_with_everything_in_it() -> None:
    facts = {"form": "start", "channel": CHANNEL, "title": "Refunds", "note": None}

    button = trigger_expired(told(**facts)).blocks[-1]["elements"][0]

    assert Press.of(button).form == (FormName.START, {"channel": CHANNEL, "title": "Refunds"})


def test_a_form_about_an_alignment_is_opened_for_it_again() -> None:
    scene = a_scene(an_alignment(), facts={"form": "answer", "fields": ["capability.decision"]})

    press = Press.of(trigger_expired(scene).blocks[-1]["elements"][0])

    assert press.a == "A1"
    assert press.form == (FormName.ANSWER, {"fields": ["capability.decision"]})


def test_a_mention_offers_to_start_with_what_was_said() -> None:
    message = mentioned(told(text="Route tickets for <@U0ANA>"))

    press = Press.of(message.blocks[-1]["elements"][0])
    assert "“Route tickets for @Ana Ortiz”" in message.text
    assert press.form == (FormName.START, {"title": "Route tickets for @Ana Ortiz", "channel": CHANNEL})


def test_a_bare_mention_offers_to_start_as_well() -> None:
    assert mentioned(told(text="")).text.startswith("Should this become an alignment? ")


def test_help_names_every_command() -> None:
    shown = as_read(offered_help(told()))

    assert all(f"`/aligned {word}`" in shown for word in ("status", "mine", "list", "show", "nudges", "close"))
    assert "*Align on this* or *Use as answer*" in shown


@pytest.mark.parametrize("render", [external, nothing_owed])
def test_a_plain_notice_says_one_thing_and_offers_nothing(render: Any) -> None:
    message = render(told())

    assert [block["type"] for block in message.blocks] == ["section"]
    assert message.blocks[0]["text"]["text"] == message.text


def test_no_fact_of_a_form_is_mistaken_for_the_form() -> None:
    assert {"form"} == notices.FORM_FACTS
