"""Blocks are verbatim, within limits, and left out when they would say nothing."""

import pytest

from bot.slack import blocks
from bot.slack.ids import ActionId
from bot.slack.presses import Press


def test_markup_is_never_searched_for_names() -> None:
    row = blocks.section("Hello @here")

    assert row is not None
    assert row.to_dict()["text"] == {"type": "mrkdwn", "text": "Hello @here", "verbatim": True}


def test_nothing_to_say_is_no_block() -> None:
    assert blocks.section("") is None
    assert blocks.context("", "") is None
    assert blocks.actions(None) is None


def test_long_text_is_cut_visibly() -> None:
    row = blocks.section("w" * 4_000)

    assert row is not None
    assert row.to_dict()["text"]["text"] == "w" * 2_999 + "…"


def test_a_heading_is_plain_text_without_emoji() -> None:
    row = blocks.header(":boom: \u202eR&D " + "x" * 200)

    assert row is not None
    assert row.to_dict()["text"]["text"].startswith(":boom: R&D x")
    assert row.to_dict()["text"]["emoji"] is False


def test_a_heading_that_cleans_to_nothing_is_still_valid() -> None:
    row = blocks.header("\x00")

    assert row is not None
    assert row.to_dict()["text"]["text"] == "…"


def test_a_message_leaves_out_what_is_empty_and_what_is_too_much() -> None:
    message = blocks.message("text", None, *(blocks.divider() for _ in range(60)))

    assert len(message.blocks) == blocks.MESSAGE_BLOCKS


def test_a_button_carries_its_press() -> None:
    button = blocks.button("Answer", ActionId.ANSWER, Press(a="A1"), style=blocks.PRIMARY).to_dict()

    assert button["value"] == '{"v":1,"a":"A1"}'
    assert button["style"] == "primary"


def test_at_most_as_many_options_are_offered_as_slack_takes() -> None:
    select = blocks.select("x", "Choose", [(f"Option {n}", Press(x=str(n))) for n in range(130)])

    assert len(select.to_dict()["options"]) == 100


@pytest.mark.parametrize(
    "row",
    [
        blocks.section("Hello"),
        blocks.section("Hello", blocks.menu(ActionId.LATER, [("Tomorrow", Press(a="A1"))])),
        blocks.context("In passing", "and again"),
        blocks.header("Refund copilot"),
        blocks.divider(),
        blocks.actions(
            blocks.button("Not now", ActionId.NOT_NOW, Press(a="A1")),
            blocks.button("Answer", ActionId.ANSWER, Press(a="A1"), style=blocks.PRIMARY),
            blocks.select(ActionId.LATER, "Later", [("Tomorrow", Press(a="A1"))]),
        ),
    ],
)
def test_a_block_is_written_as_slacks_own_library_writes_it(row: blocks.Row) -> None:
    assert row is not None

    assert [row.to_dict()] == blocks.serialised([row, None], 10)
