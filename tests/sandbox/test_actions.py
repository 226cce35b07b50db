"""Buttons and menus in messages, and answering them through response URLs."""

import http.client
import json
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from sandbox.client import PersonClient, SandboxClient, SandboxRefusal
from sandbox.seen import SeenMessage
from tests.sandbox.parrot import Parrot
from tests.sandbox.payloads import a_button, a_menu, a_section, actions, an_input


@pytest.fixture
def message(web: WebClient, ana: PersonClient, channel: str) -> SeenMessage:
    """A message with a button and a menu."""
    blocks = [a_section(), actions(a_button(), a_menu())]
    web.chat_postMessage(channel=channel, text="choose", blocks=blocks)
    return ana.sees(channel)[-1]


def test_a_pressed_button_says_who_where_and_what(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    outcome = ana.presses(message, "press")

    body = parrot.hears("block_actions")
    assert outcome.ok
    assert (ana.id, message.ts, "1", "row") == (
        body["user"]["id"],
        body["container"]["message_ts"],
        body["actions"][0]["value"],
        body["actions"][0]["block_id"],
    )
    assert body["message"]["text"] == "choose"


def test_a_choice_in_a_menu_carries_the_option_and_the_state(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    ana.presses(message, "choose", "blue")

    body = parrot.hears("block_actions")
    assert body["actions"][0]["selected_option"]["value"] == "blue"
    assert body["state"]["values"]["row"]["choose"]["selected_option"]["value"] == "blue"


def test_an_option_that_is_not_offered_cannot_be_chosen(ana: PersonClient, message: SeenMessage):
    with pytest.raises(SandboxRefusal, match="option_not_found"):
        ana.presses(message, "choose", "green")


def test_a_button_that_is_not_there_cannot_be_pressed(ana: PersonClient, message: SeenMessage):
    with pytest.raises(SandboxRefusal, match="action_not_found"):
        ana.presses(message, "elsewhere")


def test_a_press_on_a_message_that_was_edited_meanwhile_reaches_the_app(
    web: WebClient, parrot: Parrot, ana: PersonClient, channel: str
):
    nameless = {name: value for name, value in actions(a_button()).items() if name != "block_id"}
    posted = web.chat_postMessage(channel=channel, text="t", blocks=[nameless])
    seen = ana.sees(channel)[-1]
    web.chat_update(channel=channel, ts=posted["ts"], text="t", blocks=[a_section("new"), nameless])

    outcome = ana.presses(seen, "press", block_id=seen.blocks[0]["block_id"])

    assert outcome.ok
    assert "1" == parrot.hears("block_actions")["actions"][0]["value"]


def test_of_two_like_buttons_an_old_one_is_not_guessed(web: WebClient, ana: PersonClient, channel: str):
    rows = [actions(a_button(), block_id="new"), actions(a_button(), block_id="newer")]
    web.chat_postMessage(channel=channel, text="t", blocks=rows)

    with pytest.raises(SandboxRefusal, match="action_not_found"):
        ana.presses(ana.sees(channel)[-1], "press", block_id="old")


def test_an_unacknowledged_press_fails_visibly(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    parrot.answers("block_actions", lambda **_: None)

    assert ana.presses(message, "press").problem == "operation_timeout"


def test_an_input_in_a_message_tells_the_app_only_with_a_button(
    web: WebClient, parrot: Parrot, ana: PersonClient, channel: str
):
    web.chat_postMessage(channel=channel, text="t", blocks=[an_input(), actions(a_button())])
    message = ana.sees(channel)[-1]

    ana.presses(message, "text", "typed")
    ana.presses(message, "press")

    [body] = parrot.all_heard("block_actions")
    assert body["state"]["values"]["what"]["text"]["value"] == "typed"


def test_a_press_in_an_ephemeral_carries_no_message(web: WebClient, parrot: Parrot, ana: PersonClient, channel: str):
    web.chat_postEphemeral(channel=channel, user=ana.id, text="psst", blocks=[actions(a_button())])

    ana.presses(ana.sees(channel)[-1], "press")

    body = parrot.hears("block_actions")
    assert (body["container"]["is_ephemeral"], "message" in body) == (True, False)


def test_a_response_url_answers_to_one_person(
    parrot: Parrot, ana: PersonClient, bob: PersonClient, message: SeenMessage
):
    _respond(parrot, ana, message, text="only you")

    seen = [m.text for m in ana.sees(message.channel)], [m.text for m in bob.sees(message.channel)]
    assert seen == (["choose", "only you"], ["choose"])


def test_a_response_url_leads_out_of_a_thread(parrot: Parrot, web: WebClient, ana: PersonClient, message: SeenMessage):
    web.chat_postMessage(channel=message.channel, thread_ts=message.ts, text="t", blocks=[actions(a_button())])
    reply = ana.thread(message.channel, message.ts)[-1]

    _respond(parrot, ana, reply, text="only you", thread_ts=message.ts)

    assert [m.text for m in ana.sees(message.channel)] == ["choose", "only you"]
    assert [m.text for m in ana.thread(message.channel, message.ts)] == ["choose", "t"]


def test_a_response_url_replaces_the_original(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    _respond(parrot, ana, message, text="chosen", replace_original=True)

    assert [m.text for m in ana.sees(message.channel)] == ["chosen"]


def test_a_response_url_deletes_the_original(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    _respond(parrot, ana, message, delete_original=True)

    assert ana.sees(message.channel) == []


def test_a_response_url_replaces_an_ephemeral(web: WebClient, parrot: Parrot, ana: PersonClient, channel: str):
    web.chat_postEphemeral(channel=channel, user=ana.id, text="psst", blocks=[actions(a_button())])

    _respond(parrot, ana, ana.sees(channel)[-1], text="done", replace_original=True)

    assert [(m.text, m.is_ephemeral) for m in ana.sees(channel)] == [("done", True)]


def test_a_response_url_works_five_times(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    url = _press(parrot, ana, message)

    statuses = [WebhookClient(url).send(text=str(number)).status_code for number in range(6)]

    assert statuses == [200] * 5 + [404]


def test_a_response_url_works_for_half_an_hour(
    parrot: Parrot, ana: PersonClient, people: SandboxClient, message: SeenMessage
):
    url = _press(parrot, ana, message)
    people.clock.advance(minutes=31)

    answer = WebhookClient(url).send(text="late")

    assert (answer.status_code, json.loads(answer.body)["error"]) == (404, "expired_url")


def test_a_response_url_reaches_where_the_app_is_not_a_member(parrot: Parrot, ana: PersonClient, private: str):
    ana.types("/parrot", channel=private)
    url = parrot.hears("command")["response_url"]

    WebhookClient(url).send(text="invite me")

    assert [m.text for m in ana.sees(private)] == ["invite me"]


def test_a_response_that_is_not_json_is_refused(parrot: Parrot, ana: PersonClient, message: SeenMessage):
    parts = urlsplit(_press(parrot, ana, message))
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)

    connection.request("POST", parts.path, b"not json")
    status = connection.getresponse().status
    connection.close()

    assert status == 400


def _press(parrot: Parrot, ana: PersonClient, message: SeenMessage) -> str:
    ana.presses(message, message.action_ids[0])
    return str(parrot.hears("block_actions")["response_url"])


def _respond(parrot: Parrot, ana: PersonClient, message: SeenMessage, **answer: object) -> None:
    response = WebhookClient(_press(parrot, ana, message)).send_dict(answer)
    assert response.body == "ok"
