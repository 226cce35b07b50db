"""Elements deep inside blocks: cards, carousels, containers, plans, feedback."""

import pytest
from slack_sdk import WebClient

from sandbox.blocks import every_block, interactive_elements, with_ids
from sandbox.client import PersonClient, SandboxRefusal
from sandbox.seen import SeenMessage
from tests.sandbox.checks.check_payloads import card, mrkdwn, option, plain, rich_text, task
from tests.sandbox.parrot import Parrot
from tests.sandbox.payloads import a_button, a_menu, a_section, actions

FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "feedback",
    "positive_button": {"text": plain("Good"), "value": "good"},
    "negative_button": {"text": plain("Bad"), "value": "bad"},
}
ICON = {"type": "icon_button", "action_id": "trash", "icon": "trash", "text": plain("Delete"), "value": "42"}
NESTED = {
    "card": card(actions=[a_button()]),
    "carousel": {"type": "carousel", "elements": [card(), card(actions=[a_button()])]},
    "container": {"type": "container", "title": plain("Box"), "child_blocks": [a_section(), actions(a_button())]},
    "accessory": a_section() | {"accessory": a_button()},
}


def posted(web: WebClient, ana: PersonClient, channel: str, *blocks: dict) -> SeenMessage:
    """Post blocks and return them as Ana sees them."""
    web.chat_postMessage(channel=channel, text="look", blocks=list(blocks))
    return ana.sees(channel)[-1]


@pytest.mark.parametrize("name", NESTED)
def test_a_button_can_be_pressed_wherever_it_stands(
    name: str, web: WebClient, parrot: Parrot, ana: PersonClient, channel: str
):
    message = posted(web, ana, channel, NESTED[name])

    outcome = ana.presses(message, "press")

    [action] = parrot.hears("block_actions")["actions"]
    assert (True, "1", "button") == (outcome.ok, action["value"], action["type"])


def test_of_two_cards_the_one_whose_button_was_pressed_is_named(
    web: WebClient, parrot: Parrot, ana: PersonClient, channel: str
):
    cards = [card(actions=[a_button(value=name)], block_id=name) for name in ("first", "second")]
    message = posted(web, ana, channel, {"type": "carousel", "elements": cards})

    ana.presses(message, "press", block_id="second")

    [action] = parrot.hears("block_actions")["actions"]
    assert ("second", "second") == (action["block_id"], action["value"])


def test_a_choice_beside_an_auth_provider_reaches_the_app(
    web: WebClient, parrot: Parrot, ana: PersonClient, channel: str
):
    menu = {"type": "overflow", "action_id": "more", "options": [option("revoke")]}
    provider = {"type": "auth_provider", "value": "drive", "name": plain("Drive"), "is_connected": False}
    message = posted(web, ana, channel, provider | {"accessory": menu})

    ana.presses(message, "more", "revoke")

    assert "revoke" == parrot.hears("block_actions")["actions"][0]["selected_option"]["value"]


@pytest.mark.parametrize("value", ["good", "bad"])
def test_feedback_carries_the_side_that_was_pressed(
    value: str, web: WebClient, parrot: Parrot, ana: PersonClient, channel: str
):
    message = posted(web, ana, channel, {"type": "context_actions", "elements": [FEEDBACK, ICON]})

    ana.presses(message, "feedback", value)

    [action] = parrot.hears("block_actions")["actions"]
    assert ("feedback_buttons", value, value.title()) == (action["type"], action["value"], action["text"]["text"])


def test_feedback_that_is_on_no_button_cannot_be_given(web: WebClient, ana: PersonClient, channel: str):
    message = posted(web, ana, channel, {"type": "context_actions", "elements": [FEEDBACK]})

    with pytest.raises(SandboxRefusal, match="option_not_found"):
        ana.presses(message, "feedback", "so-so")


def test_an_icon_is_pressed_like_a_button(web: WebClient, parrot: Parrot, ana: PersonClient, channel: str):
    message = posted(web, ana, channel, {"type": "context_actions", "elements": [FEEDBACK, ICON]})

    ana.presses(message, "trash")

    assert "42" == parrot.hears("block_actions")["actions"][0]["value"]


def test_a_menu_inside_a_container_keeps_its_choice_in_the_state(
    web: WebClient, parrot: Parrot, ana: PersonClient, channel: str
):
    box = {"type": "container", "title": plain("Box"), "child_blocks": [actions(a_menu(), a_button())]}
    message = posted(web, ana, channel, box)

    ana.presses(message, "choose", "blue")

    state = parrot.hears("block_actions")["state"]["values"]
    assert "blue" == state["row"]["choose"]["selected_option"]["value"]


def test_every_block_gets_an_id_however_deep_it_stands():
    plan = {"type": "plan", "title": "Plan", "tasks": [task(), task(details=rich_text())]}

    blocks = list(every_block(with_ids([*NESTED.values(), plan])))

    assert 11 == len(blocks)
    assert 11 == len({block["block_id"] for block in blocks})


def test_an_element_without_an_id_gets_one_and_the_others_keep_theirs():
    nameless = {name: value for name, value in a_button().items() if name != "action_id"}

    found = [element["action_id"] for _, element in interactive_elements(with_ids([actions(nameless, a_menu())]))]

    assert "choose" == found[1]
    assert found[0]


def test_texts_are_not_taken_for_elements():
    blocks = with_ids([{"type": "context", "elements": [mrkdwn("Small")]}, a_section()])

    assert [] == list(interactive_elements(blocks))
