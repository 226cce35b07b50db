"""Reading the day and time a person types: "tomorrow", "Friday 3pm", "in two hours", "12 March, 15:00".

Only what can be read in one way is read; 3/12 is not. Everything is reckoned on the person's own wall clock.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from bot.domain.cadence import WorkingCalendar

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {
    **{word: number for number, word in enumerate(_NUMBERS, start=1)},
    "a couple of": 2,
    "a": 1,
    "an": 1,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}
_COUNT = rf"\d{{1,3}}|{'|'.join(_COUNTS)}"
_WEEKDAY = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL = r"(?P<dom>\d{1,2})(?:st|nd|rd|th)?"
_TOMORROW = r"tomm?orr?ow|tmrw"
_DAY = "|".join(
    (
        rf"(?P<near>today|{_TOMORROW}|(?:the )?day after tomorrow|tonight|yesterday|"
        r"this(?= (?:morning|afternoon|evening)\b))",
        rf"(?P<which>next |this |coming )?(?P<weekday>{_WEEKDAY})",
        r"(?P<coming>next week|next month|(?:at )?(?:the )?end of (?:the |this )?(?:week|month))",
        rf"in (?P<count>{_COUNT}) (?P<unit>working day|business day|day|week|month)s?",
        r"(?P<iso>\d{4}-\d{2}-\d{2})",
        r"(?:the )?" + _ORDINAL + r"(?: of)? " + _MONTH + r"(?:,? (?P<year>\d{4}))?",
        _MONTH.replace("month", "month_first")
        + " "
        + _ORDINAL.replace("dom", "dom_last")
        + r"(?:,? (?P<year_last>\d{4}))?",
        r"(?:the |(?<=on ))(?P<nth>[12]?\d|3[01])(?:st|nd|rd|th)",
    )
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))? ?(?P<half>[ap])\.?m\b\.?|"
    r"(?P<hour24>\d{1,2})[:.](?P<minute24>\d{2})(?: ?h| o'?clock)?|(?P<hour_sharp>\d{1,2}) ?(?:h|o'?clock)"
)
_PART = (
    r"(?:in the )?(?P<part>morning|noon|midday|afternoon|evening)|(?P<lunch>after lunch)|"
    r"(?P<over>(?:the )?end of (?:the )?day|eod)"
)
_AT = r"(?:at |around |about |@ ?)"
_HOUR = r"(?P<bare>1?[1-9]|[12]0|2[1-3])"
_TIME = rf"(?:{_AT}?(?:{_CLOCK}|{_PART}))"
_LEAD = r"(?:first thing )?(?:(?:on|by|until|til|till|before|for|from|after|not before) )?"
_IN_A_WHILE = re.compile(rf"in (?P<while>{_COUNT}|half an) ?(?P<clock_unit>minute|min|hour|hr|h)s?")
_DAY_AND_TIME = re.compile(rf"{_LEAD}(?:{_DAY})(?:,? (?:{_TIME}|{_AT}{_HOUR}))?")
_TIME_AND_DAY = re.compile(rf"{_LEAD}(?:{_TIME}|{_AT}{_HOUR}),? (?:on )?(?:{_DAY})")
_NEAR_AND_HOUR = re.compile(rf"(?P<near>today|{_TOMORROW}) {_HOUR}")
# "1h" and "for 15h" are lengths of time, and no time of day.
_TIME_ALONE = re.compile(rf"(?!(?:(?:for|from|after) \d{{1,2}}|0?\d|1[0-2]) ?h$){_LEAD}{_TIME}")
_HOUR_ALONE = re.compile(rf"(?:{_AT}|(?:by|until|till?|before|not before|after) {_AT}?){_HOUR}")
_FORMS = (_IN_A_WHILE, _DAY_AND_TIME, _TIME_AND_DAY, _NEAR_AND_HOUR, _TIME_ALONE)
_VAGUE = re.compile(r"in (?:a few|some|several|the next(?: few)?) (?:minutes|hours|days|weeks)")
_SHARP = re.compile(r"\d{1,2} ?h")
_WEEKDAY_OF_NEXT_WEEK = re.compile(rf"\bnext week,? (?:on )?({_WEEKDAY})\b|\b({_WEEKDAY}),? (?:of )?next week\b")
_PARTS = {
    "noon": (time(12),),
    "midday": (time(12),),
    # Who says "this afternoon" at three, or "tonight" at seven, means what is left of it.
    "afternoon": (time(14), time(17)),
    "evening": (time(18), time(21), time(23, 59)),
}
_AFTER_LUNCH = time(14)
_BEFORE_WORK_ENDS = timedelta(hours=1)
_TIMES = ("hour", "hour24", "hour_sharp", "bare", "part", "lunch", "over")
_WAKING = 7
_NOON = 12
_FARTHEST_LEAP = 9
"""Within so many years there is a 29 February, this year's included: 1900 and 2100 have none."""
_TIME_WORD = re.compile(
    rf"\d{{1,4}}(?:[:./-]\d{{1,4}}){{0,2}}(?:st|nd|rd|th|h|hrs?|mins?|[ap]m|d|w)?\.?|{'|'.join(_NUMBERS)}|fifteen|twenty|"
    rf"thirty|half|couple|few|several|{_WEEKDAY}|{_MONTH.replace('?P<month>', '?:')}|"
    r"(?:minute|min|hour|hr|day|week|weekend|month|quarter|year|fortnight)s?|(?:morning|afternoon|evening)s?|"
    rf"noon|midday|midnight|tonight|today|{_TOMORROW}|yesterday|eod|eow|eom|lunch|holidays?|vacation|easter|christmas"
)
_GLUE = re.compile(
    r"an?|the|of|on|in|at|by|until|till?|before|after|from|for|around|about|this|next|coming|last|later|early|late|mid|"
    r"end|start|beginning|first|thing|and|or|to|my|other|not|maybe|some|sometime|time|again|only|please|working|"
    r"business|o'?clock|@|[ap]m|past|more|cet|utc|gmt"
)
_RECURRING = re.compile(rf"every|each|once|twice|{_WEEKDAY}s|weekdays|weekends|weekly|daily|monthly")


def is_moment(text: str) -> bool:
    """Tell whether a text is nothing but a day, a time, or both."""
    said = _plain(text)
    return _match(said) is not None or _VAGUE.fullmatch(said) is not None


def is_hour(text: str) -> bool:
    """Tell whether a text is a mere hour, like "at 3": a time only where it cannot be a number of anything else."""
    return _HOUR_ALONE.fullmatch(_plain(text)) is not None


def is_span(text: str) -> bool:
    """Tell whether a moment may be how much time something takes: "in 2 days", "15h", "by the end of the day"."""
    said = _groups(text)
    is_length = any(said.get(name) for name in ("while", "count")) or _SHARP.fullmatch(_plain(text))
    return bool(is_length) or (bool(said.get("over")) and not _named_day(said))


def is_date(text: str) -> bool:
    """Tell whether a moment may be a date to be put down: a day of some month, months away, or in the past."""
    said = _groups(text)
    is_named = any(said.get(name) for name in ("iso", "month", "month_first"))
    return is_named or said.get("unit") == "month" or said.get("near") == "yesterday"


def sounds_like_moment(text: str) -> bool:
    """Tell whether a text consists of words about time alone, though nothing may be read from them."""
    words = _words(text)
    return any(map(_TIME_WORD.fullmatch, words)) and all(_TIME_WORD.fullmatch(w) or _GLUE.fullmatch(w) for w in words)


def recurs(text: str) -> bool:
    """Tell whether a text is about a time that comes again and again, like "once a week on Fridays"."""
    words = _words(text)
    others = [word for word in words if not _RECURRING.fullmatch(word)]
    return len(others) < len(words) and all(_TIME_WORD.fullmatch(w) or _GLUE.fullmatch(w) for w in others)


def read_moment(text: str, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    """Return the instant a text names on the person's wall clock, or None when it names none that is still to come.

    A day without a time is the person's own morning of that day.
    """
    said = _plain(text)
    match = _match(said) or _HOUR_ALONE.fullmatch(said)
    if match is None:
        return None
    try:
        return next((at for at in _instants(match.groupdict(), calendar, now) if at > now), None)
    except (ValueError, OverflowError):  # there is no such day, or no such time
        return None


def _plain(text: str) -> str:
    """Write a text in one way; Tuesday of next week is next Tuesday."""
    said = " ".join(text.lower().split())
    return _WEEKDAY_OF_NEXT_WEEK.sub(lambda match: f"next {match[1] or match[2]}", said)


def _words(text: str) -> list[str]:
    return _plain(text).replace(",", " ").split()


def _match(said: str) -> re.Match[str] | None:
    return next((match for form in _FORMS if (match := form.fullmatch(said))), None)


def _groups(text: str) -> dict[str, str | None]:
    match = _match(_plain(text))
    return match.groupdict() if match else {}


def _named_day(said: dict[str, str | None]) -> str | None:
    return next((name for name in _READERS if said.get(name)), None)


def _instants(said: dict[str, str | None], calendar: WorkingCalendar, now: datetime) -> Iterator[datetime]:
    """List what the words may mean, the nearest first: a time of day that has passed means tomorrow's."""
    if said.get("while"):
        yield _in_a_while(said, now)
        return
    times = _times(said, calendar)
    for day in _days(said, calendar, calendar.local(now).date()):
        yield from (calendar.instant(day, at) for at in times) if times else (calendar.opening(day),)


def _in_a_while(said: dict[str, str | None], now: datetime) -> datetime:
    """Return the first whole minute by which so much time has passed."""
    words, is_hours = str(said["while"]), str(said["clock_unit"]).startswith("h")
    minutes = 30 if words == "half an" else _number(words) * (60 if is_hours else 1)
    at = now + timedelta(minutes=minutes)
    minute = at.replace(second=0, microsecond=0)
    return minute if minute == at else minute + timedelta(minutes=1)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _COUNTS[words]


def _times(said: dict[str, str | None], calendar: WorkingCalendar) -> tuple[time, ...]:
    """List the times of day the words may mean, the earliest first; none where they name none."""
    if hour := said.get("hour"):
        if not 1 <= int(hour) <= _NOON:
            raise ValueError(hour)
        return (time(int(hour) % 12 + (12 if said["half"] == "p" else 0), int(said["minute"] or 0)),)
    if hour := said.get("hour24") or said.get("hour_sharp") or said.get("bare"):
        return (time(_waking(hour, said), int(said.get("minute24") or 0)),)
    if said.get("over"):
        return _work_ending(calendar)
    part = "evening" if said.get("near") == "tonight" else said.get("part") or ""
    return (_AFTER_LUNCH,) if said.get("lunch") else _PARTS.get(part, ())


def _waking(hour: str, said: dict[str, str | None]) -> int:
    """Return the hour that is meant: nobody who says "at 3" or "tonight at 8" wants to be woken for it."""
    earliest = _NOON if said.get("near") == "tonight" else _WAKING
    return int(hour) + (_NOON if int(hour) < earliest and not hour.startswith("0") else 0)


def _work_ending(calendar: WorkingCalendar) -> tuple[time, ...]:
    """List the time at which there is still some left to do something that day, and the end of work."""
    ends = calendar.preferences.ends_at
    before = datetime.combine(date.min + timedelta(days=1), ends) - _BEFORE_WORK_ENDS
    return before.time(), ends


def _names_time(said: dict[str, str | None]) -> bool:
    return any(said.get(name) for name in _TIMES)


def _days(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    name = _named_day(said)
    yield from _READERS[name](said, calendar, today) if name else (today, today + timedelta(days=1))


def _near(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    words = str(said["near"])
    far = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1}
    yield today + timedelta(days=far.get(words, 2 if "after" in words else 1))


def _weekday(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    """Read the next such day, which with a time may be today; "next Friday" is the one of next week."""
    wanted, which = _WEEKDAYS.index(str(said["weekday"])[:3]), (said["which"] or "").strip()
    if which == "next":
        yield _monday_after(today) + timedelta(days=wanted)
        return
    if wanted == today.weekday() and which != "coming" and _names_time(said):
        yield today
    yield today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _coming(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    words = str(said["coming"])
    if words == "next month":
        yield _in_months(today.replace(day=1), 1)
    elif words == "next week":
        yield _monday_after(today)
    elif words.endswith("month"):
        yield from (_in_months(today.replace(day=1), months) - timedelta(days=1) for months in (1, 2))
    else:
        yield _monday_after(today) - timedelta(days=3)


def _counted(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    count, unit = _number(str(said["count"])), str(said["unit"])
    if unit == "month":
        yield _in_months(today, count)
    elif unit.endswith(" day"):
        yield calendar.working_day_after(today, count)
    else:
        yield today + timedelta(days=count * (7 if unit == "week" else 1))


def _dated(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    """Read the next such day; not every year has a 29 February."""
    month = _MONTHS.index(str(said["month"] or said["month_first"])[:3]) + 1
    day, year = int(said["dom"] or said["dom_last"] or 0), said["year"] or said["year_last"]
    years = (int(year),) if year else range(today.year, today.year + _FARTHEST_LEAP)
    for each in years:
        with suppress(ValueError):
            yield date(each, month, day)


def _iso(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    yield date.fromisoformat(str(said["iso"]))


def _nth(said: dict[str, str | None], calendar: WorkingCalendar, today: date) -> Iterator[date]:
    """Read the next such day of a month; not every month has a 31st."""
    wanted = int(said["nth"] or 0)
    months = [_in_months(today.replace(day=1), count) for count in range(4)]
    yield from (one.replace(day=wanted) for one, after in pairwise(months) if wanted <= (after - one).days)


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
    "nth": _nth,
}
