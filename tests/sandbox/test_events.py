"""Which events reach the app, and what they look like."""

import pytest
from slack_sdk import WebClient

from sandbox.client import PersonClient, SandboxClient
from tests.sandbox.parrot import Parrot


def test_a_message_in_a_channel_is_an_event_in_slacks_envelope(
    parrot: Parrot, ana: PersonClient, people: SandboxClient, channel: str
):
    message = ana.says("hello", channel=channel)

    parrot.hears_event("message", ts=message.ts)
    [body] = [heard for heard in parrot.all_heard("event") if heard["event"]["ts"] == message.ts]
    workspace = people.workspace()
    assert ("event_callback", workspace["team_id"], workspace["app"]["app_id"], False) == (
        body["type"],
        body["team_id"],
        body["api_app_id"],
        body["is_ext_shared_channel"],
    )
    assert workspace["app"]["bot_user_id"] == body["authorizations"][0]["user_id"]
    assert {"token", "event_id", "event_time", "event_context"} <= set(body)


def test_a_message_event_says_who_where_and_what(parrot: Parrot, ana: PersonClient, channel: str):
    message = ana.says("hello", channel=channel)

    event = parrot.hears_event("message", ts=message.ts)

    assert ("hello", ana.id, channel, "channel", message.ts) == (
        event["text"],
        event["user"],
        event["channel"],
        event["channel_type"],
        event["event_ts"],
    )
    assert event["blocks"][0]["type"] == "rich_text"


@pytest.mark.parametrize(
    ("typed", "received"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<!channel> <@U123>", "&lt;!channel&gt; &lt;@U123&gt;"),
        ("@here", "<!here>"),
        ("see https://example.org/a?b=1&c=2", "see <https://example.org/a?b=1&amp;c=2>"),
    ],
)
def test_typed_text_is_escaped_as_slack_does(
    parrot: Parrot, ana: PersonClient, channel: str, typed: str, received: str
):
    message = ana.says(typed, channel=channel)

    assert received == parrot.hears_event("message", ts=message.ts)["text"]


def test_mentions_become_ids(parrot: Parrot, ana: PersonClient, bob: PersonClient, channel: str):
    message = ana.says("@bob, look", channel=channel)

    assert f"<@{bob.id}>, look" == parrot.hears_event("message", ts=message.ts)["text"]


def test_a_mention_of_the_app_is_an_event_of_its_own(parrot: Parrot, ana: PersonClient, channel: str):
    message = ana.says("@parrot hello", channel=channel)

    event = parrot.hears_event("app_mention", ts=message.ts)

    assert (ana.id, channel) == (event["user"], event["channel"])


def test_a_direct_message_to_the_app_is_of_type_im(parrot: Parrot, ana: PersonClient):
    message = ana.says("just us")

    event = parrot.hears_event("message", ts=message.ts)

    assert ("im", message.channel) == (event["channel_type"], event["channel"])


def test_a_reply_names_its_thread(parrot: Parrot, ana: PersonClient, bob: PersonClient, channel: str):
    root = ana.says("root", channel=channel)
    reply = bob.replies(root, "reply")

    event = parrot.hears_event("message", ts=reply.ts)

    assert (root.ts, ana.id) == (event["thread_ts"], event["parent_user_id"])


def test_a_broadcast_reply_has_its_own_subtype(parrot: Parrot, ana: PersonClient, channel: str):
    root = ana.says("root", channel=channel)
    reply = ana.replies(root, "reply", broadcast=True)

    event = parrot.hears_event("message", ts=reply.ts)

    assert (event["subtype"], event["root"]["text"]) == ("thread_broadcast", "root")


def test_an_edit_carries_both_texts(parrot: Parrot, ana: PersonClient, channel: str):
    message = ana.says("before", channel=channel)
    ana.edits(message, "after")

    event = parrot.hears_event("message", subtype="message_changed", channel=channel)

    assert ("after", "before", message.ts, ana.id) == (
        event["message"]["text"],
        event["previous_message"]["text"],
        event["message"]["ts"],
        event["message"]["edited"]["user"],
    )


def test_a_deletion_carries_what_was_there(parrot: Parrot, ana: PersonClient, channel: str):
    message = ana.says("oops", channel=channel)
    ana.deletes(message)

    event = parrot.hears_event("message", subtype="message_deleted", channel=channel)

    assert (message.ts, "oops") == (event["deleted_ts"], event["previous_message"]["text"])


def test_the_apps_own_posts_come_back_to_it(parrot: Parrot, web: WebClient, people: SandboxClient, channel: str):
    parrot.app.client.chat_postMessage(channel=channel, text="echo")

    def echoed() -> bool:
        delivered = people.traffic(name="event message")
        return any(entry["request"]["payload"]["event"].get("text") == "echo" for entry in delivered)

    assert people.wait_until(echoed)


def test_nothing_is_heard_from_a_channel_without_the_app(parrot: Parrot, ana: PersonClient, private: str, channel: str):
    ana.says("a secret @parrot", channel=private)
    last = ana.says("no secret", channel=channel)

    parrot.hears_event("message", ts=last.ts)
    assert [body["event"]["text"] for body in parrot.all_heard("event")] == ["no secret"]


def test_nothing_is_heard_without_the_scope(parrot: Parrot, ana: PersonClient, people: SandboxClient, channel: str):
    people.scopes(remove=["channels:history"])
    ana.says("unheard", channel=channel)
    people.scopes(add=["channels:history"])
    last = ana.says("heard", channel=channel)

    parrot.hears_event("message", ts=last.ts)
    assert [body["event"]["text"] for body in parrot.all_heard("event")] == ["heard"]


def test_joining_and_leaving_are_told(parrot: Parrot, people: SandboxClient, channel: str):
    chen = people.person("chen")
    chen.joins(channel)
    joined = parrot.hears_event("member_joined_channel", user=chen.id)
    chen.leaves(channel)
    left = parrot.hears_event("member_left_channel", user=chen.id)

    assert [channel, channel] == [joined["channel"], left["channel"]]


def test_an_invitation_names_who_invited(parrot: Parrot, ana: PersonClient, people: SandboxClient, private: str):
    ana.invites("parrot", channel=private)

    event = parrot.hears_event("member_joined_channel", channel=private)

    assert (ana.id, people.workspace()["app"]["bot_user_id"]) == (event["inviter"], event["user"])


def test_the_app_is_told_that_it_was_removed(parrot: Parrot, people: SandboxClient, channel: str):
    people.person("parrot").leaves(channel)

    assert channel == parrot.hears_event("channel_left")["channel"]


def test_an_archived_channel_is_told(parrot: Parrot, people: SandboxClient, channel: str):
    people.change_channel(channel, archived=True)

    assert channel == parrot.hears_event("channel_archive")["channel"]


def test_a_channel_that_gets_another_id_is_told(parrot: Parrot, people: SandboxClient, channel: str):
    people.change_channel(channel, id="C0SHARED")

    moved = parrot.hears_event("channel_id_changed")
    assert (channel, "C0SHARED") == (moved["old_channel_id"], moved["new_channel_id"])


def test_a_changed_person_is_told(parrot: Parrot, people: SandboxClient):
    people.change_person("dana", deleted=True)

    event = parrot.hears_event("user_change")

    people.change_person("dana", deleted=False)
    assert (event["user"]["name"], event["user"]["deleted"]) == ("dana", True)


def test_a_reaction_names_its_message(parrot: Parrot, ana: PersonClient, channel: str):
    message = ana.says("nice", channel=channel)
    ana.reacts(message, "tada")

    event = parrot.hears_event("reaction_added", reaction="tada")

    assert (message.ts, ana.id) == (event["item"]["ts"], event["user"])


def test_a_revoked_token_is_told(parrot: Parrot, people: SandboxClient):
    people.token("revoked")

    event = parrot.hears_event("tokens_revoked")

    assert [people.workspace()["app"]["bot_user_id"]] == event["tokens"]["bot"]


def test_what_the_manifest_does_not_ask_for_is_not_told(
    parrot: Parrot, ana: PersonClient, people: SandboxClient, channel: str
):
    people.person("ana").pauses_notifications(people.clock.now())
    last = ana.says("after", channel=channel)

    parrot.hears_event("message", ts=last.ts)
    assert {"message"} == {body["event"]["type"] for body in parrot.all_heard("event")}


def test_a_channel_with_somebody_from_outside_is_shared(
    parrot: Parrot, web: WebClient, people: SandboxClient, channel: str
):
    stranger = people.add_person(f"guest-{channel.lower()}", "Sam Outside", is_stranger=True)
    stranger.joins(channel)
    message = stranger.says("hello from outside", channel=channel)

    event = parrot.hears_event("message", ts=message.ts)

    [body] = [heard for heard in parrot.all_heard("event") if heard["event"].get("ts") == message.ts]
    installed = people.workspace()["team_id"]
    assert (body["is_ext_shared_channel"], body["team_id"]) == (True, event["team"])
    assert (body["context_team_id"], body["authorizations"][0]["team_id"]) == (installed, installed)
    assert event["team"] != installed
    assert web.conversations_info(channel=channel)["channel"]["is_ext_shared"]
    assert stranger.types("/parrot", channel=channel).problem == "dispatch_unknown_command"


def test_a_mention_by_somebody_from_outside_names_their_team(parrot: Parrot, people: SandboxClient, channel: str):
    stranger = people.add_person(f"guest-{channel.lower()}", "Sam Outside", is_stranger=True)
    stranger.joins(channel)
    mention = stranger.says("@parrot hello", channel=channel)

    event = parrot.hears_event("app_mention", ts=mention.ts)

    installed = people.workspace()["team_id"]
    assert (event["team"], event["user_team"] == installed) == (installed, False)
    assert event["user_team"] == event["source_team"] == event["user_profile"]["team"]


def test_a_deleted_root_with_replies_is_told_as_a_change_into_a_stub(parrot: Parrot, ana: PersonClient, channel: str):
    root = ana.says("root", channel=channel)
    ana.replies(root, "reply")

    ana.deletes(root)

    event = parrot.hears_event("message", subtype="message_changed", channel=channel)
    stub = event["message"]
    assert (stub["subtype"], stub["user"], stub["hidden"], stub["ts"]) == ("tombstone", "USLACKBOT", True, root.ts)
    assert (event["previous_message"]["user"], event["previous_message"]["text"]) == (ana.id, "root")
