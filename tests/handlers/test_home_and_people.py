"""App Home, and what the workspace tells about accounts."""

import pytest

from bot.domain.effects import LookUpPerson, PublishHome
from tests.builders import a_person
from tests.handlers.payloads import an_event
from tests.handlers.reception import Reception
from tests.services.office import ANA, BEN

OPENED = {"type": "app_home_opened", "user": ANA, "channel": "D1", "tab": "home", "event_ts": "1772443000.0"}
CHANGED = {"type": "user_change", "user": {"id": BEN, "deleted": True, "profile": {}}, "event_ts": "1772443000.0"}


def test_opening_the_home_tab_brings_it_up_to_date(reception: Reception) -> None:
    response = reception.receives(an_event(OPENED))

    (home,) = reception.office.queued(PublishHome)
    assert response.status == 200
    assert home.person == ANA


@pytest.mark.parametrize("tab", ["messages", None])
def test_opening_another_tab_shows_nothing(reception: Reception, tab: str | None) -> None:
    response = reception.receives(an_event({**OPENED, "tab": tab}))

    assert response.status == 200
    assert reception.office.carry_out() == ()


def test_the_home_tab_opened_once_is_shown_once(reception: Reception) -> None:
    opened = an_event(OPENED)

    for _ in range(2):
        reception.receives(opened)

    assert len(reception.office.queued(PublishHome)) == 1


def test_a_changed_account_that_matters_is_looked_up_again(reception: Reception) -> None:
    with reception.office.database.write() as tx:
        tx.people.put(a_person(BEN))

    response = reception.receives(an_event(CHANGED))

    (look,) = reception.office.queued(LookUpPerson)
    assert response.status == 200
    assert look.person == BEN


def test_a_changed_account_nobody_named_is_left_alone(reception: Reception) -> None:
    response = reception.receives(an_event(CHANGED))

    assert response.status == 200
    assert reception.office.carry_out() == ()


def test_a_home_that_could_not_be_stored_is_left_for_slack_to_deliver_again(reception: Reception) -> None:
    reception.office.database.fail_next_commit = True

    response = reception.receives(an_event(OPENED))

    assert response.status == 503
