"""A typed time is read on the person's own wall clock, in one way or not at all."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.cadence import WorkingCalendar
from bot.domain.moments import is_moment, read_moment
from bot.domain.people import NudgePreferences

WEDNESDAY = datetime(2026, 3, 4, 14, 30, tzinfo=UTC)
NEW_YORK = WorkingCalendar(ZoneInfo("America/New_York"), NudgePreferences())


def shown(text: str, calendar: WorkingCalendar = NEW_YORK) -> str | None:
    """Return the instant as that person's wall clock shows it."""
    at = read_moment(text, calendar, WEDNESDAY)
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
    ],
)
def test_a_day_and_a_time_are_read_where_the_person_is(text: str, expected: str) -> None:
    assert expected == shown(text)


@pytest.mark.parametrize(
    "text", ["2026-03-01", "today", "31 February", "friday 25:00", "13pm", "2026-13-01", "9999-12-31 23:30"]
)
def test_a_time_that_is_past_or_does_not_exist_is_not_read(text: str) -> None:
    noon = datetime(2026, 3, 4, 22, 0, tzinfo=UTC)

    assert read_moment(text, NEW_YORK, noon) is None


@pytest.mark.parametrize("text", ["3/12", "at 3", "may", "soon", "friday 3pm Bob reviews", "every friday", ""])
def test_what_may_be_read_in_two_ways_or_says_more_is_no_moment(text: str) -> None:
    assert not is_moment(text)
    assert shown(text) is None


def test_a_skipped_hour_moves_forward_and_the_hour_on_the_wall_stays_after_the_change() -> None:
    assert shown("8 March 2:30 am") == "Sun 08 Mar 2026 03:30"
    assert shown("9 March 3pm") == "Mon 09 Mar 2026 15:00"
