"""The workspace's state by itself: people, conversations, the order of time stamps."""

from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import SettableClock
from sandbox.conversations import Conversation, Kind, conversation_object
from sandbox.installation import Installation
from sandbox.manifest import Display, Manifest
from sandbox.messages import Message, message_object, seen_message
from sandbox.people import Person, user_object
from sandbox.seed import NORTHWIND, ConversationLine, PersonLine, WorkspaceFile, build_workspace
from sandbox.workspace import Workspace

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def workspace() -> Workspace:
    """The workspace that comes with the sandbox."""
    installation = Installation(Manifest(display_information=Display(name="Parrot")))
    return build_workspace(NORTHWIND, installation, SettableClock())


def a_conversation(**changes: object) -> Conversation:
    """Return a channel with one member."""
    fields = {"id": "C1", "name": "dock", "kind": Kind.CHANNEL, "creator": "U1", "created": 1, "members": ["U1"]}
    return Conversation(**{**fields, **changes})


def a_message(ts: str, **changes: object) -> Message:
    """Return a message of somebody."""
    return Message(**{"ts": ts, "user": "U1", "text": f"at {ts}", **changes})


def test_people_are_found_by_id_handle_and_mention(workspace: Workspace):
    ana = workspace.find_person("ana")

    assert workspace.find_person(ana.id) is workspace.find_person("@ana") is ana


def test_nobody_is_found_by_another_name(workspace: Workspace):
    assert workspace.find_person("nobody") is None


def test_channels_are_found_by_id_and_name(workspace: Workspace):
    general = workspace.find_conversation("general")

    assert workspace.find_conversation("#general") is workspace.find_conversation(general.id) is general


def test_two_people_share_one_direct_message_whoever_opens_it(workspace: Workspace):
    ana, bob = workspace.find_person("ana"), workspace.find_person("bob")

    assert workspace.dm_between(ana.id, bob.id) is workspace.dm_between(bob.id, ana.id)
    assert workspace.find_dm(ana.id, ana.id) is None


def test_time_stamps_never_repeat(workspace: Workspace):
    stamps = [workspace.next_ts() for _ in range(500)]

    assert stamps == sorted(set(stamps))


def test_time_stamps_follow_the_clock(workspace: Workspace):
    before = workspace.next_ts()
    workspace.clock.advance(timedelta(hours=1))

    assert 3600 <= float(workspace.next_ts()) - float(before) < 3601


def test_the_app_is_where_the_file_says(workspace: Workspace):
    bot = next(person for person in workspace.people.values() if person.is_bot)

    assert {c.name: bot.id in c.members for c in workspace.conversations.values()} == {
        "general": True,
        "ai-initiative": True,
        "leadership": False,
        "random": False,
    }


def test_a_channel_without_members_has_everybody():
    plan = WorkspaceFile(people=(PersonLine(handle="eve", name="Eve"),), conversations=(ConversationLine(name="dock"),))
    installation = Installation(Manifest(display_information=Display(name="Parrot")))

    workspace = build_workspace(plan, installation, SettableClock())

    [dock] = workspace.conversations.values()
    assert dock.members == [workspace.find_person("eve").id, installation.bot_user.id]


def test_a_conversation_with_a_stranger_is_shared(workspace: Workspace):
    general = workspace.find_conversation("general")
    before = workspace.is_shared(general)
    stranger = workspace.add_person("sam", "Sam", is_stranger=True)

    general.members.append(stranger.id)

    assert (before, workspace.is_shared(general)) == (False, True)
    assert workspace.team_of(stranger) != workspace.team_id


def test_messages_stand_in_order_whenever_they_came():
    conversation = a_conversation()

    for ts in ("3.0", "1.0", "2.0"):
        conversation.add(a_message(ts))

    assert [message.ts for message in conversation.flow()] == ["1.0", "2.0", "3.0"]


def test_a_thread_counts_its_replies_and_who_wrote_them():
    conversation = a_conversation()
    root = a_message("1.0")
    for message in (root, a_message("2.0", thread_ts="1.0", user="U2"), a_message("3.0", thread_ts="1.0", user="U2")):
        conversation.add(message)

    summary = conversation.thread_summary(root)

    assert (summary.reply_count, summary.reply_users, summary.latest_reply) == (2, ("U2",), "3.0")


def test_a_message_without_replies_has_no_thread():
    conversation = a_conversation()
    conversation.add(message := a_message("1.0"))

    assert conversation.thread_summary(message) is None
    assert "reply_count" not in message_object(message, team_id="T1")


def test_a_removed_reply_is_not_counted():
    conversation = a_conversation()
    root, reply = a_message("1.0"), a_message("2.0", thread_ts="1.0")
    conversation.add(root)
    conversation.add(reply)

    conversation.remove(reply)

    assert conversation.thread("1.0") == [root]
    assert conversation.thread_summary(root) is None


def test_ephemerals_are_kept_apart():
    conversation = a_conversation()
    conversation.add(a_message("1.0", reader="U1"))

    assert conversation.flow() == []
    assert [message.ts for message in conversation.ephemerals_for("U1")] == ["1.0"]
    assert list(conversation.ephemerals_for("U2")) == []


def test_what_one_wrote_oneself_is_not_unread():
    conversation = a_conversation()
    conversation.add(a_message("1.0", user="U1"))
    conversation.add(a_message("2.0", user="U2"))

    assert (conversation.unread_by("U1"), conversation.unread_by("U2")) == (1, 1)


@pytest.mark.parametrize(
    ("kind", "flags"),
    [(Kind.CHANNEL, (True, False, False)), (Kind.PRIVATE, (False, True, True))],
)
def test_a_channel_says_which_kind_it_is(kind: Kind, flags: tuple[bool, bool, bool]):
    described = conversation_object(a_conversation(kind=kind), reader="U1", team_id="T1", is_shared=False)

    assert (described["is_channel"], described["is_group"], described["is_private"]) == flags


def test_a_direct_message_names_the_other_one():
    conversation = a_conversation(kind=Kind.DM, members=["U1", "B1"])

    described = conversation_object(conversation, reader="B1", team_id="T1", is_shared=False)

    assert (described["is_im"], described["user"]) == (True, "U1")


def test_what_is_described_is_a_copy():
    message = a_message("1.0", blocks=[{"type": "divider"}])

    message_object(message, team_id="T1")["blocks"].clear()
    seen_message(message, None)["blocks"].clear()

    assert message.blocks == [{"type": "divider"}]


def test_reactions_are_counted():
    message = a_message("1.0", reactions={"tada": ["U1", "U2"]})

    assert message_object(message, team_id="T1")["reactions"] == [{"name": "tada", "users": ["U1", "U2"], "count": 2}]


def test_a_bots_message_says_which_app_wrote_it():
    message = a_message("1.0", bot_profile={"id": "B1", "app_id": "A1"})

    described = message_object(message, team_id="T1")

    assert (described["bot_id"], described["app_id"]) == ("B1", "A1")


@pytest.mark.parametrize(
    ("zone", "month", "hours"),
    [("Europe/Lisbon", 7, 1), ("Europe/Lisbon", 1, 0), ("Asia/Singapore", 7, 8), ("Asia/Kolkata", 1, 5.5)],
)
def test_the_offset_follows_the_season(zone: str, month: int, hours: float):
    person = Person("U1", "eve", "Eve Adams", tz=zone)

    user = user_object(person, team_id="T1", now=datetime(2026, month, 15, tzinfo=UTC))

    assert user["tz_offset"] == hours * 3600


def test_do_not_disturb_is_over_when_its_time_comes():
    person = Person("U1", "eve", "Eve Adams", dnd_until=NOON)

    assert person.is_in_do_not_disturb(NOON - timedelta(seconds=1))
    assert not person.is_in_do_not_disturb(NOON)
