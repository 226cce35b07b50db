"""A typed time is read on the person's own wall clock, in one way or not at all."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.cadence import WorkingCalendar
from bot.domain.moments import is_date, is_hour, is_moment, is_span, read_moment, recurs, sounds_like_moment
from bot.domain.people import NudgePreferences

WEDNESDAY = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
NEW_YORK = WorkingCalendar(ZoneInfo("America/New_York"), NudgePreferences())


def shown(text: str, calendar: WorkingCalendar = NEW_YORK, now: datetime = WEDNESDAY) -> str | None:
    """Return the instant as that person's wall clock shows it."""
    at = read_moment(text, calendar, now)
    return f"{calendar.local(at):%a %d %b %Y %H:%M}" if at else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow", "Thu 05 Mar 2026 09:30"),
        ("the day after tomorrow", "Fri 06 Mar 2026 09:30"),
        ("tomorrow afternoon", "Thu 05 Mar 2026 14:00"),
        ("today 3pm", "Wed 04 Mar 2026 15:00"),
        ("friday", "Fri 06 Mar 2026 09:30"),
        ("Wednesday", "Wed 11 Mar 2026 09:30"),
        ("next friday", "Fri 13 Mar 2026 09:30"),
        ("Friday, 3pm", "Fri 06 Mar 2026 15:00"),
        ("at 15:00 on Friday", "Fri 06 Mar 2026 15:00"),
        ("12am friday", "Fri 06 Mar 2026 00:00"),
        ("12:15 pm fri", "Fri 06 Mar 2026 12:15"),
        ("next week", "Mon 09 Mar 2026 09:30"),
        ("next month", "Wed 01 Apr 2026 09:30"),
        ("end of the week", "Fri 06 Mar 2026 09:30"),
        ("in 3 days", "Sat 07 Mar 2026 09:30"),
        ("in 3 working days", "Mon 09 Mar 2026 09:30"),
        ("in two weeks", "Wed 18 Mar 2026 09:30"),
        ("in a month", "Sat 04 Apr 2026 09:30"),
        ("12 March", "Thu 12 Mar 2026 09:30"),
        ("the 12th of March at 8.15 am", "Thu 12 Mar 2026 08:15"),
        ("March 12th, 2026 15:00", "Thu 12 Mar 2026 15:00"),
        ("2026-03-12", "Thu 12 Mar 2026 09:30"),
        ("1 March", "Mon 01 Mar 2027 09:30"),
        ("3pm", "Wed 04 Mar 2026 15:00"),
        ("9am", "Thu 05 Mar 2026 09:00"),
        ("in 2 hours", "Wed 04 Mar 2026 11:30"),
        ("in 2h", "Wed 04 Mar 2026 11:30"),
        ("in an hour", "Wed 04 Mar 2026 10:30"),
        ("in half an hour", "Wed 04 Mar 2026 10:00"),
        ("in thirty minutes", "Wed 04 Mar 2026 10:00"),
        ("in 90 min", "Wed 04 Mar 2026 11:00"),
        ("in a couple of days", "Fri 06 Mar 2026 09:30"),
        ("after lunch", "Wed 04 Mar 2026 14:00"),
        ("this afternoon", "Wed 04 Mar 2026 14:00"),
        ("tonight", "Wed 04 Mar 2026 18:00"),
        ("tonight at 8", "Wed 04 Mar 2026 20:00"),
        ("this evening", "Wed 04 Mar 2026 18:00"),
        ("friday evening", "Fri 06 Mar 2026 18:00"),
        ("EOD", "Wed 04 Mar 2026 16:00"),
        ("by the end of the day", "Wed 04 Mar 2026 16:00"),
        ("tomorrow end of day", "Thu 05 Mar 2026 16:00"),
        ("at the end of the month", "Tue 31 Mar 2026 09:30"),
        ("on the 12th", "Thu 12 Mar 2026 09:30"),
        ("the 3rd", "Fri 03 Apr 2026 09:30"),
        ("on the 12th at 3", "Thu 12 Mar 2026 15:00"),
        ("friday at 15", "Fri 06 Mar 2026 15:00"),
        ("tomorrow at 10", "Thu 05 Mar 2026 10:00"),
        ("tomorrow 9", "Thu 05 Mar 2026 09:00"),
        ("at 3 on Friday", "Fri 06 Mar 2026 15:00"),
        ("friday 3:30", "Fri 06 Mar 2026 15:30"),
        ("friday 03:30", "Fri 06 Mar 2026 03:30"),
        ("tuesday next week", "Tue 10 Mar 2026 09:30"),
        ("next week Tuesday", "Tue 10 Mar 2026 09:30"),
        ("first thing on Monday", "Mon 09 Mar 2026 09:30"),
        ("first thing in the morning", "Thu 05 Mar 2026 09:30"),
        ("tomorow", "Thu 05 Mar 2026 09:30"),
    ],
)
def test_a_day_and_a_time_are_read_where_the_person_is(text: str, expected: str) -> None:
    assert expected == shown(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wednesday 3pm", "Wed 04 Mar 2026 15:00"),
        ("this Wednesday at 15:00", "Wed 04 Mar 2026 15:00"),
        ("3pm on Wednesday", "Wed 04 Mar 2026 15:00"),
        ("Wednesday eod", "Wed 04 Mar 2026 16:00"),
        ("Wednesday afternoon", "Wed 04 Mar 2026 14:00"),
        ("Wednesday 9am", "Wed 11 Mar 2026 09:00"),
        ("Wednesday morning", "Wed 11 Mar 2026 09:30"),
        ("coming Wednesday 3pm", "Wed 11 Mar 2026 15:00"),
        ("next Wednesday 3pm", "Wed 11 Mar 2026 15:00"),
        ("Wednesday next week at 3pm", "Wed 11 Mar 2026 15:00"),
    ],
)
def test_a_time_on_the_weekday_it_is_means_today_while_it_is_still_to_come(text: str, expected: str) -> None:
    assert expected == shown(text)


def test_a_morning_on_the_weekday_it_is_means_today_while_it_is_still_to_come() -> None:
    at_eight = datetime(2026, 3, 4, 13, 0, tzinfo=UTC)

    assert shown("Wednesday morning", now=at_eight) == "Wed 04 Mar 2026 09:30"


@pytest.mark.parametrize(
    ("typed_on", "expected"),
    [
        (datetime(2027, 12, 31, 15, tzinfo=UTC), "Tue 29 Feb 2028 09:30"),
        (datetime(2028, 3, 1, 15, tzinfo=UTC), "Sun 29 Feb 2032 09:30"),
        (datetime(2096, 3, 1, 15, tzinfo=UTC), "Fri 29 Feb 2104 09:30"),
    ],
)
def test_a_day_that_not_every_year_has_is_that_of_the_next_year_that_has_it(typed_on: datetime, expected: str) -> None:
    assert expected == shown("29 February", now=typed_on)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01",
        "29 February 2027",
        "today",
        "yesterday",
        "this afternoon",
        "in 0 minutes",
        "31 February",
        "friday 25:00",
        "13pm",
        "2026-13-01",
        "9999-12-31 23:30",
    ],
)
def test_a_time_that_is_past_or_does_not_exist_is_not_read(text: str) -> None:
    noon = datetime(2026, 3, 4, 22, 0, tzinfo=UTC)

    assert read_moment(text, NEW_YORK, noon) is None


@pytest.mark.parametrize(
    "text",
    [
        "3/12",
        "may",
        "soon",
        "friday 3pm Bob reviews",
        "every friday",
        "1h",
        "for 15h",
        "in 2 hours if it is open",
        "within 2 hours",
        "the 95th",
        "friday 15",
        "at 24",
        "",
    ],
)
def test_what_may_be_read_in_two_ways_or_says_more_is_no_moment(text: str) -> None:
    assert not is_moment(text)
    assert shown(text) is None


def test_a_skipped_hour_moves_forward_and_the_hour_on_the_wall_stays_after_the_change() -> None:
    assert shown("8 March 2:30 am") == "Sun 08 Mar 2026 03:30"
    assert shown("9 March 3pm") == "Mon 09 Mar 2026 15:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 3", "Wed 04 Mar 2026 15:00"),
        ("by 12", "Wed 04 Mar 2026 12:00"),
        ("at 7", "Thu 05 Mar 2026 07:00"),
        ("around 17", "Wed 04 Mar 2026 17:00"),
    ],
)
def test_a_mere_hour_is_read_where_a_time_is_expected_and_is_no_moment_elsewhere(text: str, expected: str) -> None:
    assert expected == shown(text)
    assert is_hour(text)
    assert not is_moment(text)


@pytest.mark.parametrize("text", ["in a few days", "in the next days", "in some weeks", "yesterday", "31 February"])
def test_a_time_that_nobody_can_read_is_a_moment_all_the_same(text: str) -> None:
    assert is_moment(text)
    assert shown(text) is None


def test_what_is_left_of_a_part_of_the_day_is_meant_while_it_lasts() -> None:
    late = WEDNESDAY + timedelta(hours=10)

    assert "Wed 04 Mar 2026 21:00" == shown("tonight", now=late)
    assert "Wed 04 Mar 2026 17:00" == shown("this afternoon", now=WEDNESDAY + timedelta(hours=6))
    assert "Wed 04 Mar 2026 17:00" == shown("EOD", now=WEDNESDAY + timedelta(hours=7))
    assert "Thu 05 Mar 2026 16:00" == shown("EOD", now=late)


def test_a_while_ends_on_the_first_whole_minute_by_which_it_is_over() -> None:
    now = WEDNESDAY + timedelta(seconds=1)

    assert WEDNESDAY + timedelta(minutes=31) == read_moment("in 30 minutes", NEW_YORK, now)


def test_the_31st_is_that_of_the_next_month_which_has_one() -> None:
    april = datetime(2026, 4, 2, 14, 0, tzinfo=UTC)

    assert "Sun 31 May 2026 09:30" == shown("the 31st", now=april)


@pytest.mark.parametrize("text", ["in 2 days", "in one week", "in 3 months", "in an hour", "15h", "by end of day"])
def test_a_moment_may_be_how_much_time_something_takes(text: str) -> None:
    assert is_span(text)


@pytest.mark.parametrize("text", ["tomorrow", "friday 3pm", "next week", "15:00", "2026-03-12", "friday eod", "soon"])
def test_a_day_or_a_time_of_day_is_no_amount_of_time(text: str) -> None:
    assert not is_span(text)


@pytest.mark.parametrize("text", ["2026-04-20", "15 April 2026", "On 15 March 2027", "in three months", "yesterday"])
def test_a_moment_may_be_a_date_to_be_put_down(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", ["tomorrow", "friday 3pm", "in two weeks", "in 2 hours", "next week", "soon"])
def test_a_near_moment_is_hardly_a_date_to_be_put_down(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(
    "text", ["in 5", "on 12", "after the holidays", "early next week", "monday or tuesday", "in april", "at 25"]
)
def test_words_about_time_alone_sound_like_a_moment(text: str) -> None:
    assert sounds_like_moment(text)


@pytest.mark.parametrize("text", ["at 5 %", "the first time", "before it is sent", "on Slack", "again", "a", ""])
def test_words_about_anything_else_do_not_sound_like_a_moment(text: str) -> None:
    assert not sounds_like_moment(text)


@pytest.mark.parametrize("text", ["once a week on Fridays", "every 2 days", "on mondays", "every day at 9"])
def test_a_time_that_comes_again_and_again_recurs(text: str) -> None:
    assert recurs(text)


@pytest.mark.parametrize("text", ["on friday", "every time a case is older than 3 days", "once it is sent", ""])
def test_a_time_that_comes_once_or_depends_on_something_does_not_recur(text: str) -> None:
    assert not recurs(text)
