"""chat.* through Slack's own client."""

import json

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import PersonClient, SandboxClient
from tests.sandbox.payloads import a_button, a_section, actions


def refusal(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    """Return the code of a refused call."""
    return str(error.value.response["error"])


def test_a_posted_message_is_seen_by_members(web: WebClient, ana: PersonClient, channel: str):
    answer = web.chat_postMessage(channel=channel, text="hello")

    assert [("hello", answer["ts"])] == [(message.text, message.ts) for message in ana.sees(channel)]


def test_time_stamps_are_unique_and_increase_even_when_the_clock_goes_back(
    web: WebClient, people: SandboxClient, channel: str
):
    first = web.chat_postMessage(channel=channel, text="one")["ts"]
    people.clock.advance(hours=-1)

    second = web.chat_postMessage(channel=channel, text="two")["ts"]

    assert second > first


def test_the_answer_carries_the_message_as_the_app_may_read_it(web: WebClient, channel: str):
    metadata = {"event_type": "made", "event_payload": {"k": "v"}}

    message = web.chat_postMessage(channel=channel, text="hello", metadata=metadata)["message"]

    assert ("message", "hello", metadata) == (message["type"], message["text"], message["metadata"])
    assert message["bot_profile"]["name"] == "Parrot"


def test_a_channel_may_be_named(web: WebClient, ana: PersonClient, people: SandboxClient):
    people.add_channel("by-name", "ana", "app")

    web.chat_postMessage(channel="#by-name", text="hello")

    assert [message.text for message in ana.sees("#by-name")] == ["hello"]


def test_a_public_channel_without_the_app_is_refused(web: WebClient, people: SandboxClient):
    outside = people.add_channel("outside", "ana")

    with pytest.raises(SlackApiError) as error:
        web.chat_postMessage(channel=outside, text="hello")

    assert refusal(error) == "not_in_channel"


def test_a_private_channel_without_the_app_does_not_exist_for_it(web: WebClient, private: str):
    with pytest.raises(SlackApiError) as error:
        web.chat_postMessage(channel=private, text="hello")

    assert refusal(error) == "channel_not_found"


def test_an_archived_channel_takes_no_messages(web: WebClient, people: SandboxClient, channel: str):
    people.change_channel(channel, archived=True)

    with pytest.raises(SlackApiError) as error:
        web.chat_postMessage(channel=channel, text="hello")

    assert refusal(error) == "is_archived"


def test_posting_to_a_person_opens_the_direct_message(web: WebClient, bob: PersonClient):
    answer = web.chat_postMessage(channel=bob.id, text="just you")

    assert answer["channel"].startswith("D")
    assert bob.dm().last().text == "just you"


def test_posting_to_somebody_deactivated_succeeds_as_in_slack(web: WebClient, people: SandboxClient):
    gone = people.add_person("gone", "Gone Person", deleted=True)

    answer = web.chat_postMessage(channel=gone.id, text="are you there?")

    assert answer["ok"]


def test_bots_get_no_direct_messages(web: WebClient, people: SandboxClient):
    robot = people.add_person("robot", "A robot", is_bot=True)

    with pytest.raises(SlackApiError) as error:
        web.chat_postMessage(channel=robot.id, text="beep")

    assert refusal(error) == "cannot_dm_bot"


def test_a_message_without_content_is_refused(web: WebClient, channel: str):
    with pytest.raises(SlackApiError) as error:
        web.api_call("chat.postMessage", json={"channel": channel, "text": ""})

    assert refusal(error) == "no_text"


def test_bad_blocks_are_refused_with_a_pointer(web: WebClient, channel: str):
    with pytest.raises(SlackApiError) as error:
        web.chat_postMessage(channel=channel, text="t", blocks=[a_section("x" * 3001)])

    messages = error.value.response["response_metadata"]["messages"]
    assert refusal(error) == "invalid_blocks"
    assert "[json-pointer:/blocks/0/text" in messages[0]


def test_blocks_that_are_not_json_are_refused(web: WebClient, channel: str):
    with pytest.raises(SlackApiError) as error:
        web.api_call("chat.postMessage", params={"channel": channel, "text": "t", "blocks": "[{"})

    assert refusal(error) == "invalid_blocks_format"


def test_a_missing_argument_is_named(web: WebClient):
    with pytest.raises(SlackApiError) as error:
        web.api_call("chat.postMessage", params={"text": "hello"})

    assert refusal(error) == "invalid_arguments"
    assert "channel" in error.value.response["response_metadata"]["messages"][0]


def test_json_bodies_and_forms_are_read_alike(web: WebClient, ana: PersonClient, channel: str):
    web.api_call("chat.postMessage", json={"channel": channel, "text": "json", "blocks": [a_section()]})
    blocks = json.dumps([a_section()])
    web.api_call("chat.postMessage", params={"channel": channel, "text": "form", "blocks": blocks})

    assert [message.blocks[0]["type"] for message in ana.sees(channel)] == ["section", "section"]


def test_a_reply_stands_in_its_thread_and_not_in_the_channel(web: WebClient, ana: PersonClient, channel: str):
    root = web.chat_postMessage(channel=channel, text="root")["ts"]

    web.chat_postMessage(channel=channel, text="reply", thread_ts=root)

    assert [message.text for message in ana.sees(channel)] == ["root"]
    assert [message.text for message in ana.thread(channel, root)] == ["root", "reply"]
    assert ana.sees(channel)[0].raw["reply_count"] == 1


def test_a_broadcast_reply_shows_in_both(web: WebClient, ana: PersonClient, channel: str):
    root = web.chat_postMessage(channel=channel, text="root")["ts"]

    web.chat_postMessage(channel=channel, text="reply", thread_ts=root, reply_broadcast=True)

    assert [message.text for message in ana.sees(channel)] == ["root", "reply"]


def test_a_reply_to_a_reply_goes_to_the_same_thread(web: WebClient, ana: PersonClient, channel: str):
    root = web.chat_postMessage(channel=channel, text="root")["ts"]
    reply = web.chat_postMessage(channel=channel, text="one", thread_ts=root)["ts"]

    web.chat_postMessage(channel=channel, text="two", thread_ts=reply)

    assert [message.text for message in ana.thread(channel, root)] == ["root", "one", "two"]


def test_nobody_can_reply_to_a_message_that_is_gone(web: WebClient, channel: str):
    with pytest.raises(SlackApiError) as error:
        web.chat_postMessage(channel=channel, text="reply", thread_ts="1.000001")

    assert refusal(error) == "cannot_reply_to_message"


def test_an_update_keeps_blocks_it_does_not_mention(web: WebClient, ana: PersonClient, channel: str):
    ts = web.chat_postMessage(channel=channel, text="one", blocks=[a_section()])["ts"]

    web.chat_update(channel=channel, ts=ts, text="two")

    [message] = ana.sees(channel)
    assert (message.text, message.blocks[0]["type"]) == ("two", "section")


def test_an_update_with_an_empty_array_removes_blocks(web: WebClient, ana: PersonClient, channel: str):
    ts = web.chat_postMessage(channel=channel, text="one", blocks=[a_section()])["ts"]

    web.chat_update(channel=channel, ts=ts, text="two", blocks=[])

    assert ana.sees(channel)[0].blocks == []


def test_only_own_messages_can_be_updated(web: WebClient, ana: PersonClient, channel: str):
    message = ana.says("mine", channel=channel)

    with pytest.raises(SlackApiError) as error:
        web.chat_update(channel=channel, ts=message.ts, text="yours")

    assert refusal(error) == "cant_update_message"


def test_an_unknown_message_cannot_be_updated(web: WebClient, channel: str):
    with pytest.raises(SlackApiError) as error:
        web.chat_update(channel=channel, ts="1.000001", text="?")

    assert refusal(error) == "message_not_found"


def test_a_deleted_message_is_gone(web: WebClient, ana: PersonClient, channel: str):
    ts = web.chat_postMessage(channel=channel, text="oops")["ts"]

    web.chat_delete(channel=channel, ts=ts)

    assert ana.sees(channel) == []


def test_a_deleted_root_with_replies_leaves_a_tombstone(web: WebClient, ana: PersonClient, channel: str):
    root = web.chat_postMessage(channel=channel, text="root")["ts"]
    web.chat_postMessage(channel=channel, text="reply", thread_ts=root)

    web.chat_delete(channel=channel, ts=root)

    assert [message.raw["subtype"] for message in ana.thread(channel, root)] == ["tombstone", None]


def test_an_ephemeral_is_seen_by_its_reader_alone(web: WebClient, ana: PersonClient, bob: PersonClient, channel: str):
    web.chat_postEphemeral(channel=channel, user=ana.id, text="psst")

    assert ([m.text for m in ana.sees(channel)], [m.text for m in bob.sees(channel)]) == (["psst"], [])


def test_an_ephemeral_for_somebody_outside_is_refused(web: WebClient, people: SandboxClient, channel: str):
    with pytest.raises(SlackApiError) as error:
        web.chat_postEphemeral(channel=channel, user=people.person("chen").id, text="psst")

    assert refusal(error) == "user_not_in_channel"


def test_ids_that_the_app_leaves_out_are_generated(web: WebClient, ana: PersonClient, channel: str):
    button = {name: value for name, value in a_button().items() if name != "action_id"}
    block = {name: value for name, value in actions(button).items() if name != "block_id"}

    web.chat_postMessage(channel=channel, text="t", blocks=[block])

    [message] = ana.sees(channel)
    assert message.blocks[0]["block_id"]
    assert message.action_ids[0]


def test_a_permalink_names_channel_and_message(web: WebClient, channel: str):
    ts = web.chat_postMessage(channel=channel, text="here")["ts"]

    link = web.chat_getPermalink(channel=channel, message_ts=ts)["permalink"]

    assert link.endswith(f"/archives/{channel}/p{ts.replace('.', '')}")


def test_another_name_needs_its_scope(web: WebClient, channel: str):
    with pytest.raises(SlackApiError) as error:
        web.chat_postMessage(channel=channel, text="t", username="Somebody else")

    assert (refusal(error), error.value.response["needed"]) == ("missing_scope", "chat:write.customize")


def test_what_is_not_imitated_is_refused_by_name(web: WebClient):
    with pytest.raises(SlackApiError) as error:
        web.api_call("chat.scheduleMessage", params={"channel": "C1"})

    assert (refusal(error), error.value.response["req_method"]) == ("unknown_method", "chat.scheduleMessage")


def test_an_edit_leaves_alone_what_was_told_before(people: SandboxClient, web: WebClient, channel: str):
    posted = web.chat_postMessage(channel=channel, text="old", blocks=[{"type": "divider", "block_id": "old"}])
    before = people.traffic(name="chat.postMessage")

    web.chat_update(channel=channel, ts=posted["ts"], text="new", blocks=[{"type": "divider", "block_id": "new"}])

    assert before == people.traffic(name="chat.postMessage")
    assert "old" == before[-1]["response"]["message"]["blocks"][0]["block_id"]
