"""People and channels are described as Slack knows them now, or shortly before."""

from datetime import timedelta

import pytest

from bot.domain.outcome import Postponed
from bot.domain.people import Ineligible
from bot.ports import ChannelAccess
from bot.slack.web import Interrupted
from tests.slack.wired import Wired, a_fault

HOUR = timedelta(hours=1)


def test_a_colleague_is_described_with_name_and_zone(wired: Wired) -> None:
    ana = wired.directory.person(wired.workspace, wired.ana.id, fresher_than=HOUR)

    assert (ana.name, ana.zone, ana.ineligible) == ("Ana Silva", "Europe/Lisbon", None)
    assert ana.seen_at is not None


@pytest.mark.parametrize(
    ("traits", "why"),
    [
        ({"deleted": True}, Ineligible.DEACTIVATED),
        ({"is_restricted": True}, Ineligible.GUEST),
        ({"is_ultra_restricted": True}, Ineligible.GUEST),
        ({"is_stranger": True}, Ineligible.EXTERNAL),
    ],
)
def test_an_account_that_cannot_own_anything_says_why(wired: Wired, traits: dict[str, bool], why: Ineligible) -> None:
    wired.slack.change_person("bob", **traits)

    assert wired.directory.person(wired.workspace, wired.bob.id, fresher_than=HOUR).ineligible is why


def test_the_bot_itself_is_a_bot(wired: Wired) -> None:
    bot = wired.running.sandbox.installation.bot_user.id

    assert wired.directory.person(wired.workspace, bot, fresher_than=HOUR).ineligible is Ineligible.BOT


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("user_not_found", Ineligible.DEACTIVATED),
        ("user_not_visible", Ineligible.EXTERNAL),
        ("user_disabled", Ineligible.DEACTIVATED),
    ],
)
def test_an_account_slack_does_not_show_is_described_all_the_same(wired: Wired, code: str, why: Ineligible) -> None:
    wired.slack.faults(a_fault("users.info", "error", error=code))

    assert wired.directory.person(wired.workspace, wired.bob.id, fresher_than=HOUR).ineligible is why


def test_an_account_of_another_team_is_external(wired: Wired) -> None:
    assert wired.directory.person("T0OTHER", wired.bob.id, fresher_than=HOUR).ineligible is Ineligible.EXTERNAL


def test_what_is_fresh_enough_is_not_asked_again(wired: Wired) -> None:
    for _ in range(3):
        wired.directory.person(wired.workspace, wired.bob.id, fresher_than=HOUR)

    assert wired.calls("users.info") == 1


def test_what_has_grown_old_is_asked_again(wired: Wired) -> None:
    wired.directory.person(wired.workspace, wired.bob.id, fresher_than=HOUR)
    wired.monotonic.seconds += 3600

    wired.directory.person(wired.workspace, wired.bob.id, fresher_than=HOUR)

    assert wired.calls("users.info") == 2


def test_a_changed_account_is_asked_about_again(wired: Wired) -> None:
    wired.directory.person(wired.workspace, wired.bob.id, fresher_than=HOUR)
    wired.slack.change_person("bob", deleted=True)

    wired.directory.forget(wired.workspace, wired.bob.id)

    assert wired.directory.person(wired.workspace, wired.bob.id, fresher_than=HOUR).is_deactivated


def test_when_slack_cannot_be_asked_nothing_is_made_up(wired: Wired) -> None:
    wired.slack.faults(a_fault("users.info", "server_error"))

    with pytest.raises(Interrupted) as interruption:
        wired.directory.person(wired.workspace, wired.bob.id, fresher_than=HOUR)

    assert isinstance(interruption.value.outcome, Postponed)


def test_a_channel_with_the_bot_in_it_can_be_posted_to(wired: Wired) -> None:
    assert wired.directory.access(wired.workspace, wired.channel) is ChannelAccess.MEMBER


def test_a_channel_without_the_bot_cannot(wired: Wired) -> None:
    elsewhere = wired.slack.add_channel("elsewhere", "ana")

    assert wired.directory.access(wired.workspace, elsewhere) is ChannelAccess.NOT_A_MEMBER


def test_a_private_channel_without_the_bot_looks_the_same(wired: Wired) -> None:
    hidden = wired.slack.add_channel("hidden", "ana", kind="private")

    assert wired.directory.access(wired.workspace, hidden) is ChannelAccess.NOT_A_MEMBER


def test_an_archived_channel_is_archived(wired: Wired) -> None:
    wired.slack.change_channel("refunds", archived=True)

    assert wired.directory.access(wired.workspace, wired.channel) is ChannelAccess.ARCHIVED


def test_access_is_unknown_when_slack_cannot_be_asked(wired: Wired) -> None:
    wired.slack.faults(a_fault("conversations.info", "server_error"))

    assert wired.directory.access(wired.workspace, wired.channel) is ChannelAccess.UNKNOWN


def test_a_member_may_read_and_a_stranger_may_not(wired: Wired) -> None:
    chen = wired.slack.person("chen")

    assert wired.directory.may_read(wired.workspace, wired.channel, wired.ana.id)
    assert not wired.directory.may_read(wired.workspace, wired.channel, chen.id)


def test_who_left_may_read_for_a_minute_at_most(wired: Wired) -> None:
    assert wired.directory.may_read(wired.workspace, wired.channel, wired.bob.id)
    wired.bob.leaves(wired.channel)

    wired.monotonic.seconds += 60

    assert not wired.directory.may_read(wired.workspace, wired.channel, wired.bob.id)


def test_every_page_of_members_counts(wired: Wired) -> None:
    crowd = [wired.slack.add_person(f"p{number}", f"Person {number}").id for number in range(205)]
    channel = wired.slack.add_channel("crowd", "app", *crowd)

    assert wired.directory.may_read(wired.workspace, channel, crowd[-1])
    assert wired.calls("conversations.members") == 2


def test_everybody_may_read_a_public_channel_whose_members_cannot_be_listed(wired: Wired) -> None:
    wired.slack.faults(a_fault("conversations.members", "error", error="missing_scope"))

    assert wired.directory.may_read(wired.workspace, wired.channel, "USOMEBODY")


def test_nobody_may_read_a_private_channel_whose_members_cannot_be_listed(wired: Wired) -> None:
    private = wired.slack.add_channel("private", "ana", "app", kind="private")
    wired.slack.faults(a_fault("conversations.members", "error", error="missing_scope"))

    assert not wired.directory.may_read(wired.workspace, private, wired.ana.id)


def test_nobody_may_read_a_channel_nothing_is_known_of(wired: Wired) -> None:
    wired.slack.faults(a_fault("conversations.*", "error", error="missing_scope", times=None))

    assert not wired.directory.may_read(wired.workspace, wired.channel, wired.ana.id)


def test_a_pause_is_known_while_it_lasts(wired: Wired) -> None:
    wired.bob.pauses_notifications(wired.clock.now() + timedelta(minutes=30))

    left = wired.directory.quiet_for(wired.workspace, wired.bob.id)

    assert timedelta(minutes=29) < left <= timedelta(minutes=30)


def test_nobody_else_is_taken_to_be_paused(wired: Wired) -> None:
    assert timedelta() == wired.directory.quiet_for(wired.workspace, wired.bob.id)


def test_without_the_scope_nobody_is_taken_to_be_paused(wired: Wired) -> None:
    wired.bob.pauses_notifications(wired.clock.now() + timedelta(minutes=30))
    wired.slack.scopes(remove=["dnd:read"])

    assert timedelta() == wired.directory.quiet_for(wired.workspace, wired.bob.id)
