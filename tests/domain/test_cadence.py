"""When somebody is reminded: never outside their hours, later each time, and as they asked."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alignment import Silence
from bot.domain.cadence import (
    WorkingCalendar,
    back_off,
    calendar_of,
    day_of,
    due_at,
    holidays_of,
    is_over,
    next_reminder,
)
from bot.domain.people import NudgePreferences
from tests.builders import a_person, a_silence, an_alignment, an_ownership

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "UTC")


def a_calendar(zone: str = "Europe/Berlin", **preferences: object) -> WorkingCalendar:
    return WorkingCalendar(ZoneInfo(zone), NudgePreferences(**preferences))  # type: ignore[arg-type]


def berlin(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


def test_a_reminder_is_welcome_half_an_hour_after_work_begins() -> None:
    assert a_calendar().opening(date(2026, 3, 3)) == berlin(3, 9, 30)


@pytest.mark.parametrize("ends_at", [time(9, 25), time(9, 30)])
def test_hours_too_short_to_settle_in_begin_with_the_reminder(ends_at: time) -> None:
    calendar = a_calendar(starts_at=time(9), ends_at=ends_at)

    assert calendar.next_opening(berlin(3, 7)) == berlin(3, 9)
    assert calendar.is_open(berlin(3, 9))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (berlin(3, 11), berlin(3, 11)),
        (berlin(3, 7), berlin(3, 9, 30)),
        (berlin(3, 17), berlin(4, 9, 30)),
        (berlin(6, 18), berlin(9, 9, 30)),
        (berlin(7, 12), berlin(9, 9, 30)),
    ],
    ids=["within hours", "before work", "after work", "Friday evening", "Saturday"],
)
def test_the_next_opening_lies_within_working_hours(asked: datetime, expected: datetime) -> None:
    assert a_calendar().next_opening(asked) == expected


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland", "Etc/GMT+12", "Etc/GMT-14"])
@pytest.mark.parametrize(("day", "nearest"), [(date.min, date(1, 1, 2)), (date.max, date(9999, 12, 30))])
def test_a_day_that_some_zone_cannot_tell_the_hours_of_has_those_of_its_neighbour(
    zone: str, day: date, nearest: date
) -> None:
    calendar = a_calendar(zone, starts_at=time(0), ends_at=time(23, 59))

    assert calendar.opening(nearest) == calendar.opening(day)


def test_a_country_that_nobody_knows_has_no_holidays() -> None:
    assert a_calendar(country="EU").is_working_day(date(2026, 5, 1))


def test_holidays_of_the_country_are_not_working_days() -> None:
    assert not a_calendar(country="DE").is_working_day(date(2026, 5, 1))
    assert a_calendar().is_working_day(date(2026, 5, 1))


def test_days_away_are_not_working_days() -> None:
    calendar = a_calendar(away_from=date(2026, 3, 3), away_until=date(2026, 3, 6))

    assert calendar.working_day_after(date(2026, 3, 2), 1) == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("leave", "expected"),
    [
        ({"away_from": date(2026, 3, 3)}, True),
        ({"away_from": date(2026, 3, 4)}, False),
        ({"away_from": date(2026, 3, 3), "away_until": date(2026, 3, 6)}, False),
        ({}, False),
    ],
    ids=["without a last day", "not yet", "until a day", "not at all"],
)
def test_whoever_left_without_a_last_day_is_away_endlessly(leave: dict[str, date], expected: bool) -> None:
    assert expected is a_calendar(**leave).is_away_endlessly(date(2026, 3, 3))


def test_an_instant_keeps_its_wall_time_when_the_clocks_change() -> None:
    calendar = a_calendar()

    before, after = calendar.opening(date(2026, 3, 27)), calendar.opening(date(2026, 3, 30))

    assert after - before == timedelta(days=3) - timedelta(hours=1)
    assert calendar.local(after).time() == time(9, 30)


def test_somebody_who_prefers_another_zone_is_reminded_there() -> None:
    calendar = calendar_of(a_person(zone="Europe/Berlin"), NudgePreferences(zone="America/New_York"))

    assert calendar.zone == ZoneInfo("America/New_York")


def test_somebody_never_looked_up_is_reminded_in_utc() -> None:
    assert calendar_of(None, NudgePreferences()).zone == ZoneInfo("UTC")


def test_an_unknown_zone_falls_back_to_utc() -> None:
    assert calendar_of(a_person(zone="Mars/Olympus"), NudgePreferences()).zone == ZoneInfo("UTC")


def test_the_first_reminder_comes_on_the_next_working_morning() -> None:
    owed_since_friday = an_ownership(since=berlin(6, 15))

    assert due_at(owed_since_friday, a_calendar(), berlin(6, 16)) == berlin(9, 9, 30)


def test_each_reminder_waits_longer_than_the_one_before_up_to_a_week() -> None:
    assert [back_off(count) for count in range(6)] == [1, 2, 3, 5, 5, 5]


def test_a_promise_buys_silence_until_its_date() -> None:
    alignment = an_alignment(
        owners={"monitoring": an_ownership(since=berlin(2, 10))},
        silences={"UBEN": a_silence(until=berlin(12, 9, 30), is_promise=True)},
    )

    assert next_reminder(alignment, "UBEN", ["monitoring"], a_calendar(), berlin(4, 9)) == berlin(12, 9, 30)


def test_a_silence_takes_the_place_of_the_back_off() -> None:
    alignment = an_alignment(
        owners={"monitoring": an_ownership(nudges=4, last_nudged_at=berlin(10, 9, 30))},
        silences={"UBEN": a_silence(made_at=berlin(10, 10), until=berlin(11, 9, 30))},
    )

    assert next_reminder(alignment, "UBEN", ["monitoring"], a_calendar(), berlin(10, 11)) == berlin(11, 9, 30)


def test_a_promise_for_a_free_day_is_reminded_of_on_the_next_working_morning() -> None:
    alignment = an_alignment(
        owners={"monitoring": an_ownership(since=berlin(2, 10))},
        silences={"UBEN": a_silence(until=berlin(7, 9, 30), is_promise=True)},
    )

    assert next_reminder(alignment, "UBEN", ["monitoring"], a_calendar(), berlin(4, 9)) == berlin(9, 9, 30)


def test_a_promise_that_was_reminded_of_on_its_morning_comes_up_again_when_its_day_is_over() -> None:
    alignment = an_alignment(
        owners={"monitoring": an_ownership(nudges=2, last_nudged_at=berlin(6, 9, 31))},
        silences={"UBEN": a_silence(until=berlin(6, 9, 30), is_promise=True)},
    )

    assert next_reminder(alignment, "UBEN", ["monitoring"], a_calendar(), berlin(6, 12)) == berlin(9, 9, 30)


def test_what_was_handed_over_after_a_promise_is_reminded_of_as_ever() -> None:
    alignment = an_alignment(
        owners={"monitoring": an_ownership(), "capability": an_ownership("capability", since=berlin(4, 15))},
        silences={"UBEN": a_silence(until=berlin(12, 9, 30), is_promise=True)},
    )

    due = next_reminder(alignment, "UBEN", ["monitoring", "capability"], a_calendar(), berlin(4, 16))

    assert due == berlin(5, 9, 30)


@pytest.mark.parametrize(
    ("silence", "now", "expected"),
    [
        (a_silence(until=berlin(6, 9, 30)), berlin(6, 9, 30), True),
        (a_silence(until=berlin(6, 9, 30), is_promise=True), berlin(6, 23), False),
        (a_silence(until=berlin(6, 9, 30), is_promise=True), berlin(7, 0), True),
    ],
    ids=["a snooze on its morning", "a promise at the end of its day", "a promise the day after"],
)
def test_a_promise_lasts_until_its_day_is_over(silence: Silence, now: datetime, expected: bool) -> None:
    assert expected is is_over(silence, a_calendar(), now)


def test_the_day_of_a_promise_is_the_one_where_its_maker_is() -> None:
    singapore = a_calendar("Asia/Singapore", starts_at=time(7, 0))
    promise = a_silence(until=singapore.opening(date(2026, 3, 10)), is_promise=True)

    assert day_of(promise, singapore) == date(2026, 3, 10)


def test_a_reminder_dated_later_than_today_is_not_waited_for() -> None:
    reminded_in_april = an_ownership(nudges=2, last_nudged_at=berlin(10, 11, month=4))

    assert due_at(reminded_in_april, a_calendar(), berlin(6, 11)) == berlin(6, 11)


@pytest.mark.parametrize("days", [{0, 1}, {0, 1, 2, 3, 4}, set(range(7))])
def test_a_week_from_now_is_a_week_however_many_of_its_days_are_worked(days: set[int]) -> None:
    calendar = a_calendar(days=frozenset(days))

    assert calendar.morning_in(5, berlin(2, 12)) == berlin(9, 9, 30)


def test_working_days_from_now_are_the_days_that_are_worked() -> None:
    assert a_calendar(days=frozenset({0, 1})).morning_in(2, berlin(2, 12)) == berlin(9, 9, 30)


def test_a_snooze_that_is_over_changes_nothing() -> None:
    alignment = an_alignment(
        owners={"monitoring": an_ownership(since=berlin(10, 10))},
        silences={"UBEN": a_silence(until=berlin(3, 9, 30))},
    )

    assert next_reminder(alignment, "UBEN", ["monitoring"], a_calendar(), berlin(10, 11)) == berlin(11, 9, 30)


@given(
    instant=st.datetimes(datetime(2024, 1, 1), datetime(2037, 12, 31)),  # noqa: DTZ001 # made aware below
    zone=st.sampled_from(ZONES),
    days=st.sets(st.integers(0, 6), min_size=1),
    starts=st.integers(0, 14),
    length=st.integers(2, 9),
)
def test_no_opening_lies_outside_working_hours(
    instant: datetime, zone: str, days: set[int], starts: int, length: int
) -> None:
    calendar = a_calendar(zone, days=frozenset(days), starts_at=time(starts), ends_at=time(starts + length))
    asked = instant.replace(tzinfo=UTC)

    opening = calendar.next_opening(asked)

    local = calendar.local(opening)
    assert opening >= asked
    assert calendar.is_working_day(local.date())
    assert (
        calendar.instant(local.date(), time(starts)) <= opening < calendar.instant(local.date(), time(starts + length))
    )


@pytest.mark.parametrize(
    ("arrives", "expected"),
    [
        (berlin(3, 16, 59), True),
        (berlin(3, 17, 29), True),
        (berlin(3, 17, 30), False),
        (berlin(4, 9, 30), False),
        (berlin(10, 9, 30), False),
    ],
    ids=["within hours", "a little late", "in the evening", "the next day", "a week later"],
)
def test_a_reminder_that_was_held_up_is_welcome_only_on_its_own_day(arrives: datetime, expected: bool) -> None:
    assert expected is a_calendar().is_still_welcome(date(2026, 3, 3), arrives)


def test_the_holidays_of_a_year_are_worked_out_once() -> None:
    assert holidays_of("DE", 2026) is holidays_of("DE", 2026)
