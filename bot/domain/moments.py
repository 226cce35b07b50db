"""Reading the day and time a person types: "tomorrow", "Friday 3pm", "in two weeks", "12 March, 15:00".

Only what can be read in one way is read; 3/12 is not. Everything is reckoned on the person's own wall clock.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from bot.domain.cadence import WorkingCalendar

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?)"
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL = r"(?P<dom>\d{1,2})(?:st|nd|rd|th)?"
_DAY = "|".join(
    (
        r"(?P<near>today|tomorrow|tmrw|(?:the )?day after tomorrow)",
        r"(?P<which>next |this |coming )?" + _WEEKDAY,
        r"(?P<coming>next week|next month|(?:the )?end of (?:the |this )?week)",
        r"in (?P<count>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten) "
        r"(?P<unit>working day|business day|day|week|month)s?",
        r"(?P<iso>\d{4}-\d{2}-\d{2})",
        r"(?:the )?" + _ORDINAL + r"(?: of)? " + _MONTH + r"(?:,? (?P<year>\d{4}))?",
        _MONTH.replace("month", "month_first")
        + " "
        + _ORDINAL.replace("dom", "dom_last")
        + r"(?:,? (?P<year_last>\d{4}))?",
    )
)
_TIME = (
    r"(?:at |around |about )?(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap])\.?m\b\.?|"
    r"(?P<hour24>\d{1,2})[:.](?P<minute24>\d{2})(?: ?h| o'?clock)?|(?P<hour_sharp>\d{1,2}) ?(?:h|o'?clock)|"
    r"(?:in the )?(?P<part>morning|noon|midday|afternoon))"
)
_LEAD = r"(?:(?:on|by|until|til|till|before|for|from|after|not before) )?"
_DAY_AND_TIME = re.compile(rf"{_LEAD}(?:{_DAY})(?:,? {_TIME})?")
_TIME_AND_DAY = re.compile(rf"{_LEAD}{_TIME},? (?:on )?(?:{_DAY})")
_TIME_ALONE = re.compile(rf"{_LEAD}{_TIME}")
_PARTS = {"noon": time(12), "midday": time(12), "afternoon": time(14)}


def is_moment(text: str) -> bool:
    """Tell whether a text is nothing but a day, a time, or both."""
    return _match(text) is not None


def read_moment(text: str, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    """Return the instant a text names on the person's wall clock, or None when it names none that is still to come.

    A day without a time is the person's own morning of that day.
    """
    match = _match(text)
    if match is None:
        return None
    try:
        return next((at for at in _instants(match.groupdict(), calendar, now) if at > now), None)
    except (ValueError, OverflowError):  # there is no such day, or no such time
        return None


def _match(text: str) -> re.Match[str] | None:
    said = " ".join(text.lower().split())
    return next((m for form in (_DAY_AND_TIME, _TIME_AND_DAY, _TIME_ALONE) if (m := form.fullmatch(said))), None)


def _instants(said: dict[str, str | None], calendar: WorkingCalendar, now: datetime) -> Iterator[datetime]:
    """List what the words may mean, the nearest first: a time of day that has passed means tomorrow's."""
    at = _time(said)
    for day in _days(said, calendar, calendar.local(now).date()):
        yield calendar.opening(day) if at is None else calendar.instant(day, at)


def _time(said: dict[str, str | None]) -> time | None:
    if hour := said.get("hour"):
        if not 1 <= int(hour) <= 12:
            raise ValueError(hour)
        return time(int(hour) % 12 + (12 if said["half"] == "p" else 0), int(said["minute"] or 0))
    if hour := said.get("hour24") or said.get("hour_sharp"):
        return time(int(hour), int(said["minute24"] or 0))
    return _PARTS.get(said.get("part") or "")


def _days(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    for name, days in _READERS.items():
        if said.get(name):
            yield from days(said, calendar, today)
            return
    yield from (today, today + timedelta(days=1))


def _near(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    words = str(said["near"])
    yield today + timedelta(days=0 if words == "today" else 2 if "after" in words else 1)


def _weekday(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    """Read the next such day; "next Friday" is the one of next week."""
    wanted = _WEEKDAYS.index(str(said["weekday"])[:3])
    if (said["which"] or "").strip() == "next":
        yield _monday_after(today) + timedelta(days=wanted)
    else:
        yield today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _coming(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    words = str(said["coming"])
    if words == "next month":
        yield _in_months(today.replace(day=1), 1)
    elif words == "next week":
        yield _monday_after(today)
    else:
        yield _monday_after(today) - timedelta(days=3)


def _counted(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    words, unit = str(said["count"]), str(said["unit"])
    count = int(words) if words.isdigit() else 1 if words in {"a", "an"} else _NUMBERS.index(words) + 1
    if unit == "month":
        yield _in_months(today, count)
    elif unit.endswith(" day"):
        yield calendar.working_day_after(today, count)
    else:
        yield today + timedelta(days=count * (7 if unit == "week" else 1))


def _dated(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    month = _MONTHS.index(str(said["month"] or said["month_first"])[:3]) + 1
    day, year = int(said["dom"] or said["dom_last"] or 0), said["year"] or said["year_last"]
    yield from (date(int(year or each), month, day) for each in (today.year, today.year + 1))


def _iso(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    yield date.fromisoformat(str(said["iso"]))


def _monday_after(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _in_months(today: date, count: int) -> date:
    """Return the same day of a later month, or that month's last one."""
    months = today.year * 12 + today.month - 1 + count
    first = date(months // 12, months % 12 + 1, 1)
    last = date((months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)
    return first.replace(day=min(today.day, last.day))


_READERS: dict[str, Callable[[dict[str, str | None], WorkingCalendar, date], Iterator[date]]] = {
    "near": _near,
    "weekday": _weekday,
    "coming": _coming,
    "count": _counted,
    "iso": _iso,
    "month": _dated,
    "month_first": _dated,
}
