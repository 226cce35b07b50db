"""When a person is reminded: working hours, working days, holidays, back-off, promises and snoozes.

Everything is reckoned in the person's own local time and only then turned into UTC,
so a change of clocks moves the instant and never the hour on the wall.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays, list_supported_countries

from bot.domain.alignment import Alignment, Ownership, Silence
from bot.domain.people import NudgePreferences, Person, zone_named

BACK_OFF = (1, 2, 3, 5)
WORKING_WEEK = 5
FACILITATOR_AFTER = 3
THREAD_AFTER = 5
SETTLING_IN = timedelta(minutes=30)
FARTHEST_DAY = 366
FIRST_DAY, LAST_DAY = date.min + timedelta(days=1), date.max - timedelta(days=1)
"""The days whose hours can be told in UTC in every zone; forms offer one more at each end."""
STRAGGLING = timedelta(minutes=30)
"""How long after work a reminder may still arrive that was due before, since Slack takes only so many a minute."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The hours and days on which one person may be disturbed."""

    zone: ZoneInfo
    preferences: NudgePreferences

    def local(self, instant: datetime) -> datetime:
        """Return the instant as that person's wall clock shows it."""
        return instant.astimezone(self.zone)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the person works on that local day, or somebody stands in for them."""
        is_free = self.is_away(day) and not self.preferences.stand_in
        return day.weekday() in self.preferences.days and not is_free and not self._is_holiday(day)

    def is_away(self, day: date) -> bool:
        """Tell whether the person said that they would be away on that local day."""
        settings = self.preferences
        return settings.away_from is not None and settings.away_from <= day <= (settings.away_until or day)

    def is_away_endlessly(self, day: date) -> bool:
        """Tell whether the person is away on that local day and named no last day; then no day of return is known."""
        return self.preferences.away_until is None and self.is_away(day)

    def stand_in_on(self, day: date) -> str | None:
        """Return who is reminded instead of the person on that local day."""
        return self.preferences.stand_in if self.is_away(day) else None

    def working_day_after(self, day: date, count: int) -> date:
        """Return the working day that lies so many working days after a day; 0 gives the day itself or the next one."""
        reached = day if count == 0 and self.is_working_day(day) else None
        passed = 0
        for _ in range(FARTHEST_DAY):
            if reached is not None:
                return reached
            day += timedelta(days=1)
            passed += self.is_working_day(day)
            reached = day if passed >= max(count, 1) else None
        return day

    def morning_in(self, working_days: int, now: datetime) -> datetime:
        """Return the morning so many working days from now; five are a week, however many of its days they work."""
        today = self.local(now).date()
        if working_days == WORKING_WEEK:
            return self.opening(self.working_day_after(today + timedelta(weeks=1), 0))
        return self.opening(self.working_day_after(today, working_days))

    def instant(self, day: date, at: time) -> datetime:
        """Return the instant when the wall clock shows that time on that day; a skipped hour moves forward."""
        wall = datetime.combine(day, at, tzinfo=self.zone)
        return wall.astimezone(UTC)

    def opening(self, day: date) -> datetime:
        """Return the instant on that day at which a reminder is welcome: half an hour after work begins.

        Where work is over by then, it is as soon as work begins.
        """
        day = min(max(day, FIRST_DAY), LAST_DAY)
        start = self.instant(day, self.preferences.starts_at)
        settled_in = start + SETTLING_IN
        return settled_in if settled_in < self.instant(day, self.preferences.ends_at) else start

    def is_open(self, instant: datetime) -> bool:
        """Tell whether the person may be disturbed at the instant."""
        day = self.local(instant).date()
        return self.is_working_day(day) and self.opening(day) <= instant < self.instant(day, self.preferences.ends_at)

    def is_still_welcome(self, day: date, instant: datetime) -> bool:
        """Tell whether a reminder that was due on a day may still arrive at the instant."""
        return self.local(instant).date() == day and instant < self.instant(day, self.preferences.ends_at) + STRAGGLING

    def next_opening(self, instant: datetime) -> datetime:
        """Return the earliest instant, not before the given one, at which the person may be disturbed."""
        if self.is_open(instant):
            return instant
        day = self.local(instant).date()
        first = self.working_day_after(day, 0)
        return self.opening(first) if self.opening(first) >= instant else self.opening(self.working_day_after(day, 1))

    def _is_holiday(self, day: date) -> bool:
        country = self.preferences.country
        return country is not None and knows_holidays_of(country) and day in holidays_of(country, day.year)


@lru_cache(maxsize=256)
def holidays_of(country: str, year: int) -> frozenset[date]:
    """Return the public holidays of a country in a year; to work them out anew for each day takes a millisecond."""
    return frozenset(country_holidays(country, years=year))


@cache
def knows_holidays_of(country: str) -> bool:
    """Tell whether the holidays of a country are known, by its two letters (ISO 3166-1)."""
    return country in list_supported_countries()


def calendar_of(person: Person | None, preferences: NudgePreferences) -> WorkingCalendar:
    """Make the calendar of a person: their own zone, else the one Slack knows, else UTC."""
    return WorkingCalendar(zone_named(preferences.zone or (person.zone if person else None)), preferences)


def back_off(nudges: int) -> int:
    """Return after how many working days the next reminder follows."""
    return BACK_OFF[min(nudges, len(BACK_OFF) - 1)]


def due_at(ownership: Ownership, calendar: WorkingCalendar, now: datetime) -> datetime:
    """Return when the owner of an artifact is to be reminded of it next, were there no promise.

    What is dated later than today was noted before the clock was put back, and is not waited for.
    """
    since = ownership.last_nudged_at or ownership.since
    if calendar.local(since).date() > calendar.local(now).date():
        return calendar.next_opening(now)
    day = calendar.working_day_after(calendar.local(since).date(), back_off(ownership.nudges))
    return calendar.opening(day)


def next_reminder(
    alignment: Alignment, person: str, artifacts: Iterable[str], calendar: WorkingCalendar, now: datetime
) -> datetime:
    """Return when a person is to be reminded of what they owe one alignment.

    Where they promised or snoozed, that takes the place of the back-off. What they muted has its turns all the same,
    though they hear nothing of them.
    """
    silence = alignment.silences.get(person)
    covered = alignment.covered_by(silence) if silence and not silence.is_mute else frozenset()
    return min(
        _heard_again(silence, ownership, calendar)
        if silence and ownership.artifact in covered
        else due_at(ownership, calendar, now)
        for ownership in (alignment.owners[artifact] for artifact in artifacts)
    )


def day_of(silence: Silence, calendar: WorkingCalendar) -> date:
    """Return the day that a promise or snooze names, where its maker is."""
    return calendar.local(silence.until).date()


def is_over(silence: Silence, calendar: WorkingCalendar, now: datetime) -> bool:
    """Tell whether a silence has had its time: a snooze until its morning, a promise until its day has passed."""
    if silence.is_promise:
        return day_of(silence, calendar) < calendar.local(now).date()
    return silence.until <= now


def _heard_again(silence: Silence, ownership: Ownership, calendar: WorkingCalendar) -> datetime:
    """Return when a reminder comes in spite of a silence: on its morning, and the working day after a promise."""
    if ownership.last_nudged_at is not None and ownership.last_nudged_at >= silence.until:
        return calendar.opening(calendar.working_day_after(day_of(silence, calendar), 1))
    return calendar.next_opening(silence.until)
