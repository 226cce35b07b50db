"""Whatever arrives on a socket is acknowledged; what no listener could read never reaches one."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.envelopes import Envelopes
from bot.intake import UNREADABLE, opened
from bot.letters import Letters
from storage.letterbox import Letterbox

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


def an_app() -> App:
    """Return an app without listeners."""
    return App(
        client=WebClient(base_url="http://127.0.0.1:9/api/"),
        signing_secret="unused",
        authorize=lambda **_: AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1"),
        process_before_response=True,
    )


@pytest.fixture
def heard() -> Heard:
    """Somebody who listens to the command."""
    return Heard()


@pytest.fixture
def take(heard: Heard) -> Take:
    """Hand over one envelope, and return what it was answered once everything under way is done."""
    app = an_app()
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


class Slow:
    """A listener that does not return before it may, and a letterbox for whoever waits that long."""

    def __init__(self, path: Path) -> None:
        self.may_return = threading.Event()
        self.answers: Queue[str] = Queue()
        self.heard: Queue[str] = Queue()
        self.statuses: list[int] = []
        app = an_app()
        app.command("/aligned")(self._listen)
        self.path = path
        self.letters = Letters(Letterbox(path), partial(opened, app), patience=0.01)
        self.envelopes = Envelopes(app, at_once=1, letters=self.letters)
        self.letters.start()

    def take(self, text: str) -> None:
        """Hand over a command; its envelope is called as its text."""
        envelope = {"envelope_id": text, "type": "slash_commands", "payload": {**COMMAND, "text": text}}
        self.envelopes.take(envelope, lambda words: self.answers.put(words["envelope_id"]) or True)

    def finish(self) -> None:
        """Let everything end."""
        self.may_return.set()
        self.envelopes.finish(PATIENCE)
        self.letters.stop()

    def left(self) -> list[str]:
        """List what is still in the letterbox, once everything has ended."""
        with closing(Letterbox(self.path)) as box:
            return [letter.payload["text"] for letter in box.waiting()]

    def _listen(self, body: dict[str, Any]) -> BoltResponse:
        assert self.may_return.wait(PATIENCE)
        self.heard.put(body["text"])
        return BoltResponse(status=self.statuses.pop() if self.statuses else 200)


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Slow]:
    """A listener that takes its time."""
    listener = Slow(tmp_path / "letters")
    yield listener
    listener.finish()


def test_what_takes_too_long_is_acknowledged_once_and_before_its_listener_returned(slow: Slow) -> None:
    slow.take("late")
    answered = slow.answers.get(timeout=PATIENCE)
    was_heard = not slow.heard.empty()

    slow.finish()

    assert ("late", False, True, []) == (answered, was_heard, slow.answers.empty(), slow.left())


def test_what_waits_too_long_for_a_worker_is_acknowledged_and_heard_once(slow: Slow) -> None:
    slow.take("first")
    slow.take("second")
    answered = {slow.answers.get(timeout=PATIENCE) for _ in range(2)}

    slow.may_return.set()
    heard = [slow.heard.get(timeout=PATIENCE) for _ in range(2)]
    slow.finish()

    assert ({"first", "second"}, ["first", "second"], True) == (answered, heard, slow.heard.empty())


def test_what_was_not_stored_is_acknowledged_by_a_letter_and_heard_again(slow: Slow) -> None:
    slow.statuses = [503]
    slow.may_return.set()

    slow.take("away")
    answered = slow.answers.get(timeout=PATIENCE)
    heard = [slow.heard.get(timeout=PATIENCE) for _ in range(2)]
    slow.finish()

    assert ("away", ["away", "away"], True, []) == (answered, heard, slow.answers.empty(), slow.left())


def test_a_form_is_not_acknowledged_before_its_listener_returned(slow: Slow) -> None:
    view = {"id": "V1", "type": "modal", "callback_id": "form", "title": {"type": "plain_text", "text": "x"}}
    form = {"type": "view_submission", "user": {"id": "U1"}, "view": view}
    slow.take("blocks the only worker")
    answers: Queue[str] = Queue()

    slow.envelopes.take(
        {"envelope_id": "F", "type": "interactive", "payload": form}, lambda words: answers.put("F") or True
    )
    assert slow.answers.get(timeout=PATIENCE)
    is_early = not answers.empty()
    slow.may_return.set()

    assert (False, "F") == (is_early, answers.get(timeout=PATIENCE))
