"""On its review date somebody is asked, once, whether a complete spec still holds."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.alignment import Status
from bot.domain.effects import Notice
from bot.domain.people import NudgePreferences
from bot.domain.review import REVIEW_DATE, review_of
from bot.services.requests import Answers, HandOver
from tests.builders import WORKSPACE, a_person
from tests.fakes import InMemoryDatabase, StoppedClock
from tests.services.office import ANA, BEN, Office
from tests.services.stories import WHOLE_SPEC
from tests.services.test_deepening import EVERYTHING

MONDAY_MORNING = datetime(2026, 9, 7, 7, 30, tzinfo=UTC)  # 09:30 in Berlin
METRIC = "success_criteria.metric"


@pytest.fixture
def confirmed(database: InMemoryDatabase, clock: StoppedClock) -> Office:
    """A complete spec that is to be confirmed again on a Saturday in September."""
    office = Office(database, clock, catalogue=EVERYTHING)
    office.open()
    texts = {**WHOLE_SPEC, REVIEW_DATE: "On 5 September 2026."}
    office.services.interrogation.submit(office.inbound(), Answers(alignment_id=office.alignment.id, texts=texts))
    office.carry_out()
    return office


def asked(office: Office, *instants: datetime) -> list[str]:
    """Let these instants come, and return who was asked."""
    people = []
    for instant in instants:
        office.clock.set(instant)
        office.services.nudging.tick()
        people += [said.person for said in office.said(Notice.REVIEW_DUE)]  # type: ignore[union-attr]
    return people


def test_nobody_is_asked_before_the_day(confirmed: Office) -> None:
    assert asked(confirmed, datetime(2026, 9, 4, 9, 0, tzinfo=UTC)) == []
    assert review_of(confirmed.alignment) is not None


def test_whoever_is_accountable_is_asked_once_on_their_next_working_morning(confirmed: Office) -> None:
    saturday = datetime(2026, 9, 5, 9, 0, tzinfo=UTC)

    assert asked(confirmed, saturday) == []
    assert asked(confirmed, MONDAY_MORNING, MONDAY_MORNING.replace(day=8)) == [ANA]


def test_nobody_is_asked_at_night_after_an_outage(confirmed: Office) -> None:
    monday_night = MONDAY_MORNING.replace(hour=21)

    assert asked(confirmed, monday_night) == []
    assert asked(confirmed, MONDAY_MORNING.replace(day=8)) == [ANA]


def test_being_asked_changes_nothing_of_the_spec(confirmed: Office) -> None:
    before = confirmed.alignment

    asked(confirmed, MONDAY_MORNING)

    after = confirmed.alignment
    assert (before.status, before.version, before.answers) == (after.status, after.version, after.answers)


def test_the_owner_of_that_day_is_asked(confirmed: Office) -> None:
    request = HandOver(alignment_id=confirmed.alignment.id, artifacts=("ownership",), to=BEN)
    confirmed.services.ownership.hand_over(confirmed.inbound(), request)
    confirmed.carry_out()

    assert asked(confirmed, MONDAY_MORNING) == [BEN]


@pytest.mark.parametrize("is_gone", [True, False])
def test_the_facilitator_is_asked_where_the_owner_is_gone_or_wants_no_reminders(
    confirmed: Office, is_gone: bool
) -> None:
    request = HandOver(alignment_id=confirmed.alignment.id, artifacts=("ownership",), to=BEN)
    confirmed.services.ownership.hand_over(confirmed.inbound(), request)
    confirmed.carry_out()
    with confirmed.database.write() as tx:
        tx.people.put(a_person(BEN, is_deactivated=is_gone))
        tx.people.put_preferences(WORKSPACE, BEN, NudgePreferences(digest=is_gone))

    assert asked(confirmed, MONDAY_MORNING) == [ANA]


def test_nobody_is_asked_about_what_is_open_again(confirmed: Office) -> None:
    confirmed.answer(METRIC, "It should be very good.")

    assert review_of(confirmed.alignment) is None
    assert asked(confirmed, MONDAY_MORNING) == []


def test_a_new_date_freezes_the_next_version_and_is_asked_for_in_its_turn(confirmed: Office) -> None:
    asked(confirmed, MONDAY_MORNING)

    confirmed.answer(REVIEW_DATE, "On 1 March 2027.")

    review = review_of(confirmed.alignment)
    assert review is not None
    assert (Status.COMPLETE, 2) == (confirmed.alignment.status, confirmed.alignment.version)
    assert date(2027, 3, 1) == review.expires_on


def test_the_frozen_spec_does_not_call_the_review_a_waiver(confirmed: Office) -> None:
    spec = confirmed.services.reporting.spec(WORKSPACE, confirmed.alignment.id)

    assert spec is not None
    assert spec.waivers == ()


@pytest.mark.parametrize(
    ("quiet", "expected"),
    [
        (timedelta(0), timedelta(0)),
        (timedelta(hours=1), timedelta(hours=1)),
        (timedelta(hours=10), timedelta(days=1)),
    ],
    ids=["nothing disturbs", "a pause within the day", "a pause until the evening"],
)
def test_a_question_waits_for_the_end_of_a_pause_and_then_for_working_hours(
    confirmed: Office, quiet: timedelta, expected: timedelta
) -> None:
    confirmed.clock.set(MONDAY_MORNING)

    assert confirmed.services.reporting.welcome_after(WORKSPACE, ANA, quiet) == expected


def test_whoever_is_away_is_asked_when_they_are_back_though_somebody_stands_in(confirmed: Office) -> None:
    leave = NudgePreferences(away_from=date(2026, 9, 5), away_until=date(2026, 9, 11), stand_in=BEN)
    with confirmed.database.write() as tx:
        tx.people.put_preferences(WORKSPACE, ANA, leave)

    assert asked(confirmed, MONDAY_MORNING) == []
    assert asked(confirmed, MONDAY_MORNING + timedelta(weeks=1)) == [ANA]
