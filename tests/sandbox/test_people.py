"""users.*, dnd.* and bots.* through Slack's own client."""

from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.client import PersonClient, SandboxClient
from sandbox.people import Person, user_object


def test_people_have_a_time_zone_and_its_present_offset(web: WebClient, people: SandboxClient, bob: PersonClient):
    people.clock.set(datetime(2026, 7, 1, tzinfo=UTC))
    summer = web.users_info(user=bob.id)["user"]
    people.clock.set(datetime(2027, 1, 1, tzinfo=UTC))
    winter = web.users_info(user=bob.id)["user"]

    assert (
        summer["tz"],
        summer["tz_offset"],
        winter["tz_offset"],
    ) == ("America/New_York", -4 * 3600, -5 * 3600)
    assert (summer["tz_label"], winter["tz_label"]) == ("EDT", "EST")


def test_locale_is_told_only_on_request(web: WebClient, bob: PersonClient):
    plain = web.users_info(user=bob.id)["user"]
    asked = web.users_info(user=bob.id, include_locale=True)["user"]

    assert ("locale" in plain, asked["locale"]) == (False, "en-US")


@pytest.mark.parametrize("flag", ["deleted", "is_restricted", "is_ultra_restricted"])
def test_flags_are_told(web: WebClient, people: SandboxClient, flag: str):
    somebody = people.add_person(f"flag-{flag.replace('_', '-')}", "Some Body", **{flag: True})

    assert web.users_info(user=somebody.id)["user"][flag] is True


def test_strangers_keep_their_time_zone_to_themselves():
    stranger = Person("U1", "sam", "Sam", tz="Asia/Tokyo", is_stranger=True)

    user = user_object(stranger, team_id="T1", now=datetime(2026, 1, 1, tzinfo=UTC), with_locale=True)

    assert (user["is_stranger"], "tz" in user, "locale" in user) == (True, False, False)


def test_the_app_is_a_bot_among_people(web: WebClient):
    me = web.auth_test()

    user = web.users_info(user=me["user_id"])["user"]

    assert (True, me["bot_id"]) == (user["is_bot"], user["profile"]["bot_id"])


def test_everybody_is_listed(web: WebClient, people: SandboxClient):
    listed = {member["id"] for member in web.users_list()["members"]}

    assert {person["id"] for person in people.workspace()["people"]} == listed


def test_handles_are_not_ids(web: WebClient):
    with pytest.raises(SlackApiError) as error:
        web.users_info(user="ana")

    assert error.value.response["error"] == "user_not_found"


def test_do_not_disturb_ends_by_the_clock(web: WebClient, people: SandboxClient, bob: PersonClient):
    bob.pauses_notifications(people.clock.now() + timedelta(hours=1))
    during = web.dnd_info(user=bob.id)["dnd_enabled"]

    people.clock.advance(hours=2)

    assert (during, web.dnd_info(user=bob.id)["dnd_enabled"]) == (True, False)


def test_the_bot_describes_itself(web: WebClient):
    assert web.bots_info()["bot"]["name"] == "Parrot"


def test_do_not_disturb_is_told_for_several_people_at_once(
    web: WebClient, people: SandboxClient, ana: PersonClient, bob: PersonClient
):
    """https://docs.slack.dev/reference/methods/dnd.teamInfo"""
    bob.pauses_notifications(people.clock.now() + timedelta(hours=1))

    told = web.dnd_teamInfo(users=[ana.id, bob.id])["users"]

    assert {ana.id: False, bob.id: True} == {person: status["dnd_enabled"] for person, status in told.items()}


@pytest.mark.parametrize(
    ("count", "code"), [(1, "no_users_provided"), (51, "invalid_arguments")], ids=["too few", "too many"]
)
def test_do_not_disturb_is_told_for_two_to_fifty(web: WebClient, people: SandboxClient, count: int, code: str):
    asked = [people.add_person(f"crowd-{count}-{number}", "Some Body").id for number in range(count)]

    with pytest.raises(SlackApiError) as error:
        web.dnd_teamInfo(users=asked)

    assert error.value.response["error"] == code


def test_nothing_is_told_about_anybody_where_one_is_not_visible(web: WebClient, bob: PersonClient):
    with pytest.raises(SlackApiError) as error:
        web.dnd_teamInfo(users=[bob.id, "UNOBODY"])

    assert error.value.response["error"] == "user_not_visible"
