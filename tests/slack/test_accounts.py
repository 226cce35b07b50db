"""Where many people are due, everybody is listed: one by one Slack tells of a hundred a minute."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.people import Ineligible
from bot.slack.accounts import MANY, PAGE, Accounts
from bot.slack.web import Reply, Web
from tests.fakes import StoppedClock
from tests.slack.wired import Wired, a_fault

HOUR = timedelta(hours=1)


def a_crowd(wired: Wired, size: int) -> list[str]:
    """Return so many new people, and say that they are about to be told something."""
    people = [wired.slack.add_person(f"p{number}", f"Person {number}").id for number in range(size)]
    wired.directory.expect(wired.workspace, people)
    return people


def names(wired: Wired, *people: str) -> list[str]:
    """Return what people are called."""
    return [wired.directory.person(wired.workspace, person, fresher_than=HOUR).name for person in people]


def test_many_are_asked_about_in_one_call(wired: Wired) -> None:
    people = a_crowd(wired, 20)

    told = names(wired, *people)

    assert told == [f"Person {number}" for number in range(20)]
    assert (wired.calls("users.list"), wired.calls("users.info")) == (1, 0)


def test_a_few_are_asked_about_one_by_one(wired: Wired) -> None:
    people = a_crowd(wired, MANY - 1)

    names(wired, *people)

    assert (wired.calls("users.list"), wired.calls("users.info")) == (0, MANY - 1)


def test_a_listed_account_says_that_it_is_deactivated(wired: Wired) -> None:
    people = a_crowd(wired, MANY)
    wired.slack.change_person("p3", deleted=True)

    gone = [wired.directory.person(wired.workspace, one, fresher_than=HOUR).is_deactivated for one in people]

    assert gone == [False, False, False, True, False]


def test_no_more_pages_are_read_than_it_takes(wired: Wired) -> None:
    people = a_crowd(wired, 2 * PAGE)

    names(wired, people[0], people[-1])

    assert wired.calls("users.list") == 3


def test_an_account_that_is_in_no_list_is_asked_about_by_itself(wired: Wired) -> None:
    people = a_crowd(wired, MANY)
    wired.directory.expect(wired.workspace, ["UNOBODY"])

    told = wired.directory.person(wired.workspace, "UNOBODY", fresher_than=HOUR)

    assert told.is_deactivated
    assert names(wired, people[0]) == ["Person 0"]
    assert wired.calls("users.info") == 1


@pytest.mark.parametrize(
    "fault",
    [
        a_fault("users.list", "error", error="limit_required"),
        a_fault("users.list", "server_error"),
        a_fault("users.list", "ratelimited"),
    ],
)
def test_where_nobody_can_be_listed_people_are_asked_about_one_by_one(wired: Wired, fault: dict[str, object]) -> None:
    people = a_crowd(wired, MANY)
    wired.slack.faults(fault)

    told = names(wired, *people)

    assert told == [f"Person {number}" for number in range(MANY)]
    assert (wired.calls("users.list"), wired.calls("users.info")) == (1, MANY)


def test_the_list_goes_on_where_it_was_interrupted(wired: Wired) -> None:
    people = a_crowd(wired, 2 * PAGE)
    names(wired, people[0])
    wired.slack.faults(a_fault("users.list", "ratelimited", retry_after="3"))
    names(wired, people[-1])

    wired.monotonic.seconds += 3
    names(wired, people[PAGE + 1])

    pages = [call["request"].get("cursor") for call in wired.slack.traffic(name="users.list")]
    assert pages[0] is None
    assert pages[1] == pages[2]
    assert wired.calls("users.info") == 1


def test_everybody_is_listed_once_an_hour_at_most(wired: Wired) -> None:
    names(wired, *a_crowd(wired, MANY))
    newcomers = [wired.slack.add_person(f"n{number}", f"Newcomer {number}").id for number in range(MANY)]
    wired.directory.expect(wired.workspace, newcomers)
    names(wired, *newcomers)
    listed_at_first = wired.calls("users.list")

    wired.monotonic.seconds += 3600
    wired.directory.expect(wired.workspace, newcomers)
    names(wired, *newcomers)

    assert (listed_at_first, wired.calls("users.list")) == (1, 2)


def test_whoever_is_named_in_a_question_is_asked_about_at_once(wired: Wired) -> None:
    people = a_crowd(wired, MANY)

    wired.directory.person(wired.workspace, wired.bob.id, fresher_than=timedelta())

    assert (wired.calls("users.list"), wired.calls("users.info")) == (0, 1)
    assert names(wired, people[0]) == ["Person 0"]


class OrganisationOfSeveralWorkspaces(Web):
    """Describes one account as Slack does where an organisation has several workspaces (Enterprise Grid)."""

    def __init__(self, **account: Any) -> None:
        super().__init__("https://slack.com/api/", {}.get)
        self._account = account

    def call(self, workspace: str, method: str, *, pace: str | None = None, **arguments: Any) -> Reply:
        """Answer users.info."""
        return {"ok": True, "user": {"id": arguments["user"], "name": "eve", **self._account}}


@pytest.mark.parametrize(
    ("account", "ineligible"),
    [
        ({"team_id": "T2", "enterprise_user": {"enterprise_id": "E1", "teams": ["T2", "T3"]}}, None),
        ({"enterprise_user": {"enterprise_id": "E1", "teams": ["T1", "T2"]}}, None),
        ({"team_id": "T9", "enterprise_user": {"enterprise_id": "E9", "teams": ["T9"]}}, Ineligible.EXTERNAL),
        ({"team_id": "T9"}, Ineligible.EXTERNAL),
    ],
)
def test_a_colleague_in_another_workspace_of_the_organisation_is_one(
    account: dict[str, Any], ineligible: Ineligible | None
) -> None:
    accounts = Accounts(OrganisationOfSeveralWorkspaces(**account), StoppedClock(), lambda: 0.0, organisation="E1")

    assert ineligible is accounts.describe("T1", "U1", fresher_than=HOUR).ineligible
