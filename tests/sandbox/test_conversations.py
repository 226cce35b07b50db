"""conversations.* through Slack's own client."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import PersonClient, SandboxClient


def texts(answer: object) -> list[str]:
    """Return the texts of a page of messages."""
    return [message["text"] for message in answer["messages"]]  # type: ignore[index]


def test_a_channel_is_described_with_the_apps_membership(web: WebClient, people: SandboxClient, channel: str):
    outside = people.add_channel("not-a-member", "ana")

    answers = [web.conversations_info(channel=id_)["channel"] for id_ in (channel, outside)]

    assert [(c["is_member"], c["is_private"]) for c in answers] == [(True, False), (False, False)]


def test_a_private_channel_without_the_app_is_not_described(web: WebClient, private: str):
    with pytest.raises(SlackApiError) as error:
        web.conversations_info(channel=private)

    assert error.value.response["error"] == "channel_not_found"


def test_members_are_listed_in_pages(web: WebClient, ana: PersonClient, bob: PersonClient, channel: str):
    first = web.conversations_members(channel=channel, limit=2)
    second = web.conversations_members(channel=channel, limit=2, cursor=first["response_metadata"]["next_cursor"])

    assert [ana.id, bob.id] == first["members"]
    assert (len(second["members"]), second["response_metadata"]["next_cursor"]) == (1, "")


def test_lists_name_public_channels_and_only_own_private_ones(web: WebClient, private: str, channel: str):
    found = web.conversations_list(types="public_channel,private_channel", limit=999)["channels"]

    ids = [conversation["id"] for conversation in found]
    assert (channel in ids, private in ids) == (True, False)


def test_archived_channels_can_be_left_out(web: WebClient, people: SandboxClient, channel: str):
    people.change_channel(channel, archived=True)

    found = web.conversations_list(exclude_archived=True, limit=999)["channels"]

    assert channel not in [conversation["id"] for conversation in found]


def test_somebodys_own_conversations_are_listed(web: WebClient, people: SandboxClient, channel: str):
    chen = people.person("chen")

    found = web.users_conversations(user=chen.id, limit=999)["channels"]

    assert channel not in [conversation["id"] for conversation in found]


def test_an_unknown_type_is_refused(web: WebClient):
    with pytest.raises(SlackApiError) as error:
        web.conversations_list(types="galaxies")

    assert error.value.response["error"] == "invalid_types"


def test_history_is_newest_first_and_leaves_replies_out(web: WebClient, ana: PersonClient, channel: str):
    root = ana.says("one", channel=channel)
    ana.replies(root, "below one")
    ana.says("two", channel=channel)

    assert texts(web.conversations_history(channel=channel)) == ["two", "one"]


def test_history_comes_in_pages(web: WebClient, ana: PersonClient, channel: str):
    for text in ("one", "two", "three"):
        ana.says(text, channel=channel)

    first = web.conversations_history(channel=channel, limit=2)
    second = web.conversations_history(channel=channel, limit=2, cursor=first["response_metadata"]["next_cursor"])

    assert (texts(first), first["has_more"]) == (["three", "two"], True)
    assert (texts(second), second["has_more"]) == (["one"], False)


def test_history_can_be_limited_to_a_period(web: WebClient, ana: PersonClient, channel: str):
    stamps = [ana.says(text, channel=channel).ts for text in ("one", "two", "three")]

    after = web.conversations_history(channel=channel, oldest=stamps[0])
    inclusive = web.conversations_history(channel=channel, oldest=stamps[0], latest=stamps[1], inclusive=True)

    assert texts(after) == ["three", "two"]
    assert texts(inclusive) == ["two", "one"]


def test_a_thread_is_read_root_first(web: WebClient, ana: PersonClient, channel: str):
    root = ana.says("root", channel=channel)
    reply = ana.replies(root, "reply")

    by_root = web.conversations_replies(channel=channel, ts=root.ts)
    by_reply = web.conversations_replies(channel=channel, ts=reply.ts)

    assert ["root", "reply"] == texts(by_root) == texts(by_reply)
    assert by_root["messages"][1]["parent_user_id"] == ana.id


def test_an_unknown_thread_is_refused(web: WebClient, channel: str):
    with pytest.raises(SlackApiError) as error:
        web.conversations_replies(channel=channel, ts="1.000001")

    assert error.value.response["error"] == "thread_not_found"


def test_metadata_is_returned_in_full_only_on_request(web: WebClient, channel: str):
    metadata = {"event_type": "made", "event_payload": {"k": "v"}}
    web.chat_postMessage(channel=channel, text="hello", metadata=metadata)

    short = web.conversations_history(channel=channel)["messages"][0]["metadata"]
    full = web.conversations_history(channel=channel, include_all_metadata=True)["messages"][0]["metadata"]

    assert ({"event_type": "made"}, metadata) == (short, full)


def test_history_of_a_channel_without_the_app_is_refused(web: WebClient, people: SandboxClient):
    outside = people.add_channel("unread", "ana")

    with pytest.raises(SlackApiError) as error:
        web.conversations_history(channel=outside)

    assert error.value.response["error"] == "not_in_channel"


def test_a_direct_message_is_opened_once(web: WebClient, people: SandboxClient):
    chen = people.person("chen")

    first = web.conversations_open(users=chen.id)
    second = web.conversations_open(users=[chen.id], return_im=True)

    assert first["channel"]["id"] == second["channel"]["id"]
    assert (chen.id, True) == (second["channel"]["user"], second["already_open"])


@pytest.mark.parametrize(
    ("traits", "code"), [({"deleted": True}, "user_disabled"), ({"is_bot": True}, "cannot_dm_bot")]
)
def test_some_people_cannot_be_written_to(web: WebClient, people: SandboxClient, traits: dict[str, bool], code: str):
    somebody = people.add_person(f"no-{code.replace('_', '-')}", "Not Reachable", **traits)

    with pytest.raises(SlackApiError) as error:
        web.conversations_open(users=somebody.id)

    assert error.value.response["error"] == code


def test_the_app_joins_a_public_channel(web: WebClient, people: SandboxClient):
    outside = people.add_channel("joinable", "ana")

    web.conversations_join(channel=outside)

    assert web.conversations_info(channel=outside)["channel"]["is_member"]


def test_joining_twice_is_a_warning(web: WebClient, channel: str):
    assert web.conversations_join(channel=channel)["warning"] == "already_in_channel"


def test_a_wrong_cursor_is_refused(web: WebClient, channel: str):
    with pytest.raises(SlackApiError) as error:
        web.conversations_members(channel=channel, cursor="nonsense")

    assert error.value.response["error"] == "invalid_cursor"
