"""Menus whose options the app suggests while somebody types."""

from collections.abc import Callable

import pytest
from slack_sdk import WebClient
from slack_sdk.models.blocks import Option, OptionGroup

from sandbox.client import PersonClient, SandboxRefusal
from sandbox.seen import Modal, SeenMessage
from tests.sandbox.parrot import Parrot
from tests.sandbox.payloads import a_button, a_modal, actions, an_input

CITIES = ("Lisbon", "Lagos", "Singapore")
EXTERNAL = {"type": "external_select", "action_id": "city", "min_query_length": 0}
SEVERAL = {"type": "multi_external_select", "action_id": "city", "min_query_length": 0}


def suggest(ack: Callable[..., None], body: dict, **_: object) -> None:
    """Suggest the cities that begin as somebody typed."""
    ack(options=[Option(label=city, value=city.lower()) for city in CITIES if city.startswith(body["value"])])


@pytest.fixture
def message(web: WebClient, ana: PersonClient, channel: str) -> SeenMessage:
    """A message with an external menu and a button."""
    web.chat_postMessage(channel=channel, text="where", blocks=[actions(EXTERNAL, a_button())])
    return ana.sees(channel)[-1]


def form_with(parrot: Parrot, ana: PersonClient, channel: str, element: dict) -> Modal:
    """Open a form with one input around an element."""
    view = a_modal(an_input("place", **element))

    def open_form(ack: Callable[..., None], body: dict, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=view)

    parrot.answers("command", open_form)
    parrot.answers("block_suggestion", suggest)
    ana.types("/parrot", channel=channel)
    return ana.waits_for_modal()


def test_what_somebody_types_brings_the_options_that_fit(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    parrot.answers("block_suggestion", suggest)

    offer = ana.is_offered(message, "city", "L")

    assert ["lisbon", "lagos"] == [option["value"] for option in offer.options]


def test_the_app_hears_who_typed_what_and_where(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    ana.is_offered(message, "city", "Sing")

    body = parrot.hears("block_suggestion")
    assert ("Sing", "city", "row", ana.id, message.ts) == (
        body["value"],
        body["action_id"],
        body["block_id"],
        body["user"]["id"],
        body["container"]["message_ts"],
    )
    assert "where" == body["message"]["text"]


def test_options_may_come_in_groups(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    option = Option(label="Lisbon", value="lisbon")
    groups = [OptionGroup(label="Europe", options=[option])]
    parrot.answers("block_suggestion", lambda ack, **_: ack(option_groups=groups))

    offer = ana.is_offered(message, "city")

    assert {"Europe": (option.to_dict(),)} == offer.groups
    assert (option.to_dict(),) == offer.options


def test_more_than_a_hundred_options_are_refused(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    many = [Option(label=str(number), value=str(number)) for number in range(101)]
    parrot.answers("block_suggestion", lambda ack, **_: ack(options=many))

    assert "invalid_response" == ana.is_offered(message, "city").problem


def test_an_app_that_suggests_nothing_in_time_is_told_of(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    parrot.answers("block_suggestion", lambda **_: None)

    offer = ana.is_offered(message, "city")

    assert (False, "operation_timeout", ()) == (offer.ok, offer.problem, offer.options)


def test_a_button_suggests_nothing(connected: Parrot, ana: PersonClient, message: SeenMessage):
    with pytest.raises(SandboxRefusal, match="no_suggestions"):
        ana.is_offered(message, "press")


def test_a_suggested_option_is_chosen_in_a_message(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    parrot.answers("block_suggestion", suggest)
    [option] = ana.is_offered(message, "city", "Sing").options

    ana.presses(message, "city", option)

    assert option == parrot.hears("block_actions")["actions"][0]["selected_option"]


def test_a_word_that_was_not_suggested_is_no_choice(connected: Parrot, ana: PersonClient, message: SeenMessage):
    with pytest.raises(SandboxRefusal, match="option_not_found"):
        ana.presses(message, "city", "Atlantis")


def test_a_form_asks_the_app_and_submits_what_was_chosen(parrot: Parrot, ana: PersonClient, channel: str):
    form = form_with(parrot, ana, channel, EXTERNAL)
    [option] = form.offers("city", "Sing").options

    form.submit({"place": {"city": option}})

    asked, submitted = parrot.hears("block_suggestion"), parrot.hears("view_submission")
    assert form.id == asked["view"]["id"]
    assert option == submitted["view"]["state"]["values"]["place"]["city"]["selected_option"]


def test_several_suggested_options_are_submitted_together(parrot: Parrot, ana: PersonClient, channel: str):
    form = form_with(parrot, ana, channel, SEVERAL)
    offered = list(form.offers("city", "L").options)

    form.submit({"place": {"city": offered}})

    submitted = parrot.hears("view_submission")
    assert offered == submitted["view"]["state"]["values"]["place"]["city"]["selected_options"]
