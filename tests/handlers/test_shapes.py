"""Payloads as Slack documents them are handled; what lacks what a listener reads is told apart."""

from typing import Any

import pytest

from bot.slack.ids import ActionId, CallbackId
from bot.slack.presses import Press
from handlers.shapes import oddities_of
from tests.handlers.payloads import (
    a_choice,
    a_command,
    a_deletion,
    a_direct_message,
    a_global_shortcut,
    a_message,
    a_message_shortcut,
    a_press,
    a_submission,
    an_edit,
    an_event,
)

REPLY = a_message("A clerk decides.")
FORM = {
    "callback_id": "aligned.form.close",
    "title": {"type": "plain_text", "text": "Close"},
    "blocks": [{"type": "input", "block_id": "reason"}],
    "state": {"values": {"reason": {"value": {"type": "plain_text_input", "value": None}}}},
}
TICKED = {"artifacts": {"value": {"type": "checkboxes", "selected_options": [{"text": None}]}}}
DOCUMENTED = [
    ("slash_commands", a_command("help")),
    ("events_api", REPLY),
    ("events_api", a_direct_message("hello")),
    ("events_api", an_edit(REPLY, "A person decides.")),
    ("events_api", a_deletion(REPLY)),
    ("events_api", an_event({"type": "channel_rename", "channel": {"id": "C1", "name": "new", "created": 1}})),
    ("events_api", an_event({"type": "team_join", "user": {"id": "U1", "team_id": "T1"}})),
    ("events_api", an_event({"type": "something_new", "whatever": 1})),
    ("interactive", a_press(ActionId.ANSWER, Press(a="A1"))),
    ("interactive", a_choice(ActionId.LATER, Press(a="A1", x="1"))),
    ("interactive", a_press(ActionId.ANSWER, Press(a="A1"), channel=None, message=None, team=None)),
    ("interactive", a_global_shortcut(CallbackId.ALIGN_GLOBAL)),
    ("interactive", a_message_shortcut(CallbackId.ALIGN_FROM_MESSAGE, {"ts": "1.0", "bot_id": "B1"})),
    ("interactive", a_submission(FORM)),
]
BROKEN: list[tuple[str, Any, str]] = [
    ("slash_commands", {**a_command(), "trigger_id": None}, "trigger_id"),
    ("slash_commands", {**a_command(), "channel_id": "C" * 3_000}, "channel_id"),
    ("slash_commands", [], "model_type"),
    ("events_api", {**REPLY, "event": None}, "event"),
    ("events_api", {**REPLY, "event": "message"}, "event"),
    ("events_api", {**REPLY, "authorizations": [None]}, "authorizations.0"),
    ("events_api", an_event({**REPLY["event"], "channel": {"id": "C1"}}), "channel"),
    ("events_api", an_event({**REPLY["event"], "subtype": "message_changed"}), "message"),
    ("events_api", an_event({"type": "user_change", "user": "U1"}), "user"),
    ("interactive", None, "model_type"),
    ("interactive", {**a_press("a", "b"), "actions": []}, "actions"),
    ("interactive", {**a_press("a", "b"), "user": "U1"}, "user"),
    ("interactive", {**a_submission(FORM), "view": {"id": "V1"}}, "view"),
    ("interactive", a_submission({**FORM, "state": {"values": TICKED}}), "view.state.values"),
    ("interactive", a_submission({name: FORM[name] for name in FORM if name != "blocks"}), "blocks"),
]


@pytest.mark.parametrize(("kind", "payload"), DOCUMENTED)
def test_what_slack_documents_is_readable(kind: str, payload: Any) -> None:
    assert () == oddities_of(kind, payload)


@pytest.mark.parametrize(("kind", "payload", "place"), BROKEN)
def test_what_no_listener_could_read_is_named_by_its_place(kind: str, payload: Any, place: str) -> None:
    found = oddities_of(kind, payload)

    assert any(place in oddity for oddity in found)


def test_an_oddity_quotes_nothing_that_somebody_wrote() -> None:
    secret = an_event({**REPLY["event"], "text": ["our margin is 4 %"]})

    assert "margin" not in str(oddities_of("events_api", secret))
