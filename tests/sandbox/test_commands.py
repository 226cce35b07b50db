"""Slash commands and shortcuts as a real Bolt app receives them."""

import pytest

from sandbox.client import PersonClient, SandboxClient, SandboxRefusal
from tests.sandbox.parrot import Parrot


def test_a_command_reaches_the_app_with_who_and_where(parrot: Parrot, ana: PersonClient, channel: str):
    outcome = ana.types("/parrot say hello", channel=channel)

    body = parrot.hears("command")
    assert outcome.ok
    assert ("/parrot", "say hello", ana.id, "ana", channel) == (
        body["command"],
        body["text"],
        body["user_id"],
        body["user_name"],
        body["channel_id"],
    )


def test_an_escaping_command_gets_ids_for_people_and_channels(
    parrot: Parrot, ana: PersonClient, bob: PersonClient, channel: str
):
    ana.types("/parrot ask @bob in #general, not @nobody", channel=channel)

    text = parrot.hears("command")["text"]
    assert text.startswith(f"ask <@{bob.id}|bob> in <#C")
    assert text.endswith("|general>, not @nobody")


def test_a_command_that_does_not_escape_gets_what_was_typed(parrot: Parrot, ana: PersonClient, channel: str):
    ana.types("/raw ask @bob & co", channel=channel)

    assert parrot.hears("command")["text"] == "ask @bob & co"


def test_the_answer_in_an_acknowledgement_is_ephemeral(
    parrot: Parrot, ana: PersonClient, bob: PersonClient, channel: str
):
    parrot.answers("command", lambda ack, **_: ack("only you"))

    ana.types("/parrot", channel=channel)

    assert [(m.text, m.is_ephemeral) for m in ana.sees(channel)] == [("only you", True)]
    assert bob.sees(channel) == []


def test_an_answer_may_be_for_everybody(parrot: Parrot, ana: PersonClient, bob: PersonClient, channel: str):
    parrot.answers("command", lambda ack, **_: ack(text="everybody", response_type="in_channel"))

    ana.types("/parrot", channel=channel)

    assert [message.text for message in bob.sees(channel)] == ["everybody"]


def test_an_unacknowledged_command_fails_visibly(parrot: Parrot, ana: PersonClient, channel: str):
    parrot.answers("command", lambda **_: None)

    outcome = ana.types("/parrot", channel=channel)

    assert (outcome.ok, outcome.problem) == (False, "operation_timeout")
    assert "operation_timeout" in outcome.message


def test_an_unknown_command_is_no_command(parrot: Parrot, ana: PersonClient, channel: str):
    outcome = ana.types("/nonsense", channel=channel)

    assert (outcome.ok, outcome.problem) == (False, "dispatch_unknown_command")
    assert parrot.heard == []


def test_nobody_types_commands_where_they_are_not_a_member(people: SandboxClient, channel: str):
    with pytest.raises(SandboxRefusal, match="not_in_channel"):
        people.person("chen").types("/parrot", channel=channel)


def test_a_message_shortcut_carries_the_message(parrot: Parrot, ana: PersonClient, channel: str):
    message = ana.says("look at this", channel=channel)

    outcome = ana.uses_shortcut("repeat_message", message=message)

    body = parrot.hears("message_action")
    assert outcome.ok
    assert ("repeat_message", "look at this", message.ts, channel) == (
        body["callback_id"],
        body["message"]["text"],
        body["message_ts"],
        body["channel"]["id"],
    )


def test_a_message_shortcut_in_a_thread_names_the_thread(parrot: Parrot, ana: PersonClient, channel: str):
    root = ana.says("root", channel=channel)
    reply = ana.replies(root, "reply")

    ana.uses_shortcut("repeat_message", message=reply)

    assert root.ts == parrot.hears("message_action")["message"]["thread_ts"]


def test_a_global_shortcut_belongs_to_no_channel(parrot: Parrot, ana: PersonClient):
    ana.uses_shortcut("say_something")

    body = parrot.hears("shortcut")
    assert ("say_something", ana.id) == (body["callback_id"], body["user"]["id"])
    assert not {"channel", "response_url"} & set(body)


def test_a_shortcut_of_the_wrong_kind_is_refused(ana: PersonClient, channel: str):
    message = ana.says("look", channel=channel)

    with pytest.raises(SandboxRefusal, match="shortcut_not_found"):
        ana.uses_shortcut("say_something", message=message)


def test_private_channels_are_not_named_in_payloads(parrot: Parrot, ana: PersonClient, private: str):
    ana.types("/parrot", channel=private)

    command = parrot.hears("command")

    assert (private, "privategroup") == (command["channel_id"], command["channel_name"])
