"""What was left open is asked again in the morning of whoever owns it, on their own day, and all of it at once."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.alignment import Alignment, Status
from bot.domain.effects import Notice
from bot.domain.errors import DateOutOfRange, NothingOpen
from bot.domain.people import NudgePreferences
from bot.services.requests import HandOver, Waive
from tests.builders import WORKSPACE, a_person
from tests.services.office import ANA, BEN, Office
from tests.services.stories import WHOLE_SPEC

FRIDAY, SATURDAY = date(2026, 3, 20), date(2026, 3, 21)
FRIDAY_IN_BERLIN = datetime(2026, 3, 20, 8, 30, tzinfo=UTC)
FRIDAY_IN_NEW_YORK = datetime(2026, 3, 20, 13, 30, tzinfo=UTC)
MONDAY_IN_BERLIN = datetime(2026, 3, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def opened(office: Office) -> Office:
    """An alignment all of which Ana owns."""
    office.open()
    office.carry_out()
    return office


def leave_open(office: Office, until: date, *subjects: str) -> Alignment:
    """Leave something open until a day."""
    for subject in subjects or ("monitoring",):
        request = Waive(alignment_id=office.alignment.id, subject=subject, reason="Later.", until=until)
        office.services.pacing.waive(office.inbound(), request)
    office.carry_out()
    return office.alignment


def ended(office: Office, *instants: datetime) -> list[tuple[datetime, list[str]]]:
    """Let these instants come, and return when it is said that what is asked again."""
    said = []
    for instant in instants:
        office.clock.set(instant)
        office.services.nudging.tick()
        said += [(instant, effect.facts["subjects"]) for effect in office.said(Notice.WAIVER_ENDED)]
    return said  # type: ignore[return-value]


def test_it_ends_at_the_opening_of_the_day_and_not_at_midnight(opened: Office) -> None:
    leave_open(opened, FRIDAY)
    midnight, early = FRIDAY_IN_BERLIN.replace(hour=0), FRIDAY_IN_BERLIN.replace(minute=29)

    assert [(FRIDAY_IN_BERLIN, ["monitoring"])] == ended(opened, midnight, early, FRIDAY_IN_BERLIN)


def test_what_is_answered_after_all_is_not_left_open_any_more(opened: Office) -> None:
    leave_open(opened, FRIDAY)

    for field in opened.catalogue.fields_of("monitoring", opened.alignment.depth):
        opened.answer(field.key, field.example)

    assert opened.alignment.waivers == ()


def test_the_end_of_what_was_answered_after_all_makes_no_new_version(opened: Office) -> None:
    leave_open(opened, FRIDAY)
    for field, text in WHOLE_SPEC.items():
        opened.answer(field, text)

    opened.clock.set(FRIDAY_IN_BERLIN)
    opened.services.nudging.tick()

    assert opened.alignment.version == 1


def test_a_question_left_open_stays_so_while_others_of_its_part_are_answered(opened: Office) -> None:
    leave_open(opened, FRIDAY, "monitoring.alert")

    opened.answer("monitoring.logged_events", WHOLE_SPEC["monitoring.logged_events"])

    assert [waiver.subject for waiver in opened.alignment.waivers] == ["monitoring.alert"]


def test_until_that_morning_it_stays_left_open(opened: Office) -> None:
    alignment = leave_open(opened, FRIDAY)

    opened.clock.set(FRIDAY_IN_BERLIN.replace(hour=7))

    gaps = opened.services.reporting.standing(WORKSPACE, alignment.id).progress.gaps
    assert "monitoring" not in {gap.field.artifact for gap in gaps}


def test_nothing_ends_on_a_weekend(opened: Office) -> None:
    leave_open(opened, SATURDAY)
    saturday = MONDAY_IN_BERLIN.replace(day=21)

    assert [(MONDAY_IN_BERLIN, ["monitoring"])] == ended(opened, saturday, MONDAY_IN_BERLIN)


def test_it_ends_in_the_morning_of_whoever_owns_it(opened: Office) -> None:
    with opened.database.write() as tx:
        tx.people.put(a_person(BEN, zone="America/New_York"))
    request = HandOver(alignment_id=opened.alignment.id, artifacts=("monitoring",), to=BEN)
    opened.services.ownership.hand_over(opened.inbound(), request)
    leave_open(opened, FRIDAY)
    with opened.database.write() as tx:
        tx.people.put(a_person(BEN, zone="America/New_York"))

    assert [(FRIDAY_IN_NEW_YORK, ["monitoring"])] == ended(opened, FRIDAY_IN_BERLIN, FRIDAY_IN_NEW_YORK)


def test_a_day_that_begins_before_it_does_in_greenwich_ends_it_then(opened: Office) -> None:
    with opened.database.write() as tx:
        tx.people.put(a_person(ANA, zone="Pacific/Auckland"))
    leave_open(opened, FRIDAY)
    friday_in_auckland = datetime(2026, 3, 19, 20, 30, tzinfo=UTC)

    assert [(friday_in_auckland, ["monitoring"])] == ended(opened, friday_in_auckland)


def test_an_owner_on_vacation_does_not_prolong_it(opened: Office) -> None:
    with opened.database.write() as tx:
        tx.people.put_preferences(WORKSPACE, ANA, NudgePreferences(away_from=date(2026, 3, 3)))
    leave_open(opened, FRIDAY)

    assert [(FRIDAY_IN_BERLIN, ["monitoring"])] == ended(opened, FRIDAY_IN_BERLIN)


def test_what_ends_together_is_said_together(opened: Office) -> None:
    subjects = ["monitoring", "capability.in_scope", "input_schema"]
    leave_open(opened, FRIDAY, *subjects)

    assert [(FRIDAY_IN_BERLIN, subjects)] == ended(opened, FRIDAY_IN_BERLIN, FRIDAY_IN_BERLIN)


def evening_in_new_york(office: Office) -> None:
    """Let it be 20:30 on the last of March where Ana is, and the first of April in Greenwich."""
    office.clock.set(datetime(2026, 4, 1, 0, 30, tzinfo=UTC))
    with office.database.write() as tx:
        tx.people.put_preferences(WORKSPACE, ANA, NudgePreferences(zone="America/New_York"))


def test_nothing_of_a_complete_spec_is_left_open(opened: Office) -> None:
    for field, text in WHOLE_SPEC.items():
        opened.answer(field, text)

    with pytest.raises(NothingOpen):
        leave_open(opened, FRIDAY)

    assert (Status.COMPLETE, 1, ()) == (opened.alignment.status, opened.alignment.version, opened.alignment.waivers)


@pytest.mark.parametrize("subject", ["monitoring.alert", "no_such_part"])
def test_what_is_answered_or_never_asked_is_not_left_open(opened: Office, subject: str) -> None:
    opened.answer("monitoring.alert", WHOLE_SPEC["monitoring.alert"])

    with pytest.raises(NothingOpen):
        leave_open(opened, FRIDAY, subject)


def test_what_is_left_open_can_stay_so_for_longer(opened: Office) -> None:
    leave_open(opened, FRIDAY)

    assert [SATURDAY] == [waiver.expires_on for waiver in leave_open(opened, SATURDAY).waivers]


def test_tomorrow_is_where_the_person_is(opened: Office) -> None:
    evening_in_new_york(opened)

    assert date(2026, 3, 31) == leave_open(opened, date(2026, 4, 1)).waivers[0].granted_on


def test_today_where_the_person_is_is_refused(opened: Office) -> None:
    evening_in_new_york(opened)

    with pytest.raises(DateOutOfRange):
        leave_open(opened, date(2026, 3, 31))


def test_what_was_answered_meanwhile_is_not_said_to_be_asked_again(opened: Office) -> None:
    leave_open(opened, date(2026, 3, 10), "monitoring", "success_criteria")
    for field in (each for each in WHOLE_SPEC if each.startswith("monitoring.")):
        opened.answer(field, WHOLE_SPEC[field])
    opened.carry_out()

    said = ended(opened, datetime(2026, 3, 10, 8, 30, tzinfo=UTC))

    assert [["success_criteria"]] == [subjects for _, subjects in said]


def test_of_what_was_all_answered_meanwhile_nothing_is_said(opened: Office) -> None:
    leave_open(opened, date(2026, 3, 10), "monitoring")
    for field in (each for each in WHOLE_SPEC if each.startswith("monitoring.")):
        opened.answer(field, WHOLE_SPEC[field])
    opened.carry_out()

    said = ended(opened, datetime(2026, 3, 10, 8, 30, tzinfo=UTC))

    assert ([], ()) == (said, opened.alignment.waivers)
