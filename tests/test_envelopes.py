"""Whatever arrives on a socket is acknowledged; what no listener could read never reaches one."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.envelopes import Envelopes
from bot.intake import UNREADABLE

PATIENCE = 15.0
COMMAND = {
    "command": "/aligned",
    "text": "hi",
    "trigger_id": "1.1",
    "team_id": "T1",
    "user_id": "U1",
    "channel_id": "C1",
}
Take = Callable[[str, Any], list[dict[str, Any]]]


class Heard:
    """What reached the listener, and what was observed of the acknowledgements."""

    def __init__(self) -> None:
        self.commands: list[str] = []
        self.acks: list[tuple[str, bool]] = []

    def command(self, ack: Ack, body: dict[str, Any]) -> None:
        self.commands.append(body["text"])
        ack("heard")

    def acked(self, kind: str, _: float, was: bool) -> None:
        self.acks.append((kind, was))


@pytest.fixture
def heard() -> Heard:
    """Somebody who listens to the command."""
    return Heard()


@pytest.fixture
def take(heard: Heard) -> Take:
    """Hand over one envelope, and return what it was answered once everything under way is done."""
    app = App(
        client=WebClient(base_url="http://127.0.0.1:9/api/"),
        signing_secret="unused",
        authorize=lambda **_: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1"),
        process_before_response=True,
    )
    app.command("/aligned")(heard.command)
    envelopes = Envelopes(app, at_once=2, on_ack=heard.acked)

    def hand_over(kind: str, payload: Any) -> list[dict[str, Any]]:
        answers: list[dict[str, Any]] = []
        envelopes.take(
            {"envelope_id": "E1", "type": kind, "payload": payload}, lambda words: answers.append(dict(words)) or True
        )
        envelopes.finish(PATIENCE)
        return answers

    return hand_over


def test_what_a_listener_says_travels_with_the_acknowledgement(take: Take, heard: Heard) -> None:
    answers = take("slash_commands", COMMAND)

    assert ([{"envelope_id": "E1", "payload": {"text": "heard"}}], ["hi"]) == (answers, heard.commands)


@pytest.mark.parametrize("payload", [None, [], "x", {}, {**COMMAND, "text": ["hi"]}, {"payload": {"a": [None]}}])
def test_a_payload_of_no_known_shape_is_acknowledged_and_no_more(take: Take, heard: Heard, payload: Any) -> None:
    answers = take("slash_commands", payload)

    assert ([{"envelope_id": "E1"}], [], [(UNREADABLE, True)]) == (answers, heard.commands, heard.acks)


def test_what_nobody_listens_to_is_acknowledged(take: Take, heard: Heard) -> None:
    answers = take("interactive", {"type": "something_new", "user": {"id": "U1"}})

    assert ([{"envelope_id": "E1"}], [("interactive", True)]) == (answers, heard.acks)
